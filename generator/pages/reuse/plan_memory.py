"""What one plan leaves for the next in the same process: which group read what, and what everything was.

A preview plans the same site again after each save. Tables keep their entries where nothing changed, so that what did
change is found by comparing objects, and only who read of that is looked at; it is still the fingerprint of what was read
(`reuse.reads`) that decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import is_
from typing import Any

import msgspec

from generator.core.memory import Memory
from generator.pages.kinds.groups import Made, PageGroup
from generator.pages.planned import Piece
from generator.pages.reuse.reads import WHOLE, Reads, Recorder, keys_in
from generator.pages.writing.site_context import SiteContext

_NOTHING = object()


class SupersededError(Exception):
    """A plan was left, since what it is made from was changed meanwhile; what is remembered is that of the plan before."""


class Readers:
    """Who read what: groups or pieces of text, by name."""

    def __init__(self) -> None:
        """Set up without anybody."""
        self._reads: dict[str, Reads] = {}
        self._of_key: dict[str, dict[object, set[str]]] = {}
        self._of_table: dict[str, set[str]] = {}

    def note(self, name: str, reads: Reads) -> None:
        """Note what a reader read; what it read before does not count any more."""
        before = self._reads.get(name)
        if before is reads:
            return
        self._reads[name] = reads
        for table, key in () if before is None else _keys(before):
            self._set(table, key).discard(name)
        for table, key in _keys(reads):
            self._set(table, key).add(name)

    def of(self, changes: Changes) -> set[str]:
        """Return who read anything that changed, and maybe some who did not."""
        found: set[str] = set()
        for table, keys in changes.items():
            known = self._of_key.get(table, {})
            found.update(*(known[key] for key in keys if key in known), self._of_table.get(table, ()))
        return found

    def _set(self, table: str, key: object) -> set[str]:
        if key is WHOLE:
            return self._of_table.setdefault(table, set())
        return self._of_key.setdefault(table, {}).setdefault(key, set())


Changes = Mapping[str, frozenset[object]]
"""By table: the keys whose entries are other ones; a table is in it too where only its order changed."""


@dataclass(slots=True)
class PlanMemory:
    """What a plan knows of the one before it."""

    shared: str = ""
    """The fingerprint of what all pages may depend on; with another one, nothing in here counts."""
    tables: Mapping[str, Mapping[Any, Any]] = field(default_factory=dict)
    groups: dict[str, Made] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    """By group: the fingerprint of all that it read when it was made."""
    group_readers: Readers = field(default_factory=Readers)
    piece_readers: Readers = field(default_factory=Readers)
    steps: Memory = field(default_factory=Memory)
    """What is remembered of the steps before planning: parsing, linking, tables."""
    site: SiteContext | None = None
    """Of the last plan: what views of all groups are made from when they are asked for."""
    waited_for: frozenset[str] = frozenset()
    """The site paths of the pages that somebody looks at: their groups are made first."""
    superseded: Callable[[], bool] = lambda: False
    """Whether there is something newer to plan: once nobody waits for a page any more, the plan is left."""
    _again: dict[str, Made] = field(default_factory=dict)

    def check(self) -> None:
        """Leave the plan where there is something newer; asked between steps that take long.

        Raises:
            SupersededError: there is something newer to plan.
        """
        if self.superseded():
            raise SupersededError

    def is_waited_for(self, name: str) -> bool:
        """Say whether somebody looks at a page of a group, as it was."""
        known = self.groups.get(name)
        return known is not None and any(page.path in self.waited_for for page in known.pages)

    def made_again(self, group: PageGroup) -> Made:
        """Return a group with its views, which are kept until the next plan, or until somebody lets go of them."""
        found = self._again.get(group.name)
        if found is None and self.site is not None:
            found = self._again[group.name] = group.make(Recorder(self.site).site)
        return found or Made(())

    def let_go(self) -> None:
        """Let go of the views that were made again."""
        self._again.clear()

    def forget(self, shared: str) -> None:
        """Begin anew."""
        self.shared, self.tables, self.groups, self.digests = shared, {}, {}, {}
        self.group_readers, self.piece_readers = Readers(), Readers()


def changes(before: Mapping[str, Mapping[Any, Any]], now: Mapping[str, Mapping[Any, Any]]) -> Changes:
    """Return in which entries tables are not as they were: by identity, so that equal ones may be among them."""
    found = {name: _changed(before.get(name, {}), table) for name, table in now.items()}
    return {name: keys for name, keys in found.items() if keys is not None}


def _changed(before: Mapping[Any, Any], now: Mapping[Any, Any]) -> frozenset[object] | None:
    """Return the keys of other entries; None where the table is the same, in the same order."""
    if before is now:
        return None
    if len(before) == len(now) and all(map(is_, before, now)):  # the same keys, in the same order
        found = [
            key
            for key, old, new in zip(now, before.values(), now.values(), strict=True)
            if old is not new and not _is_same(old, new)
        ]
        return frozenset(found) if found else None
    keys = {key for key, value in now.items() if not _is_same(before.get(key, _NOTHING), value)}
    keys.update(key for key in before if key not in now)
    return frozenset(keys) if keys or list(before) != list(now) else None


def _is_same(before: object, now: object) -> bool:
    if isinstance(now, Piece):
        return isinstance(before, Piece) and before.digest == now.digest
    return before is now


def _keys(reads: Reads) -> Iterator[tuple[str, object]]:
    """Yield what was read, table by table; `WHOLE` for a table that was walked, or whose keys cannot be read."""
    for table, encoded in reads.items():
        try:
            keys = (WHOLE,) if encoded == WHOLE else keys_in(table, encoded)
        except (KeyError, msgspec.DecodeError):
            keys = (WHOLE,)
        yield from ((table, key) for key in keys)
