"""Finds actors' names in all paragraphs, with a cached result for each letter. `mentions` has the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.core import digest
from generator.core.cache import Cache, code_of
from generator.core.diagnostics import Position
from generator.core.language import fold
from generator.core.model import Actor, ActorType, Letter, Paragraph
from generator.core.values import Value
from generator.core.workers import Spread
from generator.graph.definitions import definitions
from generator.graph.lexicon import Lexicon, lexicon
from generator.graph.mentions import NameMatch, find_names
from generator.graph.texts import Leaf

_STAGES = ("core", "netherlands", "references", "content", "graph")
_LIBRARIES = (
    *("babel", "markdown-it-py", "mdit-py-plugins", "msgspec"),
    *("pyyaml", "rapidfuzz"),
)


class _Matches(Value, frozen=True):
    """The names in the paragraphs of a letter, as they are cached."""

    of_leaves: tuple[tuple[NameMatch, ...], ...]


Named = tuple[str, str, tuple[str, ...], ActorType]
"""All of an actor that says where its names are: its id, its name, its aliases and its type."""


def named(actor: Actor) -> Named:
    """Return all of an actor that names are found by."""
    return actor.id, actor.name, actor.aliases, actor.type


@dataclass(frozen=True, slots=True)
class FoundNames:
    """The names in a letter."""

    finder: NameFinder
    letter: Letter
    of_leaves: tuple[tuple[NameMatch, ...], ...]
    """By paragraph, in reading order."""
    words: frozenset[str] = frozenset()
    """The words in small letters that made a difference."""
    by_paragraph: Mapping[Paragraph, tuple[NameMatch, ...]] = field(default_factory=dict)
    """What was found before it was asked what abbreviations mean in this letter; nothing of a letter's first text."""


def found_names(
    cache: Cache, before: FoundNames | None, finder: NameFinder, letter: Letter, leaves: tuple[Leaf, ...]
) -> FoundNames:
    """Return the names in a letter, those of before if nothing changed that they depend on."""
    same = before if before is not None and before.finder is finder else None
    return same if same is not None and same.letter == letter else finder.of(same, letter, leaves, cache)


class NameFinder:
    """Finds the names of the given actors; makes the lexicon only for the first letter that is not in the cache."""

    def __init__(self, *actors: Named) -> None:
        """Take all actors."""
        self._key = digest.of_text("names", code_of(_STAGES, _LIBRARIES), digest.of_value(actors))
        self._actors = actors

    @cached_property
    def _lexicon(self) -> Lexicon:
        at = Position("")
        return lexicon(Actor(id_, at, name, type_, aliases) for id_, name, aliases, type_ in self._actors)

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """All names in small letters: only of these it is asked whether a letter has them as words."""
        return frozenset(fold(name).casefold() for _, first, others, _ in self._actors for name in (first, *others))

    def ahead(self, letters: Sequence[tuple[Letter, tuple[Leaf, ...]]], cache: Cache, spread: Spread) -> None:
        """Find the names in the letters that the cache lacks, which may be in copies of this process."""
        new = [one for one in letters if not cache.has(self._key_of(one[0]))]
        if new:
            self._lexicon.by_word  # noqa: B018 - made once, before there are copies
        spread(lambda task: self._found_ahead(*new[task], cache), len(new))

    def _found_ahead(self, letter: Letter, leaves: tuple[Leaf, ...], cache: Cache) -> None:
        self.of(None, letter, leaves, cache)

    def _key_of(self, letter: Letter) -> str:
        return digest.of_text(self._key, digest.of_value(letter))

    def of(self, before: FoundNames | None, letter: Letter, leaves: tuple[Leaf, ...], cache: Cache) -> FoundNames:
        """Return the names in each paragraph of a letter, by the cache if the letter's files are as they were.

        `before` has what the same finder found in an earlier text of the letter, of which many paragraphs may be equal.
        """
        key = self._key_of(letter)
        known = cache.get(key, _Matches)
        if known is not None and len(known.of_leaves) == len(leaves):
            return FoundNames(self, letter, known.of_leaves)
        words = _small_words(leaves) & self._surnames
        same = before.by_paragraph if before is not None and before.words == words else {}
        names = [
            same[leaf.paragraph] if leaf.paragraph in same else find_names(leaf.paragraph, self._lexicon, words)
            for leaf in leaves
        ]
        found = tuple(_as_defined(names, self._meanings(letter, leaves)))
        cache.put(key, _Matches(found))
        by_paragraph = {leaf.paragraph: group for leaf, group in zip(leaves, names, strict=True)} if before else {}
        return FoundNames(self, letter, found, words, by_paragraph)

    def _meanings(self, letter: Letter, leaves: Sequence[Leaf]) -> Mapping[str, tuple[str, ...] | None]:
        """Return the owners of each abbreviation that a letter defines as another's than those who have it on the site.

        None where the actors with the abbreviation have the name that the letter gives it. The letter's own `names`
        count more than its text.
        """
        chosen = {fold(name) for name, _ in letter.names}
        meanings: dict[str, tuple[str, ...] | None] = {}
        for one in definitions(leaves):
            owners = self._lexicon.owners(one.abbreviation)
            if not owners or one.abbreviation in chosen or meanings.get(one.abbreviation, ()) is None:
                continue
            holders = self._lexicon.holders(one.before, one.name)
            shared = any(owner in holders for owner in owners)
            meanings[one.abbreviation] = None if shared else meanings.get(one.abbreviation) or holders
        return meanings


def _as_defined(
    found: Sequence[Sequence[NameMatch]], meanings: Mapping[str, tuple[str, ...] | None]
) -> list[tuple[NameMatch, ...]]:
    """Return the names without the abbreviations that mean somebody else here, or with the one whom they mean."""
    other = {name: owners for name, owners in meanings.items() if owners is not None}
    if not other:
        return [tuple(group) for group in found]
    return [
        tuple(
            replace(item, owners=other[item.name]) if item.name in other else item
            for item in group
            if item.name not in other or other[item.name]
        )
        for group in found
    ]


_SMALL_WORD = re.compile(r"(?<![\w-])[a-zß-ÿ]{3,}(?![\w-])")


def _small_words(leaves: Sequence[Leaf]) -> frozenset[str]:
    """Return the words that a letter has in small letters; a surname among them is also a word here."""
    return frozenset(word for leaf in leaves for word in _SMALL_WORD.findall(leaf.paragraph.text))
