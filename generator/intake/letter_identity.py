"""Which letter of the content folder is the one that is imported: by its numbers, else by its text. No disk here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.core import digest
from generator.core.written_file import Cut, FrontValue, WrittenFile
from generator.intake.import_plan import ImportPlan

SAME = 0.9
"""From what likeness of all words, of 1, an update is one of that letter."""
DOUBTFUL = 0.5
"""From what likeness an update of a letter that has no number needs a person to decide."""


@dataclass(frozen=True, slots=True)
class KnownLetter:
    """A letter of the content folder, as far as tells it from others."""

    letter_id: str
    readable: bool
    numbers: frozenset[str] = frozenset()
    """In lower case."""
    publication: str | None = None
    source_sha256: str | None = None
    day: str | None = None
    """The date of the letter, else that of its receipt or of the questions, in ISO form."""
    words: Counter[str] = field(default_factory=Counter)
    """Of its questions and answers, else of the letter itself; empty where a number tells enough."""


@dataclass(frozen=True, slots=True)
class LetterMatch:
    """What the content folder has of a letter."""

    same: str | None = None
    """The id of the letter that it is."""
    nearest: str | None = None
    """Else the id of the letter that it is most like."""
    likeness: float = 0.0


_DAYS = ("date", "received", "submitted")


def known_letter(letter_id: str, letter: WrittenFile, files: Iterable[WrittenFile]) -> KnownLetter:
    """Return what tells a letter from others.

    Of `letter` only the front matter is looked at; of `files`, the letter and then its questions, the text where it has
    neither number nor publication.
    """
    numbers, source = letter.values.get("numbers"), letter.values.get("source")
    publication = letter.values.get("publication")
    names = (
        frozenset(number.lower() for number in numbers if isinstance(number, str))
        if isinstance(numbers, list)
        else frozenset()
    )
    told = bool(names) or isinstance(publication, str)
    return KnownLetter(
        letter_id,
        not letter.problems,
        names,
        publication if isinstance(publication, str) else None,
        _text(source.get("sha256")) if isinstance(source, dict) else None,
        next((day for key in _DAYS if (day := _text(letter.values.get(key)))), None),
        Counter() if told else words_of(*files),
    )


def find(plan: ImportPlan, letters: Sequence[KnownLetter], cut: Cut, *, update: bool = True) -> LetterMatch:
    """Return which of the letters is the one of a plan.

    Unless an editor asked for an update, one letter in two formats has the same characters and the same date: two formats
    part words in other places, and two letters on one subject may differ by one word or figure.
    """
    if plan.letter_id is None or plan.recognised is None:
        return LetterMatch()
    meta = plan.recognised.meta
    numbers = {number.lower() for number in meta.numbers}
    in_place = next((letter for letter in letters if letter.letter_id == plan.letter_id), None)
    if in_place is not None and not in_place.readable:
        return LetterMatch(plan.letter_id)
    by_place = sorted(letters, key=lambda letter: letter is not in_place)
    for letter in by_place:
        if numbers & letter.numbers or (meta.publication and letter.publication == meta.publication):
            return LetterMatch(letter.letter_id)
    sha256 = digest.sha256(plan.source)
    for letter in by_place:
        if letter.source_sha256 == sha256 and not (numbers and letter.numbers):
            return LetterMatch(letter.letter_id)
    if not any(letter.words for letter in by_place):
        return LetterMatch()
    files = [cut(f"content/{file.path}", file.text.encode()) for file in plan.files]
    words = words_of(*files)
    day = meta.day.isoformat() if meta.day else None
    near = [(likeness(words, letter.words), letter.day == day, letter.letter_id) for letter in by_place if letter.words]
    best, _, nearest = max(near, key=lambda one: (one[0] >= SAME and one[1], one[0]), default=(0.0, False, None))
    if update and best >= SAME:
        return LetterMatch(nearest)
    for letter in by_place:
        if letter.words and letter.day == day and _characters(letter.words) == _characters(words):
            return LetterMatch(letter.letter_id)
    return LetterMatch(None, nearest, best)


def _characters(words: Counter[str]) -> Counter[str]:
    """Return how often each character is in the words of a text."""
    found: Counter[str] = Counter()
    for word, times in words.items():
        for character in word:
            found[character] += times
    return found


def free_id(letter_id: str, taken: Iterable[str]) -> str:
    """Return an id that no letter has: the one given, else with a number behind it."""
    lower, made, count = {name.casefold() for name in taken}, letter_id, 2
    while made.casefold() in lower:
        made, count = f"{letter_id}-{count}", count + 1
    return made


def words_of(letter: WrittenFile, *questions: WrittenFile) -> Counter[str]:
    """Return the words of a letter's questions and answers; of one without questions, those of the letter."""
    words: Counter[str] = Counter()
    for file in questions:
        words.update(_words(file))
    return words or Counter(_words(letter))


def _words(file: WrittenFile) -> Iterable[str]:
    for block in file.blocks:
        if block.section is None and block.footnote is None:
            for text, _ in block.official:
                yield from re.findall(r"\w+", text.casefold())


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how alike two texts are by the words they share, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _text(value: FrontValue) -> str | None:
    return value if isinstance(value, str) else None
