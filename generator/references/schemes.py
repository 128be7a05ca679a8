"""Schemes of references: how documents outside a letter are named, labelled and found.

The table itself is in `scheme_table`, web addresses of the same documents in `web_addresses`. Nothing is fetched.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from re import Match

from generator.core.language import format_date
from generator.core.language import slug as plain_slug
from generator.netherlands import web_addresses
from generator.netherlands.scheme_table import SCHEMES, WORDS, pairs, pinned

scheme_names: tuple[str, ...] = tuple(SCHEMES)
"""Every scheme of the table, in the order in which lists of documents show them."""


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """A document, or a part of one, by its own standard id: `kst:30821-124` is scheme `kst`, value `30821-124`."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


def parse(destination: str) -> Identity | None:
    """Read a link's destination: `kst:30821-124`, or a web address that is one of these documents'.

    None where the scheme is not in the table, the id does not have its scheme's form (see `problem`), or the web
    address is just an address. The same document always gives the same identity, whatever case it was written in.
    """
    if destination.startswith(("http://", "https://")):
        destination = web_addresses.destination(destination) or ""
    name, colon, value = destination.partition(":")
    scheme = SCHEMES.get(name.lower()) if colon else None
    kept = scheme.read(value) if scheme else None
    return Identity(scheme.name, kept) if scheme and kept is not None else None


def problem(destination: str) -> str | None:
    """Return an example of a well-formed destination where this one names a known scheme but its id is malformed."""
    name, colon, _ = destination.partition(":")
    scheme = SCHEMES.get(name.lower()) if colon else None
    return None if scheme is None or parse(destination) else f"{scheme.name}:{scheme.example}"


def document_of(identity: Identity) -> Identity:
    """Return the document that a part belongs to: the law of an article, the paper of a page, else the identity."""
    found = _match(identity)
    return Identity(identity.scheme, found["document"]) if found else identity


def label(identity: Identity, lang: str = "nl") -> str:
    """Return the document's name as lawyers and clerks write it; the part is in `detail`.

    Forms follow the Leidraad voor juridische auteurs: `Kamerstukken II, 30 821, nr. 124`, `Stb. 2019, 143`.
    """
    found = _match(identity)
    return SCHEMES[identity.scheme].label(found, WORDS[lang]) if found else str(identity)


def detail(identity: Identity, lang: str = "nl", on: dt.date | None = None) -> str | None:
    """Return what of the document is cited: `artikel 3, zoals die gold op 27 oktober 2021`; None for the whole."""
    words = WORDS[lang]
    parts = dict(_parts(identity))
    article = ", ".join(f"{words.parts[key]} {parts[key]}" for key in words.parts if key in parts)
    day = pinned(parts, on) if identity.scheme == "jci1.3" else None
    state = words.in_force.format(day=format_date(day, lang)) if day else ""
    return ", ".join(filter(None, (article, state))) or None


def official(identity: Identity, on: dt.date | None = None) -> str | None:
    """Return the document's official address; a law as it stood on `on`, unless the id itself names a day."""
    found = _match(identity)
    return SCHEMES[identity.scheme].official(found, on) if found else None


def slug(identity: Identity) -> str:
    """Return the URL segment of the page about the document: `kst-30821-124`, `bwbr0031788`."""
    document = document_of(identity)
    return plain_slug(document.value.removeprefix("c:") if document.scheme == "jci1.3" else str(document))


def _match(identity: Identity) -> Match[str] | None:
    scheme = SCHEMES.get(identity.scheme)
    return scheme.form.fullmatch(identity.value) if scheme else None


def _parts(identity: Identity) -> tuple[tuple[str, str], ...]:
    """Return what of a law or an act is cited, as (kind, number)."""
    found = _match(identity)
    if not found:
        return ()
    if identity.scheme == "jci1.3":
        return pairs(found["parts"])
    if identity.scheme == "celex" and found["part"]:
        return (("artikel", found["part"].removeprefix("#art_")),)
    return ()
