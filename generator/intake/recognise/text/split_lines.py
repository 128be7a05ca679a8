"""Paragraphs and tables with a label within their text, split so that every label begins a line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.intake.recognise.labels import patterns, sections
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.recognise.runs import cut, strip_newlines
from generator.intake.recognise.text import numbers_in_line

_TABLE_LABELS = 2
"""Labels in the cells of a table, from which it only lays out questions and answers."""


def unfold_cells(lines: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """Return lines with the cells of such tables as lines, in a letter that has its labels in the cells of tables."""
    if any(_is_label(line) for line in lines if not line.given) or any(line.given for line in lines):
        return lines
    out: list[SourceLine] = []
    for line in lines:
        cells = [SourceLine(block) for row in line.block.rows for cell in row for block in cell]
        labelled = sum(_is_label(cell) for cell in cells) >= _TABLE_LABELS
        out.extend(split_at_labels(cells) if labelled else [line])
    return tuple(out)


def _is_label(line: SourceLine) -> bool:
    """Whether a line begins with the label of a question or answer, in words."""
    label = sections.label_of(line)
    return label is not None and label.form is LabelForm.WORD and label.kind is not LabelKind.TRAILER


def split_at_labels(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """Return lines split before an answer within them, and around a label that is alone between line breaks."""
    out: list[SourceLine] = []
    lost = lost_lines(lines)
    for index, line in enumerate(lines):
        cuts = (
            [] if line.block.rows else [*_answers_within(line.text), *_around_labels(line.text), *lost.get(index, [])]
        )
        out.extend(_pieces(line, cuts) if cuts or ("\n" in line.text and not line.block.rows) else [line])
    return tuple(out)


def lost_lines(lines: Sequence[SourceLine]) -> dict[int, list[int]]:
    """Return where questions and answers begin within the lines of a text whose line ends were lost: offsets, by line."""
    return within_lost_lines(lines) or _numbers_in_line(lines)


def within_lost_lines(lines: Sequence[SourceLine]) -> dict[int, list[int]]:
    """Return where labels are within the lines of a text whose line ends were lost: the offsets, by line.

    Only where none of its questions but the first begins a line, and those within count on from the first.
    """
    heads = [
        label.numbers for line in lines if _is_label(line) and (label := patterns.read(line.text)) and label.numbers
    ]
    if heads not in ([], [(1,)]):
        return {}
    found = [(i, label) for i, line in enumerate(lines) if not line.block.rows for label in labels_within(line.text)]
    asked = [1] if heads else []
    cuts: dict[int, list[int]] = {}
    for i, (at, label) in found:
        goes_on = label.numbers[:1] == ((asked[-1] if asked else 0) + 1,)
        if label.kind is LabelKind.QUESTION and not goes_on:
            return {}
        if label.kind is LabelKind.QUESTION:
            asked.extend(label.numbers)
        if set(label.numbers) <= set(asked):
            cuts.setdefault(i, []).append(at)
    return cuts if asked else {}


def _numbers_in_line(lines: Sequence[SourceLine]) -> dict[int, list[int]]:
    """Return where the numbers of questions are in the one line that has them all, if they count."""
    found = numbers_in_line.find(lines)
    return {found.index: list(found.cuts)} if found and found.counts else {}


def labels_within(text: str) -> Iterator[tuple[int, Label]]:
    """Yield the labels with numbers that are within a text, after the end of a sentence and before another."""
    for match in _WITHIN.finditer(text):
        label = patterns.read(text[match.end() :])
        if label and label.numbers and label.kind is not LabelKind.TRAILER and text[match.end() + label.end :]:
            yield match.end(), label


_NUMBER_ABOVE = re.compile(r"\s*\d{1,3}[.)]?[^\S\n]*\n(?=[^?]{10,2000}\?)", re.DOTALL)
"""A number alone on the first line of a paragraph that asks."""


def _around_labels(text: str) -> Iterator[int]:
    """Yield where the labels begin and end that are alone between the line breaks of a paragraph."""
    offset = 0
    if numbered := _NUMBER_ABOVE.match(text):
        yield numbered.end()
    for piece in text.split("\n") if "\n" in text else ():
        label = patterns.read(piece.strip())
        if label and label.alone and label.form is LabelForm.WORD:
            yield from (offset, offset + len(piece) + 1)
        offset += len(piece) + 1


def _pieces(line: SourceLine, cuts: Iterable[int]) -> Iterator[SourceLine]:
    """Yield the parts of a line between offsets of its text; only the first keeps its list label."""
    length = len(line.text)
    for start, end in itertools.pairwise(sorted({0, *(c for c in cuts if c < length), length})):
        runs = strip_newlines(cut(line.block.runs, start, end))
        if any(run.text.strip() or run.footnote for run in runs):
            label = line.block.label if start == 0 else None
            yield replace(line, block=replace(line.block, runs=runs, label=label))


_WITHIN = re.compile(
    r"(?:[.?!:)»”\"\]]\d{0,2}|^|(?<=\w)(?=\s+V(?:raag|RAAG)\s+1\b))\s+(?=(?:Kamer)?(?:V(?:ra(?:ag|gen)|r)?|A(?:ntw(?:oord(?:en)?)?)?|Q(?:uestions?)?|Answers?)\b\.?\s?(?:(?:op|to)\s)?(?:de\s|the\s)?(?:vra(?:ag|gen)\s|questions?\s)?(?:nr\.?\s|V|A)?\d{1,3}[^?]{0,24}?[.:)]?\s+[A-ZÀ-Ý«“\"'‘(€\d])"
)
"""Where a label may begin within a line: after a sentence, with a sentence behind its number."""
_ANSWER_WITHIN = re.compile(
    r"\?['\"”’»)\]]*\s+(?=(?:Antwoord(?:en)?|Answer)(?:\s+(?:op\s+|to\s+)?(?:vraag\s+|question\s+)?(?P<number>\d{1,3}))?\s*(?P<colon>:)?)"
)
"""Where an answer begins in the paragraph of its question: `Vraag 1 Kent u de brug? Antwoord 1 Ja.`"""


def _answers_within(text: str) -> list[int]:
    """Return where answers begin in a paragraph: with a colon after their label, or the number of the question there."""
    own = patterns.read(text)
    asked = own.numbers if own and own.kind is LabelKind.QUESTION else ()
    found = _ANSWER_WITHIN.finditer(text)
    return [m.end() for m in found if m["colon"] or (m["number"] and int(m["number"]) in asked)]
