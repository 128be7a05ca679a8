"""The templates: each page kind renders with everything a view can hold and with nothing it can do without."""

from __future__ import annotations

import types
import typing
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from markupsafe import Markup

from generator.build import Options, build, prepare
from generator.cli.proof import Prover
from generator.core.cache import NoCache
from generator.core.languages import LANGUAGES
from generator.core.urls import file as file_of
from generator.output import theme as themes
from generator.output import word_files
from generator.output.templates import Templates
from generator.pages import views
from generator.pages.kinds.table import KINDS
from generator.pages.planned import TextFile
from generator.pages.views import SiteView

ROOT = Path(__file__).parents[3]
EVERYTHING = ROOT / "tests" / "sites" / "everything"
DEPTH = 3
"""How deep a tree of topics goes in a full view."""

# Strings that are one of a few, by the field they are in.
ONE_OF = {
    "kind": "answers",
    "NoteView.kind": "context",
    "RelatedLetter.kind": "corrects",
    "ProofView.state": "differs",
    "ProofView.reason": "no-source",
    "Excerpt.part": "answer",
    "SentenceView.chamber": "tk",
    "Writer.article": "de",
    "scheme": "kst",
    "type": "person",
    "key": "nav-letters",
    "lang": "en",
    "letter_lang": "en",
    "ActorsView.types": "person",
    "DocumentsView.kinds": "kst",
    "SearchForm.kinds": "answers",
}


def full(kind, name: str = "", depth: int = 0):
    """Make a value of a type with every optional part there, and two of everything that may come in numbers."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return full(next(a for a in arguments if a is not type(None)), name, depth)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        if depth > DEPTH and arguments[0] is views.TopicNode:
            return ()
        return (full(arguments[0], name, depth + 1), full(arguments[0], name, depth + 1))
    if origin is tuple:
        return tuple(full(argument, name, depth + 1) for argument in arguments)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        return kind(**{field: full(hint, f"{kind.__name__}.{field}", depth) for field, hint in hints.items()})
    if kind is Markup:
        return Markup("<p>Tekst</p>")
    if kind in (int, bool):
        return 2 if kind is int else True
    return ONE_OF.get(name) or ONE_OF.get(name.rpartition(".")[2]) or f"<{name}>"


def bare(kind, name: str = ""):
    """Make a value of a type with nothing in it that may be missing."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType) and type(None) in arguments:
        return None
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return ()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        return kind(**{field: bare(hint, f"{kind.__name__}.{field}") for field, hint in hints.items()})
    if kind is Markup:
        return Markup()
    if kind in (int, bool):
        return kind()
    return ONE_OF.get(name) or ONE_OF.get(name.rpartition(".")[2]) or "x"


@pytest.fixture(scope="module", params=[*LANGUAGES])
def templates(request) -> Templates:
    theme = themes.theme()
    return Templates(theme.templates(), word_files.read(theme, request.param).words, ROOT)


class Outline(HTMLParser):
    """What a page is made of: elements, ids, links, texts of headings."""

    VOID = frozenset("base meta link br hr img input rect".split())

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements[f"svg {tag}" if "svg" in self.open else tag] += 1
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements[tag] += 1

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("make", [full, bare])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.view], ids=lambda kind: kind.name)
def test_each_page_renders_full_and_bare(templates, kind, make):
    html = templates.render(kind.template, make(kind.view), make(SiteView))
    outline = Outline(html)
    assert outline.open == []
    assert outline.elements["h1"] == outline.elements["main"] == outline.elements["title"] == 1
    assert "<AnswerView" not in html
    assert "None" not in html


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> dict[str, str]:
    """Build the site that holds everything; give its pages by path."""
    out = tmp_path_factory.mktemp("everything") / "site"
    state = tmp_path_factory.mktemp("source") / "site"
    _copy(EVERYTHING, state)
    result = build(state, Options(out=out), NoCache())
    assert result.published, result.problems
    pages = prepare(state, Options(out=out), NoCache()).plan.pages
    return {
        page.path: (out / file_of(page.path)).read_text("utf-8")
        for page in pages
        if not isinstance(page.view, TextFile)
    }


def _copy(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file() and ".kantlijn" not in path.parts:
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())


def test_the_site_that_holds_everything_has_a_page_of_every_kind(tmp_path):
    _copy(EVERYTHING, tmp_path)
    pages = prepare(tmp_path, Options(locate=Prover(tmp_path, NoCache()).locator), NoCache()).plan.pages
    assert {type(page.view) for page in pages} - {TextFile} == {kind.view for kind in KINDS if kind.view}


def test_pages_are_well_formed_with_every_id_once(everything):
    for path, html in everything.items():
        outline = Outline(html)
        assert outline.open == [], path
        assert [i for i, times in Counter(outline.ids).items() if times > 1] == [], path
        assert outline.elements["h1"] == 1, path


def test_pages_ask_no_other_host_for_anything_and_run_no_inline_code(everything):
    for path, html in everything.items():
        for tag, name, value in Outline(html).attributes:
            assert not name.startswith("on"), path
            assert name != "style", path
            if name == "src" or (tag == "link" and name == "href" and value and value.endswith((".css", ".js"))):
                assert not (value or "").startswith(("http:", "https:", "//")), (path, value)


def test_labels_name_elements_that_are_there(everything):
    for path, html in everything.items():
        outline = Outline(html)
        for _, name, value in outline.attributes:
            if name in ("aria-labelledby", "aria-details"):
                assert value in outline.ids, (path, value)


def test_text_in_another_language_says_so(everything):
    page = everything["/brieven/2099z00009/vraag-1/"]
    assert '<html lang="nl"' in page
    assert 'id="v1" lang="en"' in page
    assert ' lang="en">Lights on cycle paths</a>' in everything["/brieven/"]
    assert '<meta property="og:locale" content="en_US">' in page
    assert '<meta property="og:locale" content="nl_NL">' in everything["/brieven/2099z00001/vraag-1/"]


def test_an_editors_title_is_no_official_text(everything):
    page = everything["/brieven/2099z00001/"]
    assert '<a href="#vraag-2">Kosten van lantaarns</a>' in page
    assert '<a class="official" href="#vraag-1">Kent u het bericht' in page


def test_notes_are_after_their_paragraph_and_say_whose_they_are(everything):
    page = everything["/brieven/2099z00001/vraag-1/"]
    assert page.index('id="a1"') < page.index('id="n-n0"') < page.index('id="a2"') < page.index('id="n-n2"')
    assert page.count('role="note"') == page.count('aria-label="Van de redactie, geen deel van de brief"') == 4


def test_questions_that_were_answered_together_show_where_their_row_begins_and_ends(everything):
    assert '<b class="many">3 en 4</b>' in everything["/brieven/2099z00001/vraag-3/"]
    assert '<b class="many">12 t/m 15</b>' in everything["/brieven/2099z00009/vraag-12/"]
    assert "<b>1</b>" in everything["/brieven/2099z00009/vraag-1/"]


def test_every_page_says_it_is_no_official_publication(everything):
    assert all("geen officiële publicatie" in html for html in everything.values())


def test_pages_and_assets_keep_their_weight(everything):
    for path, html in everything.items():
        if "/vraag-" in path:
            assert len(html.encode()) < 27_000, path
        links = Outline(html).attributes
        scripts = {value for tag, name, value in links if (tag, name) == ("script", "src")}
        styles = {value for tag, name, value in links if tag == "link" and name == "href" and value.endswith(".css")}
        # Searching takes a script of its own, which no page to read has to load.
        assert sum(map(_weight, scripts)) < (24_000 if path == "/zoeken/" else 8_000), path
        assert sum(map(_weight, styles)) < (26_000 if path == "/zoeken/" else 24_000), path


def test_what_is_first_of_use_later_is_loaded_later_and_keeps_its_weight(everything):
    """Reading a page and selecting words takes two scripts of the page and the bar's; the others come one by one."""
    later = ("select", "quote", "look", "below", "along")
    assert not any(f"{name}.js" in html for name in later for html in everything.values())
    answer = Outline(everything["/brieven/2099z00001/vraag-1/"]).attributes
    read = {value for tag, name, value in answer if (tag, name) == ("script", "src")}
    assert {url.rpartition("/")[2] for url in read} == {"site.js", "share.js"}
    assert sum(map(_weight, (*read, "select.js"))) < 14_000
    assert all(0 < _weight(f"{name}.js") < 4_000 for name in later[1:])


def _weight(url: str) -> int:
    file = ROOT / "theme" / "assets" / url.rpartition("/")[2]
    return file.stat().st_size if file.is_file() else 0
