"""The days in a letter: its own, that of its receipt, that of the questions. By tables of patterns, surest first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from generator.intake.recognise.metadata.days import read_day
from generator.intake.recognise.metadata.subject import ASKED, MEMBERS
from generator.netherlands.capitals import CAPITALS

_DAY = r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)"
_DATE = rf"(?:{_DAY}\s+)?(\d{{1,2}}\s+[a-zé]+\s*\d{{4}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}})(?!\d)"
_NO_GROUP = _DATE.replace("(\\d", "(?:\\d")
"""A day that a pattern does not ask for."""
_ON = r"(?:(?:\s+op)?\s*:\s*|\s+)(?:op\s+|d\.?\s?d\.?\s*|van\s+|datum:?\s+|on\s+)?"
_TEXT = r"(?:[^.]|(?<=\b\w)\.|(?<=\b\w\w)\.(?=\s\w))"
"""A sign within a sentence, which the full stop of an initial or a title is too."""
_TOLD = re.compile(
    rf"\b(?:ingezonden|ingediend|ingekomen|binnengekomen|datum\s+(?:van\s+)?(?:de\s+)?(?:(?:indiening|inzending|ingediend|ingekomen|ontvangst)(?:\s+(?:van\s+)?(?:de\s+)?(?:schriftelijke\s+)?vragen)?|vraagstelling|vragen)){_ON}{_DATE}",
    re.IGNORECASE,
)
_SUBMITTED = (
    # bij brief van 22 mei 2024, ingekomen op 23 mei 2024
    re.compile(
        rf"\b(?:brie(?:f|ven)|schrijven|e-?mail|verzoek)\s+(?:van|d\.?\s?d\.?|gedateerd(?:\s+op)?)\s+{_DATE},?\s+\(?(?:die\s+|welke\s+)?(?:(?:wij|ik|door\s+ons|bij\s+ons|ons)\s+)?(?:hebben\s+|is\s+|op\s+{_NO_GROUP}\s+)?(?:ingekomen|binnengekomen|ontvangen)\b",
        re.IGNORECASE,
    ),
    _TOLD,
    re.compile(
        rf"\buw\s+(?:brie(?:f|ven)|schrijven|verzoek|e-?mail)\s+(?:van|d\.?\s?d\.?|gedateerd)\s+{_DATE}", re.IGNORECASE
    ),
    re.compile(rf"\b{_DATE}\s+(?:(?:zijn|werden|heeft|hebben|bij\s+mij)\s+)?(?:ingezonden|ingediend)", re.IGNORECASE),
    re.compile(
        rf"(?<!\()\b(?:gesteld|ontvangen|toegezonden|voorgelegd|overgelegd)\s+(?:op|d\.?\s?d\.?)\s+{_DATE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bop\s+{_DATE}\s+(?:hebben|heeft|stelden?|zond(?:en)?|legden?|dienden?|ontving(?:en)?|kregen)\b{_TEXT}{{0,200}}?\bvragen\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bbij\s+(?:brief|schrijven|e-?mail)\s+van\s+{_DATE}{_TEXT}{{0,120}}?\b(?:heeft|hebt|stelde|legde|diende)\s+u\b{_TEXT}{{0,200}}?\bvragen\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bop\s+{_DATE}\s+door\b{_TEXT}{{0,120}}?\bvragen\s+(?:zijn|werden)\s+(?:gesteld|ingediend)\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?:heeft|hebben|stelden?)\s+op\s+{_DATE}{_TEXT}{{0,250}}?\bvragen\b", re.IGNORECASE),
    re.compile(
        rf"\b\w*vragen\s+(?:\([^()]*\)\s*)?(?:van\s+)?(?:{MEMBERS}|lid|leden)\b[^?!]{{0,150}}?\)\s*,?\s*\(?(?:van|d\.?\s?d\.?)\s+{_DATE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bvragen\b[^.]{{0,300}}?\bop\s+{_DATE}\s+(?:heeft|hebben|zijn|werden|aan|gesteld|stelden?|voorgelegd)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\d{{4}}\s?Z\s?\d{{5}}\)?,?\s*(?:\(|van|d\.?\s?d\.?|op)?\s*{_DATE}", re.IGNORECASE),
    re.compile(
        rf"\b\w*vragen\b[^?!]{{0,400}}?[^\s»”’'\"]\s*\(\s*d\.\s?d\.\s*{_DATE}\s*\)\.?\s*$", re.IGNORECASE | re.MULTILINE
    ),
    re.compile(rf"\b(?:kamer|staten|raads|schriftelijke\s+)vragen\s+(?:van|d\.?\s?d\.?)\s+{_DATE}", re.IGNORECASE),
    re.compile(rf"\b(?:schriftelijke|uw|deze|de)\s+vragen\s+(?:van|d\.?\s?d\.?)\s+{_DATE}", re.IGNORECASE),
    re.compile(rf"\bsubmitted\s+(?:on\s+)?{_DATE}", re.IGNORECASE),
    re.compile(rf"\byour\s+letter\s+of\s+{_DATE}", re.IGNORECASE),
)
_EARLIER = re.compile(r"\b(?:eerdere?|vorige|voorgaande|eerder)\b[^.;(]*$", re.IGNORECASE)
"""Before the date of other questions: `de antwoorden op eerdere vragen, ingezonden 3 mei 2024`."""
_RECEIVED = (
    re.compile(
        rf"(?:\(\s*|^\s*|[.;]\s+)(?:ontvangen|received)(?:\s+ter\s+griffie)?{_ON}{_DATE}", re.IGNORECASE | re.MULTILINE
    ),
    re.compile(
        rf"^(?:Antwoord(?:en)?|Mededeling)\s+van\b[^.;()]{{5,250}}?,\s*ontvangen{_ON}{_DATE}",
        re.IGNORECASE | re.MULTILINE,
    ),
)
_TOWN = rf"(?!Ingekomen|Ingezonden|Ingediend|Ontvangen|Beantwoord|Vastgesteld|Datum)(?:[’'][st]-|[{CAPITALS}])[\w’'-]*(?:(?:[\s-](?:aan|op|den|de|het|bij|van)){{0,2}}[\s-][{CAPITALS}][\w-]*){{0,2}}"
_DATED = (
    re.compile(rf"^(?:[’']s-Gravenhage|Den Haag|The Hague),?\s+(?:de\s+|den\s+)?{_DATE}", re.MULTILINE),
    re.compile(rf"^{_TOWN},?\s+(?:de\s+|den\s+)?{_DATE}\.?$", re.MULTILINE),
    re.compile(
        rf"^(?:Antwoord(?:en)?|Beantwoording)\s+(?:van|door)\s[^\n.;()]{{5,160}},\s+(?:d\.d\.\s*)?{_DATE}\.?$",
        re.MULTILINE,
    ),
    re.compile(
        rf"^(?:Antwoord(?:en)?|Beantwoording|Reactie)\s[^\n?!]{{5,300}}?[,;]\s+(?:{_TOWN},?\s+)?(?:d\.\s?d\.\s*|de\s+dato\s+)?{_DATE}(?=\.?$|,\s+(?:over|inzake|betreffende)\b)",
        re.MULTILINE,
    ),
    re.compile(
        rf"\b(?:Vastgesteld|Beantwoord|Verzonden|Verzenddatum|Datum\s+(?:van\s+)?(?:het\s+|de\s+)?(?:antwoord(?:en)?|beantwoording|verzending))(?:(?:\s+op)?\s*:\s*|\s+)(?:op\s+|d\.d\.\s*)?{_DATE}"
    ),
    re.compile(
        rf"\bAntwoord(?:en)?\s+van\s+(?:het\s+|de\s+)?(?:[Cc]ollege|[Gg]edeputeerde|[Bb]urgemeester|[Dd]agelijks)\b(?:(?!vragen\b)[^.\n]){{0,120}}\s(?:van|d\.?\s?d\.?)\s+{_DATE}"
    ),
    re.compile(
        rf"\b(?:ingekomen|ingediend|ingezonden|ontvangen)\b[^.\n]{{0,60}}?\d{{4}}[^.\n]{{0,20}}?\bbeantwoord(?:(?:\s+op)?\s*:\s*|\s+)(?:op\s+|d\.\s?d\.\s*)?{_DATE}",
        re.IGNORECASE,
    ),
    re.compile(rf"^Vergaderdatum\b[^:\n]{{0,40}}:\s*{_DATE}", re.MULTILINE),
    re.compile(rf"^Kamerstuk:[^|\n]*\|\s*{_DATE}", re.MULTILINE),  # a page of rijksoverheid.nl
)
_SALUTATION = re.compile(r"^(?:Zeer\s+)?[Gg]eachte?\b|^Dear\b", re.MULTILINE)
_BARE_DATE = (re.compile(rf"^{_DATE}\.?$", re.MULTILINE),)


def dated(field: str, head: Sequence[str], letterhead: Sequence[str], lang: str) -> dt.date | None:
    """Return the date of the letter: the letterhead's field, else behind the place, else a date that is a line of its own."""
    whole, above = "\n".join(head), "\n".join(letterhead)
    return (
        read_day(field, lang)
        or _date(_DATED, f"{above}\n{whole}", lang)
        or _date(_BARE_DATE, above, lang)
        or _date(_BARE_DATE, _SALUTATION.split(whole)[0] if _SALUTATION.search(whole) else "", lang)
    )


def submitted(head: Sequence[str], letterhead: Sequence[str], lang: str) -> dt.date | None:
    """Return when the questions were submitted: the last date in their heading, else the first that is told so."""
    whole = "\n".join(head)
    for text in filter(ASKED.match, head):
        days = [day for match in _TOLD.finditer(text) if (day := read_day(match[1], lang))]
        if days:
            return days[-1]
    return _date(_SUBMITTED, whole, lang) or _date((_TOLD,), "\n".join(letterhead), lang)


def received(head: Sequence[str], lang: str) -> dt.date | None:
    """Return when an official publication says that the answers were received."""
    return _date(_RECEIVED, "\n".join(head), lang)


def _date(patterns: Sequence[re.Pattern[str]], text: str, lang: str) -> dt.date | None:
    """Return the date in the first pattern that a text has, but none of earlier questions; None if it has none."""
    return next(_days(patterns, text, lang), None)


def _days(patterns: Sequence[re.Pattern[str]], text: str, lang: str) -> Iterator[dt.date]:
    """Yield the dates in the patterns that a text has, but none of earlier questions; of the surest pattern first."""
    for pattern in patterns:
        for match in pattern.finditer(text):
            earlier = _EARLIER.search(text[max(0, match.start() - 80) : match.start()])
            if not earlier and (day := read_day(match[1], lang)):
                yield day


# --- What one passage tells, for who compares passages ------------------------------------------------------------

_ANY_DATE = re.compile(rf"\b{_DATE}", re.IGNORECASE)


def told_own(text: str, lang: str) -> Iterator[dt.date]:
    """Yield the dates that a passage says are the letter's own; a line that is a date and nothing else is one."""
    yield from _days((*_DATED, *_BARE_DATE), text, lang)


def told_submitted(text: str, lang: str) -> Iterator[dt.date]:
    """Yield the dates on which a passage says that the questions were submitted."""
    yield from _days(_SUBMITTED, text, lang)


def says_submitted(text: str, lang: str) -> Iterator[dt.date]:
    """Yield the dates behind a word that can mean nothing else: `ingezonden 3 mei 2024`."""
    yield from _days(_SUBMITTED[:2], text, lang)


def told_received(text: str, lang: str) -> Iterator[dt.date]:
    """Yield the dates on which a passage says that the answers were received."""
    yield from _days(_RECEIVED, text, lang)


def all_in(text: str, lang: str) -> frozenset[dt.date]:
    """Return all dates in a passage, whatever they are of."""
    return frozenset(day for match in _ANY_DATE.finditer(text) if (day := read_day(match[1], lang)))
