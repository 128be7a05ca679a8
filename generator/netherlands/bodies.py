"""Other bodies than ministers that answer questions: councils' executives, high councils of state, and who signs for them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """A body that answers questions."""

    name: str
    """With a capital only where running text has one."""
    written: str
    """The pattern of its name without the place."""
    of: str = ""
    """What goes between its name and the place; empty for a body of the whole country."""
    article: str = ""
    """The word before its name in a sentence; empty where it has none."""
    place: str = ""
    """The pattern of the word before the name of its place: `gemeente` Utrecht."""


BODIES = (
    Body(
        "college van burgemeester en wethouders",
        r"(?:[Cc]ollege\s+van\s+)?(?:[Bb]urgemeester\s+(?:en|&)\s+[Ww]ethouders|B\s?(?:&|en)\s?W)\b",
        "van",
        "het",
        r"[Gg]emeente(?:raad\s+van)?",
    ),
    Body("Gedeputeerde Staten", r"(?:[Cc]ollege\s+van\s+)?[Gg]edeputeerde\s+[Ss]taten\b", "van", place=r"[Pp]rovincie"),
    Body(
        "dagelijks bestuur",
        r"(?:[Cc]ollege\s+van\s+)?(?:[Dd]ijkgraaf\s+en\s+(?:[Hh]oog)?[Hh]eemraden|[Dd]agelijks\s+[Bb]estuur)\b",
        "van",
        "het",
        r"[Ww]aterschap|[Hh]oogheemraadschap",
    ),
    Body("Algemene Rekenkamer", r"Algemene\s+Rekenkamer\b", article="de"),
    Body("Nationale ombudsman", r"Nationale\s+[Oo]mbudsman\b", article="de"),
    *(
        Body(name, name.replace(" en ", r"\s+(?:en|&)\s+").replace(" ", r"\s+") + r"\b", article="de")
        for name in (
            "Autoriteit Consument en Markt",
            "Autoriteit Financiële Markten",
            "Autoriteit Nucleaire Veiligheid en Stralingsbescherming",
            "Autoriteit Persoonsgegevens",
            "Kiesraad",
            "Nederlandse Zorgautoriteit",
            "Onderzoeksraad voor Veiligheid",
            "Raad voor de rechtspraak",
        )
    ),
    Body("College voor de Rechten van de Mens", r"College\s+voor\s+de\s+Rechten\s+van\s+de\s+Mens\b", article="het"),
    Body("Raad van State", r"Raad\s+van\s+State\b", article="de"),
)
SIGNING = (
    "president secretaris voorzitter burgemeester loco-burgemeester loco-secretaris adjunct-secretaris gemeentesecretaris provinciesecretaris "
    "secretaris-directeur algemeen-directeur griffier wethouder gedeputeerde dijkgraaf ombudsman"
).split()
"""Who signs for a body, beside the King's commissioner."""


def article(name: str, other: str = "") -> str:
    """Return the article that goes before a name in a sentence: that of a body, `other` where it is no body's.

    `Gedeputeerde Staten van Utrecht` has none, nor have `burgemeester en wethouders`; their `college` has.
    """
    body = _body(name)
    if body is None:
        return other
    if name.casefold().startswith("college "):
        return "het"
    return body.article if name.casefold().startswith(body.name.casefold()) else ""


def is_plural(name: str) -> bool:
    """Say whether a body's name takes a verb in the plural: `Gedeputeerde Staten schreven`."""
    return _body(name) is not None and not article(name)


def _body(name: str) -> Body | None:
    return next((body for body in BODIES if re.match(body.written, name)), None)
