"""Atom feeds (RFC 4287): all answers in full, the answers of each actor and topic in brief, and the editors' notes.

A feed leads to pages by their absolute address; where the site does not know its own, there are none. What a feed and an
entry are called (`id`) is made of the address that the site first had, so that no reader takes them for new when it moves.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape as html_escape
from itertools import islice

from generator.core import urls
from generator.core.config import Segments
from generator.core.model import LetterHead, Note, Question
from generator.graph.excerpts import first_words, shorten
from generator.graph.site import QuestionKey
from generator.graph.tables import SiteTables
from generator.pages.kinds.answers import with_absolute_links
from generator.pages.markup.xml import escape, quoteattr
from generator.pages.planned import Page, TextFile
from generator.pages.writing import changes
from generator.pages.writing.editors_text import editors_html
from generator.pages.writing.page_context import DESCRIPTION, PageContext
from generator.pages.writing.site_context import FEED, SiteContext

_BRIEF = 20
"""How many entries the feed of an actor or a topic holds, at most."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold."""

_Row = tuple[LetterHead, Question, dt.date]
_NoteRow = tuple[dt.date, LetterHead, Note]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry; `html` is empty where the feed gives only summaries."""

    path: str
    """Site path, with the anchor of a note."""
    title: str
    when: dt.date
    lang: str
    summary: str
    html: str = ""
    author: str = ""
    updated: dt.date | None = None
    """When it was last told of, where that is another day."""


_BEFORE_ALL = dt.date(1970, 1, 1)
"""When a feed that has no entries yet was changed: it must name a day."""


def subjects(graph: SiteTables) -> Iterator[str]:
    """Yield what has a feed: the site, every actor and topic that has an answer with a date, and the notes."""
    yield _SITE
    yield from (f"actor:{actor}" for actor, keys in graph.involved.items() if _any_answer(graph, keys))
    yield from (f"topic:{topic}" for topic, keys in graph.under_topic.items() if _any_answer(graph, keys))
    if any(_is_told(graph.letters[letter], note) for letter, notes in graph.letter_notes.items() for note in notes):
        yield _NOTES


def path_of(segments: Segments, feed: str) -> str:
    """Return the site path of the page that a feed is beside."""
    what, _, name = feed.partition(":")
    return _PAGES[what](segments, name)


def pages(site: SiteContext, feed: str) -> Iterator[Page]:
    """Yield the feed of a subject. Only the site's own may have no entries: every page names it."""
    base_url, config = site.base_url, site.config
    if not base_url:
        return
    path, (what, _, name) = path_of(site.segments, feed), feed.partition(":")
    if what == _SITE:
        newest = islice(_answers(site, site.letters), config.feed_entries)
        yield _feed(site, path, config.name, config.description, (_full(site, base_url, row) for row in newest))
    elif what == _NOTES:
        title = f"{config.name}: {site.words('pages-notes')}"
        yield _feed(site, path, title, "", (_noted(site, base_url, row) for row in _notes(site)[: config.feed_entries]))
    else:
        named = site.graph.actors[name].name if what == "actor" else site.graph.topics[name].name
        keys = site.graph.involved[name] if what == "actor" else site.graph.under_topic[name]
        newest = islice(_answered(site, keys), min(_BRIEF, config.feed_entries))
        yield _feed(site, path, f"{config.name}: {named}", "", (_brief(site, row) for row in newest))


_SITE, _NOTES = "site", "notes"
_PAGES: Mapping[str, Callable[[Segments, str], str]] = {
    _SITE: lambda _segments, _name: "/",
    _NOTES: lambda segments, _name: f"/{segments.notes}/",
    "actor": urls.actor,
    "topic": urls.topic,
}
"""By the first word of a subject: where the page is that its feed is beside."""


def _feed(site: SiteContext, path: str, title: str, subtitle: str, found: Iterable[_Entry]) -> Page:
    """Write a feed."""
    rows = list(found)
    address, name = f"{site.base_url}{path}", f"{site.first_address}{path}"
    config = site.config
    entries = "\n".join(_written(site, row) for row in rows)
    return Page(
        f"{path}{FEED}",
        TextFile(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{config.lang}">\n'
            f"<title>{_text(title)}</title>\n"
            f"{_optional('subtitle', subtitle)}"
            f"<id>{_text(name)}</id>\n"
            f"<link href={quoteattr(address)}/>\n"
            f'<link rel="self" type="application/atom+xml" href={quoteattr(address + FEED)}/>\n'
            f"<updated>{_moment(max((row.updated or row.when for row in rows), default=_BEFORE_ALL))}</updated>\n"
            f"<author><name>{_text(config.publisher or config.name)}</name></author>\n"
            f"{_optional('rights', config.license)}"
            f"{entries}\n</feed>\n",
            "feed",
        ),
        "",
    )


def _optional(name: str, text: str | None) -> str:
    return f"<{name}>{_text(text)}</{name}>\n" if text else ""


def _written(site: SiteContext, entry: _Entry) -> str:
    author = f"<author><name>{_text(entry.author)}</name></author>\n" if entry.author else ""
    content = f'<content type="html">{_text(entry.html)}</content>\n' if entry.html else ""
    return (
        f'<entry xml:lang="{escape(entry.lang)}">\n<title>{_text(entry.title)}</title>\n'
        f"<id>{_text(f'{site.first_address}{entry.path}')}</id>\n"
        f"<link href={quoteattr(f'{site.base_url}{entry.path}')}/>\n"
        f"<published>{_moment(entry.when)}</published>\n<updated>{_moment(entry.updated or entry.when)}</updated>\n"
        f"{author}<summary>{_text(entry.summary)}</summary>\n{content}</entry>"
    )


# --- Answers ---------------------------------------------------------------------------------------------------


def _answers(site: SiteContext, letters: Iterable[LetterHead]) -> Iterator[_Row]:
    """Yield the answered questions of letters, in their order; a letter without a date has no entries."""
    for letter in letters:
        when = _when(letter)
        if when:
            for number in sorted(site.graph.numbers[letter.id]):
                key = QuestionKey(letter.id, number)
                if key in site.graph.answers and not site.graph.questions[key].draft:
                    yield letter, site.graph.questions[key], when


def _answered(site: SiteContext, keys: Iterable[QuestionKey]) -> Iterator[_Row]:
    """Yield those of some questions (in reading order) that the feed tells of."""
    told: set[QuestionKey] = set()
    for key in keys:
        letter = site.graph.letters[key.letter]
        when = _when(letter)
        holder = site.holder(key) if key.number and when else None
        if holder and when and holder not in told and holder in site.graph.answers:
            told.add(holder)
            question = site.graph.questions[holder]
            if not question.draft:
                yield letter, question, when


def _any_answer(graph: SiteTables, keys: Iterable[QuestionKey]) -> bool:
    """Return whether one of some questions has an answer that a feed would tell of."""
    holders = (QuestionKey(key.letter, graph.heads[key].number) for key in keys if key.number)
    return any(
        holder in graph.answers and _when(graph.letters[holder.letter]) and not graph.questions[holder].draft
        for holder in holders
    )


def _when(letter: LetterHead) -> dt.date | None:
    """Return the day under which a letter's answers are in a feed; None for one without a date, and for a draft."""
    return None if letter.draft else letter.received or letter.date


def _brief(site: SiteContext, row: _Row) -> _Entry:
    letter, question, when = row
    key = QuestionKey(letter.id, question.number)
    holder = site.graph.questions[site.graph.answers[key]]
    later = _later(site, letter, key)
    words = (*(text for _, text in later), first_words(holder.answer or (), DESCRIPTION))
    return _Entry(
        path=site.question_path(key),
        title=site.words("pages-feed-answer", number=question.number, text=site.title(key)),
        when=when,
        lang=letter.lang,
        summary=" ".join(words),
        updated=max((when, *(day for day, _ in later))),
    )


def _later(site: SiteContext, letter: LetterHead, key: QuestionKey) -> list[tuple[dt.date, str]]:
    """Return in words when a letter was corrected or added to, by which letter, and when the text of an answer was changed.

    A letter without a day is not told of.
    """
    graph = site.graph
    named = [("pages-feed-corrected", one) for one in graph.corrected_by.get(letter.id, ())]
    named += [("pages-feed-supplemented", one) for one in graph.supplemented_by.get(letter.id, ())]
    found = []
    for words, one in named:
        other = graph.letters[one]
        when, day = _when(other), site.day(_when(other))
        if when and day:
            found.append((when, site.words(words, date=day.text, letter=other.title)))
    changed = changes.last_day(site, key)
    day = site.day(changed)
    if changed and day:
        found.append((changed, site.words("pages-feed-changed", date=day.text)))
    return found


def _full(site: SiteContext, base_url: str, row: _Row) -> _Entry:
    asked, answer, footnotes = with_absolute_links(site, base_url, row[0], row[1])
    html = "".join(
        (
            *(f"<p>{escape(text)}</p>" for _, text in _later(site, row[0], QuestionKey(row[0].id, row[1].number))),
            f"<h2>{escape(site.words('pages-feed-question'))}</h2>",
            *(block.html for block in asked),
            f"<h2>{escape(site.words('pages-feed-reply'))}</h2>",
            *(block.html for block in answer),
            "<hr>" if footnotes else "",
            *(f"<p>{escape(note.number)}</p>{note.html}" for note in footnotes),
        )
    )
    return replace(_brief(site, row), html=html)


# --- Notes -----------------------------------------------------------------------------------------------------


def _notes(site: SiteContext) -> list[_NoteRow]:
    """Return the notes that have a date, newest first."""
    found = [
        (note.date, letter, note)
        for letter in site.letters
        for note in site.letter_notes(letter.id)
        if note.date and _is_told(letter, note)
    ]
    return sorted(found, key=lambda row: (-row[0].toordinal(), row[1].id, row[2].id))


def _noted(site: SiteContext, base_url: str, row: _NoteRow) -> _Entry:
    """Tell of a note, with the words it is about."""
    when, letter, note = row
    page = PageContext(site, site.note_path(note), root=base_url)
    return _Entry(
        path=f"{page.path}#{urls.note(note.id)}",
        title=note.title or f"‘{shorten(note.quote, 80)}’",
        when=when,
        lang=site.config.lang,
        summary=first_words(note.blocks, DESCRIPTION),
        html=f"{_quoted(letter, note)}{editors_html(page, note.blocks, letter.id, heading=4)}",
        author=note.author or "",
    )


def _is_told(letter: LetterHead, note: Note) -> bool:
    return note.date is not None and not (note.draft or letter.draft)


def _quoted(letter: LetterHead, note: Note) -> str:
    return f'<blockquote lang="{html_escape(letter.lang)}"><p>{html_escape(note.quote)}</p></blockquote>'


def _moment(day: dt.date) -> str:
    """Write a day as a moment at noon, which is the same day in every time zone of Europe."""
    return f"{day.isoformat()}T12:00:00Z"


def _text(text: str) -> str:
    return escape(_CONTROL.sub("", text))
