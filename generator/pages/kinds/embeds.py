"""Answers and notes for other sites: bare pages to be framed, and the oEmbed files that lead to them.

See https://oembed.com/. Without an address of its own a site cannot be framed: then there are none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.core import urls
from generator.core.model import LetterHead, Note, Question
from generator.graph.site import QuestionKey
from generator.pages.data import share
from generator.pages.data.beside import OEMBED
from generator.pages.data.records import record
from generator.pages.kinds.answers import with_absolute_links
from generator.pages.kinds.letters import around
from generator.pages.planned import Page, Subject, TextFile
from generator.pages.views import EmbedView, PageMeta
from generator.pages.writing import rows
from generator.pages.writing.editors_text import note_view
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext, numbers

STYLESHEET, SCRIPT = "/assets/embed.css", "/assets/embed.js"
_DAY = 86_400


def pages(site: SiteContext, letter_id: str) -> Iterator[Page]:
    """Yield for every answer of a letter its bare page and its oEmbed file, and for every note its bare page."""
    if not site.base_url:
        return
    letter = site.graph.letters[letter_id]
    for question in site.questions(letter_id):
        yield _answer(site, site.base_url, letter, question)
        yield _oembed(site, site.base_url, letter, question)
    for note in site.letter_notes(letter_id):
        yield _note(site, site.base_url, letter, note)


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
    path = share.note_path(site, note)
    there = PageContext(site, page, root=base_url)
    key = QuestionKey(letter.id, note.number or 0)
    question = site.graph.questions.get(key)
    before, after = around(site, letter, note)
    view = EmbedView(
        page=_meta(site, path, note.title or note.quote, f"{base_url}{page}", letter.lang),
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
    )


def _oembed(site: SiteContext, base_url: str, letter: LetterHead, question: Question) -> Page:
    key = QuestionKey(letter.id, question.number)
    page = site.question_path(key)
    entry = record(site, key)
    holder = site.graph.answers.get(key)
    text = site.graph.questions[holder].answer if holder else question.question
    high = share.height(text or ())
    found = {
        "version": "1.0",
        "type": "rich",
        "title": entry.name,
        "author_name": ", ".join(name.display for name in entry.authors),
        "provider_name": site.config.name,
        "provider_url": f"{base_url}/",
        "cache_age": _DAY,
        "width": share.WIDTH,
        "height": high,
        "html": share.iframe(f"{base_url}{page}embed/", entry.name, high),
    }
    kept = {name: value for name, value in found.items() if value}
    text_file = TextFile(json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n")
    return Page(f"{page}{OEMBED}", text_file, question.position.path)
