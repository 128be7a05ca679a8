"""What is usual in a PDF's text: its letter size and the distance of its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from generator.intake.readers.pdf.lines import GlyphLine


@dataclass(frozen=True, slots=True)
class TextMeasure:
    """The usual letter size of a text, and the usual distance of its lines (`pitch`); in points."""

    size: float
    pitch: float


def measure(pages: Sequence[Sequence[GlyphLine]]) -> TextMeasure:
    """Return what is usual in a document, from the lines of its pages."""
    size = _text_size(pages)
    steps = [
        above.y - below.y
        for page in pages
        for above, below in pairwise(page)
        if abs(above.size - size) < 0.6 and abs(below.size - size) < 0.6 and 0 < above.y - below.y < 2.2 * size
    ]
    if not steps:
        return TextMeasure(size, 1.25 * size)
    usual = Counter(round(step * 2) / 2 for step in steps)
    often = max(usual.values())
    most = min(step for step, count in usual.items() if count == often)
    # where most paragraphs are one line, the distance of paragraphs is the most common one
    close = [step for step, count in usual.items() if size <= step < 0.75 * most and count >= _SHARE * often]
    return TextMeasure(size, min(close, default=most))


_SHARE = 0.2
"""How often lines must be closer than the most common distance, as a share of it, to be those of one paragraph."""
_HEAD = 3
"""Lines that the large print above a text has, at most."""


def _text_size(pages: Sequence[Sequence[GlyphLine]]) -> float:
    """Return the letter size of the text: the largest common one, since there may be more footnotes than text.

    What is printed large only above all other text, as the head of a short publication, is not its size.
    """
    lines = [Counter(round(glyph.size, 1) for glyph in line.plain) for page in pages for line in page]
    counts = sum(lines, Counter[float]())
    if not counts:
        return 0.0
    most = max(counts, key=lambda size: counts[size])
    first = next(at for at, line in enumerate(lines) if most in line)
    common = [size for size, count in counts.items() if count >= 0.3 * counts[most]]
    return max(size for size in common if not _is_of_head([at for at, line in enumerate(lines) if size in line], first))


def _is_of_head(places: Sequence[int], first: int) -> bool:
    """Whether a size is on a few lines only, all above the first line of the most common one."""
    return len(places) <= _HEAD and places[-1] < first


def line_pitch(lines: Sequence[GlyphLine]) -> float:
    """Return the usual distance of some lines, in points; 0 if no two of them are on one page."""
    steps = [a.y - b.y for a, b in pairwise(lines) if a.page == b.page and a.y > b.y]
    return median(steps) if steps else 0.0
