"""Answers that no label heads, in a letter whose questions are known.

They are told by their letter type, by the question before them, or by how they begin.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.intake.recognise.answers.question_shape import ends_in_question, is_emphatic, paragraph_text
from generator.intake.recognise.answers.unlabelled import ANSWERS_HEADING, FEWEST
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine

_QUESTIONS_AND_ANSWERS = re.compile(r"\b[Vv]ragen\s+en\s+antwoorden\b|\bVRAGEN\s+EN\s+ANTWOORDEN\b")
_FOLLOW_UP = re.compile(r"(?:Zo (?:ja|nee|niet)|Indien|Als|Graag|If (?:so|not)|Please)\b")
"""How a sentence begins that belongs to the question before it."""
_REQUESTED = re.compile(r"\?[\s\"'”’»)\]\d]*(?:Graag|Gaarne|Kunt u|Wilt u|Please)\b[^?.]*\.\s*$")
"""How a paragraph ends that asks, and then says how it wants the answer: `Wat kost dat? Graag per jaar.`"""
_OFFERED = re.compile(
    r"\b(?:[Hh]ierbij|[Bb]ijgaand|[Hh]ieronder|[Hh]iermee|[Hh]ierna|[Pp]lease find)\b[^.?!]{0,160}\b(?:antwoord(?:en)?|beantwoording|answers?)\b"
)
"""How a cover letter says that answers follow."""
_REPLY = re.compile(
    r"(?:Zie\s+(?:ook\s+)?(?:het\s+|mijn\s+|de\s+)?antwoord|Ja[.,]|Nee[.,]|See\s+(?:the\s+|my\s+)?answer)",
    re.IGNORECASE,
)
"""How a paragraph begins that can only be an answer."""
_SOME, _MOST = 0.5, 0.8
"""The share of the questions that must have an answer, with and without a cover letter that says so."""


@dataclass(frozen=True, slots=True)
class _LabelledLetter:
    """The lines of a letter, with the labels that are known."""

    lines: Sequence[SourceLine]
    labels: Mapping[int, Label]
    """By line."""

    @property
    def places(self) -> list[int]:
        return sorted(self.labels)

    @property
    def is_answered(self) -> bool:
        """Whether some answer has a label."""
        return any(label.kind is LabelKind.ANSWER for label in self.labels.values())

    def questions(self) -> Iterator[tuple[int, int, Label]]:
        """Yield each question: its line, the line after its section, its label."""
        for at, after in itertools.pairwise([*self.places, len(self.lines)]):
            if self.labels[at].kind is LabelKind.QUESTION:
                yield at, after, self.labels[at]

    def is_answer_label(self, index: int) -> bool:
        return index in self.labels and self.labels[index].kind is LabelKind.ANSWER

    def has_answer_elsewhere(self, question: Label) -> bool:
        """Whether the label of an answer names a question."""
        answers = (label for label in self.labels.values() if label.kind is LabelKind.ANSWER)
        return any(set(question.numbers) & set(answer.numbers) for answer in answers)

    def asks_before(self, index: int) -> bool:
        """Whether the text before a line ends in a question, or in a request that belongs to one."""
        if ends_in_question(self.lines[index - 1].text):
            return True
        return self.lines[index].gap and bool(_REQUESTED.search(self._paragraph_before(index)))

    def is_table_that_answers(self, index: int) -> bool:
        """Whether a line is a table right below text that ends in a question."""
        return bool(self.lines[index].block.rows) and self.asks_before(index)

    def _paragraph_before(self, index: int) -> str:
        first = index - 1
        while first > 0 and not self.lines[first].gap:
            first -= 1
        return " ".join(line.text for line in self.lines[max(first, 0) : index])


def answers(lines: Sequence[SourceLine], found: Mapping[int, Label]) -> dict[int, Label]:
    """Return the answers without a label, by the line each begins at; `found` are the labels that are known."""
    letter = _LabelledLetter(lines, found)
    extra = _joint_answers(letter)
    extra |= _after_emphatic_questions(letter, extra)
    if letter.is_answered:
        extra |= _plain_replies(letter)
    elif found and not extra:
        extra = _after_the_asking(letter)
    return extra


def _answer_to(question: Label) -> Label:
    return Label(LabelKind.ANSWER, LabelForm.BARE, question.numbers, 0, alone=False)


def _is_plain(line: SourceLine) -> bool:
    return bool(line.text.strip()) and not is_emphatic(line)


def _joint_answers(letter: _LabelledLetter) -> dict[int, Label]:
    """Return joint answers whose label is above the last of their questions: they begin after that question.

    `Vraag 2 … Antwoord op vragen 2 en 3 · Vraag 3 … ? De gemeente betaalt.`
    """
    extra: dict[int, Label] = {}
    for at, after, question in letter.questions():
        above = max((place for place in letter.places if place < at), default=None)
        if above is None or not _heads_empty_joint_answer(letter, above, at, question):
            continue
        if letter.is_answer_label(after) and not letter.labels[after].numbers:
            continue
        turns = (i for i in range(at + 1, after) if letter.asks_before(i) and not _asks_later(letter, i, after))
        turn = next(turns, None)
        if turn is not None:
            extra[turn] = _answer_to(letter.labels[above])
    return extra


def _heads_empty_joint_answer(letter: _LabelledLetter, above: int, at: int, question: Label) -> bool:
    """Whether the label above a question is that of a joint answer to it, and has no text."""
    label = letter.labels[above]
    is_empty = above + 1 == at and not letter.lines[above].text[label.end :].strip()
    is_joint = len(label.numbers) >= FEWEST and set(question.numbers) <= set(label.numbers)
    return label.kind is LabelKind.ANSWER and is_empty and is_joint


def _after_emphatic_questions(letter: _LabelledLetter, known: Mapping[int, Label]) -> dict[int, Label]:
    """Return the plain text right after questions in bold or italic.

    It answers the emphatic questions right above it too, in a letter in which no answer has a label.
    """
    extra: dict[int, Label] = {}
    above: tuple[int, ...] = ()
    for at, after, question in letter.questions():
        open_above, above = above, ()
        if letter.is_answer_label(after) or any(at < turn < after for turn in known):
            continue
        if letter.is_answered and letter.has_answer_elsewhere(question):
            continue
        first = at if letter.lines[at].text[question.end :].strip() else at + 1
        asks = first < after and is_emphatic(letter.lines[first])
        rest = range(first + 1, after) if asks else ()
        turn = next((i for i in rest if letter.is_table_that_answers(i) or _is_plain(letter.lines[i])), None)
        if turn is not None:
            extra[turn] = replace(_answer_to(question), numbers=(*open_above, *question.numbers))
        elif asks and not letter.is_answered:
            above = (*open_above, *question.numbers)
    return extra


def _after_the_asking(letter: _LabelledLetter) -> dict[int, Label]:
    """Return what comes after the last question mark of each question, if most questions have such a text.

    If the letter says that it answers, half of them is enough, and an answer may itself ask something.
    """
    says_so = _says_that_it_answers(letter.lines[: letter.places[0]])
    asked = list(letter.questions())
    turns = ((_turn(letter, at, after, says_so=says_so), question) for at, after, question in asked)
    extra = {turn: _answer_to(question) for turn, question in turns if turn is not None}
    share, fewest = (_SOME, 1) if says_so else (_MOST, FEWEST)
    return extra if len(extra) >= fewest and len(extra) >= share * len(asked) else {}


def _says_that_it_answers(head: Sequence[SourceLine]) -> bool:
    """Whether the lines above the first question say that answers follow."""
    if any(ANSWERS_HEADING.match(line.text) or _QUESTIONS_AND_ANSWERS.search(line.text) for line in head):
        return True
    return bool(_OFFERED.search(" ".join(line.text for line in head)))


def _turn(letter: _LabelledLetter, at: int, after: int, *, says_so: bool) -> int | None:
    """Return the line where the answer to the question at `at` begins; None if it has none."""
    lines = letter.lines
    starts = [
        i
        for i in range(at + 1, after)
        if letter.is_table_that_answers(i) or ((lines[i].gap or letter.asks_before(i)) and lines[i].text[:1].isalnum())
    ]
    first = next((i for i in starts if not _asks_later(letter, i, after)), None)
    if first is not None and letter.asks_before(first):
        return first
    if not says_so:
        return None
    return next((i for i in starts if lines[i].gap and letter.asks_before(i) and not _asks_on(lines, i)), None)


def _asks_on(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a paragraph goes on asking: it ends in a question, or begins as what belongs to one."""
    text = paragraph_text(lines, index)
    return ends_in_question(text) or bool(_FOLLOW_UP.match(text))


def _plain_replies(letter: _LabelledLetter) -> dict[int, Label]:
    """Return replies without a label, in a letter with labels for other answers: `Zie het antwoord op vraag 2`."""
    extra: dict[int, Label] = {}
    for at, after, question in letter.questions():
        if letter.has_answer_elsewhere(question) or letter.is_answer_label(after):
            continue
        replies = (i for i in range(at + 1, after) if letter.asks_before(i) and _REPLY.match(letter.lines[i].text))
        turn = next(replies, None)
        if turn is not None:
            extra[turn] = _answer_to(question)
    return extra


def _asks_later(letter: _LabelledLetter, index: int, after: int) -> bool:
    """Whether a line of a section, or a later one, has a question mark."""
    return any("?" in line.text for line in letter.lines[index:after])
