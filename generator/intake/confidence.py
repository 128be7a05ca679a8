"""What an import is sure of, question by question, and what it is not: the doubts, sorted by what would hurt most.

A letter without doubts is certain. What is known for certain but worth telling (a notice of an address, a misprinted
number) is no doubt. Nothing here changes what was recognised.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.model import LetterKind
from generator.intake.recognise.recognised_letter import RecognisedLetter, RecognisedQuestion
from generator.intake.source_document import DocBlock

DOUBTS = (
    # text that may be lost, or be in another place than where it belongs
    "text-out-of-balance",
    "doubt-no-questions",
    "questions-without-number",
    "doubt-text-after-question",
    "label-not-read",
    "answer-without-question",
    "answer-to-unknown-question",
    "answer-number-repeated",
    "answer-given-twice",
    "doubt-no-answer",
    "answer-empty",
    "doubt-answer-asks",
    "doubt-close-in-answer",
    "answers-without-label",
    "questions-without-label",
    "question-number-repeated",
    "question-numbers-skipped",
    "doubt-asks-nothing",
    "questions-start-again",
    "questions-absent",
    "questions-not-told-apart",
    # what a reader does not see, and sees wrong
    "unmapped-characters",
    "pages-without-text",
    "page-without-text",
    "unseen-text",
    "furniture-within-sentence",
    "footnote-without-text",
    "footnote-without-mark",
    "mark-without-footnote",
    "columns-joined",
    "lines-lost-split",
    "words-glued",
    "encoding-guessed",
    # who and when
    "doubt-facts",
    "asker-doubtful",
    "fact-cut-off",
    "askers-fewer-than-named",
    "fact-told-otherwise",
    "fact-declared-otherwise",
    "dates-in-wrong-order",
    "fact-of-another-year",
    "dates-far-apart",
    "asker-without-party",
    "fact-told-once",
)
"""The codes of doubts, the most harmful first. A warning with another code comes after them."""
_SAID_BY_FACTS = ("title-not-found", "letter-without-number", "letter-without-number-or-date")
"""What `doubt-facts` says too; these say how the letter is named, which is certain."""
_PUBLICATION = re.compile(r"\b(?:ah|kv)-(?:tk|ek)-[\dZz]+(?:-\d+)?\b")
"""The id of answers or questions in the foot of an official publication."""
_REQUEST = re.compile(r"(?:Graag|Gaarne|Zo (?:ja|nee|niet)|Kunt|Wilt|Toelichting|Please|If (?:so|not))\b")
"""How a sentence begins that asks without a question mark."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
"""A web address, whose question mark asks nothing."""
_AFTER_ASKING = re.compile(r"\?[\s\"'”’»)\]\d]*(?P<rest>[^?]{25,})$")
"""The end of a paragraph that asks first, if it is longer than a remark."""
_ENDS_IN_QUESTION = re.compile(r"\?[\s\"'”’»)\]\d]*$")

_SENTENCE_END = re.compile(r"[.!?:;…)\]»”’'\"\d%]$")
_LONGEST_CLOSE = 120
"""Characters; a longer paragraph without a full stop is text."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that an import is not sure of, at all places of the letter."""

    code: str
    questions: tuple[int, ...]
    """The questions that it is about; empty for the letter as a whole and its text outside the questions."""
    places: tuple[Diagnostic, ...]
    """Each with its line in the source."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """What an import is sure of and what not."""

    sure: tuple[int, ...] = ()
    """The questions without a doubt."""
    doubts: tuple[Doubt, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    """The diagnostics that are no doubts."""


def weigh(letter: RecognisedLetter, problems: Sequence[Diagnostic], name: str) -> Confidence:
    """Return what the import of a letter is sure of; `name` is what diagnostics call the source."""
    doubtful = [problem for problem in problems if _is_doubt(problem, letter)]
    places = _question_lines(letter)
    by_code: dict[str, list[Diagnostic]] = {}
    for problem in (*doubtful, *_about_questions(letter, name), *_about_the_letter(letter, name)):
        by_code.setdefault(problem.code, []).append(problem)
    doubts = [Doubt(code, _questions(found, places), tuple(found)) for code, found in by_code.items()]
    unsure = {number for doubt in doubts for number in doubt.questions}
    return Confidence(
        tuple(n for question in letter.questions for n in question.numbers if n not in unsure),
        tuple(sorted(doubts, key=lambda doubt: (_harm(doubt.code), doubt.code))),
        tuple(problem for problem in problems if problem not in doubtful),
    )


def _harm(code: str) -> int:
    return DOUBTS.index(code) if code in DOUBTS else len(DOUBTS)


def _is_doubt(problem: Diagnostic, letter: RecognisedLetter) -> bool:
    """Whether a diagnostic says that the letter's text may be wrong; those of an update are about the editor's."""
    if problem.code == "furniture-within-sentence":
        return not _is_known_furniture(dict(problem.values).get("text", ""), letter)
    if problem.is_error or problem.code in _SAID_BY_FACTS or problem.code.startswith("update-"):
        return False
    return problem.code in DOUBTS or problem.severity is Severity.WARNING


def _is_known_furniture(text: str, letter: RecognisedLetter) -> bool:
    """Whether furniture is certain: it comes back but for its numbers, or is the id of the publication."""
    shape = _shape(text)
    again = sum(_shape(item.text) == shape for item in letter.furniture)
    return again > 1 or bool(_PUBLICATION.fullmatch(text.strip()))


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split()))


# --- Where a doubt is --------------------------------------------------------------------------------------------


def _question_lines(letter: RecognisedLetter) -> list[tuple[int, int]]:
    """Return where in the source the text of each question and answer begins, sorted; number 0 is text of the letter."""
    lines = [(block.line, 0) for block in letter.body]
    for question in letter.questions:
        lines.append((question.line, question.number))
        lines.extend((block.line, question.number) for block in (*question.blocks, *(question.answer or ())))
    return sorted({(line, number) for line, number in lines if line})


def _questions(found: Sequence[Diagnostic], places: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return the questions that some diagnostics are about: those they name, else those at their lines."""
    numbers: set[int] = set()
    for problem in found:
        values = dict(problem.values)
        if "numbers" in values:
            numbers.update(map(int, re.findall(r"\d+", values["numbers"])))
            continue
        lines = [int(line) for line in re.findall(r"\d+", values.get("lines", ""))] or [problem.position.line]
        for line in filter(None, lines):
            at = bisect_right(places, (line, 10**9)) - 1
            numbers.update({places[at][1]} - {0} if at >= 0 else ())
    return tuple(sorted(numbers))


# --- Doubts that the letter itself shows -------------------------------------------------------------------------


def _about_questions(letter: RecognisedLetter, name: str) -> Iterator[Diagnostic]:
    """Yield a doubt for each shape that questions and answers rarely have, with the questions that have it."""
    for code, has_it in _SHAPES:
        found = [question for question in letter.questions if has_it(question, letter)]
        if found:
            numbers = ", ".join(str(question.number) for question in found)
            yield diagnostic(code, Position(name, found[0].line), Severity.WARNING, numbers=numbers)


def _goes_on_after_asking(question: RecognisedQuestion, _letter: RecognisedLetter) -> bool:
    """Whether text follows the last question mark, in its paragraph or below it: an answer may be in it."""
    asks = [at for at, block in enumerate(question.blocks) if "?" in _ADDRESS.sub("", block.text)]
    after = question.blocks[asks[-1] + 1 :] if asks else ()
    within = (_AFTER_ASKING.search(_ADDRESS.sub("", block.text)) for block in question.blocks)
    if any(rest and not _REQUEST.match(rest["rest"]) for rest in within):
        return True
    return any(not (block.label or block.rows or _REQUEST.match(block.text)) for block in after)


def _has_no_answer(question: RecognisedQuestion, letter: RecognisedLetter) -> bool:
    return letter.kind is LetterKind.ANSWERS and question.answer is None and question.answered_in is None


def _answer_asks(question: RecognisedQuestion, _letter: RecognisedLetter) -> bool:
    """Whether the first paragraph of the answer is a question: the end of the question may be in it."""
    return any(_ENDS_IN_QUESTION.search(block.text) for block in (question.answer or ())[:1])


def _ends_in_no_sentence(question: RecognisedQuestion, letter: RecognisedLetter) -> bool:
    """Whether the letter's last answer ends in a short paragraph that is no sentence: who signs it may be in it."""
    last = next((other for other in reversed(letter.questions) if other.answer), None)
    answer = question.answer or ()
    if question is not last or len(answer) < 2:
        return False
    end = answer[-1]
    text = end.text.strip()
    is_plain = not (end.rows or end.label or end.heading) and text[:1].isupper() and len(text) <= _LONGEST_CLOSE
    return is_plain and not _SENTENCE_END.search(_ADDRESS.sub(".", text))


def _asks_nothing(question: RecognisedQuestion, _letter: RecognisedLetter) -> bool:
    text = " ".join(_printed(block) for block in question.blocks)
    return "?" not in text and not _REQUEST.search(text)


def _printed(block: DocBlock) -> str:
    return " ".join([block.text, *(inner.text for row in block.rows for cell in row for inner in cell)])


_SHAPES = (
    ("doubt-text-after-question", _goes_on_after_asking),
    ("doubt-no-answer", _has_no_answer),
    ("doubt-answer-asks", _answer_asks),
    ("doubt-close-in-answer", _ends_in_no_sentence),
    ("doubt-asks-nothing", _asks_nothing),
)


def _about_the_letter(letter: RecognisedLetter, name: str) -> Iterator[Diagnostic]:
    """Yield a doubt about a letter without questions, and one about what `letter.md` does not say."""
    if not letter.questions and letter.kind is not LetterKind.POSTPONEMENT:
        yield diagnostic("doubt-no-questions", Position(name), Severity.WARNING)
    missing = [key for key, is_missing in _missing(letter) if is_missing]
    if missing and missing != ["numbers"]:  # other bodies than the Kamer give their letters no number
        yield diagnostic("doubt-facts", Position(name), Severity.INFO, keys=", ".join(missing))


def _missing(letter: RecognisedLetter) -> Iterator[tuple[str, bool]]:
    """Yield each key of the front matter that a letter of its kind has, and whether it is missing."""
    meta, kind = letter.meta, letter.kind
    names_publication = any(_PUBLICATION.search(item.text) for item in letter.furniture)
    asked = kind in (LetterKind.QUESTIONS, LetterKind.ANSWERS)
    yield "title", meta.title is None
    yield "numbers", not (meta.numbers or meta.publication)
    yield "publication", meta.publication is None and names_publication
    yield "date", meta.day is None or (kind is LetterKind.ANSWERS and not (meta.date or meta.received))
    yield "asked_by", asked and not meta.asked_by
    yield "answered_by", kind is LetterKind.ANSWERS and not meta.answered_by
