"""What finding citations takes and returns: where a text is, and the citations in it. No patterns here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text is, as far as that decides what a citation in it means."""

    questions: tuple[int, ...] = ()
    """The numbers that exist in the letter, ascending; `vraag 44` has no target where there is no 44."""
    place: str = ""
    """`question 4`, `answer 4`, `footnote` or `cover`."""
    covers: tuple[int, ...] = ()
    """For an answer to several questions: all of them, the place's own among them."""
    numbers: tuple[str, ...] = ()
    """The letter's own question numbers (`2021Z16860`): naming them is no citation of another document."""
    date: dt.date | None = None
    """The letter's own date."""
    lang: str = "nl"

    @property
    def own(self) -> tuple[int, ...]:
        """The questions that the text itself belongs to; empty for a footnote and the cover letter."""
        _, _, number = self.place.partition(" ")
        return self.covers or ((int(number),) if number.isdecimal() else ())

    @property
    def part(self) -> str:
        """The kind of place: `question`, `answer`, `footnote`, `cover`."""
        return self.place.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Found:
    """One citation: a span of the text (end exclusive) and where it leads.

    `destination` is a link destination of the content model (`question:4`, `kst:30821-124`, `https://…`). It is None
    where the words are clearly a citation but their target is not certain: such a one is reported and not linked.
    """

    start: int
    end: int
    destination: str | None
    text: str
    """The words of the span."""


def found(text: str, span: tuple[int, int], destination: str | None) -> Found:
    """Make a citation of a span of the text."""
    start, end = span
    return Found(start, end, destination, text[start:end])
