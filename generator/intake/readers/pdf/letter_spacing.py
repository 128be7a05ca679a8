"""Words set with space between their letters: which white space in a line is only that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from generator.intake.readers.pdf.glyphs import Glyph

_APART = 0.1
"""White space between all letters of a word, of at least this many times the letter size, spaces it out."""
_WIDEST = 0.8
"""Letters further apart than this many times the letter size are no word."""
_FEWEST = 5
"""Letters that a word has at least for its spacing to be told."""


def tracked(row: Sequence[Glyph]) -> dict[int, float]:
    """Return the white space that is only spacing: before which characters of a row, and how much, in points."""
    found: dict[int, float] = {}
    for stretch in _stretches(row):
        gaps = [row[right].x0 - row[left].x1 for left, right in pairwise(stretch)]
        usual = median(gaps)
        narrow = [gap for gap in gaps if gap <= usual + _APART * row[stretch[0]].size]
        if 2 * len(narrow) > len(gaps):
            found |= dict.fromkeys(stretch[1:], median(narrow))
    return found


def _stretches(row: Sequence[Glyph]) -> Iterator[list[int]]:
    """Yield the characters of spaced words, with no space of the file's own between them, as indexes into the row."""
    stretch: list[int] = []
    for at, glyph in enumerate(row):
        if glyph.char.isspace() and glyph.x1 <= glyph.x0:
            continue
        last = row[stretch[-1]] if stretch else None
        gap = glyph.x0 - last.x1 if last is not None else 0.0
        if glyph.char.isspace() or (last is not None and not _APART <= gap / glyph.size <= _WIDEST):
            yield from _told(row, stretch)
            stretch = []
        if not glyph.char.isspace():
            stretch.append(at)
    yield from _told(row, stretch)


def _told(row: Sequence[Glyph], stretch: list[int]) -> Iterator[list[int]]:
    letters = sum(row[at].char.isalpha() for at in stretch)
    if letters >= _FEWEST and 2 * letters > len(stretch):
        yield stretch
