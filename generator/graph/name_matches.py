"""The names that stand in paragraphs, remembered letter by letter; what they mean there is decided in `mentions`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from generator.core import digest
from generator.core.cache import Cache, code_of
from generator.core.model import Actor, Letter
from generator.graph.lexicon import Lexicon, lexicon
from generator.graph.mentions import Found, find
from generator.graph.texts import Leaf


def findings(
    leaves: Sequence[Leaf], letters: Mapping[str, Letter], actors: Sequence[Actor], cache: Cache
) -> Iterator[tuple[Found, ...]]:
    """Yield what names stand in each paragraph; those of one letter stand together.

    They are looked for again when a file of the letter changed, or the names of actors.
    """
    finder = _Finder(actors, cache)
    for letter, group in groupby(leaves, key=lambda leaf: leaf.text.letter):
        yield from finder.of(letters[letter], tuple(group))


class _Finder:
    """Finds the names of some actors."""

    def __init__(self, actors: Sequence[Actor], cache: Cache) -> None:
        names = tuple((actor.id, actor.name, actor.aliases, actor.type) for actor in actors)
        self._told = digest.of_text(
            "names", code_of("core", "netherlands", "references", "content", "graph"), digest.of_value(names)
        )
        self._actors = actors
        self._cache = cache

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon(self._actors)

    def of(self, letter: Letter, leaves: tuple[Leaf, ...]) -> list[tuple[Found, ...]]:
        """Return what names stand in the paragraphs of a letter."""
        key = digest.of_text(self._told, digest.of_value(letter))
        known = self._cache.get(key)
        if isinstance(known, tuple) and len(known) == len(leaves):
            return [tuple(Found(*row) for row in rows) for rows in known]
        found = [find(leaf.paragraph, self._lexicon) for leaf in leaves]
        self._cache.put(key, tuple(tuple((it.start, it.end, it.owners, it.name) for it in row) for row in found))
        return found
