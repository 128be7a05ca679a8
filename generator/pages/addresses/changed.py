"""When what a page shows last changed, by the dates that are in content: the same on every machine, and of no file's time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from generator.core import urls
from generator.core.model import LetterHead
from generator.graph.site import QuestionKey
from generator.pages.writing.site_context import SiteContext


def days(site: SiteContext) -> Mapping[str, dt.date]:
    """Return the newest day of each page by its site path; a page about nothing that has a date is not in it.

    Of a letter or an answer that is the day of the letter, of a change of its text, of a note on it, of an article or a
    later letter that leads to it; of any other page the newest day of what it is made of. Pages of single years are left out.
    """
    found: dict[str, dt.date] = {}
    for path, day in _days(site):
        if day and (path not in found or found[path] < day):
            found[path] = day
    return found


def _days(site: SiteContext) -> Iterator[tuple[str, dt.date | None]]:
    graph, segments = site.graph, site.segments
    for letter in site.letters:
        yield from _of_letter(site, letter)
    for topic, keys in graph.under_topic.items():
        yield from _of(urls.topic(segments, topic), (graph.letters[key.letter].day for key in keys))
    for actor in graph.actors:
        letters = {
            *(key.letter for key in graph.involved.get(actor, ())),
            *(mention.place.text.letter for mention in graph.mentions_of.get(actor, ())),
        }
        yield from _of(urls.actor(segments, actor), (graph.letters[letter].day for letter in letters))
    for document, citations in graph.citations_of.items():
        if path := site.document_path(document):
            yield from _of(path, (graph.letters[citation.place.text.letter].day for citation in citations))
    for key, pointers in graph.pointers_to.items():
        if key in graph.heads:
            yield from _of(site.question_path(key), (graph.letters[one.place.text.letter].day for one in pointers))
    for key, articles in graph.articles_to.items():
        if key in graph.heads:
            yield from _of(site.question_path(key), (graph.articles[article].date for article in articles))
    for key, changes in graph.changes.items():
        for path in (urls.letter(segments, key.letter), *([site.question_path(key)] if key.number else ())):
            yield from _of(path, (change.until for change in changes))
    for article in graph.articles.values():
        yield f"/{segments.articles}/", article.date


def _of_letter(site: SiteContext, letter: LetterHead) -> Iterator[tuple[str, dt.date | None]]:
    """Yield the days of a letter's page, of its answers, and of the lists that it is in."""
    graph, segments = site.graph, site.segments
    path = urls.letter(segments, letter.id)
    for whole in ("/", f"/{segments.letters}/", path):
        yield whole, letter.day
    for number in graph.numbers.get(letter.id, ()):
        yield site.question_path(QuestionKey(letter.id, number)), letter.day
    for note in site.letter_notes(letter.id):
        for whole in ("/", site.note_path(note), path, f"/{segments.notes}/"):
            yield whole, note.date


def _of(path: str, found: Iterable[dt.date | None]) -> Iterator[tuple[str, dt.date | None]]:
    return ((path, day) for day in found)
