"""The lines in which the footnotes of a letter are looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.intake.recognise.recognised_letter import SourceLine

_UNENDED = re.compile(r"\b[a-zà-ý]+,?$")
_COUNTED = re.compile(r"\d+\s+[a-zà-ý]+\s")


@dataclass(frozen=True, slots=True)
class FootnoteSearch:
    """The lines of a letter, which of them are labels, and the lines at the foot of pages."""

    lines: tuple[SourceLine, ...]
    label_ends: Mapping[int, int]
    """For each line with a label, the offset at which the text after the label begins."""
    zone: tuple[SourceLine, ...]
    """Lines that a reader found in the footnote zone of a page."""

    @property
    def all(self) -> tuple[SourceLine, ...]:
        """The lines of the letter, then those of the zone; candidates have indexes into this."""
        return (*self.lines, *self.zone)

    def in_zone(self, line: int) -> bool:
        """Whether a line, by its index into `all`, is in the zone."""
        return line >= len(self.lines)

    def goes_on(self, index: int) -> bool:
        """Whether the sentence of the line above goes on with a number at the start of a line: `in de · 3 andere jaren`."""
        line = self.all[index]
        if index == 0 or self.in_zone(index) or line.gap or line.page_top or index - 1 in self.label_ends:
            return False
        return bool(_COUNTED.match(line.text) and _UNENDED.search(self.lines[index - 1].text))

    def reading_order(self) -> dict[int, float]:
        """Return the position of every line in reading order; the zone of a page is after the page's last line."""
        order = {index: float(index) for index in range(len(self.lines))}
        for offset, zone_line in enumerate(self.zone):
            page = zone_line.block.page or 0
            on_page = [i for i, line in enumerate(self.lines) if (line.block.page or 0) <= page]
            last = on_page[-1] if on_page else -1
            order[len(self.lines) + offset] = last + 0.5 + offset / (2 * len(self.zone) + 2)
        return order
