"""What a parsed file is remembered by."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

from generator.core import digest
from generator.core.cache import code_of


def key(kind: str, path: str, data: bytes) -> str:
    """Return the key of a parsed file: everything that its value depends on, the parsing code too."""
    return digest.of_bytes(_code().encode(), kind.encode(), path.encode("utf-8", "surrogatepass"), data)


@cache
def _code() -> str:
    packages = ("markdown-it-py", "mdit-py-plugins", "pydantic", "pyyaml")
    return digest.of_text(
        code_of("core", "netherlands", "references", "content"), *(f"{name} {version(name)}" for name in packages)
    )
