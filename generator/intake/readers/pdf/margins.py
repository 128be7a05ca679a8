"""The lines of each page of a PDF by what they are: running head, text, footnotes, running foot.

Which line is which is decided in `running_heads` and `footnote_zone`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.intake.readers.pdf.footnote_zone import footnote_number, footnote_zone, stroke_above
from generator.intake.readers.pdf.glyphs import GlyphPage
from generator.intake.readers.pdf.lines import GlyphLine
from generator.intake.readers.pdf.running_heads import running_lines
from generator.intake.readers.pdf.text_measure import TextMeasure


@dataclass(slots=True)
class PageZones:
    """The lines of one page's text column by what they are, each list from the top down."""

    head: list[GlyphLine] = field(default_factory=list)
    body: list[GlyphLine] = field(default_factory=list)
    footnotes: list[GlyphLine] = field(default_factory=list)
    foot: list[GlyphLine] = field(default_factory=list)


def zones(pages: Sequence[Sequence[GlyphLine]], paper: Sequence[GlyphPage], usual: TextMeasure) -> list[PageZones]:
    """Return the lines of every page's text column by what they are."""
    heights = [page.height for page in paper]
    heads = running_lines(pages, heights, usual, top=True)
    feet = running_lines(pages, heights, usual, top=False)
    result: list[PageZones] = []
    last = 0  # the number of the last footnote so far
    for number, page in enumerate(pages):
        lines = list(page)
        head, foot = lines[: heads[number]], lines[max(heads[number], len(lines) - feet[number]) :]
        rest = lines[len(head) : len(lines) - len(foot)]
        cut = footnote_zone(
            rest, usual, result[-1].footnotes if result else [], last, stroke_above(rest, paper[number].ruled_lines)
        )
        last = next((found for line in reversed(rest[cut:]) if (found := footnote_number(line)) is not None), last)
        result.append(PageZones(head, rest[:cut], rest[cut:], foot))
    return result
