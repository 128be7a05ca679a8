"""The laws that letters cite, with their BWB numbers and abbreviations; EU acts that go by a name, with CELEX ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Law(NamedTuple):
    """A Dutch act or decree: its number in the Basiswettenbestand, citation title and usual abbreviations."""

    bwb: str
    name: str
    abbreviations: tuple[str, ...] = ()


LAWS: tuple[Law, ...] = (Law("BWBR0031788", "Politiewet 2012", ("Polw",)),)


class Act(NamedTuple):
    """An act of the European Union that letters cite by name."""

    celex: str
    name: str
    abbreviations: tuple[str, ...] = ()


ACTS: tuple[Act, ...] = (Act("32016R0679", "Algemene verordening gegevensbescherming", ("AVG", "GDPR")),)

_LAW_NAMES: Mapping[str, str] = {law.bwb: law.name for law in LAWS}
_ACT_NAMES: Mapping[str, str] = {act.celex: act.name for act in ACTS}


def name(bwb: str) -> str | None:
    """Give the citation title of a BWB number; None where the table does not hold it."""
    return _LAW_NAMES.get(bwb)


def eu_name(celex: str) -> str | None:
    """Give the name an EU act goes by; None where it is known by its number only."""
    return _ACT_NAMES.get(celex)
