"""What hosts are told: where old addresses lead, what pages may load, and who may frame them."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from generator.core.config import Config
from generator.core.file_types import FILE_TYPES, FRAMED, REVALIDATED, file_type
from generator.pages.addresses.hosting import accent_style, policy
from generator.pages.plan import plan
from generator.pages.planned import TextFile
from generator.pages.views import EmbedView

BASE = Path(__file__).parents[4] / "theme" / "templates" / "base.html"


@pytest.fixture
def files(make, words, world):
    def files(config=None, **more):
        done, problems = plan(make.link(world, config), words, **more)
        assert problems == ()
        return done.pages, {page.path: page.view.text for page in done.pages if isinstance(page.view, TextFile)}

    return files


def blocks(text: str) -> dict[str, list[str]]:
    """Read a `_headers` file: the headers of each pattern."""
    found: dict[str, list[str]] = {}
    pattern = ""
    for line in text.splitlines():
        if line.startswith("  "):
            found[pattern].append(line.strip())
        elif line:
            pattern = line
            found[pattern] = []
    return found


def matches(pattern: str, path: str) -> bool:
    """Match a path as Netlify and Cloudflare Pages do: `*` is anything, `:name` is all up to a slash."""
    form = re.escape(pattern).replace(r"\*", ".*")
    return re.fullmatch(re.sub(r":\w+", "[^/]+", form), path) is not None


def policies(text: str, path: str) -> list[str]:
    headers = (header for pattern, rows in blocks(text).items() if matches(pattern, path) for header in rows)
    return [header.partition(": ")[2] for header in headers if header.startswith("Content-Security-Policy")]


# --- _redirects --------------------------------------------------------------------------------------------------


def test_every_old_address_has_a_line_that_leads_where_its_page_does(files):
    _, texts = files()
    assert texts["/_redirects"].splitlines() == [
        "/actor/rw/ /actoren/rijkswacht/ 301",
        "/brieven/2024z00001/vraag-5/ /brieven/2024z00001/vraag-4/ 301",
        "/oud/duinen/ /brieven/2024z00001/ 301",
    ]


def test_below_a_path_both_sides_begin_with_it(files):
    _, texts = files(base_url="https://host.example/sub/")
    assert "/sub/oud/duinen/ /sub/brieven/2024z00001/ 301\n" in texts["/_redirects"]


def test_a_site_read_from_disk_has_no_host_to_tell(files):
    _, texts = files(offline=True)
    assert not texts.keys() & {"/_redirects", "/_headers"}


# --- _headers ----------------------------------------------------------------------------------------------------


def test_pages_to_be_framed_may_be_framed_anywhere_and_no_other_page_at_all(files):
    pages, texts = files(base_url="https://host.example")
    framed = [page.path for page in pages if isinstance(page.view, EmbedView)]
    assert framed
    for page in pages:
        if isinstance(page.view, TextFile) or page.view.page.kind in ("redirect", "missing"):
            continue
        closed = any("frame-ancestors 'none'" in one for one in policies(texts["/_headers"], page.path))
        assert closed == (page.path not in framed), page.path


def headers(text: str, path: str) -> dict[str, list[str]]:
    """Return the headers of a path, each with its values."""
    found: dict[str, list[str]] = {}
    for pattern, rows in blocks(text).items():
        for name, _, value in (row.partition(": ") for row in rows if matches(pattern, path)):
            found.setdefault(name, []).append(value)
    return found


def test_every_type_of_file_is_served_as_the_one_table_says(files):
    pages, texts = files(base_url="https://host.example/sub")
    paths = [page.path for page in pages] + [f"/assets/een{suffix}" for suffix in FILE_TYPES]
    for path in paths:
        row, said = (
            file_type(f"{path}index.html" if path.endswith("/") else path),
            headers(texts["/_headers"], f"/sub{path}"),
        )
        assert said.get("Access-Control-Allow-Origin", []) == (["*"] if row.is_data else []), path
        assert said.get("Content-Type", [row.content_type]) == [row.content_type], path
        assert not row.is_data or "Content-Type" in said, path
        kept = FRAMED if "/embed/" in path and path.endswith("/") else row.kept
        assert said.get("Cache-Control", [REVALIDATED]) == [kept], path  # hosts ask each time where nothing is said


def test_every_page_may_load_the_site_s_own_files_and_nothing_else(files):
    pages, texts = files(base_url="https://host.example")
    for page in pages:
        first = policies(texts["/_headers"], page.path)[0]
        assert first.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in first


def test_only_a_site_with_search_may_run_webassembly():
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy(searched=True)
    assert "wasm" not in policy()


def test_there_are_fewer_rules_than_cloudflare_takes(files):
    _, texts = files(base_url="https://host.example")
    assert len(blocks(texts["/_headers"])) < 100
    assert all(len(line) < 2000 for line in texts["/_headers"].splitlines())


def test_the_one_style_in_pages_is_allowed_by_its_own_hash_and_is_the_templates(files):
    template = re.search(r"<style>(.+)</style>", BASE.read_text("utf-8"))[1]
    style = accent_style("#1f4e9e")
    assert template.replace("{{ site.accent }}", "#1f4e9e") == style
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    _, texts = files(Config(name="X", accent="#1f4e9e"))
    assert f"style-src 'self' 'sha256-{digest}';" in texts["/_headers"]
