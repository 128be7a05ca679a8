"""The letterhead column beside the text: what is beyond the widest empty strip from top to bottom of a page.

No fixed place on the paper is assumed. A strip counts only if what is beyond it is narrow, and either smaller than the
text or on lines of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from generator.intake.readers.pdf.baselines import rows
from generator.intake.readers.pdf.glyphs import Glyph, GlyphPage

_NARROW = 0.36
"""The share of the page's width that a letterhead column has, at most."""
_STRIP = 5.0
"""Points of white space between a letterhead column and the text, at least."""
_RECURS = 3
"""Lines that begin at the edge of a column below a logo that reaches over it, at least."""

_LOGO_LINES = 4
"""Lines of a logo, at most."""
_SET_IN = 0.15
"""The share of the page's width by which a logo is set in from the left of the text, at least."""


@dataclass(frozen=True, slots=True)
class _Word:
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class LetterheadColumn:
    """Where a letterhead column is on a page: what begins at or beyond `edge` (or ends before it) is in it."""

    edge: float
    right: bool = True
    """Whether it is to the right of the text."""

    def holds(self, x0: float, x1: float) -> bool:
        """Whether a word from `x0` to `x1` is in the column."""
        return x0 >= self.edge if self.right else x1 <= self.edge


def split(pages: Sequence[GlyphPage]) -> list[tuple[list[Glyph], list[Glyph]]]:
    """Return the characters of each page's text, and those of its letterhead column."""
    words = [_words(page) for page in pages]
    own = [_column(found, page.width) for found, page in zip(words, pages, strict=True)]
    own = [
        column if column and (at == 0 or _agrees(column, own, at) or _recurs(column, words[0])) else None
        for at, column in enumerate(own)
    ]
    seen = [column for column in own if column is not None]
    result = []
    for page, found, column in zip(pages, words, own, strict=True):
        chosen = column or next((other for other in seen if _fits(other, found)), None)
        is_first = page is pages[0]
        chosen = chosen or (_beneath_logo(found, seen, page.width) if is_first else None)
        beginning = _below_logo(chosen, found) if chosen and is_first else []
        below = max((word.y + word.size for word in beginning), default=float("inf"))
        result.append(_part(page, chosen, below))
    return result


def _agrees(column: LetterheadColumn, own: Sequence[LetterheadColumn | None], at: int) -> bool:
    """Whether another page has its column in the same place: a letterhead recurs, a table or an index does not."""
    others = [other for number, other in enumerate(own) if number != at and other is not None]
    return any(other.right == column.right and abs(other.edge - column.edge) <= 4 for other in others)


def _recurs(column: LetterheadColumn, first: Sequence[_Word]) -> bool:
    """Whether a column is on the first page too, where a ministry's name below its logo may reach over the strip."""
    return len(_below_logo(column, first)) >= _RECURS


def _beneath_logo(words: list[_Word], seen: Sequence[LetterheadColumn], width: float) -> LetterheadColumn | None:
    """Return the column below a logo that reaches over its strip: that of other pages, else one below the first lines.

    A letter of one page has no other pages.
    """
    heights = sorted({round(word.y) for word in words}, reverse=True)[:_LOGO_LINES]
    below = ([word for word in words if round(word.y) < height] for height in heights)
    own = (column for rest in below if (column := _column(rest, width)) and column.right)
    return next((column for column in (*seen, *own) if _recurs(column, words)), None)


def _below_logo(column: LetterheadColumn, words: Sequence[_Word]) -> list[_Word]:
    """Return the words that begin at a column's edge; none if a word reaches over the edge that is not above them all."""
    if not column.right:
        return []
    beginning = [word for word in words if abs(word.x0 - 1.0 - column.edge) <= 1.0]
    crossing = [word for word in words if word.x0 < column.edge - 1 and word.x1 > column.edge + 1]
    top = max((word.y for word in beginning), default=0.0)
    return beginning if all(word.y > top + word.size for word in crossing) else []


def _words(page: GlyphPage) -> list[_Word]:
    found: list[_Word] = []
    for row in rows(page.glyphs):
        current: list[Glyph] = []
        for glyph in row:
            if glyph.char.isspace() or (current and glyph.x0 - current[-1].x1 > 0.3 * glyph.size):
                found += _word(current)
                current = []
            if not glyph.char.isspace():
                current.append(glyph)
        found += _word(current)
    return found


def _word(glyphs: list[Glyph]) -> list[_Word]:
    if not glyphs:
        return []
    return [_Word(glyphs[0].x0, max(g.x1 for g in glyphs), glyphs[0].y, glyphs[0].size)]


def _column(words: list[_Word], width: float) -> LetterheadColumn | None:
    """Return a page's letterhead column; None if it has none."""
    reach, strips = float("-inf"), []
    for word in sorted(words, key=lambda w: w.x0):
        if reach > float("-inf") and word.x0 - reach >= _STRIP:
            strips.append((word.x0 - reach, reach, word.x0))
        reach = max(reach, word.x1)
    for _, left, right in sorted(strips, reverse=True):
        for column in (LetterheadColumn(right - 1.0), LetterheadColumn(left + 1.0, right=False)):
            if _is_letterhead(words, column, width):
                return column
    return None


def _is_letterhead(words: list[_Word], column: LetterheadColumn, width: float) -> bool:
    """Whether what is in a column is a letterhead: narrow, and smaller than the text or on lines of its own."""
    inside = [word for word in words if column.holds(word.x0, word.x1)]
    outside = [word for word in words if not column.holds(word.x0, word.x1)]
    if not inside or not outside:
        return False
    if _width(inside) > _NARROW * width or _width(outside) < 1.6 * _width(inside):
        return False
    heights = {round(word.y) for word in inside}
    level = _share_level(heights, outside)
    smaller = median(w.size for w in inside) < 0.9 * median(w.size for w in outside)
    return len(heights) > 1 and (level < 0.6 or (smaller and level < 0.9))


def _share_level(heights: Collection[int], words: Sequence[_Word]) -> float:
    """Return which share of some heights on the page is that of a word."""
    return sum(any(abs(word.y - y) <= 1.5 for word in words) for y in heights) / len(heights)


def _width(words: list[_Word]) -> float:
    return max(w.x1 for w in words) - min(w.x0 for w in words)


def _fits(column: LetterheadColumn, words: list[_Word]) -> bool:
    """Whether a page has the column of another page: words begin right at its edge, and none crosses it."""
    inside = [word for word in words if column.holds(word.x0, word.x1)]
    near = [w for w in inside if abs((w.x0 if column.right else w.x1) - column.edge) <= 2.5]
    crossing = [w for w in words if w.x0 < column.edge - 1 and w.x1 > column.edge + 1]
    return bool(near) and not crossing


def _part(
    page: GlyphPage, column: LetterheadColumn | None, below: float = float("inf")
) -> tuple[list[Glyph], list[Glyph]]:
    """Return the characters of a page's text, and those of its column, all of them below a height."""
    if column is None:
        return list(page.glyphs), []
    logo = _logo(page, below)
    text: list[Glyph] = []
    side: list[Glyph] = []
    for glyph in page.glyphs:
        middle = (glyph.x0 + glyph.x1) / 2
        held = round(glyph.y) in logo if glyph.y > below else column.holds(middle, middle)
        (side if held else text).append(glyph)
    return text, side


def _logo(page: GlyphPage, below: float) -> Collection[int]:
    """Return the baselines above a column that are of a logo: set in far from where the text begins."""
    inked = [glyph for glyph in page.glyphs if not glyph.char.isspace()]
    left = min((glyph.x0 for glyph in inked), default=0.0)
    begins: dict[int, float] = {}
    for glyph in inked:
        if glyph.y > below:
            begins[round(glyph.y)] = min(glyph.x0, begins.get(round(glyph.y), glyph.x0))
    return {y for y, x0 in begins.items() if x0 - left > _SET_IN * page.width}
