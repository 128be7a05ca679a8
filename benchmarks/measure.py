"""Measuring: which sites, how often, and in which order; programs take turns, so that what else runs weighs on all alike."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus import QUESTIONS, Corpus, make
from previews import from_save_to_page
from processes import Timing, peak_memory, timed
from programs import DEFAULTS, HUGO, OUTPUTS, PAGES_ONLY, WITH_SOURCES, WITHOUT_PICTURES, Program

COLD, SAME, EDIT = "cold", "nothing changed", "one edit"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """A site to measure with: how large, and how often each of its builds is run."""

    letters: int
    runs: Mapping[str, int]
    """How often, by Kantlijn's output; Hugo as often as the most."""
    modes: tuple[str, ...] = (COLD, SAME, EDIT)
    saves: int = 0
    """How many saves are followed in the preview."""
    together: bool = True
    """Whether all sites are there at once and their builds take turns; else each is measured and removed."""

    @property
    def answers(self) -> int:
        """Return how many answers it has."""
        return self.letters * QUESTIONS

    def runs_of(self, program: Program) -> int:
        """Return how often a program's builds are run; 0 for an output that is left out."""
        return max(self.runs.values()) if program.name == HUGO else self.runs.get(program.output, 0)


SIZES = (
    Size(50, {DEFAULTS: 2, WITHOUT_PICTURES: 5, PAGES_ONLY: 5, WITH_SOURCES: 2}, saves=10),
    Size(500, {DEFAULTS: 1, WITHOUT_PICTURES: 3, PAGES_ONLY: 3}, saves=6),
)
"""What a measurement has: about a quarter of an hour on two cores."""
LARGE = Size(5_000, {WITHOUT_PICTURES: 1, PAGES_ONLY: 1}, modes=(COLD, SAME), together=False)
"""What it has besides if a large site is asked for: some 20 GB of memory or disk, and longer than all the others."""


def small(letters: int, runs: int) -> Size:
    """Return a size to try the measurement with."""
    return Size(letters, dict.fromkeys(OUTPUTS, runs), saves=runs)


@dataclass(slots=True)
class Figures:
    """What was measured of one program with one output at one size."""

    program: str
    output: str
    answers: int
    builds: dict[str, list[Timing]] = field(default_factory=dict)
    saves: list[float] = field(default_factory=list)
    """Seconds from save to page."""
    memory: int | None = None
    """Bytes, at most, of all processes in a cold build."""
    files: int = 0
    size: int = 0
    """Bytes of all files of the output."""


def measure(folder: Path, size: Size, programs: Sequence[Program], tell: Tell) -> list[Figures]:
    """Measure programs at one size, in a folder that is left empty."""
    chosen = [program for program in programs if size.runs_of(program)]
    groups = [chosen] if size.together else [[program] for program in chosen]
    corpus = make(size.letters)
    found = []
    for group in groups:
        found += _measured(folder, size, group, corpus, tell)
        for program in group:
            shutil.rmtree(program.place(folder))
    return found


def _measured(folder: Path, size: Size, programs: Sequence[Program], corpus: Corpus, tell: Tell) -> list[Figures]:
    """Measure memory first, in runs of its own, which also warm the machine up; then time, turn by turn."""
    found = [Figures(program.name, program.output, size.answers) for program in programs]
    for program, figures in zip(programs, found, strict=True):
        tell(f"{size.answers:,} answers: {program.name}, {program.output}, memory")
        program.write(corpus, program.site(folder))
        figures.memory = peak_memory(program.command, program.site(folder), program.environment(folder))
        figures.files, figures.size = _output(program.site(folder) / program.out)
        if program.output == WITH_SOURCES:
            _require_equal(program.site(folder) / program.out)
    for turn in range(max(map(size.runs_of, programs))):
        tell(f"{size.answers:,} answers: time, turn {turn + 1}")
        for mode in size.modes:
            for program, figures in zip(programs, found, strict=True):
                if turn < size.runs_of(program):
                    _prepare(mode, program, folder, corpus.letters[turn % size.letters].id, turn)
                    took = timed(program.command, program.site(folder), program.environment(folder))
                    figures.builds.setdefault(mode, []).append(took)
    for program, figures in zip(programs, found, strict=True):
        if size.saves and (program.name == HUGO or program.output == DEFAULTS):
            tell(f"{size.answers:,} answers: {program.name}, preview")
            letter = corpus.letters[size.letters // 2].id
            figures.saves = from_save_to_page(program, folder, letter, size.saves)
    return found


def _prepare(mode: str, program: Program, folder: Path, letter: str, turn: int) -> None:
    """Bring a site into the state in which a build is measured."""
    site = program.site(folder)
    if mode == COLD:
        for path in (
            site / program.out,
            *(path for each in program.caches for path in program.place(folder).glob(each)),
        ):
            _remove(path)
    if mode == EDIT:
        file = site / program.answer.format(letter=letter)
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}\nToevoeging {turn}.\n", encoding="utf-8")


def _require_equal(out: Path) -> None:
    """End where a letter is not word for word its source: then the proof would be another than that of real letters."""
    states = Counter(letter["state"] for letter in json.loads((out / "proofs.json").read_bytes())["letters"])
    if states.keys() != {"equal"}:
        sys.exit(f"not all letters are equal to their sources: {dict(states)}")


def _output(out: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
