"""What a page is called: the names and ids under which search shows it first, in a form that spelling does not change."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator

from generator.core.language import format_date
from generator.core.model import Actor, ActorType, LetterHead
from generator.netherlands.name_particles import PARTICLES
from generator.pages.writing.rows import publication
from generator.pages.writing.site_context import SiteContext
from generator.references import schemes
from generator.references.schemes import Identity

_GROUPED = re.compile(r"(?<!\d)(\d\d)[ .](\d{3})(?!\d)")
"""A dossier as people write it: `30 821`, `30.821`."""
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_WORD = 3
"""A shorter word in a name says nothing of it alone."""


def key(name: str) -> str:
    """Return the form in which names are compared: `30 821, nr. 124` is `30821-nr-124`, `2024Z00310` is `2024-z-310`.

    Accents, case, signs, spaces and zeros in front do not count. The search page does the same with what is typed
    (`key` in `find.js`; `tests/rules/search/keys.tsv` holds both).
    """
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return "-".join(token.lstrip("0") or "0" for token in _TOKEN.findall(_GROUPED.sub(r"\1\2", plain)))


def figures(name: str) -> str:
    """Return the figures of an id without the words around them: `30821-124`; "" where there are not two of them."""
    found = [token for token in key(name).split("-") if token.isdecimal()]
    return "-".join(found) if len(found) > 1 else ""


def keys(names: Iterable[str]) -> tuple[str, ...]:
    """Return names as they are compared, each once."""
    return tuple(dict.fromkeys(filter(None, map(key, names))))


def words(names: Iterable[str]) -> tuple[str, ...]:
    """Return the words of names, sorted: who types all the words of a query finds the page that is called so."""
    found = {token for name in names for token in key(name).split("-")}
    return tuple(sorted(token for token in found if len(token) >= _WORD and not token.isdecimal()))


def of_actor(actor: Actor) -> Iterator[str]:
    """Yield what an actor is called; a person also by the family name, with and without its particles."""
    yield actor.name
    yield from actor.aliases
    if actor.type is ActorType.PERSON:
        family = actor.name.split()[1:]
        yield " ".join(family)
        while family and family[0].lower() in PARTICLES:
            family = family[1:]
        yield " ".join(family)


def of_document(document: Identity, lang: str) -> Iterator[str]:
    """Yield what a cited document is called, and its id, whole and as figures."""
    for name in schemes.names(document, lang):
        yield name
        yield figures(name)


def of_letter(site: SiteContext, letter: LetterHead) -> Iterator[str]:
    """Yield what a letter is called: its title, its numbers, the ids of its publication, and its date."""
    yield from (letter.title, letter.id, *letter.numbers)
    known = site.graph.known_as.get(letter.id, ())
    published = publication(letter)
    for document in dict.fromkeys((*([published] if published else ()), *known)):
        yield from of_document(document, site.config.lang)
    yield from filter(None, (letter.publication, letter.reference))
    if letter.day:
        yield from _of_day(letter.day, site.config.lang)


def _of_day(day: dt.date, lang: str) -> Iterator[str]:
    yield from (day.isoformat(), f"{day.day}-{day.month}-{day.year}", format_date(day, lang))
