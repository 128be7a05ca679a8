"""What a file's metadata declares about its letter, by the names of officielebekendmakingen.nl (OVERHEIDop, DC).

It completes what the text itself says; where both say something, the text counts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from generator.intake.recognise.recognised_letter import Metadata

_DATES = {
    "date": ("overheidop.datumbrief",),
    "submitted": ("overheidop.datumindiening",),
    "received": ("overheidop.datumontvangst",),
}
_NUMBERS = ("overheidop.vraagnummer",)
_IDENTIFIERS = ("dc.identifier", "dcterms.identifier", "overheidop.identifier")
_NUMBER = re.compile(r"\d{4}Z\d{5}$")
_PUBLICATION = re.compile(r"(?:ah-(?:[a-z]+-\d{8}-)?\d+|kst-[\dA-Z]+(?:-[\dA-Z]+)*|kv-tk-\d{4}Z\d{5})$")
_OWN_NUMBER = re.compile(r"kv-tk-(\d{4}Z\d{5})$")
"""A paper with questions is published under their number."""


def fill(meta: Metadata, declared: Sequence[tuple[str, str]]) -> Metadata:
    """Return metadata completed by what is declared: pairs of name and value."""
    said = read(declared)
    published = meta.publication or said.publication
    own = _OWN_NUMBER.match(published or "")
    return replace(
        meta,
        date=meta.date or said.date,
        submitted=meta.submitted or said.submitted,
        received=meta.received or said.received,
        numbers=meta.numbers or said.numbers or ((own[1],) if own else ()),
        publication=published,
    )


def read(declared: Sequence[tuple[str, str]]) -> Metadata:
    """Return what pairs of name and value declare, and nothing of what the text says."""
    known = {name.lower(): value.strip() for name, value in reversed(declared)}
    numbers = (value.strip() for name, value in declared if name.lower() in _NUMBERS)
    return Metadata(
        date=_date(known, _DATES["date"]),
        submitted=_date(known, _DATES["submitted"]),
        received=_date(known, _DATES["received"]),
        numbers=tuple(dict.fromkeys(number for number in numbers if _NUMBER.match(number))),
        publication=next((known[name] for name in _IDENTIFIERS if _PUBLICATION.match(known.get(name, ""))), None),
    )


def _date(known: dict[str, str], names: Sequence[str]) -> dt.date | None:
    """Return the date under the first of some names that has one: `2024-11-18` or `18-11-2024`."""
    for name in names:
        parts = re.fullmatch(r"(\d{1,4})-(\d{1,2})-(\d{1,4})", known.get(name, ""))
        if not parts:
            continue
        first, month, last = map(int, parts.groups())
        year, day = (first, last) if first > 31 else (last, first)
        try:
            return dt.date(year, month, day)
        except ValueError:
            continue
    return None
