"""What is remembered from one build to the next: what any memory can do, and the code that what it keeps depends on.

Every stage may remember; none knows where things are kept.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Protocol

from generator.core import digest


class Cache(Protocol):
    """Keeps values by key for as long as it likes; forgetting one only costs time."""

    def get(self, key: str) -> object | None:
        """Return what was put under the key, or None."""

    def put(self, key: str, value: object) -> None:
        """Keep a value, which pickles, under a key."""


class NoCache:
    """A memory that keeps nothing."""

    def get(self, key: str) -> object | None:  # noqa: ARG002  the protocol's signature
        """Return None."""
        return None

    def put(self, key: str, value: object) -> None:
        """Do nothing."""


@functools.cache
def code_of(*stages: str) -> str:
    """Fingerprint the code of stages: every module of theirs, as it stands in its file."""
    package = Path(__file__).parents[1]
    files = sorted(file for stage in stages for file in (package / stage).rglob("*.py"))
    parts = (part for file in files for part in (file.relative_to(package).as_posix().encode(), file.read_bytes()))
    return digest.of_bytes(*parts)
