"""What a build keeps for the next: what any cache can do, and the part of a cache key that names the code.

Every stage may keep what is expensive; none knows where it is kept. A cache may forget anything at any time: that costs
time and nothing else.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, TypeVar

from generator.core import digest
from generator.core.installed import version_of, versions
from generator.core.workers import Store

_Of = TypeVar("_Of")


class Cache(Store, Protocol):
    """Keeps values by key, encoded as data: what is read back is checked against the type that is asked for."""

    def get(self, key: str, kind: type[_Of]) -> _Of | None:
        """Return what was put under the key; None where there is nothing, or nothing of that type."""

    def has(self, key: str) -> bool:
        """Say whether anything was put under the key."""

    def put(self, key: str, value: object) -> None:
        """Keep a value: structs, tuples, text, numbers, dates."""

    def is_empty(self) -> bool:
        """Say whether nothing is left of earlier runs."""


class NoCache:
    """A cache that keeps nothing."""

    def get(self, key: str, kind: type[_Of]) -> _Of | None:  # noqa: ARG002  the protocol's signature
        """Return None."""
        return None

    def has(self, key: str) -> bool:  # noqa: ARG002  as above
        """Return False."""
        return False

    def put(self, key: str, value: object) -> None:
        """Do nothing."""

    def is_empty(self) -> bool:
        """Return True."""
        return True

    def prepare(self) -> None:
        """Do nothing."""

    def begin(self) -> None:
        """Do nothing."""

    def additions(self) -> bytes:
        """Return nothing."""
        return b""

    def add(self, additions: bytes) -> None:
        """Do nothing."""


@functools.cache
def code_of(rooms: tuple[str, ...], libraries: tuple[str, ...] = ()) -> str:
    """Return a fingerprint of the code of some rooms, as it is in their files, and of Python and the libraries they use.

    Everything that is kept has this in its key, so that another version of the program or of a library makes it anew.

    Args:
        rooms: folders and modules of the package, by their path in it: `core`, `output/engine.py`.
        libraries: distributions that shape the result: `lxml`. Of one that is not installed nothing is said.
    """
    versions = (f"{name} {version_of(name)}" for name in libraries)
    return digest.of_text(*map(_room, rooms), ".".join(map(str, sys.version_info[:2])), *versions)


def of_program() -> str:
    """Return a fingerprint of the whole program: its files, Python, and every library that is installed beside it."""
    package = Path(__file__).parents[1]
    folders = ((folder, names) for folder, _, names in os.walk(package) if not folder.endswith("__pycache__"))
    files = sorted(Path(folder, name) for folder, names in folders for name in names)
    return digest.of_text(
        _contents(package, files), sys.version, *(f"{name} {one}" for name, one in versions().items())
    )


@functools.cache
def _room(room: str) -> str:
    """Return a fingerprint of the files of a room; several keys have the same rooms in them, which are read once."""
    package = Path(__file__).parents[1]
    place = package / room
    files = [place] if place.is_file() else sorted(place.rglob("*.py"))
    if not files:
        raise ValueError(f"there is no room {room}")
    return _contents(package, files)


def _contents(package: Path, files: Iterable[Path]) -> str:
    parts = (part for file in files for part in (file.relative_to(package).as_posix().encode(), file.read_bytes()))
    return digest.of_bytes(*parts)
