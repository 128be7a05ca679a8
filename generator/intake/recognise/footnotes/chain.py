"""Which marks and footnote texts belong together: the chain of pairs that fits best over the whole letter."""

from __future__ import annotations

import re
from bisect import bisect_left
from heapq import nlargest

from generator.intake.recognise.footnotes.candidates import MarkCandidate, StartCandidate
from generator.intake.recognise.recognised_letter import SourceLine

_MARK_STYLES = {
    "bracket": {"bracket": 0.0, "super": 0.0, "paren": -2.0},
    "paren": {"paren": 0.0, "super": -0.5, "plain": -1.5},
    "point": {"super": 0.0, "plain": -0.5, "paren": -0.5},
    "glued": {"plain": 0.0, "super": 0.0, "paren": -1.5},
    "bare": {"plain": 0.0, "super": 0.0, "paren": -1.5},
}
"""Which marks go with which way of starting the text, and at what loss."""

ENOUGH = 3.5


_LONGEST_GAP = 8
"""How many numbers a chain may skip: a page's footnotes that an extractor lost."""


_MARKS_EACH = 12
_PAIRS_EACH = 200
"""How many marks are weighed for one text, and pairs for one number: a letter full of numbered lists has thousands."""


def _thinned(
    pairs: list[tuple[MarkCandidate, StartCandidate, float]],
) -> list[tuple[MarkCandidate, StartCandidate, float]]:
    by_number: dict[int, list[tuple[MarkCandidate, StartCandidate, float]]] = {}
    for pair in pairs:
        by_number.setdefault(pair[0].number, []).append(pair)
    return [pair for some in by_number.values() for pair in nlargest(_PAIRS_EACH, some, key=lambda pair: pair[2])]


def heaviest(
    marks: list[MarkCandidate], starts: list[StartCandidate], order: dict[int, float]
) -> list[tuple[MarkCandidate, StartCandidate]]:
    """Find the heaviest chain of pairs: numbers rising by one as far as can be, marks and texts each in order."""
    pairs: list[tuple[MarkCandidate, StartCandidate, float]] = []
    by_number: dict[int, list[MarkCandidate]] = {}
    for mark in marks:
        by_number.setdefault(mark.number, []).append(mark)
    for start in starts:
        fitting: list[tuple[MarkCandidate, StartCandidate, float]] = []
        for mark in by_number.get(start.number, ()):
            if mark.line == start.line:
                continue
            if (order[mark.line], mark.start) >= (order[start.line], start.offset):
                continue
            loss = _MARK_STYLES[start.style].get(mark.style)
            weight = mark.weight + start.weight + (loss or 0.0)
            if loss is not None and weight >= ENOUGH:
                fitting.append((mark, start, weight))
        pairs += nlargest(_MARKS_EACH, fitting, key=lambda pair: (pair[2], pair[0].line))
    pairs = _thinned(pairs)
    pairs.sort(key=lambda p: (p[0].number, order[p[0].line], p[0].start))
    numbers = [mark.number for mark, _, _ in pairs]
    best: list[tuple[float, int | None]] = []
    for mark, start, weight in pairs:
        top, link = weight - 1.5 * (mark.number - 1), None
        for j in range(bisect_left(numbers, mark.number - _LONGEST_GAP), bisect_left(numbers, mark.number)):
            before, text, _ = pairs[j]
            step = mark.number - before.number
            if (order[before.line], before.start) >= (order[mark.line], mark.start + 1):
                continue
            if (order[text.line], text.offset) >= (order[start.line], start.offset):
                continue
            score = best[j][0] + weight - 1.5 * (step - 1)
            if score > top:
                top, link = score, j
        best.append((top, link))
    if not best:
        return []
    at: int | None = max(range(len(best)), key=lambda i: best[i][0])
    chain: list[tuple[MarkCandidate, StartCandidate]] = []
    while at is not None:
        chain.append(pairs[at][:2])
        at = best[at][1]
    return chain[::-1]


_FIGURE = r"\d{1,3}(?:[.]\d{3})*(?:,\d+)?"
_TABLE_REACH = 15


def under_tables(
    lines: tuple[SourceLine, ...], starts: list[StartCandidate], taken: set[int]
) -> list[tuple[MarkCandidate, StartCandidate]]:
    """Pair footnotes under a table with marks glued between its figures: `88711.122` can only be 887, mark 1 and 1.122."""
    found: list[tuple[MarkCandidate, StartCandidate]] = []
    for start in starts:
        if start.line in taken or start.line >= len(lines) or start.weight < ENOUGH - 2:
            continue
        marks: list[MarkCandidate] = []
        for index in range(max(0, start.line - _TABLE_REACH), start.line):
            for token in re.finditer(r"(?<!\S)[\d.,]+(?!\S)", lines[index].text):
                if re.fullmatch(_FIGURE, token[0]) or token[0].isdigit():
                    continue
                splits = _splits(token[0], str(start.number))
                if len(splits) == 1:
                    at = token.start() + splits[0]
                    marks.append(MarkCandidate(index, at, at + len(str(start.number)), start.number, "table", 3.0))
        if len(marks) == 1:
            found.append((marks[0], start))
    return found


def _splits(token: str, mark: str) -> list[int]:
    """Return every place where a mark can stand between two well-formed figures of a token."""
    return [
        at
        for at in range(1, len(token) - len(mark))
        if token.startswith(mark, at)
        and re.fullmatch(_FIGURE, token[:at])
        and re.fullmatch(_FIGURE, token[at + len(mark) :])
    ]
