"""Arabic and Hebrew in a line: from the order on paper to the order in which it is read.

A small inverse of the bidirectional algorithm (Unicode Standard Annex 9), for a line with no more than two levels.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.intake.readers.pdf.glyphs import Glyph

_RIGHT = frozenset(["R", "AL"])
_FIGURES = frozenset(["EN", "AN"])
_WITHIN_FIGURES = frozenset(["EN", "AN", "ES", "ET", "CS"])


def in_reading_order(row: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters of a line in the order in which they are read."""
    kinds = [unicodedata.bidirectional(glyph.char[:1]) for glyph in row]
    if not _RIGHT.intersection(kinds):
        return list(row)
    right, left = sum(kind in _RIGHT for kind in kinds), kinds.count("L")
    paired = list(zip(row, kinds, strict=True))
    if right > left:  # a line that runs from right to left: words of other scripts in it keep their own order
        return _turned(paired, {"L", *_WITHIN_FIGURES}, {"L", *_FIGURES})
    found: list[Glyph] = []
    for inside, stretch in _stretches(paired):
        found += _turned(stretch, _WITHIN_FIGURES, _FIGURES) if inside else [glyph for glyph, _ in stretch]
    return found


_Kinds = list[tuple[Glyph, str]]


def _stretches(row: _Kinds) -> Iterator[tuple[bool, _Kinds]]:
    """Yield the stretches of a line, and whether each runs from right to left: from one such letter to another."""
    inside = [False] * len(row)
    start = last = -1
    for at, (_, kind) in enumerate(row):
        if kind == "L":
            start = last = -1
        elif kind in _RIGHT:
            start = at if start < 0 else start
            inside[last if last >= 0 else at : at + 1] = [True] * (at + 1 - (last if last >= 0 else at))
            last = at
    for within, group in groupby(zip(inside, row, strict=True), key=lambda pair: pair[0]):
        yield within, [pair for _, pair in group]


def _turned(stretch: _Kinds, kept: set[str] | frozenset[str], ends: set[str] | frozenset[str]) -> list[Glyph]:
    """Return a stretch turned around, with what runs from left to right in it as it is.

    `kept` are the kinds of what may be in such a word or figure, `ends` those that it begins and ends with.
    """
    found: list[Glyph] = []
    at = len(stretch) - 1
    while at >= 0:
        if stretch[at][1] not in ends:
            found.append(stretch[at][0])
            at -= 1
            continue
        begin = at
        while begin > 0 and _goes_on(stretch, begin - 1, kept):
            begin -= 1
        while stretch[begin][1] not in ends:
            begin += 1
        found += [glyph for glyph, _ in stretch[begin : at + 1]]
        at = begin - 1
    return found


def _goes_on(stretch: _Kinds, at: int, kept: set[str] | frozenset[str]) -> bool:
    """Whether a word or figure goes on to the left: with one of its characters, or a space between two words."""
    kind = stretch[at][1]
    return kind in kept or ("L" in kept and kind in {"WS", "ON", "S"})
