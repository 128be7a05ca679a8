"""The plan of a small world: which pages there are, where they are, and what each shows of the others."""

import posixpath
import re
from urllib.parse import unquote, urlsplit

import msgspec
import pytest

from generator.core import urls
from generator.core.config import Config, Segments
from generator.core.diagnostics import Position
from generator.core.digest import of_value
from generator.core.model import Content, ProsePage
from generator.pages.planned import TextFile
from generator.pages.views import PageMeta

LETTER = "/brieven/2024z00001/"


def values(view):
    """Return every value inside a view, with the name of the field it is in."""
    if isinstance(view, msgspec.Struct):
        for field in msgspec.structs.fields(type(view)):
            value = getattr(view, field.name)
            yield field.name, value
            yield from values(value)
    elif isinstance(view, tuple):
        for value in view:
            yield from values(value)


def ids(view):
    """Return every anchor a page has: in its HTML, and those its template writes."""
    for name, value in values(view):
        if name in {"anchor", "backlinks"}:
            yield from [value] if isinstance(value, str) else []
        elif hasattr(value, "__html__"):
            yield from re.findall(r'\bid="([^"]+)"', value)


def links(view):
    for name, value in values(view):
        if name in {"url", "file_url", "home", "anchor_url"} and value:
            yield value
        elif name == "backlinks":
            yield from (f"#{anchor}" for anchor in value)
        elif hasattr(value, "__html__"):
            yield from re.findall(r'\bhref="([^"]+)"', value)


# --- Which pages -----------------------------------------------------------------------------------------------


def test_every_kind_of_page_is_there(views):
    assert {page.page.kind for page in views.values() if not isinstance(page, TextFile)} == {
        *("answer", "letter", "actor", "actors", "topic", "topics", "document", "documents", "letters", "home"),
        *("notes", "articles", "search", "prose", "missing", "redirect"),
    }
    for path in ("/", "/brieven/", "/actoren/", "/onderwerpen/", "/stukken/", "/notities/", "/artikelen/", "/zoeken/"):
        assert path in views
    for path in (LETTER, f"{LETTER}vraag-1/", "/actoren/xyz/", "/onderwerpen/duinen/", "/stukken/bwbr0031788/"):
        assert path in views
    assert {"/over/", "/404.html", "/robots.txt"} <= views.keys()


def test_a_site_without_letters_can_be_planned(planned):
    views = {page.path: page.view for page in planned(Content()).pages}
    assert "/brieven/" in views
    assert "/artikelen/" not in views
    assert [item.key for item in views["/"].page.nav] == ["nav-letters", "nav-search"]


def test_pages_are_in_the_order_of_their_paths(planned):
    paths = [page.path for page in planned().pages]
    assert paths == sorted(paths)


def test_two_plans_of_the_same_content_are_equal(planned, make, words, world):
    content = msgspec.structs.replace(world, letters=tuple(reversed(world.letters)))
    one, two = planned(), planned(content)
    assert {p.path: of_value(p.view) for p in one.pages} == {p.path: of_value(p.view) for p in two.pages}


def test_the_segments_of_the_urls_come_from_the_settings(planned):
    config = Config(name="Site", lang="en", segments=Segments(letters="letters", question="question", about="about"))
    views = {page.path for page in planned(config=config).pages}
    assert {"/letters/2024z00001/question-2/", "/about/"} <= views


# --- Links -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("offline", [False, True])
@pytest.mark.parametrize("base_url", [None, "https://site.example", "https://site.example/sub/pad/"])
def test_every_link_and_anchor_leads_somewhere(planned, offline, base_url):
    done = planned(offline=offline, base_url=base_url)
    known = {urls.file(page.path): set(ids(page.view)) for page in done.pages}
    known |= {urls.file(file.path): set() for file in done.files}
    root = urlsplit(base_url or "").path.rstrip("/")
    checked = 0
    for page in done.pages:
        if isinstance(page.view, TextFile):
            continue
        for link in links(page.view):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = unquote(link).partition("#")
            if path.startswith("/"):
                assert (page.path, offline) == ("/404.html", False)
                assert path.startswith(f"{root}/")
                target = urls.file(path.removeprefix(root))
            else:
                assert offline <= (not path.endswith("/"))
                base = posixpath.dirname(urls.file(page.path))
                target = posixpath.normpath(posixpath.join(base, path)) if path else urls.file(page.path)
                target = f"{target}/index.html".removeprefix("./") if path.endswith("/") else target
            assert target in known, f"{page.path} → {link}"
            assert anchor.partition(":~:")[0] in {"", *known[target]}, f"{page.path} → {link}"
            checked += 1
    assert checked > 300


def test_no_page_has_an_anchor_twice(planned):
    for page in planned().pages:
        found = list(ids(page.view))
        assert len(found) == len(set(found)), page.path


def test_pages_know_their_canonical_address_only_with_a_base_url(planned):
    for base_url, expected in (
        (None, None),
        ("https://site.example/sub/", f"https://site.example/sub{LETTER}vraag-3/"),
    ):
        views = {page.path: page.view for page in planned(base_url=base_url).pages}
        assert views[f"{LETTER}vraag-3/"].page.canonical == expected
    assert views[f"{LETTER}vraag-5/"].page.canonical == f"https://site.example/sub{LETTER}vraag-4/"
    assert views[f"{LETTER}vraag-3/"].permanent == f"https://site.example/sub{LETTER}vraag-3/"


def test_every_list_marks_where_one_is(views):
    current = {
        path: [item.key for item in view.page.nav if item.current]
        for path, view in views.items()
        if hasattr(view, "page")
    }
    assert current[f"{LETTER}vraag-1/"] == ["nav-letters"]
    assert current["/over/"] == ["nav-about"]
    assert current["/"] == []


def test_the_sites_own_pages_are_at_the_foot_of_every_page(planned, make, world):
    pages = (ProsePage("toegankelijk", Position("p.md"), "Toegankelijkheid", ()), *world.pages)
    views = {page.path: page.view for page in planned(msgspec.structs.replace(world, pages=pages)).pages}
    found = [(ref.url, ref.title) for ref in views["/brieven/"].page.own_pages]
    assert found == [("../over/", "Over deze site"), ("../toegankelijk/", "Toegankelijkheid")]


def test_a_changed_answer_changes_only_the_pages_that_show_it(planned, make, world):
    first = world.letters[0]
    changed = make.question(6, "Wanneer komt er een besluit?", "Volgend jaar.")
    questions = tuple(changed if q.number == 6 else q for q in first.questions)
    before = planned()
    after = planned(
        msgspec.structs.replace(world, letters=(msgspec.structs.replace(first, questions=questions), world.letters[1]))
    )
    old = {page.path: of_value(page.view) for page in before.pages}
    new = {page.path for page in after.pages if of_value(page.view) != old[page.path]}
    # the page itself, the letter, the link "next" of its neighbour, and the number of answers on the home page
    data = {f"{LETTER}cite.{form}" for form in ("bib", "ris", "json")} | {
        f"{LETTER}letter.json",
        "/answers-spreadsheet.csv",
        "/answers.csv",
        "/datapackage.json",
        "/proofs.json",
    }
    assert new == {LETTER, f"{LETTER}vraag-4/", f"{LETTER}vraag-6/", "/"} | data


def test_every_title_and_path_is_filled(planned):
    for page in planned().pages:
        for _, value in values(page.view):
            if isinstance(value, PageMeta):
                assert value.title
                assert value.path == page.path
