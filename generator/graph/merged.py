"""Tables of the whole site from those of its letters, made again only where a letter's own changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeVar

from generator.core.memory import Table, settled

_Key = TypeVar("_Key")
_Of = TypeVar("_Of")
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Merged(Table[_Key, _Of]):
    """A table of the whole site, with the tables of letters that it was made from, in the order of letters."""

    of_letters: Mapping[str, Mapping[_Key, _Of]] = field(default_factory=dict)


def joined(before: Merged[_Key, _Of] | None, of_letters: Mapping[str, Mapping[_Key, _Of]]) -> Merged[_Key, _Of]:
    """Return all entries of letters' tables, of which no two have the same key."""
    if before is None:
        return Merged(dict(_entries(of_letters.values())), of_letters=of_letters)
    others = _others(before.of_letters, of_letters)
    changed = frozenset(key for pair in others for key in _changed(*pair))
    if not _same_keys(before, of_letters, others):
        return Merged(dict(_entries(of_letters.values())), changed, of_letters=of_letters)
    if not changed:
        return Merged(before.entries, moved=False, of_letters=of_letters)
    entries = {**before.entries}
    for _, now in others:
        entries |= now
    return Merged(entries, changed, of_letters=of_letters)


def gathered(
    before: Merged[_Key, tuple[_Of, ...]] | None, of_letters: Mapping[str, Mapping[_Key, tuple[_Of, ...]]]
) -> Merged[_Key, tuple[_Of, ...]]:
    """Return by key what all letters have under it, one letter after the other."""
    if before is None:
        return Merged(_gathered(of_letters), of_letters=of_letters)
    others = _others(before.of_letters, of_letters)
    if not _same_keys(before, of_letters, others):
        entries = settled(before.entries, _gathered(of_letters))
        return Merged(entries, frozenset(_changed(before.entries, entries)), entries is not before.entries, of_letters)
    changed = frozenset(key for pair in others for key in _changed(*pair))
    if not changed:
        return Merged(before.entries, moved=False, of_letters=of_letters)
    of_all = tuple(of_letters.values())
    again = {key: tuple(chain.from_iterable(one.get(key, ()) for one in of_all)) for key in changed}
    return Merged({**before.entries, **again}, changed, of_letters=of_letters)


def _gathered(of_letters: Mapping[str, Mapping[_Key, tuple[_Of, ...]]]) -> dict[_Key, tuple[_Of, ...]]:
    found: dict[_Key, list[_Of]] = {}
    for key, values in _entries(of_letters.values()):
        found.setdefault(key, []).extend(values)
    return {key: tuple(values) for key, values in found.items()}


def _entries(tables: Any) -> Iterator[tuple[Any, Any]]:
    return chain.from_iterable(table.items() for table in tables)


_Pair = tuple[Mapping[_Key, _Of], Mapping[_Key, _Of]]


def _others(
    before: Mapping[str, Mapping[_Key, _Of]], now: Mapping[str, Mapping[_Key, _Of]]
) -> Sequence[_Pair[_Key, _Of]]:
    """Return the tables of letters that are not the same objects as before, each with the one before."""
    names = {**before, **now}
    pairs = ((before.get(name, {}), now.get(name, {})) for name in names)
    return [(old, new) for old, new in pairs if old is not new]


def _same_keys(
    before: Merged[_Key, _Of],
    of_letters: Mapping[str, Mapping[_Key, _Of]],
    others: Sequence[_Pair[_Key, _Of]],
) -> bool:
    """Return whether all letters and all their keys are those of before, in the same order."""
    return list(before.of_letters) == list(of_letters) and all(list(old) == list(new) for old, new in others)


def _changed(before: Mapping[_Key, _Of], now: Mapping[_Key, _Of]) -> Iterator[_Key]:
    for key in {**before, **now}:
        if before.get(key, _ABSENT) is not now.get(key, _ABSENT):
            yield key
