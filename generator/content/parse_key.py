"""The cache key of a parsed file."""

from __future__ import annotations

from generator.core import digest, limits
from generator.core.cache import code_of

_ROOMS = ("core", "netherlands", "references", "content")
_LIBRARIES = ("babel", "markdown-it-py", "mdit-py-plugins", "msgspec", "pyyaml", "rapidfuzz")


def key(kind: str, path: str, data: bytes) -> str:
    """Return the digest of everything that parsing a file depends on: code, libraries and limits too."""
    code = code_of(_ROOMS, _LIBRARIES)
    return digest.of_bytes(
        code.encode(), limits.cache_key().encode(), kind.encode(), path.encode("utf-8", "surrogatepass"), data
    )
