"""What earlier builds found out, kept between runs in one file: values by the digest of what they were made from.

A damaged file, one of another version, or one that holds anything but our own values counts as no file at all.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
from collections.abc import Callable
from enum import EnumType
from pathlib import Path

from generator import __version__

_ALLOWED = ("generator.core.", "generator.content.")
_DATE = ("datetime", "date")
_SPARED = 3
"""How many times as many values a file may hold as were asked for last."""


class CacheFile:
    """A memory backed by a file (none: only by this process).

    The file is written in chapters: what is new is added at its end. What was not asked for stays in it for a while,
    since another command may want it (a preview and a build make other pages of the same content); once most of the
    file is such, it is written anew without.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._values, self._stored = _load(file) if file else ({}, 0)
        self._asked: set[str] = set()
        self._new: set[str] = set()

    def get(self, key: str) -> object | None:
        """Return what was put under the key, or None."""
        self._asked.add(key)
        return self._values.get(key)

    def put(self, key: str, value: object) -> None:
        """Keep a value under a key."""
        self._asked.add(key)
        self._new.add(key)
        self._values[key] = value

    def save(self) -> None:
        """Write what is new since the last time; a disk that does not let us costs time, not more."""
        kept = {key: value for key, value in self._values.items() if key in self._asked}
        new = {key: kept[key] for key in kept if key in self._new}
        self._values, self._asked, self._new = kept, set(), set()
        if self._file is None or not kept:
            return
        if self._stored + len(new) > _SPARED * len(kept) or not self._stored:
            self._write(kept)
        elif new:
            self._add(new)

    def _write(self, values: dict[str, object]) -> None:
        file = self._file
        if file is None:
            return
        beside = file.with_name(f"{file.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_bytes(_chapter(values))
                beside.replace(file)
            finally:
                beside.unlink(missing_ok=True)
            self._stored = len(values)

    def _add(self, values: dict[str, object]) -> None:
        if self._file is None or not self._file.exists():
            self._write(self._values)
            return
        with contextlib.suppress(OSError), self._file.open("ab") as file:
            file.write(_chapter(values))
            self._stored += len(values)


def _chapter(values: dict[str, object]) -> bytes:
    return pickle.dumps((__version__, values), protocol=5)


class _Unpickler(pickle.Unpickler):
    """Gives only values of our own model: a cache that came with somebody else's site cannot run code."""

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        """Return a class of the content model; anything else is refused."""
        if (module, name) == ("builtins", "getattr"):
            return _member
        if module.startswith(_ALLOWED) or (module, name) == _DATE:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of the content model")


def _member(kind: object, name: str) -> object:
    """Stand in for `getattr`, by which early releases of 3.11 name an enumeration's members, and only for that."""
    if isinstance(kind, EnumType) and name in kind.__members__:
        return kind[name]
    raise pickle.UnpicklingError(f"{name} is no member of an enumeration of ours")


def _load(file: Path) -> tuple[dict[str, object], int]:
    """Return all values of a file and how many it holds, those it holds twice too; of a damaged file, nothing."""
    found: dict[str, object] = {}
    stored = 0
    try:
        data = file.read_bytes()
        source = io.BytesIO(data)
        while source.tell() < len(data):
            version, values = _Unpickler(source).load()
            if version != __version__ or not isinstance(values, dict):
                return {}, 0
            found |= values
            stored += len(values)
    except (OSError, pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, ImportError, LookupError):
        return {}, 0
    return found, stored
