"""Try for some minutes to break what the program promises: kills, a full disk, edits, damaged input, planted changes.

`python -m tests.soak --help`; what is printed is explained in README.md beside this file.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.soak import disk, edits, folders, inputs, kills, plants
from tests.soak.trial import Count, Part


@dataclass(frozen=True)
class Row:
    """A part of the soak: its name, its trials, its share of the time, and what holds in each of its trials."""

    name: str
    trials: Part
    share: float
    promise: str


PARTS = (
    Row("kills", kills.trials, 0.2, "what a command that is ended writes is whole or as it was"),
    Row("disk", disk.trials, 0.1, "what is written to a disk that is full is whole or as it was"),
    Row("edits", edits.trials, 0.2, "a build upon earlier ones makes the files of a build from nothing"),
    Row("inputs", inputs.trials, 0.15, "a damaged source is read or refused in a sentence"),
    Row("folders", folders.trials, 0.15, "a site's folder runs nothing and touches nothing outside it"),
)
PLANTS = 0.2
"""The share of planted changes, which print a table of their own."""


def soaked(row: Row, seed: int, scratch: Path, *, seconds: float, trials: int | None) -> Count:
    """Make the trials of a part until the time or the number is over."""
    count, until = Count(), time.monotonic() + seconds
    scratch.mkdir(parents=True)
    with contextlib.closing(row.trials(Random(f"{row.name} {seed}"), scratch)) as made:
        for trial in itertools.islice(made, trials):
            count.add(trial)
            if trials is None and time.monotonic() > until:
                break
    return count


def lines(row: Row, count: Count, examples: int) -> list[str]:
    """Return what a part found, as lines."""
    made, held = sum(count.made.values()), sum(count.held.values())
    if not made:
        return [f"{row.name:8} not tried: this machine or user cannot"]
    kinds = ", ".join(f"{kind} {count.held[kind]}/{count.made[kind]}" for kind in sorted(count.made))
    cost = f"; at most {count.seconds:.1f} s and {count.megabytes:.0f} MB" if count.megabytes else ""
    head = f"{row.name:8} {held} of {made}: {row.promise} ({kinds}{cost})"
    return [head, *(f"  {trial.what}: {trial.fault}" for trial in count.faults[:examples])]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts and print their counts; 0 where every promise held."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    names = [*(row.name for row in PARTS), "plants"]
    parser.add_argument("--minutes", type=float, default=10, help="the time for all parts (default 10)")
    parser.add_argument("--trials", type=int, help="so many trials a part, however long they take")
    parser.add_argument("--part", action="append", choices=names, help="only this part; may be repeated")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other trials (default 1)")
    parser.add_argument("--examples", type=int, default=5, help="faults of a part that are printed (default 5)")
    options = parser.parse_args(arguments)
    wanted = options.part or names
    rows = [row for row in PARTS if row.name in wanted]
    shares = sum(row.share for row in rows) + (PLANTS if "plants" in wanted else 0)
    sound = True
    with tempfile.TemporaryDirectory(prefix="kantlijn-soak-", ignore_cleanup_errors=True) as scratch:
        for row in rows:
            seconds = options.minutes * 60 * row.share / shares
            count = soaked(row, options.seed, Path(scratch, row.name), seconds=seconds, trials=options.trials)
            sound = sound and not count.faults
            sys.stdout.write("\n".join(lines(row, count, options.examples)) + "\n")
            sys.stdout.flush()
    for name in ("KANTLIJN_CACHE", "KANTLIJN_DATA"):
        os.environ.pop(name, None)
    if "plants" not in wanted:
        return 0 if sound else 1
    minutes = options.minutes * PLANTS / shares
    return max(plants.main([f"--minutes={minutes}", f"--seed={options.seed}"]), 0 if sound else 1)


if __name__ == "__main__":
    sys.exit(main())
