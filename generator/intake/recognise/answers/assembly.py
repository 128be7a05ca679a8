"""Questions and answers while they are put together, and the result; the steps are in the modules beside this one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake.recognise.recognised_letter import Furniture, RecognisedQuestion, SourceLine


@dataclass(slots=True)
class PendingQuestion:
    """A question (or several under one label) that is not finished."""

    numbers: tuple[int, ...]
    lines: tuple[SourceLine, ...]
    line: int
    """Its line in the source."""
    moved_by: int = 0
    headings: tuple[SourceLine, ...] = ()
    """Headings by theme above the label."""
    answer: list[SourceLine] | None = None
    answered_in: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether no answer to it was found yet."""
        return self.answer is None and self.answered_in is None


@dataclass(slots=True)
class PendingAnswer:
    """An answer that is not with its questions yet."""

    numbers: tuple[int, ...]
    """The numbers in its label, which may be none."""
    lines: list[SourceLine]
    line: int
    """Its line in the source."""
    asked_before: int
    """How many questions come before it."""


class Trailer(NamedTuple):
    """Text after the questions that belongs to none."""

    word: str
    """That of its label: `Toelichting`; empty where it has none."""
    lines: tuple[SourceLine, ...]
    heads: bool = False
    """Whether the word is a heading; else, if there is one, it is at the beginning of the text: `Toelichting: deze`."""


@dataclass(slots=True)
class Assembly:
    """What was put together from the sections of a letter."""

    name: str
    """What diagnostics call the source."""
    questions: list[RecognisedQuestion] = field(default_factory=list)
    trailers: list[Trailer] = field(default_factory=list)
    aside: list[Furniture] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    def report(self, code: str, line: int = 0, severity: Severity = Severity.WARNING, /, **values: object) -> None:
        """Add a diagnostic about a line of the source."""
        self.problems.append(diagnostic(code, Position(self.name, line), severity, **values))


def listed(numbers: Iterable[int]) -> str:
    """Return question numbers as a message shows them: `2, 3`."""
    return ", ".join(map(str, numbers))
