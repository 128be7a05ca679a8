"""What search is told of each page: every text once, by its anchor, with what it can be narrowed to."""

from __future__ import annotations

import pytest
from lxml import html

from generator.output import word_files
from generator.output.theme import theme
from generator.pages.plan import plan
from generator.pages.views import SearchView

LETTER = "2099z00001"
FILES = {
    "content/topics/licht.md": "---\nname: Licht\n---\nOver lampen.",
    "content/topics/lampen.md": "---\nname: Lampen\nparent: licht\n---\n",
    "content/actors/abc.md": "---\nname: ABC\ntype: body\naliases: [De Letterdienst]\n---\nHeeft letters.",
    "content/actors/lid-jansen.md": "---\nname: Jansen\ntype: person\n---\n",
    "content/pages/about.md": "---\ntitle: Over\n---\nDeze site gaat over lampen.",
    f"content/letters/{LETTER}/letter.md": """\
        ---
        title: Lampen & licht
        kind: answers
        lang: nl
        date: 2099-02-01
        numbers: [2099Z00001]
        asked_by: [{actor: lid-jansen}]
        ---
        Hierbij de antwoorden.[^1]

        [^1]: Een noot bij de brief.
        """,
    f"content/letters/{LETTER}/vraag-01.md": """\
        ---
        number: 1
        topics: [lampen]
        aliases: [/oud/]
        ---
        ## Vraag

        Wie betaalt de lamp?

        ## Antwoord

        Het ABC betaalt.[^1]

        Meer niet.

        [^1]: Een noot bij het antwoord.
        """,
    f"content/letters/{LETTER}/vraag-02.md": """\
        ---
        number: 2
        title: Wie meebetaalt
        answered_in: 1
        ---
        ## Vraag

        En wie nog meer?
        """,
    f"content/letters/{LETTER}/notes/n.md": ("---\nnumber: 1\nquote: Het ABC betaalt\nkind: context\n---\nNiet alles."),
}


@pytest.fixture
def planned(site):
    """Return the plan of a small site."""
    return plan(site(FILES).graph, word_files.read(theme(), "nl").words.entries, searched=True)[0]


@pytest.fixture
def documents(planned):
    """Return what search is told, read as HTML, by the page's path."""
    return {text.path: html.document_fromstring(text.html) for text in planned.found}


def said(document, what: str) -> dict[str, list[str]]:
    """Return what a document's head says: facts (`meta`) or what it can be narrowed to (`filter`)."""
    found: dict[str, list[str]] = {}
    for meta in document.xpath(f"//meta[@data-pagefind-{what}]"):
        found.setdefault(meta.get(f"data-pagefind-{what}").partition("[")[0], []).append(meta.get("content"))
    return found


def blocks(document) -> dict[str, str]:
    """Return the words of a document by the anchor they are under."""
    return {block.get("id"): " ".join(block.text_content().split()) for block in document.xpath("//body/div")}


def test_pages_with_a_text_of_their_own_are_found_and_no_others(documents):
    assert set(documents) == {
        f"/brieven/{LETTER}/",
        f"/brieven/{LETTER}/vraag-1/",
        f"/brieven/{LETTER}/vraag-1/n-n/",
        f"/brieven/{LETTER}/vraag-2/",
        "/actoren/abc/",
        "/actoren/lid-jansen/",
        "/onderwerpen/licht/",
        "/onderwerpen/lampen/",
        "/over/",
    }


def test_a_note_is_told_by_itself_as_a_note(documents):
    note = documents[f"/brieven/{LETTER}/vraag-1/n-n/"]
    assert blocks(note) == {"n-n": "Niet alles."}
    facts, filters = said(note, "meta"), said(note, "filter")
    assert (facts["kind"], facts["page"], facts["number"]) == (["note"], [f"/brieven/{LETTER}/vraag-1/"], ["1"])
    assert (filters["kind"], filters["letter"], filters["topic"]) == (["note"], [LETTER], ["lampen", "licht"])
    assert "name" not in filters


def test_pages_are_told_with_what_they_are_called(documents):
    letter = said(documents[f"/brieven/{LETTER}/"], "filter")
    assert letter["name"] == [
        "lampen-licht",
        "2099-z-1",
        "zaak-2099-z-1",
        "2099-1",
        "2099-2-1",
        "1-2-2099",
        "1-februari-2099",
    ]
    assert letter["word"] == ["lampen", "licht"]
    assert said(documents["/actoren/abc/"], "filter")["name"] == ["abc", "de-letterdienst"]
    assert said(documents[f"/brieven/{LETTER}/vraag-2/"], "filter")["name"] == ["wie-meebetaalt"]
    assert "name" not in said(documents[f"/brieven/{LETTER}/vraag-1/"], "filter")


def test_an_answer_is_told_by_paragraph_with_its_footnotes(documents):
    assert blocks(documents[f"/brieven/{LETTER}/vraag-1/"]) == {
        "v1": "Wie betaalt de lamp?",
        "a1": "Het ABC betaalt.1",
        "a2": "Meer niet.",
        "fn-1": "Een noot bij het antwoord.",
    }


def test_an_answer_that_two_questions_share_is_told_once(documents):
    page = documents[f"/brieven/{LETTER}/vraag-2/"]
    assert blocks(page) == {"v1": "En wie nog meer?"}
    assert page.xpath("string(//h1)") == "Wie meebetaalt"


def test_a_letter_is_told_without_its_questions(documents):
    page = documents[f"/brieven/{LETTER}/"]
    assert blocks(page) == {
        "b1": "Hierbij de antwoorden.1",
        "fn-1": "Een noot bij de brief.",
        "top": "2099Z00001",
    }
    assert said(page, "meta")["title"] == ["Lampen & licht"]


def test_other_pages_are_told_with_their_other_names(documents):
    assert blocks(documents["/actoren/abc/"]) == {"top": "De Letterdienst Heeft letters."}
    assert said(documents["/onderwerpen/licht/"], "meta") == {"title": ["Licht"], "kind": ["topic"]}


def test_results_can_be_narrowed_to_letter_year_kind_actors_and_all_topics_above(documents):
    assert said(documents[f"/brieven/{LETTER}/vraag-1/"], "filter") == {
        "kind": ["answers"],
        "letter": [LETTER],
        "year": ["2099"],
        "actor": ["abc", "lid-jansen"],
        "topic": ["lampen", "licht"],
        "number": ["1"],
    }


def test_a_title_of_an_editor_does_not_pass_for_the_letter_s_own_words(documents):
    own = {path: "own" in said(page, "meta") for path, page in documents.items()}
    assert own[f"/brieven/{LETTER}/vraag-1/"]
    assert not own[f"/brieven/{LETTER}/vraag-2/"]
    assert not own["/actoren/abc/"]


def test_every_anchor_that_search_leads_to_is_on_its_page(planned, documents):
    anchors = {page.path: repr(page.view) for page in planned.pages}
    for path, document in documents.items():
        shown = anchors[said(document, "meta").get("page", [path])[0]]
        for anchor in blocks(document):
            assert anchor == "top" or f"'{anchor}'" in shown, (path, anchor)


def test_the_page_offers_what_there_is(planned):
    view = next(page.view for page in planned.pages if isinstance(page.view, SearchView))
    assert view.form.total == len(planned.found)
    assert view.form.index == "../pagefind/pagefind.js"
    assert view.form.kinds == ("answers", "actor", "topic", "page", "note")
    assert view.form.years == (2099,)
    assert [value for value, _ in view.form.actors] == ["abc", "lid-jansen"]
    assert [ref.title for ref in view.actors] == ["ABC", "Jansen"]


def test_without_an_index_nothing_is_told_and_the_page_has_no_form(site):
    found = plan(site(FILES).graph, word_files.read(theme(), "nl").words.entries)[0]
    assert found.found == ()
    assert next(page.view for page in found.pages if isinstance(page.view, SearchView)).form is None
