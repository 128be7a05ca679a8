"""Tables of the CALS model: cells in their columns, also where cells span columns or rows.

Markdown has no spans. What a span covers is an empty cell, so that no figure gets under another head.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.intake.readers.elements import Element
from generator.intake.readers.xml.safe_parsing import local
from generator.intake.source_document import DocBlock

CellBlocks = tuple[DocBlock, ...]

_MOST_COLUMNS = 200
"""A table that claims more is no table of a letter; its cells are kept one after the other."""
FRAMES = frozenset("tgroup thead tbody tfoot row entry colspec spanspec title".split())
"""The elements in a table that only lay it out."""


@dataclass(slots=True)
class Grid:
    """The cells of one `tgroup`, laid out row by row."""

    columns: Mapping[str, int]
    """The place of each named column, from 0."""
    spans: Mapping[str, tuple[str, str]]
    """The first and last column of each named span."""
    rows: list[dict[int, CellBlocks]] = field(default_factory=list)
    _covered: dict[int, int] = field(default_factory=dict)
    """Of each column, how many of the next rows a cell above covers."""

    def add(self, entries: Sequence[tuple[Element, CellBlocks]]) -> None:
        """Add a row of `entry` elements, each with its blocks."""
        row: dict[int, CellBlocks] = {}
        below: dict[int, int] = {}
        at = 0
        for entry, blocks in entries:
            while self._covered.get(at, 0) or at in row:
                at += 1
            first, last = self._place(entry, at)
            row[first] = (*row.get(first, ()), *blocks)
            row |= {column: () for column in range(first + 1, last + 1) if column not in row}
            below |= dict.fromkeys(range(first, last + 1), _count(entry.get("morerows")))
            at = last + 1
        left = {column: more - 1 for column, more in self._covered.items() if more > 1}
        self._covered = left | {column: more for column, more in below.items() if more}
        self.rows.append(row)

    def _place(self, entry: Element, at: int) -> tuple[int, int]:
        """Return the first and last column of a cell: as it says, but never left of the cell before it."""
        named = self.spans.get(entry.get("spanname") or "", (entry.get("namest"), entry.get("nameend")))
        first = self.columns.get(named[0] or entry.get("colname") or "", at)
        first = max(first, at)
        last = self.columns.get(named[1] or "", first)
        return first, max(first, last)

    def table(self) -> tuple[tuple[CellBlocks, ...], ...]:
        """Return the rows with as many cells each; columns in which nothing is are left out."""
        used = sorted({column for row in self.rows for column, blocks in row.items() if blocks})
        kept = [tuple(row.get(column, ()) for column in used) for row in self.rows]
        return tuple(row for row in kept if any(row))


def grid(group: Element) -> Grid:
    """Return the empty grid of a `tgroup`, by its `colspec` and `spanspec` elements."""
    columns: dict[str, int] = {}
    at = -1
    for spec in _named(group, "colspec"):
        at = min(_count(spec.get("colnum")) - 1 if _count(spec.get("colnum")) else at + 1, _MOST_COLUMNS)
        columns[spec.get("colname") or f"col{at + 1}"] = at
    spans = {
        spec.get("spanname") or "": (spec.get("namest") or "", spec.get("nameend") or "")
        for spec in _named(group, "spanspec")
    }
    return Grid(columns, spans)


def rows(group: Element) -> Iterator[Element]:
    """Yield the rows of a `tgroup`: those of its head, its body, its foot."""
    for part in ("thead", "tbody", "tfoot"):
        for frame in _named(group, part):
            yield from _named(frame, "row")
    yield from _named(group, "row")


def _named(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if local(child) == name)


def _count(text: str | None) -> int:
    """Return a number as an attribute has it, at most the most columns; 0 where there is none."""
    return min(int(text), _MOST_COLUMNS) if text and text.strip().isdecimal() else 0
