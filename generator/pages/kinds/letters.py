"""The page of a letter as a whole: its data, its cover letter, and all questions and answers one after another."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core import urls
from generator.core.model import Letter, Note, Question
from generator.graph.site import Part, QuestionKey, TextKey
from generator.pages.data import head, share
from generator.pages.markup.footnotes import Footing
from generator.pages.views import ExcerptGroup, LetterSection, LetterView, Page
from generator.pages.writing import rows
from generator.pages.writing.official_text import Ink
from generator.pages.writing.page_context import Here
from generator.pages.writing.reference_map import arcs
from generator.pages.writing.site_context import Desk, in_order, numbers


def pages(desk: Desk) -> Iterator[Page]:
    """Give a page for every letter."""
    for letter in desk.graph.content.letters:
        yield _page(desk, letter)


def texts(letter: Letter) -> Iterator[TextKey]:
    """Give every text of a letter in reading order."""
    yield TextKey(letter.id, 0, Part.COVER)
    yield from (TextKey(letter.id, 0, Part.FOOTNOTE, note.label) for note in letter.footnotes)
    for question in in_order(letter.questions):
        yield TextKey(letter.id, question.number, Part.QUESTION)
        yield TextKey(letter.id, question.number, Part.ANSWER)
        yield from (TextKey(letter.id, question.number, Part.FOOTNOTE, note.label) for note in question.footnotes)


def _page(desk: Desk, letter: Letter) -> Page:
    graph = desk.graph
    path = urls.letter(desk.segments, letter.id)
    here = Here(desk, path)
    ordered = in_order(letter.questions)
    notes = [(0, note) for note in letter.footnotes]
    notes += [(question.number, note) for question in ordered for note in question.footnotes]
    ink = Ink(here, letter, Footing(0, notes, desk.segments, desk.words), whole=True)
    cover = ink.blocks(TextKey(letter.id, 0, Part.COVER))
    sections = tuple(_section(here, ink, letter, question) for question in ordered)
    keys = tuple(texts(letter))
    named = (actor for question in ordered for actor in question.actors)
    topics = dict.fromkeys((*letter.topics, *(topic for question in ordered for topic in question.topics)))
    meta = here.meta(
        "letter",
        letter.title,
        text=letter.body,
        description=" ".join(desk.title(QuestionKey(letter.id, q.number)) for q in ordered[:3]),
        lang=letter.lang,
        published=letter.date,
        index=not letter.draft,
    )
    answered_by = rows.people(here, letter.answered_by)
    subjects = tuple(here.topic(topic) for topic in topics)
    view = LetterView(
        page=head.letter(here, meta, letter, authors=answered_by, subjects=(topic.title for topic in subjects)),
        title=letter.title,
        date=desk.day(letter.date),
        submitted=desk.day(letter.submitted),
        received=desk.day(letter.received),
        numbers=letter.numbers,
        publication=rows.official(here, letter),
        reference=letter.reference,
        kind=letter.kind.value,
        asked_by=rows.people(here, letter.asked_by),
        addressed_to=rows.people(here, letter.addressed_to),
        answered_by=answered_by,
        on_behalf_of=rows.people(here, letter.on_behalf_of),
        topics=subjects,
        cover=cover,
        contents=tuple(rows.question_row(here, QuestionKey(letter.id, q.number), anchor=True) for q in ordered),
        sections=sections,
        footnotes=ink.footnotes(),
        cites=rows.cites(here, letter, (c for key in keys for c in graph.citations.get(key, ()))),
        actors=rows.mentioned(here, keys, named),
        proof=rows.proof(here, letter),
        cited_by=_cited_by(here, letter),
        articles=rows.article_rows(here, graph.articles_to_letter.get(letter.id, ())),
        map=arcs(here, letter),
        share=share.letter(here, letter),
        permanent=f"{desk.base_url or ''}{path}",
    )
    return Page(path, view, letter.position.path)


def _cited_by(here: Here, letter: Letter) -> tuple[ExcerptGroup, ...]:
    """Give the places in other letters that cite this one as a document."""
    graph = here.desk.graph
    places = {
        citation.place
        for document in here.desk.known_as.get(letter.id, ())
        for citation in graph.citations_of.get(document, ())
        if citation.place.text.letter != letter.id
    }
    ordered = sorted(places, key=here.desk.reading_order)
    return tuple(group for _, group in rows.excerpt_groups(here, ordered))


def _section(here: Here, ink: Ink, letter: Letter, question: Question) -> LetterSection:
    """Give one question with its answer; one that is answered under another number points at it on this page."""
    desk = here.desk
    key = QuestionKey(letter.id, question.number)
    holder = desk.graph.answers.get(key)
    shared = desk.graph.covers.get(key, ())
    asked = ink.blocks(TextKey(letter.id, question.number, Part.QUESTION))
    own = holder == key
    return LetterSection(
        number=question.number,
        numbers=numbers(question),
        anchor=urls.question_anchor(desk.segments, question.number),
        url=here.to(desk.question_path(key)),
        title=question.title,
        question=asked,
        answer=ink.blocks(TextKey(letter.id, question.number, Part.ANSWER)) if own else (),
        answered_in=here.on_page(holder) if holder and not own else None,
        answers_also=tuple(here.on_page(other) for other in shared if desk.holder(other) != key),
    )


def around(desk: Desk, letter: Letter, note: Note) -> tuple[str, str]:
    """Give what stands in the sentence around the words that a note is about; nothing where they run over paragraphs."""
    for key in texts(letter):
        for anchored in desk.graph.notes.get(key, ()):
            if anchored.note is note and len(anchored.places) == 1:
                before, _, after = desk.context(anchored.places[0])
                return before, after
    return "", ""
