"""Which anchor a paragraph has: by order at first, and once published for good, whatever comes before or after it.

A paragraph is known by a fingerprint of its words, which shows that it is unchanged, or how far it is like another,
and gives none of its words away. The form of a fingerprint is a promise: ledgers of years ago hold it.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise

LANES = 16
"""How many numbers a sketch has: their agreement is how far two texts are alike, to about an eighth."""
ALIKE = 0.5
"""From here on two texts are one paragraph that was corrected. Half of their word pairs are then the same."""
_WORD = re.compile(r"[^\W_]+")
_FORM = re.compile(r"[0-9a-f]{12}-[0-9a-f]{32}")


def fingerprint(text: str) -> str:
    """Return the fingerprint of a paragraph: twelve digits that stand for its words, and a sketch of its word pairs.

    Only words count: white space, punctuation, hyphens and capitals may differ. The sketch is a MinHash (Broder, "On
    the resemblance and containment of documents", 1997): for each of sixteen orders of all word pairs the last byte of
    the first.
    """
    words = _words(text)
    pairs = [f"{one} {other}" for one, other in pairwise(("", *words, ""))]
    lanes = [struct.unpack("<16I", blake2b(pair.encode("utf-8", "surrogatepass")).digest()) for pair in pairs]
    sketch = bytes(min(lane) & 0xFF for lane in zip(*lanes, strict=True))
    return f"{_exact(words)}-{sketch.hex()}"


def is_fingerprint(text: str) -> bool:
    """Say whether a text has the form of a fingerprint."""
    return _FORM.fullmatch(text) is not None


def unchanged(known: str, text: str) -> bool:
    """Say whether a paragraph has the words that a fingerprint stands for."""
    return known.partition("-")[0] == _exact(_words(text))


def likeness(known: str, text: str) -> float:
    """Say how far a paragraph is like the one a fingerprint stands for, from 0 to 1."""
    return 1.0 if unchanged(known, text) else _agreement(known, fingerprint(text))


def assign(published: Mapping[int, str], paragraphs: Sequence[str]) -> tuple[int, ...]:
    """Return each paragraph of a text the number in its anchor.

    `published` gives the fingerprint of every number that ever was an anchor of this text, also of paragraphs that are
    gone. An unchanged paragraph keeps its number, and so does a corrected one, the likest first. A new paragraph gets
    the next number that was never used: no number ever goes to another paragraph.
    """
    if not published:
        return tuple(range(1, len(paragraphs) + 1))
    given: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for number in sorted(published):
        waiting.setdefault(published[number].partition("-")[0], []).append(number)
    for index, text in enumerate(paragraphs):
        numbers = waiting.get(_exact(_words(text)))
        if numbers:
            given[index] = numbers.pop(0)
    changed = [index for index in range(len(paragraphs)) if index not in given]
    left = sorted(number for numbers in waiting.values() for number in numbers)
    for _, _, index, number in sorted(_candidates(published, paragraphs, left, changed)):
        if index not in given and number not in given.values():
            given[index] = number
    unused = max(published) + 1
    for index in changed:
        if index not in given:
            given[index] = unused
            unused += 1
    return tuple(given[index] for index in range(len(paragraphs)))


def _candidates(
    published: Mapping[int, str], paragraphs: Sequence[str], numbers: Sequence[int], indices: Sequence[int]
) -> Iterable[tuple[float, int, int, int]]:
    """Yield each pair of a paragraph and a number it may have had, the likest and the least moved to sort first."""
    for index in indices if numbers else ():
        print_ = fingerprint(paragraphs[index])
        for number in numbers:
            alike = _agreement(published[number], print_)
            if alike >= ALIKE:
                yield -alike, abs(number - 1 - index), index, number


def _agreement(one: str, other: str) -> float:
    first, second = (bytes.fromhex(text.partition("-")[2]) for text in (one, other))
    return sum(a == b for a, b in zip(first, second, strict=False)) / LANES


def _words(text: str) -> list[str]:
    """Return the words of a text as they are compared; a text without words is one word, itself."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\xad", "")
    return _WORD.findall(folded) or [" ".join(folded.split())]


def _exact(words: Sequence[str]) -> str:
    return blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
