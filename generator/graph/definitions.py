"""The abbreviations that letters define themselves: `Dienst Justitiële Inrichtingen (DJI)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.core.language import flatten, slug
from generator.graph.texts import Leaf


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation, and the name that a letter gives it."""

    abbreviation: str
    name: str
    before: str
    """The text up to where the name ends; the name may be a part of a longer one."""
    leaf: Leaf


_ABBREVIATION = r"(?P<abbreviation>(?=\w*[A-Z][\w&.-]*[A-Z])[A-Za-z][\w&-]{1,11})"
_BEHIND = re.compile(
    rf"""\s?\((?:hierna|verder|voortaan|afgekort|kortweg)?(?:\s+(?:te\s+noemen|als|tot|ook))?:?\s*(?:de\s+|het\s+)?
        ["']?{_ABBREVIATION}["']?(?:[,;][^()]*)?\)           # Dienst Justitiële Inrichtingen (hierna: DJI)
      | ,?\s(?:afgekort|kortweg|hierna)(?:\s+te\s+noemen|\s+als|\s+tot)?:?\s+(?:de\s+|het\s+)?["']?(?P<abbreviation2>(?=\w*[A-Z]\w*[A-Z])\w{{2,12}})\b
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(
    rf"(?<![\w-]){_ABBREVIATION}\s\((?:voluit:?\s+)?(?:de\s+|het\s+)?(?P<name>[A-ZÀ-Þ][^()]{{4,90}})\)"
)
"""`DJI (Dienst Justitiële Inrichtingen)`."""
_END_OF_SENTENCE = re.compile(r"[.;:?!()\"]\s")
_MEMBER = re.compile(
    r"\b(?:leden|(?:[Kk]amer|[Rr]aads|[Ss]taten|fractie)?(?:lid|leden)|senator|mevrouw|heer)\s+(?:(?:van|de|der|den|el|ten|ter|het|[’']t)\s+)*[A-ZÀ-Þ][^,]*$"
)
"""A member, whose party is in the brackets: `Vragen van het lid Van der Duin (VVD)`."""
_MOST_WORDS = 6
"""How many more words a name may have than its abbreviation has letters."""


def definitions(leaves: Iterable[Leaf]) -> Iterator[Definition]:
    """Yield what abbreviations mean by the text itself, in reading order."""
    for leaf in leaves:
        if "(" not in leaf.paragraph.text and "fgekort" not in leaf.paragraph.text:
            continue
        text = flatten(leaf.paragraph.text)
        for match in _BEHIND.finditer(text):
            abbreviation = match["abbreviation"] or match["abbreviation2"]
            name = name_of(text[: match.start()], abbreviation)
            if name:
                yield Definition(abbreviation, name, text[: match.start()], leaf)
        for match in _BEFORE.finditer(text):
            if _initials(match["name"], match["abbreviation"]) == len(_letters(match["abbreviation"])):
                yield Definition(match["abbreviation"], match["name"], match["name"], leaf)


def name_of(before: str, abbreviation: str) -> str | None:
    """Return the name right before an abbreviation whose letters it has in order; None where there is none.

    Of the words it may begin with, the one counts that lets most letters be the first of a word, then the nearest.
    """
    sentence = _END_OF_SENTENCE.split(before[-200:].rstrip())[-1].rstrip(" ,")
    if _MEMBER.search(sentence):
        return None
    starts = [match.start() for match in re.finditer(r"(?<![\w'-])\w", sentence)]
    fitting = [
        (_initials(name, abbreviation), start)
        for start in starts[-len(abbreviation) - _MOST_WORDS :]
        if (name := sentence[start:]) != abbreviation and _initials(name, abbreviation)
    ]
    return sentence[max(fitting)[1] :] if fitting else None


def _letters(text: str) -> str:
    return slug(text).replace("-", "")


def _initials(name: str, abbreviation: str) -> int:
    """Return how many letters of an abbreviation are first letters in a name; 0 if it does not have them in order.

    In a name in small letters, all but one must be: `drones van dat bedrijf` is no DEF.
    """
    letters, words = _letters(abbreviation), [word for word in slug(name).split("-") if word]
    if not letters or not words or words[0][:1] != letters[0] or len(_letters(name)) < 2 * len(letters):
        return 0
    firsts = _fit(letters, words)
    enough = len(letters) - 1 if name[0].islower() else min(2, len(words))
    return firsts if firsts >= enough else 0


def _fit(letters: str, words: list[str]) -> int:
    """Return the most letters that can be first of a word, if all letters are in the words in order; else 0."""
    text = [(char, at == 0) for word in words for at, char in enumerate(word)]
    row = [0] + [-1] * len(letters)
    for char, is_first in text:
        for at in range(len(letters), 0, -1):
            if letters[at - 1] == char and row[at - 1] >= 0:
                row[at] = max(row[at], row[at - 1] + is_first)
    return max(row[-1], 0)
