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
from generator.pages.writing.editors_text import editors_html, note_view
from generator.pages.writing.page_context import PageContext, base_path
from generator.pages.writing.site_context import SiteContext, page_path

_Entry = TypeVar("_Entry")

_MOST_CITED = 5
"""How many answers that others lean on the home page lists."""
_LATEST_NOTES = 5
"""How many notes the home page shows."""
_LONG = 100
"""A list of letters or notes that is longer is cut in years, and shows only so many of the newest itself."""


def pages(site: SiteContext) -> Iterator[Page]:
    """Yield the pages of lists; that of articles only where there are any."""
    yield _home(site)
    yield from _letters(site)
    yield from _notes(site)
    if site.graph.content.articles:
        yield _articles(site)
    yield from (_prose(site, page) for page in site.graph.content.pages)
    yield _missing(site)


def _home(site: SiteContext) -> Page:
    graph = site.graph
    page = PageContext(site, "/")
    under = topics.questions_under(graph)
    cited = sorted(_cited(site), key=lambda row: (-row[1], site.letter_order[row[0].letter], row[0].number))
    view = HomeView(
        page=head.home(page, page.meta("home", graph.config.name, description=graph.config.description)),
        letters=tuple(rows.letter_row(page, letter) for letter in site.newest[: graph.config.home_letters]),
        topics=topics.tree(page, under),
        cited=tuple(
            MostCited(rows.question_row(page, key), page.letter(graph.letters[key.letter]), count)
            for key, count in cited[:_MOST_CITED]
        ),
        notes=tuple(_note_row(page, letter, note) for letter, note in _newest_notes(site)[:_LATEST_NOTES]),
        answer_count=len(graph.answers),
        letter_count=len(graph.letters),
        data=(Ref(page.to(head.TABLE), "CSV"), Ref(page.to(head.INDEX), "JSON")),
        search=_search(page),
    )
    return Page("/", view, "")


def _cited(site: SiteContext) -> Iterator[tuple[QuestionKey, int]]:
    """Count for every question the others that point at it."""
    counts: dict[QuestionKey, set[QuestionKey]] = {}
    for target, pointers in site.graph.pointers_to.items():
        key = site.holder(target)
        places = (pointer.place.text for pointer in pointers)
        counts.setdefault(key, set()).update(QuestionKey(text.letter, text.number) for text in places)
    return ((key, len(sources - {key})) for key, sources in counts.items() if sources - {key})


def _letters(site: SiteContext) -> Iterator[Page]:
    path = f"/{site.segments.letters}/"
    for cut in _cut(site, path, site.newest, lambda letter: letter.day):
        page = PageContext(site, cut.path)
        years = groupby(cut.shown, key=lambda letter: letter.day.year if letter.day else None)
        groups = tuple((year, tuple(rows.letter_row(page, letter) for letter in letters)) for year, letters in years)
        name = site.words("pages-letters-of", year=cut.year) if cut.year else site.words("pages-letters")
        yield Page(cut.path, LettersView(page.meta("letters", name), groups, cut.archive), "")


@dataclass(frozen=True, slots=True)
class _Cut(Generic[_Entry]):
    """A page of a list: all of it, or what a year has."""

    path: str
    year: int | None
    shown: tuple[_Entry, ...]
    archive: tuple[Count, ...]


def _cut(
    site: SiteContext, path: str, entries: Sequence[_Entry], day: Callable[[_Entry], dt.date | None]
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
        page = PageContext(site, at)
        return tuple(
            Count(Ref("" if year == current else page.to(f"{path}{year}/"), str(year)), len(found))
            for year, found in years.items()
        )

    newest = [entry for found in years.values() for entry in found][:_LONG]
    yield _Cut(path, None, (*newest, *undated), archive(path, None))
    for year, found in years.items():
        at = f"{path}{year}/"
        yield _Cut(at, year, tuple(found), archive(at, year))


def _newest_notes(site: SiteContext) -> list[tuple[Letter, Note]]:
    found = [(letter, note) for letter in site.graph.letters.values() for note in letter.notes]
    return sorted(found, key=lambda row: (-row[1].date.toordinal() if row[1].date else 0, row[0].id, row[1].id))


def _note_row(page: PageContext, letter: Letter, note: Note) -> NoteRow:
    """Return a note for a list; its anchor there names its letter too, since two letters may have notes of one name."""
    key = QuestionKey(letter.id, note.number or 0)
    ref = page.question(key) if key in page.site.graph.questions else page.letter(letter)
    shown = note_view(page, note, anchor=f"n-{letter.id}-{note.id}")
    return NoteRow(shown, ref, note.number, *around(page.site, letter, note))


def _notes(site: SiteContext) -> Iterator[Page]:
    path = f"/{site.segments.notes}/"
    for cut in _cut(site, path, _newest_notes(site), lambda row: row[1].date):
        page = PageContext(site, cut.path)
        found = tuple(_note_row(page, letter, note) for letter, note in cut.shown)
        name = site.words("pages-notes-of", year=cut.year) if cut.year else site.words("pages-notes")
        yield Page(cut.path, NotesView(page.meta("notes", name), found, cut.archive), "")


def _articles(site: SiteContext) -> Page:
    path = f"/{site.segments.articles}/"
    page = PageContext(site, path)
    ordered = sorted(site.graph.content.articles, key=lambda a: (sort_key(a.outlet), rows.newest_article(a)))
    outlets = tuple(
        (outlet, tuple((rows.article_row(page, article), _linked(page, article)) for article in group))
        for outlet, group in groupby(ordered, key=lambda article: article.outlet)
    )
    return Page(path, ArticlesView(page.meta("articles", site.words("pages-articles")), outlets), "")


def _linked(page: PageContext, article: Article) -> tuple[Linked, ...]:
    """Return the answers and letters that an article links to."""
    graph = page.site.graph
    found: list[Linked] = []
    for link in article.links:
        target = graph.targets.get(("", link))
        if target and target.kind is TargetKind.QUESTION:
            found += (Linked(page.question(key), bool(graph.questions[key].title)) for key in target.questions)
        elif target and target.kind is TargetKind.LETTER:
            found.append(Linked(page.letter(graph.letters[target.id]), titled=False))
    return tuple(dict.fromkeys(found))


def _prose(site: SiteContext, found: ProsePage) -> Page:
    path = page_path(site.segments, found.slug)
    page = PageContext(site, path)
    meta = page.meta("prose", found.title, text=found.body)
    return Page(
        path,
        ProseView(meta, found.title, editors_html(page, found.body, footnotes=found.footnotes)),
        found.position.path,
    )


def _missing(site: SiteContext) -> Page:
    """Return the page that a host shows for any address it does not have; its links begin at the host's root.

    Opened from disk it is shown nowhere but in its own place, so there its links are relative like all others.
    """
    page = PageContext(site, "/404.html", root=None if site.offline else base_path(site.base_url))
    meta = page.meta("missing", site.words("pages-missing"), index=False)
    letters = tuple(page.letter(letter) for letter in site.newest[: site.config.home_letters])
    return Page("/404.html", MissingView(meta, letters, _search(page)), "")


def _search(page: PageContext) -> str:
    """Return where words to search for are sent; from a disk nothing can be searched."""
    site = page.site
    return page.to(f"/{site.segments.search}/") if site.searched and not site.offline else ""
