"""Offices as letters name them: `de Ministers van Buitenlandse Zaken en van Asiel en Migratie` is two.

One table of portfolios, so that glued words and misprints still give one office one name; an unknown portfolio is taken
as printed.
"""

from __future__ import annotations

import re

from generator.core.language import slug

PORTFOLIOS = {
    "van": (
        "Algemene Zaken",
        "Asiel en Migratie",
        "Binnenlandse Zaken en Koninkrijksrelaties",
        "Buitenlandse Zaken",
        "Defensie",
        "Economische Zaken",
        "Economische Zaken en Klimaat",
        "Economische Zaken, Landbouw en Innovatie",
        "Financiën",
        "Infrastructuur en Milieu",
        "Infrastructuur en Waterstaat",
        "Justitie",
        "Justitie en Veiligheid",
        "Klimaat en Groene Groei",
        "Landbouw, Natuur en Voedselkwaliteit",
        "Landbouw, Visserij, Voedselzekerheid en Natuur",
        "Onderwijs, Cultuur en Wetenschap",
        "Sociale Zaken en Werkgelegenheid",
        "Veiligheid en Justitie",
        "Verkeer en Waterstaat",
        "Volksgezondheid, Welzijn en Sport",
        "Volkshuisvesting en Ruimtelijke Ordening",
        "Volkshuisvesting, Ruimtelijke Ordening en Milieubeheer",
    ),
    "voor": (
        "Armoedebeleid, Participatie en Pensioenen",
        "Basis- en Voortgezet Onderwijs en Media",
        "Buitenlandse Handel en Ontwikkelingshulp",
        "Buitenlandse Handel en Ontwikkelingssamenwerking",
        "Immigratie en Asiel",
        "Immigratie, Integratie en Asiel",
        "Klimaat en Energie",
        "Langdurige Zorg en Sport",
        "Medische Zorg",
        "Medische Zorg en Sport",
        "Milieu en Wonen",
        "Natuur en Stikstof",
        "Ontwikkelingssamenwerking",
        "Primair en Voortgezet Onderwijs",
        "Rechtsbescherming",
        "Volkshuisvesting en Ruimtelijke Ordening",
        "Wonen en Rijksdienst",
        "Wonen, Wijken en Integratie",
    ),
}
"""Portfolios of Dutch ministers and state secretaries, by the word between office and portfolio (Kabinetten, rijksoverheid.nl)."""

_KNOWN = {re.sub(r"-", "", slug(name)): (word, name) for word, names in reversed(PORTFOLIOS.items()) for name in names}
_SORTED = sorted(_KNOWN, key=len, reverse=True)

_RANK = r"(?:[Mm]inister-?\s?[Pp]resident|[Mm]inisters?|[Ss]taats?\s?secretariss?(?:en)?|[Mm]inistry|[Pp]rime [Mm]inister|[Ss]ecretary of [Ss]tate)"
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
    """Return an office its one name: `minister van Defensie`; the first letter is small, as in running text."""
    low = re.sub(r"\s+", " ", rank.strip()).lower()
    low = {
        "ministers": "minister",
        "minister president": "minister-president",
        "ministerpresident": "minister-president",
    }.get(low, low)
    if low.startswith("staat"):
        low = "staatssecretaris"
    if low == "minister-president" or not portfolio:
        return low
    printed = re.sub(r"\s+", " ", portfolio).strip(" ,-")
    known = _KNOWN.get(slug(printed).replace("-", ""))
    if known and (
        word is None or known[0] == word or low == "staatssecretaris" or printed not in PORTFOLIOS.get(word, ())
    ):
        printed = known[1]
        word = word or known[0]
    return f"{low} {word or 'van'} {printed}"


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
        if not portfolio and "resident" not in rank:
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
