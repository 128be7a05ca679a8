"""What programs of others read of a page to show its link: titles, authors, days, pictures, languages of the example.

They are in tests/npm, with their versions; where they are not installed (`npm ci --prefix tests/npm`) or there is no Node
these tests are skipped, and say so. All pages are on this machine's own address; nothing else is asked for.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from generator.build import Options, load, publish
from generator.core.cache import NoCache
from generator.pages.views import AnswerView, EmbedView, LetterView, PageView, TopicView

ROOT = Path(__file__).parents[2]
NPM = ROOT / "tests" / "npm"


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Iterator[tuple[str, dict[str, PageView]]]:
    """Yield the address of the example, and what its answers, letter, notes and topics show, by their paths."""
    root = tmp_path_factory.mktemp("shared") / "site"
    root.mkdir()
    shutil.copy(ROOT / "site.yml", root)
    shutil.copytree(ROOT / "content", root / "content")
    (root / "site").mkdir()

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root / "site")))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    draft, _ = publish(load(root, Options(base_url=address), NoCache()))
    pages = {page.path: page.view for page in draft.plan.pages}
    yield (
        address,
        {
            path: view
            for path, view in pages.items()
            if isinstance(view, (AnswerView, LetterView, TopicView)) or (isinstance(view, EmbedView) and view.note)
        },
    )
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def read(example) -> dict[str, dict[str, Any]]:
    """Return what each program says of each page, by path."""
    node = shutil.which("node")
    if not node or not (NPM / "node_modules").is_dir():
        pytest.skip("no programs that read links on this machine (npm ci --prefix tests/npm)")
    address, views = example
    asked = "".join(f"{address}{path}\n" for path in views)
    ran = subprocess.run(
        [node, NPM / "read.mjs"], input=asked, capture_output=True, text=True, timeout=300, check=True, cwd=NPM
    )
    return {url.removeprefix(address): found for url, found in json.loads(ran.stdout)["found"].items()}


def authors(view: PageView) -> str | None:
    return next((meta.content for meta in view.page.metas if meta.name == "author"), None)


def picture(view: PageView) -> str | None:
    return view.page.image.url if view.page.image else None


def day(view: PageView) -> str | None:
    return view.page.published.iso if view.page.published else None


Said = Mapping[str, Any]
READERS: dict[str, dict[str, Callable[[Said], Any]]] = {
    "metascraper": {
        "title": lambda said: said["title"],
        "author": lambda said: said["author"],
        "day": lambda said: said["date"] and said["date"][:10],
        "picture": lambda said: said["image"],
        "language": lambda said: said["lang"],
    },
    "unfurl.js": {
        "title": lambda said: said["open_graph"]["title"],
        "author": lambda said: said.get("author"),
        "day": lambda said: said["open_graph"].get("articles", [{}])[0].get("published_time"),
        "picture": lambda said: said["open_graph"]["images"][0]["url"],
        "language": lambda said: said["open_graph"]["locale"][:2],
    },
    "open-graph-scraper": {
        "title": lambda said: said["ogTitle"],
        "author": lambda said: said.get("author"),
        "day": lambda said: said.get("articlePublishedTime"),
        "picture": lambda said: said["ogImage"][0]["url"],
        "language": lambda said: said["ogLocale"][:2],
    },
    "link-preview-js": {
        "title": lambda said: said["title"],
        "picture": lambda said: said["images"][0],
    },
    "@extractus/oembed-extractor": {
        "title": lambda said: said["title"],
        "author": lambda said: said.get("author_name"),
        "picture": lambda said: said["thumbnail_url"],
    },
}
"""By program: where it has what it read. What is not here it does not read of any page."""


@pytest.mark.parametrize("program", READERS)
def test_programs_read_title_author_day_picture_and_language(example, read, program):
    _, views = example
    assert {type(view) for view in views.values()} == {AnswerView, LetterView, TopicView, EmbedView}
    for path, view in views.items():
        wanted = {"title": view.page.title, "author": authors(view), "day": day(view), "picture": picture(view)}
        wanted["language"] = "nl"
        said = read[path][program]
        assert "error" not in said, (path, said)
        found = {what: get(said) for what, get in READERS[program].items()}
        if program == "@extractus/oembed-extractor":
            link = next(link for link in view.page.links if link.type == "application/json+oembed")
            wanted["title"] = link.title
        if wanted["day"] is None:
            found.pop("day", None)  # metascraper takes the first day in the text then
        assert found == {what: wanted[what] for what in found}, path


def test_what_is_framed_is_the_bare_page(example, read):
    address, views = example
    for path, view in views.items():
        for program in ("unfurl.js", "@extractus/oembed-extractor"):
            said = read[path][program]
            said = said.get("oEmbed", said)
            framed = not isinstance(view, TopicView)
            below = {AnswerView: "embed/", LetterView: "embed/-/"}.get(type(view), "")
            bare = f"{address}{path}{below}"
            assert (f' src="{bare}"' in (said.get("html") or "")) == framed, (program, path)
