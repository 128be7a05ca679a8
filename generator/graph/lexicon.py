"""The names of all actors in all forms that may be printed, indexed by first word for one pass over a text.

Which place in a text is a mention is decided in `mentions`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.core.language import fold
from generator.core.model import Actor, ActorType

_WORD = re.compile(r"\w+")

_TITLES = ActorType.OFFICE, ActorType.MINISTRY, ActorType.AGENCY, ActorType.BODY
"""Types whose names are descriptions ("ministerie van Defensie"), written with or without capitals."""

_NOUNS = frozenset(
    (
        "autoriteit bank belastingdienst brandweer bureau commissie college dienst douane gemeente gemeenten "
        "gerechtshof inspectie kabinet koning krijgsmacht marechaussee minister ministerie ministerraad ombudsman "
        "onderzoeksraad overheid parlement planbureau politie provincie raad rechtbank reclassering regering "
        "rekenkamer rijksoverheid staatssecretaris veiligheidsregio waterschap"
    ).split()
)
"""Names that are also common nouns, mostly written in lower case."""

_PARTICLES = frozenset("van de den der ten ter te het 't el al von du la le".split())
"""First words of surnames, which have a capital only without a first name before them."""

_WORDS_BEFORE = 4
"""How many words before a name are tried as its beginning: `Koninklijke` Marechaussee."""

_PLURALS = (
    ("minister ", "ministers "),
    ("staatssecretaris ", "staatssecretarissen "),
    ("ministerie ", "ministeries "),
    ("minister-president", "ministers-president"),
)


@dataclass(frozen=True, slots=True)
class ActorName:
    """One form in which a name may be printed, and the rules for recognising it."""

    text: str
    base: str
    """The name as written in the actor's file; `text` may be another form of it."""
    owners: tuple[str, ...]
    """Ids of the actors with this name; if there are several, the letter must say which is meant."""
    type: ActorType
    lead: int
    """The number of characters before the first word: 1 for `'s-Hertogenbosch`."""
    caseless: bool
    """Whether case makes no difference in the whole name."""
    either: bool
    """Whether the first letter may be upper or lower case."""
    acronym: bool
    """Whether a word has capitals inside it, like DJI and PvdA: then it is a name anywhere in a sentence."""
    single: bool
    """Whether the name is one word."""
    plural: bool = False
    """Whether other offices may follow: "de ministers van X en van Y"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All names, indexed so that the time of a lookup does not depend on their number."""

    by_word: Mapping[str, tuple[tuple[int, int, Mapping[str, tuple[ActorName, ...]]], ...]]
    """By first word in lower case: rows of length, lead, and the names of both by casefolded text, longest first."""
    offices: tuple[ActorName, ...]
    """Names of offices, longest first, to find the second one in "ministers van X en van Y"."""

    def owners(self, text: str) -> tuple[str, ...]:
        """Return the ids of the actors with a name that is written so, by itself."""
        return tuple(dict.fromkeys(o for _, name in self._whole(text) if name.base == text for o in name.owners))

    def holders(self, before: str, name: str) -> tuple[str, ...]:
        """Return the ids of the actors whose full name a text ends with, from the beginning of a name or before it."""
        start = len(before) - len(name)
        begins = [match.start() for match in re.finditer(r"(?<![\w-])\w", before) if match.start() <= start][
            -_WORDS_BEFORE:
        ]
        parts = [before[at:] for at in (*reversed(begins), start)]
        found = [one for part in parts for _, one in self._whole(part) if not one.acronym or not one.single]
        return tuple(dict.fromkeys(owner for one in found for owner in one.owners))

    def _whole(self, text: str) -> list[tuple[int, ActorName]]:
        """Return the names that a text is as a whole, by its letters."""
        first = _WORD.match(text)
        names = self.at(text, 0, first[0].lower()) if first else ()
        return [(start, name) for start, name in names if start == 0 and len(name.text) == len(text)]

    def at(self, text: str, start: int, word: str) -> Iterator[tuple[int, ActorName]]:
        """Yield the start and the name for each name whose first word is this one, longest first.

        `word`, in lower case, begins at offset `start` of the text. Only the letters are compared; the caller checks
        the case and what is around the name.
        """
        for length, lead, names in self.by_word.get(word, ()):
            begin = start - lead
            if begin >= 0 and begin + length <= len(text):
                for name in names.get(text[begin : begin + length].casefold(), ()):
                    yield begin, name


def lexicon(actors: Iterable[Actor]) -> Lexicon:
    """Return the lexicon of some actors' names; a name that several of them have is in it once, with all owners."""
    shared: dict[str, list[ActorName]] = defaultdict(list)
    for actor in actors:
        for text in (actor.name, *actor.aliases):
            name = _name(fold(text), actor)
            if name:
                shared[_print_key(name)].append(name)
    return _indexed(_merged(group) for group in shared.values())


def _merged(names: Sequence[ActorName]) -> ActorName:
    """Return one name, with all owners, for names that look the same in print."""
    owners = dict.fromkeys(owner for name in names for owner in name.owners)
    return replace(names[0], owners=tuple(owners), either=any(name.either for name in names))


def _print_key(name: ActorName) -> str:
    """Return a key that is equal for two names if they look the same in print."""
    return name.text.casefold() if name.caseless else name.text[:1].casefold() + name.text[1:]


def _name(text: str, actor: Actor) -> ActorName | None:
    words = _WORD.findall(text)
    if not words:
        return None
    acronym = any(_is_acronym(word) for word in words)
    single = len(words) == 1
    first = words[0].casefold()
    return ActorName(
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
    """Say whether a word has two or more capitals, or a capital and a digit."""
    capitals = sum(char.isupper() for char in word)
    return capitals >= 2 or (capitals == 1 and any(char.isdigit() for char in word))


def _indexed(names: Iterable[ActorName]) -> Lexicon:
    by_word: dict[str, dict[str, ActorName]] = defaultdict(dict)
    offices: list[ActorName] = []
    for name in names:
        for form in (name, *_forms(name)):
            first = _WORD.findall(form.text)[0].lower()
            by_word[first].setdefault(form.text, form)
        if name.type is ActorType.OFFICE:
            offices.append(name)
    return Lexicon(
        {word: _by_length(group.values()) for word, group in by_word.items()}, tuple(sorted(offices, key=_longest))
    )


def _by_length(names: Iterable[ActorName]) -> tuple[tuple[int, int, Mapping[str, tuple[ActorName, ...]]], ...]:
    found: dict[tuple[int, int], dict[str, tuple[ActorName, ...]]] = defaultdict(dict)
    for name in sorted(names, key=_longest):
        group = found[-len(name.text), name.lead]
        key = name.text.casefold()
        group[key] = (*group.get(key, ()), name)
    return tuple((-length, lead, group) for (length, lead), group in sorted(found.items()))


def _longest(name: ActorName) -> tuple[int, str]:
    return -len(name.text), name.text


def _forms(name: ActorName) -> Iterable[ActorName]:
    """Yield the other forms of a name: a person's genitive (`Jansens`), an office's plural (`ministers van …`)."""
    if name.type is ActorType.PERSON and name.text[-1].islower() and name.text[-1] not in "sxz":
        yield replace(name, text=f"{name.text}s")
    if name.type in (ActorType.OFFICE, ActorType.MINISTRY):
        for one, many in _PLURALS:
            if name.text[: len(one)].casefold() == one:
                yield replace(name, text=name.text[0] + many[1:] + name.text[len(one) :], plural=True)
