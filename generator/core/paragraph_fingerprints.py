"""Fingerprints of paragraphs, and the numbers of paragraphs' anchors, which never change once they are published.

A fingerprint shows whether a paragraph is unchanged and how much it resembles another, without containing its words.
Published ledgers contain fingerprints, so their form and how they are computed must never change.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise

LANES = 16
"""How many bytes a sketch has. The share on which two sketches agree is the texts' likeness, to about an eighth."""
ALIKE = 0.5
"""The likeness from which two texts count as one paragraph that was corrected: half of their word pairs agree."""
_WORD = re.compile(r"[^\W_]+")
_FORM = re.compile(r"[0-9a-f]{12}-[0-9a-f]{32}")


def fingerprint(text: str) -> str:
    """Return the fingerprint of a paragraph: a hash of its words, and a sketch of its pairs of successive words.

    White space, punctuation, hyphens and capitals make no difference. The sketch is a MinHash (Broder, "On the
    resemblance and containment of documents", 1997): for each of sixteen hash functions, the last byte of the smallest
    hash of any word pair.
    """
    words = _words(text)
    pairs = [f"{one} {other}" for one, other in pairwise(("", *words, ""))]
    lanes = [struct.unpack("<16I", blake2b(pair.encode("utf-8", "surrogatepass")).digest()) for pair in pairs]
    sketch = bytes(min(lane) & 0xFF for lane in zip(*lanes, strict=True))
    return f"{_word_hash(words)}-{sketch.hex()}"


def is_fingerprint(text: str) -> bool:
    """Say whether a text has the form of a fingerprint."""
    return _FORM.fullmatch(text) is not None


def unchanged(known: str, text: str) -> bool:
    """Say whether a paragraph has exactly the words of the one with a known fingerprint."""
    return known.partition("-")[0] == _word_hash(_words(text))


def likeness(known: str, text: str) -> float:
    """Return how much a paragraph resembles the one with a known fingerprint, from 0 to 1."""
    return 1.0 if unchanged(known, text) else _agreement(known, fingerprint(text))


def is_correction(one: str, other: str) -> bool:
    """Say whether two fingerprints are of one paragraph, of which one may be a correction."""
    return one.partition("-")[0] == other.partition("-")[0] or _agreement(one, other) >= ALIKE


def assign(published: Mapping[int, str], paragraphs: Sequence[str]) -> tuple[int, ...]:
    """Return the number in the anchor of each paragraph of a text.

    `published` has the fingerprint of every number that was ever published for this text, also of paragraphs that are
    gone. Unchanged paragraphs keep their number, and then corrected ones do, the most alike first. A new paragraph gets
    the next number that was never used: no number is ever given to another paragraph.
    """
    if not published:
        return tuple(range(1, len(paragraphs) + 1))
    given: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for number in sorted(published):
        waiting.setdefault(published[number].partition("-")[0], []).append(number)
    for index, text in enumerate(paragraphs):
        numbers = waiting.get(_word_hash(_words(text)))
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
    """Yield each paragraph with a number it may have had, as a tuple that sorts by likeness and then by distance."""
    for index in indices if numbers else ():
        sketched = fingerprint(paragraphs[index])
        for number in numbers:
            alike = _agreement(published[number], sketched)
            if alike >= ALIKE:
                yield -alike, abs(number - 1 - index), index, number


def _agreement(one: str, other: str) -> float:
    """Return the share of bytes on which the sketches in two fingerprints agree."""
    first, second = (bytes.fromhex(text.partition("-")[2]) for text in (one, other))
    return sum(a == b for a, b in zip(first, second, strict=False)) / LANES


def _words(text: str) -> list[str]:
    """Return the words of a text, folded for comparison; a text without words counts as one word."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\xad", "")
    return _WORD.findall(folded) or [" ".join(folded.split())]


def _word_hash(words: Sequence[str]) -> str:
    return blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
