"""Labels that a letter's text could begin with too (`V1.`, `A:`, `vraag 2:`): which of them are labels, seen over the letter.

They count where the letter has no labels in full, are all written alike, count on from one question to the next, and
turn from questions to answers and back.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine

_OPENS = re.compile(r"[A-ZÀ-Ý«“\"'‘(\[0-9€]|$")
_STEM = re.compile(r"[^A-Za-z]*([A-Za-z]+)")
_LETTER = re.compile(r"A(?P<sign>[.:)])(?:\s|$)")
_REACH = 12
_FEWEST = 2

Labels = dict[int, Label]


def weighed(lines: Sequence[SourceLine], read: Labels) -> Labels:
    """Return the labels with the abbreviated ones among them taken for words, or left out."""
    short = {i: label for i, label in read.items() if label.form is LabelForm.SHORT}
    plain = {i: label for i, label in read.items() if i not in short}
    set_off = {
        i: label for i, label in short.items() if _OPENS.match(lines[i].text[label.end :]) and not _lists(lines, i)
    }
    no_asking: list[Labels] = [{}]
    asking = (
        no_asking
        if _worded(plain, LabelKind.QUESTION)
        else [*map(_counting, _alike(lines, set_off, LabelKind.QUESTION)), {}]
    )
    answering = no_asking if _worded(plain, LabelKind.ANSWER) else [*_alike(lines, set_off, LabelKind.ANSWER), {}]
    pairs = [(some, _following(others, plain | some)) for some in asking for others in answering]
    questions, answers = max(pairs, key=lambda pair: _weight(plain, *pair))
    if not _weight(plain, questions, answers):
        return plain
    return plain | {i: replace(label, form=LabelForm.WORD) for i, label in (questions | answers).items()}


def _lists(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether `A.` heads the first item of a list: `B.` follows it."""
    first = _LETTER.match(lines[index].block.label or lines[index].text)
    if not first:
        return False
    below = (line.block.label or line.text for line in lines[index + 1 : index + 1 + _REACH])
    return any(text.startswith(f"B{first['sign']}") for text in below)


def _weight(plain: Labels, questions: Labels, answers: Labels) -> int:
    """Say how much speaks for some labels: a lone one, or questions that nothing answers or counts, are none."""
    answered = bool(answers) or _worded(plain, LabelKind.ANSWER)
    numbered = any(label.numbers for label in questions.values())
    if questions and not answered and (not numbered or len(questions) < _FEWEST):
        return 0
    if not questions and len(answers) < _FEWEST:
        return 0
    return len(questions) + len(answers)


def _worded(found: Labels, kind: LabelKind) -> bool:
    return any(label.kind is kind and label.form is LabelForm.WORD for label in found.values())


def _alike(lines: Sequence[SourceLine], found: Labels, kind: LabelKind) -> list[Labels]:
    """Part the labels of one kind by their word and the sign behind it: `V`, `V.`, `Vr.`, `vraag:`."""
    groups: dict[tuple[str, str], Labels] = {}
    for i, label in found.items():
        if label.kind is kind:
            printed = lines[i].block.label or lines[i].text[: label.end]
            stem = _STEM.match(printed)
            groups.setdefault((stem[1] if stem else "", printed.rstrip()[-1:].strip("0123456789")), {})[i] = label
    return list(groups.values())


def _counting(asking: Labels) -> Labels:
    """Keep the questions that count on from 1, if they have numbers; a second set may begin at 1 again."""
    if not any(label.numbers for label in asking.values()):
        return asking
    kept: Labels = {}
    last = 0
    for i in sorted(asking):
        label = asking[i]
        goes_on = label.numbers[:1] == (last + 1,) or (label.part and label.numbers[:1] == (last,))
        if goes_on or (label.numbers[:1] == (1,) and last > 1):
            kept[i], last = label, label.numbers[-1]
    return kept


def _following(answering: Labels, asked: Labels) -> Labels:
    """Keep the answers that come after the questions they name, or, without a number, right after a question."""
    kept: Labels = {}
    places = sorted({*answering, *(i for i, label in asked.items() if label.kind is LabelKind.QUESTION)})
    for before, i in itertools.pairwise([-1, *places]):
        label = answering.get(i)
        if label is None:
            continue
        known = {n for at in places if at < i and at in asked for n in asked[at].numbers}
        if set(label.numbers) <= known if label.numbers else before in asked:
            kept[i] = label
    return kept
