"""The names of all actors, made ready for one pass over the text; what a name may look like in print is decided here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.core.language import fold
from generator.core.model import Actor, ActorType

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
    """One name as it may stand in print."""

    text: str
    base: str
    """The name as its actor has it, where `text` is another form of it."""
    owners: tuple[str, ...]
    """The actors who have it; more than one where only the letter can say whom it means."""
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
    """All names, so kept that looking one up takes the same time however many there are."""

    by_word: Mapping[str, tuple[tuple[int, int, Mapping[str, tuple[Name, ...]]], ...]]
    """By first word in small letters, and then, longest first, by length and lead: the names without their case."""
    offices: tuple[Name, ...]
    """Names of offices, for the second of "ministers van X en van Y"."""

    def at(self, text: str, start: int, word: str) -> Iterator[tuple[int, Name]]:
        """Yield the names that may be what stands around a word (in small letters), longest first, with their start.

        The letters are theirs; whether the capitals and what stands around them are, others know.
        """
        for length, lead, names in self.by_word.get(word, ()):
            begin = start - lead
            if begin >= 0 and begin + length <= len(text):
                for name in names.get(text[begin : begin + length].casefold(), ()):
                    yield begin, name


def lexicon(actors: Iterable[Actor]) -> Lexicon:
    """Make the lexicon; a name that several actors have stands in it once, with all of them."""
    shared: dict[str, list[Name]] = defaultdict(list)
    for actor in actors:
        for text in (actor.name, *actor.aliases):
            name = _name(fold(text), actor)
            if name:
                shared[_identity(name)].append(name)
    return _indexed(_merged(group) for group in shared.values())


def _merged(names: Sequence[Name]) -> Name:
    """Make one name of those that no text can tell apart."""
    owners = dict.fromkeys(owner for name in names for owner in name.owners)
    return replace(names[0], owners=tuple(owners), either=any(name.either for name in names))


def _identity(name: Name) -> str:
    """Return what two names share when no text can tell them apart."""
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
        base=text,
        owners=(actor.id,),
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
    by_word: dict[str, dict[str, Name]] = defaultdict(dict)
    offices: list[Name] = []
    for name in names:
        for form in (name, *_forms(name)):
            first = _WORD.findall(form.text)[0].lower()
            by_word[first].setdefault(form.text, form)
        if name.type is ActorType.OFFICE:
            offices.append(name)
    return Lexicon(
        {word: _by_length(group.values()) for word, group in by_word.items()}, tuple(sorted(offices, key=_longest))
    )


def _by_length(names: Iterable[Name]) -> tuple[tuple[int, int, Mapping[str, tuple[Name, ...]]], ...]:
    found: dict[tuple[int, int], dict[str, tuple[Name, ...]]] = defaultdict(dict)
    for name in sorted(names, key=_longest):
        group = found[-len(name.text), name.lead]
        key = name.text.casefold()
        group[key] = (*group.get(key, ()), name)
    return tuple((-length, lead, group) for (length, lead), group in sorted(found.items()))


def _longest(name: Name) -> tuple[int, str]:
    return -len(name.text), name.text


def _forms(name: Name) -> Iterable[Name]:
    """Yield other forms of a name: a person's genitive (`Jansens`), an office's plural (`ministers van …`)."""
    if name.type is ActorType.PERSON and name.text[-1].islower() and name.text[-1] not in "sxz":
        yield replace(name, text=f"{name.text}s")
    if name.type in (ActorType.OFFICE, ActorType.MINISTRY):
        for one, many in _PLURALS:
            if name.text[: len(one)].casefold() == one:
                yield replace(name, text=name.text[0] + many[1:] + name.text[len(one) :], plural=True)
