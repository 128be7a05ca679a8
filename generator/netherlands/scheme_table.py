"""The table of schemes: the form of each scheme's ids, its labels in Dutch and English, its official addresses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.netherlands import laws


@dataclass(frozen=True, slots=True)
class Words:
    """The words of labels in one language; names of Dutch series are translated where they have a usual name."""

    papers: str
    chambers: Mapping[str, str]
    number: str
    dossier: str
    appendix: str
    proceedings: str
    case: str
    in_force: str
    parts: Mapping[str, str]
    eu: Mapping[str, str]
    eu_style: str
    """How EU acts before 2015 are numbered: a directive is `2006/123/EG`, a regulation `nr. 883/2004`."""


WORDS = {
    "nl": Words(
        "Kamerstukken",
        {"tk": "II", "ek": "I", "vv": "VV"},
        "nr.",
        "dossier",
        "Aanhangsel Handelingen",
        "Handelingen",
        "Zaak",
        "zoals die gold op {day}",
        {"artikel": "artikel", "lid": "lid", "hoofdstuk": "hoofdstuk", "bijlage": "bijlage"},
        {"R": "Verordening", "L": "Richtlijn", "D": "Besluit"},
        "nl",
    ),
    "en": Words(
        "Parliamentary Papers",
        {"tk": "II", "ek": "I", "vv": "VV"},
        "no.",
        "file",
        "Appendix to the Proceedings",
        "Proceedings",
        "Case",
        "as in force on {day}",
        {"artikel": "article", "lid": "paragraph", "hoofdstuk": "chapter", "bijlage": "annex"},
        {"R": "Regulation", "L": "Directive", "D": "Decision"},
        "en",
    ),
}


# --- Forms, labels and addresses -------------------------------------------------------------------------------

Found = re.Match[str]
_PUBLISHER = "https://zoek.officielebekendmakingen.nl"
_EURLEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri="


def _paper(found: Found, words: Words) -> str:
    chapter, number = found["chapter"], found["number"]
    dossier = f"{found['dossier'][:2]} {found['dossier'][2:]}"
    if chapter:
        dossier += f"-{chapter}" if chapter.isdecimal() else f" {chapter}"
    if number is None:
        return f"{words.papers}, {words.dossier} {dossier}"
    if number.isdecimal():
        return f"{words.papers} {words.chambers['tk']}, {dossier}, {words.number} {number}"
    return f"{words.papers} {words.chambers['ek']}, {dossier}, {number}"


def _paper_address(found: Found, _on: dt.date | None) -> str:
    if found["number"] is None:
        return f"{_PUBLISHER}/dossier/{found['document']}"
    return f"{_PUBLISHER}/kst-{found['document']}{found['reprint'] or ''}.html"


def _session(years: str) -> str:
    """Write a parliamentary year: 20212022 is 2021/22, and 19992000 is 1999/2000."""
    first, second = years[:4], years[4:]
    return f"{first}/{second[2:] if first[:2] == second[:2] else second}"


def _series(name: Callable[[Words], str]) -> Callable[[Found, Words], str]:
    def labelled(found: Found, words: Words) -> str:
        if not found["years"]:
            return f"{name(words)}, {words.number} {found['number']}"
        where = f"{name(words)} {words.chambers[found['chamber']]} {_session(found['years'])}"
        return f"{where}, {words.number} {found['number'].replace('-', ', item ', 1)}"

    return labelled


def _published(prefix: str) -> Callable[[Found, dt.date | None], str]:
    return lambda found, _on: f"{_PUBLISHER}/{prefix}-{found['document']}.html"


def _gazette(name: str) -> Callable[[Found, Words], str]:
    return lambda found, _words: f"{name} {found['year']}, {found['number']}"


def _case_address(found: Found, _on: dt.date | None) -> str:
    return f"https://www.tweedekamer.nl/kamerstukken/detail?id={found['document']}"


def _judgment(found: Found, _words: Words) -> str:
    return f"ECLI:{found['document']}"


def _judgment_address(found: Found, _on: dt.date | None) -> str:
    ecli = f"ECLI:{found['document']}"
    match found["country"]:
        case "NL":
            return f"https://deeplink.rechtspraak.nl/uitspraak?id={ecli}"
        case "EU":
            return f"{_EURLEX}ecli:{ecli}"
        case _:
            return f"https://e-justice.europa.eu/ecli/{ecli}"


def _law(found: Found, _words: Words) -> str:
    return laws.name(found["bwb"]) or found["bwb"]


def _law_address(found: Found, on: dt.date | None) -> str:
    parts = dict(pairs(found["parts"]))
    day = pinned(parts, on)
    parts.pop("z", None)
    parts |= {"g": day.isoformat()} if day else {}
    return f"https://wetten.overheid.nl/jci1.3:{found['document']}" + "".join(f"&{k}={v}" for k, v in parts.items())


def _act(found: Found, words: Words) -> str:
    known = laws.name(found["document"]) if words.eu_style == "nl" else None
    kind = words.eu.get(found["kind"])
    if known or not kind or found["sector"] != "3":
        return known or f"CELEX {found['document']}"
    year, number = int(found["year"]), int(found["serial"])
    if year >= 2015:  # one series for all acts since 1 January 2015
        return f"{kind} (EU) {year}/{number}"
    community = "EU" if year >= 2010 else ("EG" if words.eu_style == "nl" else "EC")
    if found["kind"] == "R":
        return f"{kind} ({community}) {words.number} {number}/{year}"
    return f"{kind} {year}/{number}/{community}"


def _act_address(found: Found, _on: dt.date | None) -> str:
    return f"{_EURLEX}CELEX:{found['document']}{found['part'] or ''}"


def _commission(name: str) -> Callable[[Found, Words], str]:
    return lambda found, _words: f"{name}({found['year']}) {int(found['number'])}"


def _commission_address(name: str) -> Callable[[Found, dt.date | None], str]:
    return lambda found, _on: f"{_EURLEX}{name}:{found['year']}:{int(found['number'])}:FIN"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One row of the table. The form's group `document` is the id of the whole document."""

    name: str
    example: str
    form: re.Pattern[str]
    label: Callable[[Found, Words], str]
    official: Callable[[Found, dt.date | None], str | None]
    case: Callable[[str], str] = str

    def read(self, value: str) -> str | None:
        """Return the id in the case its scheme is written in; None where the form or the years are wrong."""
        kept = self.case(value)
        found = self.form.fullmatch(kept)
        years = found.groupdict().get("years") if found else None
        wrong = years and int(years[4:]) != int(years[:4]) + 1
        return kept if found and not wrong else None


def _upper_id(value: str) -> str:
    """Upper case for an id's own letters, lower for the suffixes and anchors that publishers add (`-h1`, `#p2`)."""
    head, hash_, tail = value.partition("#")
    return re.sub(r"-[BHN]\d+$", lambda m: m[0].lower(), head.upper()) + hash_ + tail


def _upper_law(value: str) -> str:
    return re.sub(r"(?i)^c:bwb[rvw]", lambda m: m[0].upper().replace("C:", "c:"), value)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | re.ASCII)


_SESSION_PART = r"(?P<document>(?:(?P<chamber>tk|ek|vv)-(?P<years>\d{8})-)?(?P<number>\d+%s(?:-[bhn]\d+)?))(?:\#.+)?"
_YEARLY = r"(?P<document>(?P<year>(?:18|19|20)\d\d)-(?P<number>\d+(?:-[bhn]\d+)?))(?:\#.+)?"

_ROWS = (
    Scheme(
        "kst",
        "30821-124",
        _form(
            r"""(?P<document>(?:\d{8}-)?                    # the session, in ids of before 2010
                (?P<dossier>\d{5})
                (?:-(?P<chapter>[IVXLC]{2,}[AB]?|[A-Z](?=-)|\d\d(?=-)))?  # of a budget (VI; A for a fund) or a series (02)
                (?:-(?P<number>\d+|[A-Z]{1,3}))?)           # a letter for papers of the Senate
                (?P<reprint>-[bhn]\d+)?(?:\#.+)?"""
        ),
        _paper,
        _paper_address,
        _upper_id,
    ),
    Scheme(
        "ah", "tk-20212022-753", _form(_SESSION_PART % ""), _series(lambda w: w.appendix), _published("ah"), str.lower
    ),
    Scheme(
        "h",
        "tk-20202021-24-3",
        _form(_SESSION_PART % r"(?:-\d+){0,2}"),
        _series(lambda w: w.proceedings),
        _published("h"),
        str.lower,
    ),
    Scheme(
        "zaak",
        "2021Z16860",
        _form(r"(?P<document>(?:19|20)\d\dZ\d{5})"),
        lambda found, words: f"{words.case} {found['document']}",
        _case_address,
        str.upper,
    ),
    Scheme(
        "ecli",
        "NL:HR:1995:ZD0328",
        _form(r"(?P<document>(?P<country>[A-Z]{2}):[A-Z][A-Z0-9]{0,6}:\d{4}:[A-Z0-9][A-Z0-9.]{0,24})"),
        _judgment,
        _judgment_address,
        str.upper,
    ),
    Scheme(
        "jci1.3",
        "c:BWBR0031788&artikel=3",
        _form(r"(?P<document>c:(?P<bwb>BWB[RVW]\d{7}))(?P<parts>(?:&[a-z]+=[^&\s]+)*)"),
        _law,
        _law_address,
        _upper_law,
    ),
    Scheme(
        "celex",
        "32016R0679",
        _form(
            r"""(?P<document>(?P<sector>[0-9CE])(?P<year>\d{4})(?P<kind>[A-Z]{1,2})(?P<serial>\d{4})(?:\(\d+\))?
                (?:R\(\d+\))?(?:-\d{8})?)(?P<part>\#art_\w+)?"""
        ),
        _act,
        _act_address,
        _upper_id,
    ),
    Scheme("stb", "2019-143", _form(_YEARLY), _gazette("Stb."), _published("stb"), str.lower),
    Scheme("stcrt", "2024-30890", _form(_YEARLY), _gazette("Stcrt."), _published("stcrt"), str.lower),
    Scheme("trb", "2001-12", _form(_YEARLY), _gazette("Trb."), _published("trb"), str.lower),
    *(
        Scheme(
            name.lower(),
            "2021-206",
            _form(r"(?P<document>(?P<year>(?:19|20)\d\d)-(?P<number>\d{1,4}))"),
            _commission(name),
            _commission_address(name),
        )
        for name in ("COM", "SWD", "JOIN")
    ),
)
SCHEMES: Mapping[str, Scheme] = {scheme.name: scheme for scheme in _ROWS}


def pairs(parts: str) -> tuple[tuple[str, str], ...]:
    """Read what a jci id names of its law (`&artikel=3&lid=2`), as (kind, number)."""
    return tuple((key, value) for key, _, value in (pair.partition("=") for pair in parts.split("&") if pair))


def pinned(parts: Mapping[str, str], on: dt.date | None) -> dt.date | None:
    """Return the day a law is read at: the one the id names (`g`, as jci calls it), else `on`."""
    try:
        return dt.date.fromisoformat(parts["g"])
    except (KeyError, ValueError):
        return on
