"""How long an answer took, which letters are about the same questions, and which questions have no answer on the site.

Only dates that letters give count; nothing is measured against the day of a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.core.model import LetterHead, LetterKind, Party

_UNANSWERED = {LetterKind.QUESTIONS: 0, LetterKind.POSTPONEMENT: 1}
"""Letters that wait for answers; of several about the same questions, those with the questions come first."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a letter says of the questions that it is about."""

    letter: str
    kind: LetterKind
    day: str
    """ISO; empty where the letter has none."""
    numbers: tuple[str, ...]
    parties: tuple[Party, ...]
    """Whom the questions are to; of a postponement also who writes it."""


def asking(letter: LetterHead) -> Asking:
    """Return what a letter says of its questions."""
    wrote = letter.answered_by if letter.kind is LetterKind.POSTPONEMENT else ()
    day = letter.day.isoformat() if letter.day else ""
    return Asking(letter.id, letter.kind, day, letter.numbers, (*letter.addressed_to, *wrote))


def days(letter: LetterHead) -> int | None:
    """Return how many days after its questions a letter of answers was written, or else received.

    None for another letter, where a date is missing, and where the answers are before the questions.
    """
    end = letter.date or letter.received
    if letter.kind is not LetterKind.ANSWERS or not end or not letter.submitted or end < letter.submitted:
        return None
    return (end - letter.submitted).days


def same_questions(letters: Iterable[Asking]) -> dict[str, tuple[str, ...]]:
    """Return by letter the other letters with one of its question numbers, the oldest first."""
    every = tuple(letters)
    by_number: dict[str, list[Asking]] = {}
    for letter in every:
        for number in letter.numbers:
            by_number.setdefault(number, []).append(letter)
    found = {}
    for letter in every:
        others = {other for number in letter.numbers for other in by_number[number] if other.letter != letter.letter}
        if others:
            found[letter.letter] = tuple(o.letter for o in sorted(others, key=lambda o: (o.day, o.letter)))
    return found


def unanswered(letters: Iterable[Asking], same: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the letters whose questions have a number and no answers on the site, the oldest first, each set once."""
    every = {letter.letter: letter for letter in letters}
    counted: set[str] = set()
    found: list[str] = []
    waiting = (letter for letter in every.values() if letter.kind in _UNANSWERED and letter.numbers)
    for letter in sorted(waiting, key=lambda one: (_UNANSWERED[one.kind], one.day, one.letter)):
        others = same.get(letter.letter, ())
        answered = any(every[other].kind is LetterKind.ANSWERS for other in others)
        if not answered and counted.isdisjoint(others):
            found.append(letter.letter)
            counted.add(letter.letter)
    return tuple(sorted(found, key=lambda name: (every[name].day, name)))


def waiting_for(letters: Iterable[Asking], open_letters: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return by actor and office the letters with questions to it that have no answers on the site, the oldest first."""
    every = {letter.letter: letter for letter in letters}
    found: dict[str, dict[str, None]] = {}
    for name in open_letters:
        for party in every[name].parties:
            for who in filter(None, (party.actor, party.office)):
                found.setdefault(who, {})[name] = None
    return {who: tuple(names) for who, names in found.items()}
