"""A question or an answer as a library would catalogue it: who, when, what, where. The forms of citation are in `citations`.

It is catalogued as a report with a number, issued by the body that it was sent to: so Dutch guides to APA and the Leidraad
voor juridische auteurs have parliamentary papers, and every reference manager knows the type with these fields.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec.structs import replace

from generator.core import urls
from generator.core.model import ActorType, LetterHead, LetterKind, Note, Party, Topic, plain
from generator.core.values import Value
from generator.graph.excerpts import shorten
from generator.graph.site import QuestionKey
from generator.netherlands.name_particles import PARTICLES
from generator.pages.writing.rows import publication
from generator.pages.writing.site_context import SiteContext
from generator.references import schemes

_TITLES = frozenset({"dr.", "drs.", "ing.", "ir.", "mr.", "prof."})
_NAMED = 60
"""How many characters of the words it is about name a note."""
_ALONE = frozenset({"lid", "member"})
"""What is before the name of a member, often one without a given name: `lid Jansen`."""


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
    """In full, as it is cited: `Antwoord op vraag 18, Titel van de brief`. Never cut."""
    name: str
    """As pages name it, for people: with the question itself, as far as there is room."""
    genre: str
    authors: tuple[Name, ...]
    roles: tuple[str, ...]
    """The authors with the office in which they wrote: `Ferd Grapperhaus, minister van Justitie en Veiligheid`."""
    date: dt.date | None
    url: str | None
    """Absolute; None where the site does not know its own address."""
    publisher: str
    """Of the site."""
    institution: str
    """The body that issued it: the chamber that the letter was sent to, else who publishes the site."""
    number: str
    """Its own number: `2021Z16860`; several are parted by a comma."""
    lang: str
    official: str | None
    """Its official publication, as lawyers cite it: the series with its year, and the number in it."""
    official_url: str | None
    legal: str
    """The citation for running text, see `legal`."""
    abstract: str = ""
    """The question, every word of it; empty for a letter."""


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
    name = "pages-feed-answer" if answered else "pages-question"
    parties = letter.answered_by if answered else letter.asked_by
    return replace(
        letter_record(site, letter),
        id=f"{letter.id}-{urls.question_anchor(site.segments, key.number)}",
        title=_title(site, letter, key.number, answered=answered),
        name=words(name, number=key.number, text=site.title(key)),
        genre=words("pages-cite-genre-answer" if answered else "pages-cite-genre-question"),
        authors=names(site, parties),
        roles=_roles(site, parties),
        date=(letter.date or letter.received) if answered else letter.submitted or letter.day,
        url=f"{site.base_url}{site.question_path(key)}" if site.base_url else None,
        legal=legal(site, letter, key.number, answered=answered),
        abstract=" ".join(plain(site.graph.questions[key].question).split()),
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
    parties = letter.asked_by if asked else letter.answered_by
    genres = {LetterKind.ANSWERS: "pages-cite-genre-answer", LetterKind.QUESTIONS: "pages-cite-genre-question"}
    return Record(
        id=letter.id,
        title=letter.title,
        name=letter.title,
        genre=site.words(genres.get(letter.kind, "pages-cite-genre-letter")),
        authors=names(site, parties),
        roles=_roles(site, parties),
        date=letter.submitted or letter.day if asked else letter.date or letter.received,
        url=f"{site.base_url}{urls.letter(site.segments, letter.id)}" if site.base_url else None,
        publisher=site.config.publisher or site.config.name,
        institution=_institution(site, letter),
        number=", ".join(letter.numbers) or letter.publication or letter.reference or "",
        lang=letter.lang,
        official=schemes.label(identity, site.config.lang) if identity else None,
        official_url=schemes.official(identity, letter.date) if identity else None,
        legal=", ".join((letter.title, *_where(site, letter))),
    )


def note_record(site: SiteContext, note: Note) -> Record:
    """Catalogue an editors' note: by its author, else by who publishes the site."""
    title = note.title or site.words("pages-cite-passage", text=shorten(note.quote, _NAMED))
    path = f"{site.note_path(note)}#{urls.note(note.id)}"
    return _of_editors(site, title, site.words("pages-cite-genre-note"), path, author=note.author, day=note.date)


def topic_record(site: SiteContext, topic: Topic) -> Record:
    """Catalogue the page of a topic."""
    path = urls.topic(site.segments, topic.id)
    return _of_editors(site, topic.name, site.words("pages-cite-genre-topic"), path)


def _of_editors(
    site: SiteContext, title: str, genre: str, path: str, *, author: str | None = None, day: dt.date | None = None
) -> Record:
    """Catalogue what editors wrote: it is of the site, and has no number."""
    publisher = site.config.publisher or site.config.name
    return Record(
        id="",
        title=title,
        name=title,
        genre=genre,
        authors=(Name(literal=author or publisher),),
        roles=(),
        date=day,
        url=f"{site.base_url}{path}" if site.base_url else None,
        publisher=publisher,
        institution=site.config.name,
        number="",
        lang=site.config.lang,
        official=None,
        official_url=None,
        legal="",
    )


def legal(site: SiteContext, letter: LetterHead, number: int, *, answered: bool) -> str:
    """Cite a question or its answer as the Leidraad voor juridische auteurs and Aanwijzing 3.43 do.

    With an official publication: `Antwoord op vraag 18, Titel, Aanhangsel Handelingen II 2021/22, nr. 753`. Without
    one the letter's date and the questions' own numbers take its place.
    """
    return ", ".join((_title(site, letter, number, answered=answered), *_where(site, letter)))


def _title(site: SiteContext, letter: LetterHead, number: int, *, answered: bool) -> str:
    what = site.words("pages-cite-answer" if answered else "pages-cite-question", number=number)
    return f"{what}, {letter.title}"


def _institution(site: SiteContext, letter: LetterHead) -> str:
    """Return the body that a letter's publication or number is of, else who publishes the site."""
    identities = (publication(letter), *(schemes.parse(f"zaak:{number}") for number in letter.numbers))
    found = (schemes.institution(identity) for identity in identities if identity)
    return next(filter(None, found), site.config.publisher or site.config.name)


def source_line(
    site: SiteContext, letter: LetterHead, parties: Iterable[Party], what: str = "", date: dt.date | None = None
) -> str:
    """Say in one line whose words are quoted: who, what, the letter's title, the day, and where it is found.

    Args:
        site: the site.
        letter: the letter that the words are in.
        parties: who wrote them.
        what: what of the letter they are: `Antwoord op vraag 18`; empty for the letter itself.
        date: the day on which they were written; that of the letter where it is not given.
    """
    day = site.day(date)
    when = day.text if day else _written(site, letter)
    identity = publication(letter)
    found = schemes.label(identity, site.config.lang) if identity else ", ".join(letter.numbers)
    who = (name.display for name in names(site, parties))
    return ", ".join(filter(None, (*who, what, letter.title, when, found)))


def _where(site: SiteContext, letter: LetterHead) -> tuple[str, ...]:
    """Say where a letter is found: its official publication, else its date and numbers."""
    identity = publication(letter)
    if identity:
        return (schemes.label(identity, site.config.lang),)
    return tuple(filter(None, (_written(site, letter), ", ".join(letter.numbers))))


def _written(site: SiteContext, letter: LetterHead) -> str:
    """Say when a letter was written: `brief van 27 oktober 2021`."""
    day = site.day(letter.date)
    return site.words("pages-cite-letter", date=day.text) if day else ""


def names(site: SiteContext, parties: Iterable[Party]) -> tuple[Name, ...]:
    """Name those who took part. Where a letter names only an office or a party, that is the author."""
    found = (party.actor or party.office or party.party for party in parties)
    return tuple(_name(site, who) for who in dict.fromkeys(filter(None, found)))


def _roles(site: SiteContext, parties: Iterable[Party]) -> tuple[str, ...]:
    """Name each person with the office that the letter says they held."""
    held = ((party.actor, party.office) for party in parties if party.actor and party.office)
    return tuple(", ".join(_called(site, one) for one in pair) for pair in dict.fromkeys(held))


def _called(site: SiteContext, actor_id: str) -> str:
    actor = site.graph.actors.get(actor_id)
    return actor.name if actor else actor_id


def _name(site: SiteContext, actor_id: str) -> Name:
    actor = site.graph.actors.get(actor_id)
    if actor is None:
        return Name(literal=actor_id)
    return person(actor.name) if actor.type is ActorType.PERSON else Name(literal=actor.name)


def person(name: str) -> Name:
    """Take a person's name apart: `Hugo de Jonge` is Hugo, de, Jonge.

    Without a given name it is a family name all the same: `lid De Vries` is De, Vries. After a given name, a particle with
    a capital (`Jan Van Dam`) is part of the family name, as in Belgium.
    """
    words = name.split()
    while len(words) > 1 and words[0].lower() in _TITLES | _ALONE:
        del words[0]
    if len(words) < 2:
        return Name(" ".join(words))
    if _is_particle(words[0].lower()):
        family = next((at for at, word in enumerate(words) if not _is_particle(word.lower())), len(words) - 1)
        return Name(" ".join(words[family:]), particle=" ".join(words[:family]))
    last = len(words) - 1
    first = next((at for at in range(1, last) if _is_particle(words[at].lower())), last)
    family = next((at for at in range(first, last) if not _is_particle(words[at])), last)
    return Name(" ".join(words[family:]), " ".join(words[:first]), " ".join(words[first:family]))


def _is_particle(word: str) -> bool:
    return word.replace("’", "'") in PARTICLES
