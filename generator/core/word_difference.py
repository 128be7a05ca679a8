"""How a text differs from an earlier one, word by word, paragraph beside paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from generator.core.language import fold
from generator.core.values import Value

_WORD = re.compile(
    r"""
    (?: \w+ (?: [-'’.,/]\w+ )*  # word, 10.000,50, zo-even
      | [^\w\s]                # a sign by itself
      | ^ )                     # white space before the first word
    \s*
    """,
    re.VERBOSE,
)
_ALIKE = 0.4
"""From what share of common words, of 1, two paragraphs are one that was changed."""
_MOST = 100_000
"""Pairs of equal words that are compared; between texts with more of them, all that is not equal at both ends is replaced.

The time of comparing is that of these pairs and not of the words: a thousand times the same word has a million pairs.
"""


class Kind(StrEnum):
    """Whether words are in both texts, in the later only, or in the earlier only."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Piece(Value, frozen=True):
    """Words that follow each other, with the white space behind them."""

    kind: Kind
    text: str


class Row(Value, frozen=True):
    """A paragraph of the earlier text with what became of it; None where there is none on that side."""

    before: int | None
    """Which paragraph of the earlier text, from 0."""
    after: int | None
    pieces: tuple[Piece, ...]


def differs(before: Sequence[str], after: Sequence[str]) -> bool:
    """Say whether two texts differ in more than white space, dashes, quotation marks and rules between paragraphs."""
    return [*filter(None, map(fold, before))] != [*filter(None, map(fold, after))]


def difference(before: Sequence[str], after: Sequence[str]) -> tuple[Row, ...]:
    """Return both texts as one, in the order of the later; of two paragraphs in one place the earlier comes first."""
    return tuple(_rows(before, after))


def _rows(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    matcher = SequenceMatcher(None, [*map(fold, before)], [*map(fold, after)])
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            for at in range(last - first):
                text = after[start + at]
                yield Row(first + at, start + at, (Piece(Kind.SAME, text),) if text else ())
            continue
        done = start
        for at in range(first, last):
            partner = _partner(before[at], after, done, end)
            if partner is None:
                yield Row(at, None, _whole(Kind.REMOVED, before[at]))
                continue
            for other in range(done, partner):
                yield Row(None, other, _whole(Kind.ADDED, after[other]))
            yield Row(at, partner, tuple(_joined(_words(before[at], after[partner]))))
            done = partner + 1
        for other in range(done, end):
            yield Row(None, other, _whole(Kind.ADDED, after[other]))


def _partner(text: str, after: Sequence[str], start: int, end: int) -> int | None:
    """Return the paragraph of a stretch that a text became: the most alike, of two the first; None if none is alike."""
    words = Counter(fold(text).split())
    best, found = _ALIKE, None
    for at in range(start, min(end, start + _NEAR)):
        others = Counter(fold(after[at]).split())
        alike = 2 * (words & others).total() / max(words.total() + others.total(), 1)
        if alike > best or (alike == best and found is None):
            best, found = alike, at
    return found


_NEAR = 50
"""How many paragraphs of a stretch are compared with one."""


def _whole(kind: Kind, text: str) -> tuple[Piece, ...]:
    return (Piece(kind, text),) if text else ()


def _words(before: str, after: str) -> Iterator[Piece]:
    """Yield the pieces of one paragraph that was changed."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    for what, first, last, start, end in _steps([*map(fold, old)], [*map(fold, new)]):
        removed, added = "".join(old[first:last]), "".join(new[start:end])
        if what == "equal":
            yield from _whole(Kind.SAME, added)
            continue
        shared = _blank_end(added) if what == "replace" and _blank_end(removed) == _blank_end(added) else ""
        yield from _whole(Kind.REMOVED, removed.removesuffix(shared))
        yield from _whole(Kind.ADDED, added.removesuffix(shared))
        yield from _whole(Kind.SAME, shared)


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield how words become others, as `SequenceMatcher.get_opcodes` does."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    yield "equal", 0, head, 0, head
    inner, others = old[head:old_end], new[head:new_end]
    counts = Counter(others)
    if sum(counts[word] for word in inner) > _MOST:
        yield "replace", head, old_end, head, new_end
    else:
        for what, first, last, start, end in SequenceMatcher(None, inner, others, autojunk=False).get_opcodes():
            yield what, first + head, last + head, start + head, end + head
    yield "equal", old_end, len(old), new_end, len(new)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many words are the same from the start."""
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield pieces, those of one kind that follow each other as one."""
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        yield Piece(kind, "".join(piece.text for piece in group))


def _blank_end(text: str) -> str:
    """Return the white space at the end of a text."""
    return text[len(text.rstrip()) :]
