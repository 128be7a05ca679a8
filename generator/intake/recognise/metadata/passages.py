"""The passages of a letter that tell a fact, with their kind and place, and what each of them tells on its own.

What a letter's metadata is made of reads them as one text; whoever holds a fact against a second place in the letter
reads them one by one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.intake.recognise.metadata import declared, letter_dates, letter_numbers, offices, senders
from generator.intake.recognise.metadata.days import read_day
from generator.intake.recognise.metadata.subject import ASKED
from generator.intake.recognise.recognised_letter import Furniture, Metadata
from generator.intake.source_document import DocBlock


class Place(StrEnum):
    """The kinds of places in a source that tell a fact."""

    DATE_FIELD = "date field"
    SUBJECT = "subject"
    LETTERHEAD = "letterhead"
    TITLE = "title"
    """The heading of an official publication, or of the annex: `Vragen van het lid …`, `Antwoord van Minister …`."""
    SENTENCE = "sentence"
    """The text of the cover letter."""
    SIGNATURE = "signature"
    FOOT = "foot"
    """Running heads and feet."""
    FILE = "file"
    """The metadata of the file."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the source, by its first line; line 0 where the source has no lines there."""

    place: Place
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Witness:
    """What one passage tells of one fact."""

    key: str
    """The key of the front matter (`date`, `submitted`, `received`, `publication`), `office`, or `cut office`."""
    value: str
    place: Place
    line: int
    beside: frozenset[str] = frozenset()
    """What else in the sentence has the shape of it; empty where the form of the place can be of nothing else."""


SENTENCES = re.compile(r"(?<=[a-z\d)]\.)\s+(?=[A-Z])")
"""Between the sentences of a passage."""
_YOURS = re.compile(
    r"(?:Uw|Jouw|Your)\s+(?:brief|schrijven|bericht|letter)(?:\s+(?:van|d\.d\.|of))?\s*:?", re.IGNORECASE
)
"""The label of a letterhead whose value, on the next line, is the day of a letter that this one answers."""
_TITLE = re.compile(r"(?:Nader\s+)?(?:Antwoord(?:en)?|Mededeling|Beantwoording)\s+(?:van|door|op)\b")


def collect(
    opening: Iterable[DocBlock],
    closing: Iterable[DocBlock],
    fields: Mapping[str, str],
    aside: Sequence[Furniture],
) -> tuple[Passage, ...]:
    """Return the passages of a letter that facts are told in: its cover, its close, its letterhead, its heads and feet."""
    return tuple(_collect(opening, closing, fields, aside))


def _collect(
    opening: Iterable[DocBlock],
    closing: Iterable[DocBlock],
    fields: Mapping[str, str],
    aside: Sequence[Furniture],
) -> Iterator[Passage]:
    for key, place in (("date", Place.DATE_FIELD), ("subject", Place.SUBJECT)):
        if value := fields.get(key, ""):
            begins = value[: value.find(" ") + 1] or value
            line = next((item.line for item in aside if begins in f"{item.text} "), 0)
            yield Passage(place, value, line)
    for block in opening:
        is_title = bool(ASKED.match(block.text) or _TITLE.match(block.text))
        yield Passage(Place.TITLE if is_title else Place.SENTENCE, block.text, block.line)
    for block in closing:
        yield Passage(Place.SIGNATURE, block.text, block.line)
    for item, above in zip(aside, ("", *(item.text for item in aside)), strict=False):
        if item.reason in ("letterhead", "address", "running") and not _YOURS.fullmatch(above.strip()):
            yield Passage(Place.FOOT if item.reason == "running" else Place.LETTERHEAD, item.text, item.line)


def witnesses(passages: Sequence[Passage], file_says: Sequence[tuple[str, str]], lang: str) -> tuple[Witness, ...]:
    """Return what each passage, and the file's own metadata, tells of a letter's facts."""
    told = [witness for passage in passages for witness in _of_passage(passage, lang)]
    return (*told, *_of_file(declared.read(file_says)))


_Days = Callable[[str, str], Iterable[dt.date]]
_IN_TEXT = (Place.TITLE, Place.SENTENCE)


def _field(text: str, lang: str) -> Iterator[dt.date]:
    day = read_day(text, lang)
    if day:
        yield day


_DAYS: tuple[tuple[str, tuple[Place, ...], _Days, bool], ...] = (
    ("date", (Place.DATE_FIELD,), _field, True),
    ("date", (*_IN_TEXT, Place.LETTERHEAD, Place.SIGNATURE), letter_dates.told_own, False),
    ("submitted", (*_IN_TEXT, Place.LETTERHEAD), letter_dates.says_submitted, True),
    ("submitted", _IN_TEXT, letter_dates.told_submitted, False),
    ("received", _IN_TEXT, letter_dates.told_received, True),
)
"""Which places tell which days, how they are read, and whether that form can be of nothing else."""


def _of_passage(passage: Passage, lang: str) -> Iterator[Witness]:
    place, line = passage.place, passage.line
    sentences = [letter_dates.all_in(sentence, lang) for sentence in SENTENCES.split(passage.text)]
    for key, places, read, sure in _DAYS:
        if place in places:
            for day in dict.fromkeys(read(passage.text, lang)):
                beside = () if sure else (other for days in sentences if day in days for other in days - {day})
                yield Witness(key, day.isoformat(), place, line, frozenset(other.isoformat() for other in beside))
    publication = letter_numbers.publication([passage.text], None)
    if publication and place in (*_IN_TEXT, Place.FOOT):
        yield Witness("publication", publication, place, line)
    for office in _offices(passage):
        yield Witness("office", office, place, line)
    for office, _, end in offices.find(passage.text):
        if _GOES_ON.match(passage.text, end):
            yield Witness("cut office", office, place, line)


_GOES_ON = re.compile(
    r"[^\S\n]*,?[^\S\n]*\b(?:en|van|voor)\b[^\S\n]*,?[^\S\n]*(?:$|\(|\n(?!\s*(?:de|het|[Mm]inister|[Ss]taatssecretaris)\b))"
)
"""What is behind an office whose last line is elsewhere: `minister van Economische Zaken en`."""


def _offices(passage: Passage) -> tuple[str, ...]:
    """Return the offices that a passage names, also by a rank and a portfolio in brackets."""
    named = (signatory.office for signatory in senders.senders(passage.text))
    return tuple(dict.fromkeys((*offices.names(passage.text), *filter(None, named))))


def _of_file(said: Metadata) -> Iterator[Witness]:
    days = (("date", said.date), ("submitted", said.submitted), ("received", said.received))
    for key, day in days:
        if day:
            yield Witness(key, day.isoformat(), Place.FILE, 0)
    if said.publication:
        yield Witness("publication", said.publication, Place.FILE, 0)
