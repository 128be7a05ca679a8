"""What one process remembers of the steps of its last run, so that what did not change stays the same object.

A stage is made of steps: functions of their arguments and of what they look up in tables. A step is taken from memory
where its arguments are equal and everything it looked up is as it was; else it is made, and of the new result every part
that is equal to the old one is the old one. With nothing remembered each step is made: there is no other way to build.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from operator import is_
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

_Key = TypeVar("_Key")
_Of = TypeVar("_Of")
_Given = ParamSpec("_Given")
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Table(Generic[_Key, _Of]):
    """A table that steps look things up in, and how it differs from the one of the last run."""

    entries: Mapping[_Key, _Of]
    changed: frozenset[_Key] = frozenset()
    """The keys whose entry is another than in the last run, or is gone, or is new."""
    moved: bool = True
    """Whether who reads all of it finds anything else than in the last run, be it the order."""


def compared(entries: Mapping[_Key, _Of], before: Table[_Key, _Of] | None) -> Table[_Key, _Of]:
    """Return a table, compared entry by entry with the one of the last run."""
    if before is None:
        return Table(entries)
    now = settled(before.entries, entries)
    if now is before.entries:
        return Table(now, moved=False)
    keys = [*now, *(key for key in before.entries if key not in now)]
    return Table(now, frozenset(key for key in keys if now.get(key, _ABSENT) is not before.entries.get(key, _ABSENT)))


Reads = Mapping[str, frozenset[Any] | None]
"""By table: the keys that a step looked up; None where it read all of the table."""


class RecordedTable(Mapping[_Key, _Of]):
    """A table that notes which of its keys are looked up, those that it does not have too."""

    __slots__ = ("_entries", "keys_read", "whole")

    def __init__(self, entries: Mapping[_Key, _Of]) -> None:
        self._entries = entries
        self.keys_read: set[_Key] = set()
        self.whole = False

    def __getitem__(self, key: _Key) -> _Of:
        self.keys_read.add(key)
        return self._entries[key]

    def __iter__(self) -> Iterator[_Key]:
        self.whole = True
        return iter(self._entries)

    def __len__(self) -> int:
        self.whole = True
        return len(self._entries)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A step as it is remembered."""

    arguments: tuple[object, ...]
    """Those by name after their names."""
    reads: Reads
    result: Any


class Memory:
    """The steps of the last run of each stage. One thread at a time may use it."""

    def __init__(self) -> None:
        self._stages: dict[str, tuple[object, dict[Hashable, _Taken]]] = {}

    @contextmanager
    def stage(self, name: str, shared: object) -> Iterator[Steps]:
        """Yield what runs the steps of a stage; they are remembered when it ends, and none of them if it raises.

        `shared` is what every step may depend on without taking it as an argument: where it changed, all is forgotten.
        """
        known, before = self._stages.get(name, (None, {}))
        steps = Steps(before if known == shared else {})
        yield steps
        self._stages[name] = shared, steps.now


class Steps:
    """Runs the steps of one stage. Each has a key of its own."""

    def __init__(self, before: Mapping[Hashable, _Taken]) -> None:
        self._before = before
        self.now: dict[Hashable, _Taken] = {}

    def step(self, key: Hashable, make: Callable[_Given, _Of], *given: _Given.args, **named: _Given.kwargs) -> _Of:
        """Return what a function makes of its arguments; it may use nothing else that can change.

        What makes no difference to the result, such as a cache, is bound to the function.
        """
        known, arguments = self._before.get(key), (*given, *named, *named.values())
        if known is None or not _same(known.arguments, arguments):
            known = _made(known, make(*given, **named), arguments, {})
        self.now[key] = known
        result: _Of = known.result
        return result

    def looking_up(
        self,
        key: Hashable,
        make: Callable[Concatenate[Mapping[str, Mapping[Any, Any]], _Given], _Of],
        tables: Mapping[str, Table[Any, Any]],
        *given: _Given.args,
        **named: _Given.kwargs,
    ) -> _Of:
        """Return what a function makes of its arguments and of what it looks up in tables: it gets them first, by name."""
        known, arguments = self._before.get(key), (*given, *named, *named.values())
        if known is None or not _same(known.arguments, arguments) or not _hold(known.reads, tables):
            recorded = {name: RecordedTable(table.entries) for name, table in tables.items()}
            made = make(recorded, *given, **named)
            known = _made(known, made, arguments, _reads(recorded))
        self.now[key] = known
        result: _Of = known.result
        return result

    def after(
        self,
        key: Hashable,
        make: Callable[Concatenate[_Of | None, _Given], _Of],
        *given: _Given.args,
        **named: _Given.kwargs,
    ) -> _Of:
        """Return what a function makes of its own result in the last run (None: there is none) and its arguments.

        The function itself takes what is unchanged from the last result. It may not depend on it otherwise.
        """
        known = self._before.get(key)
        result = make(None if known is None else known.result, *given, **named)
        self.now[key] = _Taken((), {}, result)
        return result


def _made(before: _Taken | None, result: object, arguments: tuple[object, ...], reads: Reads) -> _Taken:
    return _Taken(arguments, reads, result if before is None else settled(before.result, result))


def _same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Return whether arguments are those of before: the same objects, or equal, mappings also in their order."""
    if len(before) != len(now):
        return False
    return all(map(is_, before, now)) or all(map(is_, before, map(settled, before, now)))


def _hold(reads: Reads, tables: Mapping[str, Table[Any, Any]]) -> bool:
    """Return whether what a step looked up is as it was."""
    for name, keys in reads.items():
        table = tables[name]
        if table.moved and (keys is None or not keys.isdisjoint(table.changed)):
            return False
    return True


def _reads(recorded: Mapping[str, RecordedTable[Any, Any]]) -> Reads:
    return {
        name: None if table.whole else frozenset(table.keys_read)
        for name, table in recorded.items()
        if table.whole or table.keys_read
    }


def settled(before: object, now: _Of) -> _Of:
    """Return what is equal to `now`, with the parts of `before` that are equal to those at the same place.

    Parts are the values of mappings, the fields of dataclasses, and the whole. Mappings in another order are not equal,
    since who walks them finds another order; of mappings inside tuples this is not seen, so steps hand on none.
    """
    kept: _Of = _settled(before, now)
    return kept


def _settled(before: Any, now: Any) -> Any:
    if now is before or type(now) is not type(before):
        return now
    if isinstance(now, dict):
        parts = {key: _settled(before[key], value) if key in before else value for key, value in now.items()}
        same = len(parts) == len(before) and all(
            key == other and value is before[key] for (key, value), other in zip(parts.items(), before, strict=True)
        )
        return before if same else parts
    if is_dataclass(now) and not isinstance(now, type):
        of_fields = {
            field.name: _settled(getattr(before, field.name), getattr(now, field.name)) for field in fields(now)
        }
        same = all(value is getattr(before, name) for name, value in of_fields.items())
        return before if same else replace(now, **of_fields)
    return before if now == before else now
