"""Text in two columns: where the columns are separated, and their characters in reading order.

A table has white space between its columns too, but its cells do not fill them. The second column is moved to the left
edge, so that the rest of the reader takes it for narrow text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from generator.intake.readers.pdf.baselines import rows
from generator.intake.readers.pdf.glyphs import Glyph

_WHITE = 7.0
"""Points of white space between columns, at least."""
_MIDDLE = (0.3, 0.7)
"""The shares of the text's width between which the second column begins."""
_FEWEST = 8
"""Rows that each column has, at least: fewer could be anything."""
_WORDS = 3.5
"""Words that a row of a column has on average, at least."""
_FULL = 0.75
"""The share of its column that the usual row fills, at least."""
_APART = 3.2
"""Rows further apart than this many times the letter size are not of one text, but of a head or a foot."""


@dataclass(frozen=True, slots=True)
class ColumnText:
    """Characters that are read as one text, line after line: a page, a column, or what is between columns."""

    glyphs: tuple[Glyph, ...]
    column: int = 0
    """1 or 2 for a column; 0 for text as wide as the page."""
    left: float = 0.0
    """For the second column, where it begins; else 0."""
    edge: float = 0.0
    """For the first column, where it ends at the latest."""
    top: float = 0.0
    bottom: float = 0.0

    def holds(self, x: float, y: float) -> bool:
        """Whether a place on the page is in this column."""
        return bool(self.column) and self.bottom <= y <= self.top and (x >= self.left if self.left else x < self.edge)


@dataclass(frozen=True, slots=True)
class _GlyphRow:
    """Characters on one baseline, and where each of their words begins and ends."""

    glyphs: tuple[Glyph, ...]
    y: float
    words: tuple[tuple[float, float], ...]

    def beside(self, x: float) -> tuple[Sequence[tuple[float, float]], Sequence[tuple[float, float]]]:
        """Return the words before a place, and those after it."""
        return [word for word in self.words if word[1] <= x], [word for word in self.words if word[0] >= x]

    def sides(self, x: float) -> tuple[bool, bool]:
        """Whether there are words before a place, and after it."""
        before, after = self.beside(x)
        return bool(before), bool(after)

    def crosses(self, x: float) -> bool:
        """Whether text crosses a place: a word, or the narrow space between two words."""
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
        result.append([ColumnText(tuple(glyphs))] if gutter is None else _column_texts(of_page, gutter))
    return result


def _column_texts(found: Sequence[_GlyphRow], gutter: float) -> list[ColumnText]:
    """Return a page's characters in reading order: where rows are in columns, the first column before the second."""
    result: list[ColumnText] = []
    in_columns = zip(found, _in_columns(found, gutter), strict=True)
    for in_column, group in groupby(in_columns, key=lambda pair: pair[1]):
        band = [row for row, _ in group]
        inside = [glyph for row in band for glyph in row.glyphs]
        top, bottom = band[0].y, band[-1].y
        if not in_column:
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


def _in_columns(found: Sequence[_GlyphRow], gutter: float) -> list[bool]:
    """Return for each row whether it is in columns.

    It is if it has words on both sides of the gutter, or is close to such rows and does not cross the gutter.
    """
    near = _APART * median(g.size for row in found for g in row.glyphs)
    clear = [not row.crosses(gutter) for row in found]
    sides = [row.sides(gutter) for row in found]
    close = [abs(above.y - below.y) <= near for above, below in pairwise(found)]
    inside = [free and all(both) for free, both in zip(clear, sides, strict=True)]
    for at in range(1, len(found)):  # columns whose lines are not level: first a row on one side, then on the other
        if sides[at] == sides[at - 1][::-1] and close[at - 1] and clear[at] and clear[at - 1]:
            inside[at - 1] = inside[at] = True
    return _spread(_spread(inside, clear, close)[::-1], clear[::-1], close[::-1])[::-1]


def _spread(inside: Sequence[bool], clear: Sequence[bool], close: Sequence[bool]) -> list[bool]:
    """Return for each row whether it is in columns, also by being clear and close to the row before it in columns.

    `close` says of each row but the last whether it is close to the next.
    """
    result = list(inside)
    for at, near in enumerate(close, 1):
        result[at] = result[at] or (result[at - 1] and near and clear[at])
    return result


def _row(glyphs: Sequence[Glyph]) -> _GlyphRow | None:
    """Return the row that some characters form; None if all of them are white space."""
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
    """Return where the two columns of a page are separated; None if it has no columns."""
    if len(found) < _FEWEST:
        return None
    left, right = min(row.words[0][0] for row in found), max(row.words[-1][1] for row in found)
    start = _second_column(found, left, right)
    if start is None:
        return None
    gutter = start - 2.0
    clear = [row for row in found if not row.crosses(gutter)]
    columns = [[(row, part) for row in clear if (part := row.beside(gutter)[side])] for side in (0, 1)]
    fewest = min(map(len, columns))
    if fewest < _FEWEST or len(found) - len(clear) > fewest:
        return None
    filled = _fills(columns[0], left, gutter) and _fills(columns[1], start, right)
    return gutter if filled and _are_level(columns) else None


def _second_column(found: Sequence[_GlyphRow], left: float, right: float) -> float | None:
    """Return where a second column would begin: where the most words do that have white space before them."""
    low, high = (left + share * (right - left) for share in _MIDDLE)
    starts = [
        word[0]
        for row in found
        for before, word in zip((None, *row.words), row.words, strict=False)
        if low <= word[0] <= high and (before is None or word[0] - before[1] >= _WHITE)
    ]
    return max(sorted(set(starts)), key=lambda x: sum(abs(x - start) <= 1.5 for start in starts), default=None)


def _fits(found: Sequence[_GlyphRow], gutter: float) -> bool:
    """Whether a page has its columns where another page has them."""
    clear = [row for row in found if not row.crosses(gutter)]
    on_left, on_right = (any(row.sides(gutter)[side] for row in clear) for side in (0, 1))
    return 2 * len(clear) > len(found) and on_left and on_right


_Side = list[tuple[_GlyphRow, Sequence[tuple[float, float]]]]


def _fills(side: _Side, start: float, end: float) -> bool:
    """Whether the words of a column fill it, as those of a text do and those of a table's cells do not.

    A row of one word, such as the number of a question, says nothing of that.
    """
    words = sum(len(part) for _, part in side) / len(side)
    widths = [(part[-1][1] - start) / (end - start) for _, part in side if len(part) > 1]
    return words >= _WORDS and len(widths) >= _FEWEST and median(widths) >= _FULL


def _are_level(columns: Sequence[_Side]) -> bool:
    """Whether two columns are beside each other for most of the shorter one."""
    (top, low), (other_top, other_low) = ((side[0][0].y, side[-1][0].y) for side in columns)
    shared = min(top, other_top) - max(low, other_low)
    return shared >= 0.6 * min(top - low, other_top - other_low) > 0
