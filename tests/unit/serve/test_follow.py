"""The preview answers while it builds, and survives whatever a build does."""

from __future__ import annotations

import asyncio
import http.client
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator import build as pipeline
from generator.core.diagnostics import Position, Severity, diagnostic
from generator.i18n import catalogue, command_words
from generator.output.cache_file import CacheFile
from generator.output.commit import Outcome
from generator.serve import follow as following
from generator.serve.follow import PreviewEvents, follow
from generator.serve.preview import PreviewState, listen
from generator.serve.sockets import PortTakenError, bound


def result(out: Path, *paths: str, problems=()) -> pipeline.Result:
    return pipeline.Result(out, Outcome(len(paths), paths, paths), problems, 0, 0, {})


def asked(url: str, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def while_following(site: Path, build, monkeypatch, ask) -> None:
    """Run the preview with a build of the test's own, and ask it things from another thread meanwhile."""
    monkeypatch.setattr(following.pipeline, "build", build)
    addresses: list[str] = []
    listening, built = threading.Event(), threading.Event()
    reports = PreviewEvents(
        address=lambda url: (addresses.append(url), listening.set()),
        built=lambda _: built.set(),
        ready=lambda _: None,
    )

    async def main() -> None:
        options, cache = pipeline.Options(), CacheFile()
        task = asyncio.create_task(
            follow(site, options, cache, reports, remaining=lambda _: (), host="127.0.0.1", port=0, language="nl")
        )
        await asyncio.to_thread(listening.wait, 30)
        try:
            await asyncio.to_thread(ask, addresses[0].replace("localhost", "127.0.0.1"), built)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(main())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site.yml").write_text("name: Proef\n", "utf-8")
    (tmp_path / "content").mkdir()
    return tmp_path


def test_a_page_asked_for_during_a_build_is_answered_before_the_build_is_done(site, monkeypatch):
    page = site / ".kantlijn" / "preview" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<head></head>de vorige versie", "utf-8")
    release = threading.Event()

    def slow(folder, options, cache, session=None):
        assert release.wait(30)
        return result(options.out)

    def ask(url, built):
        status, text = asked(url, "/")
        assert (status, "de vorige versie" in text) == (200, True)
        assert not built.is_set()
        release.set()
        assert built.wait(30)

    while_following(site, slow, monkeypatch, ask)


@pytest.mark.parametrize("path", ["/.geheim", "/.git/config", "/%2egeheim", "/a%5c..%5cb", "/a%00"])
def test_hidden_files_and_ways_out_of_the_folder_are_not_answered(site, monkeypatch, path):
    folder = site / ".kantlijn" / "preview"
    for name in (".geheim", ".git/config", "index.html", "a"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("geheim", "utf-8")

    def ask(url, built):
        assert asked(url, "/")[0] == 200
        status, text = asked(url, path)
        assert (status, "geheim" in text) == (404, False)

    while_following(site, lambda folder, options, cache, session=None: result(options.out), monkeypatch, ask)


def test_before_the_first_build_a_page_says_so_and_waits(site, monkeypatch):
    release = threading.Event()

    def slow(folder, options, cache, session=None):
        assert release.wait(30)
        return result(options.out)

    def ask(url, built):
        status, text = asked(url, "/")
        assert status == 503
        assert "De site wordt gebouwd" in text
        assert "preview.js" in text
        release.set()
        assert built.wait(30)

    while_following(site, slow, monkeypatch, ask)


@pytest.mark.parametrize(
    ("error", "code"), [(ZeroDivisionError("x"), "bug"), (PermissionError(13, "mag niet", "content/a.md"), "disk")]
)
def test_a_fault_of_the_program_or_the_disk_is_shown_and_survived(site, monkeypatch, error, code):
    def broken(folder, options, cache, session=None):
        raise error

    def ask(url, built):
        assert built.wait(30)
        status, text = asked(url, "/")
        assert status == 503
        assert f"error[{code}]" in text

    while_following(site, broken, monkeypatch, ask)


def test_pages_are_shown_before_they_can_be_found(site, monkeypatch):
    wanted: list[pipeline.Indexing] = []
    indexed, release = threading.Event(), threading.Event()

    def building(folder, options, cache, session=None):
        wanted.append(options.indexing)
        if options.indexing is pipeline.Indexing.FRESH:
            indexed.set()
            assert release.wait(30)
        return result(options.out)

    def ask(url, built):
        assert built.wait(30)  # while the index is still being made
        assert indexed.wait(30)
        built.clear()
        release.set()
        (site / "content" / "nieuw.md").write_text("", "utf-8")
        assert built.wait(30)

    while_following(site, building, monkeypatch, ask)
    assert wanted == [pipeline.Indexing.LATER, pipeline.Indexing.FRESH, pipeline.Indexing.LATEST]


# --- Who is told to reload ---------------------------------------------------------------------------------------


class Browser:
    """Stands for a page that follows, at an address."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.told: list[str] = []

    def reload(self, path: str) -> None:
        self.told.append(path)


@pytest.fixture
def showing(tmp_path: Path) -> PreviewState:
    (tmp_path / "brieven").mkdir()
    (tmp_path / "brieven" / "index.html").write_text("x", "utf-8")
    return PreviewState(tmp_path, catalogue("nl"), command_words("nl"), ready=True)


@pytest.mark.parametrize(
    ("changed", "at_letters", "elsewhere"),
    [
        ((), [], []),
        (("brieven/index.html",), ["/"], []),
        (("brieven/index.html", "feed.xml", "sitemap.xml"), ["/"], []),
        (("feed.xml",), [], []),
        (("assets/style.css",), ["assets/style.css"], ["assets/style.css"]),
        (("assets/style.css", "brieven/index.html"), ["/"], ["assets/style.css"]),
        (("assets/site.js",), ["/"], ["/"]),
        (("404.html",), [], ["/"]),
    ],
)
def test_a_page_reloads_when_what_it_shows_changed(showing, changed, at_letters, elsewhere):
    one, other = Browser("/brieven/"), Browser("/weg/")
    showing._clients.update({one, other})
    before = showing.build
    showing.update(changed, (), published=True)
    assert (one.told, other.told) == (at_letters, elsewhere)
    assert (showing.is_behind(before, one.path), showing.is_behind(before, other.path)) == (
        bool(at_letters),
        bool(elsewhere),
    )
    assert not showing.is_behind(showing.build, one.path)
    assert not showing.is_behind(showing.build, other.path)


@pytest.mark.parametrize("shown", ["", "x", "-1", "-", "00000000-9", "x-y"])
def test_what_another_run_showed_is_behind(showing, shown):
    assert showing.is_behind(shown, "/brieven/")


def test_a_page_that_was_shown_early_is_not_behind_when_the_rest_is_there(showing):
    before = showing.build
    showing.show("brieven/index.html", b"nieuw")
    early = showing.build
    assert showing.is_behind(before, "/brieven/")
    (showing.folder / "brieven" / "index.html").write_bytes(b"nieuw")
    showing.update(("brieven/index.html", "index.html"), (), published=True)
    assert not showing.is_behind(early, "/brieven/")
    assert showing.is_behind(early, "/")


def test_every_page_reloads_when_problems_come_change_or_go(showing):
    page = Browser("/brieven/")
    showing._clients.add(page)
    first, second = diagnostic("een", Position("a.md")), diagnostic("twee", Position("b.md"))
    for problems in ((first,), (first,), (first, second), ()):
        showing.update((), problems, published=not problems)
    assert page.told == ["/", "/", "/"]
    assert showing.panel() == b""


def test_who_waits_for_the_first_site_is_told_when_it_is_there(showing):
    showing.ready = False
    page = Browser("/brieven/")
    showing._clients.add(page)
    showing.update((), (), published=True)
    assert page.told == ["/"]
    showing.update((), (), published=True)
    assert page.told == ["/"]


def test_a_build_that_fails_leaves_the_site_that_is_shown(showing):
    problem = diagnostic("een", Position("a.md"))
    showing.update((), (problem,), published=False)
    assert showing.ready
    assert showing.problems == (problem,)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/brieven/", "brieven/index.html"),
        ("/brieven", "brieven"),
        ("/feed.xml", "feed.xml"),
        ("/../../etc/passwd", "etc/passwd"),
        ("//brieven//", "brieven/index.html"),
    ],
)
def test_an_address_means_a_file_inside_the_site(showing, address, file):
    assert showing.file(address) == file


def test_an_occupied_port_comes_with_a_free_one(showing):
    async def main() -> None:
        server, port = listen(showing, "127.0.0.1", 0)
        with pytest.raises(PortTakenError) as taken:
            listen(showing, "127.0.0.1", port)
        assert taken.value.port == port
        other, free = listen(showing, "127.0.0.1", taken.value.free)
        assert free == taken.value.free
        server.stop()
        other.stop()

    asyncio.run(main())


def test_a_name_of_several_addresses_gets_one_port():
    sockets = bound("localhost", 0)
    assert len({each.getsockname()[1] for each in sockets}) == 1
    for each in sockets:
        each.close()


@pytest.mark.parametrize("host", ["203.0.113.7", "zo-heet-niets.invalid"])
def test_an_address_of_another_machine_is_refused(host):
    with pytest.raises(OSError, match=r".+"):
        bound(host, 0)


def test_a_letter_that_differs_from_its_source_is_a_line_over_the_page_that_was_built(site, monkeypatch):
    differs = diagnostic("text-changed", Position("content/a.md", 3), Severity.WARNING, source="4", content="5")
    other = diagnostic("stray-file", Position("content/b.md"), Severity.WARNING)

    def build(folder, options, cache, session=None):
        page = options.out / "index.html"
        if not page.exists():  # the next build, for the index, writes nothing over a page that is being read
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text("<head></head><body>de nieuwe versie</body>", "utf-8")
        return result(options.out, "index.html", problems=(differs, other))

    def ask(url, built):
        assert built.wait(30)
        _, text = asked(url, "/")
        assert "de nieuwe versie" in text
        assert "Een brief wijkt af van de bron" in text
        assert "content/a.md:3:1" in text
        assert "content/b.md" not in text

    while_following(site, build, monkeypatch, ask)
