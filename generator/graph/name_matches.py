"""Finds actors' names in all paragraphs, with a cached result for each letter. `mentions` has the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby

from generator.core import digest
from generator.core.cache import Cache, code_of
from generator.core.language import fold
from generator.core.model import Actor, Letter
from generator.core.values import Value
from generator.graph.definitions import definitions
from generator.graph.lexicon import Lexicon, lexicon
from generator.graph.mentions import NameMatch, find_names
from generator.graph.texts import Leaf


def name_matches_of(
    leaves: Sequence[Leaf], letters: Mapping[str, Letter], actors: Sequence[Actor], cache: Cache
) -> Iterator[tuple[NameMatch, ...]]:
    """Yield the names in each paragraph; the paragraphs of a letter must be next to each other.

    A letter is searched again only if its files, the actors' names or the code changed.
    """
    finder = _Finder(actors, cache)
    for letter, group in groupby(leaves, key=lambda leaf: leaf.text.letter):
        yield from finder.of(letters[letter], tuple(group))


_STAGES = ("core", "netherlands", "references", "content", "graph")
_LIBRARIES = (
    *("babel", "markdown-it-py", "mdit-py-plugins", "msgspec"),
    *("pyyaml", "rapidfuzz"),
)


class _Matches(Value, frozen=True):
    """The names in the paragraphs of a letter, as they are cached."""

    of_leaves: tuple[tuple[NameMatch, ...], ...]


class _Finder:
    """Finds the names of the given actors; makes the lexicon only for the first letter that is not in the cache."""

    def __init__(self, actors: Sequence[Actor], cache: Cache) -> None:
        names = tuple((actor.id, actor.name, actor.aliases, actor.type) for actor in actors)
        self._names = digest.of_text("names", code_of(_STAGES, _LIBRARIES), digest.of_value(names))
        self._actors = actors
        self._cache = cache

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon(self._actors)

    def of(self, letter: Letter, leaves: tuple[Leaf, ...]) -> list[tuple[NameMatch, ...]]:
        """Return the names in each paragraph of a letter."""
        key = digest.of_text(self._names, digest.of_value(letter))
        known = self._cache.get(key, _Matches)
        if known is not None and len(known.of_leaves) == len(leaves):
            return list(known.of_leaves)
        words = _small_words(leaves)
        names = [find_names(leaf.paragraph, self._lexicon, words) for leaf in leaves]
        found = _as_defined(names, self._meanings(letter, leaves))
        self._cache.put(key, _Matches(tuple(found)))
        return found

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
