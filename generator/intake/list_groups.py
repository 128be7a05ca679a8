"""Which blocks form one Markdown list, and which list labels have to be written as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.intake.source_document import DocBlock, Run


def grouped(blocks: Iterable[DocBlock]) -> Iterable[list[DocBlock]]:
    """Yield the items of each list together, and every other block alone.

    List items whose labels Markdown cannot write are paragraphs with the label in their text.
    """
    group: list[DocBlock] = []
    for given in blocks:
        block = _as_paragraph(given) if given.label and not _has_markdown_form(given.label) else given
        if group and block.label and _same_list(group[-1], block):
            group.append(block)
            continue
        if group:
            yield from _lists_or_paragraphs(group)
        group = [block]
    if group:
        yield from _lists_or_paragraphs(group)


def _as_paragraph(item: DocBlock) -> DocBlock:
    """Return a list item as a paragraph that begins with its label."""
    return replace(item, label=None, runs=(Run(f"{item.label} "), *item.runs))


def _has_markdown_form(label: str) -> bool:
    return bool(re.fullmatch(r"\d{1,9}[.)]|[-–—•·▪‣*○o]|[^\w\s]", label))


def _same_list(last: DocBlock, block: DocBlock) -> bool:
    """Whether an item belongs to the list of the block before it: both numbered or both not, unless one is nested."""
    if not last.label or not block.label:
        return False
    if block.level != last.level:
        return True
    return (_ordinal(last.label) is None) == (_ordinal(block.label) is None)


def _ordinal(label: str) -> int | None:
    match = re.match(r"\d+", label)
    return int(match[0]) if match else None


def _lists_or_paragraphs(group: Sequence[DocBlock]) -> Iterable[list[DocBlock]]:
    """Yield a list whole if its numbers rise by one, else every item as a paragraph: Markdown would renumber them."""
    if _rises_by_one(group):
        yield list(group)
    else:
        yield from ([_as_paragraph(item)] for item in group)


def _rises_by_one(group: Sequence[DocBlock]) -> bool:
    """Whether the numbers of each level rise by one; a nested list may start again at 1."""
    last: dict[int, int] = {}
    for item in group:
        number = _ordinal(item.label) if item.label else None
        if number is None:
            continue
        restarts = number == 1 and item.level > 0
        if item.level in last and number != last[item.level] + 1 and not restarts:
            return False
        last[item.level] = number
    return True
