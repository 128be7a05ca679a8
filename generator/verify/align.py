"""Which stretches of two streams are the same, moved ones included; every character is used once.

First what is unmistakable (a run of characters that each stream holds once, grown as far as it goes), then what lies
between, then what was moved. Nothing here knows what a letter is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

_SEEDS = (24, 12)
"""Lengths of runs that are taken for the same where both streams hold them once."""
_LEAST = 5
"""The shortest stretch that counts as found between two known ones, unless it is all there is."""
_MOVED = 12
"""The shortest stretch that may be found anywhere."""
_TOO_LARGE = 4_000_000


@dataclass(frozen=True, slots=True, order=True)
class SharedStretch:
    """`ours[a : a + size]` is `theirs[b : b + size]`."""

    a: int
    b: int
    size: int


@dataclass(slots=True)
class _Alignment:
    """Two streams and what of them is already matched."""

    ours: str
    theirs: str
    to: list[int] = field(default_factory=list)
    """For every character of ours the position in theirs, or -1."""
    used: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self.to = [-1] * len(self.ours)
        self.used = bytearray(len(self.theirs))

    def claim(self, a: int, b: int, size: int) -> None:
        """Match a stretch; all of it must be free."""
        self.to[a : a + size] = range(b, b + size)
        self.used[b : b + size] = b"\1" * size

    def grow(self, a: int, b: int) -> tuple[int, int, int]:
        """Return the longest free and equal stretch around two equal characters."""
        start_a, start_b = a, b
        while (
            start_a > 0
            and start_b > 0
            and self.to[start_a - 1] < 0
            and not self.used[start_b - 1]
            and self.ours[start_a - 1] == self.theirs[start_b - 1]
        ):
            start_a -= 1
            start_b -= 1
        end_a, end_b = a, b
        while (
            end_a < len(self.ours)
            and end_b < len(self.theirs)
            and self.to[end_a] < 0
            and not self.used[end_b]
            and self.ours[end_a] == self.theirs[end_b]
        ):
            end_a += 1
            end_b += 1
        return start_a, start_b, end_a - start_a


def align(
    ours: str,
    theirs: str,
    placed: Iterable[SharedStretch] = (),
    edges: tuple[Collection[int], Collection[int]] = ((), ()),
    sure: Iterable[SharedStretch] = (),
) -> tuple[SharedStretch, ...]:
    """Match two streams; blocks come in our order.

    `placed` are stretches that are known beforehand, unless what is unmistakable says otherwise; `sure` are those that
    nothing overrides. `edges` are the places in ours and in theirs where a paragraph
    begins: where a match could as well end a few characters earlier or later, it ends there.
    """
    work = _Alignment(ours, theirs)
    _place(work, sure)
    for seed in _SEEDS:
        _unmistakable(work, seed)
    _settle_all(work, edges)
    _place(work, placed)
    _between(work)
    _moved(work)
    _settle_all(work, edges)
    return tuple(_blocks(work))


def _place(work: _Alignment, blocks: Iterable[SharedStretch]) -> None:
    for block in blocks:
        free = all(to < 0 for to in work.to[block.a : block.a + block.size])
        if free and not any(work.used[block.b : block.b + block.size]):
            work.claim(block.a, block.b, block.size)


def _once(text: str, size: int) -> dict[str, int]:
    """Return every run of `size` characters that the text holds once, with its place."""
    seen: dict[str, int] = {}
    for start in range(len(text) - size + 1):
        run = text[start : start + size]
        seen[run] = -1 if run in seen else start
    return seen


def _unmistakable(work: _Alignment, size: int) -> None:
    theirs = _once(work.theirs, size)
    for run, a in _once(work.ours, size).items():
        b = theirs.get(run, -1)
        if a < 0 or b < 0 or work.to[a] >= 0 or work.used[b]:
            continue
        start_a, start_b, length = work.grow(a, b)
        if length >= size:
            work.claim(start_a, start_b, length)


def _between(work: _Alignment) -> None:
    """Match what lies between two known stretches with what lies between them in the other stream."""
    for start, end in list(_gaps(work)):
        left = work.to[start - 1] + 1 if start else 0
        right = work.to[end] if end < len(work.ours) else len(work.theirs)
        if left <= right:
            _fill(work, start, end, _free(work, left, right))
        else:  # what follows is elsewhere in theirs: look right behind, and right before
            _fill(work, start, end, _free(work, left, _next_used(work, left)))
            for rest_start, rest_end in list(_gaps(work, start, end)):
                _fill(work, rest_start, rest_end, _free(work, _last_used(work, right), right))


def _fill(work: _Alignment, start: int, end: int, free: list[int]) -> None:
    """Match a gap of ours with free characters of theirs, given by their positions."""
    mine = work.ours[start:end]
    other = "".join(work.theirs[b] for b in free)
    whole = other.find(mine)
    if whole >= 0 and free[whole + len(mine) - 1] - free[whole] == len(mine) - 1:
        work.claim(start, free[whole], len(mine))
    elif len(mine) * len(other) <= _TOO_LARGE:
        for a, b, size in SequenceMatcher(None, mine, other, autojunk=False).get_matching_blocks():
            for offset, length in _runs(free, b, size):
                if length >= _LEAST:
                    work.claim(start + a + offset, free[b + offset], length)


def _runs(free: list[int], start: int, size: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch of free positions where they are not neighbours; as (offset, length)."""
    begin = 0
    for offset in range(1, size + 1):
        if offset == size or free[start + offset] != free[start + offset - 1] + 1:
            yield begin, offset - begin
            begin = offset


def _moved(work: _Alignment) -> None:
    """Find what is still unmatched anywhere in what is free of theirs, the longest first."""
    for start, end in sorted(_gaps(work), key=lambda gap: gap[0] - gap[1]):
        position = start
        while end - position >= _MOVED:
            run = work.ours[position : position + _MOVED]
            b = work.theirs.find(run)
            while b >= 0 and any(work.used[b : b + _MOVED]):
                b = work.theirs.find(run, b + 1)
            if b < 0:
                position += 1
                continue
            start_a, start_b, length = work.grow(position, b)
            work.claim(start_a, start_b, length)
            position = start_a + length


def _settle_all(work: _Alignment, edges: tuple[Collection[int], Collection[int]]) -> None:
    for left, right in list(pairwise(_blocks(work))):
        _settle(work, left, right, edges)
    for left, right in list(pairwise(sorted(_blocks(work), key=lambda block: block.b))):
        _settle_in_theirs(work, left, right, edges)


def _settle(
    work: _Alignment, left: SharedStretch, right: SharedStretch, edges: tuple[Collection[int], Collection[int]]
) -> None:
    """Move the border of two neighbours to where a paragraph begins, if the same characters are on both sides.

    In `…kosten? | Vraag 4 | Vindt u` the first `V` could belong to what comes before; it belongs to `Vindt`.
    """
    if left.a + left.size != right.a:
        return
    back = 0
    while back < left.size and _same_free(work, right.a - back - 1, right.b - back - 1):
        back += 1
    on = 0
    while on < right.size and _same_free(work, right.a + on, left.b + left.size + on):
        on += 1
    shift = _shift(range(-back, on + 1), (right.a, edges[0]), (right.b, edges[1]))
    if not shift:
        return
    size = abs(shift)
    a = min(right.a, right.a + shift)
    from_b, to_b = (left.b + left.size - size, right.b - size) if shift < 0 else (right.b, left.b + left.size)
    work.used[from_b : from_b + size] = bytes(size)
    work.claim(a, to_b, size)


def _settle_in_theirs(
    work: _Alignment, left: SharedStretch, right: SharedStretch, edges: tuple[Collection[int], Collection[int]]
) -> None:
    """Move the border of two that are neighbours in theirs in the same way.

    In `feiten | 1 Nederlands Dagblad` the `1` could be the first figure of what follows `feiten` in ours; it is the
    footnote's.
    """
    if left.b + left.size != right.b:
        return
    back = 0
    while back < left.size and _same_ours(work, right.a - back - 1, right.b - back - 1):
        back += 1
    on = 0
    while on < right.size and _same_ours(work, left.a + left.size + on, right.b + on):
        on += 1
    shift = _shift(range(-back, on + 1), (right.b, edges[1]), (right.a, edges[0]))
    if not shift:
        return
    size = abs(shift)
    b = min(right.b, right.b + shift)
    from_a, to_a = (left.a + left.size - size, right.a - size) if shift < 0 else (right.a, left.a + left.size)
    work.to[from_a : from_a + size] = [-1] * size
    work.claim(to_a, b, size)


def _shift(shifts: range, *sides: tuple[int, Collection[int]]) -> int:
    """Return by how much a border moves to where a paragraph begins, on the first of the sides that has such a place."""
    found = (shift for place, edges in sides for shift in shifts if place + shift in edges)
    return next(found, 0)


def _same_ours(work: _Alignment, a: int, b: int) -> bool:
    return 0 <= a < len(work.ours) and work.to[a] < 0 and work.ours[a] == work.theirs[b]


def _same_free(work: _Alignment, a: int, b: int) -> bool:
    return 0 <= b < len(work.theirs) and not work.used[b] and work.ours[a] == work.theirs[b]


def _gaps(work: _Alignment, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the unmatched stretches of ours between two positions."""
    last = len(work.to) if end is None else end
    begin: int | None = None
    for position in range(start, last):
        if work.to[position] < 0 and begin is None:
            begin = position
        elif work.to[position] >= 0 and begin is not None:
            yield begin, position
            begin = None
    if begin is not None:
        yield begin, last


def _free(work: _Alignment, start: int, end: int) -> list[int]:
    return [b for b in range(start, end) if not work.used[b]]


def _next_used(work: _Alignment, start: int) -> int:
    found = work.used.find(1, start)
    return found if found >= 0 else len(work.used)


def _last_used(work: _Alignment, end: int) -> int:
    return work.used.rfind(1, 0, end) + 1


def _blocks(work: _Alignment) -> Iterator[SharedStretch]:
    cuts = [0, *(i for i in range(1, len(work.to)) if not _follows(work.to[i - 1], work.to[i])), len(work.to)]
    for start, end in pairwise(cuts):
        if start < end and work.to[start] >= 0:
            yield SharedStretch(start, work.to[start], end - start)


def _follows(before: int, after: int) -> bool:
    return (before < 0 and after < 0) or (before >= 0 and after == before + 1)
