"""One trial of the soak, the child process that a trial may end in, and the count of a part's trials."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random


@dataclass(frozen=True)
class Trial:
    """What was tried, and how it came out; `fault` is empty where the promise held."""

    what: str
    """The kind of trial, under which it is counted."""
    fault: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0
    """The most memory that its process had."""


@dataclass(frozen=True)
class Ended:
    """How a child process came to its end: its exit code (negative for a signal), its words, what it cost."""

    code: int
    said: str
    seconds: float
    megabytes: float

    @property
    def broke(self) -> bool:
        """Whether the program met a bug of its own."""
        return "Traceback" in self.said or self.code not in (0, 1, 2, -signal.SIGKILL)


Part = Callable[[Random, Path], Iterator[Trial]]
"""Trials without end, one after another, in a scratch folder."""


@dataclass
class Count:
    """The trials of a part: how many were made and held, by kind, and what went wrong."""

    made: dict[str, int] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    faults: list[Trial] = field(default_factory=list)
    seconds: float = 0.0
    megabytes: float = 0.0

    def add(self, trial: Trial) -> None:
        """Count a trial."""
        self.made[trial.what] = self.made.get(trial.what, 0) + 1
        self.held[trial.what] = self.held.get(trial.what, 0) + (not trial.fault)
        if trial.fault:
            self.faults.append(trial)
        self.seconds = max(self.seconds, trial.seconds)
        self.megabytes = max(self.megabytes, trial.megabytes)


def run_in_child(work: Callable[[], int], log: Path, *, killed_after: float | None = None) -> Ended:
    """Run some work in a process of its own, and end it with SIGKILL after some seconds if it still runs then."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        _work(work, log)
    if killed_after is not None:
        _kill(child, start + killed_after)
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return Ended(code, log.read_text("utf-8", "replace"), time.perf_counter() - start, used.ru_maxrss / 1024)


def _work(work: Callable[[], int], log: Path) -> None:
    """Do the child's work, with what it prints in a file; never returns."""
    code = 70
    with contextlib.suppress(BaseException):
        os.setpgid(0, 0)  # what it starts itself ends with it
        with log.open("w", encoding="utf-8") as words:
            os.dup2(words.fileno(), 1)
            os.dup2(words.fileno(), 2)
            sys.stdout = sys.stderr = words
            code = work()
            words.flush()
    os._exit(code)


def _kill(child: int, moment: float) -> None:
    while time.perf_counter() < moment:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            break
        time.sleep(0.001)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)


def command(folder: Path, *words: str) -> Callable[[], int]:
    """Return a command of the program, to be run in a folder, as work for a child."""

    def work() -> int:
        from generator.cli import main

        os.chdir(folder)
        sys.argv = ["kantlijn", *words]
        return main()

    return work


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by their paths; symbolic links are not followed."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
