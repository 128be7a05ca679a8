"""Labels that are a number only (`4.`, `4`): which of them are those of questions, and which count a list or a table.

The candidates are weighed over the whole letter, in `number_chain`: what counts on by one, and asks, is a question.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from generator.intake.recognise.answers.question_shape import asks, is_emphatic
from generator.intake.recognise.labels.number_chain import WEIGHTS, NumberCandidate, heaviest_chain
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine

_UPPER = re.compile(r"[A-ZÀ-Ý«“\"'‘(\[0-9]")
_NUMBER_FOLLOWS = re.compile(
    r"\b(?:vra(?:ag|gen)|antwoord|en|of|nrs?\.?|artikel|lid|questions?|and|or)$", re.IGNORECASE
)
"""How a line ends whose sentence goes on with a number: `Zie het antwoord op vraag`."""
_LIGHTEST = 1.0
"""The weight that a chain must exceed."""

Labels = Mapping[int, Label]
"""Labels by line."""


# --- Numbers that are skipped ------------------------------------------------------------------------------------


def fill_gaps(lines: Sequence[SourceLine], chosen: Labels, weak: Labels) -> dict[int, Label]:
    """Return the weak labels with numbers that the chosen ones skip, in the place where those would be.

    Also answers whose label is not set off from their text, if they name a question before them.
    """
    asked = {n for label in chosen.values() if label.kind is LabelKind.QUESTION for n in label.numbers}
    found: dict[int, Label] = {}
    for index, label in weak.items():
        if label.kind is LabelKind.ANSWER and label.form is LabelForm.WORD:
            known = label.numbers and set(label.numbers) <= _asked_before(chosen, index)
            if known and _UPPER.match(lines[index].text[label.end :]):
                found[index] = label
        elif (
            label.kind is LabelKind.QUESTION
            and not set(label.numbers) & asked
            and _is_in_gap(chosen, index, label)
            and _reads_as_question(lines, chosen, index, label)
        ):
            found[index] = label
            asked.update(label.numbers)
    return found


def _asked_before(labels: Labels, index: int) -> set[int]:
    """Return the numbers of the questions before a line."""
    return {n for i, label in labels.items() if i < index and label.kind is LabelKind.QUESTION for n in label.numbers}


def _is_in_gap(chosen: Labels, index: int, label: Label) -> bool:
    """Whether the numbers of a label are those after the questions before it, and below those after it."""
    places = [i for i in chosen if chosen[i].kind is LabelKind.QUESTION]
    low = max((n for i in places if i < index for n in chosen[i].numbers), default=0)
    high = min((n for i in places if i > index for n in chosen[i].numbers), default=10**6)
    return label.numbers[:1] == (low + 1,) and label.numbers[-1] < high


def _reads_as_question(lines: Sequence[SourceLine], chosen: Labels, index: int, label: Label) -> bool:
    if label.form is LabelForm.SPACED or not _UPPER.match(lines[index].text[label.end :] or "A"):
        return False
    return label.form is LabelForm.WORD or asks(lines, index, label, set(chosen))


# --- Letters that number their questions only --------------------------------------------------------------------


def best_chain(lines: Sequence[SourceLine], chosen: Labels, weak: Labels) -> dict[int, Label]:
    """Return the number labels that count questions, with the answers to them; each form of label is tried apart."""
    forms: dict[tuple[LabelForm, str], dict[int, Label]] = {}
    for i, label in weak.items():
        if label.kind is LabelKind.QUESTION and label.numbers:
            forms.setdefault(_form(lines[i], label), {})[i] = label
    best, heaviest = _LIGHTEST, list[NumberCandidate]()
    for labels in forms.values():
        weight, chain = heaviest_chain(_candidates(lines, labels, chosen, weak))
        if weight > best:
            best, heaviest = weight, chain
    questions = {candidate.line: candidate.label for candidate in heaviest}
    answers = {i: label for i, label in weak.items() if label.kind is LabelKind.ANSWER and label.numbers}
    return questions | {i: label for i, label in answers.items() if set(label.numbers) <= _asked_before(questions, i)}


def _form(line: SourceLine, label: Label) -> tuple[LabelForm, str]:
    """Return how a label is written, with the sign after its number: all labels of a letter have one form."""
    if label.form is not LabelForm.POINT:
        return label.form, ""
    printed = line.block.label or line.text[: label.end]
    return label.form, printed.rstrip()[-1:]


def _candidates(lines: Sequence[SourceLine], labels: Labels, chosen: Labels, weak: Labels) -> list[NumberCandidate]:
    """Return the labels of one form as candidates; `chosen` and `weak` are the other labels of the letter."""
    others = {*labels, *chosen, *(i for i, label in weak.items() if label.kind is LabelKind.ANSWER)}
    return [_candidate(lines, index, label, chosen, others) for index, label in labels.items()]


def _candidate(
    lines: Sequence[SourceLine], index: int, label: Label, chosen: Labels, others: Collection[int]
) -> NumberCandidate:
    line, above = lines[index], chosen.get(index - 1)
    asking = asks(lines, index, label, others)
    below_answer = above is not None and above.kind is LabelKind.ANSWER and above.alone
    within_sentence = index > 0 and not line.gap and bool(_NUMBER_FOLLOWS.search(lines[index - 1].text))
    weight = (
        WEIGHTS.number
        + WEIGHTS.asks * asking
        + WEIGHTS.emphatic * is_emphatic(line)
        + WEIGHTS.gap * line.gap
        + WEIGHTS.below_answer * below_answer
        + WEIGHTS.within_sentence * within_sentence
    )
    return NumberCandidate(index, label, asking, weight)


# --- Numbers that are printed again ------------------------------------------------------------------------------


def repeated_for_answers(lines: Sequence[SourceLine], chosen: Labels, weak: Labels) -> dict[int, Label]:
    """Return the answers whose label is the number of their question again.

    That is `1 en 2` after questions 1 and 2, or a whole list of answers after the last question.
    """
    spare = {
        i: weak[i] for i in sorted(weak) if i not in chosen and weak[i].kind is LabelKind.QUESTION and weak[i].numbers
    }
    found = _in_turn(lines, chosen, spare) or _joint(chosen, spare)
    rest = {i: label for i, label in spare.items() if i not in found}
    return found | _listed_answers(lines, chosen, rest, {**chosen, **found})


def _joint(chosen: Labels, spare: Labels) -> dict[int, Label]:
    """Return the numbers of several questions that are printed again, over the answer to them all."""
    found: dict[int, Label] = {}
    for index, label in spare.items():
        several = len(label.numbers) > 1 and label.form is LabelForm.BARE
        if several and label.numbers == tuple(_unanswered({**chosen, **found}, index)):
            found[index] = _as_answer(label)
    return found


def _in_turn(lines: Sequence[SourceLine], chosen: Labels, spare: Labels) -> dict[int, Label]:
    """Return the numbers that are printed a second time, over or before the answer to the questions right above.

    `1 Is dat zo? 1 Ja. 2 Waarom? 3 Hoe lang? 2 en 3 Tot mei.` A single such line may be of a table or a list: most
    questions must have one, all of them where it is not alone on its line, and nothing below one may ask.
    """
    found: dict[int, Label] = {}
    for index, label in spare.items():
        if label.numbers != tuple(_unanswered({**chosen, **found}, index)):
            continue
        if asks(lines, index, label, {*chosen, *spare}):
            return {}
        found[index] = _as_answer(label)
    asked = [n for label in chosen.values() if label.kind is LabelKind.QUESTION for n in label.numbers]
    bare = all(label.form is LabelForm.BARE and label.alone for label in found.values())
    own = all(label.form is not LabelForm.WORD for label in chosen.values() if label.kind is LabelKind.QUESTION)
    answered = sum(len(label.numbers) for label in found.values())
    enough = 2 * answered > len(asked) if bare else answered == len(asked)
    return found if own and enough and len(asked) > 1 else {}


def _listed_answers(lines: Sequence[SourceLine], chosen: Labels, spare: Labels, known: Labels) -> dict[int, Label]:
    """Return the answers in a list after the last question, numbered as the questions are: `1`, `2 en 4`, `3`."""
    after = _after_last_question(lines, chosen, spare)
    pending = _unanswered(known, min(after)) if after else []
    numbers = [n for label in after.values() for n in label.numbers]
    rises = all(a.numbers[0] < b.numbers[0] for a, b in itertools.pairwise(after.values()) if b.numbers[0] in pending)
    if len(pending) < 2 or sorted(numbers[: len(pending)]) != pending or not rises:
        return {}
    if any(asks(lines, i, label, after) for i, label in after.items()):
        return {}
    return {i: _as_answer(label) for i, label in after.items() if set(label.numbers) <= set(pending)}


def _after_last_question(lines: Sequence[SourceLine], chosen: Labels, spare: Labels) -> Labels:
    """Return the numbers after the last question that are written as questions are, or right below an answer's label."""
    asked = [i for i, label in chosen.items() if label.kind is LabelKind.QUESTION]
    after = {i: label for i, label in spare.items() if asked and i > max(asked)}
    above = chosen.get(min(after) - 1) if after else None
    if above is not None and above.kind is LabelKind.ANSWER:
        return after
    forms = {_form(lines[i], chosen[i]) for i in asked}
    return {i: label for i, label in after.items() if _form(lines[i], label) in forms}


def _as_answer(label: Label) -> Label:
    return replace(label, kind=LabelKind.ANSWER, word="", part="")


def _unanswered(labels: Labels, index: int) -> list[int]:
    """Return the numbers that are asked before a line and answered by no label before it, in order."""
    asked: dict[int, None] = {}
    places = sorted(i for i in labels if i < index)
    for i, following in zip(places, [*places, index][1:], strict=True):
        label = labels[i]
        for number in label.numbers:
            if label.kind is LabelKind.QUESTION:
                asked.setdefault(number)
            else:
                asked.pop(number, None)
        if label.kind is LabelKind.ANSWER and not label.numbers and following > i + 1:
            asked.clear()
    return list(asked)
