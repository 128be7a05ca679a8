"""Diagnostics: problems in content as values, and their sentences in one language. Nothing here prints.

A diagnostic has a code and the values for its sentence. The sentences are in `generator/i18n/<lang>.yml`, so that every
problem can be reported in each language.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How serious a diagnostic is: an error prevents publication, a warning only with `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file of the site; line and column count from 1, and line 0 means the file as a whole."""

    path: str
    """Relative to the site's root, with forward slashes; for a file outside the site, the path as the user gave it."""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return self.path if not self.line else f"{self.path}:{self.line}:{max(self.column, 1)}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place."""

    code: str
    """The key of its sentence in the translation files, in kebab-case: `unknown-question`. It never changes."""
    position: Position
    values: tuple[tuple[str, str], ...] = ()
    """Name and value of each `{name}` in the sentence and the hint."""
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether this problem prevents publication."""
        return self.severity is Severity.ERROR


def diagnostic(code: str, position: Position, severity: Severity = Severity.ERROR, /, **values: object) -> Diagnostic:
    """Return a diagnostic; values that are None are left out, so that a hint that needs them is not shown."""
    kept = tuple((name, str(value)) for name, value in sorted(values.items()) if value is not None)
    return Diagnostic(code, position, kept, severity)


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentence for one code in one language, and its hint; both have `{name}` for a value of the diagnostic."""

    message: str
    hint: str | None = None
    otherwise: str | None = None
    """The hint if a value that the first one needs is missing."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The wordings of one language, by code."""

    language: str
    wordings: Mapping[str, Wording] = field(default_factory=dict)

    def message(self, problem: Diagnostic) -> str:
        """Return the problem's sentence; for a code without a wording, the code and the values."""
        wording = self.wordings.get(problem.code)
        filled = wording and _fill(wording.message, problem)
        return filled or ", ".join([problem.code, *(f"{k}={v}" for k, v in problem.values)])

    def hint(self, problem: Diagnostic) -> str | None:
        """Return the first of the wording's hints whose values the problem has; None if there is none."""
        wording = self.wordings.get(problem.code)
        hints = (wording.hint, wording.otherwise) if wording else ()
        return next(filter(None, (_fill(hint, problem) for hint in hints if hint)), None)


def in_order(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems without repeats, sorted by position, so that every run prints the same list."""
    return tuple(sorted(set(problems), key=lambda d: (d.position, d.code, d.values)))


def _fill(template: str, problem: Diagnostic) -> str | None:
    """Return a wording with the problem's values filled in; None if it needs a value that the problem does not have."""
    values = dict(problem.values)
    names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    return template.format_map(values) if names <= values.keys() else None
