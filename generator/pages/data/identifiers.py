"""Identifiers of actors and topics elsewhere (`same_as`): their names for readers and where they lead."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from generator.pages.views import Ref

_REGISTERS = {
    "wikidata": ("Wikidata {id}", "https://www.wikidata.org/wiki/{id}"),
    "viaf": ("VIAF {id}", "https://viaf.org/viaf/{id}"),
    "isni": ("ISNI {id}", "https://isni.org/isni/{id}"),
    "orcid": ("ORCID {id}", "https://orcid.org/{id}"),
    "ror": ("ROR {id}", "https://ror.org/{id}"),
    "lei": ("LEI {id}", "https://search.gleif.org/#/record/{id}"),
    "tooi": ("TOOI {id}", "https://identifier.overheid.nl/tooi/id/{id}"),
    "kvk": ("KvK {id}", None),
    "rsin": ("RSIN {id}", None),
    "geonames": ("GeoNames {id}", "https://www.geonames.org/{id}"),
    "lcsh": ("LCSH {id}", "https://id.loc.gov/authorities/subjects/{id}"),
    "gtaa": ("GTAA {id}", "http://data.beeldengeluid.nl/gtaa/{id}"),
    "eurovoc": ("EuroVoc {id}", "http://eurovoc.europa.eu/{id}"),
}
"""By prefix: the label, and the address where the register has one for each entry."""


def same_as(identifiers: Iterable[str]) -> tuple[Ref, ...]:
    """Return each identifier with its address; one of an unknown register is shown as written, without a link."""
    return tuple(_ref(identifier) for identifier in identifiers)


def _ref(identifier: str) -> Ref:
    register, _, value = identifier.partition(":")
    if register in {"http", "https"}:
        return Ref(identifier, value.strip("/").removeprefix("www."))
    if register.lower() not in _REGISTERS:
        return Ref("", identifier)
    label, address_form = _REGISTERS[register.lower()]
    url = address_form.format(id=quote(value.strip(), safe="/-_:")) if address_form else ""
    return Ref(url, label.format(id=value.strip()))
