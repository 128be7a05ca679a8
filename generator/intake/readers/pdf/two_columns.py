"""Text in two columns: the white between them, and what is read first.

Tables have white between columns too, but their cells do not fill them. The second column is moved to the left edge, so
that to the rest of the reader it looks like narrow text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from generator.intake.readers.pdf.baselines import rows
from generator.intake.readers.pdf.glyphs import Glyph

_WHITE = 7.0
"""Points of white between columns, at least."""
_MIDDLE = (0.3, 0.7)
"""Between which shares of the text's width two columns part."""
_FEWEST = 8
"""Rows with text on both sides, at least: fewer could be anything."""
_WORDS = 3.5
"""Words that a row has in a column on average, at least."""
_FULL = 0.75
"""The share of its column that the usual row fills, at least."""
_APART = 3.2
"""Rows further apart than so many times the letter size are not of one text: a head or a foot."""


@dataclass(frozen=True, slots=True)
class ColumnText:
    """Characters that are read one line after the other: all of a page, or a column of it."""

    glyphs: tuple[Glyph, ...]
    column: int = 0
    """1 and 2 for columns; 0 for text over the whole width."""
    left: float = 0.0
    """Where the second column begins; 0 for others."""
    edge: float = 0.0
    """Where the first column ends at the latest."""
    top: float = 0.0
    bottom: float = 0.0

    def holds(self, x: float, y: float) -> bool:
        """Whether a place on the page is in this column."""
        return bool(self.column) and self.bottom <= y <= self.top and (x >= self.left if self.left else x < self.edge)


@dataclass(frozen=True, slots=True)
class _GlyphRow:
    """Characters on one baseline: its words, as where each begins and ends, and the white between them that is wide."""

    glyphs: tuple[Glyph, ...]
    y: float
    words: tuple[tuple[float, float], ...]

    def beside(self, x: float) -> tuple[Sequence[tuple[float, float]], Sequence[tuple[float, float]]]:
        """Return the words on both sides of a place."""
        return [word for word in self.words if word[1] <= x], [word for word in self.words if word[0] >= x]

    def crosses(self, x: float) -> bool:
        """Whether text runs over a place: a word, or the white between two that no column parts."""
        left, right = self.beside(x)
        if len(left) + len(right) < len(self.words):
            return True
        return bool(left and right) and right[0][0] - left[-1][1] < _WHITE


def split(pages: Sequence[Sequence[Glyph]]) -> list[list[ColumnText]]:
    """Return the characters of each page in the order in which its columns are read.

    A page with little text has its columns where another page has them.
    """
    found = [[row for glyph_row in rows(glyphs) if (row := _row(glyph_row)) is not None] for glyphs in pages]
    gutters = [_gutter(of_page) for of_page in found]
    known = next((gutter for gutter in gutters if gutter is not None), None)
    result = []
    for glyphs, of_page, own in zip(pages, found, gutters, strict=True):
        gutter = own if own is not None or known is None or not _fits(of_page, known) else known
        result.append([ColumnText(tuple(glyphs))] if gutter is None else _stretches(of_page, gutter))
    return result


def _stretches(found: Sequence[_GlyphRow], gutter: float) -> list[ColumnText]:
    result: list[ColumnText] = []
    for parted, group in groupby(_banded(found, gutter), key=lambda pair: pair[1]):
        band = [row for row, _ in group]
        inside = [glyph for row in band for glyph in row.glyphs]
        top, bottom = band[0].y, band[-1].y
        if not parted:
            result.append(ColumnText(tuple(inside)))
            continue
        left = [g for g in inside if (g.x0 + g.x1) / 2 < gutter]
        right = [g for g in inside if (g.x0 + g.x1) / 2 >= gutter]
        edge = min((g.x0 for g in left if not g.char.isspace()), default=0.0)
        shift = min((g.x0 for g in right if not g.char.isspace()), default=edge) - edge
        result.append(ColumnText(tuple(left), 1, 0.0, gutter, top, bottom))
        moved = tuple(g._replace(x0=g.x0 - shift, x1=g.x1 - shift) for g in right)
        result.append(ColumnText(moved, 2, gutter, 0.0, top, bottom))
    return result


def _row(glyphs: Sequence[Glyph]) -> _GlyphRow | None:
    inked = [g for g in glyphs if not g.char.isspace()]
    if not inked:
        return None
    words = [(inked[0].x0, inked[0].x1)]
    for glyph in inked[1:]:
        start, reach = words[-1]
        if glyph.x0 - reach > 0.17 * glyph.size:
            words.append((glyph.x0, glyph.x1))
        else:
            words[-1] = (start, max(reach, glyph.x1))
    return _GlyphRow(tuple(glyphs), inked[0].y, tuple(words))


def _gutter(found: Sequence[_GlyphRow]) -> float | None:
    """Find where two columns part, if the page has them: where the most rows of a second column begin."""
    if len(found) < _FEWEST:
        return None
    left, right = min(row.words[0][0] for row in found), max(row.words[-1][1] for row in found)
    low, high = (left + share * (right - left) for share in _MIDDLE)
    starts = [
        word[0]
        for row in found
        for before, word in zip((None, *row.words), row.words, strict=False)
        if low <= word[0] <= high and (before is None or word[0] - before[1] >= _WHITE)
    ]
    best = max(sorted(set(starts)), key=lambda x: sum(abs(x - start) <= 1.5 for start in starts), default=None)
    if best is None:
        return None
    gutter = best - 2.0
    parted = [(row, row.beside(gutter)) for row in found if not row.crosses(gutter)]
    columns = [[(row, part[side]) for row, part in parted if part[side]] for side in (0, 1)]
    if min(map(len, columns)) < _FEWEST or sum(row.crosses(gutter) for row in found) > min(map(len, columns)):
        return None
    filled = _fills(columns[0], left, gutter) and _fills(columns[1], best, right)
    return gutter if filled and _level(columns) else None


def _fits(found: Sequence[_GlyphRow], gutter: float) -> bool:
    """Whether columns of another page stand here too."""
    clear = [row for row in found if not row.crosses(gutter)]
    return (
        2 * len(clear) > len(found)
        and any(row.beside(gutter)[0] for row in clear)
        and any(row.beside(gutter)[1] for row in clear)
    )


_Side = list[tuple[_GlyphRow, Sequence[tuple[float, float]]]]


def _fills(side: _Side, start: float, end: float) -> bool:
    """Whether the words of a column fill it, as text does and the cells of a table do not."""
    words = sum(len(part) for _, part in side) / len(side)
    return words >= _WORDS and median((part[-1][1] - start) / (end - start) for _, part in side) >= _FULL


def _level(columns: Sequence[_Side]) -> bool:
    """Whether two columns stand beside each other for the most part of the shorter one."""
    (top, low), (other_top, other_low) = ((side[0][0].y, side[-1][0].y) for side in columns)
    shared = min(top, other_top) - max(low, other_low)
    return shared >= 0.6 * min(top - low, other_top - other_low) > 0


def _banded(found: Sequence[_GlyphRow], gutter: float) -> list[tuple[_GlyphRow, bool]]:
    """Say of each row whether it stands in columns: on both sides, or next to such rows with nothing across the white."""
    near = _APART * median(g.size for row in found for g in row.glyphs)
    inside = [not row.crosses(gutter) and all(row.beside(gutter)) for row in found]
    on_sides = [[bool(part) for part in row.beside(gutter)] for row in found]
    for at in range(1, len(found)):  # columns whose lines do not stand level
        beside = on_sides[at] == on_sides[at - 1][::-1] and abs(found[at - 1].y - found[at].y) <= near
        if beside and not (found[at].crosses(gutter) or found[at - 1].crosses(gutter)):
            inside[at - 1] = inside[at] = True
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for at in order:
            other = at - 1 if order.step > 0 else at + 1
            close = abs(found[other].y - found[at].y) <= near
            inside[at] = inside[at] or (inside[other] and close and not found[at].crosses(gutter))
    return list(zip(found, inside, strict=True))
