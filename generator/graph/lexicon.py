"""The names of all actors, made ready for one pass over the text; what a name may look like in print is decided here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic, diagnostic
from generator.core.language import fold
from generator.core.model import Actor, ActorType, place_of

_WORD = re.compile(r"\w+")

_TITLES = ActorType.OFFICE, ActorType.MINISTRY, ActorType.AGENCY, ActorType.BODY
"""Types whose names are descriptions ("ministerie van Defensie") and may be written small or with capitals."""

_NOUNS = frozenset(
    (
        "autoriteit bank belastingdienst brandweer bureau commissie college dienst douane gemeente gemeenten gerechtshof "
        "inspectie kabinet koning krijgsmacht marechaussee minister ministerie ministerraad ombudsman onderzoeksraad "
        "overheid parlement planbureau politie provincie raad rechtbank reclassering regering rekenkamer rijksoverheid "
        "staatssecretaris veiligheidsregio waterschap"
    ).split()
)
"""Names that are ordinary nouns too and are mostly written small."""

_PARTICLES = frozenset("van de den der ten ter te het 't el al von du la le".split())
"""What a surname may begin with; a capital only where no first name stands before it."""

_PLURALS = (
    ("minister ", "ministers "),
    ("staatssecretaris ", "staatssecretarissen "),
    ("ministerie ", "ministeries "),
    ("minister-president", "ministers-president"),
)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one actor as it may stand in print."""

    text: str
    actor: str
    type: ActorType
    lead: int
    """How many characters stand before the first word (`'s-Hertogenbosch`)."""
    caseless: bool
    """Capitals do not matter at all."""
    either: bool
    """The first letter may be small or a capital."""
    acronym: bool
    """Written with capitals inside, like DJI and PvdA: sure to be a name wherever it stands."""
    single: bool
    """One word."""
    plural: bool = False
    """Names this office among others: "de ministers van X en van Y"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All names by their first word in small letters, longest first."""

    by_word: Mapping[str, tuple[Name, ...]]
    offices: tuple[Name, ...]
    """Names of offices, for the second of "ministers van X en van Y"."""


def lexicon(actors: Iterable[Actor]) -> tuple[Lexicon, list[Diagnostic]]:
    """Make the lexicon; a name that two actors share is an error and names nobody."""
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    names: list[tuple[str, Name]] = []
    by_id: dict[str, Actor] = {}
    for actor in actors:
        by_id[actor.id] = actor
        for key, text in (("name", actor.name), *((f"aliases.{n}", alias) for n, alias in enumerate(actor.aliases))):
            name = _name(fold(text), actor)
            if name is None:
                continue
            names.append((_identity(name), name))
            owners[_identity(name)].setdefault(actor.id, key)
    problems = [
        diagnostic(
            "ambiguous-name",
            place_of(by_id[actor], key),
            name=actor_name(by_id[actor], key),
            others=", ".join(by_id[other].position.path for other in group if other != actor),
        )
        for group in owners.values()
        if len(group) > 1
        for actor, key in group.items()
    ]
    clear = [name for identity, name in names if len(owners[identity]) == 1]
    return _indexed(clear), problems


def actor_name(actor: Actor, key: str) -> str:
    """Give the name that stands under a key of an actor's front matter."""
    return actor.name if key == "name" else actor.aliases[int(key.partition(".")[2])]


def _identity(name: Name) -> str:
    """Give what two names share when no text can tell them apart."""
    return name.text.casefold() if name.caseless else name.text[:1].casefold() + name.text[1:]


def _name(text: str, actor: Actor) -> Name | None:
    words = _WORD.findall(text)
    if not words:
        return None
    acronym = any(_is_acronym(word) for word in words)
    single = len(words) == 1
    first = words[0].casefold()
    return Name(
        text=text,
        actor=actor.id,
        type=actor.type,
        lead=text.index(words[0]),
        caseless=not single and not acronym and actor.type in _TITLES,
        either=not acronym and (text[0].islower() or first in _PARTICLES or (single and first in _NOUNS)),
        acronym=acronym,
        single=single,
    )


def _is_acronym(word: str) -> bool:
    """Whether a word has more capitals than its first letter, or a capital and a digit."""
    capitals = sum(char.isupper() for char in word)
    return capitals >= 2 or (capitals == 1 and any(char.isdigit() for char in word))


def _indexed(names: Iterable[Name]) -> Lexicon:
    by_word: dict[str, dict[tuple[str, str], Name]] = defaultdict(dict)
    offices: list[Name] = []
    for name in names:
        for form in (name, *_forms(name)):
            first = _WORD.findall(form.text)[0].lower()
            by_word[first].setdefault((form.text, form.actor), form)
        if name.type is ActorType.OFFICE:
            offices.append(name)
    longest = {word: tuple(sorted(group.values(), key=_longest)) for word, group in by_word.items()}
    return Lexicon(longest, tuple(sorted(offices, key=_longest)))


def _longest(name: Name) -> tuple[int, str]:
    return -len(name.text), name.text


def _forms(name: Name) -> Iterable[Name]:
    """Give other forms of a name: a person's genitive (`Jansens`), an office's plural (`ministers van …`)."""
    if name.type is ActorType.PERSON and name.text[-1].islower() and name.text[-1] not in "sxz":
        yield _with_text(name, f"{name.text}s")
    if name.type in (ActorType.OFFICE, ActorType.MINISTRY):
        for one, many in _PLURALS:
            if name.text[: len(one)].casefold() == one:
                yield _with_text(name, name.text[0] + many[1:] + name.text[len(one) :], plural=True)


def _with_text(name: Name, text: str, *, plural: bool = False) -> Name:
    return Name(text, name.actor, name.type, name.lead, name.caseless, name.either, name.acronym, name.single, plural)
