"""How deep the items of a PDF's lists are: by the left edge and the sign of their labels."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.intake.source_document import DocBlock

PlacedBlock = tuple[DocBlock, float]
"""A block, and where its first line begins, in points."""
_DEEPER = 6.0
"""Points by which an item that is within another begins further to the right."""


def with_levels(blocks: Iterable[PlacedBlock]) -> Iterator[DocBlock]:
    """Yield blocks, with the items of each list at their depth.

    Only an item with a bullet of another sign, further to the right, is within the one before it: numbers and letters may
    be of lists that only follow each other.
    """
    for is_item, group in itertools.groupby(blocks, key=lambda placed: _is_bullet(placed[0])):
        placed = list(group)
        yield from _levelled(placed) if is_item else (block for block, _ in placed)


def _is_bullet(block: DocBlock) -> bool:
    return bool(block.label) and (block.label == "o" or not any(map(str.isalnum, block.label or "")))


def _levelled(items: Iterable[PlacedBlock]) -> Iterator[DocBlock]:
    open_items: list[tuple[str | None, float]] = []
    for block, left in items:
        while open_items and left < open_items[-1][1] - _DEEPER:
            open_items.pop()
        if not open_items or (left > open_items[-1][1] + _DEEPER and block.label != open_items[-1][0]):
            open_items.append((block.label, left))
        yield replace(block, level=len(open_items) - 1)
