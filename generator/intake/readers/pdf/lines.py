"""Lines of print: the characters on one baseline from left to right, with raised marks beside their word.

Works within one column; what a line is for is not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.intake.readers.pdf.baselines import rows
from generator.intake.readers.pdf.glyphs import Glyph, common_size
from generator.intake.readers.pdf.letter_spacing import tracked
from generator.intake.readers.pdf.raised_marks import with_raised_marks
from generator.intake.readers.pdf.right_to_left import in_reading_order

_TAB_GAP = 1.5
"""White space of more than this many times the letter size is that of a tab, a list label or a table column."""
_SPACE_GAP = 0.17
"""White space of more than this many times the letter size is between two words, also if the file has no space."""


@dataclass(frozen=True)
class GlyphLine:
    """One line of text; lengths in points."""

    page: int
    glyphs: tuple[Glyph, ...]
    """From left to right; white space is a glyph too."""
    cells: tuple[tuple[tuple[GlyphLine, ...], ...], ...] = ()
    """For a table, its rows of cells of lines; in the text a table counts as one line."""
    column: int = 0
    """Which of the page's columns of text it is in, from 1; 0 if it is as wide as the page."""

    @cached_property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.char for glyph in self.glyphs)

    @cached_property
    def plain(self) -> tuple[Glyph, ...]:
        """Its characters without white space, and without raised and lowered ones; with those if it has nothing else."""
        inked = tuple(glyph for glyph in self.glyphs if not glyph.char.isspace())
        return tuple(glyph for glyph in inked if not (glyph.raised or glyph.lowered)) or inked

    @cached_property
    def x0(self) -> float:
        """Where its first visible character begins."""
        return min(glyph.x0 for glyph in self.glyphs if not glyph.char.isspace())

    @cached_property
    def x1(self) -> float:
        """Where its last visible character ends."""
        return max(glyph.x1 for glyph in self.glyphs if not glyph.char.isspace())

    @cached_property
    def size(self) -> float:
        """The letter size of most of it."""
        return common_size(self.plain)

    @cached_property
    def y(self) -> float:
        """Its baseline."""
        return self.plain[0].y

    @cached_property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(glyph.face.bold for glyph in self.plain if glyph.char.isalnum())

    @cached_property
    def italic(self) -> bool:
        """Whether all its words are italic."""
        return all(glyph.face.italic for glyph in self.plain if glyph.char.isalnum())


def lines(glyphs: Sequence[Glyph], page: int) -> list[GlyphLine]:
    """Return the lines of one column, from the top down."""
    grouped = with_raised_marks([row for row in rows(glyphs) if any(not g.char.isspace() for g in row)])
    return _untangled([GlyphLine(page, spaced(row)) for row in grouped])


def _untangled(found: list[GlyphLine]) -> list[GlyphLine]:
    """Return lines with texts that are drawn over each other one after the other, as they were drawn."""
    groups: list[list[GlyphLine]] = []
    for line in found:
        if groups and _overprints(groups[-1][-3:], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [line for group in groups for line in (_as_drawn(group) if _is_tangle(group) else group)]


def _as_drawn(group: list[GlyphLine]) -> list[GlyphLine]:
    return sorted(group, key=lambda line: line.glyphs[0].order)


def _overprints(above: Sequence[GlyphLine], line: GlyphLine) -> bool:
    return any(_overlap(other, line) for other in above)


def _overlap(one: GlyphLine, other: GlyphLine) -> bool:
    """Whether a line is drawn over another by more than a letter."""
    near = abs(one.y - other.y) < max(one.size, other.size)
    return near and min(one.x1, other.x1) - max(one.x0, other.x0) > other.size


def _is_tangle(found: list[GlyphLine]) -> bool:
    """Whether several lines overlap; a single pair may be a raised line, or one that is struck out."""
    return sum(_overprints(found[max(0, at - 3) : at], line) for at, line in enumerate(found)) > 2


def spaced(row: list[Glyph]) -> tuple[Glyph, ...]:
    """Return a row with one space, or one tab, between two words, and none at its ends."""
    found: list[Glyph] = []
    space: Glyph | None = None
    last: Glyph | None = None
    tracking = tracked(row)
    for at, glyph in enumerate(row):
        if glyph.char.isspace():
            space = glyph if space is None or glyph.x1 > glyph.x0 or at not in tracking else space
            continue
        if last is not None:
            gap = glyph.x0 - last.x1 - tracking.get(at, 0.0)
            if at in tracking and space is not None and space.x1 <= space.x0:
                space = None  # the program's guess at a space
            if gap > _TAB_GAP * max(glyph.size, last.size):
                found.append(last._replace(char="\t", x0=last.x1, x1=glyph.x0, raised=False, lowered=False))
            elif space is not None or gap > _SPACE_GAP * max(glyph.size, last.size):
                char = "\u00a0" if space is not None and space.char == "\u00a0" else " "
                found.append(
                    last._replace(char=char, x0=last.x1, x1=max(last.x1, glyph.x0), raised=False, lowered=False)
                )
        found.append(glyph)
        space, last = None, glyph
    return tuple(in_reading_order(found))
