"""What is doubtful about a letter's facts: each is held against the other places in the source that tell it.

A fact that two places tell alike is certain, and so is one that one place tells in a form that can be of nothing else.
What places tell otherwise, what has not the shape of its kind, and what does not fit the letter's other facts is reported.
Nothing here changes what was recognised.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.language import slug
from generator.intake.recognise.metadata import asker_doubts, offices
from generator.intake.recognise.metadata.passages import Passage, Place, Witness, witnesses
from generator.intake.recognise.recognised_letter import Metadata, Signatory
from generator.netherlands.portfolios import PORTFOLIOS


def find(
    meta: Metadata, passages: Sequence[Passage], file_says: Sequence[tuple[str, str]], lang: str, name: str
) -> tuple[Diagnostic, ...]:
    """Return the doubts about the facts of a letter; `file_says` are the pairs of name and value of its metadata."""
    told = witnesses(passages, file_says, lang)
    return (
        *_told_otherwise(meta, told, name),
        *_of_another_year(meta, name),
        *_in_wrong_order(meta, name),
        *_offices(meta, told, passages, name),
        *_answerers(meta, passages, name),
        *asker_doubts.find(meta, passages, name),
    )


def _doubt(code: str, name: str, line: int = 0, **values: object) -> Diagnostic:
    return diagnostic(code, Position(name, line), Severity.WARNING, **values)


# --- Facts with one value ----------------------------------------------------------------------------------------


def _told_otherwise(meta: Metadata, told: Sequence[Witness], name: str) -> Iterator[Diagnostic]:
    """Yield each fact that another place tells otherwise, and each that one place tells in a form that is not sure."""
    known: tuple[tuple[str, str | None], ...] = (
        ("date", meta.date.isoformat() if meta.date else None),
        ("submitted", meta.submitted.isoformat() if meta.submitted else None),
        ("received", meta.received.isoformat() if meta.received else None),
        ("publication", meta.publication),
    )
    facts = {value for _, value in known if value}
    for key, value in known:
        if not value:
            continue
        all_told = [one for one in told if one.key == key]
        agreeing = [one for one in all_told if one.value == value]
        lines = {(one.place, one.line) for one in agreeing}  # a passage that has the value too tells nothing else
        others = [
            one for one in all_told if one.value != value and not one.beside and (one.place, one.line) not in lines
        ]
        if others:
            other = others[0]
            code = "fact-declared-otherwise" if other.place is Place.FILE else "fact-told-otherwise"
            yield _doubt(code, name, other.line, key=key, value=value, other=other.value)
        elif len(agreeing) == 1 and agreeing[0].beside - facts:
            yield _doubt("fact-told-once", name, agreeing[0].line, key=key, value=value)


_TURN_OF_YEAR = 21
"""Days around New Year in which a number can be of the other year than its questions."""
_FARTHEST = dt.timedelta(days=500)
"""From questions to their answer; later answers are rare, and a misread year is at least a year off."""
_SESSION = re.compile(r"(?:ah|h)-(?:tk|ek)-(?P<first>\d{4})(?P<last>\d{4})-")


def _of_another_year(meta: Metadata, name: str) -> Iterator[Diagnostic]:
    """Yield the numbers, and the publication, whose year is another than that of the days told."""
    if meta.submitted and meta.numbers and not any(_is_of(int(number[:4]), meta.submitted) for number in meta.numbers):
        value, other = meta.submitted.isoformat(), meta.numbers[0]
        yield _doubt("fact-of-another-year", name, key="submitted", value=value, other=other)
    session = _SESSION.match(meta.publication or "")
    key, day = ("received", meta.received) if meta.received else ("date", meta.date)
    if session and day:
        first, last = dt.date(int(session["first"]), 9, 1), dt.date(int(session["last"]), 10, 31)
        if not first <= day <= last:
            yield _doubt("fact-of-another-year", name, key=key, value=day.isoformat(), other=meta.publication)


def _is_of(year: int, day: dt.date) -> bool:
    near = dt.timedelta(days=_TURN_OF_YEAR)
    return year in ((day - near).year, day.year, (day + near).year)


def _in_wrong_order(meta: Metadata, name: str) -> Iterator[Diagnostic]:
    """Yield the first two days that are the wrong way round, or farther from each other than an answer takes."""
    days = (
        ("submitted", meta.submitted, "date", meta.date),
        ("submitted", meta.submitted, "received", meta.received),
        ("date", meta.date, "received", meta.received),
    )
    for key, first, other, last in days:
        if first and last and (last < first or last - first > _FARTHEST):
            code = "dates-in-wrong-order" if last < first else "dates-far-apart"
            yield _doubt(code, name, key=key, value=first.isoformat(), other=other, other_value=last.isoformat())
            return


# --- Offices -----------------------------------------------------------------------------------------------------

_CUT = re.compile(r"(?:\b(?:van|voor|en|de|het|der|den|of|op|in|bij|and|for)|[,&–-])$")
_MINISTRY = re.compile(r"\b[Mm]inisterie\s+van\s+")
_GOES_ON = (" en ", ", ")
_ENGLISH = re.compile(r"\b(?:of|for)\b")
"""In an office of a letter in English, of which no table has the portfolios."""
_NATIONAL = re.compile(rf"(?:{offices.RANK.pattern})\b")


def _offices(meta: Metadata, told: Sequence[Witness], passages: Sequence[Passage], name: str) -> Iterator[Diagnostic]:
    """Yield each office that is cut, that another place has longer, or that no table and no second place knows."""
    named = [one for one in told if one.key == "office"]
    ministries = [
        passage.text[match.end() : end]
        for passage in passages
        for match in _MINISTRY.finditer(passage.text)
        if (end := offices.portfolio_end(passage.text, match.end()))
    ]
    signing = [signatory.office for signatory in meta.answered_by if signatory.office]
    held = dict.fromkeys([*signing, *meta.on_behalf_of, *meta.addressed_to])
    for office in held:
        key = "answered_by" if office in signing else "on_behalf_of" if office in meta.on_behalf_of else "addressed_to"
        if not _NATIONAL.match(office) or " " not in office or _ENGLISH.search(office):
            continue
        cut = next((one for one in told if one.key == "cut office" and one.value == office), None)
        if cut or _CUT.search(office):
            yield _doubt("fact-cut-off", name, cut.line if cut else 0, key=key, value=office)
            continue
        beside = meta.addressed_to if key == "addressed_to" else (*signing, *meta.on_behalf_of)
        longer = next((one for one in named if _is_longer(one.value, office) and one.value not in beside), None)
        ministry = next((one for one in ministries if _is_longer(one, _portfolio(office))), None)
        if longer or ministry:
            line = longer.line if longer else 0
            other = longer.value if longer else ministry
            yield _doubt("fact-told-otherwise", name, line, key=key, value=office, other=other)
        elif not offices.is_known(office) and len({one.line for one in named if one.value == office}) < _TWO:
            yield _doubt("fact-told-once", name, key=key, value=office)


_TWO = 2
"""Places that make a fact certain."""


def _is_longer(other: str, value: str) -> bool:
    """Whether an office, or portfolio, goes on; a part of a ministry is another office than the whole."""
    return any(other.startswith(value + between) for between in _GOES_ON)


def _portfolio(office: str) -> str:
    rank = _NATIONAL.match(office)
    return re.sub(r"^\s*(?:van|voor)\s+", "", office[rank.end() :]) if rank else office


_WORDS_OF_PORTFOLIOS = frozenset(
    word for names in PORTFOLIOS.values() for name in names for word in slug(name).split("-")
)


def _answerers(meta: Metadata, passages: Sequence[Passage], name: str) -> Iterator[Diagnostic]:
    """Yield who answers with a name that is a part of an office, or that of who asks, and with an office left out."""
    asking = {slug(asker.name) for asker in meta.asked_by if asker.name}
    for one in meta.answered_by:
        words = set(slug(one.name).split("-")) if one.name else set()
        if words and (words <= _WORDS_OF_PORTFOLIOS or slug(one.name) in asking):
            yield _doubt("fact-cut-off", name, key="answered_by", value=one.name)
    held = {office for one in meta.answered_by if (office := one.office)} | set(meta.on_behalf_of)
    if held and all(_has_national_office(one) for one in meta.answered_by):
        for passage in passages:
            alone = offices.sole_offices(passage.text) if passage.place in (Place.SENTENCE, Place.SIGNATURE) else ()
            missing = next((office for office in alone if office not in held and offices.is_known(office)), None)
            if not missing and _UNREAD.fullmatch(passage.text) and not alone:
                missing = passage.text.strip(" ,")
            if missing:
                value = "; ".join(sorted(held))
                yield _doubt("fact-told-otherwise", name, passage.line, key="answered_by", value=value, other=missing)
                return


_UNREAD = re.compile(
    rf"\s*(?:[Dd]e\s+)?{offices.RANK.pattern} (?:van|voor) (?:(?!{offices.RANK.pattern}|\s\s)[^.?!:()\t\n]){{4,120}},\s*"
)
"""A line of a signature with one office, also of a form that is not read as one."""


def _has_national_office(one: Signatory) -> bool:
    return bool(one.office and _NATIONAL.match(one.office))
