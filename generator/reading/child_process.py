"""The child process as the program sees it: started with the first source, used again, ended when it takes too long."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from typing import IO, TypeVar

import msgspec

from generator.core import limits
from generator.core.diagnostics import Diagnostic
from generator.core.limits import OverLimitError
from generator.reading.messages import BrokenMessageError, Task, TaskOutcome, receive, send

_Value = TypeVar("_Value")

_START = "import sys; sys.path[:] = sys.argv[1:]; from generator.reading.child import main; main()"
"""The child finds modules where the program does, and nowhere else: not in the folder that it happens to start in."""


class ReaderFailedError(Exception):
    """What reads ended with an exception of its own, or with its process: the source is damaged, or a reader wrong."""


class RefusedError(Exception):
    """The reader refuses the source, and says why."""

    def __init__(self, problem: Diagnostic) -> None:
        """Take the diagnostic that says what is wrong with the source."""
        super().__init__(problem.code)
        self.problem = problem


def read_apart(function: str, data: bytes, texts: tuple[str, ...], kind: type[_Value]) -> _Value:
    """Return what a function makes of a source, in the child process and within the limits.

    Args:
        function: module and name of what reads.
        data: the source.
        texts: what the function takes besides.
        kind: the type of what it returns.

    Raises:
        RefusedError: for a source that the reader refuses.
        OverLimitError: for a source that is over a limit.
        ReaderFailedError: if the reader or its process failed.
    """
    with _LOCK:
        outcome = _outcome(Task(function, data, texts, limits.current()))
    if outcome.problem is not None:
        raise RefusedError(outcome.problem)
    if outcome.over is not None:
        raise OverLimitError(outcome.over)
    if outcome.fault is not None:
        raise ReaderFailedError(outcome.fault)
    try:
        return msgspec.msgpack.decode(outcome.value, type=kind)
    except RecursionError:
        raise OverLimitError("nesting") from None


def _outcome(task: Task) -> TaskOutcome:
    """Return what came of a task. A failure of a child that read before is not held against this source."""
    again = _CHILD.is_running
    try:
        outcome = _CHILD.outcome(task)
        failed = outcome.over == "memory"
    except _EndedError as ended:
        outcome, failed = TaskOutcome(fault=str(ended)), True
    if not failed:
        return outcome
    _CHILD.end()
    return _outcome(task) if again else outcome


class _EndedError(Exception):
    """The child ended by itself."""


class _Child:
    """The one child process, if it runs."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def outcome(self, task: Task) -> TaskOutcome:
        """Send the child a task, and return what comes of it within the time."""
        process = self._started()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(task.limits.seconds, stop)
        clock.daemon = True
        clock.start()
        try:
            send(_pipe(process.stdin), task)
            body = receive(_pipe(process.stdout))
        except (OSError, BrokenMessageError):
            body = None
        except BaseException:
            self.end()  # or the next source would get the outcome of this one
            raise
        finally:
            clock.cancel()
        if body is not None:
            return msgspec.msgpack.decode(body, type=TaskOutcome)
        self.end()
        if late.is_set():
            return TaskOutcome(over="seconds")
        raise _EndedError(f"exit code {process.returncode}")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self.is_running:
            return self._process
        self.end()
        self._process = subprocess.Popen(  # noqa: S603 - the program itself, with nothing of the source in its arguments
            [sys.executable, "-P", "-c", _START, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if receive(_pipe(self._process.stdout)) is None:
            raise RuntimeError("the process that reads sources does not start")
        return self._process

    def leave(self) -> None:
        """Forget the child: this process is a copy of the one that started it, and will start its own."""
        self._process = None

    def end(self) -> None:
        """End the child, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            try:
                _pipe(pipe).close()
            except OSError:
                continue  # what it did not take is lost with it


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise RuntimeError("a pipe was asked for")
    return stream


_LOCK = threading.Lock()
_CHILD = _Child()
atexit.register(_CHILD.end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_CHILD.leave)
