"""Laws by article and name (`artikel 3, eerste lid, van de Politiewet 2012`), EU acts by article, name and number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.intake.citations.found import Context, Found, found
from generator.intake.citations.names import mentions, names
from generator.netherlands import laws
from generator.netherlands.laws import Law
from generator.netherlands.schemes import SCHEMES
from generator.netherlands.schemes.european_union import act_number
from generator.references import schemes
from generator.references.schemes import Identity


def find(text: str, _context: Context) -> Iterator[Found]:
    """Yield articles with their law, then EU acts by number, then laws named alone, each at its first mention."""
    seen: set[Identity | None] = set()
    ends: list[tuple[int, int]] = []
    for citation in (*_articles(text), *_acts(text), *_alone(text)):
        if any(citation.start < end and citation.end > start for start, end in ends):
            continue
        ends.append((citation.start, citation.end))
        cited = schemes.parse(citation.destination or "")
        law = schemes.document_of(cited) if cited else None
        if law and law == cited and law in seen:
            continue  # the law as a whole, already linked in this text
        seen.add(law)
        yield citation


def _alone(text: str) -> Iterator[Found]:
    for start, end, law in mentions(text):
        yield found(text, (start, end), _destination(law))
    for match in re.finditer(
        r"(?<!\w)[Bb]oek\s(?P<book>\d{1,2}A?)\s(?:van\s+het\s+)?(?:BW|Burgerlijk\s+Wetboek)\b", text
    ):
        yield found(text, match.span(), _destination(laws.book(match["book"])))
    for match in _UNKNOWN_ALONE.finditer(text):
        yield found(text, match.span(), None)


# --- Articles --------------------------------------------------------------------------------------------------

_NUMBER = r"\d{1,4}(?:[a-z]{1,2}(?![a-z])|bis\b|ter\b)?(?:[:.]\d+(?:[a-z]{1,2}(?![a-z]))?)*(?!\d)"
_ORDINALS = tuple("eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde".split())
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|laatste|\d{{1,2}}(?:e|de|ste))"
_AND = r"\s*(?:,|en|of|en/of|tot\s+en\s+met|t/m|jo\.?|juncto)\s*"
_PART = rf"""(?:\s*[,(]?\s*(?:(?:en|of|jo\.?|juncto)\s+)?(?:
      {_ORDINAL}(?:{_AND}{_ORDINAL})*\s*lid
    | (?:lid|leden)\s*\d{{1,2}}(?:{_AND}\d{{1,2}}(?!\d|[:.]\d))*
    | (?:aanhef\s+en\s+)?(?:onder|onderdeel|onderdelen|sub)\s*[a-z0-9]{{1,2}}\b°?(?:{_AND}[a-z]\b)*(?:\s*,?\s*(?:onder\s*)?\d{{1,2}}°)?
    | aanhef | {_ORDINAL}\s*(?:vol)?zin
    )\)?)*"""
_ITEM = rf"{_NUMBER}{_PART}"
_WORD = r"(?<![A-Za-zÀ-ÿ])(?:[Aa]rtikel(?:en)?|[Aa]rtt?\.)"
_OF = r"\s*,?\s*(?:(?:van|uit)\s*)?(?:(?:de|het)\s*)?"
_CODE = r"(?:[Bb]oek\s*(?P<book>\d{1,2}A?)\s*,?\s*(?:van\s*het\s*)?)?(?:BW\b|Burgerlijk\s*Wetboek(?:\s*[Bb]oek\s*(?P<book2>\d{1,2}A?))?)"
_ACT = r"""(?:(?:[Gg]edelegeerde|[Uu]itvoerings)\s*)?(?:[Vv]erordening|[Rr]ichtlijn|[Kk]aderbesluit|[Bb]esluit|[Bb]eschikking)
    \s*(?:\((?:EU|EG|EEG|Euratom)(?:,\s*Euratom)?\)\s*)?(?:nr\.?\s*)?
    (?:\(\d{1,4}/\d{1,4}(?:/(?:EU|EG|EEG|JBZ|GBVB|Euratom))?\)|\d{1,4}/\d{1,4}(?:/(?:EU|EG|EEG|JBZ|GBVB|Euratom)\b)?(?!\d))"""
_STOPS = (
    r"(?:is|en|of|wordt|worden|zijn|was|waren|heeft|hebben|kan|kunnen|moet|moeten|mag|zal|zou|die|dat|niet|staat|gelden|"
    r"geldt|om|te|als|waar\w*|biedt|bepaalt|regelt|schrijft|maakt|geeft|ook|nog|al|reeds|dan|dus|na|sinds|onder|binnen|zoals)\b"
)
_JOINS = r"(?:van|op|voor|door|in|bij|tegen|tot|met|over|inzake|betreffende|uit|aan|ter)"
_WORDS = rf"(?:\s+(?!{_STOPS}|{_JOINS}\s|[Dd]e\s|[Hh]et\s)[a-zà-ÿ-]{{3,}}){{1,3}}"
_JOINED = rf"\s+{_JOINS}(?:\s+(?:de|het|een))?{_WORDS}"
_NAME = rf"(?:{_WORDS}|{_JOINED})(?:{_JOINED}){{0,2}}"
"""What follows `Wet` in its name, in whole words: `gegevensverwerking door samenwerkingsverbanden`."""
_UNKNOWN = rf"""[A-Z][\w’'-]*(?:wet|wetboek|verdrag|besluit|regeling|verordening|richtlijn)\b
    | (?:Wet|Besluit|Regeling|Verdrag|Internationaal\s*Verdrag|Europees\s*Verdrag|Handvest|Statuut|Verordening|Richtlijn)\b(?:{_NAME})?
    | [A-Z][A-Za-z]*[A-Z]\b"""

_UNKNOWN_ALONE = re.compile(rf"(?<=\b[Dd]e[ ])Wet(?!\s+(?:en\b|van\s+\d)){_NAME}", re.VERBOSE)
"""A law by its name that the table does not hold: reported, so that the table can grow."""


@lru_cache(maxsize=1)
def _article_forms() -> tuple[re.Pattern[str], ...]:
    """The two orders: the article before its law, and after it (`Politiewet 2012, artikel 3`)."""
    law = f"(?P<name>{names().after_article})|(?P<code>{_CODE})|(?P<act>{_ACT})"
    items = rf"(?P<items>{_ITEM}(?:{_AND}(?:{_WORD}\s*)?{_ITEM}){{0,20}})"
    return (
        re.compile(rf"{_WORD}\s*{items}{_OF}(?:{law}|(?P<unknown>{_UNKNOWN}))", re.VERBOSE),
        re.compile(
            rf"(?<![A-Za-zÀ-ÿ0-9-])(?:{law})\s*,?\s*\(?{_WORD}\s*{items}(?!\s*,?\s*(?:van\s|uit\s|[A-Z]))", re.VERBOSE
        ),
    )


def _articles(text: str) -> Iterator[Found]:
    for form in _article_forms():
        for match in form.finditer(text):
            yield from _each_article(text, match)


def _each_article(text: str, match: re.Match[str]) -> Iterator[Found]:
    """Yield each article of a list as a citation of its own; the first has the word, the last the law's name."""
    starts = [
        match.start("items") + item.start() for item in re.finditer(rf"{_NUMBER}{_PART}", match["items"], re.VERBOSE)
    ]
    for index, start in enumerate(starts):
        begin = match.start() if index == 0 else start
        last = index == len(starts) - 1
        stop = match.end() if last else starts[index + 1]
        item = re.compile(rf"(?P<number>{_NUMBER})(?P<part>{_PART})", re.VERBOSE).match(text, start)
        if not item:
            continue
        end = stop if last else item.end()
        yield found(text, (begin, end), _destination(_law_of(match, item["number"]), item["number"], item["part"]))


def _law_of(match: re.Match[str], number: str) -> Law | None:
    groups = match.groupdict()
    if groups["name"]:
        return names().law(groups["name"])
    if groups["code"]:
        in_number = number.partition(":")[0] if ":" in number else ""
        return laws.book(groups["book"] or groups["book2"] or in_number)
    return _act(groups["act"]) if groups["act"] else None


def _destination(law: Law | None, article: str = "", part: str = "") -> str | None:
    """Return the destination of a law, or of an article of it; None where it is not known which law is meant."""
    scheme = SCHEMES[law.scheme] if law else None
    if law is None or scheme is None or scheme.article is None:
        return None
    if laws.is_book(law):
        article = article.rpartition(":")[2]
    return f"{scheme.name}:{scheme.article(law.id, article, _paragraph(part))}"


def _paragraph(part: str) -> str:
    """Return the number of the one paragraph that the words name (`eerste lid`, `lid 2`), else nothing."""
    numbered = re.findall(r"(?:lid|leden)\s*(\d{1,2})", part)
    ordinals = re.findall(rf"({_ORDINAL})(?={_AND}|\s*lid)", part) if re.search(r"lid\b(?!\s*\d)", part) else []
    paragraphs = [*numbered, *(str(_ORDINALS.index(word) + 1) for word in ordinals if word in _ORDINALS)]
    paragraphs += [re.sub(r"\D", "", word) for word in ordinals if word[0].isdigit()]
    many = re.search(rf"(?:lid|leden)\s*\d+{_AND}\d", part)
    return paragraphs[0] if len(paragraphs) == 1 and not many else ""


# --- EU acts by number -----------------------------------------------------------------------------------------

_ACT_PARTS = re.compile(
    r"(?P<kind>verordening|richtlijn|kaderbesluit|besluit|beschikking)\s*(?:\((?P<of>EU|EG|EEG|Euratom)[^)]*\))?\s*"
    r"(?P<nr>nr\.?)?[\s(]*(?P<a>\d{1,4})/(?P<b>\d{1,4})(?:/(?P<suffix>[A-Za-z]+))?",
    re.IGNORECASE,
)
_KINDS = {"verordening": "R", "richtlijn": "L", "kaderbesluit": "F", "besluit": "D", "beschikking": "D"}


def _acts(text: str) -> Iterator[Found]:
    for match in re.finditer(_ACT, text, re.VERBOSE):
        parts = _ACT_PARTS.search(match.group())
        if parts and (parts["of"] or parts["suffix"] or parts["kind"].lower() == "richtlijn"):
            yield found(text, match.span(), _destination(_act(match.group())))


def _act(words: str) -> Law | None:
    """Return the act that is named by its number; None where its year and its serial cannot be told apart.

    Directives and decisions have always been `year/serial`. Regulations were `nr. serial/year` until 2014; since
    2015 all acts are `year/serial` (Interinstitutional Style Guide, 3.2 and annex).
    """
    parts = _ACT_PARTS.search(words)
    if not parts:
        return None
    kind = _KINDS[parts["kind"].lower()]
    first, second = parts["a"], parts["b"]
    if kind == "R" and (parts["nr"] or parts["of"] in ("EG", "EEG") or not _is_new(first)):
        first, second = second, first
    year = _year(first)
    return laws.act(act_number(year, kind, second)) if year else None


def _is_new(year: str) -> bool:
    return len(year) == 4 and 2015 <= int(year) < 2100


def _year(text: str) -> int | None:
    """Read a year in four digits, or in two as acts before 1999 have it."""
    if len(text) == 4 and 1951 <= int(text) < 2100:
        return int(text)
    return 1900 + int(text) if len(text) == 2 and int(text) > 50 else None
