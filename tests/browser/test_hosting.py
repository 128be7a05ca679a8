"""A site under the headers that it asks of its host, in a real browser: nothing it does is refused."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from generator.build import Options, load, publish
from generator.core.cache import NoCache
from generator.core.file_types import file_type
from generator.pages.planned import TextFile

pytestmark = pytest.mark.browser

EVERYTHING = Path(__file__).parents[1] / "sites" / "everything"
LETTER = "/brieven/2099z00001/"


def headers_of(folder: Path, path: str) -> list[tuple[str, str]]:
    """Return the headers that a folder's `_headers` asks for, as Netlify and Cloudflare Pages read it."""
    rules = folder / "_headers"
    found = []
    for block in rules.read_text("utf-8").strip().split("\n\n") if rules.is_file() else ():
        pattern, *headers = block.splitlines()
        form = re.sub(r":\w+", "[^/]+", re.escape(pattern).replace(r"\*", ".*"))
        if re.fullmatch(form, path):
            found += [tuple(header.strip().split(": ", 1)) for header in headers]
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """Build the site that holds everything, with an accent of its own and a letter that moved."""
    root = tmp_path_factory.mktemp("hosting") / "site"
    shutil.copytree(EVERYTHING, root)
    settings = (root / "site.yml").read_text("utf-8")
    settings = re.sub(r"^(accent|base_url):.*\n", "", settings, flags=re.MULTILINE)
    (root / "site.yml").write_text(f'{settings}\naccent: "#7a1f4e"\n', "utf-8")
    question = root / "content/letters/2099z00001/vraag-02.md"
    text = question.read_text("utf-8")
    question.write_text(text.replace("number: 2\n", "number: 2\naliases: [/oud/twee/]\n", 1), "utf-8")
    return root


@pytest.fixture(scope="module")
def hosted(site, serve) -> tuple[str, list[str]]:
    """Publish the site at the address of a host; return that and the path of a page of every kind."""
    out = site / "site"
    out.mkdir()
    address = serve(out, partial(headers_of, out))
    draft, outcome = publish(load(site, Options(base_url=address), NoCache()))
    assert not outcome.problems
    pages = [page for page in draft.plan.pages if not isinstance(page.view, TextFile)]
    kinds = {type(page.view): page.path for page in pages if page.view.page.kind != "redirect"}
    return address, sorted(kinds.values())


@pytest.fixture
def open_page(chromium) -> Iterator:
    """Yield a function that opens a tab, in which whatever the browser complains of is gathered in `wrong`."""
    context = chromium.new_context()

    def open_():
        page = context.new_page()
        page.wrong = []
        page.on("console", lambda said: page.wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        return page

    yield open_
    context.close()


@pytest.fixture
def page(open_page):
    return open_page()


def test_no_page_of_any_kind_does_what_the_policy_refuses(hosted, open_page):
    address, paths = hosted
    tabs = {path: open_page() for path in paths}  # side by side, since each has to be quiet for a while
    for path, page in tabs.items():
        page.goto(address + path)
    for path, page in tabs.items():
        page.wait_for_load_state("networkidle")
        assert page.wrong == [], path
        accent = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')")
        assert "#7a1f4e" in accent or "/embed/" in path
    assert len(tabs) > 15


def test_an_embed_shows_in_another_site_and_a_page_does_not(hosted, page, serve, tmp_path):
    address, _ = hosted
    frame = f'<link rel="icon" href="data:,"><iframe src="{address}{LETTER}vraag-2/{{}}"></iframe>'
    (tmp_path / "embed.html").write_text(frame.format("embed/"), "utf-8")
    (tmp_path / "whole.html").write_text(frame.format(""), "utf-8")
    elsewhere = serve(tmp_path)
    page.goto(f"{elsewhere}/embed.html")
    page.frame_locator("iframe").locator("body.page-embed").wait_for()
    assert page.wrong == []
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        page.goto(f"{elsewhere}/whole.html")


def test_data_can_be_read_by_a_page_of_another_site_and_pages_cannot(hosted, page, serve, site, tmp_path):
    address, _ = hosted
    (tmp_path / "index.html").write_text('<link rel="icon" href="data:,">', "utf-8")
    page.goto(serve(tmp_path))
    read = """async url => { try { return (await (await fetch(url)).text()).length } catch { return null } }"""
    out = site / "site"
    asked = {path for path in out.rglob("*") if path.is_file() and not path.name.startswith("_")}
    data = {path for path in asked if file_type(path.name).is_data}
    for path in {path.name: path for path in asked}.values():
        length = page.evaluate(read, f"{address}/{path.relative_to(out).as_posix()}")
        assert (length is not None) == (path in data), path
    names = {path.name for path in data}
    assert names >= {"index.json", "answers.csv", "feed.xml", "cite.bib", "cite.ris", "oembed.json", "annotations.json"}
    assert any("CORS" in said for said in page.wrong)


def test_an_old_address_takes_the_passage_along(hosted, page):
    address, _ = hosted
    page.goto(f"{address}/oud/twee/#a1")
    page.wait_for_url(f"{address}{LETTER}vraag-2/#a1")
    assert page.wrong == []


def test_a_withdrawn_passage_is_where_its_link_leads(hosted, page):
    address, _ = hosted
    page.goto(f"{address}{LETTER}vraag-1/#a99")
    assert page.locator(":target").inner_text().startswith("Een passage die hier stond, is op 1 juni 2099 ingetrokken.")
