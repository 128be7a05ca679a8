"""The questions and answers of a letter, put together from its sections: collected, matched and numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from generator.core.diagnostics import Severity
from generator.core.language import fold
from generator.intake.recognise.answers.answer_matching import give_answers
from generator.intake.recognise.answers.assembly import Assembly, PendingAnswer, PendingQuestion, listed
from generator.intake.recognise.answers.collect import collect
from generator.intake.recognise.answers.joint_questions import split_joint
from generator.intake.recognise.labels.sections import Section
from generator.intake.recognise.recognised_letter import Furniture, RecognisedQuestion, SourceLine, printed
from generator.intake.source_document import DocBlock


class BuildParagraphs(Protocol):
    """Returns the paragraphs, tables and list items that some lines form; `apart` if `Zo ja, …` may begin one."""

    def __call__(self, lines: Sequence[SourceLine], *, apart: bool = False) -> tuple[DocBlock, ...]: ...  # noqa: D102 - the class says it


def assemble(
    sections: Sequence[Section], lines: Sequence[SourceLine | None], build: BuildParagraphs, name: str
) -> Assembly:
    """Return the questions and answers of a letter, with the numbers that the source prints.

    `lines` are those of the letter, with None for a line that is a footnote; `name` is what diagnostics call the source.
    """
    done = Assembly(name)
    asked, answers = collect(sections, lines, done)
    asked = _without_repeats(asked, answers, done)
    give_answers(asked, answers, done)
    done.questions = _numbered(asked, build, done)
    return done


# --- Questions printed twice -------------------------------------------------------------------------------------


def _without_repeats(
    asked: Sequence[PendingQuestion], answers: Sequence[PendingAnswer], done: Assembly
) -> list[PendingQuestion]:
    """Return the questions without the first copy of those printed twice: as sent in, and with the answers.

    `asked_before` of the answers is corrected.
    """
    repeats = [(at, again) for at, first in enumerate(asked) if (again := _printed_again(first, asked[at + 1 :]))]
    if not repeats:
        return list(asked)
    for at, _ in repeats:
        done.aside.extend(
            Furniture(printed(line.block), line.block.line, "repeated", line.block.page)
            for line in (*asked[at].headings, *asked[at].lines)
        )
    numbers = listed(n for at, _ in repeats for n in asked[at].numbers)
    first, again = repeats[0]
    done.report("questions-printed-twice", asked[first].line, Severity.INFO, numbers=numbers, line=again.line)
    dropped = {at for at, _ in repeats}
    for answer in answers:
        answer.asked_before -= sum(at < answer.asked_before for at in dropped)
    return [question for at, question in enumerate(asked) if at not in dropped]


def _printed_again(question: PendingQuestion, later: Sequence[PendingQuestion]) -> PendingQuestion | None:
    """Return the question with the same numbers and words further on; None if there is none."""
    same = (other for other in later if other.numbers == question.numbers)
    return next((other for other in same if _words(other.lines) == _words(question.lines)), None)


def _words(lines: Sequence[SourceLine]) -> str:
    """Return the letters and digits of some lines, in lower case."""
    return re.sub(r"\W", "", fold(" ".join(line.text for line in lines)).casefold())


# --- Numbers -----------------------------------------------------------------------------------------------------


def _numbered(asked: Sequence[PendingQuestion], build: BuildParagraphs, done: Assembly) -> list[RecognisedQuestion]:
    """Return the questions by number; one whose number is taken gets the next that is free."""
    found: dict[int, RecognisedQuestion] = {}
    for pending in asked:
        for question in _recognised(pending, build, done):
            number = question.number
            while number in found:
                number += 1
            if number != question.number:
                done.report("question-number-repeated", question.line, number=question.number, read=number)
            found[number] = replace(question, number=number, moved_by=pending.moved_by)
    numbers = {n for question in found.values() for n in question.numbers}
    skipped = [n for n in range(1, max(numbers, default=0)) if n not in numbers]
    if skipped:
        done.report("question-numbers-skipped", numbers=listed(skipped))
    return [found[number] for number in sorted(found)]


def _recognised(pending: PendingQuestion, build: BuildParagraphs, done: Assembly) -> Iterator[RecognisedQuestion]:
    """Yield a question; of several under one label each, or one for all if the source does not tell them apart."""
    blocks = build(pending.lines)
    count = len(pending.numbers)
    parts = split_joint(blocks, count) or split_joint(build(pending.lines, apart=True), count)
    first = RecognisedQuestion(
        pending.numbers[0],
        blocks=(*build(pending.headings), *(parts[0] if parts else blocks)),
        answer=build(pending.answer) if pending.answer is not None else None,
        answered_in=pending.answered_in,
        joint=() if parts else pending.numbers[1:],
        pages=_pages((*pending.lines, *(pending.answer or ()))),
        line=pending.line,
    )
    if parts is None:
        done.report("questions-not-told-apart", pending.line, Severity.INFO, numbers=listed(pending.numbers))
    yield first
    holder = first.number if first.answer is not None else None
    for number, part in zip(pending.numbers[1:], parts[1:], strict=True) if parts else ():
        yield replace(first, number=number, blocks=part, answer=None, answered_in=pending.answered_in or holder)


def _pages(lines: Sequence[SourceLine]) -> tuple[int, ...]:
    return tuple(sorted({line.block.page for line in lines if line.block.page}))
