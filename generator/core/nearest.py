"""The nearest of what there is to what was asked for: the "did you mean" of every hint."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_NEAR = 60.0
"""From what likeness, in percent, a passage is worth showing as the nearest."""
_SLACK = 4
"""How many words the ends of the nearest passage may lie from where the search found it."""


def nearest(asked: str, known: Iterable[str]) -> str | None:
    """Return the known name that looks most like the one asked for; None where nothing comes near."""
    by_folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(asked.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def nearest_passage(quote: str, texts: Iterable[str]) -> str | None:
    """Return the words of a text that look most like a quote, all folded; None where nothing comes near."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - a slow import, and only broken quotes need it

    best: tuple[float, str] = (_NEAR, "")
    for text in texts:
        found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=best[0])
        if found and found.score > best[0] and found.dest_end > found.dest_start:
            best = (found.score, _like(quote, text, found.dest_start, found.dest_end))
    return best[1] or None


def quoted(text: str | None) -> str:
    """Write a text as a YAML value, to be pasted."""
    return "'" + (text or "").replace("'", "''") + "'"


def _like(quote: str, text: str, start: int, end: int) -> str:
    """Return the whole words around a stretch of text that are most like the quote.

    The stretch is as long as the quote; where words were added or dropped, its ends are some words off.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - as above

    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    first = next(index for index, (_, word_end) in enumerate(words) if word_end > start)
    last = max(index for index, (word_start, _) in enumerate(words) if word_start < end)
    trimmed = ",;:" if quote[-1] in ".?!" else ",;:.?!"
    candidates = [
        text[words[low][0] : words[high][1]].rstrip(trimmed)
        for low in range(max(first - _SLACK, 0), min(first + _SLACK, last) + 1)
        for high in range(max(last - _SLACK, low), min(last + _SLACK, len(words) - 1) + 1)
    ]
    return max(candidates, key=lambda candidate: fuzz.ratio(quote, candidate))
