"""Cuts a list that grows into pages that a telephone can load: the newest on the first, and a page for each year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.core import urls
from generator.pages.views import YearCount
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext

_Entry = TypeVar("_Entry")

_LONG = 100
"""A list with more in it is cut in years, and shows only so many of the newest itself."""


@dataclass(frozen=True, slots=True)
class Part(Generic[_Entry]):
    """A page of a list: all of it, the newest of it, or what a year has."""

    path: str
    year: int | None
    """None for the first page."""
    shown: tuple[_Entry, ...]
    years: tuple[YearCount, ...]
    """What each year has, newest first; where the list is cut, with the addresses of the other pages."""
    total: int
    """How much there is in all, where this page has only the newest; else 0."""

    @property
    def archive(self) -> tuple[YearCount, ...]:
        """The pages of the years, newest first; none where the list is whole."""
        return self.years if self.year or self.total else ()


def cut(
    site: SiteContext,
    path: str,
    entries: Sequence[_Entry],
    day: Callable[[_Entry], dt.date | None],
    weight: Callable[[_Entry], int] = lambda _: 1,
) -> Iterator[Part[_Entry]]:
    """Yield the pages of a list, which is newest first. What has no date stays on the first.

    Args:
        site: what pages are made from.
        path: the site path of the first page; a year's page is below it.
        entries: what is in the list.
        day: the day of an entry, by which it is in a year.
        weight: what an entry counts for, where one is several.
    """
    years: dict[int, list[_Entry]] = {}
    undated: list[_Entry] = []
    for entry in entries:
        on = day(entry)
        (years.setdefault(on.year, []) if on else undated).append(entry)
    counts = {year: sum(map(weight, found)) for year, found in years.items()}
    total = sum(map(weight, entries))
    if total <= _LONG or not years:
        yield Part(path, None, tuple(entries), tuple(YearCount(*row) for row in counts.items()), 0)
        return

    def archive(at: str) -> tuple[YearCount, ...]:
        page = PageContext(site, at)
        pages = {year: urls.year(path, year) for year in years}
        return tuple(
            YearCount(year, count, "" if pages[year] == at else page.to(pages[year])) for year, count in counts.items()
        )

    newest = _newest((entry for found in years.values() for entry in found), weight)
    yield Part(path, None, (*newest, *undated), archive(path), total)
    for year, found in years.items():
        at = urls.year(path, year)
        yield Part(at, year, tuple(found), archive(at), 0)


def _newest(entries: Iterable[_Entry], weight: Callable[[_Entry], int]) -> Iterator[_Entry]:
    """Yield the first entries, until they count for a long list."""
    room = _LONG
    for entry in entries:
        if room <= 0:
            return
        yield entry
        room -= weight(entry)
