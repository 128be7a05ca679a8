"""Dutch ministers and state secretaries: their ranks and portfolios, as letters print them."""

from __future__ import annotations

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
"""By the word between office and portfolio (Kabinetten, rijksoverheid.nl)."""
