"""The cache between builds, in one file outside the site: values by key, encoded as data and checked when read.

Nothing in the file is run. A record that is cut, damaged or not of the type that is asked for counts as none.
"""

from __future__ import annotations

import contextlib
import os
import struct
import tempfile
import weakref
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeVar

import msgspec

from generator.core import digest
from generator.core.values import Value
from generator.output import users_folders

_Of = TypeVar("_Of")

_MAGIC = b"kantlijn cache 1\n"
"""What the file begins with; the number is raised when the form of records changes."""
_HEAD = struct.Struct("<16sII")
"""Before each value: its key, its length in bytes and its CRC-32."""
_SPARED = 3
"""How many times as many values a file may hold as were asked for last."""
_READS_AT = hasattr(os, "pread")
"""Whether a place in a file can be read without moving in it, as copies of this process must that share the file."""
_BINARY = getattr(os, "O_BINARY", 0)


def folder(site: Path) -> Path:
    """Return the folder in which a site's cache is: the user's, by the site's real path, so that no site brings one."""
    return users_folders.cache_folder(site)


class _Additions(Value, frozen=True):
    """What a copy of the process did with the cache: the names asked for, and by name the values put in."""

    asked: tuple[bytes, ...]
    new: dict[bytes, tuple[bytes, int]]


class _Place(NamedTuple):
    """Where a value is in an open file."""

    file: IO[bytes]
    start: int
    length: int

    def read(self) -> bytes:
        """Return the value; cut or empty where the file was cut since."""
        if _READS_AT:
            return os.pread(self.file.fileno(), self.length, self.start)
        self.file.seek(self.start)
        return self.file.read(self.length)


_Kept = tuple[bytes | _Place, int]
"""A value, or where it is, and its CRC-32."""


class CacheFile:
    """A cache backed by a file (none: only by this process).

    Values are read from the file when they are asked for, and new ones wait in a file without a name, so that little of
    them is in memory. What is new is added at the file's end. What was not asked for stays in it for a while, since
    another command may want it (a preview and a build make other pages of the same content); once something is added to
    a file of which most is such, it is written anew.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._opened = False
        self._found: dict[bytes, _Kept] = {}
        self._stored = 0
        self._length = 0
        self._asked: dict[bytes, None] = {}
        self._new: dict[bytes, None] = {}
        self._waiting: IO[bytes] | None = None

    @property
    def _values(self) -> dict[bytes, _Kept]:
        """All values by name; the file is opened when they are first asked for, since not every command does."""
        if not self._opened:
            self._opened = True
            self._waiting = _waiting_room(self._file)
            if self._waiting:
                weakref.finalize(self, self._waiting.close)
            if self._file:
                self._load(self._file)
        return self._found

    def get(self, key: str, kind: type[_Of]) -> _Of | None:
        """Return what was put under the key, or None."""
        name = _name(key)
        self._asked[name] = None
        found = self._values.get(name)
        if found is None:
            return None
        data = _bytes(found)
        if data is None:
            return None
        try:
            value: _Of = _decoder(kind).decode(data)
        except (msgspec.DecodeError, ValueError, RecursionError):
            return None
        return value

    def has(self, key: str) -> bool:
        """Say whether anything was put under the key; whether it can be read is seen when it is asked for."""
        return _name(key) in self._values

    def put(self, key: str, value: object) -> None:
        """Keep a value under a key; one that MessagePack has no form for is not kept."""
        try:
            data = _ENCODER.encode(value)
        except digest.UNENCODABLE:
            return
        name = _name(key)
        self._asked[name] = self._new[name] = None
        self._values[name] = self._kept(data, zlib.crc32(data))

    def is_empty(self) -> bool:
        """Say whether no file of earlier runs has anything; what is in it is seen when it is asked for."""
        try:
            return self._file is None or self._file.stat().st_size <= len(_MAGIC)
        except OSError:
            return True

    def prepare(self) -> None:
        """Open the file, in which is what copies read."""
        _ = self._values

    def begin(self) -> None:
        """Leave to the process that this one is a copy of what it asked for and put in."""
        self._asked, self._new, self._waiting = {}, {}, None

    def additions(self) -> bytes:
        """Return what was asked for and put in since the last call, as MessagePack."""
        new = {name: self._values[name] for name in self._new}
        sent = {name: (data, kept[1]) for name, kept in new.items() if (data := _bytes(kept)) is not None}
        asked, self._asked, self._new = tuple(self._asked), {}, {}
        return _ENCODER.encode(_Additions(asked, sent))

    def add(self, additions: bytes) -> None:
        """Take in what a copy of this process asked for and put in."""
        found = _decoder(_Additions).decode(additions)
        self._asked.update(dict.fromkeys(found.asked))
        self._new.update(dict.fromkeys(found.new))
        self._values.update({name: self._kept(data, check) for name, (data, check) in found.new.items()})

    def save(self) -> None:
        """Write what is new since the last time; a disk that does not let us costs time, not more."""
        kept = {name: self._values[name] for name in self._asked if name in self._values}
        new = {name: kept[name] for name in self._new}
        spare = not self._stored or (bool(new) and self._stored + len(new) > _SPARED * len(kept))
        if spare or self._file is None:
            self._found = kept
        self._asked, self._new = dict.fromkeys(kept), {}
        if self._file is None or not kept:
            return
        with contextlib.suppress(OSError):
            if spare:
                self._write(self._file, kept)
            elif new:
                self._add(self._file, new)

    def _kept(self, data: bytes, check: int) -> _Kept:
        """Return a new value as it waits to be written: in memory where no file can be had."""
        room = self._waiting
        if room is None:
            return data, check
        try:
            start = room.seek(0, os.SEEK_END)
            room.write(data)
        except OSError:
            return data, check
        return _Place(room, start, len(data)), check

    def _load(self, file: Path) -> None:
        with contextlib.suppress(OSError, ValueError, users_folders.UnusableError):
            opened = _opened(file)
            weakref.finalize(self, opened.close)
            users_folders.checked(os.fstat(opened.fileno()), file)
            for name, place, check in _records(opened):
                self._found[name] = (place, check)
                self._stored += 1
                self._length = place.start + place.length

    def _write(self, file: Path, values: Mapping[bytes, _Kept]) -> None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb") as target:
                target.write(_MAGIC)
                target.writelines(_written(values))
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
        self._stored, self._length = len(values), file.stat().st_size

    def _add(self, file: Path, values: Mapping[bytes, _Kept]) -> None:
        if not file.is_file() or file.is_symlink() or file.stat().st_size != self._length:
            self._write(file, self._values)  # it is gone, cut, or another process wrote to it
            return
        with file.open("ab") as target:
            target.writelines(_written(values))
            self._length = target.tell()
        self._stored += len(values)


def _waiting_room(file: Path | None) -> IO[bytes] | None:
    """Return a file without a name for values that are not saved yet; None where there is no disk for it."""
    if file is None:
        return None
    with contextlib.suppress(OSError):
        return tempfile.TemporaryFile(dir=file.parent, buffering=0)
    return None


def _opened(file: Path) -> IO[bytes]:
    """Open the file, which may be neither a link nor something to wait for."""
    flags = os.O_RDONLY | _BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    return os.fdopen(os.open(file, flags), "rb")


def _bytes(kept: _Kept) -> bytes | None:
    """Return a value's bytes; None where they are not those that were put."""
    found, check = kept
    data = found.read() if isinstance(found, _Place) else found
    return data if zlib.crc32(data) == check else None


def _name(key: str) -> bytes:
    return bytes.fromhex(digest.of_text(key))


def _written(values: Mapping[bytes, _Kept]) -> Iterator[bytes]:
    for name, kept in values.items():
        data = _bytes(kept)
        if data is not None:
            yield _HEAD.pack(name, len(data), kept[1])
            yield data


def _records(file: IO[bytes]) -> Iterator[tuple[bytes, _Place, int]]:
    """Yield the records of a file as key, place and check; what follows a cut one is left out."""
    end = os.fstat(file.fileno()).st_size
    if file.read(len(_MAGIC)) != _MAGIC:
        return
    at = len(_MAGIC)
    while at + _HEAD.size <= end:
        name, length, check = _HEAD.unpack(file.read(_HEAD.size))
        at += _HEAD.size
        if at + length > end:
            return
        yield name, _Place(file, at, length), check
        at += length
        file.seek(length, os.SEEK_CUR)


_ENCODER = msgspec.msgpack.Encoder()


_DECODERS: dict[type, msgspec.msgpack.Decoder[Any]] = {}


def _decoder(kind: type) -> msgspec.msgpack.Decoder[Any]:
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.msgpack.Decoder(kind)
    return _DECODERS[kind]
