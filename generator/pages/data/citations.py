"""Forms of citation: a record goes in; APA for readers, BibTeX, RIS and CSL-JSON for programs come out.

All say the same of a record, each in its own words: a report with a number, in a series, of an institution. No form says
when it was consulted: only who cites knows that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.core.languages import LANGUAGES
from generator.pages.data import json_text
from generator.pages.data.records import Name, Record

_MANY = 20
"""APA 7 names up to twenty authors; of more it gives the first nineteen and the last."""


@dataclass(frozen=True, slots=True)
class Format:
    """A form for programs: what its file is called, its media type, and who writes a file of it."""

    name: str
    file: str
    type: str
    write: Callable[[Iterable[Record]], str]


# --- APA -------------------------------------------------------------------------------------------------------


def apa(record: Record, lang: str) -> str:
    """Cite as the seventh edition of APA does a report, with the whole date, in the conventions of a language."""
    from babel.dates import format_date  # noqa: PLC0415 - slow to load, and only pages that are made anew need it

    form = LANGUAGES[lang].apa
    date = format_date(record.date, form.day, locale=lang) if record.date else form.undated
    identified = "; ".join(filter(None, (f"{record.genre} {record.number}".strip(), record.official)))
    what = f"{record.title.removesuffix('.')} ({identified})."
    authors = _apa_authors(record.authors, form.last)
    head = f"{_ended(authors)} ({date}). {what}" if authors else f"{what} ({date})."
    return " ".join(filter(None, (head, _ended(record.institution), record.url)))


def _apa_authors(authors: tuple[Name, ...], last: str) -> str:
    written = [_apa_name(name) for name in authors]
    if len(written) > _MANY:
        return f"{', '.join(written[: _MANY - 1])}, … {written[-1]}"
    return last.join(filter(None, (", ".join(written[:-1]), *written[-1:])))


def _apa_name(name: Name) -> str:
    if name.literal:
        return name.literal
    return ", ".join(filter(None, (_surname(name), _initials(name.given))))


def _surname(name: Name) -> str:
    return f"{name.particle} {name.family}".strip()


def _initials(given: str) -> str:
    """Write initials: `Anne-Marie` is `A.-M.`, `F.B.J.` is `F. B. J.`."""
    words = re.findall(r"[^\s.]+", given)
    return " ".join("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in words)


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


# --- BibTeX ----------------------------------------------------------------------------------------------------

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_BABEL = {"nl": "dutch", "en": "english", "de": "ngerman", "fr": "french"}
_TEX = str.maketrans(
    {
        **{char: f"\\{char}" for char in "&%$#_"},
        "{": r"\textbraceleft{}",  # BibTeX counts braces, escaped or not
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\\": r"\textbackslash{}",
    }
)


def bibtex(records: Iterable[Record]) -> str:
    """Write BibTeX entries, in UTF-8, of a type that the styles of BibTeX and biblatex both know, with its fields.

    biblatex makes one date of year, month and day; BibTeX does not print the day. Neither has a series for this type, and
    the publication in it is what both print as a note.
    """
    return "\n".join(map(_bibtex, records))


def _bibtex(record: Record) -> str:
    fields = {
        "author": f"{{{' and '.join(_bibtex_name(name) for name in record.authors)}}}" if record.authors else "",
        "key": "" if record.authors else f"{{{_tex(record.title)}}}",  # what it is sorted by
        "title": f"{{{{{_tex(record.title)}}}}}",
        "year": f"{{{record.date.year}}}" if record.date else "",
        "month": _MONTHS[record.date.month - 1] if record.date else "",
        "day": f"{{{record.date.day}}}" if record.date else "",
        "institution": f"{{{{{_tex(record.institution)}}}}}",
        "type": f"{{{_tex(record.genre)}}}",
        "number": f"{{{_tex(record.number)}}}" if record.number else "",
        "note": f"{{{_tex(record.official)}}}" if record.official else "",
        "annote": f"{{{_tex('; '.join(record.roles))}}}" if record.roles else "",
        "abstract": f"{{{_tex(record.abstract)}}}" if record.abstract else "",
        "langid": f"{{{_BABEL.get(record.lang, record.lang)}}}",
        "url": f"{{{record.url}}}" if record.url else "",
    }
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items() if value)
    return f"@techreport{{{record.id},\n{lines}\n}}\n"


def _bibtex_name(name: Name) -> str:
    if name.literal:
        return f"{{{_tex(name.literal)}}}"
    if name.given:
        return _tex(f"{_surname(name)}, {name.given}")
    family = _tex(name.family)
    return f"{_tex(name.particle).lower()} {{{family}}}".strip() if " " in family or name.particle else family


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_TEX)


# --- RIS -------------------------------------------------------------------------------------------------------


def ris(records: Iterable[Record]) -> str:
    """Write RIS records of reports, a field a line; the number and the series are where Zotero and EndNote have them.

    RIS has no way to say that a comma in the name of a body does not part a family name from a given one.
    """
    fields = (field for record in records for field in _ris(record))
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields)


def _ris(record: Record) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT"
    yield "ID", record.id
    for name in record.authors:
        yield "AU", name.literal or ", ".join(filter(None, (_surname(name), name.given)))
    yield "TI", record.title
    if record.official:
        yield "T2", record.official
    if record.number:
        yield "SN", record.number
    if record.date:
        yield "PY", str(record.date.year)
        yield "DA", record.date.strftime("%Y/%m/%d")
    yield "PB", record.institution
    yield "M3", record.genre
    if record.abstract:
        yield "AB", record.abstract
    for role in record.roles:
        yield "N1", role
    yield "LA", record.lang
    if record.url:
        yield "UR", record.url
    yield "ER", ""


# --- CSL-JSON --------------------------------------------------------------------------------------------------


def csl(records: Iterable[Record]) -> str:
    """Write CSL-JSON (Citation Style Language 1.0.2): a list of items."""
    return json_text.dumps([_csl(record) for record in records])


def _csl(record: Record) -> dict[str, object]:
    item = {
        "id": record.id,
        "type": "report",
        "title": record.title,
        "author": [_csl_name(name) for name in record.authors],
        "issued": {"date-parts": [[record.date.year, record.date.month, record.date.day]]} if record.date else None,
        "collection-title": record.official,
        "number": record.number,
        "publisher": record.institution,
        "genre": record.genre,
        "abstract": record.abstract,
        "note": "; ".join(record.roles),
        "language": record.lang,
        "URL": record.url,
    }
    return {key: value for key, value in item.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle}
    return {key: value for key, value in parts.items() if value}


FORMATS: tuple[Format, ...] = (
    Format("BibTeX", "cite.bib", "application/x-bibtex", bibtex),
    Format("RIS", "cite.ris", "application/x-research-info-systems", ris),
    Format("CSL-JSON", "cite.json", "application/vnd.citationstyles.csl+json", csl),
)
"""Every form for programs, with what its file is called: beside the page of a letter, or of an answer."""
