"""Offices as letters name them: `de Ministers van Buitenlandse Zaken en van Asiel en Migratie` is two.

The table of portfolios lets glued words and misprints still give one office one name; an unknown portfolio is taken as
printed.
"""

from __future__ import annotations

import re

from generator.core.language import slug
from generator.netherlands.portfolios import PORTFOLIOS, RANKS, Rank

_KNOWN = {re.sub(r"-", "", slug(name)): (word, name) for word, names in reversed(PORTFOLIOS.items()) for name in names}

_RANK = rf"(?:{'|'.join(rank.written for rank in RANKS)})"
_CAP = rf"(?!{_RANK}\b)[A-ZÀ-Ý][\w'’&]*(?:-[\w'’]+)*-?"
PORTFOLIO = rf"{_CAP}(?:(?:,\s*|\s+(?:en|and|de)\s*|,\s*en\s+|\s+-\s+|\s+){_CAP})*"
_OFFICE = re.compile(
    rf"(?P<rank>{_RANK})(?:\s*(?P<word>van|voor|of|for)\s*(?P<portfolio>{PORTFOLIO})|\s+(?P<bare>{PORTFOLIO}))?"
)
_MORE = re.compile(
    rf"\s*(?:,|,?\s*en|,?\s*and)\s*(?:de\s+|het\s+)?(?P<word>van|voor|of|for)\s+(?P<portfolio>{PORTFOLIO})"
)
RANK = re.compile(_RANK)


def name(rank: str, portfolio: str | None, word: str | None = None) -> str:
    """Return the one name of an office: `minister van Defensie`; the first letter is small, as in running text."""
    low = re.sub(r"\s+", " ", rank.strip()).lower()
    of_table = _rank(low)
    low = of_table.name if of_table else low
    if not portfolio or (of_table and of_table.alone):
        return low
    printed = re.sub(r"\s+", " ", portfolio).strip(" ,-")
    known = _KNOWN.get(slug(printed).replace("-", ""))
    if known and (
        word is None or known[0] == word or low == "staatssecretaris" or printed not in PORTFOLIOS.get(word, ())
    ):
        printed = known[1]
        word = word or known[0]
    return f"{low} {word or 'van'} {printed}"


def _rank(written: str) -> Rank | None:
    return next((rank for rank in RANKS if re.fullmatch(rank.written, written)), None)


def find(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the offices that a text names, with their span: `(name, start, end)`."""
    found: list[tuple[str, int, int]] = []
    for match in _OFFICE.finditer(text):
        if match["bare"] and not match["word"]:
            known = _KNOWN.get(slug(match["bare"]).replace("-", ""))
            if not known:
                continue
        portfolio = match["portfolio"] or match["bare"]
        rank = match["rank"]
        of_table = _rank(rank)
        if not portfolio and not (of_table and of_table.alone):
            continue
        found.append((name(rank, portfolio, match["word"]), match.start(), match.end()))
        end = match.end()
        while more := _MORE.match(text, end):
            found.append((name(rank, more["portfolio"], more["word"]), more.start(), more.end()))
            end = more.end()
    return tuple(found)


def names(text: str) -> tuple[str, ...]:
    """Return the names of the offices in a text, each once, in order."""
    return tuple(dict.fromkeys(office for office, _, _ in find(text)))
