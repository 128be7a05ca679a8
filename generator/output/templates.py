"""Templates: a view and the site go in, HTML comes out. What renders (`engine`) is loaded when something is rendered.

Templates are trusted code of the theme, not content. They see `view`, `site` and `t` (the interface's words), nothing
else; an undefined name is an error.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator.core import digest
from generator.core.cache import Cache, NoCache
from generator.core.values import Value
from generator.output.interface_words import InterfaceWords
from generator.output.theme import ThemeFile
from generator.pages.views import SiteView

if TYPE_CHECKING:
    from generator.output.engine import Engine

_NO_CACHE = NoCache()


class _References(Value, frozen=True):
    """What a template refers to, as it is cached; None is a name that only running it tells."""

    names: tuple[str | None, ...]


class Templates:
    """A theme's templates, compiled at most once each; `root` is the site's folder, for paths in messages."""

    def __init__(
        self,
        files: Mapping[str, ThemeFile],
        words: InterfaceWords,
        root: Path,
        bytecode: Path | None = None,
        cache: Cache = _NO_CACHE,
    ) -> None:
        """Take the templates by name; `bytecode` is a folder that keeps them compiled between runs.

        `memory` keeps what templates refer to.
        """
        self.files = files
        self.words = words
        self._root = root
        self._bytecode = bytecode
        self._cache = cache
        self._closures: dict[str, tuple[str, ...]] = {}

    def render(self, name: str, view: object, site: SiteView) -> str:
        """Render a view.

        Raises:
            TemplateProblem: with the template's file and line.
        """
        return self._engine.render(name, view, site)

    def closure(self, name: str) -> tuple[str, ...]:
        """Return the names of a template and of all it extends, includes and imports, sorted.

        A name that is only known at run time (`{% include view.kind %}`) makes the closure every template there is.
        """
        if name not in self._closures:
            self._closures[name] = self._close(name)
        return self._closures[name]

    def digests(self) -> dict[str, str]:
        """Return the fingerprint of each template's source."""
        return {name: digest.of_bytes(file.data) for name, file in self.files.items()}

    @cached_property
    def _engine(self) -> Engine:
        from generator.output.engine import Engine  # noqa: PLC0415 - slow to load, and often nothing is rendered

        return Engine(self.files, self.words, self._root, self._bytecode)

    def _close(self, name: str) -> tuple[str, ...]:
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current in seen or current not in self.files:
                continue
            seen.add(current)
            wanted = self._references(self.files[current].data)
            if None in wanted:
                return tuple(self.files)
            waiting.extend(name for name in wanted if name is not None)
        return tuple(sorted(seen))

    def _references(self, data: bytes) -> tuple[str | None, ...]:
        key = digest.of_bytes(b"references", version("jinja2").encode(), data)
        known = self._cache.get(key, _References)
        if known is not None:
            return known.names
        from generator.output.engine import references  # noqa: PLC0415 - as above

        found = references(data.decode("utf-8", "replace"))
        self._cache.put(key, _References(found))
        return found


@functools.cache
def code_digest() -> str:
    """Fingerprint of the code that renders: this module, the engine, the words, and the template engine's version."""
    here = Path(__file__)
    sources = (here, here.with_name("engine.py"), here.with_name("interface_words.py"))
    return digest.of_bytes(
        *(path.read_bytes() for path in sources), version("jinja2").encode(), version("markupsafe").encode()
    )
