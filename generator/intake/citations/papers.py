"""Papers of parliament, gazettes, judgments and documents of the Commission, by the ways Dutch letters cite them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.intake.citations.found import Context, Found, found
from generator.references import schemes

_GAP = r"[\s,]{0,4}"
_SESSION = r"(?P<from>(?:19|20)\d\d)\s?[-‐–—/]\s?(?P<to>(?:19|20)?\d\d)(?!\d)"
"""A parliamentary year: `2021-2022`, `2020/21`."""
_YEAR_WORD = r"(?:verga-?\s?der-?\s?jaar|verg\.\s?jaar)?"
_CHAMBER = r"(?P<chamber>II|I|TK|EK|(?:van\s+de\s+|der\s+)?(?:Tweede|Eerste)\s+Kamer)\b"
_NUMBER_WORD = r"(?:nrs?\b\.?|nummers?\b|nos?\b\.?)"


def find(text: str, context: Context) -> Iterator[Found]:
    """Yield every citation of a document with a number; without a destination where the number is not all there."""
    for row in _ROWS:
        for match in row.pattern.finditer(text):
            if not row.accepts(match, context):
                continue
            destination = row.destination(match)
            if destination is not None and schemes.parse(destination) is None:
                destination = None
            start = match.end() - len(match.group().lstrip(" ,:\n\u00a0"))
            yield found(text, (start, match.end()), row.kind, destination)
            yield from row.further(text, match)


# --- Kamerstukken ----------------------------------------------------------------------------------------------

# Kamerstukken II, 2020/21, 30 821, nr. 124; Kamerstuk 36 600 VI, nr. 12; 21 501-02, nr. 2870; 27 529-307;
# Kamerstukken I, 35 261, B; 24 587, nr. 969 (without a word only where `nr.` follows)
_PAPER = re.compile(
    rf"""(?:
          (?P<word>(?<![A-Za-z-])Kamerstuk(?:ken|nummers?)?|(?<![A-Za-z-])Kst\b\.?)
            (?:{_GAP}{_CHAMBER})?
        | (?<![A-Za-z])(?:{_CHAMBER.replace("chamber", "chamber2")})(?={_GAP}(?:verg|(?:19|20)\d\d))
        )?
        (?:{_GAP}{_YEAR_WORD}{_GAP}{_SESSION}{_GAP}|(?<!\d[.,])(?<![\d/-]))
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
    re.VERBOSE,
)
_FURTHER = re.compile(
    rf"\s*(?:,\s*en|,|;|en|&)\s*(?P<word>{_NUMBER_WORD}\s*)?(?P<number>\d{{1,4}}|[A-Z]{{1,3}})\b(?![\s.]?\d{{3}}\b|\s*[-–/]\s*\d)"
)


def _paper(match: re.Match[str]) -> str | None:
    dossier = re.sub(r"\D", "", match["dossier"])
    number = match["number"] or match["dashed"] or match["letter"] or match["bare"]
    return "kst:" + "-".join(filter(None, (dossier, match["chapter"] or match["series"], number)))


def _is_paper(match: re.Match[str], _context: Context) -> bool:
    """Say whether five digits are a dossier: a word must name it, or a number after `nr.` follow it."""
    has_item = match["number"] or match["dashed"] or match["letter"]
    if match["word"]:
        return True
    named = match["chamber2"] and match["from"]
    if not 10_000 <= int(re.sub(r"\D", "", match["dossier"])) < 50_000:
        return False
    return bool(match["number"] or (named and has_item))


def _further_papers(text: str, match: re.Match[str]) -> Iterator[Found]:
    """Yield the further numbers of `nrs. 5 en 8`, `nr. 91 en nr. 92`: each of the same dossier."""
    if not match["number"]:
        return
    whole = match.group()
    plural = bool(re.search(r"(?:nrs\b|nummers\b|nos\b)\.?\s*\S+$", whole))
    head = (_paper(match) or "").removesuffix(f"-{match['number']}")
    end = match.end()
    while (more := _FURTHER.match(text, end)) and (plural or more["word"]):
        start = more.start("word") if more["word"] else more.start("number")
        yield found(text, (start, more.end()), "kst", f"{head}-{more['number']}")
        end = more.end()


# --- Aanhangsel and Handelingen --------------------------------------------------------------------------------

# Aanhangsel van de Handelingen, vergaderjaar 2021-2022, nr. 753; Handelingen II 2021/22, Aanhangsel nr. 753
_ANSWERS = re.compile(
    rf"""(?<![A-Za-z-])(?:Aanhangsel|Aanh\.)
         (?:\s*(?:van\s*de|der|bij\s*de)?\s*(?:Handelingen|Hand\.))?
         (?:{_GAP}{_CHAMBER})?
         (?:{_GAP}{_YEAR_WORD}{_GAP}{_SESSION})?
         {_GAP}{_NUMBER_WORD}?\s*(?P<number>\d{{1,4}})(?!\d|[-–/])""",
    re.VERBOSE,
)
_ANSWERS_OF = re.compile(
    rf"""(?<![A-Za-z-])Handelingen(?:{_GAP}{_CHAMBER})?{_GAP}{_YEAR_WORD}{_GAP}{_SESSION}{_GAP}
         Aanhangsel{_GAP}{_NUMBER_WORD}?\s*(?P<number>\d{{1,4}})(?!\d)""",
    re.VERBOSE,
)
_ANSWERS_ID = re.compile(
    r"(?<![\w-])ah-(?P<chamber>tk|ek)-(?P<from>\d{4})\s?[-–]?\s?(?P<to>\d{4})[-,\s]+(?:nr\.?\s*)?(?P<number>\d{1,4})(?!\d)"
)
# Handelingen II 2020/21, nr. 24, item 3
_PROCEEDINGS = re.compile(
    rf"""(?<![A-Za-z-])Handelingen(?:{_GAP}{_CHAMBER})?{_GAP}{_YEAR_WORD}{_GAP}{_SESSION}
         {_GAP}{_NUMBER_WORD}?\s*(?P<number>\d{{1,3}})(?:[\s,-]{{0,4}}(?:item\s*)(?P<item>\d{{1,3}})|-(?P<dashed>\d{{1,3}}))?(?!\d)""",
    re.VERBOSE,
)


def _session(match: re.Match[str]) -> str | None:
    """Return the years as ids write them: 2020/21 is 20202021; None where the text names none."""
    if not match["from"]:
        return None
    first, last = match["from"], match["to"]
    century = first[:2] if len(last) == 2 and int(last) > int(first[2:]) else str(int(first[:2]) + 1)
    return first + (last if len(last) == 4 else century + last)


def _house(match: re.Match[str]) -> str:
    """Return the chamber as ids write it; where none is named, it is the Tweede Kamer."""
    return "ek" if match["chamber"] and re.search(r"EK|ek|Eerste|^I$", match["chamber"]) else "tk"


def _answers(match: re.Match[str]) -> str | None:
    session = _session(match)
    return f"ah:{_house(match)}-{session}-{match['number']}" if session else None


def _is_answers(match: re.Match[str], _context: Context) -> bool:
    """Say whether a number after `Aanhangsel` is one: a running foot counts its pages with the same word."""
    return bool(match["from"] or re.search(rf"{_NUMBER_WORD}\s*\d+$", match.group()))


def _further_answers(text: str, match: re.Match[str]) -> Iterator[Found]:
    """Yield the further numbers of `nrs. 12 en 13`."""
    destination = _answers(match)
    if not destination or not re.search(r"(?:nrs\b|nummers\b)\.?\s*\d+$", match.group()):
        return
    end = match.end()
    while more := _FURTHER.match(text, end):
        if not more["number"].isdecimal():
            return
        yield found(text, more.span("number"), "ah", f"{destination.rpartition('-')[0]}-{more['number']}")
        end = more.end()


def _proceedings(match: re.Match[str]) -> str | None:
    item = match["item"] or match["dashed"]
    return f"h:{_house(match)}-{_session(match)}-{match['number']}-{item}" if item else None


# --- The rest --------------------------------------------------------------------------------------------------

_YEARLY = r"(?P<year>(?:18|19|20)\d\d)(?:\s?,\s*(?:nr\.?\s*|no\.?\s*)?|\s+nr\.?\s*|\s?[/-]\s?)(?P<number>\d{1,6})(?!\d)"
_GAZETTE = re.compile(
    rf"(?<![A-Za-z])(?:(?P<stb>Stb\b\.?|Staatsblad)|(?P<stcrt>Stcrt\b\.?|Staatscourant)|(?P<trb>Trb\b\.?|Tractatenblad))[\s,(]{{0,4}}{_YEARLY}"
)
_COMMISSION = re.compile(
    r"(?<![A-Za-z])(?P<kind>COM|SWD|JOIN)\s?[(/]\s?(?P<year>(?:19|20)\d\d)\s?[)/]\s?(?P<number>\d{1,4})(?!\d)(?:\s?(?:final|definitief|def\b\.?))?"
)
_ECLI = re.compile(r"ECLI:\s?[A-Z]{2}:\s?[A-Z][A-Z0-9]{0,6}:\s?\d{4}:\s?[A-Z0-9]+(?:\.[A-Z0-9]+)*")
_CASE = re.compile(r"(?<!\d)(?P<number>(?:19|20)\d\dZ\d{5})(?!\d)")
_RAW_ID = re.compile(r"(?<![\w-])(?P<scheme>kst|h|stb|stcrt|trb)-(?P<id>[\dA-Za-z]+(?:-[\dA-Za-z]+)*)")


def _gazette(match: re.Match[str]) -> str | None:
    name = next(name for name in ("stb", "stcrt", "trb") if match[name])
    return f"{name}:{match['year']}-{match['number']}"


def _nothing(_text: str, _match: re.Match[str]) -> Iterator[Found]:
    return iter(())


def _always(_match: re.Match[str], _context: Context) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class _Row:
    """One way of citing: the pattern, the destination, whether it is one at all, and what else it names."""

    kind: str
    pattern: re.Pattern[str]
    destination: Callable[[re.Match[str]], str | None]
    accepts: Callable[[re.Match[str], Context], bool] = _always
    further: Callable[[str, re.Match[str]], Iterator[Found]] = _nothing


_ROWS = (
    _Row("ecli", _ECLI, lambda m: "ecli:" + re.sub(r"\s", "", m.group()).removeprefix("ECLI:")),
    _Row("ah", _ANSWERS_OF, _answers),
    _Row("ah", _ANSWERS, _answers, _is_answers, _further_answers),
    _Row("ah", _ANSWERS_ID, _answers),
    _Row("h", _PROCEEDINGS, _proceedings),
    _Row("kst", _RAW_ID, lambda m: f"{m['scheme']}:{m['id']}"),
    _Row("zaak", _CASE, lambda m: f"zaak:{m['number']}", lambda m, context: m["number"] not in context.numbers),
    _Row("kst", _PAPER, _paper, _is_paper, _further_papers),
    _Row("com", _COMMISSION, lambda m: f"{m['kind'].lower()}:{m['year']}-{int(m['number'])}"),
    _Row("stb", _GAZETTE, _gazette),
)
