"""Tables in plain text: lines whose cells are aligned below each other, or separated by tabs.

Only what can be nothing else becomes a table: as many cells in three rows or more, with figures or three columns. A cell
may go on below its own beginning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.intake.readers.table_figures import FIGURE
from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.recognise.runs import cut
from generator.intake.source_document import DocBlock, Run

_BETWEEN = re.compile(r"\t\s*| {2,}")
_ITEM = re.compile(r"(?:[-–—•·▪‣*○o]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])$")
_SENTENCE = re.compile(r"[a-z]{2}[.?!]$")
_FEWEST_ROWS = 3
_SURE_COLUMNS = 3

CellSpan = tuple[int, int]


def tables(lines: Sequence[SourceLine]) -> dict[int, tuple[int, DocBlock]]:
    """Return the tables among some lines, by the line each begins on: the line after it, and the table as a block."""
    cells = [_cells(line) for line in lines]
    found: dict[int, tuple[int, DocBlock]] = {}
    at = 0
    while at < len(lines):
        rows, end = _rows(lines, cells, at)
        first = [row[0] for row in rows]
        if len(rows) >= _FEWEST_ROWS and _is_table([lines[i] for i in first], [cells[i] for i in first]):
            table = tuple(_row(lines, cells, row) for row in rows)
            found[at] = (end, replace(lines[at].block, runs=(), rows=table))
        at = end
    return found


def _rows(lines: Sequence[SourceLine], cells: Sequence[list[CellSpan]], at: int) -> tuple[list[list[int]], int]:
    """Return the rows from a line on that have as many cells, each with the lines its cells go on on, and the line after."""
    rows = [[at]]
    end = at + 1
    while end < len(lines) and len(cells[at]) > 1 and not _parted(lines, end):
        if len(cells[end]) == len(cells[at]):
            rows.append([end])
        elif len(cells[at]) >= _SURE_COLUMNS and _goes_on(lines, cells, rows[-1][0], end):
            rows[-1].append(end)
        else:
            break
        end += 1
    return rows, end


def _goes_on(lines: Sequence[SourceLine], cells: Sequence[list[CellSpan]], row: int, at: int) -> bool:
    """Whether each cell of a line is right below one of a row, and goes on where that breaks off."""
    if lines[at].gap or not cells[at]:
        return False
    starts = _starts(lines[row], cells[row])
    own = _starts(lines[at], cells[at])
    if not set(own) <= set(starts):
        return False
    return own != starts[:1] or lines[at].text.strip()[:1].islower()  # below the first column a sentence could begin


def _starts(line: SourceLine, spans: Sequence[CellSpan]) -> list[float]:
    return [line.block.indent + start for start, _ in spans]


def _row(
    lines: Sequence[SourceLine], cells: Sequence[list[CellSpan]], row: Sequence[int]
) -> tuple[tuple[DocBlock, ...], ...]:
    """Return the cells of a row, each with the lines that it has."""
    starts = _starts(lines[row[0]], cells[row[0]])
    found: list[list[Run]] = [[] for _ in starts]
    for i in row:
        for column, span in enumerate(cells[i]):
            place = column if i == row[0] else starts.index(_starts(lines[i], cells[i])[column])
            found[place].extend(([Run(" ")] if found[place] else []) + list(cut(lines[i].block.runs, *span)))
    block = lines[row[0]].block
    return tuple((replace(block, runs=tuple(runs), label=None),) for runs in found)


def _parted(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether a line is further from the one above than the rows of a table with blank lines between them."""
    return lines[at].gap and lines[at].block.line - lines[at - 1].block.line > 2


def _cells(line: SourceLine) -> list[CellSpan]:
    """Return where the cells of a line begin and end in its text."""
    if line.block.rows or line.block.label:
        return []
    edges = [0, *(place for gap in _BETWEEN.finditer(line.text) for place in gap.span()), len(line.text)]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if line.text[start:end].strip()]


def _is_table(lines: Sequence[SourceLine], cells: Sequence[Sequence[CellSpan]]) -> bool:
    texts = [[line.text[start:end].strip() for start, end in spans] for line, spans in zip(lines, cells, strict=True)]
    columns = list(zip(*texts, strict=True))
    if all(map(_ITEM.match, columns[0])) or any(_SENTENCE.search(text) for row in texts for text in row):
        return False
    figures = any(all(map(FIGURE.fullmatch, column[1:])) for column in columns[1:])
    tabbed = all("\t" in line.text for line in lines)
    return (figures or len(columns) >= _SURE_COLUMNS) and (tabbed or _aligned(lines, cells))


def _aligned(lines: Sequence[SourceLine], cells: Sequence[Sequence[CellSpan]]) -> bool:
    """Whether the cells of every column begin, or end, below each other; those of the head may be elsewhere."""
    reach = 0.0
    for at in range(len(cells[0])):
        places = [
            (line.block.indent + spans[at][0], line.block.indent + spans[at][1])
            for line, spans in zip(lines, cells, strict=True)
        ]
        if not any(len({place[side] for place in some}) == 1 for some in (places, places[1:]) for side in (0, 1)):
            return False
        if at and min(place[0] for place in places) < reach + 1:  # a cell is below the column before
            return False
        reach = max(place[1] for place in places)
    return True
