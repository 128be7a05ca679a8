"""The child process: reads sources one after the other, each within its limits, until the program ends.

Where the system can limit the memory and the processor time of a process (`resource`), it does; the program ends a
child that takes too long in any case.
"""

from __future__ import annotations

import mmap
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any

import msgspec

from generator.core import limits
from generator.core.diagnostics import Diagnostic
from generator.core.limits import Limits, OverLimitError
from generator.reading.messages import Task, TaskOutcome, receive, send

try:
    import resource
except ImportError:  # Windows has no limits of this kind
    _resource: Any = None
else:
    _resource = resource

_SPARE = 32 * 2**20
"""Bytes that are let go to answer with when the memory is full."""


def main() -> None:
    """Answer each message that comes on the standard input with one on the standard output."""
    tasks, outcomes = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no message
    send(outcomes, None)
    while (body := receive(tasks)) is not None:
        full = _answer(msgspec.msgpack.decode(body, type=Task), outcomes)
        if full:
            return


def _answer(task: Task, outcomes: IO[bytes]) -> bool:
    """Carry out a task and send what came of it; return whether the memory was full, after which a child is no use."""
    _limit(task.limits)
    spare = mmap.mmap(-1, _SPARE)
    try:
        outcome = _outcome(task)
    except MemoryError:
        outcome = TaskOutcome(over="memory")
    spare.close()
    send(outcomes, outcome)
    return outcome.over == "memory"


def _outcome(task: Task) -> TaskOutcome:
    module, _, name = task.function.partition(":")
    try:
        with limits.used(task.limits):
            found = getattr(import_module(module), name)(task.data, *task.texts)
            value = list(found) if isinstance(found, Iterator) else found
            return TaskOutcome(value=msgspec.msgpack.encode(value))
    except OverLimitError as error:
        return TaskOutcome(over=error.name)
    except RecursionError:
        return TaskOutcome(over="nesting")
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a reader's fault is told of its source, and the next is read
        problem = getattr(error, "problem", None)
        if isinstance(problem, Diagnostic):
            return TaskOutcome(problem=problem)
        return TaskOutcome(fault=f"{type(error).__name__}: {error}"[:300])


def _limit(most: Limits) -> None:
    """Limit the memory of this process, and its processor time from now on."""
    if _resource is None:
        return
    _set("RLIMIT_CORE", 0)
    _set("RLIMIT_AS", most.memory * 2**20)
    spent = _resource.getrusage(_resource.RUSAGE_SELF)
    _set("RLIMIT_CPU", int(spent.ru_utime + spent.ru_stime) + most.seconds + 2)


def _set(name: str, value: int) -> None:
    """Set one limit, as far as the system has it and lets this user."""
    kind = getattr(_resource, name, None)
    if kind is None:
        return
    hard = _resource.getrlimit(kind)[1]
    unlimited = hard == _resource.RLIM_INFINITY
    try:
        _resource.setrlimit(kind, (value if unlimited else min(value, hard), hard))
    except (ValueError, OSError):
        return  # macOS refuses some; the program's own clock remains
