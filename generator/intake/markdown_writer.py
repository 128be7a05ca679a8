"""Writing recognised text as Markdown that renders to exactly the same text: nothing in it is read as markup by chance.

Links are given from outside as spans over a paragraph's text; footnote marks are runs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator.intake.escaping import line_starts
from generator.intake.list_groups import grouped
from generator.intake.markdown_inline import LinkSpan, fitting, link, spread, styled
from generator.intake.source_document import DocBlock, DocFootnote, Run

FindLinks = Callable[[str], Sequence[LinkSpan]]


@dataclass(frozen=True, slots=True)
class MarkdownWriter:
    """What writing one file needs: how links are found, and the label of each footnote in this file."""

    find: FindLinks
    labels: dict[str, str]
    top: int = 2
    """The highest level a heading in this text may have."""

    def text(self, blocks: Sequence[DocBlock]) -> str:
        """Write paragraphs, lists and tables."""
        return "\n\n".join(self._block(group) for group in grouped(_plainly_set(blocks)))

    def footnote(self, footnote: DocFootnote) -> str:
        """Write a footnote's definition; further paragraphs are indented under it."""
        body = self.text(footnote.blocks).replace("\n", "\n    ").replace("\n    \n", "\n\n")
        return f"[^{self.labels[footnote.key]}]: {body}"

    def _block(self, group: list[DocBlock]) -> str:
        first = group[0]
        if first.rows:
            return self._table(first)
        if first.label:
            return self._list(group)
        line = self.inline(first.runs)
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
            body = self.inline(item.runs).replace("\n", "\n" + " " * (indent + len(marker) + 1))
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
        if all(re.fullmatch(r"(?:\*\*[^*]+\*\*)?", cell) for cell in head):  # a head is bold by itself
            head = [cell.strip("*") for cell in head]
        return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * width, *rest))

    def _cell(self, blocks: Sequence[DocBlock]) -> str:
        parts = [self.inline(((Run(f"{b.label} "),) if b.label else ()) + b.runs) for b in blocks]
        return re.sub(r"\\?\n", " ", " ".join(filter(None, parts))).replace("|", "\\|")

    def inline(self, runs: Sequence[Run]) -> str:
        """Write one paragraph: its text escaped, with emphasis, links and marks; line breaks end in a backslash."""
        text, styles, marks, links = spread(runs, self.labels)
        spans = fitting([*links, *self.find(text)], marks)
        cuts = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans), *(at for at, _ in marks)})
        out: list[str] = []
        for start, end in itertools.pairwise(cuts):
            out.extend(f"[^{label}]" for at, label in marks if at == start)
            span = next((s for s in spans if s.start == start), None)
            if span:
                out.append(link(text[start:end], span.destination))
            elif not any(s.start < start < s.end for s in spans):
                out.append(styled(text, styles, start, end))
        out.extend(f"[^{label}]" for at, label in marks if at == len(text))
        return line_starts("".join(out))


_MOSTLY = 0.9


def _plainly_set(blocks: Sequence[DocBlock]) -> list[DocBlock]:
    """Drop bold or italic that a whole text stands in: it tells questions from answers, and says nothing itself."""
    runs = [run for block in blocks for run in block.runs if run.footnote is None]
    weight = sum(_letters(run) for run in runs)
    if not weight:
        return list(blocks)
    bold = sum(_letters(run) for run in runs if run.bold) >= _MOSTLY * weight
    italic = sum(_letters(run) for run in runs if run.italic) >= _MOSTLY * weight
    return [
        replace(
            block, runs=tuple(replace(r, bold=r.bold and not bold, italic=r.italic and not italic) for r in block.runs)
        )
        for block in blocks
    ]


def _letters(run: Run) -> int:
    return sum(char.isalnum() for char in run.text)
