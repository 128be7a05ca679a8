"""Tables without ruled lines: rows whose cells are aligned below each other, with white space between the columns.

Only what can be nothing else becomes a table: three columns or more, or a column of figures. Other lines are left as
they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.intake.readers.pdf.glyphs import Glyph
from generator.intake.readers.pdf.lines import GlyphLine
from generator.intake.readers.pdf.ruled_tables import CellLines, GlyphTable
from generator.intake.readers.table_figures import FIGURE

_NEAR = 3.0
"""Points by which the starts, or the ends, of a column's cells may differ."""
_WHITE = 4.0
"""Points of white between two columns, at least."""
_GAP = 0.75
"""White of more than this many times the letter size may separate two cells."""
_OVERHANG = 60
"""Points by which the rest of a cell, on the next line, may end beyond the cells of its column."""
_FEWEST_ROWS = 3
_SURE_COLUMNS = 3
_ROW_STEP = 2.8
"""Rows further apart than this many times the letter size are not of one table."""
_WRAP_STEP = 1.5
"""A line at most this many times the letter size below a cell may be the rest of it."""
_ITEM = re.compile(r"(?:[•▪●■□○◦‣➢❖✓→*–—-]|o|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.):]?|\[\d{1,3}\])$")


@dataclass(frozen=True, slots=True)
class _AlignedCell:
    """The characters of a cell, on one line, and where they begin and end."""

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs).strip()


_Cells = tuple[_AlignedCell, ...]


def tables(found: Sequence[GlyphLine], page: int) -> list[GlyphLine]:
    """Return a column's lines, with the lines of each table as one."""
    cells = [_cells(line) for line in found]
    result: list[GlyphLine] = []
    at = 0
    while at < len(found):
        end = _end(found, cells, at)
        table = _table(found[at:end], cells[at:end]) if end - at >= _FEWEST_ROWS else None
        if table is None:
            result.append(found[at])
            at += 1
        else:
            result += table.as_lines(page)
            at = end
    return result


def _cells(line: GlyphLine) -> _Cells:
    """Return the cells of a line: a line with a tab is split at white space wider than a space between words."""
    if line.cells:
        return ()
    tabbed = "\t" in line.text
    pieces: list[list[Glyph]] = [[]]
    for glyph in line.glyphs:
        if tabbed and glyph.char.isspace() and glyph.x1 - glyph.x0 > _GAP * line.size:
            pieces.append([])
        else:
            pieces[-1].append(glyph)
    inked = [piece for piece in pieces if any(not glyph.char.isspace() for glyph in piece)]
    return tuple(_AlignedCell(tuple(p), min(g.x0 for g in p), max(g.x1 for g in p)) for p in inked)


def _end(found: Sequence[GlyphLine], cells: Sequence[_Cells], start: int) -> int:
    """Return where rows that can be one table end: each has as many cells as the first, or is the rest of a cell."""
    width = len(cells[start])
    if width < 2:
        return start
    end = start + 1
    while end < len(found):
        step = found[end - 1].y - found[end].y
        size = found[start].size
        if not 0 < step <= _ROW_STEP * size or abs(found[end].size - size) > 0.15 * size:
            break
        is_rest = 0 < len(cells[end]) < width and step <= _WRAP_STEP * size and cells[end][0].x0 > cells[start][0].x1
        if len(cells[end]) != width and not is_rest:
            break
        end += 1
    return end


def _table(found: Sequence[GlyphLine], cells: Sequence[_Cells]) -> GlyphTable | None:
    """Return the table that some lines form; None if they form none."""
    width = len(cells[0])
    full = [row for row in cells if len(row) == width]
    columns = [[row[at] for row in full] for at in range(width)]
    if len(full) < _FEWEST_ROWS or not all(map(_is_aligned, columns)):
        return None
    edges = [(min(cell.x0 for cell in column), max(cell.x1 for cell in column)) for column in columns]
    if any(right[0] - left[1] < _WHITE for left, right in pairwise(edges)) or not _are_table_columns(columns):
        return None
    rows = _rows(found, cells, edges)
    return GlyphTable(rows, found[0].y + found[0].size, found[-1].y) if rows else None


def _rows(
    found: Sequence[GlyphLine], cells: Sequence[_Cells], edges: Sequence[tuple[float, float]]
) -> tuple[tuple[CellLines, ...], ...]:
    """Return the rows of a table, with the rest of a cell in that cell; none if some rest fits in no column."""
    rows: list[list[list[GlyphLine]]] = []
    for line, row in zip(found, cells, strict=True):
        if len(row) == len(edges):
            rows.append([[GlyphLine(line.page, cell.glyphs)] for cell in row])
            continue
        for cell in row:
            column = _column_of(cell, edges) if rows else None
            if column is None:
                return ()
            rows[-1][column].append(GlyphLine(line.page, cell.glyphs))
    return tuple(tuple(tuple(cell) for cell in row) for row in rows)


def _column_of(rest: _AlignedCell, edges: Sequence[tuple[float, float]]) -> int | None:
    """Return the column that the rest of a cell is in; None if it reaches into the next column.

    `edges` are where the cells of each column begin and end.
    """
    fits = (at for at, (x0, x1) in enumerate(edges) if x0 - _NEAR <= rest.x0 and rest.x1 <= x1 + _OVERHANG)
    first = next(fits, None)
    if first is None or (first + 1 < len(edges) and rest.x1 > edges[first + 1][0] - _WHITE):
        return None
    return next(at for at in range(len(edges) - 1, -1, -1) if edges[at][0] - _NEAR <= rest.x0)


def _is_aligned(column: Sequence[_AlignedCell]) -> bool:
    """Whether the cells of a column begin, or end, below each other; its head may be elsewhere."""
    for rest in (column, column[1:]):
        if len(rest) >= _FEWEST_ROWS - 1 and min(_spread(rest, "x0"), _spread(rest, "x1")) <= _NEAR:
            return True
    return False


def _spread(column: Sequence[_AlignedCell], edge: str) -> float:
    places = [float(getattr(cell, edge)) for cell in column]
    return max(places) - min(places)


def _are_table_columns(columns: Sequence[Sequence[_AlignedCell]]) -> bool:
    """Whether columns are those of a table, and not a list with its labels or a letterhead with names and values."""
    if all(_ITEM.fullmatch(cell.text) for cell in columns[0]) and len(columns) < _SURE_COLUMNS:
        return False
    figures = any(all(FIGURE.fullmatch(cell.text) for cell in column[1:]) for column in columns[1:])
    return figures or len(columns) >= _SURE_COLUMNS
