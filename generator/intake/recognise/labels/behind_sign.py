"""Labels whose number is behind a sign, with the text on the same line: `Vraag: 1 Kent u de brug?`, `Antwoord – 1. Ja.`.

A number there can be the beginning of the text, so that the questions of the whole letter must count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.intake.recognise.labels import patterns
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine

_NUMBER = re.compile(rf"(?P<numbers>{patterns.NUMBERS})(?:[.):](?!\d)\s*|(?=\s)\s+|$)")
_SIGN = re.compile(r"[:–—-]\W*$")


def resolve(lines: Sequence[SourceLine], read: Mapping[int, Label]) -> dict[int, Label]:
    """Return labels with the numbers behind their signs, where those of all questions count on from 1."""
    bare = {i: label for i, label in read.items() if _is_bare(lines[i], label)}
    asked = [i for i, label in bare.items() if label.kind is LabelKind.QUESTION]
    numbered = {i: found for i in bare if (found := _with_number(lines[i], bare[i]))}
    counted = [number for i in sorted(asked) if i in numbered for number in numbered[i].numbers]
    if not asked or any(i not in numbered for i in asked) or counted != list(range(1, len(counted) + 1)):
        return dict(read)
    answers = {i: label for i, label in numbered.items() if label.kind is LabelKind.ANSWER}
    known = all(set(label.numbers) <= set(counted) for label in answers.values())
    chosen = numbered if known else {i: label for i, label in numbered.items() if i not in answers}
    return dict(read) | chosen


def _is_bare(line: SourceLine, label: Label) -> bool:
    is_word = label.form is LabelForm.WORD and label.kind is not LabelKind.TRAILER and not label.numbers
    return is_word and not line.given and not line.block.label and bool(_SIGN.search(line.text[: label.end]))


def _with_number(line: SourceLine, label: Label) -> Label | None:
    """Return a label with the number behind its sign; None if there is none."""
    found = _NUMBER.match(line.text, label.end)
    if not found:
        return None
    rest = line.text[found.end() :].strip()
    return replace(label, numbers=patterns.numbers(found["numbers"]), end=found.end(), alone=not rest)
