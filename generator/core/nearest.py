"""Finds what a user probably meant: the known name or the passage most like a given one, for hints of diagnostics."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_NEAR = 60.0
"""The likeness, in percent, from which a passage is suggested."""
_SLACK = 4
"""By how many words the ends of the suggested passage may differ from those that the first search found."""


def nearest(asked: str, known: Iterable[str]) -> str | None:
    """Return the known name most like the given one; None if none is alike enough. Case makes no difference."""
    by_folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(asked.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def nearest_passage(quote: str, texts: Iterable[str]) -> str | None:
    """Return the passage of any text most like a quote; None if none is alike enough. Both must be folded."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - a slow import, and only broken quotes need it

    best: tuple[float, str] = (_NEAR, "")
    for text in texts:
        found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=best[0])
        if found and found.score > best[0] and found.dest_end > found.dest_start:
            best = (found.score, _like(quote, text, found.dest_start, found.dest_end))
    return best[1] or None


def quoted(text: str | None) -> str:
    """Return a text as a quoted YAML scalar, for pasting into front matter."""
    return "'" + (text or "").replace("'", "''") + "'"


def _like(quote: str, text: str, start: int, end: int) -> str:
    """Return the passage of whole words, about at `start..end`, that is most like the quote.

    `start..end` is as long as the quote; if words were added or left out, the passage is longer or shorter.
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
