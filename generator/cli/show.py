"""Prints lines, diagnostics and JSON for all commands: for people, for programs, and for GitHub's log."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.cli import FAILED, OK, PROBLEMS
from generator.cli.language import language, say
from generator.cli.report_format import ReportFormat
from generator.cli.terminal import bold, coloured, echo
from generator.core.diagnostics import Diagnostic, Severity
from generator.i18n import catalogue

PROGRESS_DELAY = 1.0
"""Seconds after which a progress bar appears."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def failure(key: str, hint: str = "", **values: object) -> int:
    """Print why a command could not be carried out, with a sentence that helps; return the exit code for that."""
    said = say(f"failed-{key}", **values)
    echo(coloured(f"{said} {hint}" if hint else said, "red"), err=True)
    return FAILED


def print_line(text: str, *, err: bool = False) -> None:
    """Print a line to standard output, or with `err` to standard error."""
    echo(text, err=err)


def print_problems(found: Iterable[Diagnostic], *, err: bool = True) -> None:
    """Print problems for people: each with its hint below it, and their number by severity at the end."""
    listed = tuple(found)
    for problem in listed:
        print_problem(problem, err=err)
    if listed:
        echo(severity_counts(listed), err=err)


def print_problem(problem: Diagnostic, *, err: bool = True) -> None:
    """Print one problem for people, with its hint below it."""
    wording = catalogue(language())
    place = bold(str(problem.position))
    label = coloured(f"{problem.severity}[{problem.code}]", _COLOURS[problem.severity])
    echo(f"{place}: {label}: {wording.message(problem)}", err=err)
    hint = wording.hint(problem)
    if hint:
        echo(f"    {hint}", err=err)


def severity_counts(found: Iterable[Diagnostic]) -> str:
    """Return the number of problems by severity, in words: `2 fouten, 1 waarschuwing`."""
    by_severity = dict.fromkeys(Severity, 0)
    for problem in found:
        by_severity[problem.severity] += 1
    return ", ".join(say(f"count-{severity}", n=n) for severity, n in by_severity.items() if n)


def print_github(found: Iterable[Diagnostic], site: Path) -> None:
    """Print problems as GitHub's workflow commands, which GitHub shows at the line of the file."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE", site))
    prefix = site.relative_to(workspace).as_posix() if site.is_relative_to(workspace) else "."
    wording = catalogue(language())
    for problem in found:
        at = problem.position
        path = at.path if prefix == "." else f"{prefix}/{at.path}"
        where = [f"file={_property(path)}", *([f"line={at.line}", f"col={max(at.column, 1)}"] if at.line else [])]
        text = "\n".join(filter(None, (wording.message(problem), wording.hint(problem))))
        title = f"title={_property(problem.code)}"
        echo(f"::{_COMMANDS[problem.severity]} {','.join([*where, title])}::{_data(text)}")


def problem_as_json(problem: Diagnostic) -> dict[str, Any]:
    """Return a problem as JSON values, with its sentence."""
    wording = catalogue(language())
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "file": problem.position.path,
        "line": problem.position.line or None,
        "column": problem.position.column or None,
        "message": wording.message(problem),
        "hint": wording.hint(problem),
        "values": dict(problem.values),
    }


def print_json(value: object) -> None:
    """Print a value as JSON."""
    echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_report(
    found: Iterable[Diagnostic], form: ReportFormat, site: Path, summary: dict[str, Any], *, err: bool = True
) -> None:
    """Print problems in the given form; JSON has the `summary` too, and text goes to standard error if `err`."""
    listed = tuple(found)
    match form:
        case ReportFormat.TEXT:
            print_problems(listed, err=err)
        case ReportFormat.GITHUB:
            print_github(listed, site)
        case ReportFormat.JSON:
            print_json({**summary, "problems": [problem_as_json(problem) for problem in listed]})


def shown_path(path: Path) -> str:
    """Return a folder's path with a slash, relative to the working directory if the folder is below it."""
    working = Path.cwd()
    below = path.is_relative_to(working) and path != working
    return f"{path.relative_to(working).as_posix()}/" if below else f"{str(path).removesuffix('/')}/"


def furniture(reason: str, n: int = 1) -> str:
    """Return the words for lines of a source that are no text of a letter, by why they are not."""
    return say(f"furniture-{reason}", n=n)


def exit_code(found: Iterable[Diagnostic]) -> int:
    """Return the exit code for problems: `PROBLEMS` if one of them is an error, else `OK`."""
    return PROBLEMS if any(problem.is_error for problem in found) else OK


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that shows progress (done, total) on a terminal, from `PROGRESS_DELAY` on; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 - rich is slow to load, and only terminals need it
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415 - as above
    from rich.progress import Progress as Bar  # noqa: PLC0415 - as above

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(title, total=None)
    start = time.monotonic()
    shown = False

    def advance(done: int, total: int) -> None:
        nonlocal shown
        if not shown and time.monotonic() - start > PROGRESS_DELAY:
            bar.start()
            shown = True
        if shown:
            bar.update(task, completed=done, total=total)

    try:
        yield advance
    finally:
        if shown:
            bar.stop()


def _property(text: str) -> str:
    """Escape a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    """Escape the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
