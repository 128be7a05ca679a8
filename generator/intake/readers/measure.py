"""Holds a source against the limits: its bytes before it is read, and what was read before anything is made of it.

What only a reader can count (pages, unpacked bytes) it counts itself, and ends with `OverLimitError`.
"""

from __future__ import annotations

from generator.core import limits
from generator.core.limits import OverLimitError
from generator.intake.source_document import DocBlock, SourceDocument


def check_size(data: bytes) -> None:
    """Raise `OverLimitError` for a source with too many bytes."""
    if len(data) > limits.current().megabytes * 2**20:
        raise OverLimitError("megabytes")


def check_document(document: SourceDocument) -> None:
    """Raise `OverLimitError` for a document with more text than letters have."""
    most = limits.current()
    paragraphs = characters = 0
    pending: list[tuple[DocBlock, int]] = [(block, 0) for block in document.blocks]
    pending += [(block, 0) for footnote in document.footnotes for block in footnote.blocks]
    while pending:
        block, depth = pending.pop()
        length = sum(len(run.text) for run in block.runs)
        paragraphs += 1
        characters += length
        pending += [(inner, depth + 1) for row in block.rows for cell in row for inner in cell]
        over = (
            ("paragraphs", paragraphs + len(pending) > most.paragraphs),
            ("characters", characters > most.characters),
            ("line", length > most.line),
            ("nesting", depth > most.nesting),
        )
        for name, is_over in over:
            if is_over:
                raise OverLimitError(name)
