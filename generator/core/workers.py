"""Does tasks in several processes, each a copy of this one, and brings home what they leave in shared stores.

A copy has everything that this process has read and linked, so nothing is sent to it but the number of a task. What it
makes stays in its memory and goes with it, except for what it leaves in a store.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Protocol

CAN_FORK = sys.platform.startswith("linux") and hasattr(os, "fork")
"""Whether a process can be copied; elsewhere all is done in this one. On macOS, copies of a process may crash."""
_WORTH = 12
"""The fewest tasks for which copies are made; each costs some 20 ms."""
_ROUNDS = 6
"""In how many parts the tasks of one process come: the more, the more evenly they are spread."""
_MOST = 8
"""Tasks in one part at most, so that what is sent home stays small. Tasks beside each other, which are alike, are in
different parts: each part then takes about as long."""
_COPIES = 64
"""Copies at most, however many are asked for: each takes some file handles and megabytes, of which there is an end."""
_RENEWED = 18
"""Parts after which a process is copied anew: little by little, a copy writes to all the memory that it shares with the
first process, if only to count references, and then has its own."""

Progress = Callable[[int, int], None]
"""Told how many tasks of how many are done."""


Spread = Callable[[Callable[[int], None], int], None]
"""Does tasks by their numbers, so many of them, in any order: `spread` with stores and jobs, or `in_turn`."""


class Store(Protocol):
    """What tasks leave their outcomes in."""

    def prepare(self) -> None:
        """Make what each copy would make for itself; the first process does it, before there are copies."""

    def begin(self) -> None:
        """Forget what is new until now: this is a copy, and the first process knows that already."""

    def additions(self) -> bytes:
        """Return what is new since the last call, or since `begin`."""

    def add(self, additions: bytes) -> None:
        """Take in what the store of a copy says is new."""


def usable() -> int:
    """Return how many processes can run at a time here: one where a process cannot be copied."""
    if not CAN_FORK:
        return 1
    return len(os.sched_getaffinity(0))


def in_turn(do: Callable[[int], None], count: int) -> None:
    """Do tasks one by one, in this process."""
    for task in range(count):
        do(task)


def spread(
    do: Callable[[int], None],
    count: int,
    stores: Sequence[Store] = (),
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> None:
    """Do tasks 0 to `count - 1`, in this process or in several, in any order.

    A task changes nothing but `stores`. Where it raises an exception in a copy, or the copy dies, it is done again in
    this process, which raises what it raises there. The last one is done here before there are copies, so that these
    need not each load the modules, or compile the expressions, that such tasks need.

    Args:
        do: does one task.
        count: how many there are.
        stores: hold all that the tasks leave.
        jobs: how many processes do them, as far as there are tasks and the machine has room; with 1 this process does.
        progress: told after each part how many tasks are done.
    """
    jobs = min(jobs, _COPIES)
    if jobs < 2 or count < _WORTH or not CAN_FORK:
        for task in range(count):
            do(task)
            _tell(progress, task + 1, count)
        return
    for store in stores:
        store.prepare()
    do(count - 1)
    done = 1
    _tell(progress, done, count)
    size = max(1, min(_MOST, count // (jobs * _ROUNDS)))
    apart = -(-(count - done) // size)
    parts = [range(first, count - done, apart) for first in range(apart)]
    for part, additions in zip(parts, _done_apart(do, parts, stores, jobs), strict=True):
        if additions is None:
            for task in part:
                do(task)
        else:
            for store, new in zip(stores, additions, strict=True):
                store.add(new)
        done += len(part)
        _tell(progress, done, count)


def _tell(progress: Progress | None, done: int, count: int) -> None:
    if progress:
        progress(done, count)


class _Work:
    """What the copies of a process do; it is set before they are made, so that each has it."""

    do: Callable[[int], None] | None = None
    stores: Sequence[Store] = ()


def _done_apart(
    do: Callable[[int], None], parts: Sequence[range], stores: Sequence[Store], jobs: int
) -> Iterator[list[bytes] | None]:
    """Yield what the stores got from each part of the tasks; None for a part that was not done."""
    rounds = -(-len(parts) // (jobs * _RENEWED))
    size = -(-len(parts) // rounds)
    for first in range(0, len(parts), size):
        yield from _done_by_copies(do, parts[first : first + size], stores, jobs)


def _done_by_copies(
    do: Callable[[int], None], parts: Sequence[range], stores: Sequence[Store], jobs: int
) -> Iterator[list[bytes] | None]:
    """Yield the same of parts that are done by the same copies."""
    # Slow to load, and a build in which little changed makes no copies.
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor  # noqa: PLC0415

    _Work.do, _Work.stores = do, stores
    others = set(multiprocessing.active_children())
    waiting: list[Future[list[bytes] | None]] = []
    with ExitStack() as stack:
        stack.callback(_forget)
        stack.enter_context(_frozen())
        try:
            pool = ProcessPoolExecutor(min(jobs, len(parts)), multiprocessing.get_context("fork"), _begin)
            # Where this process stops, the copies do no more than they are at.
            stack.callback(pool.shutdown, cancel_futures=True)
            waiting.extend(pool.submit(_share, part) for part in parts)
        except BrokenExecutor:
            pass
        except OSError:  # there are no more processes or file handles: the copies that were made get nothing to do
            for copy in set(multiprocessing.active_children()) - others:
                copy.kill()
                copy.join()
        for running in waiting:
            try:
                yield running.result()
            except BrokenExecutor:
                yield None
        yield from [None] * (len(parts) - len(waiting))


def _forget() -> None:
    _Work.do, _Work.stores = None, ()


def _begin() -> None:
    """Set up a copy: it ends when its tasks are done, so that garbage need not be collected, or with its first process."""
    import signal  # noqa: PLC0415 - only copies need it
    import threading  # noqa: PLC0415 - as above

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process has it too, and ends the copies
    threading.Thread(target=_end_with_first, daemon=True).start()
    gc.disable()
    for store in _Work.stores:
        store.begin()


def _end_with_first() -> None:
    """Wait until the process that this is a copy of is gone, however it ended, and end too."""
    import multiprocessing.connection  # noqa: PLC0415 - only copies need it

    first = multiprocessing.parent_process()
    if first is not None:
        multiprocessing.connection.wait([first.sentinel])
        os._exit(1)


def _share(part: range) -> list[bytes] | None:
    """Do a part of the tasks in a copy; None if one of them fails: then the first process does them and sees why."""
    do = _Work.do
    if do is None:
        return None
    try:
        for task in part:
            do(task)
    except Exception:  # noqa: BLE001 - not every exception can be sent to another process
        return None
    return [store.additions() for store in _Work.stores]


@contextmanager
def _frozen() -> Iterator[None]:
    """Leave all values that there are alone when garbage is collected, so that copies share the memory they are in."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
