"""Labels that running text could begin with too (`V1.`, `A:`, `vraag 2:`): which of them are labels in this letter.

They are if the letter has no labels in full, and these are all written alike, count on from one question to the next,
and turn from questions to answers and back.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine

_OPENS = re.compile(r"[A-ZÀ-Ý«“\"'‘(\[0-9€]|$")
"""How the text after a label begins."""
_STEM = re.compile(r"[^A-Za-z]*([A-Za-z]+)")
_LETTER = re.compile(r"A(?P<sign>[.:)])(?:\s|$)")
_REACH = 12
"""Lines in which the second item of a list is looked for."""
_FEWEST = 2

Labels = dict[int, Label]
"""Labels by line."""


def resolve(lines: Sequence[SourceLine], read: Labels) -> Labels:
    """Return labels with the abbreviated ones among them in the form of a word, or left out."""
    short = {i: label for i, label in read.items() if label.form is LabelForm.SHORT}
    plain = {i: label for i, label in read.items() if i not in short}
    usable = {
        i: label for i, label in short.items() if _OPENS.match(lines[i].text[label.end :]) and not _lists(lines, i)
    }
    asking: list[Labels] = [{}]
    if not _has_words(plain, LabelKind.QUESTION):
        asking = [*map(_counting, _alike(lines, usable, LabelKind.QUESTION)), {}]
    answering: list[Labels] = [{}]
    if not _has_words(plain, LabelKind.ANSWER):
        answering = [*_alike(lines, usable, LabelKind.ANSWER), {}]
    pairs = [(some, _following(others, plain | some)) for some in asking for others in answering]
    questions, answers = max(pairs, key=lambda pair: _support(plain, *pair))
    if not _support(plain, questions, answers):
        return plain
    return plain | {i: replace(label, form=LabelForm.WORD) for i, label in (questions | answers).items()}


def _lists(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether `A.` is the label of the first item of a list, since `B.` follows it."""
    first = _LETTER.match(lines[index].block.label or lines[index].text)
    if not first:
        return False
    below = (line.block.label or line.text for line in lines[index + 1 : index + 1 + _REACH])
    return any(text.startswith(f"B{first['sign']}") for text in below)


def _support(plain: Labels, questions: Labels, answers: Labels) -> int:
    """Return how many labels support each other: none if there is only one, or nothing answers or counts them."""
    answered = bool(answers) or _has_words(plain, LabelKind.ANSWER)
    numbered = any(label.numbers for label in questions.values())
    if questions and not answered and (not numbered or len(questions) < _FEWEST):
        return 0
    if not questions and len(answers) < _FEWEST:
        return 0
    return len(questions) + len(answers)


def _has_words(labels: Labels, kind: LabelKind) -> bool:
    """Whether there is a label of a kind in words."""
    return any(label.kind is kind and label.form is LabelForm.WORD for label in labels.values())


def _alike(lines: Sequence[SourceLine], labels: Labels, kind: LabelKind) -> list[Labels]:
    """Return the labels of a kind in groups of the same word and sign: `V`, `V.`, `Vr.`, `vraag:`."""
    groups: dict[tuple[str, str], Labels] = {}
    for i, label in labels.items():
        if label.kind is kind:
            printed = lines[i].block.label or lines[i].text[: label.end]
            stem = _STEM.match(printed)
            groups.setdefault((stem[1] if stem else "", printed.rstrip()[-1:].strip("0123456789")), {})[i] = label
    return list(groups.values())


def _counting(asking: Labels) -> Labels:
    """Return the questions that count on from 1, if they have numbers; a second set may begin at 1 again."""
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
    """Return the answers after the questions that they name, and those without a number right after a question."""
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
