"""What a parsed file is remembered by. Storing it is the caller's: this stage only asks and tells."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from generator.core import digest


class Memory(Protocol):
    """Keeps values by key for as long as it likes; forgetting one only costs time."""

    def get(self, key: str) -> object | None:
        """Give what was put under the key, or None."""

    def put(self, key: str, value: object) -> None:
        """Keep a value, which pickles, under a key."""


class Forgetful:
    """A memory that keeps nothing."""

    def get(self, key: str) -> object | None:  # noqa: ARG002  the protocol's signature
        """Give None."""
        return None

    def put(self, key: str, value: object) -> None:
        """Do nothing."""


def key(kind: str, path: str, data: bytes) -> str:
    """Give the key of a parsed file: everything that its value depends on, the parsing code too."""
    return digest.of_bytes(_code().encode(), kind.encode(), path.encode("utf-8", "surrogatepass"), data)


@cache
def code_of(*stages: str) -> str:
    """Fingerprint the code of stages: every module of theirs, as it stands in its file."""
    package = Path(__file__).parents[1]
    files = sorted(file for stage in stages for file in (package / stage).rglob("*.py"))
    parts = (part for file in files for part in (file.relative_to(package).as_posix().encode(), file.read_bytes()))
    return digest.of_bytes(*parts)


@cache
def _code() -> str:
    packages = ("markdown-it-py", "mdit-py-plugins", "pydantic", "pyyaml")
    return digest.of_text(code_of("core", "letters"), *(f"{name} {version(name)}" for name in packages))
