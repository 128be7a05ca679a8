"""Schemes of references: how documents outside a letter are named, labelled and found.

One table: each scheme has the form of its ids, a label for readers, and the official address. Nothing is fetched.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from generator.core import laws
from generator.core.language import format_date
from generator.core.language import slug as plain_slug


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """A document, or a part of one, by its own standard id: `kst:30821-124` is scheme `kst`, value `30821-124`."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


def parse(destination: str) -> Identity | None:
    """Read a link's destination: `kst:30821-124`, or a web address that is one of these documents'.

    None where the scheme is not in the table, the id does not have its scheme's form (see `problem`), or the web
    address is just an address. The same document always gives the same identity, whatever case it was written in.
    """
    if destination.startswith(("http://", "https://")):
        return _from_web(destination)
    name, colon, value = destination.partition(":")
    scheme = _SCHEMES.get(name.lower()) if colon else None
    return scheme.read(value) if scheme else None


def problem(destination: str) -> str | None:
    """Give an example of a well-formed destination where this one names a known scheme but its id is malformed."""
    name, colon, _ = destination.partition(":")
    scheme = _SCHEMES.get(name.lower()) if colon else None
    return None if scheme is None or parse(destination) else f"{scheme.name}:{scheme.example}"


def document_of(identity: Identity) -> Identity:
    """Give the document that a part belongs to: the law of an article, the paper of a page, else the identity."""
    found = _match(identity)
    return Identity(identity.scheme, found["document"]) if found else identity


def label(identity: Identity, lang: str = "nl") -> str:
    """Give the document's name as lawyers and clerks write it; the part is in `detail`.

    Forms follow the Leidraad voor juridische auteurs: `Kamerstukken II, 30 821, nr. 124`, `Stb. 2019, 143`.
    """
    found = _match(identity)
    return _SCHEMES[identity.scheme].label(found, _WORDS[lang]) if found else str(identity)


def detail(identity: Identity, lang: str = "nl", on: dt.date | None = None) -> str | None:
    """Give what of the document is cited: `artikel 3, zoals die gold op 27 oktober 2021`; None for the whole."""
    words = _WORDS[lang]
    parts = dict(_parts(identity))
    article = ", ".join(f"{words.parts[key]} {parts[key]}" for key in words.parts if key in parts)
    day = _pinned(parts, on) if identity.scheme == "jci1.3" else None
    state = words.in_force.format(day=format_date(day, lang)) if day else ""
    return ", ".join(filter(None, (article, state))) or None


def official(identity: Identity, on: dt.date | None = None) -> str | None:
    """Give the document's official address; a law as it stood on `on`, unless the id itself names a day."""
    found = _match(identity)
    return _SCHEMES[identity.scheme].official(found, on) if found else None


def slug(identity: Identity) -> str:
    """Give the URL segment of the page about the document: `kst-30821-124`, `bwbr0031788`."""
    document = document_of(identity)
    return plain_slug(document.value.removeprefix("c:") if document.scheme == "jci1.3" else str(document))


# --- Words -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
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


_WORDS = {
    "nl": _Words(
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
    "en": _Words(
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

_Found = re.Match[str]
_PUBLISHER = "https://zoek.officielebekendmakingen.nl"
_EURLEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri="
_CHAPTER = re.compile(r"[IVX]{2,}")
"""A budget chapter standing alone after its dossier (`36600-VI`); one letter is a paper of the Senate (`36600-A`)."""


def _paper(found: _Found, words: _Words) -> str:
    chapter, number = found["chapter"], found["number"]
    dossier = f"{found['dossier'][:2]} {found['dossier'][2:]}"
    if chapter:
        dossier += f"-{chapter}" if chapter.isdecimal() else f" {chapter}"
    if number is None:
        return f"{words.papers}, {words.dossier} {dossier}"
    if number.isdecimal():
        return f"{words.papers} {words.chambers['tk']}, {dossier}, {words.number} {number}"
    return f"{words.papers} {words.chambers['ek']}, {dossier}, {number}"


def _paper_address(found: _Found, _on: dt.date | None) -> str:
    if found["number"] is None:
        return f"{_PUBLISHER}/dossier/{found['document']}"
    return f"{_PUBLISHER}/kst-{found['document']}{found['reprint'] or ''}.html"


def _session(years: str) -> str:
    """Write a parliamentary year: 20212022 is 2021/22, and 19992000 is 1999/2000."""
    first, second = years[:4], years[4:]
    return f"{first}/{second[2:] if first[:2] == second[:2] else second}"


def _series(name: Callable[[_Words], str]) -> Callable[[_Found, _Words], str]:
    def labelled(found: _Found, words: _Words) -> str:
        if not found["years"]:
            return f"{name(words)}, {words.number} {found['number']}"
        where = f"{name(words)} {words.chambers[found['chamber']]} {_session(found['years'])}"
        return f"{where}, {words.number} {found['number'].replace('-', ', item ', 1)}"

    return labelled


def _published(prefix: str) -> Callable[[_Found, dt.date | None], str]:
    return lambda found, _on: f"{_PUBLISHER}/{prefix}-{found['document']}.html"


def _gazette(name: str) -> Callable[[_Found, _Words], str]:
    return lambda found, _words: f"{name} {found['year']}, {found['number']}"


def _case_address(found: _Found, _on: dt.date | None) -> str:
    return f"https://www.tweedekamer.nl/kamerstukken/detail?id={found['document']}"


def _judgment(found: _Found, _words: _Words) -> str:
    return f"ECLI:{found['document']}"


def _judgment_address(found: _Found, _on: dt.date | None) -> str:
    ecli = f"ECLI:{found['document']}"
    match found["country"]:
        case "NL":
            return f"https://deeplink.rechtspraak.nl/uitspraak?id={ecli}"
        case "EU":
            return f"{_EURLEX}ecli:{ecli}"
        case _:
            return f"https://e-justice.europa.eu/ecli/{ecli}"


def _law(found: _Found, _words: _Words) -> str:
    return laws.name(found["bwb"]) or found["bwb"]


def _law_address(found: _Found, on: dt.date | None) -> str:
    parts = dict(_pairs(found["parts"]))
    day = _pinned(parts, on)
    parts.pop("z", None)
    parts |= {"g": day.isoformat()} if day else {}
    return f"https://wetten.overheid.nl/jci1.3:{found['document']}" + "".join(f"&{k}={v}" for k, v in parts.items())


def _act(found: _Found, words: _Words) -> str:
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


def _act_address(found: _Found, _on: dt.date | None) -> str:
    return f"{_EURLEX}CELEX:{found['document']}{found['part'] or ''}"


def _commission(name: str) -> Callable[[_Found, _Words], str]:
    return lambda found, _words: f"{name}({found['year']}) {int(found['number'])}"


def _commission_address(name: str) -> Callable[[_Found, dt.date | None], str]:
    return lambda found, _on: f"{_EURLEX}{name}:{found['year']}:{int(found['number'])}:FIN"


@dataclass(frozen=True, slots=True)
class _Scheme:
    """One row of the table. The form's group `document` is the id of the whole document."""

    name: str
    example: str
    form: re.Pattern[str]
    label: Callable[[_Found, _Words], str]
    official: Callable[[_Found, dt.date | None], str | None]
    case: Callable[[str], str] = str

    def read(self, value: str) -> Identity | None:
        """Give the identity, in the case its scheme is written in; None where the form or the years are wrong."""
        kept = self.case(value)
        found = self.form.fullmatch(kept)
        years = found.groupdict().get("years") if found else None
        wrong = years and int(years[4:]) != int(years[:4]) + 1
        return Identity(self.name, kept) if found and not wrong else None


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

_TABLE = (
    _Scheme(
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
    _Scheme(
        "ah", "tk-20212022-753", _form(_SESSION_PART % ""), _series(lambda w: w.appendix), _published("ah"), str.lower
    ),
    _Scheme(
        "h",
        "tk-20202021-24-3",
        _form(_SESSION_PART % r"(?:-\d+){0,2}"),
        _series(lambda w: w.proceedings),
        _published("h"),
        str.lower,
    ),
    _Scheme(
        "zaak",
        "2021Z16860",
        _form(r"(?P<document>(?:19|20)\d\dZ\d{5})"),
        lambda found, words: f"{words.case} {found['document']}",
        _case_address,
        str.upper,
    ),
    _Scheme(
        "ecli",
        "NL:HR:1995:ZD0328",
        _form(r"(?P<document>(?P<country>[A-Z]{2}):[A-Z][A-Z0-9]{0,6}:\d{4}:[A-Z0-9][A-Z0-9.]{0,24})"),
        _judgment,
        _judgment_address,
        str.upper,
    ),
    _Scheme(
        "jci1.3",
        "c:BWBR0031788&artikel=3",
        _form(r"(?P<document>c:(?P<bwb>BWB[RVW]\d{7}))(?P<parts>(?:&[a-z]+=[^&\s]+)*)"),
        _law,
        _law_address,
        _upper_law,
    ),
    _Scheme(
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
    _Scheme("stb", "2019-143", _form(_YEARLY), _gazette("Stb."), _published("stb"), str.lower),
    _Scheme("stcrt", "2024-30890", _form(_YEARLY), _gazette("Stcrt."), _published("stcrt"), str.lower),
    _Scheme("trb", "2001-12", _form(_YEARLY), _gazette("Trb."), _published("trb"), str.lower),
    *(
        _Scheme(
            name.lower(),
            "2021-206",
            _form(r"(?P<document>(?P<year>(?:19|20)\d\d)-(?P<number>\d{1,4}))"),
            _commission(name),
            _commission_address(name),
        )
        for name in ("COM", "SWD", "JOIN")
    ),
)
_SCHEMES: Mapping[str, _Scheme] = {scheme.name: scheme for scheme in _TABLE}
scheme_names: tuple[str, ...] = tuple(_SCHEMES)
"""Every scheme of the table, in the order in which lists of documents show them."""


def _match(identity: Identity) -> _Found | None:
    scheme = _SCHEMES.get(identity.scheme)
    return scheme.form.fullmatch(identity.value) if scheme else None


def _pairs(parts: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, _, value in (pair.partition("=") for pair in parts.split("&") if pair))


def _parts(identity: Identity) -> tuple[tuple[str, str], ...]:
    """Give what of a law or an act is cited, as (kind, number)."""
    found = _match(identity)
    if not found:
        return ()
    if identity.scheme == "jci1.3":
        return _pairs(found["parts"])
    if identity.scheme == "celex" and found["part"]:
        return (("artikel", found["part"].removeprefix("#art_")),)
    return ()


def _pinned(parts: Mapping[str, str], on: dt.date | None) -> dt.date | None:
    """Give the day a law is read at: the one the id names (`g`, as jci calls it), else `on`."""
    try:
        return dt.date.fromisoformat(parts["g"])
    except (KeyError, ValueError):
        return on


# --- Web addresses of the same documents -----------------------------------------------------------------------

_ELI_KINDS = {"reg": "R", "dir": "L", "dec": "D"}


def _eli(found: _Found) -> str:
    return f"celex:3{found['year']}{_ELI_KINDS[found['kind']]}{int(found['serial']):04}"


def _statute(found: _Found) -> str:
    article = re.search(r"Artikel([^_/]+)", found["anchor"] or "")
    parts = f"&artikel={article[1]}" if article else ""
    return f"jci1.3:c:{found['bwb']}{parts}" + (f"&g={found['day']}" if found["day"] else "")


_WEB: tuple[tuple[re.Pattern[str], Callable[[_Found], str]], ...] = tuple(
    (re.compile(rf"https?://(?:www\.)?{pattern}", re.IGNORECASE), build)
    for pattern, build in (
        (
            r"(?:zoek\.)?officielebekendmakingen\.nl/kv-tk-(?P<id>\d{4}z\d{5})(?:\.\w+)?",
            lambda m: f"zaak:{m['id']}",
        ),
        (
            (
                r"(?:zoek\.)?officielebekendmakingen\.nl/(?:dossier/[\w-]+/)?(?P<s>kst|ah|h|stb|stcrt|trb)-(?P<id>[\w-]+)"
                r"(?:\.\w+|/\w+)?(?:\?[^#]*)?(?:#.*)?"
            ),
            lambda m: f"{m['s'].lower()}:{m['id']}",
        ),
        (r"(?:zoek\.)?officielebekendmakingen\.nl/dossier/(?P<id>\d{5}(?:-[IVX]+)?)/?", lambda m: f"kst:{m['id']}"),
        (
            r"(?:deeplink|uitspraken)\.rechtspraak\.nl/.*[?&]id=ECLI:(?P<id>[\w:.]+)(?:&.*)?",
            lambda m: f"ecli:{m['id']}",
        ),
        (r"wetten\.overheid\.nl/jci1\.3\d?:(?P<id>c:[^#\s]+)(?:#.*)?", lambda m: f"jci1.3:{m['id']}"),
        (
            r"wetten\.overheid\.nl/(?P<bwb>BWB[RVW]\d{7})(?:/(?P<day>\d{4}-\d\d-\d\d))?[^#]*(?:\#(?P<anchor>.*))?",
            _statute,
        ),
        (r"eur-lex\.europa\.eu/.*[?&]uri=CELEX:(?P<id>[^&\s]+?)(?:&.*)?", lambda m: f"celex:{m['id']}"),
        (
            r"eur-lex\.europa\.eu/.*[?&]uri=(?P<s>COM|SWD|JOIN):(?P<y>\d{4}):(?P<n>\d+):FIN(?:[:&].*)?",
            lambda m: f"{m['s'].lower()}:{m['y']}-{int(m['n'])}",
        ),
        (r"eur-lex\.europa\.eu/.*[?&]uri=ecli:ECLI:(?P<id>[\w:.]+)(?:&.*)?", lambda m: f"ecli:{m['id']}"),
        (
            r"(?:eur-lex|data)\.europa\.eu/eli/(?P<kind>reg|dir|dec)/(?P<year>\d{4})/(?P<serial>\d{1,4})(?:/.*)?",
            _eli,
        ),
        (r"tweedekamer\.nl/.*[?&]id=(?P<id>\d{4}Z\d{5})(?:[&#].*)?", lambda m: f"zaak:{m['id']}"),
    )
)


def _from_web(address: str) -> Identity | None:
    plain = unquote(address)
    for pattern, build in _WEB:
        found = pattern.fullmatch(plain)
        if found:
            return parse(build(found))
    return None
