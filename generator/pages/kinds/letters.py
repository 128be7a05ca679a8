"""The page of a letter as a whole: its data, its cover letter, and all questions and answers one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.core import urls
from generator.core.ledger import Address
from generator.core.model import LetterHead, Note, Question
from generator.graph import answering
from generator.graph.site import Part, QuestionKey, TextKey
from generator.pages.data import head, share
from generator.pages.data.anchors import of_blocks, of_footnotes
from generator.pages.markup.footnotes import PageFootnotes
from generator.pages.planned import Page, subject
from generator.pages.views import ExcerptGroup, LetterSection, LetterView
from generator.pages.writing import changes, rows
from generator.pages.writing.official_text import OfficialText
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.reference_map import reference_map
from generator.pages.writing.site_context import SiteContext, numbers


def pages(site: SiteContext, letter_id: str) -> Iterator[Page]:
    """Yield the page of a letter."""
    yield _page(site, site.graph.letters[letter_id])


def addresses(site: SiteContext, page: Page, view: LetterView) -> Iterator[Address]:
    """Yield the anchors that a letter's page promises."""
    letter = page.subject.id if page.subject else ""
    yield from of_blocks(site, page, view.cover, TextKey(letter, 0, Part.COVER))
    for section in view.sections:
        number = section.number
        yield Address(page.path, section.anchor, str(subject(letter, number)), origin=page.origin)
        yield from of_blocks(site, page, section.question, TextKey(letter, number, Part.QUESTION))
        yield from of_blocks(site, page, section.answer, TextKey(letter, number, Part.ANSWER))
    yield from of_footnotes(page, view.footnotes)
    yield from changes.addresses(site, page, _keys(letter, site.questions(letter)), whole=True)


def _page(site: SiteContext, letter: LetterHead) -> Page:
    graph = site.graph
    path = urls.letter(site.segments, letter.id)
    page = PageContext(site, path)
    ordered = site.questions(letter.id)
    notes = [(0, note) for note in letter.footnotes]
    notes += [(question.number, note) for question in ordered for note in question.footnotes]
    official = OfficialText(page, letter, PageFootnotes(0, notes, site.segments, site.words), whole=True)
    cover = official.blocks(TextKey(letter.id, 0, Part.COVER))
    sections = tuple(_section(page, official, letter, question) for question in ordered)
    keys = site.texts(letter)
    named = (actor for question in ordered for actor in question.actors)
    topics = dict.fromkeys((*letter.topics, *(topic for question in ordered for topic in question.topics)))
    meta = page.meta(
        "letter",
        letter.title,
        text=letter.body,
        description=" ".join(site.title(QuestionKey(letter.id, q.number)) for q in ordered[:3]),
        lang=letter.lang,
        published=letter.date,
        index=not letter.draft,
    )
    answered_by = rows.people(page, letter.answered_by)
    subjects = tuple(page.topic(topic) for topic in topics)
    view = LetterView(
        page=head.letter(page, meta, letter, authors=answered_by, subjects=(topic.title for topic in subjects)),
        title=letter.title,
        date=site.day(letter.date),
        submitted=site.day(letter.submitted),
        received=site.day(letter.received),
        numbers=letter.numbers,
        publication=rows.official(page, letter),
        reference=letter.reference,
        related=rows.related(page, letter),
        kind=letter.kind.value,
        asked_by=rows.people(page, letter.asked_by),
        addressed_to=rows.people(page, letter.addressed_to),
        answered_by=answered_by,
        on_behalf_of=rows.people(page, letter.on_behalf_of),
        topics=subjects,
        cover=cover,
        contents=tuple(rows.question_row(page, QuestionKey(letter.id, q.number), anchor=True) for q in ordered),
        sections=sections,
        footnotes=official.footnotes(),
        cites=rows.cites(page, letter, (c for key in keys for c in graph.citations.get(key, ()))),
        actors=rows.mentioned(page, keys, named),
        proof=rows.proof(page, letter),
        cited_by=_cited_by(page, letter),
        articles=rows.article_rows(page, graph.articles_to_letter.get(letter.id, ())),
        days=answering.days(letter),
        same=rows.same_questions(page, letter),
        unanswered=letter.id in graph.unanswered,
        map=reference_map(page, letter),
        share=share.letter(page, letter),
        permanent=f"{site.base_url or ''}{path}",
        changed=changes.changed(page, _keys(letter.id, ordered), whole=True),
    )
    return Page(path, view, letter.position.path, subject=subject(letter.id))


def _keys(letter_id: str, questions: Iterable[Question]) -> Iterator[QuestionKey]:
    """Yield the keys of a letter's cover and of its questions."""
    return (QuestionKey(letter_id, number) for number in (0, *(question.number for question in questions)))


def _cited_by(page: PageContext, letter: LetterHead) -> tuple[ExcerptGroup, ...]:
    """Return the places in other letters that cite this one as a document."""
    graph = page.site.graph
    places = {
        citation.place
        for document in page.site.graph.known_as.get(letter.id, ())
        for citation in graph.citations_of.get(document, ())
        if citation.place.text.letter != letter.id
    }
    ordered = sorted(places, key=page.site.reading_order)
    return tuple(group for _, group in rows.excerpt_groups(page, ordered))


def _section(page: PageContext, official: OfficialText, letter: LetterHead, question: Question) -> LetterSection:
    """Return one question with its answer; one that is answered under another number points at it on this page."""
    site = page.site
    key = QuestionKey(letter.id, question.number)
    holder = site.graph.answers.get(key)
    shared = site.graph.covers.get(key, ())
    asked = official.blocks(TextKey(letter.id, question.number, Part.QUESTION))
    own = holder == key
    return LetterSection(
        number=question.number,
        numbers=numbers(question),
        anchor=urls.question_anchor(site.segments, question.number),
        url=page.to(site.question_path(key)),
        title=question.title,
        question=asked,
        answer=official.blocks(TextKey(letter.id, question.number, Part.ANSWER)) if own else (),
        answered_in=page.on_page(holder) if holder and not own else None,
        answers_also=tuple(page.on_page(other) for other in shared if site.holder(other) != key),
    )


def around(site: SiteContext, letter: LetterHead, note: Note) -> tuple[str, str]:
    """Return the rest of the sentence around the words that a note is about; nothing where they run over paragraphs."""
    for key in site.texts(letter):
        for anchored in site.graph.notes.get(key, ()):
            if anchored.note == note and len(anchored.places) == 1:
                before, _, after = site.context(anchored.places[0])
                return before, after
    return "", ""
