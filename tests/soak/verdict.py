"""The one place that knows how verification is called: a letter's folder in, its verdict out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.verify import verify, worded


@dataclass(frozen=True)
class Verdict:
    """Whether a letter was found equal to its source, and what was reported: each with its file."""

    equal: bool
    told: tuple[tuple[str, str], ...] = ()
    failed: bool = False
    """Whether verification ended in an exception."""


def verdict(folder: Path) -> Verdict:
    """Verify a letter's folder as it is on disk."""
    report = verify(folder)
    told = [(one.path, worded(one)) for one in report.differences]
    told += [(Path(problem.position.path).name, problem.code) for problem in report.problems]
    return Verdict(report.ok, tuple(told))
