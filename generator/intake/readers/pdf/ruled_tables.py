"""Tables with ruled lines: where the lines form cells, the characters in each cell are read apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.intake.readers.pdf.glyphs import Glyph
from generator.intake.readers.pdf.lines import GlyphLine, lines
from generator.intake.readers.pdf.ruled_lines import NEAR, RuledLine

_MOST = 1500
"""Ruled lines of a page; one with more is a drawing."""
_LONG_CELL = 45
"""Words; with more than this in a cell on average, the lines frame a page layout."""

CellLines = tuple[GlyphLine, ...]


@dataclass(frozen=True, slots=True)
class GlyphTable:
    """The lines in the cells of a table, row by row, and where the table is on the page."""

    rows: tuple[tuple[CellLines, ...], ...]
    top: float
    bottom: float
    framed: bool = False
    """Whether its ruled lines only frame a page layout: then its cells are text, one after the other."""
    left: float = 0.0

    def as_lines(self, page: int) -> list[GlyphLine]:
        """Return the table as one line, or the lines in its cells if they are text."""
        inside = [line for row in self.rows for cell in row for line in cell]
        if self.framed:
            return inside
        tab = [inside[0].glyphs[0]._replace(char="\t", raised=False, lowered=False)]
        return [GlyphLine(page, tuple(glyph for line in inside for glyph in (*line.glyphs, *tab))[:-1], self.rows)]


def placed(found: Sequence[GlyphLine], tables: Sequence[GlyphTable], page: int) -> list[GlyphLine]:
    """Return the lines of a page with its tables among them, by height."""
    result = list(found)
    for table in tables:
        at = next((index for index, line in enumerate(result) if line.y < table.top), len(result))
        result[at:at] = table.as_lines(page)
    return result


def split(glyphs: Sequence[Glyph], ruled_lines: Sequence[RuledLine], page: int) -> tuple[list[Glyph], list[GlyphTable]]:
    """Return the characters of a page that are in no table, and its tables from the top down."""
    rest, tables = list(glyphs), []
    if len(ruled_lines) > _MOST:
        return rest, []
    for group in _groups(ruled_lines):
        grid = _Grid(group)
        if len(grid.xs) < 3 or len(grid.ys) < 3:
            continue
        inside = [g for g in rest if grid.holds(g)]
        table = grid.fill(inside, page)
        if table is None:
            continue
        tables.append(table)
        taken = set(map(id, inside))
        rest = [glyph for glyph in rest if id(glyph) not in taken]
    return rest, sorted(tables, key=lambda table: -table.top)


def _groups(ruled_lines: Iterable[RuledLine]) -> list[list[RuledLine]]:
    """Return the ruled lines in groups that touch each other."""
    groups: list[list[RuledLine]] = []
    for line in ruled_lines:
        touching = [group for group in groups if any(line.touches(other) for other in group)]
        merged = [line, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append(merged)
    return [group for group in groups if len(group) > 3]


def _clustered(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


class _Grid:
    """The cells that a group of ruled lines forms."""

    def __init__(self, group: Sequence[RuledLine]) -> None:
        self.across = [line for line in group if line.across]
        self.down = [line for line in group if not line.across]
        # a table that is open at its sides still ends where its lines end
        self.xs = _clustered([r.x0 for r in self.down] + [x for r in self.across for x in (r.x0, r.x1)])
        self.ys = _clustered([r.y0 for r in self.across] + [y for r in self.down for y in (r.y0, r.y1)])
        if not self.down or not self.across:
            self.xs = []

    def holds(self, glyph: Glyph) -> bool:
        """Whether a character is in the table."""
        middle = (glyph.x0 + glyph.x1) / 2
        return self.xs[0] - 1 <= middle <= self.xs[-1] + 1 and self.ys[0] <= glyph.y + 0.3 * glyph.size <= self.ys[-1]

    def fill(self, glyphs: Sequence[Glyph], page: int) -> GlyphTable | None:
        """Return the table with these characters in its cells; None if they form no table."""
        columns, rows = len(self.xs) - 1, len(self.ys) - 1
        cells: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in glyphs:
            column = min(max(bisect_right(self.xs, (glyph.x0 + glyph.x1) / 2) - 1, 0), columns - 1)
            row = min(max(bisect_right(self.ys, glyph.y + 0.3 * glyph.size) - 1, 0), rows - 1)
            cells.setdefault(self._home(row, column), []).append(glyph)
        inked = {place: found for place, found in cells.items() if any(not g.char.isspace() for g in found)}
        if len({column for _, column in inked}) < 2 or len(inked) < 3:
            return None
        words = sum("".join(g.char for g in found).count(" ") + 1 for found in inked.values())
        begun = [column for column in range(columns) if any(self._begins(row, column) for row in range(rows))]
        result = []
        for row in range(rows - 1, -1, -1):
            found = [tuple(lines(inked.get((row, column), []), page)) for column in begun]
            if any(found):
                result.append(tuple(found))
        return GlyphTable(tuple(result), self.ys[-1], self.ys[0], words / len(inked) > _LONG_CELL, self.xs[0])

    def _home(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell that a square of the grid belongs to: the upper left square within the same lines."""
        while column > 0 and not self._parted_left(row, column):
            column -= 1
        while row < len(self.ys) - 2 and not self._parted_above(row, column):
            row += 1
        return row, column

    def _begins(self, row: int, column: int) -> bool:
        """Whether a cell begins in a column; what a cell over several columns covers is empty."""
        return column == 0 or self._parted_left(row, column)

    def _parted_left(self, row: int, column: int) -> bool:
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return any(abs(r.x0 - self.xs[column]) <= NEAR and r.y0 - 1 <= middle <= r.y1 + 1 for r in self.down)

    def _parted_above(self, row: int, column: int) -> bool:
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return any(abs(r.y0 - self.ys[row + 1]) <= NEAR and r.x0 - 1 <= middle <= r.x1 + 1 for r in self.across)
