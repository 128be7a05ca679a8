"""The lines of a section: its text without its label, and the headings above the label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.intake.recognise.labels.sections import Section
from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.recognise.runs import cut, strip_left
from generator.intake.source_document import Run

_SENTENCE = re.compile(r"[.?!][\"'”’»)\]]*\s*\d{0,2}$")
"""How a text ends that is no heading by theme; its footnote mark may follow."""


def content_of(section: Section, lines: Sequence[SourceLine | None]) -> tuple[SourceLine, ...]:
    """Return a section's lines without its label, and without the lines that are footnotes (None)."""
    kept = [line for line in lines[section.start : section.end] if line is not None]
    if section.label is None or not kept or lines[section.start] is None:
        return tuple(kept)
    first, end = kept[0], section.label.end
    runs = strip_left(cut(first.block.runs, end))
    is_sentence = bool(_SENTENCE.search("".join(run.text for run in runs)))
    heading = None if is_sentence else first.block.heading  # the style of a heading is that of its label
    block = replace(first.block, runs=runs, label=first.block.label if section.guessed else None, heading=heading)
    rest = (*((replace(first, block=block),) if block.text.strip() or block.rows else ()), *kept[1:])
    if section.label.part:  # readers must see which part of the question this is
        return (_part_label(first, end), *(replace(line, gap=line.gap or i == 0) for i, line in enumerate(rest)))
    return rest


def headings_of(section: Section, lines: Sequence[SourceLine | None]) -> tuple[SourceLine, ...]:
    """Return the lines above a question's label as headings."""
    above = [line for line in lines[section.first : section.start] if line is not None]
    return tuple(replace(line, block=replace(line.block, heading=1), gap=True) for line in above)


def _part_label(line: SourceLine, end: int) -> SourceLine:
    """Return the label of a part as a line of its own: `Vraag 2a`."""
    runs = (Run(line.block.label),) if line.block.label else cut(line.block.runs, 0, len(line.text[:end].rstrip()))
    return replace(line, block=replace(line.block, runs=runs, label=None), gap=True)


def line_of(section: Section, lines: Sequence[SourceLine | None]) -> int:
    """Return the line of the source that a section begins on; 0 if that is a footnote."""
    line = lines[section.start]
    return line.block.line if line else 0
