"""What a parsed file is remembered by. Storing it is the caller's: this stage only asks and tells."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from types import ModuleType
from typing import Protocol

from generator.core import config, diagnostics, digest, language, model, nearest
from generator.letters import correspondence, dialect, entries, file, files, frontmatter, located, markdown, validation


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


def code_digest(modules: Iterable[ModuleType], *distributions: str) -> str:
    """Give a fingerprint of modules' source code and of installed distributions' versions."""
    sources = [f"{module.__name__}\n{inspect.getsource(module)}" for module in modules]
    return digest.of_text(*sources, *(f"{name} {version(name)}" for name in distributions))


@lru_cache(maxsize=1)
def _code() -> str:
    shared = (config, diagnostics, digest, language, model, nearest)
    own = (correspondence, dialect, entries, file, files, frontmatter, located, markdown, validation)
    return code_digest(shared + own, "markdown-it-py", "mdit-py-plugins", "pydantic", "pyyaml")
