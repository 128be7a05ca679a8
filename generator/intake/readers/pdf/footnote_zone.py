"""The zone of footnotes at the foot of a page: where it begins, and which of its lines begin a footnote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.intake.readers.pdf.lines import GlyphLine
from generator.intake.readers.pdf.ruled_lines import RuledLine
from generator.intake.readers.pdf.text_measure import TextMeasure

_FOOTNOTE_START = re.compile(r"\s*(?:\[?\d{1,3}\]?[.)]?|\*{1,3}|[†‡])(?=\s|[^\W\d_]|[«“\"'‘(])")


def footnote_zone(
    lines: list[GlyphLine], usual: TextMeasure, before: list[GlyphLine], last: int, stroke: float | None
) -> int:
    """Return the index of the first line of a page's footnotes; the number of its lines if it has none.

    Args:
        lines: the lines of the page's text column, without running heads and feet.
        usual: the letter size of the document's text.
        before: the footnotes of the page before, the last of which may continue here.
        last: the number of the last footnote so far.
        stroke: the height of the stroke above the footnotes, if the page has one.
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
    """Return the height of the short stroke at the left that programs draw above footnotes; None if there is none.

    The border of a table is none: it touches another.
    """
    if not lines:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    upright = [rule for rule in ruled_lines if not rule.across]
    found = [
        rule.y0
        for rule in ruled_lines
        if rule.across
        and abs(rule.x0 - left) < 8
        and 40 < rule.x1 - rule.x0 < 0.6 * (right - left)
        # an underlined word has its line right above the stroke
        and not any(0 <= line.y - rule.y0 < 0.35 * line.size and line.x0 - 2 <= rule.x0 <= line.x1 for line in lines)
        and not any(rule.touches(other) for other in upright)
    ]
    return min(found, default=None)


def _is_next(line: GlyphLine, last: int) -> bool:
    """Whether a footnote can be the first of a page: its mark is raised, a sign, 1, or the number after the last."""
    number = footnote_number(line)
    return line.glyphs[0].raised or number is None or number in {1, last + 1}


def footnote_number(line: GlyphLine) -> int | None:
    """Return the number of the footnote that a line begins; None if it begins none with a number."""
    digits = re.match(r"\s*\[?(\d{1,3})", line.text)
    return int(digits[1]) if digits and begins_footnote(line) else None


def begins_footnote(line: GlyphLine) -> bool:
    """Whether a line begins with a footnote's mark: raised, or a number or star before the text."""
    first = line.glyphs[0]
    if first.raised and (first.char.isdigit() or first.char in "*[(†‡"):
        return True
    return bool(_FOOTNOTE_START.match(line.text)) and line.text[:1] in "0123456789[*†‡"


def footnote_groups(found: Sequence[GlyphLine]) -> list[list[GlyphLine]]:
    """Return the lines of the footnote zones by footnote; one that continues on the next page is one.

    Where marks are raised, a line that only begins with a number (`12 345, nr. 6`) begins no footnote; where they are
    not, it does if the number follows on the last.
    """
    raised = any(line.glyphs[0].raised for line in found)
    groups: list[list[GlyphLine]] = []
    last = 0
    for line in found:
        number = footnote_number(line)
        fits = line.glyphs[0].raised if raised else number is None or number in {1, last + 1}
        if groups and not (begins_footnote(line) and fits):
            groups[-1].append(line)
        else:
            groups.append([line])
            last = last if number is None else number
    return groups
