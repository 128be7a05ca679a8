"""Diagnostics of what a source shows that is not read, and of what it holds that nobody sees; each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic

_LONGEST = 120
"""Characters of the words that are told."""
_NEAR = 6
"""How many words tell where something is."""


def not_read(code: str, file: str, place: str, words: str = "") -> Diagnostic:
    """Return the warning that something of a file was not read, with the words in it."""
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
    return diagnostic(code, Position(file), Severity.WARNING, place=place, what=f": {short}" if short else "")


def unseen(file: str, found: Iterable[tuple[str, int]]) -> Iterator[Diagnostic]:
    """Yield the warnings that words nobody sees were left out: where, and how many.

    They do not say which words, since those may be meant to be covered.
    """
    counts: Counter[str] = Counter()
    for place, count in found:
        counts[place] += count
    for place, count in counts.items():
        if count:
            yield diagnostic("unseen-text", Position(file), Severity.WARNING, place=place, what=count)


def last_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return the last of some words: those by which a place is found."""
    return tuple(words)[-_NEAR:]


def after(words: Iterable[str]) -> str:
    """Return a place as the words before it."""
    return f"… {' '.join(last_words(words))}"
