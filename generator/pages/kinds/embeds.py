"""Answers, notes and letters for other sites: bare pages to be framed, and the oEmbed files that lead to them.

See https://oembed.com/. Without an address of its own a site cannot be framed: then there are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core import urls
from generator.core.language import territory
from generator.core.model import LetterHead, Note, Question
from generator.graph.site import QuestionKey
from generator.pages.data import beside, cards, head, oembed, share
from generator.pages.data.records import letter_record, record
from generator.pages.kinds.answers import with_absolute_links
from generator.pages.kinds.letters import around
from generator.pages.planned import Page, Subject
from generator.pages.views import EmbedView, PageMeta
from generator.pages.writing import rows
from generator.pages.writing.editors_text import note_view
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext, numbers

STYLESHEET, SCRIPT = "/assets/embed.css", "/assets/embed.js"


def pages(site: SiteContext, letter_id: str) -> Iterator[Page]:
    """Yield for a letter, and for every answer and note on it, the bare page with its oEmbed file."""
    if not site.base_url:
        return
    letter = site.graph.letters[letter_id]
    yield _letter(site, site.base_url, letter)
    yield _letter_oembed(site, site.base_url, letter)
    for question in site.questions(letter_id):
        yield _answer(site, site.base_url, letter, question)
        yield _oembed(site, site.base_url, letter, question)
    for note in site.letter_notes(letter_id):
        yield _note(site, site.base_url, letter, note)
        yield _note_oembed(site, site.base_url, letter, note)


def of_topic(site: SiteContext, topic_id: str) -> Iterator[Page]:
    """Yield the oEmbed file of a topic."""
    if site.base_url:
        topic = site.graph.topics[topic_id]
        page = PageContext(site, urls.topic(site.segments, topic.id))
        yield oembed.page(page, topic.position.path, topic.name, (), image=cards.topic(site, topic), frame=None)


def _letter(site: SiteContext, base_url: str, letter: LetterHead) -> Page:
    page = urls.letter(site.segments, letter.id)
    path = beside.letter_page(site, letter)
    there = PageContext(site, page, root=base_url)
    keys = [QuestionKey(letter.id, question.number) for question in site.questions(letter.id)]
    view = EmbedView(
        page=_meta(site, path, letter.title, f"{base_url}{page}", letter.lang),
        url=f"{base_url}{page}",
        letter=there.letter(letter),
        letter_lang=letter.lang,
        numbers=(),
        title=None,
        question=(),
        answer=(),
        answered_by=rows.people(there, letter.answered_by),
        footnotes=0,
        kind=letter.kind.value,
        contents=tuple(rows.question_row(there, key) for key in keys[: share.LISTED]),
        more=max(0, len(keys) - share.LISTED),
    )
    return Page(path, view, letter.position.path)


def _answer(site: SiteContext, base_url: str, letter: LetterHead, question: Question) -> Page:
    key = QuestionKey(letter.id, question.number)
    page = site.question_path(key)
    path = f"{page}embed/"
    there = PageContext(site, page, root=base_url)
    asked, answer, footnotes = with_absolute_links(site, base_url, letter, question)
    view = EmbedView(
        page=_meta(site, path, record(site, key).title, f"{base_url}{page}", letter.lang),
        url=f"{base_url}{page}",
        letter=there.letter(letter),
        letter_lang=letter.lang,
        numbers=numbers(question),
        title=question.title,
        question=asked,
        answer=answer,
        answered_by=rows.people(there, letter.answered_by),
        footnotes=len(footnotes),
    )
    return Page(path, view, question.position.path)


def _note(site: SiteContext, base_url: str, letter: LetterHead, note: Note) -> Page:
    page = site.note_path(note)
    path = beside.note_page(site, note)
    there = PageContext(site, page, root=base_url)
    key = QuestionKey(letter.id, note.number or 0)
    question = site.graph.questions.get(key)
    before, after = around(site, letter, note)
    meta = _meta(site, path, note.title or note.quote, f"{base_url}{page}", letter.lang)
    view = EmbedView(
        page=head.note(PageContext(site, path), meta, letter, note),
        url=f"{base_url}{page}#{urls.note(note.id)}",
        letter=there.letter(letter),
        letter_lang=letter.lang,
        numbers=numbers(question) if question else (),
        title=question.title if question else None,
        question=(),
        answer=(),
        answered_by=(),
        footnotes=0,
        note=note_view(there, note),
        before=before,
        after=after,
    )
    return Page(path, view, note.position.path, subject=Subject("note", f"{letter.id}/{note.id}"))


def _meta(site: SiteContext, path: str, title: str, canonical: str, lang: str) -> PageMeta:
    page = PageContext(site, path)
    return PageMeta(
        kind="embed",
        title=title,
        path=path,
        lang=lang,
        home=f"{site.base_url}/",
        stylesheet=page.to(STYLESHEET),
        script=page.to(SCRIPT),
        feed="",
        nav=(),
        canonical=canonical,
        index=False,
        locale=territory(lang) if site.foreign(lang) else None,
    )


def _oembed(site: SiteContext, base_url: str, letter: LetterHead, question: Question) -> Page:
    key = QuestionKey(letter.id, question.number)
    page = PageContext(site, site.question_path(key))
    entry = record(site, key)
    holder = site.graph.answers.get(key)
    text = site.graph.questions[holder].answer if holder else question.question
    return oembed.page(
        page,
        question.position.path,
        entry.name,
        (name.display for name in entry.authors),
        image=cards.answer(site, letter, question),
        frame=(f"{base_url}{page.path}embed/", share.height(text or ())),
    )


def _letter_oembed(site: SiteContext, base_url: str, letter: LetterHead) -> Page:
    page = PageContext(site, urls.letter(site.segments, letter.id))
    entry = letter_record(site, letter)
    authors = (name.display for name in entry.authors)
    image = cards.letter(site, letter)
    frame = (f"{base_url}{beside.letter_page(site, letter)}", share.letter_height(len(site.questions(letter.id))))
    return oembed.page(page, letter.position.path, entry.name, authors, image=image, frame=frame)


def _note_oembed(site: SiteContext, base_url: str, letter: LetterHead, note: Note) -> Page:
    page = PageContext(site, beside.note_page(site, note))
    return oembed.page(
        page,
        note.position.path,
        note.title or note.quote,
        filter(None, [note.author]),
        image=cards.note(site, letter, note),
        frame=(f"{base_url}{page.path}", share.height(note.blocks)),
    )
