"""Running a program and measuring it: seconds of wall clock and processor, and the memory of all its processes."""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLED_EACH = 0.02
"""Seconds between two looks at the memory of a program's processes."""
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds that one run took: of wall clock, and of the processor (user and system, all processes)."""

    wall: float
    processor: float


def timed(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Timing:
    """Run a program to its end and return what it took; whoever measures ends with it where it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(command)} stopped with {done.returncode}:\n{done.stdout}{done.stderr}")
    return Timing(took, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def peak_memory(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> int | None:
    """Run a program to its end and return the most bytes that all its processes had at once; None if it cannot be seen.

    Memory that processes share is counted once (the sum of their proportional set sizes).
    """
    running = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most, ended = 0, threading.Event()

    def sample() -> None:
        nonlocal most
        while True:
            most = max(most, sum(map(memory, family(running.pid))))
            if ended.wait(SAMPLED_EACH):
                return

    sampler = threading.Thread(target=sample)
    sampler.start()
    code = running.wait()
    ended.set()
    sampler.join()
    if code:
        sys.exit(f"{' '.join(command)} stopped with {code}")
    return most or None


def family(root: int) -> set[int]:
    """Return the numbers of a process and of all that it started, and these; empty without `/proc`."""
    children: dict[int, list[int]] = {}
    for number, fields in _processes():
        children.setdefault(int(fields[1]), []).append(number)
    found: set[int] = set()
    waiting = [root]
    while waiting:
        number = waiting.pop()
        found.add(number)
        waiting += children.get(number, [])
    return found


def processor_ticks(root: int) -> int:
    """Return the processor's time that a process and its living descendants took until now, in ticks of the clock."""
    own = family(root)
    return sum(int(fields[11]) + int(fields[12]) for number, fields in _processes() if number in own)


def memory(number: int) -> int:
    """Return the bytes of a process's memory, with its share of what it shares; 0 if that cannot be seen."""
    try:
        text = (_PROC / str(number) / "smaps_rollup").read_text(encoding="utf-8")
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)


def _processes() -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each process with the fields of its `stat` after its name: state, parent, and so on."""
    for folder in _PROC.iterdir() if _PROC.is_dir() else ():
        if folder.name.isdigit():
            try:
                text = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:  # it has ended
                continue
            yield int(folder.name), text.rpartition(")")[2].split()
