"""Raised and lowered characters (footnote marks, ordinals), moved into the row of the word that they are beside."""

from __future__ import annotations

from itertools import groupby
from statistics import median

from generator.intake.readers.pdf.baselines import collide, left_to_right
from generator.intake.readers.pdf.glyphs import Glyph, common_size

_MARKS = frozenset("0123456789*†‡§()[]ivx,") | frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
"""The characters of a footnote's mark before its text."""

_SHORT_MARK = 3
"""A mark of at most this many characters may be as large as the text that it is raised in."""

_SMALL = 0.85
"""A character smaller than this many times the usual size of its row may be raised or lowered."""
_OFF = 0.04
"""By how much of the letter size it is then off the baseline, at least."""
_LONGEST = 12
"""Characters of a cluster, at most."""
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", "0123456789()")


def with_raised_marks(found: list[list[Glyph]]) -> list[list[Glyph]]:
    """Return rows with raised and lowered characters in the row of the word that they are beside."""
    found = [_marked(row) for row in found]
    kept: list[list[Glyph]] = [[] for _ in found]
    sizes = [common_size(g for g in row if not g.char.isspace()) for row in found]
    for at, row in enumerate(found):
        for cluster in _clusters(row):
            home = _home(cluster, at, found, sizes)
            if home is None:
                kept[at] += cluster
                continue
            raised = cluster[0].y > found[home][0].y
            kept[home] += [
                g._replace(raised=raised, lowered=not raised, char=g.char.translate(_SUPERSCRIPT)) for g in cluster
            ]
    return [_unstacked(left_to_right(row)) for row in kept if any(not g.char.isspace() for g in row)]


def _unstacked(row: list[Glyph]) -> list[Glyph]:
    """Return a row with what is lowered before what is raised right above it (SO₄²⁻)."""
    found: list[Glyph] = []
    for off, group in groupby(row, key=lambda g: g.raised or g.lowered):
        stack = list(group)
        low, high = ([g for g in stack if g.lowered], [g for g in stack if g.raised])
        above = low and high and high[0].x0 < low[-1].x1 - _OFF * low[-1].size and low[0].x0 < high[-1].x1
        found += [*low, *high] if off and above else stack
    return found


def _marked(row: list[Glyph]) -> list[Glyph]:
    """Mark small characters of a row that are off its baseline by less than tells rows apart."""
    inked = [g for g in row if not g.char.isspace()]
    size = common_size(inked)
    plain = [g.y for g in inked if abs(g.size - size) <= 0.05 * size]
    if not plain or len(plain) == len(inked):
        return row
    base = median(plain)
    return [
        g._replace(raised=g.y > base, lowered=g.y < base)
        if g.size < _SMALL * size and abs(g.y - base) >= _OFF * size and not g.char.isspace()
        else g
        for g in row
    ]


def _clusters(row: list[Glyph]) -> list[list[Glyph]]:
    """Split a row where its letter size changes, and at wide white space."""
    found: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in row:
        if glyph.char.isspace() and found:
            found[-1].append(glyph)
            continue
        apart = last is None or glyph.x0 - last.x1 > 0.6 * glyph.size or abs(glyph.size - last.size) > 0.05 * glyph.size
        if apart:
            found.append([])
        found[-1].append(glyph)
        last = glyph
    return found


def _home(cluster: list[Glyph], at: int, found: list[list[Glyph]], sizes: list[float]) -> int | None:
    """Return the row that a cluster of row `at` belongs to; None if it stays in its own."""
    inked = [g for g in cluster if not g.char.isspace()]
    if not inked or len(inked) > _LONGEST:
        return None
    near = (other for other in (at + 1, at + 2, at - 1, at - 2) if 0 <= other < len(found))
    return next((other for other in near if _belongs(inked, found[other], sizes[other])), None)


def _belongs(cluster: list[Glyph], row: list[Glyph], size: float) -> bool:
    """Whether a small cluster is raised or lowered beside a word of a row, whose usual letter size is given."""
    is_mark = all(g.char in _MARKS for g in cluster)
    largest = max(g.size for g in cluster)
    if largest > (1.01 if is_mark and len(cluster) <= _SHORT_MARK else 0.93) * size:
        return False
    rise = cluster[0].y - row[0].y
    if not (0.12 * size <= rise <= 0.75 * size or -0.5 * size <= rise <= -0.05 * size):
        return False
    words = [g for g in row if not g.char.isspace() and g.size >= largest]
    beside = _follows(cluster, words, size) or (is_mark and rise > 0 and _precedes(cluster, words, size))
    return beside and not collide(row, cluster)


def _follows(cluster: list[Glyph], words: list[Glyph], size: float) -> bool:
    return any(-0.4 * size <= cluster[0].x0 - g.x1 <= 0.5 * size for g in words)


def _precedes(cluster: list[Glyph], words: list[Glyph], size: float) -> bool:
    return any(-0.2 * size <= g.x0 - cluster[-1].x1 <= 2.5 * size for g in words)
