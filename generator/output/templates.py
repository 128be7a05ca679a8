"""The templates of a theme: renders them, and finds which other templates each depends on.

Templates are trusted code of the theme, not content. They can use `view`, `site` and `t` (the interface words) and
nothing else; an undefined name is an error. Jinja is not imported here, but in `engine`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.core import digest
from generator.core.cache import Cache, NoCache, code_of
from generator.core.values import Value
from generator.output.cache_file import CacheFile
from generator.output.interface_words import InterfaceWords
from generator.output.theme import ThemeFile
from generator.pages.views import SiteView

if TYPE_CHECKING:
    from generator.output.engine import Engine

_NO_CACHE = NoCache()


class _References(Value, frozen=True):
    """The references of a template as they are cached; None is for a name that is known only when it runs."""

    names: tuple[str | None, ...]


class Templates:
    """The templates of a theme; Jinja is loaded when the first of them is rendered."""

    def __init__(
        self,
        files: Mapping[str, ThemeFile],
        words: InterfaceWords,
        root: Path,
        cache: Cache = _NO_CACHE,
        shared: CacheFile | None = None,
    ) -> None:
        """Set up the templates.

        Args:
            files: the templates by name.
            words: the interface words, which templates call as `t`.
            root: the site's folder; paths in diagnostics are relative to it.
            cache: keeps which templates each template refers to, and what Jinja makes of it.
            shared: does this in place of `cache`, where all templates and words are the program's own.
        """
        self.files = files
        self.words = words
        self._root = root
        self._cache = cache if shared is None else shared
        self._shared = shared
        self._closures: dict[str, tuple[str, ...]] = {}

    def render(self, name: str, view: object, site: SiteView) -> str:
        """Return a template rendered with a view.

        Raises:
            TemplateProblem: the template cannot be compiled or rendered.
        """
        return self._engine.render(name, view, site)

    def load(self, name: str) -> None:
        """Compile a template, so that it need not be when it is rendered."""
        self._engine.load(name)

    def keep(self) -> None:
        """Save what was made of templates that all sites share; the rest is saved with the site's own cache."""
        if self._shared is not None:
            self._shared.save()

    def closure(self, name: str) -> tuple[str, ...]:
        """Return the names of a template and of all that it extends, includes and imports, at any depth, sorted.

        If a name is only known when the template runs (`{% include view.kind %}`), all templates are in the closure.
        """
        if name not in self._closures:
            self._closures[name] = self._close(name)
        return self._closures[name]

    @property
    def identity(self) -> tuple[object, ...]:
        """All that makes these templates what they are."""
        return tuple(self.files.values()), self.words.digest, self._root

    def digests(self) -> dict[str, str]:
        """Return a digest of the source of each template, by name."""
        return {name: digest.of_bytes(file.data) for name, file in self.files.items()}

    @cached_property
    def _engine(self) -> Engine:
        from generator.output.engine import Engine  # noqa: PLC0415 - slow to load, and unneeded if nothing is rendered
        from generator.output.generated_code import GeneratedCode  # noqa: PLC0415 - as above

        return Engine(self.files, self.words, self._root, GeneratedCode(self._cache))

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
        key = digest.of_bytes(b"references", code_digest().encode(), data)
        known = self._cache.get(key, _References)
        if known is not None:
            return known.names
        from generator.output.engine import references  # noqa: PLC0415 - as above

        found = references(data.decode("utf-8", "replace"))
        self._cache.put(key, _References(found))
        return found


_RENDERING = (
    "core",
    "content/file_names.py",
    "content/file_text.py",
    "content/links.py",
    "content/sources.py",
    "output/engine.py",
    "output/fast_code.py",
    "output/generated_code.py",
    "output/interface_words.py",
    "output/seal.py",
    "output/template_problem.py",
    "output/templates.py",
    "output/theme.py",
    "output/users_folders.py",
    "pages/markup/html.py",
    "pages/views",
)
_LIBRARIES = (
    "babel",
    "jinja2",
    "markupsafe",
    "msgspec",
    "platformdirs",
    "pyyaml",
    "rapidfuzz",
)


def code_digest() -> str:
    """Return a digest of the code that renders, with what views are, and of the libraries it uses."""
    return code_of(_RENDERING, _LIBRARIES)
