"""Every link and anchor of the example site leads somewhere: at `/`, below a sub-path, and opened from disk.

The checker is this file's own, so that it cannot share a mistake with the product's.
"""

import functools
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

ROOT = Path(__file__).parents[2]
KANTLIJN = Path(sys.executable).parent / "kantlijn"
LINKS = (
    "//*[@href]/@href | //*[@src]/@src | //*[@srcset]/@srcset | //*[@data]/@data | //form/@action | //*[@cite]/@cite"
)


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """A function that builds the example site with the given options, each time into a folder of its own.

    The site has no address unless they say so.
    """
    root = tmp_path_factory.mktemp("example")
    settings = (ROOT / "site.yml").read_text()
    (root / "site.yml").write_text(re.sub(r"^base_url:.*\n", "", settings, flags=re.MULTILINE))
    shutil.copytree(ROOT / "content", root / "content")

    @functools.cache
    def build(*options):
        out = tmp_path_factory.mktemp("site")
        done = subprocess.run(
            [KANTLIJN, "build", "--out", out, *options],
            cwd=root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return out

    return build


def published(out, base):
    """Every file by the URLs it answers to: a folder's page by the folder's, everything also by its own name."""
    files = {}
    for file in sorted(out.rglob("*")):
        if file.is_file():
            path = file.relative_to(out).as_posix()
            files[base + path] = file
            if path == "index.html" or path.endswith("/index.html"):
                files[base + path.removesuffix("index.html")] = file
    return files


def links_of(file):
    """What an HTML, CSS or XML file points at, and the anchors it offers."""
    text = file.read_bytes()
    if file.suffix == ".html":
        tree = html.document_fromstring(text)
        return [str(link) for link in tree.xpath(LINKS)], [str(name) for name in tree.xpath("//@id | //a/@name")]
    if file.suffix == ".css":
        return re.findall(r"url\(\s*['\"]?([^'\")]+)", text.decode()), []
    if file.suffix == ".xml":
        tree = etree.fromstring(text)
        return [
            *map(str, tree.xpath("//@href")),
            *tree.xpath("//*[local-name()='loc' or local-name()='uri']/text()"),
        ], []
    return [], []


def broken(out, base, *, aside=()):
    """All that is wrong with the links of a site that is published at `base`, as sentences."""
    files = published(out, base)
    parsed = {file: links_of(file) for file in set(files.values())}
    wrong = []
    for file, (links, anchors) in sorted(parsed.items()):
        page = file.relative_to(out).as_posix()
        if page in aside:
            continue
        wrong += [f"{page}: id {name} occurs {n} times" for name, n in Counter(anchors).items() if n > 1]
        address = base + page.removesuffix("index.html")
        for link in links:
            target = urljoin(address if base.startswith("http") else base + page, link)
            parts = urlsplit(target)
            if parts.scheme in ("mailto", "data") or (
                parts.scheme in ("http", "https") and not same_host(target, base)
            ):
                continue
            place = unquote(target.partition("#")[0].partition("?")[0])
            found = files.get(place)
            if found is None:
                wrong.append(f"{page}: {link} leads to {place}, where nothing is")
            elif parts.fragment and unquote(parts.fragment).partition(":~:")[0] not in {"", *parsed[found][1]}:
                wrong.append(f"{page}: {link}: no anchor {parts.fragment}")
    return wrong


def same_host(url, base):
    return urlsplit(url).netloc == urlsplit(base).netloc


def test_the_checker_sees_what_is_broken(tmp_path):
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "index.html").write_text(
        '<p id="a"></p><p id="a"></p><a href="../nergens/">x</a><a href="#b">x</a><a href="/buiten/">x</a><a href="../../">x</a>'
    )
    (tmp_path / "index.html").write_text('<a href="map/#a">goed</a><a href="https://example.com/">elders</a>')
    assert broken(tmp_path, "https://example.org/sub/") == [
        "map/index.html: id a occurs 2 times",
        "map/index.html: ../nergens/ leads to https://example.org/sub/nergens/, where nothing is",
        "map/index.html: #b: no anchor b",
        "map/index.html: /buiten/ leads to https://example.org/buiten/, where nothing is",
        "map/index.html: ../../ leads to https://example.org/, where nothing is",
    ]


@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/sub/pad/"])
def test_links_hold_at_the_address_of_the_site(example, base):
    out = example("--base-url", base)
    assert not broken(out, base)


def test_links_hold_at_the_root_without_a_base_url(example):
    assert not broken(example(), "http://localhost:8000/")


def test_links_are_relative_so_that_the_site_can_be_put_below_a_prefix(example):
    """The page for what is missing is shown under any path, so it alone may count on the site's place."""
    assert not broken(example(), "http://localhost:8000/sub/pad/", aside=("404.html",))


def test_links_hold_from_disk(example):
    out = example("--offline")
    assert not broken(out, f"{out.as_uri()}/", aside=("404.html",))
    pages = [file for file in out.rglob("*.html") if file.name != "404.html"]
    links = [(page, link.partition("#")[0]) for page in pages for link in links_of(page)[0]]
    folders = {f"{page.relative_to(out)}: {link}" for page, link in links if "://" not in link and link.endswith("/")}
    assert not folders, "from disk a folder does not open its page"
