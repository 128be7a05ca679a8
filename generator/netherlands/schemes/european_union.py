"""Acts of the European Union by their CELEX number, and documents of the Commission (COM, SWD, JOIN)."""

from __future__ import annotations

import datetime as dt

from generator.core.languages import Language
from generator.netherlands import laws
from generator.netherlands.schemes.row import Citing, Match, Scheme, WebAddress

EUR_LEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri="


# --- Acts ------------------------------------------------------------------------------------------------------


def act_number(year: int | str, kind: str, serial: int | str) -> str:
    """Return the CELEX number of an act: `32016R0679` is regulation 679 of 2016. `R`, `L`, `D`, `F` are the kinds."""
    return f"3{year}{kind}{int(serial):04}"


def _act_label(found: Match, language: Language) -> str:
    """Name an act by its name in Dutch, else by its number (Interinstitutional Style Guide, 3.2 and annex)."""
    known = laws.name(found["document"]) if language.code == laws.LANGUAGE else None
    words = language.documents
    kind = words.acts.get(found["kind"])
    if known or not kind or found["sector"] != "3":
        return known or f"CELEX {found['document']}"
    year, number = int(found["year"]), int(found["serial"])
    if year >= 2015:  # one series for all acts since 1 January 2015
        return f"{kind} (EU) {year}/{number}"
    community = "EU" if year >= 2010 else words.community
    if found["kind"] == "R":
        return f"{kind} ({community}) {words.number} {number}/{year}"
    return f"{kind} {year}/{number}/{community}"


def _act_address(found: Match, _on: dt.date | None) -> str:
    return f"{EUR_LEX}CELEX:{found['document']}{found['part'] or ''}"


def _act_parts(found: Match) -> tuple[tuple[str, str], ...]:
    return (("artikel", found["part"].removeprefix("#art_")),) if found["part"] else ()


def _upper_number(value: str) -> str:
    number, hash_, part = value.partition("#")
    return number.upper() + hash_ + part


_ELI_KINDS = {"reg": "R", "dir": "L", "dec": "D"}

CELEX = Scheme(
    name="celex",
    example="32016R0679",
    form=r"""(?P<document>(?P<sector>[0-9CE])(?P<year>\d{4})(?P<kind>[A-Z]{1,2})(?P<serial>\d{4})(?:\(\d+\))?
             (?:R\(\d+\))?(?:-\d{8})?)(?P<part>\#art_\w+)?""",
    label=_act_label,
    official=_act_address,
    case=_upper_number,
    parts=_act_parts,
    names=lambda found: (f"{found['year']}/{int(found['serial'])}", *laws.names(found["document"])),
    article=lambda act, number, _paragraph: f"{act}#art_{number}" if number else act,
    addresses=(
        WebAddress(r"eur-lex\.europa\.eu/.*[?&]uri=CELEX:(?P<id>[^&\s]+?)(?:&.*)?"),
        WebAddress(
            r"(?:eur-lex|data)\.europa\.eu/eli/(?P<kind>reg|dir|dec)/(?P<year>\d{4})/(?P<serial>\d{1,4})(?:/.*)?",
            lambda found: act_number(found["year"], _ELI_KINDS[found["kind"].lower()], found["serial"]),
        ),
    ),
)


# --- Documents of the Commission -------------------------------------------------------------------------------


def _commission(series: str) -> Scheme:
    """Return the row of a series that is numbered by the year: `COM(2021) 206`."""
    return Scheme(
        name=series.lower(),
        example="2021-206",
        form=r"(?P<document>(?P<year>(?:19|20)\d\d)-(?P<number>\d{1,4}))",
        label=lambda found, _language: f"{series}({found['year']}) {int(found['number'])}",
        official=lambda found, _on: f"{EUR_LEX}{series}:{found['year']}:{int(found['number'])}:FIN",
        addresses=(
            WebAddress(
                rf"eur-lex\.europa\.eu/.*[?&]uri={series}:(?P<year>\d{{4}}):(?P<number>\d+):FIN(?:[:&].*)?", _document
            ),
        ),
        citings=(
            Citing(
                rf"""(?<![A-Za-z]){series}\s?[(/]\s?(?P<year>(?:19|20)\d\d)\s?[)/]\s?(?P<number>\d{{1,4}})(?!\d)
                     (?:\s?(?:final|definitief|def\b\.?))?""",
                _document,
                turn=2,
            ),
        ),
    )


def _document(match: Match) -> str:
    return f"{match['year']}-{int(match['number'])}"


COMMISSION = tuple(map(_commission, ("COM", "SWD", "JOIN")))
