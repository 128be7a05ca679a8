"""Which blocks form one Markdown list, and which list labels have to be written as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.intake.source_document import DocBlock, Run


def grouped(blocks: Iterable[DocBlock]) -> Iterable[list[DocBlock]]:
    """Bring list items together; a list whose labels Markdown has no form for becomes paragraphs."""
    group: list[DocBlock] = []
    for block in blocks:
        if block.label and not _listable(block.label):
            block = replace(block, label=None, runs=(Run(f"{block.label} "), *block.runs))  # noqa: PLW2901  its label is text
        if group and block.label and _same_list(group, block):
            group.append(block)
            continue
        if group:
            yield from _checked(group)
        group = [block]
    if group:
        yield from _checked(group)


def _listable(label: str) -> bool:
    return bool(re.fullmatch(r"\d{1,9}[.)]|[-–—•·▪‣*○o]|[^\w\s]", label))


def _same_list(group: Sequence[DocBlock], block: DocBlock) -> bool:
    last = group[-1]
    if not last.label or not block.label:
        return False
    if block.level != last.level:
        return True
    return _ordinal(block.label) is not None if _ordinal(last.label) is not None else _ordinal(block.label) is None


def _ordinal(label: str) -> int | None:
    match = re.match(r"\d+", label)
    return int(match[0]) if match else None


def _checked(group: list[DocBlock]) -> Iterable[list[DocBlock]]:
    """Keep a numbered list only where it counts on by one with one delimiter: else Markdown would renumber it."""
    per_level: dict[int, int] = {}
    for item in group:
        number = _ordinal(item.label) if item.label else None
        if number is None:
            continue
        if item.level in per_level and number not in (per_level[item.level] + 1, 1):
            break
        if item.level not in per_level or number == per_level[item.level] + 1 or item.level > 0:
            per_level[item.level] = number
            continue
        break
    else:
        yield group
        return
    for item in group:
        yield [replace(item, label=None, runs=(Run(f"{item.label} "), *item.runs))]
