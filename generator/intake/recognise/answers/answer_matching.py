"""Which answer belongs to which questions: by the number in its label, else by its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.intake.recognise.answers.assembly import Assembly, PendingAnswer, PendingQuestion, Trailer, listed


def give_answers(asked: Sequence[PendingQuestion], answers: Sequence[PendingAnswer], done: Assembly) -> None:
    """Assign every answer to its questions: those it names, else those right before it.

    An answer to several questions is that of the first; the others say which. What is unusual is reported in `done`.
    """
    known = {n for question in asked for n in question.numbers}
    asked_since = 0
    for answer in answers:
        pending = _pending(asked, asked_since, answer.asked_before)
        asked_since = answer.asked_before
        wanted = [n for n in answer.numbers if n in known]
        if len(wanted) < len(answer.numbers):
            unknown = listed(n for n in answer.numbers if n not in known)
            done.report("answer-to-unknown-question", answer.line, number=unknown)
        _place(answer, wanted, pending, asked, done)


def _place(
    answer: PendingAnswer,
    wanted: Sequence[int],
    pending: Sequence[PendingQuestion],
    asked: Sequence[PendingQuestion],
    done: Assembly,
) -> None:
    """Assign an answer to the questions that it covers and that are open, or else to the best place there is.

    It covers the questions with the `wanted` numbers; without numbers, the `pending` ones right before it.
    """
    covered = _with_numbers(asked, wanted) if wanted else pending
    free = [question for question in covered if question.is_open]
    if free:
        _give(answer, free)
    elif wanted and pending:
        # The source gives one number to two answers: the question right before the second has none yet.
        taken = pending[-1]
        done.report("answer-number-repeated", answer.line, number=listed(wanted), taken=listed(taken.numbers))
        _give(answer, [taken])
    elif covered:
        done.report("answer-given-twice", answer.line, number=listed(wanted))
        _append(answer, next(question for question in covered if not question.is_open), asked)
    else:
        done.report("answer-without-question", answer.line)
        done.trailers.append(Trailer("", tuple(answer.lines)))


def _with_numbers(asked: Sequence[PendingQuestion], numbers: Sequence[int]) -> list[PendingQuestion]:
    return [question for question in asked if set(question.numbers) & set(numbers)]


def _pending(asked: Sequence[PendingQuestion], since: int, before: int) -> list[PendingQuestion]:
    """Return the open questions between the answer before and this one, else the last question without an answer."""
    between = [question for question in asked[since:before] if question.is_open]
    return between or [question for question in asked[:before][-1:] if question.answer is None]


def _give(answer: PendingAnswer, questions: Sequence[PendingQuestion]) -> None:
    """Assign an answer to the lowest of some questions, and refer the others to it."""
    first = min(questions, key=lambda question: question.numbers[0])
    first.answer = answer.lines
    for other in questions:
        if other is not first:
            other.answered_in = first.numbers[0]


def _append(answer: PendingAnswer, question: PendingQuestion, asked: Sequence[PendingQuestion]) -> None:
    """Add an answer below the one that a question has already."""
    holder = next((other for other in asked if question.answered_in in other.numbers), question)
    holder.answer = holder.answer or []
    holder.answer.extend(replace(line, gap=True) if at == 0 else line for at, line in enumerate(answer.lines))
