"""Answers that no label heads, in a letter whose questions are known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.intake.recognise.answers.question_shape import emphatic
from generator.intake.recognise.answers.unlabelled import _ANSWERED, _FEWEST, _paragraph
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine

_OFFERED = re.compile(
    r"\b(?:[Hh]ierbij|[Bb]ijgaand|[Hh]ieronder|[Hh]iermee|[Hh]ierna|[Pp]lease find)\b[^.?!]{0,160}\b(?:antwoord(?:en)?|beantwoording|answers?)\b"
)
"""How a cover letter says that what follows answers."""

_REPLY = re.compile(
    r"(?:Zie\s+(?:ook\s+)?(?:het\s+|mijn\s+|de\s+)?antwoord|Ja[.,]|Nee[.,]|See\s+(?:the\s+|my\s+)?answer)",
    re.IGNORECASE,
)
"""How a paragraph begins that can only be an answer."""


def answers(lines: Sequence[SourceLine], found: dict[int, Label]) -> dict[int, Label]:
    """Find answers that no label heads.

    They are plain text right after a question in bold or italic; or, where the letter's head says that it answers and
    no answer has a label, the paragraphs after those that ask.
    """
    places = sorted(found)
    answered = any(found[i].kind is LabelKind.ANSWER for i in places)
    extra = _joint(lines, found, places)
    for at, after in zip(places, [*places[1:], len(lines)], strict=False):
        label = found[at]
        if label.kind is not LabelKind.QUESTION or any(at < turn < after for turn in extra):
            continue
        if after in found and found[after].kind is LabelKind.ANSWER:
            continue
        first = at if lines[at].text[label.end :].strip() else at + 1
        turn = next(
            (
                i
                for i in range(first + 1, after)
                if emphatic(lines[first]) and not emphatic(lines[i]) and lines[i].text.strip()
            ),
            None,
        )
        if turn is not None and not (answered and _covered_elsewhere(found, label)):
            extra[turn] = Label(LabelKind.ANSWER, LabelForm.BARE, label.numbers, 0, alone=False)
    if not extra and not answered and places:
        head = " ".join(line.text for line in lines[: places[0]])
        told = any(_ANSWERED.match(line.text) or _TOLD.search(line.text) for line in lines[: places[0]])
        told = told or bool(_OFFERED.search(head))
        extra = _after_the_asking(lines, found, places, told=told)
    if answered:
        extra |= _plain_replies(lines, found, places)
    return extra


def _joint(lines: Sequence[SourceLine], found: dict[int, Label], places: list[int]) -> dict[int, Label]:
    """Find joint answers whose label stands before the last of their questions: they begin where that has been asked.

    `Vraag 2 … Antwoord op vragen 2 en 3 · Vraag 3 … ? De gemeente betaalt.`
    """
    extra: dict[int, Label] = {}
    for label_at, at, after in zip(places, places[1:], [*places[2:], len(lines)], strict=False):
        label, asked = found[label_at], found[at]
        empty = label_at + 1 == at and not lines[label_at].text[label.end :].strip()
        if label.kind is not LabelKind.ANSWER or asked.kind is not LabelKind.QUESTION or not empty:
            continue
        if not set(asked.numbers) <= set(label.numbers) or len(label.numbers) < _FEWEST:
            continue
        if after in found and found[after].kind is LabelKind.ANSWER and not found[after].numbers:
            continue
        turn = next(
            (i for i in range(at + 1, after) if _asking(lines[i - 1]) and not _asking_paragraph(lines, i, after)), None
        )
        if turn is not None:
            extra[turn] = Label(LabelKind.ANSWER, LabelForm.BARE, label.numbers, 0, alone=False)
    return extra


def _covered_elsewhere(found: dict[int, Label], label: Label) -> bool:
    return any(set(label.numbers) & set(other.numbers) for other in found.values() if other.kind is LabelKind.ANSWER)


def _after_the_asking(
    lines: Sequence[SourceLine], found: dict[int, Label], places: list[int], *, told: bool
) -> dict[int, Label]:
    """Take what stands after a question's last question mark as its answer, where most questions have such a text.

    Where the letter has `told` that it answers, half of them is enough, and an answer may itself ask something.
    """
    extra: dict[int, Label] = {}
    asked = 0
    for at, after in zip(places, [*places[1:], len(lines)], strict=True):
        label = found[at]
        if label.kind is not LabelKind.QUESTION:
            continue
        asked += 1
        starts = [
            i for i in range(at + 1, after) if (lines[i].gap or _asking(lines[i - 1])) and lines[i].text[:1].isalnum()
        ]
        turn = next((i for i in starts if not _asking_paragraph(lines, i, after)), None)
        if told and (turn is None or not _asking(lines[turn - 1])):
            turn = next((i for i in starts if lines[i].gap and _asking(lines[i - 1]) and not _goes_on(lines, i)), None)
        if turn is not None and _asking(lines[turn - 1]):
            extra[turn] = Label(LabelKind.ANSWER, LabelForm.BARE, label.numbers, 0, alone=False)
    share, fewest = (_SOME, 1) if told else (_MOST, _FEWEST)
    return extra if len(extra) >= fewest and len(extra) >= share * asked else {}


def _goes_on(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a paragraph asks on: it ends in a question, or begins as what follows one."""
    text = _paragraph(lines, index).rstrip(" \"'”’»)]0123456789")
    return text.endswith("?") or bool(_FOLLOWS.match(text))


_FOLLOWS = re.compile(r"(?:Zo (?:ja|nee|niet)|Indien|Als|Graag|If (?:so|not)|Please)\b")


def _plain_replies(lines: Sequence[SourceLine], found: dict[int, Label], places: list[int]) -> dict[int, Label]:
    """Find replies without a label in a letter whose other answers have one: `Zie het antwoord op vraag 2`."""
    extra: dict[int, Label] = {}
    for at, after in zip(places, [*places[1:], len(lines)], strict=True):
        label = found[at]
        if label.kind is not LabelKind.QUESTION or _covered_elsewhere(found, label):
            continue
        if after in found and found[after].kind is LabelKind.ANSWER:
            continue
        turn = next((i for i in range(at + 1, after) if _asking(lines[i - 1]) and _REPLY.match(lines[i].text)), None)
        if turn is not None:
            extra[turn] = Label(LabelKind.ANSWER, LabelForm.BARE, label.numbers, 0, alone=False)
    return extra


def _asking(line: SourceLine) -> bool:
    return line.text.rstrip(" \"'”’»)]0123456789").endswith("?")


def _asking_paragraph(lines: Sequence[SourceLine], index: int, after: int) -> bool:
    """Whether a paragraph, or a later one of the same section, asks."""
    return any("?" in line.text for line in lines[index:after])


_TOLD = re.compile(r"\b[Vv]ragen\s+en\s+antwoorden\b|\bVRAGEN\s+EN\s+ANTWOORDEN\b")

_SOME, _MOST = 0.5, 0.8
