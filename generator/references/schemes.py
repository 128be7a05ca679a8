"""Documents outside a letter by their own standard ids: read, named and found by the rows of the table of schemes.

The table is `generator/netherlands/schemes`. Nothing is fetched, and no scheme is known by name here.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import unquote

from generator.core.language import format_date
from generator.core.language import slug as plain_slug
from generator.core.languages import DEFAULT, LANGUAGES
from generator.netherlands.schemes import SCHEMES, Scheme
from generator.netherlands.schemes.row import ADDRESS, FORM, Match, compiled

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
        destination = _of_address(unquote(destination))
    scheme, value = _divided(destination)
    kept = scheme.case(value) if scheme else ""
    found = compiled(scheme.form, FORM).fullmatch(kept) if scheme else None
    return Identity(scheme.name, kept) if scheme and found and scheme.accepts(found) else None


def problem(destination: str) -> str | None:
    """Return an example of a well-formed destination where this one names a known scheme but its id is malformed."""
    scheme, _ = _divided(destination)
    return None if scheme is None or parse(destination) else f"{scheme.name}:{scheme.example}"


def meant(destination: str) -> str | None:
    """Return the destination that a document's official number means: `kst-30821-124` or `h-tk:20202021-24-3`."""
    numbers = ((name, destination[len(name) :]) for name in SCHEMES if destination.lower().startswith(f"{name}-"))
    found = (parse(f"{name}:{rest[1:].replace(':', '-')}") for name, rest in numbers)
    return next((str(identity) for identity in found if identity), None)


def document_of(identity: Identity) -> Identity:
    """Return the document that a part belongs to: the law of an article, the paper of a page, else the identity."""
    _, found = _read(identity)
    return Identity(identity.scheme, found["document"]) if found else identity


def label(identity: Identity, lang: str = DEFAULT) -> str:
    """Return the document's name as lawyers and clerks write it; the part is in `detail`.

    Forms follow the Leidraad voor juridische auteurs: `Kamerstukken II, 30 821, nr. 124`, `Stb. 2019, 143`.
    """
    scheme, found = _read(identity)
    return scheme.label(found, LANGUAGES[lang]) if scheme and found else str(identity)


def detail(identity: Identity, lang: str = DEFAULT, on: dt.date | None = None) -> str | None:
    """Return what of the document is cited: `artikel 3, zoals die gold op 27 oktober 2021`; None for the whole."""
    scheme, found = _read(identity)
    if not scheme or not found:
        return None
    words = LANGUAGES[lang].documents
    cited = dict(scheme.parts(found))
    parts = (f"{word} {cited[kind]}" for kind, word in words.parts.items() if kind in cited)
    day = scheme.day(found, on)
    state = words.in_force.format(day=format_date(day, lang)) if day else ""
    return ", ".join(filter(None, (*parts, state))) or None


def official(identity: Identity, on: dt.date | None = None) -> str | None:
    """Return the document's official address; a law as it was on `on`, unless the id itself names a day."""
    scheme, found = _read(identity)
    return scheme.official(found, on) if scheme and found else None


def institution(identity: Identity) -> str:
    """Return the body that issues the document, by its own name; empty where the id does not say."""
    scheme, found = _read(identity)
    return scheme.institution(found) if scheme and found else ""


def names(identity: Identity, lang: str = DEFAULT) -> tuple[str, ...]:
    """Return everything that a document is called: its label, its id with and without the scheme, what its row adds."""
    scheme, found = _read(identity)
    further = scheme.names(found) if scheme and found else ()
    return tuple(dict.fromkeys((label(identity, lang), str(identity), identity.value, *further)))


def slug(identity: Identity) -> str:
    """Return the URL segment of the page about the document: `kst-30821-124`, `bwbr0031788`."""
    scheme, found = _read(identity)
    segment = scheme.segment(found) if scheme and found and scheme.segment else str(document_of(identity))
    return plain_slug(segment)


# --- Rows ------------------------------------------------------------------------------------------------------


def _divided(destination: str) -> tuple[Scheme | None, str]:
    """Divide a destination into its scheme, None for one that is not in the table, and the rest."""
    name, colon, value = destination.partition(":")
    return SCHEMES.get(name.lower()) if colon else None, value


def _read(identity: Identity) -> tuple[Scheme | None, Match | None]:
    scheme = SCHEMES.get(identity.scheme)
    return scheme, compiled(scheme.form, FORM).fullmatch(identity.value) if scheme else None


def _of_address(address: str) -> str:
    """Return the destination that a web address means, perhaps malformed; empty for any other address."""
    rest = _PROTOCOL.sub("", address, count=1)
    for scheme in SCHEMES.values():
        for one in scheme.addresses:
            found = compiled(one.pattern, ADDRESS).fullmatch(rest)
            if found:
                return f"{scheme.name}:{one.id(found)}"
    return ""


_PROTOCOL = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
