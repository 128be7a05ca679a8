"""Finds actors' names in all paragraphs, with a cached result for each letter. `mentions` has the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from generator.core import digest
from generator.core.cache import Cache, code_of
from generator.core.model import Actor, Letter
from generator.core.values import Value
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
    *("babel", "markdown-it-py", "mdit-py-plugins", "msgspec", "pydantic", "pydantic-core"),
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
        found = [find_names(leaf.paragraph, self._lexicon) for leaf in leaves]
        self._cache.put(key, _Matches(tuple(found)))
        return found
