"""Characters grouped by baseline, a row for each line of print; texts printed over each other are rows of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from generator.intake.readers.pdf.glyphs import Glyph

_NEAR = 0.12
"""Baselines that differ by less than this many times the letter size are one."""
_LEAST = 0.6
"""Points by which baselines of one line may differ in any size."""
_SMALL = 0.85
"""A character smaller than this many times the one beside it may be raised or lowered by less than `_LEAST`."""
_LEVEL = 0.2
"""Points by which it is then still on the line."""

_REACH = 0.3
"""A letter reaches at most this many times its size to the left."""


def rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Group characters by baseline, from the top of the page down, each row from left to right.

    `glyphs` are in the order in which the page draws them. Two texts that are drawn over each other on one baseline
    (boxes that overlap) are two rows.
    """
    found: list[tuple[float, list[Glyph]]] = []
    for piece in sorted(_strokes(glyphs), key=lambda p: -p[0].y):
        near = max(_NEAR * piece[0].size, _LEAST)
        home = next(
            (
                row
                for y, row in reversed(found[-4:])
                if abs(y - piece[0].y) <= near and (_same(row, piece) or not collide(row, piece))
            ),
            None,
        )
        if home is None:
            found.append((piece[0].y, list(piece)))
        else:
            home += piece
    return [_printed_twice(left_to_right(row)) for _, row in found]


def left_to_right(row: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters of a row from left to right.

    A letter that reaches to the left of where it begins (`j`, `f` in some faces) stays behind the space drawn before it.
    """
    spaces = {glyph.order + 1: glyph.x0 for glyph in row if glyph.char.isspace()}

    def begins(glyph: Glyph) -> float:
        space = spaces.get(glyph.order, glyph.x0)
        return space if 0 < space - glyph.x0 < _REACH * glyph.size else glyph.x0

    return sorted(row, key=lambda glyph: (begins(glyph), glyph.order))


def _strokes(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Split the characters, as drawn, where another baseline begins, or the next one is far ahead or behind."""
    found: list[list[Glyph]] = []
    for glyph in glyphs:
        last = found[-1][-1] if found else None
        if (
            last is not None
            and abs(last.y - glyph.y) <= _near(last, glyph)
            and -0.5 * glyph.size <= glyph.x0 - last.x0
            and glyph.x0 - last.x1 <= 2 * glyph.size
        ):
            found[-1].append(glyph)
        elif not glyph.char.isspace() or (last is not None and glyph.y == last.y):
            found.append([glyph])
    return found


def _near(last: Glyph, glyph: Glyph) -> float:
    """Return by how much the baselines of two characters of one line may differ; a small one beside a large is apart."""
    if min(last.size, glyph.size) < _SMALL * max(last.size, glyph.size):
        return _LEVEL
    return max(_NEAR * min(last.size, glyph.size), _LEAST)


def collide(row: Sequence[Glyph], piece: Sequence[Glyph]) -> bool:
    """Whether two texts on one baseline are drawn over each other; an accent drawn over its letter does not count."""
    inked = [g for g in row if not g.char.isspace()]
    others = [g for g in piece if not g.char.isspace() and unicodedata.category(g.char) not in {"Mn", "Sk", "Lm"}]
    if not inked or not others:
        return False
    low, high = min(g.x0 for g in others), max(g.x1 for g in others)
    near = [g for g in inked if g.x1 > low and g.x0 < high]
    return any(_over(g, other) for g in near for other in others)


def _same(row: Sequence[Glyph], piece: Sequence[Glyph]) -> bool:
    """Whether a text is drawn a second time in the same place."""
    start = next((g for g in row if abs(g.x0 - piece[0].x0) < 0.12 * g.size), None)
    if start is None:
        return False
    at = row.index(start)
    return [g.char for g in row[at : at + len(piece)]] == [g.char for g in piece]


def _over(one: Glyph, other: Glyph) -> bool:
    """Whether the middle of a character is inside another."""
    width = one.x1 - one.x0
    return one.x0 + 0.15 * width < (other.x0 + other.x1) / 2 < one.x1 - 0.15 * width


def _printed_twice(row: list[Glyph]) -> list[Glyph]:
    """Return a row without the second of two equal characters in one place, which some programs print for bold."""
    kept: list[Glyph] = []
    for glyph in row:
        # the two letters of a ligature (ﬀ) are in one place too, but are drawn one right after the other
        twin = any(
            o.char == glyph.char and abs(o.x0 - glyph.x0) < 0.12 * glyph.size and abs(o.order - glyph.order) > 2
            for o in kept[-3:]
        )
        if glyph.char.isspace() or not twin:
            kept.append(glyph)
    return kept
