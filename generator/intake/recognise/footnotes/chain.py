"""Which marks and footnote texts belong together: the chain of pairs that has the most weight over the whole letter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from generator.intake.recognise.footnotes.mark_candidates import MarkCandidate
from generator.intake.recognise.footnotes.start_candidates import StartCandidate
from generator.intake.recognise.recognised_letter import SourceLine

_MARK_STYLES = {
    "bracket": {"bracket": 0.0, "super": -0.25, "paren": -2.0},
    "raised": {"super": 0.0, "bracket": -0.25},
    "paren": {"paren": 0.0, "super": -0.5, "plain": -1.5},
    "point": {"super": 0.0, "plain": -0.5, "bracket": -0.5, "paren": -0.5},
    "glued": {"plain": 0.0, "super": 0.0, "bracket": -0.5, "paren": -1.5},
    "bare": {"plain": 0.0, "super": 0.0, "bracket": -0.5, "paren": -1.5},
    "alone": {"plain": 0.0, "super": 0.0},
}
"""The styles of marks that go with each way of beginning the text, and what that adds to the weight of a pair."""
ENOUGH = 3.5
"""The weight that a pair must have, at least."""
_SKIPPED = 1.5
"""Lost for each number that a chain skips."""
_LONGEST_GAP = 8
"""How many numbers a chain may skip: the footnotes of a page that an extractor lost."""
_MARKS_EACH = 12
_PAIRS_EACH = 200
"""How many marks are weighed for one text, and pairs for one number: a letter full of numbered lists has thousands."""


class FootnotePair(NamedTuple):
    """A mark, and the start of the text that it may belong to."""

    mark: MarkCandidate
    start: StartCandidate
    weight: float = 0.0


def heaviest_chain(
    marks: Iterable[MarkCandidate], starts: Iterable[StartCandidate], order: Mapping[int, float]
) -> list[FootnotePair]:
    """Return the pairs of the heaviest chain: numbers that rise, by one if possible, with marks and texts in order.

    `order` is the position of every line in reading order.
    """
    pairs = sorted(_thinned(_pairs(marks, starts, order)), key=lambda p: (p.mark.number, *_mark_place(p, order)))
    numbers = [pair.mark.number for pair in pairs]
    best: list[tuple[float, int | None]] = []
    for pair in pairs:
        number = pair.mark.number
        ways: list[tuple[float, int | None]] = [(pair.weight - _SKIPPED * (number - 1), None)]
        ways.extend(
            (best[j][0] + pair.weight - _SKIPPED * (number - numbers[j] - 1), j)
            for j in range(bisect_left(numbers, number - _LONGEST_GAP), bisect_left(numbers, number))
            if _are_in_order(pairs[j], pair, order)
        )
        best.append(max(ways, key=lambda way: way[0]))
    at = max(range(len(best)), key=lambda i: best[i][0], default=None)
    chain: list[FootnotePair] = []
    while at is not None:
        chain.append(pairs[at])
        at = best[at][1]
    return chain[::-1]


def _pairs(
    marks: Iterable[MarkCandidate], starts: Iterable[StartCandidate], order: Mapping[int, float]
) -> Iterator[FootnotePair]:
    """Yield the pairs of one number that have enough weight, with the mark before the text."""
    by_number: defaultdict[int, list[MarkCandidate]] = defaultdict(list)
    for mark in marks:
        by_number[mark.number].append(mark)
    for start in starts:
        fitting = [pair for mark in by_number[start.number] if (pair := _pair(mark, start, order)) is not None]
        yield from nlargest(_MARKS_EACH, fitting, key=lambda pair: (pair.weight, pair.mark.line))


def _pair(mark: MarkCandidate, start: StartCandidate, order: Mapping[int, float]) -> FootnotePair | None:
    more = _MARK_STYLES[start.style].get(mark.style)
    pair = FootnotePair(mark, start, mark.weight + start.weight + (more or 0.0))
    is_before = mark.line != start.line and _mark_place(pair, order) < _start_place(pair, order)
    return pair if more is not None and is_before and pair.weight >= ENOUGH else None


def _mark_place(pair: FootnotePair, order: Mapping[int, float]) -> tuple[float, int]:
    return order[pair.mark.line], pair.mark.start


def _start_place(pair: FootnotePair, order: Mapping[int, float]) -> tuple[float, int]:
    return order[pair.start.line], pair.start.offset


def _are_in_order(first: FootnotePair, second: FootnotePair, order: Mapping[int, float]) -> bool:
    """Whether both the mark and the text of a pair come before those of another; marks may be at one place."""
    marks = _mark_place(first, order) <= _mark_place(second, order)
    return marks and _start_place(first, order) < _start_place(second, order)


def _thinned(pairs: Iterable[FootnotePair]) -> Iterator[FootnotePair]:
    """Yield the heaviest pairs of each number."""
    by_number: dict[int, list[FootnotePair]] = {}
    for pair in pairs:
        by_number.setdefault(pair.mark.number, []).append(pair)
    for some in by_number.values():
        yield from nlargest(_PAIRS_EACH, some, key=lambda pair: pair.weight)


# --- Footnotes under tables --------------------------------------------------------------------------------------

_FIGURE = r"\d{1,3}(?:[.]\d{3})*(?:,\d+)?"
_TABLE_REACH = 15
"""Lines above a footnote in which the figures of its table are."""


def under_tables(
    lines: Sequence[SourceLine], starts: Iterable[StartCandidate], taken: set[int]
) -> Iterator[FootnotePair]:
    """Yield footnotes under a table with the mark among its figures: `88711.122` can only be 887, mark 1 and 1.122.

    `taken` are lines that begin a footnote already.
    """
    for start in starts:
        if start.line in taken or start.line >= len(lines) or start.weight < ENOUGH - 2:
            continue
        marks = [
            mark
            for index in range(max(0, start.line - _TABLE_REACH), start.line)
            for mark in _among_figures(index, lines[index].text, start.number)
        ]
        if len(marks) == 1:
            yield FootnotePair(marks[0], start)


def _among_figures(index: int, text: str, number: int) -> Iterator[MarkCandidate]:
    """Yield a number as a mark in the figures of a line that can be split around it in one way only."""
    length = len(str(number))
    for token in re.finditer(r"(?<!\S)[\d.,]+(?!\S)", text):
        if re.fullmatch(_FIGURE, token[0]) or token[0].isdigit():
            continue
        splits = _splits(token[0], str(number))
        if len(splits) == 1:
            at = token.start() + splits[0]
            yield MarkCandidate(index, at, at + length, number, "table", 3.0)


def _splits(token: str, mark: str) -> list[int]:
    """Return every offset at which a mark can be between two well-formed figures of a token."""
    return [
        at
        for at in range(1, len(token) - len(mark))
        if token.startswith(mark, at)
        and re.fullmatch(_FIGURE, token[:at])
        and re.fullmatch(_FIGURE, token[at + len(mark) :])
    ]
