"""From sections to questions and answers: which answer belongs to which questions, and what is out of the ordinary."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.language import fold
from generator.intake.recognise.answers.joint_questions import split_joint
from generator.intake.recognise.answers.section_lines import content_of, headings_of, line_of
from generator.intake.recognise.labels.patterns import LabelKind
from generator.intake.recognise.labels.sections import Section
from generator.intake.recognise.recognised_letter import Furniture, RecognisedQuestion, SourceLine, printed
from generator.intake.source_document import DocBlock

BuildParagraphs = Callable[[Sequence[SourceLine]], tuple[DocBlock, ...]]


@dataclass(slots=True)
class _PendingQuestion:
    """A question while it is being put together."""

    numbers: tuple[int, ...]
    lines: tuple[SourceLine, ...]
    line: int
    answer: list[SourceLine] | None = None
    answered_in: int | None = None
    moved_by: int = 0
    headings: tuple[SourceLine, ...] = ()
    """Headings by theme above the label."""


@dataclass(slots=True)
class Assembly:
    """Everything put together from the sections, with doubts and repeats."""

    questions: list[RecognisedQuestion] = field(default_factory=list)
    trailers: list[tuple[str, tuple[SourceLine, ...]]] = field(default_factory=list)
    aside: list[Furniture] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


def assemble(
    sections: Sequence[Section], lines: Sequence[SourceLine | None], build: BuildParagraphs, name: str
) -> Assembly:
    """Put questions and answers together; numbers stay as printed."""
    done = Assembly()
    asked: list[_PendingQuestion] = []
    answers: list[tuple[tuple[int, ...], list[SourceLine], int, int]] = []
    carried: tuple[int, ...] = ()
    answered: tuple[int, ...] = ()
    moved_by = 0
    restarts = set_starts(sections)
    for section in sections:
        label = section.label
        if label is None:
            continue
        content = content_of(section, lines)
        at = line_of(section, lines)
        if section.start in restarts:
            moved_by = max(n for q in asked for n in q.numbers)
            read = label.numbers[0] + moved_by
            done.problems.append(
                diagnostic(
                    "questions-start-again", Position(name, at), Severity.WARNING, number=label.numbers[0], read=read
                )
            )
        label = replace(label, numbers=tuple(n + moved_by for n in label.numbers))
        if label.kind is LabelKind.TRAILER:
            done.trailers.append((label.word, content))
        elif label.kind is LabelKind.QUESTION:
            if label.part and asked and asked[-1].numbers == label.numbers:
                asked[-1].lines = (*asked[-1].lines, *content)
            else:
                asked.append(
                    _PendingQuestion(label.numbers, content, at, None, None, moved_by, headings_of(section, lines))
                )
        elif label.part and answers and answered == label.numbers and (label.numbers or answers[-1][3] == len(asked)):
            answers[-1][1].extend(content)
        elif content:
            answers.append(((*carried, *label.numbers), list(content), at, len(asked)))
        if label.kind is LabelKind.ANSWER:
            answered = label.numbers
        # Labels right under one another head one answer.
        carried = (*carried, *label.numbers) if label.kind is LabelKind.ANSWER and not content else ()
    asked, moved = _without_repeats(asked, done, name)
    answers = [(numbers, content, at, moved[before]) for numbers, content, at, before in answers]
    _give_answers(asked, answers, done, name)
    done.questions = _finish(asked, build, done, name)
    return done


def set_starts(sections: Sequence[Section]) -> frozenset[int]:
    """Return the places where a second set of questions begins: `Vraag 1` anew, after answers, and counting on from there.

    A letter may answer the questions of two members, each numbered from 1.
    """
    labels = [(section.start, section.label) for section in sections if section.label is not None]
    found: set[int] = set()
    answered = False
    for at, (start, label) in enumerate(labels):
        if label.kind is LabelKind.QUESTION and label.numbers[:1] == (1,) and not label.part and answered:
            later = [n for _, other in labels[at:] if other.kind is LabelKind.QUESTION for n in other.numbers]
            end = next((i for i, n in enumerate(later) if i and n == 1), len(later))
            if later[:end] == list(range(1, end + 1)):
                found.add(start)
                answered = False
        answered = answered or label.kind is LabelKind.ANSWER
    return frozenset(found)


def _plain(lines: Sequence[SourceLine]) -> str:
    return fold(" ".join(line.text for line in lines)).casefold()


def _without_repeats(
    asked: list[_PendingQuestion], done: Assembly, name: str
) -> tuple[list[_PendingQuestion], list[int]]:
    """Drop the first copy of questions that are printed twice: once as sent in, once with the answers.

    Gives the questions that stay, and for every count of questions seen before, how many of those stay.
    """
    drop: set[int] = set()
    twice: list[tuple[_PendingQuestion, _PendingQuestion]] = []
    for i, first in enumerate(asked):
        for later in asked[i + 1 :]:
            if first.numbers != later.numbers:
                continue
            if re.sub(r"\W", "", _plain(first.lines)) == re.sub(r"\W", "", _plain(later.lines)):
                drop.add(i)
                done.aside.extend(
                    Furniture(printed(line.block), line.block.line, "repeated", line.block.page)
                    for line in (*first.headings, *first.lines)
                )
                twice.append((first, later))
                break
    if twice:
        numbers = _names([n for first, _ in twice for n in first.numbers])
        place = Position(name, twice[0][0].line)
        done.problems.append(
            diagnostic("questions-printed-twice", place, Severity.INFO, numbers=numbers, line=twice[0][1].line)
        )
    left = [0]
    for i in range(len(asked)):
        left.append(left[-1] + (i not in drop))
    return [q for i, q in enumerate(asked) if i not in drop], left


def _names(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _give_answers(
    asked: list[_PendingQuestion],
    answers: list[tuple[tuple[int, ...], list[SourceLine], int, int]],
    done: Assembly,
    name: str,
) -> None:
    """Return every answer to its questions: by number where it has one, else to the questions right before it."""
    known = {n for q in asked for n in q.numbers}
    for at, (numbers, content, line, before) in enumerate(answers):
        since = answers[at - 1][3] if at else 0
        pending = [q for q in asked[since:before] if q.answer is None and q.answered_in is None] or [
            q for q in asked[:before][-1:] if q.answer is None
        ]
        wanted = [n for n in numbers if n in known]
        if numbers and len(wanted) < len(numbers):
            missing = [n for n in numbers if n not in known]
            done.problems.append(
                diagnostic("answer-to-unknown-question", Position(name, line), Severity.WARNING, number=_names(missing))
            )
        covered = [q for q in asked if set(q.numbers) & set(wanted)] if wanted else pending
        free = [q for q in covered if q.answer is None and q.answered_in is None]
        if not free and covered and pending and wanted:
            # The source gives one number to two answers: the question that stands before the second has none yet.
            done.problems.append(
                diagnostic(
                    "answer-number-repeated",
                    Position(name, line),
                    Severity.WARNING,
                    number=_names(wanted),
                    taken=_names(pending[-1].numbers),
                )
            )
            free = pending[-1:]
        if not free:
            if covered:
                target = next(q for q in covered if q.answer is not None or q.answered_in is not None)
                holder = next((q for q in asked if target.answered_in in q.numbers), target)
                holder.answer = holder.answer or []
                holder.answer.extend(replace(one, gap=True) if i == 0 else one for i, one in enumerate(content))
                done.problems.append(
                    diagnostic("answer-given-twice", Position(name, line), Severity.WARNING, number=_names(wanted))
                )
            else:
                done.trailers.append(("", tuple(content)))
                done.problems.append(diagnostic("answer-without-question", Position(name, line), Severity.WARNING))
            continue
        leader = min(free, key=lambda q: q.numbers[0])
        leader.answer = content
        for other in free:
            if other is not leader:
                other.answered_in = leader.numbers[0]


def _finish(
    asked: list[_PendingQuestion], build: BuildParagraphs, done: Assembly, name: str
) -> list[RecognisedQuestion]:
    finished: dict[int, RecognisedQuestion] = {}
    for question in asked:
        headings = build(question.headings)
        blocks = build(question.lines)
        answer = build(question.answer) if question.answer is not None else None
        parts = split_joint(blocks, len(question.numbers))
        lead = question.numbers[0]
        pages = _pages(question.lines, question.answer or ())
        if len(question.numbers) > 1 and parts is None:
            done.problems.append(
                diagnostic(
                    "questions-not-told-apart",
                    Position(name, question.line),
                    Severity.INFO,
                    numbers=_names(question.numbers),
                )
            )
            made = [
                RecognisedQuestion(
                    lead, (*headings, *blocks), answer, question.answered_in, question.numbers[1:], pages, question.line
                )
            ]
        else:
            made = [
                RecognisedQuestion(
                    number,
                    (*headings, *part) if number == lead else part,
                    answer if number == lead else None,
                    question.answered_in
                    if number == lead or question.answered_in
                    else (lead if answer is not None else None),
                    (),
                    pages,
                    question.line,
                )
                for number, part in zip(question.numbers, parts or (blocks,), strict=True)
            ]
        for one in made:
            number = one.number
            while number in finished:
                number += 1
            if number != one.number:
                done.problems.append(
                    diagnostic(
                        "question-number-repeated",
                        Position(name, one.line),
                        Severity.WARNING,
                        number=one.number,
                        read=number,
                    )
                )
            finished[number] = replace(one, number=number, moved_by=question.moved_by)
    numbers = {n for q in finished.values() for n in (q.number, *q.joint)}
    skipped = [n for n in range(1, max(numbers, default=0)) if n not in numbers]
    if skipped:
        done.problems.append(
            diagnostic("question-numbers-skipped", Position(name), Severity.WARNING, numbers=_names(skipped))
        )
    return [finished[number] for number in sorted(finished)]


def _pages(lines: Sequence[SourceLine], answer: Sequence[SourceLine]) -> tuple[int, ...]:
    return tuple(sorted({line.block.page for line in (*lines, *answer) if line.block.page}))
