"""The register of persons: full names by surname and party, from which names are suggested to an editor, never written.

The register itself is `persons.tsv`; who reads it from disk gives its text to `read`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.core.language import slug
from generator.netherlands.name_particles import PARTICLES

FILE = "persons.tsv"
"""The name of the register, as shipped and in a site's content folder."""
_MOST = 3
"""How many names are suggested for one person."""

_PARTS = {
    "groenlinks-pvda": ("groenlinks", "pvda"),
    "partij-voor-de-dieren": ("pvdd",),
    "nieuw-sociaal-contract": ("nsc",),
    "partij-van-de-arbeid": ("pvda",),
    "forum-voor-democratie": ("fvd",),
    "socialistische-partij": ("sp",),
    "lid-omtzigt": ("omtzigt",),
    "cu": ("christenunie",),
}
"""Other names of parties, and those that are two parties, by slug."""


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """A person with a full name; the parties may be unknown."""

    surname: str
    given: str
    parties: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given} {self.surname}"


def read(text: str) -> tuple[RegisteredPerson, ...]:
    """Return the persons in a register's text: surname, given name and parties, with tabs between them.

    A line without the first two, and one that begins with #, is skipped.
    """
    return tuple(filter(None, map(_person, text.splitlines())))


def unread(text: str) -> Iterator[int]:
    """Yield the lines, from 1, that are to be a person's and are skipped."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#") and _person(line) is None:
            yield number


def _person(line: str) -> RegisteredPerson | None:
    surname, given, parties = (*(part.strip() for part in line.split("\t")), "", "")[:3]
    if not surname or not given or line.startswith("#"):
        return None
    return RegisteredPerson(surname, given, tuple(filter(None, map(str.strip, parties.split(";")))))


def suggestions(name: str, parties: Sequence[str], persons: Iterable[RegisteredPerson]) -> tuple[str, ...]:
    """Return the full names that a surname, alone or with initials, can be short for; a party that is known must fit.

    Where the register has nobody of the party, those without a party are suggested.

    Args:
        name: as printed: `Podt`, `Van der Lee`, `D. Yeşilgöz-Zegerius`.
        parties: their names or ids.
        persons: those whose full name is known.
    """
    initials, surname = _split(name)
    mine = party_keys(parties)
    found = [
        one for one in persons if slug(one.surname) == surname and (not initials or slug(one.given)[:1] == initials)
    ]
    if mine:
        of_party = [one for one in found if mine & party_keys(one.parties)]
        found = of_party or [one for one in found if not one.parties]
    shown = (f"{one.name} ({', '.join(one.parties)})" if one.parties else one.name for one in found)
    return tuple(dict.fromkeys(shown))[:_MOST]


def is_full(name: str, surname: str) -> bool:
    """Whether a name is a given name with this surname: `Anna van den Berg` is one with `Van den Berg`, not with `Berg`."""
    if surname.casefold()[-2:] not in name.casefold():  # most names
        return False
    before = slug(name).removesuffix(f"-{_split(surname)[1]}")
    return before not in ("", slug(name)) and before.rpartition("-")[2] not in PARTICLES and len(before) > 1


@lru_cache(maxsize=4096)
def _key(surname: str) -> str:
    """Return what is equal for two spellings of a surname."""
    return slug(surname)


def party_keys(parties: Iterable[str]) -> frozenset[str]:
    """Return the parties by what is equal for two names of one party."""
    slugs = [slug(party) for party in parties]
    return frozenset(key for one in slugs for key in _PARTS.get(one, (one,)))


_INITIALS = re.compile(r"\s*(?:\w{1,3}\.\s*)+")


def _split(name: str) -> tuple[str, str]:
    """Return the first initial of a name, in lower case, and the slug of what follows the initials."""
    initials = _INITIALS.match(name)
    return (slug(name)[:1], slug(name[initials.end() :])) if initials else ("", slug(name))
