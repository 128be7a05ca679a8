"""Papers of the States General: Kamerstukken, answers in the Aanhangsel, Handelingen, and cases of the Tweede Kamer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator

from generator.core.languages import Language
from generator.netherlands.schemes.official_publications import HOST, PUBLISHER, page, publication_number, published
from generator.netherlands.schemes.row import TEXT, Citing, Match, Scheme, WebAddress, compiled, in_language

QUESTION_NUMBER = r"(?:19|20)\d\dZ\d{5}"
"""The number of a set of questions, `2021Z16860`: a case of the Tweede Kamer."""

_CHAMBERS = {"tk": "II", "ek": "I", "vv": "VV"}
"""Tweede Kamer, Eerste Kamer and Verenigde Vergadering: as ids write them, and as citations do."""
_BODIES = {
    "tk": "Tweede Kamer der Staten-Generaal",
    "ek": "Eerste Kamer der Staten-Generaal",
    "vv": "Verenigde Vergadering der Staten-Generaal",
}
_PAPERS = {"nl": "Kamerstukken", "en": "Parliamentary Papers"}
_APPENDIX = {"nl": "Aanhangsel Handelingen", "en": "Appendix to the Proceedings"}
_PROCEEDINGS = {"nl": "Handelingen", "en": "Proceedings"}
_CASE = {"nl": "Zaak", "en": "Case"}

# --- Pieces of citations ---------------------------------------------------------------------------------------

_GAP = r"[\s,]{0,4}"
_YEARS = r"(?P<from>(?:19|20)\d\d)\s?[-‐–—/]\s?(?P<to>(?:19|20)?\d\d)(?!\d)"
"""A parliamentary year: `2021-2022`, `2020/21`."""
_YEAR_WORD = r"(?:verga-?\s?der-?\s?jaar|verg\.\s?jaar)?"
_CHAMBER = r"(?P<chamber>II|I|TK|EK|(?:van\s+de\s+|der\s+)?(?:Tweede|Eerste)\s+Kamer)\b"
_NUMBER_WORD = r"(?:nrs?\b\.?|nummers?\b|nos?\b\.?)"
_FURTHER = rf"""\s*(?:,\s*en|,|;|en|&)\s*(?P<word>{_NUMBER_WORD}\s*)?(?P<number>\d{{1,4}}|[A-Z]{{1,3}})\b
                (?![\s.]?\d{{3}}\b|\s*[-–/]\s*\d)"""


def _upper_id(value: str) -> str:
    """Return an id's own letters in upper case, the suffixes and anchors that publishers add in lower (`-h1`, `#p2`)."""
    head, hash_, tail = value.partition("#")
    return re.sub(r"-[BHN]\d+$", lambda m: m[0].lower(), head.upper()) + hash_ + tail


# --- Kamerstukken ----------------------------------------------------------------------------------------------


def _paper_label(found: Match, language: Language) -> str:
    words, papers = language.documents, in_language(_PAPERS, language)
    chapter, number = found["chapter"], found["number"]
    dossier = f"{found['dossier'][:2]} {found['dossier'][2:]}"
    if chapter:
        dossier += f"-{chapter}" if chapter.isdecimal() else f" {chapter}"
    if number is None:
        return f"{papers}, {words.dossier} {dossier}"
    if number.isdecimal():
        return f"{papers} {_CHAMBERS['tk']}, {dossier}, {words.number} {number}"
    return f"{papers} {_CHAMBERS['ek']}, {dossier}, {number}"


def _paper_body(found: Match) -> str:
    number = found["number"]
    return _BODIES["tk" if number.isdecimal() else "ek"] if number else ""


def _paper_address(found: Match, _on: dt.date | None) -> str:
    if found["number"] is None:
        return f"{PUBLISHER}/dossier/{found['document']}"
    return f"{PUBLISHER}/kst-{found['document']}{found['reprint'] or ''}.html"


def _paper(match: Match) -> str:
    dossier = re.sub(r"\D", "", match["dossier"])
    number = match["number"] or match["dashed"] or match["letter"] or match["bare"]
    return "-".join(filter(None, (dossier, match["chapter"] or match["series"], number)))


def _is_paper(match: Match, _own: Collection[str]) -> bool:
    """Say whether five digits are a dossier: a word must name it, or a number after `nr.` follow it."""
    has_item = match["number"] or match["dashed"] or match["letter"]
    if match["word"]:
        return True
    named = match["chamber2"] and match["from"]
    if not 10_000 <= int(re.sub(r"\D", "", match["dossier"])) < 50_000:
        return False
    return bool(match["number"] or (named and has_item))


def _further_papers(text: str, match: Match) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the further numbers of `nrs. 5 en 8`, `nr. 91 en nr. 92`: each of the same dossier."""
    if not match["number"]:
        return
    plural = bool(re.search(r"(?:nrs\b|nummers\b|nos\b)\.?\s*\S+$", match.group()))
    head = _paper(match).removesuffix(f"-{match['number']}")
    end = match.end()
    while (more := compiled(_FURTHER, TEXT).match(text, end)) and (plural or more["word"]):
        start = more.start("word") if more["word"] else more.start("number")
        yield (start, more.end()), f"{head}-{more['number']}"
        end = more.end()


_KST = Scheme(
    name="kst",
    example="30821-124",
    form=r"""
        (?P<document>(?:\d{8}-)?                    # the session, in ids of before 2010
        (?P<dossier>\d{5})
        (?:-(?P<chapter>[IVXLC]{2,}[AB]?|[A-Z](?=-)|\d\d(?=-)))?  # of a budget (VI; A for a fund) or a series (02)
        (?:-(?P<number>\d+|[A-Z]{1,3}))?)           # a letter for papers of the Senate
        (?P<reprint>-[bhn]\d+)?(?:\#.+)?""",
    label=_paper_label,
    official=_paper_address,
    institution=_paper_body,
    case=_upper_id,
    addresses=(page("kst"), WebAddress(rf"{HOST}/dossier/(?P<id>\d{{5}}(?:-[IVX]+)?)/?")),
    citings=(
        publication_number("kst"),
        # Kamerstukken II, 2020/21, 30 821, nr. 124; Kamerstuk 36 600 VI, nr. 12; 21 501-02, nr. 2870; 27 529-307;
        # Kamerstukken I, 35 261, B; 24 587, nr. 969 (without a word only where `nr.` follows)
        Citing(
            rf"""(?:
                  (?P<word>(?<![A-Za-z-])Kamerstuk(?:ken|nummers?)?|(?<![A-Za-z-])Kst\b\.?)
                    (?:{_GAP}{_CHAMBER})?
                | (?<![A-Za-z])(?:{_CHAMBER.replace("chamber", "chamber2")})(?={_GAP}(?:verg|(?:19|20)\d\d))
                )?
                (?:{_GAP}{_YEAR_WORD}{_GAP}{_YEARS}{_GAP}|(?<!\d[.,])(?<![\d/-]))
                [\s,:]{{0,4}}(?:{_NUMBER_WORD}\s*)?(?<!\d)
                (?P<dossier>\d\d[\s\u00a0\u202f.]?\d{{3}})(?!\d)
                (?:\s?\(?R\s?\d{{4}}\)?)?                           # a bill of the Kingdom
                (?:\s?[-–]?\s?(?P<chapter>(?:[IVX]+[AB]?|[A-Z])(?=[\s,;-]{{0,4}}(?:{_NUMBER_WORD}|-\s?\d|[A-Z]\b)))
                  |\s?[-–]\s?(?P<series>\d\d)(?={_GAP}{_NUMBER_WORD}|\s?[-–]\s?\d))?
                (?:
                  [\s,;-]{{0,4}}{_NUMBER_WORD}\s*(?P<number>\d{{1,4}}(?!\d)|[A-Z]{{1,3}}\b)
                | \s?[-–]\s?(?P<dashed>\d{{1,4}}(?!\d))
                | \s*,\s*(?P<letter>[A-Z]{{1,3}})(?![\w.-])
                | (?(word)\s*,\s*(?P<bare>\d{{1,4}})(?=\s*(?:[.;)\]]|,\s*(?:p\b|blz)|$))|(?!))   # lawyers leave out `nr.`
                )?""",
            _paper,
            _is_paper,
            _further_papers,
            turn=1,
        ),
    ),
)


# --- Aanhangsel and Handelingen --------------------------------------------------------------------------------

_APPENDIX_WORD = r"(?:Aanhangsel|Aanh\.)"
_OF_PROCEEDINGS = r"\s*(?:van\s*de|der|bij\s*de|tot\s*de)?\s*(?:Handelingen|Hand\.)"
_SERIAL = r"\d{1,4}(?!\d|[-–/])"
_SESSION_PART = r"(?P<document>(?:(?P<chamber>tk|ek|vv)-(?P<years>\d{8})-)?(?P<number>\d+%s(?:-[bhn]\d+)?))(?:\#.+)?"


def _is_session(found: Match) -> bool:
    """Say whether the years of an id follow one another: 20212022."""
    years = found["years"]
    return not years or int(years[4:]) == int(years[:4]) + 1


def _written_years(years: str) -> str:
    """Write a parliamentary year: 20212022 is 2021/22, and 19992000 is 1999/2000."""
    first, second = years[:4], years[4:]
    return f"{first}/{second[2:] if first[:2] == second[:2] else second}"


def _series_label(names: dict[str, str]) -> Callable[[Match, Language], str]:
    def label(found: Match, language: Language) -> str:
        name, word = in_language(names, language), language.documents.number
        if not found["years"]:
            return f"{name}, {word} {found['number']}"
        where = f"{name} {_CHAMBERS[found['chamber']]} {_written_years(found['years'])}"
        return f"{where}, {word} {found['number'].replace('-', ', item ', 1)}"

    return label


def _session_body(found: Match) -> str:
    return _BODIES[found["chamber"]] if found["chamber"] else ""


def _session(match: Match) -> str | None:
    """Return the years as ids write them: 2020/21 is 20202021; None where the text names none."""
    if not match["from"]:
        return None
    first, last = match["from"], match["to"]
    century = first[:2] if len(last) == 2 and int(last) > int(first[2:]) else str(int(first[:2]) + 1)
    return first + (last if len(last) == 4 else century + last)


def _chamber(match: Match) -> str:
    """Return the chamber as ids write it; where none is named, it is the Tweede Kamer."""
    return "ek" if match["chamber"] and re.search(r"EK|ek|Eerste|^I$", match["chamber"]) else "tk"


def _answers(match: Match) -> str | None:
    session = _session(match)
    return f"{_chamber(match)}-{session}-{match['number']}" if session else None


def _is_answers(match: Match, _own: Collection[str]) -> bool:
    """Say whether a number after `Aanhangsel` is one: a running foot counts its pages with the same word."""
    return bool(match["from"] or re.search(rf"{_NUMBER_WORD}\s*\d+$", match.group()))


def _further_answers(text: str, match: Match) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the further numbers of `nrs. 12 en 13`."""
    first = _answers(match)
    if not first or not re.search(r"(?:nrs\b|nummers\b)\.?\s*\d+$", match.group()):
        return
    end = match.end()
    while (more := compiled(_FURTHER, TEXT).match(text, end)) and more["number"].isdecimal():
        yield more.span("number"), f"{first.rpartition('-')[0]}-{more['number']}"
        end = more.end()


_AH = Scheme(
    name="ah",
    example="tk-20212022-753",
    form=_SESSION_PART % "",
    label=_series_label(_APPENDIX),
    official=published("ah"),
    institution=_session_body,
    case=str.lower,
    accepts=_is_session,
    addresses=(page("ah"),),
    citings=(
        # Handelingen II 2021/22, Aanhangsel nr. 753
        Citing(
            rf"""(?<![A-Za-z-])Handelingen(?:{_GAP}{_CHAMBER})?{_GAP}{_YEAR_WORD}{_GAP}{_YEARS}{_GAP}
                 Aanhangsel{_GAP}{_NUMBER_WORD}?\s*(?P<number>\d{{1,4}})(?!\d)""",
            _answers,
        ),
        # Tweede Kamer, vergaderjaar 2021-2022, Aanhangsel nr. 753; Kamerstukken II 2021/22, Aanhangsel van de Handelingen 753
        Citing(
            rf"""(?<![A-Za-z-])(?:(?:Handelingen|Kamerstukken|Kamervragen){_GAP})?(?:(?:{_CHAMBER}){_GAP})?
                 {_YEAR_WORD}{_GAP}(?<!\d){_YEARS}\)?{_GAP}(?<![A-Za-z-]){_APPENDIX_WORD}
                 (?:(?:{_OF_PROCEEDINGS}){_GAP}{_NUMBER_WORD}?|{_GAP}{_NUMBER_WORD}|nummer)\s*(?P<number>{_SERIAL})""",
            _answers,
        ),
        # Aanhangsel van de Handelingen nr. 753 (2021-2022); Aanhangselnummer 753, vergaderjaar 2021-2022
        Citing(
            rf"""(?<![A-Za-z-]){_APPENDIX_WORD}(?:{_OF_PROCEEDINGS})?(?:{_GAP}{_CHAMBER})?
                 (?:{_GAP}{_NUMBER_WORD}|nummer)\s*(?P<number>{_SERIAL})
                 [\s,(]{{1,4}}(?:van\s+(?:het\s+)?)?{_YEAR_WORD}\s*{_YEARS}\)?""",
            _answers,
        ),
        # Aanhangsel van de Handelingen, vergaderjaar 2021-2022, nr. 753
        Citing(
            rf"""(?<![A-Za-z-]){_APPENDIX_WORD}(?:{_OF_PROCEEDINGS})?
                 (?:{_GAP}{_CHAMBER})?
                 (?:{_GAP}{_YEAR_WORD}{_GAP}{_YEARS})?
                 {_GAP}{_NUMBER_WORD}?\s*(?P<number>\d{{1,4}})(?!\d|[-–/])""",
            _answers,
            _is_answers,
            _further_answers,
        ),
        # ah-tk-20212022-753, also with the years apart
        Citing(
            r"""(?<![\w-])(?i:ah-(?P<chamber>tk|ek))-(?P<from>\d{4})\s?[-–]?\s?(?P<to>\d{4})
                [-,\s]+(?:nr\.?\s*)?(?P<number>\d{1,4}(?:-[bhn]\d+)?)(?!\d)""",
            _answers,
        ),
    ),
)


def _meeting(match: Match) -> str | None:
    item = match["item"] or match["dashed"]
    return f"{_chamber(match)}-{_session(match)}-{match['number']}-{item}" if item else None


_H = Scheme(
    name="h",
    example="tk-20202021-24-3",
    form=_SESSION_PART % r"(?:-\d+){0,2}",
    label=_series_label(_PROCEEDINGS),
    official=published("h"),
    institution=_session_body,
    case=str.lower,
    accepts=_is_session,
    addresses=(page("h"),),
    citings=(
        # Handelingen II 2020/21, nr. 24, item 3
        Citing(
            rf"""(?<![A-Za-z-])Handelingen(?:{_GAP}{_CHAMBER})?{_GAP}{_YEAR_WORD}{_GAP}{_YEARS}
                 {_GAP}{_NUMBER_WORD}?\s*(?P<number>\d{{1,3}})
                 (?:[\s,-]{{0,4}}(?:item\s*)(?P<item>\d{{1,3}})|-(?P<dashed>\d{{1,3}}))?(?!\d)""",
            _meeting,
        ),
        publication_number("h"),
    ),
)


# --- Cases -----------------------------------------------------------------------------------------------------

_ZAAK = Scheme(
    name="zaak",
    example="2021Z16860",
    form=rf"(?P<document>{QUESTION_NUMBER})",
    label=lambda found, language: f"{in_language(_CASE, language)} {found['document']}",
    official=lambda found, _on: f"https://www.tweedekamer.nl/kamerstukken/detail?id={found['document']}",
    institution=lambda _found: _BODIES["tk"],
    case=str.upper,
    addresses=(
        WebAddress(rf"{HOST}/kv-tk-(?P<id>\d{{4}}z\d{{5}})(?:\.\w+)?"),
        WebAddress(r"tweedekamer\.nl/.*[?&]id=(?P<id>\d{4}Z\d{5})(?:[&#].*)?"),
    ),
    citings=(
        Citing(
            rf"(?:(?<![\w-])(?i:kv-tk-)|(?<!\d))(?P<id>{QUESTION_NUMBER})(?!\d)",
            accepts=lambda match, own: match["id"] not in own,
        ),
    ),
)

ROWS = (_KST, _AH, _H, _ZAAK)
