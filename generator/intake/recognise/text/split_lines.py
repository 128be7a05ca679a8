"""Paragraphs and tables that hold a label amid their text, split so that every label begins a line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from generator.intake.recognise.labels import patterns, segments
from generator.intake.recognise.labels.patterns import LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.recognise.runs import cut, strip_newlines

_TABLE_LABELS = 2


def unfold_cells(lines: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """Lay out tables that only set questions and answers beside each other, where the labels stand in their cells."""
    if any(_is_label(line) for line in lines if not line.given) or any(line.given for line in lines):
        return lines
    out: list[SourceLine] = []
    for line in lines:
        cells = [SourceLine(block) for row in line.block.rows for cell in row for block in cell]
        labelled = sum(_is_label(cell) for cell in cells) >= _TABLE_LABELS
        out.extend(split_at_labels(cells) if labelled else [line])
    return tuple(out)


def _is_label(line: SourceLine) -> bool:
    label = segments.label_of(line)
    return label is not None and label.form is LabelForm.WORD and label.kind is not LabelKind.TRAILER


def split_at_labels(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """Part paragraphs that hold a label on a line of its own before or amid their text."""
    out: list[SourceLine] = []
    for line in lines:
        text = line.text
        cuts = _answers_within(text)
        if line.block.rows or not (cuts or "\n" in text):
            out.append(line)
            continue
        offset, start = 0, 0
        for piece in text.split("\n"):
            label = patterns.read(piece.strip())
            if label and label.alone and label.form is LabelForm.WORD:
                cuts.extend([offset, offset + len(piece) + 1])
            offset += len(piece) + 1
        bounds = sorted({0, *(c for c in cuts if c < len(text)), len(text)})
        for start, end in itertools.pairwise(bounds):
            runs = strip_newlines(cut(line.block.runs, start, end))
            if any(run.text.strip() or run.footnote for run in runs):
                out.append(
                    replace(line, block=replace(line.block, runs=runs, label=line.block.label if start == 0 else None))
                )
    return tuple(out)


_ANSWER_WITHIN = re.compile(
    r"\?['\"”’»)\]]*\s+(?=(?:Antwoord(?:en)?|Answer)(?:\s+(?:op\s+|to\s+)?(?:vraag\s+|question\s+)?(?P<number>\d{1,3}))?\s*(?P<colon>:)?)"
)
"""Where an answer begins behind its question: `Vraag 1 Kent u de brug? Antwoord 1 Ja.`"""


def _answers_within(text: str) -> list[int]:
    """Return where answers begin amid a paragraph: behind a colon, or under the number of the question there."""
    own = patterns.read(text)
    asked = own.numbers if own and own.kind is LabelKind.QUESTION else ()
    found = _ANSWER_WITHIN.finditer(text)
    return [m.end() for m in found if m["colon"] or (m["number"] and int(m["number"]) in asked)]
