"""Questions that no label heads: told by their order or their letter type.

Answers that no label heads are in `unlabelled_answers`.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.intake.recognise.answers.question_shape import ends_in_question, is_emphatic, paragraph_text
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine

_HEADING = re.compile(r"(?:\w+\s+)?(?:[Vv]ragen|[Qq]uestions)\s+(?:van|by|from|aan)\b")
"""How the line begins that says who asks: `Vragen van het lid …`."""
ANSWERS_HEADING = re.compile(r"\b(?:[Aa]ntwoord(?:en)?|[Bb]eantwoording)\b")
"""How a line begins that says that answers follow."""
_ASKS = re.compile(
    r"[«“\"'‘]?(?:Bent|Kunt|Kan|Deelt|Heeft|Hebt|Is|Zijn|Wat|Waarom|Hoe|Hoeveel|Welke?|Wanneer|Wie|Waar\w*|Klopt|Erkent|Vindt|Gaat|"
    r"Wilt|Bestaa[nt]|Kent|Acht|Ziet|Onderschrijft|Wordt|Worden|In hoeverre|Op welke|Zo|Are|Do|Does|Can|Could|Will|What|Why|How|"
    r"When|Which|Who|Have|Did)\b"
)
"""How a paragraph begins that asks, if only its words can show that."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+(?:\?\s\S*=\S+)?")
"""A web address, whose question mark asks nothing; also one that an extractor broke there."""
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTE = re.compile(r"[\[(]?\s?(?P<number>[⁰¹²³⁴-⁹]{1,3}|\d{1,3})(?:\s?[\])]|(?<=[⁰¹²³⁴-⁹])|(?=\s+\S))")
"""How the text of a footnote begins."""
_SPEAKS_OF_ANSWERS = re.compile(r"\b(?:antwoord(?:en)?|beantwoording|answers?)\b", re.IGNORECASE)
FEWEST = 2
"""Sections that a letter must have of a kind without labels, at least."""
ABSENT = "absent"
"""The word of a label whose questions the source does not print."""


def questions(lines: Sequence[SourceLine]) -> dict[int, Label]:
    """Return the questions without a label, by line: paragraphs that ask, numbered by their order.

    They are told where the source sets questions in bold or italic, where questions and answers alternate, and where
    questions without answers follow the line that says who asks.
    """
    start = _after_heading(lines)
    asking = [i for i in range(start, len(lines)) if _asks_something(lines, i) and not _is_note(lines, i)]
    emphatic = [i for i in asking if is_emphatic(lines[i]) and (i == 0 or not _goes_on_emphatically(lines[i - 1]))]
    if len(emphatic) >= FEWEST and any(not is_emphatic(lines[i]) for i in range(emphatic[0], len(lines))):
        return _numbered(emphatic)
    if turns := _alternating(lines):
        return turns
    answered = any(ANSWERS_HEADING.match(line.text) for line in lines)
    return _numbered(asking) if start and len(asking) >= FEWEST and not answered else {}


def _after_heading(lines: Sequence[SourceLine]) -> int:
    """Return the first line below the paragraph that says who asks; 0 if there is none."""
    start = next((i for i, line in enumerate(lines) if _HEADING.match(line.text)), -1) + 1
    while 0 < start < len(lines) and not lines[start].gap:
        start += 1
    return start


def _asks_something(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a paragraph begins at a line, and has a question mark."""
    line = lines[index]
    return line.gap and "?" in _ADDRESS.sub("", paragraph_text(lines, index)) and not line.block.rows


def _is_note(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a paragraph begins with a number that is a footnote mark in the text above it: `[1]`, `1)`, `¹`."""
    line = lines[index]
    start = _NOTE.match(f"{line.block.label} {line.text}" if line.block.label else line.text)
    if not start:
        return False
    number = unicodedata.normalize("NFKC", start["number"])
    raised = "".join(_RAISED[int(digit)] for digit in number)
    mark = re.compile(rf"\S\s?(?:\[\s?{number}\s?\]|\(?{number}\)|{raised}(?![⁰¹²³⁴-⁹]))")
    return any(mark.search(above.text) or _is_raised(above, number) for above in lines[:index])


def _is_raised(line: SourceLine, number: str) -> bool:
    """Whether a line has a number in superscript."""
    return any(run.superscript and run.text.strip("[]() ") == number for run in line.block.runs)


def _goes_on_emphatically(line: SourceLine) -> bool:
    """Whether a line is emphatic and no question, so that the next line may be the rest of it."""
    return is_emphatic(line) and "?" not in line.text


def _numbered(places: Sequence[int]) -> dict[int, Label]:
    return {at: _bare(LabelKind.QUESTION, (number,)) for number, at in enumerate(places, 1)}


def _bare(kind: LabelKind, numbers: tuple[int, ...], word: str = "") -> Label:
    """Return the label of a section that has none in the source."""
    return Label(kind, LabelForm.BARE, numbers, 0, alone=False, word=word)


def _alternating(lines: Sequence[SourceLine]) -> dict[int, Label]:
    """Return the questions and answers of a letter in which paragraphs ask and answer by turns.

    Only below a heading that speaks of answers.
    """
    paragraphs = _paragraphs(lines)
    first = next((i for i, asks in paragraphs if asks), None)
    if first is None or not any(_SPEAKS_OF_ANSWERS.search(line.text) for line in lines[:first]):
        return {}
    after = (pair for pair in paragraphs if pair[0] >= first)
    turns = [next(group) for _, group in itertools.groupby(after, key=lambda pair: pair[1])]
    if len(turns) < 2 * FEWEST or turns[-1][1]:
        return {}
    return {
        i: _bare(LabelKind.QUESTION if asks else LabelKind.ANSWER, (at // 2 + 1,)) for at, (i, asks) in enumerate(turns)
    }


def _paragraphs(lines: Sequence[SourceLine]) -> list[tuple[int, bool]]:
    """Return the first line of each paragraph, and whether the paragraph is a question.

    Without blank lines and continued sentences, each line is a paragraph.
    """
    if not any(line.gap or line.text[:1].islower() for line in lines[1:]):
        lines = [replace(line, gap=True) for line in lines]
    return [(i, _is_question(lines, i)) for i, line in enumerate(lines) if line.gap or i == 0]


def _is_question(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a paragraph is a question and nothing else: it begins and ends as one."""
    text = paragraph_text(lines, index)
    return ends_in_question(text) and bool(_ASKS.match(text))


def asked_above(lines: Sequence[SourceLine], answers: Mapping[int, Label]) -> dict[int, Label]:
    """Return the questions right above the labels of answers, by the line each begins at; none if a label has none.

    `Wat kost de brug? Antwoord: Niets.`: only the answers have labels, each for the paragraphs above it that ask.
    """
    places = sorted(answers)
    if len(places) < FEWEST or any(len(label.numbers) > 1 for label in answers.values()):
        return {}
    found: dict[int, Label] = {}
    for count, (above, at) in enumerate(itertools.pairwise([-1, *places]), 1):
        starts = [i for i in range(above + 1, at) if lines[i].gap or i == 0]
        asking = itertools.takewhile(lambda i: "?" in _ADDRESS.sub("", paragraph_text(lines, i)), reversed(starts))
        first = min(asking, default=None)
        if first is None or (found and first <= above + 1 and answers[above].alone):
            return {}
        found[first] = _bare(LabelKind.QUESTION, answers[at].numbers or (count,))
    numbers = [label.numbers for label in found.values()]
    return found if all(a < b for a, b in itertools.pairwise(numbers)) else {}


def answered_only(lines: Sequence[SourceLine], read: dict[int, Label]) -> dict[int, Label]:
    """Return the sections of a letter that does not print its questions: `Antwoorden op de vragen 1 t/m 3`.

    The heading of each answer counts as its questions, since the source has no other text of them.
    """
    headings = {i: label for i, label in sorted(read.items()) if _heads_answer(label)}
    numbers = [n for label in headings.values() for n in label.numbers]
    if len(numbers) < FEWEST or any(a >= b for a, b in itertools.pairwise(numbers)):
        return {}
    found: dict[int, Label] = {}
    for i, label in headings.items():
        found[i] = _bare(LabelKind.QUESTION, label.numbers, ABSENT)
        if i + 1 < len(lines) and i + 1 not in headings:
            found[i + 1] = _bare(LabelKind.ANSWER, label.numbers, ABSENT)
    return found


def _heads_answer(label: Label) -> bool:
    """Whether a label is that of an answer, with its word and number, alone on its line."""
    worded = label.kind is LabelKind.ANSWER and label.form is LabelForm.WORD
    return worded and bool(label.numbers) and label.alone and not label.part
