"""The pages that lead to the others: home, letters, notes, articles; the site's own pages, and the 404 page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from generator.core.language import sort_key
from generator.core.model import Article, Letter, Note, ProsePage
from generator.graph.site import QuestionKey, TargetKind
from generator.pages.data import head
from generator.pages.kinds import topics
from generator.pages.kinds.letters import around
from generator.pages.views import (
    ArticlesView,
    Count,
    HomeView,
    LettersView,
    Linked,
    MissingView,
    MostCited,
    NoteRow,
    NotesView,
    Page,
    ProseView,
    Ref,
)
from generator.pages.writing import rows
from generator.pages.writing.editors_text import free, note_view
from generator.pages.writing.page_context import Here, base_path
from generator.pages.writing.site_context import Desk, page_path

_Entry = TypeVar("_Entry")

_MOST_CITED = 5
"""How many answers that others lean on the home page lists."""
_LATEST_NOTES = 5
"""How many notes the home page shows."""
_LONG = 100
"""A list of letters or notes that is longer is cut in years, and shows only so many of the newest itself."""


def pages(desk: Desk) -> Iterator[Page]:
    """Give the pages of lists; that of articles only where there are any."""
    yield _home(desk)
    yield from _letters(desk)
    yield from _notes(desk)
    if desk.graph.content.articles:
        yield _articles(desk)
    yield from (_prose(desk, page) for page in desk.graph.content.pages)
    yield _missing(desk)


def _home(desk: Desk) -> Page:
    graph = desk.graph
    here = Here(desk, "/")
    under = topics.questions_under(graph)
    cited = sorted(_cited(desk), key=lambda row: (-row[1], desk.letter_order[row[0].letter], row[0].number))
    view = HomeView(
        page=head.home(here, here.meta("home", graph.config.name, description=graph.config.description)),
        letters=tuple(rows.letter_row(here, letter) for letter in desk.newest[: graph.config.home_letters]),
        topics=topics.tree(here, under),
        cited=tuple(
            MostCited(rows.question_row(here, key), here.letter(graph.letters[key.letter]), count)
            for key, count in cited[:_MOST_CITED]
        ),
        notes=tuple(_note_row(here, letter, note) for letter, note in _newest_notes(desk)[:_LATEST_NOTES]),
        answer_count=len(graph.answers),
        letter_count=len(graph.letters),
        data=(Ref(here.to(head.TABLE), "CSV"), Ref(here.to(head.INDEX), "JSON")),
        search=_search(here),
    )
    return Page("/", view, "")


def _cited(desk: Desk) -> Iterator[tuple[QuestionKey, int]]:
    """Count for every question the others that point at it."""
    counts: dict[QuestionKey, set[QuestionKey]] = {}
    for target, pointers in desk.graph.pointers_to.items():
        key = desk.holder(target)
        places = (pointer.place.text for pointer in pointers)
        counts.setdefault(key, set()).update(QuestionKey(text.letter, text.number) for text in places)
    return ((key, len(sources - {key})) for key, sources in counts.items() if sources - {key})


def _letters(desk: Desk) -> Iterator[Page]:
    path = f"/{desk.segments.letters}/"
    for cut in _cut(desk, path, desk.newest, lambda letter: letter.day):
        here = Here(desk, cut.path)
        years = groupby(cut.shown, key=lambda letter: letter.day.year if letter.day else None)
        groups = tuple((year, tuple(rows.letter_row(here, letter) for letter in letters)) for year, letters in years)
        name = desk.words("pages-letters-of", year=cut.year) if cut.year else desk.words("pages-letters")
        yield Page(cut.path, LettersView(here.meta("letters", name), groups, cut.archive), "")


@dataclass(frozen=True, slots=True)
class _Cut(Generic[_Entry]):
    """A page of a list: all of it, or what a year has."""

    path: str
    year: int | None
    shown: tuple[_Entry, ...]
    archive: tuple[Count, ...]


def _cut(
    desk: Desk, path: str, entries: Sequence[_Entry], day: Callable[[_Entry], dt.date | None]
) -> Iterator[_Cut[_Entry]]:
    """Cut a list, newest first, into pages that a telephone can load; what has no date stays on the first."""
    years: dict[int, list[_Entry]] = {}
    undated: list[_Entry] = []
    for entry in entries:
        on = day(entry)
        (years.setdefault(on.year, []) if on else undated).append(entry)
    if len(entries) <= _LONG or not years:
        yield _Cut(path, None, tuple(entries), ())
        return

    def archive(at: str, current: int | None) -> tuple[Count, ...]:
        here = Here(desk, at)
        return tuple(
            Count(Ref("" if year == current else here.to(f"{path}{year}/"), str(year)), len(found))
            for year, found in years.items()
        )

    newest = [entry for found in years.values() for entry in found][:_LONG]
    yield _Cut(path, None, (*newest, *undated), archive(path, None))
    for year, found in years.items():
        at = f"{path}{year}/"
        yield _Cut(at, year, tuple(found), archive(at, year))


def _newest_notes(desk: Desk) -> list[tuple[Letter, Note]]:
    found = [(letter, note) for letter in desk.graph.letters.values() for note in letter.notes]
    return sorted(found, key=lambda row: (-row[1].date.toordinal() if row[1].date else 0, row[0].id, row[1].id))


def _note_row(here: Here, letter: Letter, note: Note) -> NoteRow:
    """Give a note for a list; its anchor there names its letter too, since two letters may have notes of one name."""
    key = QuestionKey(letter.id, note.number or 0)
    ref = here.question(key) if key in here.desk.graph.questions else here.letter(letter)
    shown = note_view(here, note, anchor=f"n-{letter.id}-{note.id}")
    return NoteRow(shown, ref, note.number, *around(here.desk, letter, note))


def _notes(desk: Desk) -> Iterator[Page]:
    path = f"/{desk.segments.notes}/"
    for cut in _cut(desk, path, _newest_notes(desk), lambda row: row[1].date):
        here = Here(desk, cut.path)
        found = tuple(_note_row(here, letter, note) for letter, note in cut.shown)
        name = desk.words("pages-notes-of", year=cut.year) if cut.year else desk.words("pages-notes")
        yield Page(cut.path, NotesView(here.meta("notes", name), found, cut.archive), "")


def _articles(desk: Desk) -> Page:
    path = f"/{desk.segments.articles}/"
    here = Here(desk, path)
    ordered = sorted(desk.graph.content.articles, key=lambda a: (sort_key(a.outlet), rows.newest_article(a)))
    outlets = tuple(
        (outlet, tuple((rows.article_row(here, article), _linked(here, article)) for article in group))
        for outlet, group in groupby(ordered, key=lambda article: article.outlet)
    )
    return Page(path, ArticlesView(here.meta("articles", desk.words("pages-articles")), outlets), "")


def _linked(here: Here, article: Article) -> tuple[Linked, ...]:
    """Give the answers and letters that an article links to."""
    graph = here.desk.graph
    found: list[Linked] = []
    for link in article.links:
        target = graph.targets.get(("", link))
        if target and target.kind is TargetKind.QUESTION:
            found += (Linked(here.question(key), bool(graph.questions[key].title)) for key in target.questions)
        elif target and target.kind is TargetKind.LETTER:
            found.append(Linked(here.letter(graph.letters[target.id]), titled=False))
    return tuple(dict.fromkeys(found))


def _prose(desk: Desk, page: ProsePage) -> Page:
    path = page_path(desk.segments, page.slug)
    here = Here(desk, path)
    meta = here.meta("prose", page.title, text=page.body)
    return Page(path, ProseView(meta, page.title, free(here, page.body, footnotes=page.footnotes)), page.position.path)


def _missing(desk: Desk) -> Page:
    """Give the page that a host shows for any address it does not have; its links begin at the host's root.

    Opened from disk it is shown nowhere but in its own place, so there its links are relative like all others.
    """
    here = Here(desk, "/404.html", root=None if desk.offline else base_path(desk.base_url))
    meta = here.meta("missing", desk.words("pages-missing"), index=False)
    letters = tuple(here.letter(letter) for letter in desk.newest[: desk.config.home_letters])
    return Page("/404.html", MissingView(meta, letters, _search(here)), "")


def _search(here: Here) -> str:
    """Give where words to search for are sent; from a disk nothing can be searched."""
    desk = here.desk
    return here.to(f"/{desk.segments.search}/") if desk.searched and not desk.offline else ""
