"""Questions and answers collected from the sections of a letter, in order; numbers stay as printed.

Which answer belongs to which question is decided in `answer_matching`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.intake.recognise.answers.assembly import Assembly, PendingAnswer, PendingQuestion, Trailer
from generator.intake.recognise.answers.section_lines import content_of, headings_of, line_of
from generator.intake.recognise.labels.patterns import Label, LabelKind
from generator.intake.recognise.labels.sections import Section
from generator.intake.recognise.recognised_letter import SourceLine


def collect(
    sections: Sequence[Section], lines: Sequence[SourceLine | None], done: Assembly
) -> tuple[list[PendingQuestion], list[PendingAnswer]]:
    """Return the questions and the answers of a letter; text that is neither is added to `done`."""
    collector = _Collector(done)
    restarts = _set_starts(sections)
    for section in sections:
        if section.label is None:
            continue
        if section.start in restarts:
            collector.restart(section.label, line_of(section, lines))
        collector.add(section, section.label, lines)
    return collector.questions, collector.answers


@dataclass(slots=True)
class _Collector:
    done: Assembly
    questions: list[PendingQuestion] = field(default_factory=list)
    answers: list[PendingAnswer] = field(default_factory=list)
    _without_text: tuple[int, ...] = ()
    """The numbers of answer labels right above, which have no text of their own."""
    _answered: tuple[int, ...] = ()
    """The numbers of the last answer label."""
    _moved_by: int = 0
    """How much higher the numbers of the current set are than the source prints them."""

    def restart(self, label: Label, line: int) -> None:
        """Begin a second set of questions, which is numbered on from the first."""
        self._moved_by = max(n for question in self.questions for n in question.numbers)
        number = label.numbers[0]
        self.done.report("questions-start-again", line, number=number, read=number + self._moved_by)

    def add(self, section: Section, printed: Label, lines: Sequence[SourceLine | None]) -> None:
        """Add a section by what its label heads."""
        label = replace(printed, numbers=tuple(n + self._moved_by for n in printed.numbers))
        content, line = content_of(section, lines), line_of(section, lines)
        if label.kind is LabelKind.TRAILER:
            within = bool(label.word) and not label.alone
            whole = tuple(line for line in lines[section.start : section.end] if line is not None)
            heads = bool(label.word) and label.alone
            self.done.trailers.append(Trailer(label.word, whole if within else content, heads=heads))
        elif label.kind is LabelKind.ANSWER:
            self._add_answer(label, content, line)
        elif label.part and self.questions and self.questions[-1].numbers == label.numbers:
            self.questions[-1].lines = (*self.questions[-1].lines, *content)
        else:
            headings = headings_of(section, lines)
            self.questions.append(PendingQuestion(label.numbers, content, line, self._moved_by, headings))
        heads_next = label.kind is LabelKind.ANSWER and not content
        self._without_text = (*self._without_text, *label.numbers) if heads_next else ()

    def _add_answer(self, label: Label, content: Sequence[SourceLine], line: int) -> None:
        """Add an answer, or the answer to a further part of a question to that of the part before it."""
        if label.part and self._continues_last_answer(label):
            self.answers[-1].lines.extend(content)
        elif content:
            numbers = (*self._without_text, *label.numbers)
            self.answers.append(PendingAnswer(numbers, list(content), line, len(self.questions)))
        self._answered = label.numbers

    def _continues_last_answer(self, label: Label) -> bool:
        """Whether a label has the numbers of the last answer label; without numbers, no question may be between."""
        if not self.answers or self._answered != label.numbers:
            return False
        return bool(label.numbers) or self.answers[-1].asked_before == len(self.questions)


def _set_starts(sections: Sequence[Section]) -> frozenset[int]:
    """Return where a second set of questions begins: with a question 1 after answers, whose set counts from there.

    A letter may answer the questions of two members of parliament, each numbered from 1.
    """
    labels = [(section.start, section.label) for section in sections if section.label is not None]
    found: set[int] = set()
    asked = answered = False
    for at, (start, label) in enumerate(labels):
        is_first = label.kind is LabelKind.QUESTION and label.numbers[:1] == (1,) and not label.part
        if is_first and answered and _counts_from_one([later for _, later in labels[at:]]):
            found.add(start)
            answered = False
        asked = asked or label.kind is LabelKind.QUESTION
        answered = asked and (answered or label.kind is LabelKind.ANSWER)
    return frozenset(found)


def _counts_from_one(labels: Sequence[Label]) -> bool:
    """Whether the questions of a set, up to the next question 1, are numbered one by one from 1."""
    numbers = [n for label in labels if label.kind is LabelKind.QUESTION for n in label.numbers]
    end = next((i for i, n in enumerate(numbers) if i and n == 1), len(numbers))
    return numbers[:end] == list(range(1, end + 1))
