"""Writing figures down: the table with its ratios, what an answer costs at each size, and the machine they belong to."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import COLD, EDIT, SAME, Figures
from processes import Timing
from programs import HUGO, KANTLIJN

BEGIN, END = "<!-- figures: written by make bench -->", "<!-- end of the figures -->"
_HEAD = (
    *("answers", "output", "measured", KANTLIJN, HUGO, "times Hugo's"),
    *("Kantlijn, processor", "Hugo, processor", "times Hugo's", "Kantlijn, an answer", "Hugo, an answer"),
)
_NONE = "–"


@dataclass(frozen=True, slots=True)
class Unit:
    """How numbers are written: in which unit, of how many of the base unit each."""

    name: str
    each: float

    def written(self, number: float) -> str:
        """Write a number with three figures that count, and not more decimals than two."""
        own = number / self.each
        decimals = 2 if abs(own) < 10 else 1 if abs(own) < 100 else 0
        return f"{own:,.{0 if self.each == 1 and not self.name else decimals}f}"

    def median(self, numbers: Sequence[float]) -> str:
        """Write the middle one of several numbers and, in brackets, the least and the most."""
        text = self.written(statistics.median(numbers))
        if len(numbers) > 1:
            text += f" ({self.written(min(numbers))}–{self.written(max(numbers))})"
        return f"{text} {self.name}".strip()

    def one(self, number: float) -> str:
        """Write a number with its unit."""
        return f"{self.written(number)} {self.name}".strip()


_SECONDS, _MILLISECONDS = Unit("s", 1), Unit("ms", 1e-3)
_MEGABYTES, _KILOBYTES, _COUNT = Unit("MB", 1e6), Unit("kB", 1e3), Unit("", 1)


def section(figures: Sequence[Figures], machine: Mapping[str, str]) -> str:
    """Return all that is said of one measurement, in Markdown."""
    lines = [f"- **{name}**: {text}" for name, text in machine.items()]
    return "\n\n".join(["\n".join(lines), "\n".join(table(figures)), "\n".join(growth(figures))]).strip()


def write(page: Path, text: str) -> None:
    """Put the section of a measurement into a page, in the place of the one before.

    Raises:
        ValueError: the page has no place for it.
    """
    old = page.read_text(encoding="utf-8")
    new, count = re.subn(
        f"(?s){re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: f"{BEGIN}\n\n{text}\n\n{END}", old, count=1
    )
    if not count:
        raise ValueError(f"{page} has no place for figures")
    page.write_text(new, encoding="utf-8")


def table(figures: Sequence[Figures]) -> Iterator[str]:
    """Yield the lines of the table: what was measured of each output of Kantlijn, beside Hugo at the same size."""
    yield _row(_HEAD)
    yield _row(["---:", "---", "---", *["---:"] * (len(_HEAD) - 3)])
    for own in figures:
        if own.program == HUGO:
            continue
        other = next((one for one in figures if one.program == HUGO and one.answers == own.answers), None)
        for cells in _measured(own, other):
            yield _row([f"{own.answers:,}", own.output, *cells])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _measured(own: Figures, other: Figures | None) -> Iterator[list[str]]:
    """Yield the cells of each row after the first two."""
    for mode in (COLD, SAME, EDIT):
        if runs := own.builds.get(mode):
            others = other.builds.get(mode, []) if other else []
            yield [mode, *_times(own, runs, others)]
    if own.saves:
        yield ["save to page", *_compared(_MILLISECONDS, own.saves, other.saves if other else []), *[_NONE] * 5]
    amounts: tuple[tuple[str, Callable[[Figures], float | None], Unit, Unit], ...] = (
        ("peak memory", lambda one: one.memory, _MEGABYTES, _KILOBYTES),
        ("files", lambda one: one.files, _COUNT, Unit("files", 1)),
        ("bytes", lambda one: one.size, _MEGABYTES, _KILOBYTES),
    )
    for name, amount, whole, part in amounts:
        both = [amount(one) if one else None for one in (own, other)]
        known = [[number] if number is not None else [] for number in both]
        each = [part.one(number / own.answers) if number is not None else _NONE for number in both]
        yield [name, *_compared(whole, *known), *[_NONE] * 3, *each]


def _times(own: Figures, runs: Sequence[Timing], others: Sequence[Timing]) -> list[str]:
    """Return the cells of seconds: of wall clock, of the processor, and of the processor for each answer."""
    work, other_work = [one.processor for one in runs], [one.processor for one in others]
    each = [
        _MILLISECONDS.one(statistics.median(numbers) / own.answers) if numbers else _NONE
        for numbers in (work, other_work)
    ]
    return [
        *_compared(_SECONDS, [one.wall for one in runs], [one.wall for one in others]),
        *_compared(_SECONDS, work, other_work),
        *each,
    ]


def _compared(unit: Unit, own: Sequence[float], other: Sequence[float]) -> list[str]:
    """Return the medians of both, and what the first is to the second."""
    ratio = f"{statistics.median(own) / statistics.median(other):.2f}" if own and other else _NONE
    return [unit.median(own) if own else _NONE, unit.median(other) if other else _NONE, ratio]


def growth(figures: Sequence[Figures]) -> Iterator[str]:
    """Yield, for each output that was measured at several sizes, what an answer costs at the largest to the smallest."""
    for name, output in dict.fromkeys((one.program, one.output) for one in figures):
        ordered = sorted(
            (one for one in figures if (one.program, one.output) == (name, output)), key=lambda one: one.answers
        )
        if len(ordered) > 1:
            least, most = ordered[0], ordered[-1]
            costs = [
                statistics.median(run.processor for run in one.builds[COLD]) / one.answers for one in (least, most)
            ]
            yield (
                f"- {name}, {output}: cold, an answer takes {costs[1] / costs[0]:.2f} times the processor's time at "
                f"{most.answers:,} answers that it takes at {least.answers:,}."
            )


def machine(folder: Path, versions: Mapping[str, str]) -> dict[str, str]:
    """Return what figures belong to: the machine, the versions, the day, and where the sites are."""
    where = "a file system in memory (tmpfs)" if folder.is_relative_to("/dev/shm") else "a disk"
    found = {
        "day": dt.datetime.now(dt.UTC).date().isoformat(),
        "processor": f"{os.cpu_count()} cores, {_processor()}",
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        **versions,
        "sites": f"on {where}",
    }
    if hasattr(os, "getloadavg"):
        found["load before"] = f"{os.getloadavg()[0]:.1f} in the last minute (0 is a quiet machine)"
    return found


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = re.findall(r"(?m)^model name\s*: (.+)$", text)
    return names[0] if names else platform.machine()


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB"
    except (ValueError, OSError, AttributeError):
        return "unknown"
