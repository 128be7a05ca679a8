"""Prints the work list: by letter how much of each kind is left to do, with the place of the first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from generator.cli.language import language, say
from generator.cli.show import print_line
from generator.cli.terminal import bold
from generator.core.diagnostics import Diagnostic
from generator.graph.worklist import OTHER, Work
from generator.i18n import catalogue

_LETTERS = 20
"""How many letters are told apart; of more, only the kinds are told, for all of them together."""


def print_work(works: Sequence[Work]) -> None:
    """Print what is left to do."""
    if len(works) > _LETTERS:
        _print_totals(works)
        return
    for work in works:
        print_line(bold(f"{work.letter}: {work.title}" if work.letter else say("work-of-site")))
        for n, words, first in _rows(work):
            print_line(f"  {n:>4}  {words:<{_WIDTH}}  {first.position}")


_WIDTH = 44
"""The column in which the place of the first is, where the words before it are not longer."""


def _rows(work: Work) -> Iterator[tuple[int, str, Diagnostic]]:
    """Yield for each kind how many there are, what they are, and the first; what has no kind of its own by its code."""
    for kind, problems in work.kinds.items():
        if kind != OTHER:
            yield len(problems), say(f"work-{kind}", n=len(problems)), problems[0]
            continue
        by_code: dict[str, list[Diagnostic]] = defaultdict(list)
        for problem in problems:
            by_code[problem.code].append(problem)
        for same in by_code.values():
            yield len(same), catalogue(language()).message(same[0]), same[0]


def _print_totals(works: Sequence[Work]) -> None:
    counted: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for work in works:
        for kind, problems in work.kinds.items():
            counted[kind] += len(problems)
            letters[kind] += 1
    for kind, n in counted.items():
        print_line(f"  {n:>6}  {say(f'work-{kind}', n=n)} ({say('letters', n=letters[kind])})")
