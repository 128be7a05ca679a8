"""Which letters correct others or add to them, as their front matter says (`corrects`, `supplements`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.core.diagnostics import Diagnostic, diagnostic
from generator.core.model import LetterHead, place_of
from generator.core.nearest import nearest

Later = Mapping[str, tuple[str, ...]]
"""By letter: what says something of it."""


def later_by(letter: LetterHead, named: tuple[str, ...], letters: Mapping[str, object]) -> Later:
    """Return for each letter of the site that a letter names under a key: that letter."""
    return {one: (letter.id,) for one in named if one in letters and one != letter.id}


def problems_of(letter: LetterHead, letters: Mapping[str, object]) -> Iterator[Diagnostic]:
    """Report the letters that are named and are not there, or are the letter itself."""
    for key, named in (("corrects", letter.corrects), ("supplements", letter.supplements)):
        for index, one in enumerate(named):
            at = place_of(letter, f"{key}.{index}")
            if one == letter.id:
                yield diagnostic("letter-names-itself", at, key=key, id=one)
            elif one not in letters:
                yield diagnostic("unknown-letter", at, id=one, suggestion=nearest(one, letters))
