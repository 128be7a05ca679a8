"""Raised and lowered characters (footnote marks, ordinals) moved into the row of the word that they are set at."""

from __future__ import annotations

from generator.intake.readers.pdf.baselines import collide
from generator.intake.readers.pdf.glyphs import Glyph, common_size

_MARKS = frozenset("0123456789*†‡§()[]ivx,") | frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
"""What a footnote's mark is made of, where it stands before its text."""

_SHORT_MARK = 3
"""A mark of so few signs may be as large as the text it is raised in."""

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", "0123456789()")


def with_raised_marks(found: list[list[Glyph]]) -> list[list[Glyph]]:
    """Move raised and lowered characters into the line whose word they stand at."""
    kept: list[list[Glyph]] = [[] for _ in found]
    sizes = [common_size(g for g in row if not g.char.isspace()) for row in found]
    for at, row in enumerate(found):
        for cluster in _clusters(row):
            home = _home(cluster, at, found, sizes)
            if home is None:
                kept[at] += cluster
                continue
            raised = cluster[0].y > found[home][0].y
            kept[home] += [g._replace(raised=raised, char=g.char.translate(_SUPERSCRIPT)) for g in cluster]
    return [sorted(row, key=lambda g: g.x0) for row in kept if any(not g.char.isspace() for g in row)]


def _clusters(row: list[Glyph]) -> list[list[Glyph]]:
    """Cut a row where its letter size changes or a wide gap stands."""
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
    """Find the line that a small cluster off its baseline belongs to; None where it is a line of its own."""
    inked = [g for g in cluster if not g.char.isspace()]
    if not inked or len(inked) > 12:
        return None
    small = max(g.size for g in inked)
    for other in (at + 1, at + 2, at - 1, at - 2):
        most = 1.01 if len(inked) <= _SHORT_MARK and all(g.char in _MARKS for g in inked) else 0.93
        if not 0 <= other < len(found) or small > most * sizes[other]:
            continue
        size, rise = sizes[other], inked[0].y - found[other][0].y
        if not (0.12 * size <= rise <= 0.75 * size or -0.5 * size <= rise <= -0.05 * size):
            continue
        words = [g for g in found[other] if not g.char.isspace() and g.size >= small]
        follows = any(-0.4 * size <= inked[0].x0 - g.x1 <= 0.5 * size for g in words)
        leads = any(-0.2 * size <= g.x0 - inked[-1].x1 <= 2.5 * size for g in words)
        marks = rise > 0 and all(g.char in _MARKS for g in inked)
        if (follows or (leads and marks)) and not collide(found[other], inked):
            return other
    return None
