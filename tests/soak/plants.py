"""Plant changes in imported letters and count which of them verification finds; try the edits that it must not report.

`python -m tests.soak.plants --help`; what is printed is explained in README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from random import Random

from tests.soak import letters
from tests.soak.allowed import ALLOWED
from tests.soak.bench import Bench, Case, Outcome, first, verified
from tests.soak.change import Change, Kind, allowed, planted
from tests.soak.kinds import KINDS
from tests.soak.reading import Letter
from tests.soak.tally import Tally, as_data, report

ROOT = Path(__file__).parents[2]
Make = Callable[[Kind, Random, Letter], Change | None]
# --- Letters ---------------------------------------------------------------------------------------------------


def cases(sources: Iterable[letters.Source], scratch: Path, tally: Tally) -> Iterator[Case]:
    """Import sources; yield those that verification finds equal as they are, and note the others."""
    for at, source in enumerate(sources):
        name = f"{source.name}{source.suffix}"
        try:
            folder = letters.imported(source, scratch / str(at))
        except letters.NotImportedError as error:
            tally.refused.append((name, str(error)))
            continue
        yield from _equal(Case(source.name, source.suffix, folder), tally)


def _equal(case: Case, tally: Tally) -> Iterator[Case]:
    tally.letters += 1
    found = verified(case.folder)
    name = f"{case.name}{case.suffix}"
    letter = Letter.of(letters.files(case.folder))
    for page in letter.pages.values():
        tally.unread += [(name, f"{one.path}:{one.line}") for one in page.leaves if one.shown and one.scan is None]
    if found.equal:
        yield case
    else:
        tally.alarms.append((name, first(found)))


# --- One letter ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Try:
    """One round over all kinds in one letter."""

    case: Case
    round: int
    seed: int
    kinds: tuple[str, ...]
    until: float
    """The time of day after which no further change is made."""


def tried(one: Try) -> tuple[list[Outcome], list[Outcome]]:
    """Make a change of each kind in a copy of a letter, and verify it; every second round in an edited letter."""
    plants: list[Outcome] = []
    edits: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="kantlijn-soak-") as scratch:
        copy = Path(scratch) / "content" / "letters" / one.case.folder.name
        shutil.copytree(one.case.folder, copy)
        files = letters.files(copy)
        bench = Bench(one.case, copy, files)
        edits += _each(bench, ALLOWED, one, allowed)
        if one.round % 2:
            bench = bench.edited(f"{one.seed} {one.case.name}{one.case.suffix} {one.round}")
        plants += _each(bench, KINDS, one, planted)
    return plants, edits


def _each(bench: Bench, table: Sequence[Kind], one: Try, make: Make) -> Iterator[Outcome]:
    """Yield the outcome of a change of each kind that the letter has a place for."""
    for kind in table:
        if time.time() > one.until:
            return
        if one.kinds and not any(fnmatchcase(kind.name, name) for name in one.kinds):
            continue
        seed = f"{one.seed} {one.case.name}{one.case.suffix} {one.round} {kind.name}"
        change = make(kind, Random(seed), bench.letter)
        if change:
            yield bench.outcome(kind, change, seed)


# --- The whole run ---------------------------------------------------------------------------------------------


def run(options: argparse.Namespace, scratch: Path) -> Tally:
    """Import all letters and plant in them, round by round, until all is done or the time is over."""
    until = time.time() + options.minutes * 60
    tally = Tally()
    sources: list[letters.Source] = []
    if not options.only:
        sources += [*letters.made(), *letters.made_for_tests()]
    for folder in options.letters:
        sources += letters.given(folder)
    known = list(cases(sources, scratch, tally))
    if not options.only:
        for folder in sorted((ROOT / "content" / "letters").iterdir()):
            known += _equal(Case(folder.name, "", folder), tally)
    tasks = [
        Try(case, number, options.seed, tuple(options.kind), until)
        for number in range(options.plants)
        for case in known
    ]
    for plants, edits in _results(tasks, options.jobs):
        tally.plants += plants
        tally.edits += edits
    return tally


def _results(tasks: Sequence[Try], jobs: int) -> Iterator[tuple[list[Outcome], list[Outcome]]]:
    """Yield the outcomes of tasks in their order."""
    if jobs == 1:
        yield from map(tried, tasks)
        return
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(tried, tasks)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; 0 where every change was found and nothing else was reported, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.plants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed plants other changes (default 1)")
    parser.add_argument("--plants", type=int, default=4, help="changes of a kind in a letter (default 4)")
    parser.add_argument(
        "--letters", type=Path, action="append", default=[], help="a folder of letters; may be repeated"
    )
    parser.add_argument("--only", action="store_true", help="only the letters of --letters")
    parser.add_argument(
        "--kind", action="append", default=[], help="only kinds of this name, as in 'word-*'; may be repeated"
    )
    parser.add_argument("--minutes", type=float, default=10, help="begin no change after this time (default 10)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: one a core)")
    parser.add_argument("--examples", type=int, default=3, help="examples of a kind that was missed (default 3)")
    parser.add_argument("--json", action="store_true", help="print every outcome as JSON")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kantlijn-soak-") as scratch:
        tally = run(options, Path(scratch))
    if options.json:
        text = json.dumps(as_data(tally), ensure_ascii=False, indent=1)
    else:
        text = "\n".join(report(tally, options.examples))
    sys.stdout.write(f"{text}\n")
    return 0 if tally.clean else 1


if __name__ == "__main__":
    sys.exit(main())
