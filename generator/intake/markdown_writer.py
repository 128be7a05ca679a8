"""Recognised text as Markdown that renders to exactly the same text: nothing in it is read as markup by accident.

Which words are links is decided by the caller (`find`); one paragraph's own markup is in `markdown_inline`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator.intake.list_groups import grouped
from generator.intake.markdown_inline import LinkSpan, inline
from generator.intake.source_document import DocBlock, DocFootnote, Run

FindLinks = Callable[[str], Sequence[LinkSpan]]
"""Returns the links in a paragraph's text."""
_MOSTLY = 0.9
"""The share of a text's letters in bold, or in italic, from which the whole text counts as set so."""


@dataclass(frozen=True, slots=True)
class MarkdownWriter:
    """Writes one text of a file."""

    find: FindLinks
    labels: dict[str, str]
    """The label of each footnote in this file, by its key."""
    top: int = 2
    """The level of the highest heading in this text."""

    def text(self, blocks: Sequence[DocBlock]) -> str:
        """Write paragraphs, headings, lists and tables."""
        return "\n\n".join(self._block(group) for group in grouped(_without_overall_emphasis(blocks)))

    def footnote(self, footnote: DocFootnote) -> str:
        """Write a footnote's definition; its further paragraphs are indented under it."""
        body = self.text(footnote.blocks).replace("\n", "\n    ").replace("\n    \n", "\n\n")
        return f"[^{self.labels[footnote.key]}]: {body}"

    def _block(self, group: list[DocBlock]) -> str:
        first = group[0]
        if first.rows:
            return self._table(first)
        if first.label:
            return self._list(group)
        line = self._paragraph(first.runs)
        if first.heading:
            return f"{'#' * min(6, first.heading + self.top - 1)} {line.replace(chr(10), ' ')}"
        return line

    def _list(self, group: list[DocBlock]) -> str:
        base = min(item.level for item in group)
        lines: list[str] = []
        indents = {base: 0}
        for item in group:
            label = item.label or "-"
            marker = label if label[0].isdigit() else "-"
            indent = indents.get(item.level, max((v for k, v in indents.items() if k < item.level), default=0))
            body = self._paragraph(item.runs).replace("\n", "\n" + " " * (indent + len(marker) + 1))
            lines.append(f"{' ' * indent}{marker} {body}")
            indents = {k: v for k, v in indents.items() if k <= item.level} | {
                item.level: indent,
                item.level + 1: indent + len(marker) + 1,
            }
        return "\n".join(lines)

    def _table(self, block: DocBlock) -> str:
        width = max(len(row) for row in block.rows)
        rows = [[self._cell(cell) for cell in row] + [""] * (width - len(row)) for row in block.rows]
        head, *rest = rows
        if all(re.fullmatch(r"(?:\*\*[^*]+\*\*)?", cell) for cell in head):  # a table's head is shown in bold anyway
            head = [cell.strip("*") for cell in head]
        return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * width, *rest))

    def _cell(self, blocks: Sequence[DocBlock]) -> str:
        parts = [self._paragraph(((Run(f"{b.label} "),) if b.label else ()) + b.runs) for b in blocks]
        return re.sub(r"\\?\n", " ", " ".join(filter(None, parts))).replace("|", "\\|")

    def _paragraph(self, runs: Sequence[Run]) -> str:
        return inline(runs, self.labels, self.find)


def _without_overall_emphasis(blocks: Sequence[DocBlock]) -> list[DocBlock]:
    """Remove bold or italic that a whole text is set in: it only told questions from answers in the source."""
    runs = [run for block in blocks for run in block.runs if run.footnote is None]
    emphatic = any(run.bold or run.italic for run in runs)
    count = sum(_letters(run) for run in runs) if emphatic else 0
    if not count:
        return list(blocks)
    bold = sum(_letters(run) for run in runs if run.bold) >= _MOSTLY * count
    italic = sum(_letters(run) for run in runs if run.italic) >= _MOSTLY * count
    return [
        replace(
            block, runs=tuple(replace(r, bold=r.bold and not bold, italic=r.italic and not italic) for r in block.runs)
        )
        for block in blocks
    ]


def _letters(run: Run) -> int:
    return sum(char.isalnum() for char in run.text)
