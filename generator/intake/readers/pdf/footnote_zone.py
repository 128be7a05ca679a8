"""The zone of footnotes at the foot of a page: where it begins, and where each footnote in it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from generator.intake.readers.pdf.lines import GlyphLine
from generator.intake.readers.pdf.ruled_lines import RuledLine
from generator.intake.readers.pdf.text_measure import TextMeasure

_FOOTNOTE_START = re.compile(r"\s*(?:\[?\d{1,3}\]?[.)]?|\*{1,3}|[†‡])(?=\s|[^\W\d_]|[«“\"'‘(])")


def footnote_zone(
    lines: list[GlyphLine], usual: TextMeasure, before: list[GlyphLine], last: int, stroke: float | None
) -> int:
    """Find where the footnotes begin: the index of their first line, or the number of lines where there are none.

    `stroke` is the height of the stroke above the footnotes, where the page has one; `before` are the footnotes of the page before, of which one may go on here; `last` is the last footnote's number so far.
    """
    start = len(lines)
    while (
        start
        and not lines[start - 1].cells
        and (lines[start - 1].size <= usual.size - 0.45 or (stroke is not None and lines[start - 1].y < stroke))
    ):
        start -= 1
    zone = lines[start:]
    first = next((at for at, line in enumerate(zone) if begins_footnote(line) and _is_next(line, last)), None)
    if first is None:
        return start if before and zone and not any(map(begins_footnote, zone)) else len(lines)
    # small print above the first mark is the rest of a footnote, or no footnote at all: a caption, a source line
    return start if before else start + first


def stroke_above(lines: list[GlyphLine], ruled_lines: Sequence[RuledLine]) -> float | None:
    """Return the height of the short stroke at the left that programs draw above footnotes, where there is one."""
    if not lines:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    found = [
        rule.y0
        for rule in ruled_lines
        if rule.across
        and abs(rule.x0 - left) < 8
        and 40 < rule.x1 - rule.x0 < 0.6 * (right - left)
        # an underlined word has its line right above the stroke
        and not any(0 <= line.y - rule.y0 < 0.35 * line.size and line.x0 - 2 <= rule.x0 <= line.x1 for line in lines)
    ]
    return min(found, default=None)


def _is_next(line: GlyphLine, last: int) -> bool:
    """Whether a footnote's mark can be the first of a page: raised, a sign, 1, or the number after the last one's."""
    number = footnote_number(line)
    return line.glyphs[0].raised or number is None or number in {1, last + 1}


def footnote_number(line: GlyphLine) -> int | None:
    """Return the number that a footnote begins with; None where it begins with none."""
    digits = re.match(r"\s*\[?(\d{1,3})", line.text)
    return int(digits[1]) if digits and begins_footnote(line) else None


def begins_footnote(line: GlyphLine) -> bool:
    """Whether a line begins with a footnote's mark: raised, or a number or star before the text."""
    first = line.glyphs[0]
    if first.raised and (first.char.isdigit() or first.char in "*[(†‡"):
        return True
    return bool(_FOOTNOTE_START.match(line.text)) and line.text[:1] in "0123456789[*†‡"


def footnote_pitch(lines: Sequence[GlyphLine]) -> float:
    """Return the usual distance of lines in a zone of footnotes."""
    steps = [a.y - b.y for a, b in pairwise(lines) if a.page == b.page and a.y > b.y]
    return median(steps) if steps else 0.0
