"""What a letter says about itself: dates, numbers, subject, who asks, is asked, answers. By tables of patterns."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.language import parse_date
from generator.intake.recognise.metadata import askers_and_signatories, offices
from generator.intake.recognise.recognised_letter import Asker, Metadata

_NUMBER = re.compile(r"(?<!\d)(?P<misprint>(?:19|20)\d\d)?(?P<year>(?:19|20)\d\d)\s?Z\s?(?P<serial>\d{5})(?!\d)")
_PUBLICATION = re.compile(r"\bah-(?P<house>tk|ek)-(?P<year>\d{8})-(?P<number>\d+)\b", re.IGNORECASE)
_AH_NUMBER = re.compile(r"\bAH\s?(?P<number>\d{1,4})\b")
_DATE = r"(\d{1,2}\s+[a-zé]+\s+\d{4})"
_SUBMITTED = (
    re.compile(rf"\bingezonden\s+(?:op\s+)?{_DATE}", re.IGNORECASE),
    re.compile(rf"\buw\s+brief\s+(?:van|d\.?d\.?)\s+{_DATE}", re.IGNORECASE),
    re.compile(rf"\b{_DATE}\s+ingezonden", re.IGNORECASE),
    re.compile(rf"\b(?:gesteld|ontvangen)\s+op\s+{_DATE}", re.IGNORECASE),
    re.compile(rf"\bop\s+{_DATE}\s+(?:hebben|heeft|stelden?)\b[^.]{{0,200}}\bvragen\b", re.IGNORECASE),
    re.compile(
        rf"\bvragen\s+van\s+(?:het\s+lid|de\s+leden)\b[^.]{{0,150}}?\)\s+(?:van|d\.?d\.?)\s+{_DATE}", re.IGNORECASE
    ),
    re.compile(rf"\bsubmitted\s+(?:on\s+)?{_DATE}", re.IGNORECASE),
    re.compile(rf"\byour\s+letter\s+of\s+{_DATE}", re.IGNORECASE),
)
_RECEIVED = (re.compile(rf"\(\s*(?:ontvangen|received)\s+(?:op\s+|on\s+)?{_DATE}", re.IGNORECASE),)
_DATED = (
    re.compile(rf"^(?:[’']s-Gravenhage|Den Haag|The Hague),?\s+(?:de\s+)?{_DATE}", re.MULTILINE),
    re.compile(rf"\bVastgesteld\s+(?:op\s+)?{_DATE}"),
)
_TO = re.compile(
    r"\b(?:aan|to)\s+(?:de\s+|het\s+|the\s+)?(?P<offices>(?:[Mm]inister|[Ss]taats?secretaris|[Pp]rime|[Ss]ecretary).*?)(?=\s+(?:over|betreffende|inzake|naar\s+aanleiding|met\s+betrekking|on|about|regarding)\b|\(|$)",
    re.DOTALL,
)
_ABOUT = re.compile(
    r"\b(?:over|inzake|betreffende|omtrent|about|regarding|concerning)\s+(?P<subject>.+)", re.DOTALL | re.IGNORECASE
)
_ASKED = re.compile(
    r"(?:\w+\s+){0,2}(?:[Vv]ragen|[Qq]uestions)(?:\s+(?:en|and)\s+(?:[Aa]ntwoorden|[Aa]nswers))?\s+(?:van|by|from)\b"
)
_ANSWERED = re.compile(r"(?:Antwoord(?:en)?|Beantwoording|Answers?|Lijst)\s")
_TOLD = re.compile(
    r"\bvragen\s+van\s+(?:het\s+lid|de\s+leden)\b.*?\bover\s+(?P<subject>.+?)"
    r"(?=\s+(?:worden|zijn|kunnen|heb|wordt)\b|\s*\(|,\s+(?:mede|die|ingezonden|deel)\b|\.?$)"
)
"""How a cover letter says what the questions are about."""
_PUT = re.compile(
    r"\b(?:vragen\s+gesteld|vragen(?:\s+en\s+opmerkingen)?\s+voorgelegd\s+aan)\b[^.]*?\b(?:over|inzake)\s+(?P<subject>.+?)(?=\s*\(|\.(?:\s|$)|$)"
)
"""How a committee's report, or a notice of postponement, says what was asked about."""
_TAIL = re.compile(
    r"(?:\s*\((?:ingezonden|Ingezonden|submitted|20\d\dZ|\d{4}Z|(?:met\s+)?kenmerk)|,?\s+(?:ingezonden\s+(?:op\s+)?|met\s+(?:als\s+)?kenmerk\s+|kenmerk\s+)\d).*$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The parts of a letter that its metadata is read from."""

    head: Sequence[str]
    """The paragraphs before the first question."""
    notices: Sequence[str]
    """The paragraphs of notices of postponement."""
    fields: Mapping[str, str]
    """The letterhead's fields: `date`, `subject`, `reference`."""
    aside: Sequence[str]
    """Running heads and feet, which have numbers too."""
    lang: str


def read(evidence: Evidence, name: str) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Return the metadata, and what is doubtful about it; `name` is what diagnostics call the file."""
    head, fields, aside, lang = evidence.head, evidence.fields, evidence.aside, evidence.lang
    problems: list[Diagnostic] = []
    whole = "\n".join(head)
    subject = fields.get("subject", "")
    received = _date(_RECEIVED, whole, lang)
    asked = _askers([*head, subject])
    addressed = next(
        (found for text in [*head, subject] if (to := _TO.search(text)) and (found := offices.names(to["offices"]))), ()
    )
    answered = askers_and_signatories.senders(whole) or askers_and_signatories.signatories(head)
    meta = Metadata(
        title=_title(head, subject),
        date=parse_date(fields.get("date", ""), lang) or _date(_DATED, whole, lang),
        submitted=_date(_SUBMITTED, whole, lang),
        received=received,
        numbers=_numbers([*head, *evidence.notices, *aside], problems, name),
        publication=_publication([*aside, *head], received),
        reference=fields.get("reference") or None,
        asked_by=asked,
        addressed_to=addressed,
        answered_by=answered,
        on_behalf_of=askers_and_signatories.on_behalf_of(head),
    )
    signing = {s.office for s in meta.answered_by}
    others = tuple(office for office in meta.on_behalf_of if office not in signing)
    return replace(meta, on_behalf_of=others), tuple(problems)


def _date(patterns: Sequence[re.Pattern[str]], text: str, lang: str) -> dt.date | None:
    """Return the date in the first pattern that a text has; None if it has none of them."""
    for pattern in patterns:
        match = pattern.search(text)
        if match and (day := parse_date(" ".join(match[1].split()), lang)):
            return day
    return None


def _numbers(texts: Sequence[str], problems: list[Diagnostic], name: str) -> tuple[str, ...]:
    """Return the question numbers in some texts (`2021Z16860`); one with its year printed twice is reported."""
    found: dict[str, None] = {}
    for text in texts:
        for match in _NUMBER.finditer(text):
            number = f"{match['year']}Z{match['serial']}"
            if match["misprint"]:
                problems.append(
                    diagnostic("number-misprinted", Position(name), Severity.INFO, printed=match[0], read=number)
                )
            found.setdefault(number)
    return tuple(found)


def _publication(texts: Sequence[str], received: dt.date | None) -> str | None:
    """Return the id of the official publication: as printed, or from its number and the day of receipt."""
    for text in texts:
        if match := _PUBLICATION.search(text):
            return match[0].lower()
    numbers = [match["number"] for text in texts if (match := _AH_NUMBER.match(text))]
    if len(numbers) == 1 and received:
        year = _session(received)
        return f"ah-tk-{year}{year + 1}-{int(numbers[0])}" if year else None
    return None


def _session(day: dt.date) -> int | None:
    """Return the first calendar year of the parliamentary year that a day is in.

    It begins on the third Tuesday of September (Grondwet art. 65). None from that day to the end of the month, when
    publications of the old year still appear.
    """
    if day.month != 9:
        return day.year if day.month > 9 else day.year - 1
    third_tuesday = next(d for d in range(15, 22) if dt.date(day.year, 9, d).weekday() == 1)
    return day.year - 1 if day.day < third_tuesday else None


def _askers(texts: Sequence[str]) -> tuple[Asker, ...]:
    """Return the askers in the text that names most of them with their party, else in the first that names any."""
    found = [askers_and_signatories.askers(text) for text in texts]
    full = [group for group in found if group and all(asker.party for asker in group)]
    return max(full, key=len, default=()) or next((group for group in found if group), ())


def _title(head: Sequence[str], subject: str) -> str | None:
    """Return what the questions are about, without who asked whom; None if nothing says it."""
    sources = [text for text in head if _ASKED.match(text)]
    sources += [*(text for text in head if _ANSWERED.match(text)), subject]
    for text in sources:
        flat = " ".join(text.split())
        match = _ABOUT.search(_TAIL.sub("", flat))
        if match:
            return _capital(match["subject"].strip(" ."))
    flat = " ".join(subject.split())
    if flat:
        return _capital(flat.strip(" ."))
    flats = [" ".join(text.split()) for text in head]
    told = next((match for pattern in (_TOLD, _PUT) for text in flats if (match := pattern.search(text))), None)
    return _capital(told["subject"].strip(" .")) if told else None


def _capital(text: str) -> str:
    for index, char in enumerate(text):
        if char.isalpha():
            return text[:index] + char.upper() + text[index + 1 :]
    return text
