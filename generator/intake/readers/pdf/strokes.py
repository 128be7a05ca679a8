"""Characters that a ruled line strikes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.intake.readers.pdf.glyphs import Glyph
from generator.intake.readers.pdf.ruled_lines import RuledLine

_THROUGH = (0.15, 0.45)
"""The heights above the baseline, in letter sizes, between which a line strikes a character through."""
_THICK = 0.15
"""A line thicker than this many times the letter size is a bar."""
_EDGE = 3.0
"""Points by which a stroke may begin before its first character, or end behind its last."""


def with_strokes(glyphs: Sequence[Glyph], ruled_lines: Sequence[RuledLine]) -> list[Glyph]:
    """Return the characters of a page, with those marked that are struck through."""
    levels: dict[int, list[int]] = {}
    for at, glyph in enumerate(glyphs):
        levels.setdefault(int(glyph.y), []).append(at)
    struck: set[int] = set()
    for line in ruled_lines:
        if line.across:
            struck.update(_struck(glyphs, levels, line))
    return [glyph._replace(struck=True) if at in struck else glyph for at, glyph in enumerate(glyphs)]


def _struck(glyphs: Sequence[Glyph], levels: dict[int, list[int]], line: RuledLine) -> Iterator[int]:
    """Yield the characters that a line strikes through: it begins and ends with them, as a border does not."""
    height = (line.y0 + line.y1) / 2
    found = [
        at
        for level in range(int(height) - 20, int(height) + 1)
        for at in levels.get(level, ())
        if _is_through(glyphs[at], height, line)
    ]
    inked = [glyphs[at] for at in found if not glyphs[at].char.isspace()]
    if inked and min(g.x0 for g in inked) - line.x0 <= _EDGE and line.x1 - max(g.x1 for g in inked) <= _EDGE:
        yield from found


def _is_through(glyph: Glyph, height: float, line: RuledLine) -> bool:
    low, high = (share * glyph.size for share in _THROUGH)
    inside = line.x0 - 0.5 <= (glyph.x0 + glyph.x1) / 2 <= line.x1 + 0.5
    return inside and low <= height - glyph.y <= high and line.y1 - line.y0 <= max(_THICK * glyph.size, 0.5)
