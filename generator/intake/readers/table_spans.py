"""Cells that span columns or rows, laid out so that every cell is in its own column: what a span covers is empty.

Markdown has no spans. With an empty cell in each place that a span covers, no figure gets under another head.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.intake.source_document import DocBlock

CellBlocks = tuple[DocBlock, ...]

_WIDEST = 100
"""Columns that one cell may span; a table that claims more is no table of a letter."""


class SpannedCell(NamedTuple):
    """The blocks in a cell, and how many columns and rows it spans."""

    blocks: CellBlocks
    columns: int = 1
    rows: int = 1


def squared(rows: Sequence[Sequence[SpannedCell]]) -> tuple[tuple[CellBlocks, ...], ...]:
    """Return the cells of a table row by row, each in its column; columns in which no cell begins are left out."""
    covered: dict[int, int] = {}  # column → how many rows from here on a cell above covers
    placed: list[dict[int, CellBlocks]] = []
    begun: set[int] = set()
    for row in rows:
        found: dict[int, CellBlocks] = {}
        column = 0
        below: dict[int, int] = {}
        for cell in row:
            while covered.get(column, 0) > 0:
                column += 1
            found[column] = cell.blocks
            begun.add(column)
            width = min(max(cell.columns, 1), _WIDEST)
            below |= {at: max(cell.rows, 1) for at in range(column, column + width)}
            column += width
        covered = {at: left - 1 for at, left in (covered | below).items() if left > 1}
        placed.append(found)
    columns = sorted(begun)
    return tuple(tuple(row.get(column, ()) for column in columns) for row in placed)
