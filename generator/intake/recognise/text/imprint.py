"""Heads and feet of official publications, known by what they are made of: house, year, series, number, place, page.

A line is one if it has nothing but such parts. What a letter could say too (`’s-Gravenhage 2025`, a number alone) counts
only beside a line that nothing else could be, and the page numbers of feet must count on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_YEARS = r"\d{4}\s?[-–/]\s?\d{2,4}"
_HOUSE = r"(?:Tweede|Eerste)\s+Kamer"
_ID = r"(?:ah|kv|h|nds|blg|kst)[- ](?:(?:tk|ek)[- ])?\d[\dA-Z]*(?:[- ](?:\d+|[IVXL]+|[A-Z]{1,2})(?![A-Za-z]))*"
_ISSN = r"ISSN\s*:?\s*\d{4}\s*[-–]?\s*\d{3}[\dX]"
_PLACE = r"[’'‘]s[- ]Gravenhage,?\s+\d{4}"
_ASKED = r"Vragen\s+gesteld\s+door\s+de\s+leden\s+der\s+Kamer(?:,?\s+met\s+de\s+daarop\s+door\s+de(?:\s+regering\s+gegeven\s+antwoorden)?)?"
_SERIES = rf"(?:{_ASKED}|Aanhangsel(?:\s+van\s+de\s+Handelingen)?|Handelingen|Vragen)"
_DOSSIER = r"\d{2}\s?\d{3}(?:[\s-]+\(?[IVXLA-Z]+\d?\)?)?,?\s+[Nn]rs?\.?\s*\w{1,5}"
_PAGE = r"\d{1,4}"
_SIGNS = r"[#*_|\s]*"
"""What a tool that makes Markdown puts around a line."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of line: `sure` if it is of a head or foot wherever it is."""

    name: str
    sure: bool
    regex: re.Pattern[str]


def _form(name: str, source: str, *, sure: bool = False) -> _Form:
    return _Form(name, sure, re.compile(f"{_SIGNS}(?:{source}){_SIGNS}", re.IGNORECASE))


_FORMS = (
    # Tweede Kamer der Staten-Generaal 2
    _form("house", rf"{_HOUSE}\s+der\s+Staten-\s?Generaal\s*\d?", sure=True),
    # Vergaderjaar 2025–2026 Vragen gesteld door de leden der Kamer · Vergaderjaar 2025–2026 Aanhangsel van de Handelingen ·
    # Tweede Kamer der Staten-Generaal 2 Vergaderjaar 2025–2026 Aanhangsel van de Handelingen
    _form(
        "head",
        rf"(?:{_HOUSE}\s+der\s+Staten-\s?Generaal\s*\d?\s+)?Vergaderjaar\s+{_YEARS}\s+{_SERIES}",
        sure=True,
    ),
    _form("head", rf"{_HOUSE}\s+der\s+Staten-\s?Generaal\s*\d?\s+Vergaderjaar\s+{_YEARS}", sure=True),
    # Vragen gesteld door de leden der Kamer, met de daarop door de · regering gegeven antwoorden
    _form("over-number", rf"{_ASKED}|regering\s+gegeven\s+antwoorden", sure=True),
    # ah-tk-20252026-9002 · kv-tk-2025Z90002 ISSN 0921 - 7398 · ISSN 0921 - 7398’s-Gravenhage 2024
    _form("id", rf"(?:ah|kv|h)[- ](?:tk|ek)[- ]\d[\dA-Z]*(?:[- ]\d+)*(?:\s*{_ISSN})?(?:\s*{_PLACE})?", sure=True),
    _form("issn", rf"(?:{_ID}\s*)?{_ISSN}(?:\s*{_PLACE})?", sure=True),
    _form("issn", rf"(?:{_ID}\s*)?{_PLACE}"),
    # KVR31644 · 0708tkkvr1874 · Sdu Uitgevers: until 2010
    _form("id", r"KVR\d{4,6}|\d{4}[et]kkvr\d{1,5}", sure=True),
    _form("publisher", r"Sdu\s+Uitgevers"),
    # ’s-Gravenhage 2025 Tweede Kamer, vergaderjaar 2025–2026, Vragen 1 · ISSN … ’s-Gravenhage 2024Tweede Kamer, vergaderjaar …
    _form(
        "imprint",
        rf"(?=.*(?:ISSN|Gravenhage|[a-z]-tk))(?:{_ID}\s*)?(?:{_ISSN}\s*)?(?:{_PLACE}\s*)?{_HOUSE},?\s+vergaderjaar\s+{_YEARS},\s+(?:{_SERIES}|{_DOSSIER})(?:,?\s*(?P<page>{_PAGE}))?",
        sure=True,
    ),
    # Tweede Kamer, vergaderjaar 2025–2026, Vragen 2
    _form("foot", rf"{_HOUSE},?\s+vergaderjaar\s+{_YEARS},\s+{_SERIES},?\s*(?P<page>{_PAGE})"),
    # Tweede Kamer, vergaderjaar 2025–2026, Aanhangsel · with the number of the page on the next line
    _form("open", rf"{_HOUSE},?\s+vergaderjaar\s+{_YEARS},\s+{_SERIES}"),
    # Tweede Kamer, vergaderjaar 2023–2024, 36 410 XVI, nr. 31 12
    _form("foot", rf"{_HOUSE},?\s+vergaderjaar\s+{_YEARS},\s+{_DOSSIER}\s+(?P<page>{_PAGE})"),
    _form("open", rf"{_HOUSE},?\s+vergaderjaar\s+{_YEARS},\s+{_DOSSIER}"),
    # Tweede Kamer, vergaderjaar 2025–2026, · Vragen 2
    _form("comma", rf"{_HOUSE},?\s+vergaderjaar\s+{_YEARS},"),
    _form("series", rf"{_SERIES}(?:,?\s*(?P<page>{_PAGE}))?"),
    _form("year", rf"Vergaderjaar\s+{_YEARS}"),
    _form("id-of-other", _ID),
    _form("number", rf"(?P<page>{_PAGE})"),
)
_INLINE = re.compile(
    rf"""(?:(?:{_ID})\s*{_ISSN}\s*(?:{_PLACE})?|(?:(?:{_ID}\s*)?(?:{_ISSN}\s*)?{_PLACE}))\s*
         {_HOUSE},?\s+vergaderjaar\s+{_YEARS},\s+(?:{_SERIES}|{_DOSSIER})(?:\s+\d{{1,3}}(?=\s|$|(?-i:[A-Z])))?
       | {_HOUSE},?\s+vergaderjaar\s+{_YEARS},\s+(?:{_SERIES}|{_DOSSIER})\s+\d{{1,3}}(?=(?-i:[A-Z][a-z]))
       | {_HOUSE}\s+der\s+Staten-Generaal\s*\d?\s+Vergaderjaar\s+{_YEARS}\s+Aanhangsel(?:\s+van\s+de\s+Handelingen)?\s+{_ASKED}\s+(?:\d{{1,4}}(?!\S))?
       | {_HOUSE}\s+der\s+Staten-Generaal\s*\d?\s+Vergaderjaar\s+{_YEARS}\s+{_ASKED}""",
    re.VERBOSE | re.IGNORECASE,
)
"""A whole foot, or a whole head, within a line whose text goes on; a page number may be glued to that: `Vragen 1Vraag 2`."""
_TOP = 1
"""The last line that is at the top of all, below the number of the Chamber."""
_FARTHEST = 3
"""How many pages the number of a foot may skip: a page without foot, an extractor's loss."""


@dataclass(frozen=True, slots=True)
class ImprintLine:
    """A line of a head or foot, by its index; the page it says it is on."""

    index: int
    page: int | None


def find(texts: Sequence[str]) -> tuple[ImprintLine, ...]:
    """Return which of some lines, each on one line, are of the head or foot of an official publication."""
    read = [_read(text) for text in texts]
    found: list[ImprintLine] = []
    last = 0
    for group in _groups(read):
        for index in _of_group(texts, read, group, last):
            form, page = read[index] or _NO_FORM
            number = page if form.name in ("imprint", "foot", "series", "number") else None
            if form.name == "number" and index and (read[index - 1] or _NO_FORM)[0].name == "house":
                number = None  # the number of the Chamber
            found.append(ImprintLine(index, number if number == last + 1 or form.name != "number" else None))
            last = found[-1].page or last
    return tuple(found)


def inline(text: str) -> list[tuple[int, int]]:
    """Return where whole heads or feet are within a line that has other text too."""
    spans = [match.span() for match in _INLINE.finditer(text)]
    return spans if spans and re.sub(r"\W", "", _INLINE.sub("", text)) else []


_NO_FORM = (_Form("", sure=False, regex=re.compile("")), None)
_Read = Sequence[tuple[_Form, int | None] | None]


def _read(text: str) -> tuple[_Form, int | None] | None:
    """Return the form of a line, and its page number; None for any other line."""
    for form in _FORMS:
        match = form.regex.fullmatch(text)
        if match:
            page = match.groupdict().get("page")
            return form, int(page) if page else None
    return None


def _groups(read: _Read) -> Iterator[range]:
    """Yield the runs of lines that have a form."""
    start: int | None = None
    for index, one in enumerate([*read, None]):
        if one is not None and start is None:
            start = index
        elif one is None and start is not None:
            yield range(start, index)
            start = None


def _of_group(texts: Sequence[str], read: _Read, group: range, last: int) -> list[int]:
    """Return the lines of a group that are of a head or foot; `last` is the page of the foot before."""
    names = {index: (read[index] or _NO_FORM)[0].name for index in group}
    certain = [index for index in group if (read[index] or _NO_FORM)[0].sure or _is_foot(texts, read, index, last)]
    certain += [index for index in group if (names[index], names.get(index + 1)) == ("year", "series")]
    certain += [index for index in group if index <= _TOP and names[index] == "year"]
    if not certain:
        return []
    first, end = min(certain), max(certain)
    while first - 1 in group and names[first - 1] in ("issn", "id-of-other", "year", "open"):
        first -= 1
    if first == 1 and names.get(0) == "number":  # `2`, for the Second Chamber, above all
        first = 0
    while end + 1 in group and _follows(names[end], names[end + 1], read[end + 1], last):
        end += 1
    return list(range(first, end + 1))


def _is_foot(texts: Sequence[str], read: _Read, index: int, last: int) -> bool:
    """Whether a line with house, year and series is a foot and no citation: its page counts on, or another's does."""
    form, page = read[index] or _NO_FORM
    if form.name == "foot" and page is not None:
        shape = _shape(texts[index])
        others = (one[1] for at, one in enumerate(read) if one and at != index and _shape(texts[at]) == shape)
        beside = any(other is not None and abs(other - page) == 1 for other in others)
        return beside or last < page <= last + _FARTHEST
    return form.name == "open" and texts.count(texts[index]) > 1


def _shape(text: str) -> str:
    return re.sub(r"\W*\d+\W*$", "", text)


def _follows(above: str, name: str, read: tuple[_Form, int | None] | None, last: int) -> bool:
    """Whether a line of a form belongs to the head or foot that the line above is of."""
    page = read[1] if read else None
    if above == "house" and name == "number":
        return page in (1, 2)
    if name == "number":
        return above in ("over-number", "series") or (above in ("imprint", "open", "issn") and page == last + 1)
    if name == "series":
        return above in ("comma", "year")
    return name in ("issn", "publisher", "id-of-other", "year", "open", "comma", "imprint", "foot")
