"""Atom feeds (RFC 4287): all answers in full, the answers of each actor and topic in brief, and the editors' notes.

A feed names pages by their absolute address; where the site does not know its own, there are none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import nsmallest
from html import escape as html_escape
from xml.sax.saxutils import escape, quoteattr

from generator.core import urls
from generator.core.model import Letter, Note, Question
from generator.graph.site import QuestionKey
from generator.pages.kinds import actors, topics
from generator.pages.kinds.answers import with_absolute_links
from generator.pages.markup.excerpts import first_words, shorten
from generator.pages.views import Page, TextFile
from generator.pages.writing.editors_text import editors_html
from generator.pages.writing.page_context import DESCRIPTION, PageContext
from generator.pages.writing.site_context import FEED, SiteContext, in_order

_BRIEF = 20
"""How many entries the feed of an actor or a topic holds, at most."""
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
"""Characters that XML 1.0 cannot hold."""

_Row = tuple[Letter, Question, dt.date]
_NoteRow = tuple[dt.date, Letter, Note]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry; `html` is empty where the feed gives only summaries."""

    url: str
    title: str
    when: dt.date
    lang: str
    summary: str
    html: str = ""
    author: str = ""


_BEFORE_ALL = dt.date(1970, 1, 1)
"""When a feed that has no entries yet was changed: it must name a day."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, before it is written."""

    path: str
    """Site path of the page that it stands beside."""
    title: str
    rows: tuple[tuple[str, int | str], ...]
    """What it tells, newest first: letter, and number of the question or id of the note."""
    write: Callable[[], Page]


def feeds(site: SiteContext) -> Iterator[Feed]:
    """Yield the site's feed, one for each actor and topic with dated answers, and one of the notes.

    None is without entries, but for the site's own, which every page names.
    """
    base_url = site.base_url
    if not base_url:
        return
    config = site.config
    answers = tuple(_answers(site))
    newest = answers[: config.feed_entries]
    yield _answered(site, "/", config.name, newest, lambda row: _full(site, base_url, row), subtitle=config.description)
    order = {QuestionKey(letter.id, question.number): at for at, (letter, question, _) in enumerate(answers)}
    written: dict[QuestionKey, _Entry] = {}

    def brief(row: _Row) -> _Entry:
        key = QuestionKey(row[0].id, row[1].number)
        found = written.get(key)
        if found is None:
            found = written[key] = _brief(site, base_url, row)
        return found

    def of(path: str, name: str, keys: Iterable[QuestionKey]) -> Iterator[Feed]:
        holders = {site.holder(key) for key in keys if key.number}
        found = nsmallest(min(_BRIEF, config.feed_entries), (order[key] for key in holders if key in order))
        if found:
            yield _answered(site, path, f"{config.name}: {name}", tuple(answers[at] for at in found), brief)

    for actor in site.graph.content.actors:
        yield from of(urls.actor(site.segments, actor.id), actor.name, actors.involved(site, actor))
    under = topics.questions_under(site.graph)
    for topic in site.graph.content.topics:
        yield from of(urls.topic(site.segments, topic.id), topic.name, under[topic.id])
    notes = _notes(site)[: config.feed_entries]
    if notes:
        title = f"{config.name}: {site.words('pages-notes')}"
        told = tuple((letter.id, note.id) for _, letter, note in notes)
        path = f"/{site.segments.notes}/"
        yield Feed(
            path, title, told, lambda: _feed(site, path, title, "", (_noted(site, base_url, row) for row in notes))
        )


def _answered(
    site: SiteContext,
    path: str,
    title: str,
    rows: tuple[_Row, ...],
    entry: Callable[[_Row], _Entry],
    *,
    subtitle: str = "",
) -> Feed:
    """Return a feed of answers."""
    told = tuple((letter.id, question.number) for letter, question, _ in rows)
    return Feed(path, title, told, lambda: _feed(site, path, title, subtitle, map(entry, rows)))


def _feed(site: SiteContext, path: str, title: str, subtitle: str, found: Iterable[_Entry]) -> Page:
    """Write a feed."""
    rows = list(found)
    address = f"{site.base_url}{path}"
    config = site.config
    entries = "\n".join(_written(row) for row in rows)
    return Page(
        f"{path}{FEED}",
        TextFile(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{config.lang}">\n'
            f"<title>{_text(title)}</title>\n"
            f"{_optional('subtitle', subtitle)}"
            f"<id>{_text(address)}</id>\n"
            f"<link href={quoteattr(address)}/>\n"
            f'<link rel="self" type="application/atom+xml" href={quoteattr(address + FEED)}/>\n'
            f"<updated>{_moment(max((row.when for row in rows), default=_BEFORE_ALL))}</updated>\n"
            f"<author><name>{_text(config.publisher or config.name)}</name></author>\n"
            f"{_optional('rights', config.license)}"
            f"{entries}\n</feed>\n"
        ),
        "",
    )


def _optional(name: str, text: str | None) -> str:
    return f"<{name}>{_text(text)}</{name}>\n" if text else ""


def _written(entry: _Entry) -> str:
    author = f"<author><name>{_text(entry.author)}</name></author>\n" if entry.author else ""
    content = f'<content type="html">{_text(entry.html)}</content>\n' if entry.html else ""
    return (
        f'<entry xml:lang="{escape(entry.lang)}">\n<title>{_text(entry.title)}</title>\n'
        f"<id>{escape(entry.url)}</id>\n<link href={quoteattr(entry.url)}/>\n"
        f"<published>{_moment(entry.when)}</published>\n<updated>{_moment(entry.when)}</updated>\n"
        f"{author}<summary>{_text(entry.summary)}</summary>\n{content}</entry>"
    )


# --- Answers ---------------------------------------------------------------------------------------------------


def _answers(site: SiteContext) -> Iterator[_Row]:
    """Yield the questions that have an answer, of the newest letter first; a letter without a date has no entries."""
    for letter in site.newest:
        when = letter.received or letter.date
        if when and not letter.draft:
            for question in in_order(letter.questions):
                if QuestionKey(letter.id, question.number) in site.graph.answers and not question.draft:
                    yield letter, question, when


def _brief(site: SiteContext, base_url: str, row: _Row) -> _Entry:
    letter, question, when = row
    key = QuestionKey(letter.id, question.number)
    holder = site.graph.questions[site.graph.answers[key]]
    return _Entry(
        url=f"{base_url}{site.question_path(key)}",
        title=site.words("pages-feed-answer", number=question.number, text=site.title(key)),
        when=when,
        lang=letter.lang,
        summary=first_words(holder.answer or (), DESCRIPTION),
    )


def _full(site: SiteContext, base_url: str, row: _Row) -> _Entry:
    asked, answer, footnotes = with_absolute_links(site, base_url, row[0], row[1])
    html = "".join(
        (
            f"<h2>{escape(site.words('pages-feed-question'))}</h2>",
            *(block.html for block in asked),
            f"<h2>{escape(site.words('pages-feed-reply'))}</h2>",
            *(block.html for block in answer),
            "<hr>" if footnotes else "",
            *(f"<p>{escape(note.number)}</p>{note.html}" for note in footnotes),
        )
    )
    return replace(_brief(site, base_url, row), html=html)


# --- Notes -----------------------------------------------------------------------------------------------------


def _notes(site: SiteContext) -> list[_NoteRow]:
    """Return the notes that have a date, newest first."""
    found = [
        (note.date, letter, note)
        for letter in site.newest
        for note in letter.notes
        if note.date and not (note.draft or letter.draft)
    ]
    return sorted(found, key=lambda row: (-row[0].toordinal(), row[1].id, row[2].id))


def _noted(site: SiteContext, base_url: str, row: _NoteRow) -> _Entry:
    """Tell of a note, with the words it is about."""
    when, letter, note = row
    page = PageContext(site, site.note_path(note), root=base_url)
    return _Entry(
        url=f"{base_url}{page.path}#{urls.note(note.id)}",
        title=note.title or f"‘{shorten(note.quote, 80)}’",
        when=when,
        lang=site.config.lang,
        summary=first_words(note.blocks, DESCRIPTION),
        html=f"{_quoted(letter, note)}{editors_html(page, note.blocks, letter.id, heading=4)}",
        author=note.author or "",
    )


def _quoted(letter: Letter, note: Note) -> str:
    return f'<blockquote lang="{html_escape(letter.lang)}"><p>{html_escape(note.quote)}</p></blockquote>'


def _moment(day: dt.date) -> str:
    """Write a day as a moment at noon, which is the same day in every time zone of Europe."""
    return f"{day.isoformat()}T12:00:00Z"


def _text(text: str) -> str:
    return escape(text.translate(_CONTROL))
