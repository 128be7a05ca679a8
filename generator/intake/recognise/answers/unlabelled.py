"""Questions and answers that no label heads: told by their order or their letter type."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from generator.intake.recognise.answers.question_shape import emphatic
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine

_HEADER = re.compile(r"(?:\w+\s+)?(?:[Vv]ragen|[Qq]uestions)\s+(?:van|by|from|aan)\b")
_ANSWERED = re.compile(r"\b(?:[Aa]ntwoord(?:en)?|[Bb]eantwoording)\b")
_ASKS = re.compile(
    r"[«“\"'‘]?(?:Bent|Kunt|Kan|Deelt|Heeft|Hebt|Is|Zijn|Wat|Waarom|Hoe|Hoeveel|Welke?|Wanneer|Wie|Waar\w*|Klopt|Erkent|Vindt|Gaat|"
    r"Wilt|Bestaa[nt]|Kent|Acht|Ziet|Onderschrijft|Wordt|Worden|In hoeverre|Op welke|Zo|Are|Do|Does|Can|Could|Will|What|Why|How|"
    r"When|Which|Who|Have|Did)\b"
)
"""How a paragraph begins that asks, where nothing but its words tells."""
_TOLD_SO = re.compile(r"\b(?:antwoord(?:en)?|beantwoording|answers?)\b", re.IGNORECASE)
_FEWEST = 2


def questions(lines: Sequence[SourceLine]) -> dict[int, Label]:
    """Tell questions without labels by their order: paragraphs that ask, after the line that says who asks.

    Only for questions that stand alone, or that the source sets in bold or italic between plain answers.
    """
    start = next((i for i, line in enumerate(lines) if _HEADER.match(line.text)), -1) + 1
    while 0 < start < len(lines) and not lines[start].gap:
        start += 1
    asking = [
        i for i in range(start, len(lines)) if lines[i].gap and "?" in _paragraph(lines, i) and not lines[i].block.rows
    ]
    strong = [
        i for i in asking if emphatic(lines[i]) and (i == 0 or not emphatic(lines[i - 1]) or "?" in lines[i - 1].text)
    ]
    if len(strong) >= _FEWEST and any(not emphatic(lines[i]) for i in range(strong[0], len(lines))):
        asking = strong
    elif turns := _alternating(lines):
        return turns
    elif start == 0 or len(asking) < _FEWEST or any(_ANSWERED.match(line.text) for line in lines):
        return {}
    return {
        index: Label(LabelKind.QUESTION, LabelForm.BARE, (number,), 0, alone=False)
        for number, index in enumerate(asking, 1)
    }


def _alternating(lines: Sequence[SourceLine]) -> dict[int, Label]:
    """Tell questions and answers in a text in which paragraphs ask and answer by turns, under a head that speaks of answers."""
    if not any(line.gap or line.text[:1].islower() for line in lines[1:]):  # each line is a paragraph
        lines = [replace(line, gap=True) for line in lines]
    starts = [i for i, line in enumerate(lines) if line.gap or i == 0]
    first = next((i for i in starts if _asks(lines, i)), None)
    if first is None or not any(_TOLD_SO.search(line.text) for line in lines[:first]):
        return {}
    turns = [(i, _asks(lines, i)) for i in starts if i >= first]
    turns = [turn for at, turn in enumerate(turns) if at == 0 or turn[1] != turns[at - 1][1]]
    if len(turns) < 2 * _FEWEST or turns[-1][1]:
        return {}
    return {
        i: Label(LabelKind.QUESTION if asks else LabelKind.ANSWER, LabelForm.BARE, (at // 2 + 1,), 0, alone=False)
        for at, (i, asks) in enumerate(turns)
    }


def _asks(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a paragraph is a question and nothing else: it ends in one, or in what follows on one."""
    text = _paragraph(lines, index).rstrip(" \"'”’»)]0123456789")
    return text.endswith("?") and bool(_ASKS.match(text))


def _paragraph(lines: Sequence[SourceLine], index: int) -> str:
    text = lines[index].text
    while index + 1 < len(lines) and not lines[index + 1].gap:
        index += 1
        text += f" {lines[index].text}"
    return text


ABSENT = "absent"
"""The word of labels whose questions the source does not print."""


def answered_only(lines: Sequence[SourceLine], read: dict[int, Label]) -> dict[int, Label]:
    """Find the answers of a letter that does not print its questions: `Antwoorden op de vragen 1 t/m 3`.

    The heading of each answer stands for its questions; there is no other text of them in the source.
    """
    heads = {
        i: label
        for i, label in sorted(read.items())
        if label.kind is LabelKind.ANSWER
        and label.form is LabelForm.WORD
        and label.numbers
        and label.alone
        and not label.part
    }
    counted = [n for label in heads.values() for n in label.numbers]
    if len(counted) < _FEWEST or any(a >= b for a, b in itertools.pairwise(counted)):
        return {}
    extra: dict[int, Label] = {}
    for i, label in heads.items():
        extra[i] = Label(LabelKind.QUESTION, LabelForm.BARE, label.numbers, 0, alone=False, word=ABSENT)
        if i + 1 < len(lines) and i + 1 not in heads:
            extra[i + 1] = Label(LabelKind.ANSWER, LabelForm.BARE, label.numbers, 0, alone=False, word=ABSENT)
    return extra
