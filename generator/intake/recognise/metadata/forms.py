"""A form at the head of a letter, as councils and provinces have: a table of two columns, names and values.

It stays a table in the letter's text; here its rows are lines for who reads facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.intake.recognise.recognised_letter import SourceLine

_NAME = re.compile(
    r"(?:Onderwerp|Betreft|Titel|Indieners?|Vragenstellers?|Steller|(?:(?:Schriftelijke\s+)?[Vv]ragen\s+|Gesteld\s+|Ingediend\s+)?(?:[Vv]an|[Dd]oor)|Aan|Fractie|Partij|Ingekomen|Ingediend|Ingezonden|Ontvangen|Beantwoord|Verzonden|"
    r"Datum(?:\s+(?:van\s+)?(?:de\s+|het\s+)?\w+){0,2}|(?:Vraag|Zaak|Registratie|Document|Dossier)?[Nn]ummer|(?:Ons\s+|Uw\s+)?[Kk]enmerk|Portefeuillehouder|Behandelaar|Bijlagen?)\s*:?$"
)
_FEWEST = 2
"""Rows with a name that forms have."""
_ON = re.compile(r"\s+(?:op|d\.d\.)$")
"""The end of a name whose value is a day: `Ingediend op`."""
_SUBJECT = re.compile(r"(?:Onderwerp|Betreft)\s*:?$")


def rows(lines: Sequence[SourceLine]) -> list[str]:
    """Return the rows of the forms among some lines, each as `name: value`."""
    return [f"{name}: {value}" for line in lines for name, value in _form(line)]


def subject(lines: Sequence[SourceLine]) -> str:
    """Return the subject that a form among some lines names; empty if none does."""
    return next((value for line in lines for name, value in _form(line) if _SUBJECT.match(name)), "")


def _form(line: SourceLine) -> list[tuple[str, str]]:
    """Return the rows of a table of names and values; none of another line."""
    found = list(_pairs(line))
    return (
        found if len(found) == len(line.block.rows) and sum(bool(_NAME.match(n)) for n, _ in found) >= _FEWEST else []
    )


def _pairs(line: SourceLine) -> Iterator[tuple[str, str]]:
    for row in line.block.rows:
        cells = [" ".join(" ".join(block.text for block in cell).split()) for cell in row]
        if len(cells) == _FEWEST:
            yield _ON.sub("", cells[0].rstrip(" :")), cells[1]
