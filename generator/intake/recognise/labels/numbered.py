"""Labels that are a number only (`4.`, `4`): which of them head questions, and which count the lines of a list or table.

The candidates are weighed over the whole letter: what counts on by one, and asks, is a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.intake.recognise.answers.question_shape import asks, is_emphatic
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine

_UPPER = re.compile(r"[A-ZÀ-Ý«“\"'‘(\[0-9]")


_POINTS = re.compile(r"\b(?:vra(?:ag|gen)|antwoord|en|of|nrs?\.?|artikel|lid|questions?|and|or)$", re.IGNORECASE)
"""How a line ends whose sentence goes on with a number: `Zie het antwoord op vraag`."""


def gaps(
    lines: Sequence[SourceLine], chosen: dict[int, Label], weak: dict[int, Label], asked: set[int]
) -> dict[int, Label]:
    """Find labels for the numbers that the strong ones skip: in the place where they would stand."""
    found: dict[int, Label] = {}
    for index, label in weak.items():
        if label.form is LabelForm.WORD and label.kind is LabelKind.ANSWER:
            before = _numbers_before(chosen, index)
            if label.numbers and set(label.numbers) <= before and _UPPER.match(lines[index].text[label.end :]):
                found[index] = label
            continue
        if label.kind is not LabelKind.QUESTION or not label.numbers or set(label.numbers) & asked:
            continue
        if label.form is LabelForm.SPACED:
            continue
        place = sorted(i for i in chosen if chosen[i].kind is LabelKind.QUESTION)
        low = max((n for i in place if i < index for n in chosen[i].numbers), default=0)
        high = min((n for i in place if i > index for n in chosen[i].numbers), default=10**6)
        looks = label.form is LabelForm.WORD or asks(lines, index, label, set(chosen))
        if (
            low + 1 == label.numbers[0]
            and label.numbers[-1] < high
            and looks
            and _UPPER.match(lines[index].text[label.end :] or "A")
        ):
            found[index] = label
            asked.update(label.numbers)
    return found


def _numbers_before(chosen: dict[int, Label], index: int) -> set[int]:
    return {n for i, label in chosen.items() if i < index and label.kind is LabelKind.QUESTION for n in label.numbers}


def chain(lines: Sequence[SourceLine], chosen: dict[int, Label], weak: dict[int, Label]) -> dict[int, Label]:
    """Choose among number labels the chain that counts best; each way of writing them is tried by itself."""
    best: tuple[float, dict[int, Label]] = (1.0, {})
    forms: dict[tuple[LabelForm, str], list[tuple[int, Label]]] = {}
    for i, label in weak.items():
        if label.kind is LabelKind.QUESTION and label.numbers:
            forms.setdefault((label.form, _sign(lines[i], label)), []).append((i, label))
    for candidates in forms.values():
        score, taken = _heaviest(lines, candidates, chosen, weak)
        if score > best[0]:
            best = (score, taken)
    answers = {
        i: label
        for i, label in weak.items()
        if best[1]
        and label.kind is LabelKind.ANSWER
        and label.numbers
        and set(label.numbers) <= _numbers_before(best[1], i)
    }
    return best[1] | answers


def _sign(line: SourceLine, label: Label) -> str:
    """Return the sign after a label's number: the labels of one letter share it."""
    if label.form is not LabelForm.POINT:
        return ""
    printed = line.block.label or line.text[: label.end]
    return printed.rstrip()[-1:]


def echoes(lines: Sequence[SourceLine], chosen: dict[int, Label], weak: dict[int, Label]) -> dict[int, Label]:
    """Find answers that are headed by the numbers of their questions again.

    That is `1 en 2` after questions 1 and 2, or a whole list of answers after the last question.
    """
    found: dict[int, Label] = {}
    spare = [
        (i, weak[i]) for i in sorted(weak) if i not in chosen and weak[i].kind is LabelKind.QUESTION and weak[i].numbers
    ]
    for index, label in spare:
        pending = _pending(chosen | found, index)
        if len(label.numbers) > 1 and label.form is LabelForm.BARE and label.numbers == tuple(pending):
            found[index] = Label(LabelKind.ANSWER, label.form, label.numbers, label.end, label.alone)
    asked = [i for i, label in chosen.items() if label.kind is LabelKind.QUESTION]
    after = [(i, label) for i, label in spare if asked and i > max(asked) and i not in found]
    written = {(chosen[i].form, _sign(lines[i], chosen[i])) for i in asked}
    headed = bool(after) and (above := chosen.get(after[0][0] - 1)) is not None and above.kind is LabelKind.ANSWER
    after = [(i, label) for i, label in after if headed or (label.form, _sign(lines[i], label)) in written]
    if after:
        pending = _pending(chosen | found, after[0][0])
        listed = [n for _, label in after for n in label.numbers]
        starts = {i for i, _ in after}
        if (
            len(pending) > 1
            and listed[: len(pending)] == pending
            and not any(asks(lines, i, b, starts) for i, b in after)
        ):
            for index, label in after:
                if set(label.numbers) <= set(pending):
                    found[index] = Label(LabelKind.ANSWER, label.form, label.numbers, label.end, label.alone)
    return found


def _pending(chosen: dict[int, Label], index: int) -> list[int]:
    """Return the numbers asked before a line and answered by none of the labels before it, in order."""
    asked: dict[int, None] = {}
    places = sorted(i for i in chosen if i < index)
    for i, following in zip(places, [*places, index][1:], strict=True):
        label = chosen[i]
        for number in label.numbers:
            if label.kind is LabelKind.QUESTION:
                asked.setdefault(number)
            else:
                asked.pop(number, None)
        if label.kind is LabelKind.ANSWER and not label.numbers and following > i + 1:
            asked.clear()
    return list(asked)


def _heaviest(
    lines: Sequence[SourceLine], candidates: list[tuple[int, Label]], chosen: dict[int, Label], weak: dict[int, Label]
) -> tuple[float, dict[int, Label]]:
    heads = {*chosen, *(i for i, label in weak.items() if label.kind is LabelKind.ANSWER)}
    others = {i for i, _ in candidates} | heads
    best: list[tuple[float, int | None]] = []
    for at, (index, label) in enumerate(candidates):
        asking = asks(lines, index, label, others)
        gain = 1.0 + 2.0 * asking + 0.5 * is_emphatic(lines[index]) + 0.5 * lines[index].gap
        above = chosen.get(index - 1)
        gain -= 3.0 * (above is not None and above.kind is LabelKind.ANSWER and above.alone)
        gain -= 3.0 * (index > 0 and not lines[index].gap and bool(_POINTS.search(lines[index - 1].text)))
        top, link = gain - 1.5 * (label.numbers[0] - 1), None
        for before in range(at):
            low = candidates[before][1].numbers[-1]
            step = label.numbers[0] - low
            goes_on = step == 0 and label.part > candidates[before][1].part != ""
            if step < 1 and not (asking or goes_on):
                continue
            loss = 0.0 if step == 1 or goes_on else 1.5 * step if step > 1 else 5.0
            if best[before][0] + gain - loss > top:
                top, link = best[before][0] + gain - loss, before
        best.append((top, link))
    if not best:
        return 0.0, {}
    end: int | None = max(range(len(best)), key=lambda i: best[i][0])
    score = best[end or 0][0]
    taken: dict[int, Label] = {}
    while end is not None:
        taken[candidates[end][0]] = candidates[end][1]
        end = best[end][1]
    count = sum(asks(lines, i, label, others) for i, label in taken.items())
    if len(taken) == 1 and 1 not in next(iter(taken.values())).numbers:
        return 0.0, {}
    return (score, taken) if count * 2 >= len(taken) else (0.0, {})
