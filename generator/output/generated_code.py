"""The Python code that Jinja generates from templates, kept as text between runs.

It is run, so it counts only with this user's seal: in a cache folder that came from elsewhere there is none.
"""

from __future__ import annotations

from types import CodeType

from generator.core.cache import Cache
from generator.core.values import Value
from generator.output import seal

_PURPOSE = "template"
_CODE: dict[str, CodeType] = {}
"""What this process compiled, by key; a preview makes a new environment for each build."""


class _Generated(Value, frozen=True):
    """The code that was generated from one template, with its seal."""

    code: str


class GeneratedCode:
    """Keeps generated code in a cache, and compiles it at most once in a process."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def get(self, key: str, name: str) -> CodeType | None:
        """Return the code under a key, compiled; None if there is none, or none that this user generated.

        Args:
            key: a digest of all that the code is generated from.
            name: the template's file, for tracebacks.
        """
        known = _CODE.get(_of(key, name))
        if known is not None:
            return known
        kept = self._cache.get(key, _Generated)
        code = kept and seal.opened(f"{_PURPOSE} {key}", kept.code.encode("utf-8", "surrogatepass"))
        return self._compiled(key, name, code.decode("utf-8", "surrogatepass")) if code else None

    def put(self, key: str, name: str, code: str) -> CodeType:
        """Keep code under a key, and return it compiled."""
        data = code.encode("utf-8", "surrogatepass")
        self._cache.put(key, _Generated(seal.sealed(f"{_PURPOSE} {key}", data).decode("utf-8", "surrogatepass")))
        return self._compiled(key, name, code)

    @staticmethod
    def _compiled(key: str, name: str, code: str) -> CodeType:
        found: CodeType = compile(code, name, "exec")
        _CODE[_of(key, name)] = found
        return found


def _of(key: str, name: str) -> str:
    return f"{key} {name}"
