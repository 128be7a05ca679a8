"""Which question holds the answer to which: `answered_in` followed to its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from generator.core.diagnostics import Diagnostic, diagnostic
from generator.core.model import Letter, Question, place_of
from generator.graph.content_index import Names
from generator.graph.site import QuestionKey
from generator.graph.targets import nearest_number

Answers = dict[QuestionKey, QuestionKey]
Covers = dict[QuestionKey, tuple[QuestionKey, ...]]


def answers_of(letters: Mapping[str, Letter], names: Names) -> tuple[Answers, Covers, list[Diagnostic]]:
    """Return for every answered question the question that holds the answer, the reverse, and what is wrong."""
    answers: Answers = {}
    problems: list[Diagnostic] = []
    for letter in letters.values():
        for question in letter.questions:
            found = _holder(letter, question, names)
            if isinstance(found, Diagnostic):
                problems.append(found)
            elif found:
                answers[QuestionKey(letter.id, question.number)] = QuestionKey(letter.id, found.number)
    covers: dict[QuestionKey, list[QuestionKey]] = defaultdict(list)
    for question_key, holder in answers.items():
        covers[holder].append(question_key)
    return answers, {key: tuple(sorted(group)) for key, group in covers.items()}, problems


def _holder(letter: Letter, question: Question, names: Names) -> Question | Diagnostic | None:
    """Follow `answered_in` to the question with the answer; None where there is no answer."""
    seen = [question.number]
    here = question
    while here.answered_in is not None:
        position = place_of(question, "answered_in")
        if here is question and question.answer:
            return diagnostic("answered-twice", position, number=question.number, other=question.answered_in)
        following = names.questions.get(QuestionKey(letter.id, here.answered_in))
        if following is None:
            near = nearest_number(here.answered_in, names.numbers[letter.id])
            if here is not question:
                return None  # reported where it stands
            return diagnostic("unknown-question", position, number=here.answered_in, letter=letter.id, suggestion=near)
        if following.number in seen:
            return diagnostic("answered-in-circle", position, numbers=", ".join(map(str, seen)))
        seen.append(following.number)
        here = following
    if here.answer is not None:
        return here
    if here is question:
        return None
    return diagnostic("answered-in-nothing", place_of(question, "answered_in"), number=here.number)
