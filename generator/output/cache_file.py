"""The cache between builds, in one file outside the site: values by key, encoded as data and checked when read.

Nothing in the file is run. A record that is cut, damaged or not of the type that is asked for counts as none.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec

from generator.core import digest
from generator.core.values import Value
from generator.output import users_folders

_Of = TypeVar("_Of")

FOLDER_VARIABLE = users_folders.CACHE_VARIABLE
_MAGIC = b"kantlijn cache 1\n"
"""What the file begins with; the number is raised when the form of records changes."""
_HEAD = struct.Struct("<16sII")
"""Before each value: its key, its length in bytes and its CRC-32."""
_SPARED = 3
"""How many times as many values a file may hold as were asked for last."""
_Bytes = bytes | memoryview
_BINARY = getattr(os, "O_BINARY", 0)


def folder(site: Path) -> Path:
    """Return the folder in which a site's cache is: the user's, by the site's real path, so that no site brings one."""
    return users_folders.cache_folder(site)


class _Additions(Value, frozen=True):
    """What a copy of the process did with the cache: the names asked for, and by name the values put in."""

    asked: tuple[bytes, ...]
    new: dict[bytes, tuple[bytes, int]]


class CacheFile:
    """A cache backed by a file (none: only by this process).

    What is new is added at the file's end. What was not asked for stays in it for a while, since another command may want
    it (a preview and a build make other pages of the same content); once most of the file is such, it is written anew.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._values: dict[bytes, tuple[_Bytes, int]] = {}
        self._stored = 0
        self._length = 0
        self._asked: dict[bytes, None] = {}
        self._new: dict[bytes, None] = {}
        if file:
            self._load(file)

    def get(self, key: str, kind: type[_Of]) -> _Of | None:
        """Return what was put under the key, or None."""
        name = _name(key)
        self._asked[name] = None
        found = self._values.get(name)
        if found is None:
            return None
        data, check = found
        if zlib.crc32(data) != check:
            return None
        try:
            value: _Of = _decoder(kind).decode(data)
        except (msgspec.DecodeError, ValueError, RecursionError):
            return None
        return value

    def put(self, key: str, value: object) -> None:
        """Keep a value under a key; one that MessagePack has no form for is not kept."""
        try:
            data = _ENCODER.encode(value)
        except digest.UNENCODABLE:
            return
        name = _name(key)
        self._asked[name] = self._new[name] = None
        self._values[name] = (data, zlib.crc32(data))

    def begin(self) -> None:
        """Leave to the process that this one is a copy of what it asked for and put in."""
        self._asked, self._new = {}, {}

    def additions(self) -> bytes:
        """Return what was asked for and put in since the last call, as MessagePack."""
        new = {name: self._values[name] for name in self._new}
        found = _Additions(tuple(self._asked), {name: (bytes(data), check) for name, (data, check) in new.items()})
        self._asked, self._new = {}, {}
        return _ENCODER.encode(found)

    def add(self, additions: bytes) -> None:
        """Take in what a copy of this process asked for and put in."""
        found = _decoder(_Additions).decode(additions)
        self._asked.update(dict.fromkeys(found.asked))
        self._new.update(dict.fromkeys(found.new))
        self._values.update(found.new)

    def save(self) -> None:
        """Write what is new since the last time; a disk that does not let us costs time, not more."""
        kept = {name: self._values[name] for name in self._asked if name in self._values}
        new = {name: kept[name] for name in self._new}
        self._values, self._asked, self._new = kept, {}, {}
        if self._file is None or not kept:
            return
        with contextlib.suppress(OSError):
            if self._stored + len(new) > _SPARED * len(kept) or not self._stored:
                self._write(self._file, kept)
            elif new:
                self._add(self._file, new)

    def _load(self, file: Path) -> None:
        with contextlib.suppress(OSError, ValueError, users_folders.UnusableError), _opened(file) as opened:
            users_folders.checked(os.fstat(opened.fileno()), file)
            view = memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
            for name, data, check, end in _records(view):
                self._values[name] = (data, check)
                self._stored += 1
                self._length = end

    def _write(self, file: Path, values: Mapping[bytes, tuple[_Bytes, int]]) -> None:
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

    def _add(self, file: Path, values: Mapping[bytes, tuple[_Bytes, int]]) -> None:
        if not file.is_file() or file.is_symlink() or file.stat().st_size != self._length:
            self._write(file, self._values)  # it is gone, cut, or another process wrote to it
            return
        with file.open("ab") as target:
            target.writelines(_written(values))
            self._length = target.tell()
        self._stored += len(values)


def _opened(file: Path) -> IO[bytes]:
    """Open the file, which may be neither a link nor something to wait for."""
    flags = os.O_RDONLY | _BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    return os.fdopen(os.open(file, flags), "rb")


def _name(key: str) -> bytes:
    return bytes.fromhex(digest.of_text(key))


def _written(values: Mapping[bytes, tuple[_Bytes, int]]) -> Iterator[_Bytes]:
    for name, (data, check) in values.items():
        yield _HEAD.pack(name, len(data), check)
        yield data


def _records(view: memoryview) -> Iterator[tuple[bytes, memoryview, int, int]]:
    """Yield the records of a file as key, value, check and end; what follows a cut one is left out."""
    if view[: len(_MAGIC)] != _MAGIC:
        return
    at = len(_MAGIC)
    while at + _HEAD.size <= len(view):
        name, length, check = _HEAD.unpack_from(view, at)
        start = at + _HEAD.size
        at = start + length
        if at > len(view):
            return
        yield name, view[start:at], check, at


_ENCODER = msgspec.msgpack.Encoder()


_DECODERS: dict[type, msgspec.msgpack.Decoder[Any]] = {}


def _decoder(kind: type) -> msgspec.msgpack.Decoder[Any]:
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.msgpack.Decoder(kind)
    return _DECODERS[kind]
