"""Dutch ministers and state secretaries: their ranks and portfolios, as letters print them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank of office, in Dutch or as English letters have it."""

    name: str
    """In the singular, with a small first letter as in running text."""
    written: str
    """The pattern of all its written forms, misprints among them."""
    alone: bool = False
    """Whether it is an office without a portfolio."""


RANKS = (
    Rank("minister-president", r"[Mm]inister-?\s?[Pp]resident", alone=True),
    Rank("minister", r"[Mm]inisters?"),
    Rank("staatssecretaris", r"[Ss]taats?\s?secretariss?(?:en)?"),
    Rank("ministry", r"[Mm]inistry"),
    Rank("prime minister", r"[Pp]rime [Mm]inister"),
    Rank("secretary of state", r"[Ss]ecretary of [Ss]tate"),
)
ALSO_OF_THE_PREMIER = "minister van Algemene Zaken"
"""The office that the prime minister holds too; one signature is for both."""

PORTFOLIOS: dict[str, tuple[str, ...]] = {
    "van": (
        "Algemene Zaken",
        "Asiel en Migratie",
        "Binnenlandse Zaken en Koninkrijksrelaties",
        "Buitenlandse Zaken",
        "Defensie",
        "Digitale Zaken en Koninkrijksrelaties",
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
        "Buitenlandse Handel",
        "Buitenlandse Handel en Ontwikkelingshulp",
        "Buitenlandse Handel en Ontwikkelingssamenwerking",
        "Cultuur en Media",
        "Digitale Economie",
        "Digitale Zaken",
        "Digitalisering en Koninkrijksrelaties",
        "Fiscaliteit en Belastingdienst",
        "Fiscaliteit, Belastingdienst en Douane",
        "Funderend Onderwijs en Emancipatie",
        "Herstel Groningen",
        "Herstel en Toeslagen",
        "Immigratie en Asiel",
        "Immigratie, Integratie en Asiel",
        "Jeugd, Preventie en Sport",
        "Klimaat en Energie",
        "Koninkrijksrelaties en Digitalisering",
        "Langdurige Zorg",
        "Langdurige Zorg en Sport",
        "Langdurige en Maatschappelijke Zorg",
        "Medische Zorg",
        "Medische Zorg en Sport",
        "Mijnbouw",
        "Milieu en Wonen",
        "Natuur en Stikstof",
        "Ontwikkelingssamenwerking",
        "Openbaar Vervoer en Milieu",
        "Participatie en Integratie",
        "Primair en Voortgezet Onderwijs",
        "Rechtsbescherming",
        "Toeslagen en Douane",
        "Volkshuisvesting en Ruimtelijke Ordening",
        "Wonen en Rijksdienst",
        "Wonen, Wijken en Integratie",
    ),
}
"""By the word between office and portfolio (Kabinetten, rijksoverheid.nl)."""

ABBREVIATIONS: dict[str, str] = {
    "A&M": "Asiel en Migratie",
    "AenM": "Asiel en Migratie",
    "AZ": "Algemene Zaken",
    "BHO": "Buitenlandse Handel en Ontwikkelingshulp",
    "BHOS": "Buitenlandse Handel en Ontwikkelingssamenwerking",
    "BZ": "Buitenlandse Zaken",
    "BZK": "Binnenlandse Zaken en Koninkrijksrelaties",
    "BuZa": "Buitenlandse Zaken",
    "EZ": "Economische Zaken",
    "EZK": "Economische Zaken en Klimaat",
    "I&W": "Infrastructuur en Waterstaat",
    "IenM": "Infrastructuur en Milieu",
    "IenW": "Infrastructuur en Waterstaat",
    "J&V": "Justitie en Veiligheid",
    "JenV": "Justitie en Veiligheid",
    "KGG": "Klimaat en Groene Groei",
    "LNV": "Landbouw, Natuur en Voedselkwaliteit",
    "LVVN": "Landbouw, Visserij, Voedselzekerheid en Natuur",
    "OCW": "Onderwijs, Cultuur en Wetenschap",
    "SZW": "Sociale Zaken en Werkgelegenheid",
    "V&J": "Veiligheid en Justitie",
    "VRO": "Volkshuisvesting en Ruimtelijke Ordening",
    "VWS": "Volksgezondheid, Welzijn en Sport",
    "VenJ": "Veiligheid en Justitie",
}
"""What letters write for a ministry's portfolio; each means one only."""


def rank_and_portfolio(office: str) -> tuple[str, str] | None:
    """Return the rank of an office, as it goes before a name, and what it is for: `minister`, `Financiën`.

    None for an office that is not of the government; without a portfolio where the rank has none.
    """
    for rank in RANKS:
        found = re.fullmatch(rf"(?:{rank.written})\b(?:,?\s+(?:van|voor|of|for)\s+(.+)|.*)", office)
        if found and (rank.alone or found[1]):
            return rank.name, "" if rank.alone else found[1]
    return None
