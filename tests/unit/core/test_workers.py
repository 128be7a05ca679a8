"""Tasks that are done in copies of the process leave the same as those that are done in it."""

from __future__ import annotations

import errno
import multiprocessing
import os
import subprocess
import sys

import msgspec
import pytest

from generator.core import workers
from generator.core.workers import spread

pytestmark = pytest.mark.skipif(not workers.CAN_FORK, reason="this system cannot copy a process")
COUNT = 40


class Left:
    """A store of numbers by task."""

    def __init__(self):
        self.all: dict[int, int] = {}
        self.new: dict[int, int] = {}

    def put(self, task: int) -> None:
        self.all[task] = self.new[task] = os.getpid()

    def prepare(self) -> None:
        self.prepared = True

    def begin(self) -> None:
        assert self.prepared
        self.new = {}

    def additions(self) -> bytes:
        new, self.new = self.new, {}
        return msgspec.msgpack.encode(new)

    def add(self, additions: bytes) -> None:
        self.all |= msgspec.msgpack.decode(additions, type=dict[int, int])


@pytest.mark.parametrize("jobs", [1, 2, 3, 100])
def test_each_task_is_done_and_what_it_leaves_comes_home(jobs):
    left = Left()
    spread(left.put, COUNT, (left,), jobs=jobs)
    assert sorted(left.all) == list(range(COUNT))
    here = [task for task, process in left.all.items() if process == os.getpid()]
    assert here == (list(range(COUNT)) if jobs == 1 else [COUNT - 1])


def test_what_tasks_load_is_loaded_before_there_are_copies():
    loaded: list[int] = []
    left = Left()

    def do(task: int) -> None:
        if not loaded:
            loaded.append(os.getpid())
        left.all[task] = left.new[task] = loaded[0]

    spread(do, COUNT, (left,), jobs=3)
    assert set(left.all.values()) == {os.getpid()}


def test_few_tasks_are_done_in_this_process():
    left = Left()
    spread(left.put, 3, (left,), jobs=2)
    assert left.all == dict.fromkeys(range(3), os.getpid())


def test_a_copy_has_what_this_process_has_and_changes_nothing_of_it():
    seen, left = [1, 2], Left()

    def do(task: int) -> None:
        left.all[task] = left.new[task] = sum(seen)
        seen.append(task)

    spread(do, COUNT, (left,), jobs=2)
    assert seen == [1, 2, COUNT - 1]
    assert min(left.all.values()) == sum([1, 2])


@pytest.mark.parametrize("failing", [5, COUNT - 1])
def test_what_a_task_raises_is_raised_here(failing):
    class OddError(Exception):
        def __init__(self, one, two):  # no exception of two arguments comes out of a pickle
            super().__init__(one)

    def do(task: int) -> None:
        if task == failing:
            raise OddError("een", "twee")

    with pytest.raises(OddError):
        spread(do, COUNT, jobs=2)


def test_the_tasks_of_a_copy_that_dies_are_done_here():
    left, first = Left(), os.getpid()

    def do(task: int) -> None:
        if task == 7 and os.getpid() != first:
            os._exit(1)
        left.put(task)

    spread(do, COUNT, (left,), jobs=2)
    assert sorted(left.all) == list(range(COUNT))
    assert left.all[7] == first


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_ends_with_all_tasks(jobs):
    told: list[tuple[int, int]] = []
    spread(lambda _: None, COUNT, jobs=jobs, progress=lambda done, count: told.append((done, count)))
    assert told[-1] == (COUNT, COUNT)
    assert told == sorted(told)


def test_copies_end_with_the_first_process():
    script = """
import os, sys
from generator.core.workers import spread
never, _ = os.pipe()
def wait(task):
    if task == 39:  # is done by the first process
        return
    os.write(1, b"copy ")
    os.read(never, 1)
spread(wait, 40, jobs=2)
"""
    first = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert first.stdout.read(10) == b"copy copy "  # each of the two is at its first task
    first.kill()
    first.communicate(timeout=60)  # until nobody has its output open any more


def test_a_copy_that_dies_while_tasks_are_handed_out_costs_none():
    left, first = Left(), os.getpid()

    def do(task: int) -> None:
        if os.getpid() != first:
            os._exit(1)
        left.put(task)

    spread(do, 5_000, (left,), jobs=2)
    assert left.all == dict.fromkeys(range(5_000), first)


@pytest.mark.parametrize("room", [0, 1, 5])
def test_where_the_machine_has_no_room_for_copies_this_process_does_all(monkeypatch, room):
    left, copied, fork = Left(), [], os.fork

    def fork_while_there_is_room():
        if len(copied) == room:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        copied.append(fork())
        return copied[-1]

    monkeypatch.setattr(os, "fork", fork_while_there_is_room)
    spread(left.put, COUNT, (left,), jobs=8)
    assert left.all == dict.fromkeys(range(COUNT), os.getpid())
    assert len(copied) == room
    assert multiprocessing.active_children() == []


def test_no_more_copies_are_made_than_there_is_work_for(monkeypatch):
    left, copied, fork = Left(), [], os.fork

    def counted():
        copied.append(fork())
        return copied[-1]

    monkeypatch.setattr(os, "fork", counted)
    spread(left.put, 500, (left,), jobs=1_000_000)
    assert sorted(left.all) == list(range(500))
    assert 1 < len(copied) < 100
