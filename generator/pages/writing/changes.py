"""What pages say of text that an import changed: when, where the earlier text is, and which paragraphs only that has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.core import urls
from generator.core.ledger import Address
from generator.core.model import LetterHead
from generator.graph.site import Change, Part, QuestionKey, TextKey
from generator.pages.planned import Page, subject
from generator.pages.views import ChangedDay, ChangedPlace
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext


@dataclass(frozen=True, slots=True)
class Gone:
    """A paragraph of an earlier text whose anchor is no other's now."""

    anchor: str
    """As its page has it."""
    name: str
    """What the ledger calls it."""
    words: str
    path: str
    """The file that keeps it."""


def changed(page: PageContext, keys: Iterable[QuestionKey], *, whole: bool = False) -> tuple[ChangedDay, ...]:
    """Return when questions were changed for the last time, the last day first; with `whole`, for their letter's page."""
    site = page.site
    days: dict[str, ChangedDay] = {}
    for key in keys:
        day = site.day(last_day(site, key))
        if day:
            anchors = tuple(one.anchor for one in gone(site, key, whole=whole))
            place = ChangedPlace(page.to(urls.earlier_page(site.segments, key.letter, key.number)), key.number, anchors)
            places = days[day.iso].places if day.iso in days else ()
            days[day.iso] = ChangedDay(day, (*places, place))
    return tuple(days[iso] for iso in sorted(days, reverse=True))


def addresses(site: SiteContext, page: Page, keys: Iterable[QuestionKey], *, whole: bool = False) -> Iterator[Address]:
    """Yield the anchors of earlier paragraphs that a page keeps."""
    for key in keys:
        for one in gone(site, key, whole=whole):
            yield Address(page.path, one.anchor, one.name, one.words, one.path)


def gone(site: SiteContext, key: QuestionKey, *, whole: bool) -> Iterator[Gone]:
    """Yield the paragraphs that were published and are only in an earlier text of a question.

    On the page of the whole letter an answer that is given under another number is there once.
    """
    graph, seen = site.graph, set[str]()
    for change in graph.changes.get(key, ()):
        for text in change.texts:
            if whole and text.key.number != key.number:
                continue
            now = {graph.anchor(text.key, at) for at in range(len(graph.texts.get(text.key, ())))}
            for anchor, words in zip(text.anchors, text.before, strict=False):
                if anchor and anchor not in now and anchor not in seen:
                    seen.add(anchor)
                    name = f"{subject(text.key.letter, text.key.number)}#{anchor}"
                    yield Gone(_on_page(site, text.key, anchor, whole=whole), name, words, change.path)


def last_day(site: SiteContext, key: QuestionKey) -> dt.date | None:
    """Return the day on which a question, or with number 0 a cover letter, was changed for the last time."""
    return max((change.until for change in site.graph.changes.get(key, ())), default=None)


def source_path(site: SiteContext, letter: LetterHead, change: Change) -> str | None:
    """Return the site path of the source before a change; None where none is published, as that of the letter now."""
    if change.source_file is None or letter.source.withheld is not None:
        return None
    return urls.source(site.segments, letter.id, change.source_file)


def _on_page(site: SiteContext, key: TextKey, anchor: str, *, whole: bool) -> str:
    if whole and key.part is not Part.COVER:
        return f"{urls.question_anchor(site.segments, key.number)}-{anchor}"
    return anchor
