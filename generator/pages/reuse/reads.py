"""What is read of the site while a group of pages is made: the group's dependencies.

Pages see the site as tables (`graph.tables.SiteTables` and a few of `SiteContext`). A group is made from a context whose
tables note every key that is asked for. Nothing else can be asked: what pages show is in the tables, in the settings
that all pages share, or in the code, and the last two are in every cache key (`reuse.groups`).
"""

from __future__ import annotations

import functools
import types
from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import replace
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from generator.core import digest
from generator.graph.tables import SiteTables
from generator.pages.planned import Piece
from generator.pages.writing.site_context import SiteContext

_Key = TypeVar("_Key")
_Of = TypeVar("_Of")

Reads = dict[str, bytes]
"""By table: the keys that were read, as MessagePack; `WHOLE` where the table was walked."""
WHOLE = b""

_ABSENT = b""
"""The digest of what is not there."""
_PARTED = b" "
"""Between names of tables and digests, which have no space in them."""
_OWN_TABLES = ("proofs", "followed", "pieces")
"""The tables that a context has beside those of the site."""


@functools.cache
def _key_types() -> Mapping[str, Any]:
    """Return the type of each table's keys, by the table's name."""
    hints = get_type_hints(SiteTables)
    own = get_type_hints(SiteContext)
    found = {
        **{name: hints[name] for name in SiteTables.__struct_fields__},
        **{name: own[name] for name in _OWN_TABLES},
    }
    return {name: get_args(hint)[0] for name, hint in found.items() if get_args(hint)}


class RecordedTable(Mapping[_Key, _Of]):
    """A table that notes which of its keys are asked for, those that it does not have too."""

    __slots__ = ("_values", "keys_read", "whole")

    def __init__(self, values: Mapping[_Key, _Of]) -> None:
        self._values = values
        self.keys_read: set[object] = set()
        self.whole = False

    def __getitem__(self, key: _Key) -> _Of:
        self.keys_read.add(key)
        return self._values[key]

    def get(self, key: _Key, default: Any = None) -> Any:
        """Return the value of a key, or the default."""
        self.keys_read.add(key)
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.keys_read.add(key)
        return key in self._values

    def __iter__(self) -> Iterator[_Key]:
        self.whole = True
        return iter(self._values)

    def __len__(self) -> int:
        self.whole = True
        return len(self._values)

    def keys(self) -> KeysView[_Key]:
        """Return all keys: the table is read whole."""
        self.whole = True
        return self._values.keys()

    def values(self) -> ValuesView[_Of]:
        """Return all values: the table is read whole."""
        self.whole = True
        return self._values.values()

    def items(self) -> ItemsView[_Key, _Of]:
        """Return all keys with their values: the table is read whole."""
        self.whole = True
        return self._values.items()


class Recorder:
    """A site's context whose tables note what is read of them."""

    def __init__(self, site: SiteContext) -> None:
        self._tables: dict[str, RecordedTable[Any, Any]] = {
            name: RecordedTable(table) for name, table in tables_of(site).items()
        }
        graph = {name: table for name, table in self._tables.items() if name not in _OWN_TABLES}
        self.site = replace(
            site,
            graph=msgspec.structs.replace(site.graph, **graph),
            proofs=self._tables["proofs"],
            followed=self._tables["followed"],
            pieces=self._tables["pieces"],
            written={},
            records={},
            _places={},
            _held={},
            _contexts={},
            _leaves={},
            _order={},
        )

    def reads(self) -> Reads:
        """Return what was read until now."""
        return {
            name: WHOLE if table.whole else _encoded(table.keys_read)
            for name, table in self._tables.items()
            if table.whole or table.keys_read
        }


class Entries:
    """The digests of a site's table entries, each computed when it is first asked for."""

    def __init__(self, site: SiteContext) -> None:
        self._tables = tables_of(site)
        self._known: dict[str, dict[object, bytes]] = {name: {} for name in self._tables}
        self._whole: dict[str, bytes] = {}

    def digest(self, reads: Reads) -> str:
        """Return one fingerprint of all that was read, as it is now."""
        parts: list[bytes] = []
        for name, keys in reads.items():
            parts.append(name.encode())
            if keys == WHOLE:
                parts.append(self._all(name))
            else:
                parts.extend(self._entries(name, keys_in(name, keys)))
        return digest.of_bytes(_PARTED.join(parts))

    def tables(self) -> str:
        """Return one fingerprint of all tables but those of `SiteContext.proofs` and of pieces, made from the others."""
        tables = (table for name, table in self._tables.items() if name not in ("pieces", "proofs"))
        return digest.of_values(part for table in tables for part in (len(table), *table.items()))

    def _entries(self, name: str, keys: tuple[object, ...]) -> Iterator[bytes]:
        table, known = self._tables[name], self._known[name]
        for key in keys:
            found = known.get(key)
            if found is None:
                value = table.get(key)
                found = known[key] = _ABSENT if value is None else _short(value)
            yield found

    def _all(self, name: str) -> bytes:
        if name not in self._whole:
            keys = tuple(self._tables[name])
            entries = _PARTED.join(self._entries(name, keys))
            self._whole[name] = digest.of_bytes(digest.encoded(keys), entries).encode()
        return self._whole[name]


def tables_of(site: SiteContext) -> dict[str, Mapping[Any, Any]]:
    """Return all tables that pages can read, by name."""
    return {name: getattr(site if name in _OWN_TABLES else site.graph, name) for name in _key_types()}


def _encoded(keys: set[object]) -> bytes:
    """Return keys as MessagePack; where one has no form in it, the table counts as read whole."""
    try:
        return msgspec.msgpack.encode(tuple(keys))
    except digest.UNENCODABLE:
        return WHOLE


def keys_in(table: str, encoded: bytes) -> tuple[object, ...]:
    """Return the keys of a table that were read.

    Raises:
        KeyError: there is no such table.
        msgspec.DecodeError: they are no keys of it.
    """
    return _decoder(table).decode(encoded)


@functools.cache
def _decoder(name: str) -> msgspec.msgpack.Decoder[tuple[object, ...]]:
    return msgspec.msgpack.Decoder(types.GenericAlias(tuple, (_key_types()[name], ...)))


def _short(value: object) -> bytes:
    """Return the digest of a table's entry; a piece of text has its own, so that it need not be made for this."""
    return (value.digest if isinstance(value, Piece) else digest.of_value(value)).encode()
