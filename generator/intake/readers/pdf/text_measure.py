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
    return TextMeasure(size, max(usual.items(), key=lambda item: (item[1], -item[0]))[0])


def _text_size(pages: Sequence[Sequence[GlyphLine]]) -> float:
    """Return the letter size of the text: the largest common one, since there may be more footnotes than text."""
    counts = Counter(round(glyph.size, 1) for page in pages for line in page for glyph in line.plain)
    most = max(counts.values(), default=0)
    return max((size for size, count in counts.items() if count >= 0.3 * most), default=0.0)


def line_pitch(lines: Sequence[GlyphLine]) -> float:
    """Return the usual distance of some lines, in points; 0 if no two of them are on one page."""
    steps = [a.y - b.y for a, b in pairwise(lines) if a.page == b.page and a.y > b.y]
    return median(steps) if steps else 0.0
