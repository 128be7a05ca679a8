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

_ALLOWED = ("generator.core.", "generator.letters.")
_DATE = ("datetime", "date")


class Remembered:
    """A memory backed by a file (none: only by this process). What nobody asks for is forgotten when it is saved."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._values: dict[str, object] = _load(file) if file else {}
        self._asked: set[str] = set()
        self._changed = False

    def get(self, key: str) -> object | None:
        """Give what was put under the key, or None."""
        self._asked.add(key)
        return self._values.get(key)

    def put(self, key: str, value: object) -> None:
        """Keep a value under a key."""
        self._asked.add(key)
        self._values[key] = value
        self._changed = True

    def save(self) -> None:
        """Write what was asked for since the last time; a disk that does not let us costs time, not more."""
        kept = {key: value for key, value in self._values.items() if key in self._asked}
        changed = self._changed or len(kept) != len(self._values)
        self._values, self._asked, self._changed = kept, set(), False
        if self._file is None or not changed:
            return
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_bytes(pickle.dumps((__version__, kept), protocol=5))
                beside.replace(self._file)
            finally:
                beside.unlink(missing_ok=True)


class _Unpickler(pickle.Unpickler):
    """Gives only values of our own model: a cache that came with somebody else's site cannot run code."""

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        """Give a class of the content model; anything else is refused."""
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


def _load(file: Path) -> dict[str, object]:
    try:
        version, values = _Unpickler(io.BytesIO(file.read_bytes())).load()
    except (OSError, pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, ImportError, LookupError):
        return {}
    return values if version == __version__ and isinstance(values, dict) else {}
