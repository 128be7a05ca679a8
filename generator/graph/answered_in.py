"""Finds which question's file has the answer to each question, by following `answered_in`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from generator.core.diagnostics import Diagnostic, diagnostic
from generator.core.model import Letter, Question, place_of
from generator.graph.site import QuestionKey
from generator.graph.targets import nearest_number

Answers = dict[QuestionKey, QuestionKey]
"""By answered question: the question whose file has the answer."""
Covers = dict[QuestionKey, tuple[QuestionKey, ...]]
"""By question whose file has an answer: the questions that it answers, sorted."""


def answers_of(letter: Letter, by_number: Mapping[int, Question]) -> tuple[Answers, Covers, list[Diagnostic]]:
    """Return which question of a letter has the answer to each, the reverse, and what is wrong with `answered_in`.

    `by_number` has the letter's questions by every number, joint ones too.
    """
    answers: Answers = {}
    problems: list[Diagnostic] = []
    for question in letter.questions:
        found = _holder(letter, question, by_number)
        if isinstance(found, Diagnostic):
            problems.append(found)
        elif found:
            answers[QuestionKey(letter.id, question.number)] = QuestionKey(letter.id, found.number)
    covers: dict[QuestionKey, list[QuestionKey]] = defaultdict(list)
    for question_key, holder in answers.items():
        covers[holder].append(question_key)
    return answers, {key: tuple(sorted(group)) for key, group in covers.items()}, problems


def _holder(letter: Letter, question: Question, by_number: Mapping[int, Question]) -> Question | Diagnostic | None:
    """Follow `answered_in` to the question with the answer; None if there is no answer."""
    seen = [question.number]
    current = question
    while current.answered_in is not None:
        position = place_of(question, "answered_in")
        if current is question and question.answer:
            return diagnostic("answered-twice", position, number=question.number, other=question.answered_in)
        following = by_number.get(current.answered_in)
        if following is None:
            near = nearest_number(current.answered_in, tuple(sorted(by_number)))
            if current is not question:
                return None  # reported for the question that says so
            number = current.answered_in
            return diagnostic("unknown-question", position, number=number, letter=letter.id, suggestion=near)
        if following.number in seen:
            return diagnostic("answered-in-circle", position, numbers=", ".join(map(str, seen)))
        seen.append(following.number)
        current = following
    if current.answer is not None:
        return current
    if current is question:
        return None
    return diagnostic("answered-in-nothing", place_of(question, "answered_in"), number=current.number)
