"""Tables of a Word file: a table of data stays a table, one that only lays out the page becomes the text in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.intake.readers.docx.package import attr, child, children, first_branch, number, points, tag
from generator.intake.readers.elements import Element
from generator.intake.readers.table_spans import CellBlocks, SpannedCell, squared
from generator.intake.source_document import DocBlock, Role, Run

_LEVEL = 10.0
"""Points; lines between columns that are closer than this are one."""
_WIDEST = 100
"""Columns that one cell may span."""
_ASKED = frozenset(["vraag", "vragen", "question", "questions"])
_ANSWERED = frozenset(["antwoord", "antwoorden", "beantwoording", "reactie", "answer", "answers"])
_FIGURE = re.compile(r"(?:€|EUR|ca\.)?\s*[-–−+]?\d[\d.,\s]*(?:%|mln\.?|mld\.?|miljoen|miljard)?|[-–]")
"""A number with its unit, or the dash for none."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONG_CELL = 45
"""Words; a table with more in a cell on average is a page layout, also one with borders."""


class WordTable:
    """The rows of a table's cells, and what shows how the table looks."""

    def __init__(self, table: Element, *, style_lines: bool) -> None:
        self.rows = [list(_inner(row, "w:tc")) for row in _inner(table, "w:tr") if not _deleted(row)]
        self.skipped = [_skipped(row) for row in _inner(table, "w:tr") if not _deleted(row)]
        columns = [points(column, "w") or 0.0 for column in children(child(table, "w:tblGrid"), "w:gridCol")]
        self.columns = columns
        self.width = _stated_width(table) or sum(columns)
        self.lines = style_lines if not _states_borders(table) else _draws(child(table, "w:tblPr", "w:tblBorders"))
        self.lines = self.lines or any(
            _draws(child(cell, "w:tcPr", "w:tcBorders")) for row in self.rows for cell in row
        )

    def squared(self, rows: tuple[tuple[CellBlocks, ...], ...]) -> tuple[tuple[CellBlocks, ...], ...]:
        """Return the blocks of the cells with each cell in its column: cells may span columns, or begin further on."""
        edges = self._edges()
        found = []
        for cells, elements, first in zip(rows, self.rows, self.skipped, strict=True):
            at = first
            placed = [SpannedCell((), edges[at])] if edges[at] else []
            for blocks, element in zip(cells, elements, strict=True):
                end = min(at + max(_span(element), 1), len(edges) - 1)
                placed.append(SpannedCell(blocks, max(edges[end] - edges[at], 1)))
                at = end
            found.append(placed)
        return squared(found)

    def _edges(self) -> list[int]:
        """Return for each line between the columns of the grid which column begins there.

        Lines that are nearly level are one: rows that were drawn apart differ by a little.
        """
        count = max(
            [
                len(self.columns),
                *(first + sum(map(_span, row)) for row, first in zip(self.rows, self.skipped, strict=True)),
            ]
        )
        edges, place, last = [0], 0.0, 0.0
        for at in range(count):
            width = self.columns[at] if at < len(self.columns) else 0.0
            place += width or _LEVEL
            apart = place - last >= _LEVEL
            edges.append(edges[-1] + apart)
            last = place if apart else last
        return edges

    def cell_width(self, cell: Element) -> float:
        """Return a cell's width in points; 0 if it is not known."""
        width = child(cell, "w:tcPr", "w:tcW")
        return points(width, "w") or 0.0 if attr(width, "type") in {"dxa", None} else 0.0


def _inner(parent: Element, name: str) -> Iterator[Element]:
    """Yield the elements with a name in a parent and in what wraps them."""
    for element in parent:
        found = tag(element)
        if found == name:
            yield element
        elif found in {"w:sdt", "w:sdtContent", "w:customXml", "w:ins"}:
            yield from _inner(element, name)
        elif found == "mc:AlternateContent" and (branch := first_branch(element)) is not None:
            yield from _inner(branch, name)


def _deleted(row: Element) -> bool:
    return child(row, "w:trPr", "w:del") is not None


def _span(cell: Element) -> int:
    """Return how many columns of the grid a cell spans."""
    return min(max(number(attr(child(cell, "w:tcPr", "w:gridSpan"), "val")) or 1, 1), _WIDEST)


def _skipped(row: Element) -> int:
    """Return how many columns of the grid are before a row's first cell."""
    return min(max(number(attr(child(row, "w:trPr", "w:gridBefore"), "val")) or 0, 0), _WIDEST)


def _stated_width(table: Element) -> float | None:
    width = child(table, "w:tblPr", "w:tblW")
    return points(width, "w") if attr(width, "type") == "dxa" else None


def _states_borders(table: Element) -> bool:
    return child(table, "w:tblPr", "w:tblBorders") is not None


def _draws(borders: Element | None) -> bool:
    """Whether some of the borders is a visible line."""
    return borders is not None and any(
        attr(line, "val") not in {None, "nil", "none"} and number(attr(line, "sz")) != 0 for line in borders
    )


def lay_out(grid: WordTable, rows: tuple[tuple[CellBlocks, ...], ...], role: Role, line: int) -> Iterator[DocBlock]:
    """Yield a table of data as one block, a page layout as the blocks in it, row by row.

    `rows` are the blocks in each cell of `grid`; `line` is the number of the first of them.
    """
    filled = [cell for row in rows for cell in row if cell]
    if not filled:
        return
    if not _is_layout(grid, rows):
        yield DocBlock(role=role, line=line, rows=grid.squared(rows))
        return
    for cells, elements in zip(rows, grid.rows, strict=True):
        if _is_pair(cells):
            yield _paired(cells)
            continue
        widths = [grid.cell_width(element) for element in elements]
        for cell, width in zip(cells, widths, strict=True):
            side = role is Role.BODY and _is_column(cell, width, sum(widths))
            yield from (replace(block, role=Role.SIDE) if side else block for block in cell)


def _is_layout(grid: WordTable, rows: tuple[tuple[CellBlocks, ...], ...]) -> bool:
    """Whether a table only lays out the page: one column, a table of data in it, no borders, or long texts in its cells."""
    broad = max(sum(1 for cell in row if cell) for row in rows)
    filled = [cell for row in rows for cell in row if cell]
    if (
        broad < 2
        or not (grid.lines or _heads_questions(rows) or _heads_figures(rows))
        or any(block.rows for cell in filled for block in cell)
    ):
        return True
    words = sum(len(block.text.split()) for cell in filled for block in cell)
    return words / len(filled) > _LONG_CELL and not (_has_head(rows) or _heads_questions(rows))


def _has_head(rows: tuple[tuple[CellBlocks, ...], ...]) -> bool:
    """Whether a table has a head of a few words over each column: then it is data, however long its texts are."""
    widths = {len(row) for row in rows}
    texts = [" ".join(block.text for block in cell) for cell in rows[0]]
    return len(widths) == 1 and len(rows) > 2 and all(0 < len(t.split()) <= 3 and t[-1] not in ".?!" for t in texts)


def _heads_questions(rows: tuple[tuple[CellBlocks, ...], ...]) -> bool:
    """Whether the head of a table, also of one without borders, names a column of questions and one of answers."""
    texts = [" ".join(block.text for block in cell).strip().rstrip(":").casefold() for cell in rows[0]]
    return len(rows) > 1 and not _ASKED.isdisjoint(texts) and not _ANSWERED.isdisjoint(texts)


def _heads_figures(rows: tuple[tuple[CellBlocks, ...], ...]) -> bool:
    """Whether a table, also one without borders, has a head of words or years and below it a figure in each column but the first."""
    texts = [[" ".join(block.text for block in cell).strip() for cell in row] for row in rows]
    head, *below = texts
    return (
        _has_head(rows)
        and all(_YEAR.fullmatch(text) or not any(map(str.isdigit, text)) for text in head)
        and all(all(row) and all(map(_FIGURE.fullmatch, row[1:])) for row in below)
    )


def _is_pair(cells: tuple[CellBlocks, ...]) -> bool:
    """Whether a row reads as one line: `Datum | 3 mei 2024`."""
    filled = [cell for cell in cells if cell]
    return (
        len(filled) > 1
        and all(len(cell) == 1 and not cell[0].rows for cell in filled)
        and all(len(cell[0].text.split()) < 5 for cell in filled[:-1])
    )


def _paired(cells: tuple[CellBlocks, ...]) -> DocBlock:
    """Return a row as one paragraph, with a tab between its cells."""
    blocks = [cell[0] for cell in cells if cell]
    runs: tuple[Run, ...] = ()
    for at, block in enumerate(blocks):
        label = (Run(f"{block.label} "),) if block.label and at else ()
        runs += ((Run("\t"),) if at else ()) + label + block.runs
    return replace(blocks[0], runs=runs)


def _is_column(cell: CellBlocks, width: float, whole: float) -> bool:
    """Whether a cell is a letterhead column: narrow, with many short lines."""
    if not cell or not width or width > 0.36 * whole or len(cell) < 4:
        return False
    words = sum(len(block.text.split()) for block in cell)
    return words / len(cell) < 7
