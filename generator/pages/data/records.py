"""A question or an answer as a library would catalogue it: who, when, what, where. The forms of citation are in `citations`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec.structs import replace

from generator.core import urls
from generator.core.model import ActorType, LetterHead, LetterKind, Party
from generator.core.values import Value
from generator.graph.site import QuestionKey
from generator.netherlands.name_particles import PARTICLES
from generator.pages.writing.rows import publication
from generator.pages.writing.site_context import SiteContext
from generator.references import schemes

_TITLES = frozenset({"dr.", "drs.", "ing.", "ir.", "mr.", "prof."})
_ALONE = frozenset({"lid", "member"})
"""What is before a name that has no given name: `lid Jansen`."""


class Name(Value, frozen=True):
    """A person's name in its parts, or the name of a body as a whole in `literal`."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """`van der`, which is before the family name and does not count when sorting."""
    literal: str = ""

    @property
    def display(self) -> str:
        """The name as it is said."""
        return self.literal or " ".join(filter(None, (self.given, self.particle, self.family)))


class Record(Value, frozen=True):
    """What every form of citation is made from. What is not known is empty; nothing is filled in by guess."""

    id: str
    """Letters, digits and hyphens: `2021z16860-vraag-18`."""
    title: str
    genre: str
    authors: tuple[Name, ...]
    date: dt.date | None
    url: str | None
    """Absolute; None where the site does not know its own address."""
    site: str
    publisher: str
    lang: str
    letter: str
    """The title of the letter it is part of."""
    official: str | None
    """Its official publication, as lawyers cite it."""
    official_url: str | None
    numbers: tuple[str, ...]
    legal: str
    """The citation for running text, see `legal`."""


def record(site: SiteContext, key: QuestionKey) -> Record:
    """Catalogue the answer to a question, or the question itself where the letter does not answer it."""
    found: Record | None = site.records.get(key)
    if found is None:
        found = site.records[key] = _record(site, key)
    return found


def _record(site: SiteContext, key: QuestionKey) -> Record:
    letter = site.graph.letters[key.letter]
    answered = key in site.graph.answers
    words = site.words
    title = "pages-feed-answer" if answered else "pages-question"
    return replace(
        letter_record(site, letter),
        id=f"{letter.id}-{urls.question_anchor(site.segments, key.number)}",
        title=words(title, number=key.number, text=site.title(key)),
        genre=words("pages-cite-genre-answer" if answered else "pages-cite-genre-question"),
        authors=names(site, letter.answered_by if answered else letter.asked_by),
        date=(letter.date or letter.received) if answered else letter.submitted or letter.day,
        url=f"{site.base_url}{site.question_path(key)}" if site.base_url else None,
        legal=legal(site, letter, key.number, answered=answered),
    )


def letter_record(site: SiteContext, letter: LetterHead) -> Record:
    """Catalogue a letter as a whole."""
    found: Record | None = site.records.get(letter.id)
    if found is None:
        found = site.records[letter.id] = _letter_record(site, letter)
    return found


def _letter_record(site: SiteContext, letter: LetterHead) -> Record:
    identity = publication(letter)
    asked = letter.kind is LetterKind.QUESTIONS
    genres = {LetterKind.ANSWERS: "pages-cite-genre-answer", LetterKind.QUESTIONS: "pages-cite-genre-question"}
    return Record(
        id=letter.id,
        title=letter.title,
        genre=site.words(genres.get(letter.kind, "pages-cite-genre-letter")),
        authors=names(site, letter.asked_by if asked else letter.answered_by),
        date=letter.submitted or letter.day if asked else letter.date or letter.received,
        url=f"{site.base_url}{urls.letter(site.segments, letter.id)}" if site.base_url else None,
        site=site.config.name,
        publisher=site.config.publisher or site.config.name,
        lang=letter.lang,
        letter=letter.title,
        official=schemes.label(identity, site.config.lang) if identity else None,
        official_url=schemes.official(identity, letter.date) if identity else None,
        numbers=letter.numbers,
        legal=", ".join((letter.title, *_where(site, letter))),
    )


def legal(site: SiteContext, letter: LetterHead, number: int, *, answered: bool) -> str:
    """Cite a question or its answer as the Leidraad voor juridische auteurs and Aanwijzing 3.43 do.

    With an official publication: `Antwoord op vraag 18, Titel, Aanhangsel Handelingen II 2021/22, nr. 753`. Without
    one the letter's date and the questions' own numbers take its place.
    """
    what = site.words("pages-cite-answer" if answered else "pages-cite-question", number=number)
    return ", ".join((what, letter.title, *_where(site, letter)))


def _where(site: SiteContext, letter: LetterHead) -> tuple[str, ...]:
    """Say where a letter is found: its official publication, else its date and numbers."""
    identity = publication(letter)
    if identity:
        return (schemes.label(identity, site.config.lang),)
    date = site.day(letter.date)
    written = site.words("pages-cite-letter", date=date.text) if date else ""
    return tuple(filter(None, (written, ", ".join(letter.numbers))))


def names(site: SiteContext, parties: Iterable[Party]) -> tuple[Name, ...]:
    """Name those who took part. Where a letter names only an office or a party, that is the author."""
    found = (party.actor or party.office or party.party for party in parties)
    return tuple(_name(site, who) for who in dict.fromkeys(filter(None, found)))


def _name(site: SiteContext, actor_id: str) -> Name:
    actor = site.graph.actors.get(actor_id)
    if actor is None:
        return Name(literal=actor_id)
    return person(actor.name) if actor.type is ActorType.PERSON else Name(literal=actor.name)


def person(name: str) -> Name:
    """Take a person's name apart: `Hugo de Jonge` is Hugo, de, Jonge; without a given name it stays whole.

    A particle with a capital (`Jan Van Dam`) is part of the family name, as in Belgium.
    """
    words = name.split()
    while len(words) > 1 and words[0].lower() in _TITLES:
        del words[0]
    if len(words) < 2 or words[0].lower() in _ALONE or _is_particle(words[0].lower()):
        return Name(literal=" ".join(words))
    last = len(words) - 1
    first = next((at for at in range(1, last) if _is_particle(words[at].lower())), last)
    family = next((at for at in range(first, last) if not _is_particle(words[at])), last)
    return Name(" ".join(words[family:]), " ".join(words[:first]), " ".join(words[first:family]))


def _is_particle(word: str) -> bool:
    return word.replace("’", "'") in PARTICLES
