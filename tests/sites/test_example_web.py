"""The example letter's web, both ways: what its pages point at points back, in the words that are printed there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from generator.build import Options, prepare
from generator.core import urls
from generator.core.cache import NoCache
from generator.pages.views import AnswerView
from generator.references import schemes

ROOT = Path(__file__).parents[2]
LETTER = "/brieven/2021z16860/"


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    return prepare(ROOT, Options(out=tmp_path_factory.mktemp("out")), NoCache())


@pytest.fixture(scope="module")
def views(draft):
    return {page.path: page.view for page in draft.plan.pages}


def links(view, name):
    """Site paths of the links of a class in the official text of a page, in reading order."""
    parts = (*view.question, *view.answer, *view.footnotes) if isinstance(view, AnswerView) else view.cover
    html = "".join(part.html for part in parts)
    found = re.findall(rf'<a (?:id="[^"]*" )?class="{name}" href="([^"#]*)', html)
    return [at(view.page.path, link) for link in found]


def at(path, link):
    parts = path.split("/")[:-1]
    while link.startswith("../"):
        link = link.removeprefix("../")
        parts.pop()
    return "/".join([*parts, link])


def pages_of_letter(views):
    return [view for path, view in views.items() if path.startswith(LETTER) and hasattr(view, "cites")]


def answers(views):
    return [view for view in pages_of_letter(views) if isinstance(view, AnswerView)]


def shown(groups):
    return sum(len(group.rows) for group in groups)


def test_every_actor_that_a_page_names_has_that_page_among_its_places(views):
    linked = {(target, view.page.path) for view in pages_of_letter(views) for target in links(view, "actor")}
    assert len(linked) == 68
    for target, source in linked:
        actor = views[target]
        assert source in {at(target, row.ref.url).partition("#")[0] for group in actor.mentions for row in group.rows}


def test_every_place_of_an_actor_leads_to_a_page_that_links_to_it(views, draft):
    for actor in draft.graph.mentions_of:
        view = views[urls.actor(draft.config.segments, actor)]
        for row in (row for group in view.mentions for row in group.rows):
            source = views[at(view.page.path, row.ref.url).partition("#")[0]]
            assert view.page.path in links(source, "actor"), row


def test_every_cross_reference_is_shown_where_it_leads(views):
    asked = [(view.page.path, target) for view in answers(views) for target in links(view, "pointer")]
    assert len(asked) == 15
    back = [
        (at(view.page.path, row.ref.url).partition("#")[0], view.page.path)
        for view in answers(views)
        for row in view.cited_by
    ]
    assert set(back) == set(asked)
    listed = {(view.page.path, at(view.page.path, row.url)) for view in answers(views) for row in view.refers_to}
    assert listed == set(asked)


def test_every_citation_is_shown_on_the_page_of_its_document_and_at_the_foot_of_its_answer(views, draft):
    cited = Counter((target, view.page.path) for view in answers(views) for target in links(view, "citation"))
    assert sum(cited.values()) == 8
    back = Counter()
    for document in draft.graph.citations_of:
        view = views[urls.document(draft.config.segments, schemes.slug(document))]
        places = [at(view.page.path, row.ref.url).partition("#")[0] for group in view.groups for row in group.rows]
        assert view.count == len(places)
        back.update((view.page.path, place) for place in places)
    assert back == cited
    at_foot = {(at(v.page.path, document.url), v.page.path) for v in answers(views) for document in v.cites}
    assert at_foot == set(cited)


def test_every_note_is_beside_its_passage_in_the_margin_and_in_the_list_of_notes(views):
    in_margin = {
        (view.page.path, note.anchor)
        for view in pages_of_letter(views)
        for part in (
            *((*view.question, *view.answer, *view.footnotes) if isinstance(view, AnswerView) else view.cover),
        )
        for note in part.notes
        if f'id="{note.quote_anchor}"' in part.html and note.anchor in part.html
    }
    listed = {tuple(at("/notities/", row.note.url).split("#")) for row in views["/notities/"].rows}
    assert in_margin == listed
    assert len(listed) == len(list((ROOT / "content/letters/2021z16860/notes").glob("*.md")))
