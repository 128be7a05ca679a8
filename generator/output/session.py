"""What a preview keeps in memory from one build to the next, so that a build does only what a save asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from generator.content import sources
from generator.core import urls
from generator.core.diagnostics import Diagnostic
from generator.core.ledger import Ledger
from generator.output.commit import Last
from generator.output.rendering import First
from generator.output.templates import Templates
from generator.output.theme_files import ThemeFiles
from generator.pages.reuse.plan_memory import PlanMemory, SupersededError


@dataclass(slots=True)
class Session:
    """What a preview keeps in memory from one build to the next, and who waits for which page of it."""

    read: sources.Sources = field(default_factory=sources.Sources)
    ledger: tuple[bytes, Ledger, tuple[Diagnostic, ...]] | None = None
    """The ledger's file, and what is in it."""
    templates: Templates | None = None
    memory: PlanMemory = field(default_factory=PlanMemory)
    last: Last = field(default_factory=Last)
    open_paths: Callable[[], frozenset[str]] = frozenset
    """Returns the site paths of the pages that are open in a browser."""
    tell: Callable[[str, bytes], None] = lambda _path, _data: None
    """Called with the output file of such a page, and what it will be, before the rest of the site is made."""
    saved: frozenset[str] | None = None
    """The site paths of the files that were saved since the build before; None where anything may have been."""
    _seen: bool = False
    """Whether the whole folder was looked at in this build."""
    _theme: ThemeFiles | None = None
    _read_theme: Callable[[], ThemeFiles] | None = None

    def sources(self, site: Path) -> sources.Sources:
        """Read the site's folder: only what was saved, where that is known; `confirm` then looks at the rest."""
        again = sources.read_again(site, self.read, self.saved) if self.saved else None
        self.saved, self._seen = None, again is None
        self.read = again or sources.read(site, self.read)
        return self.read

    def theme_files(self, read: Callable[[], ThemeFiles]) -> ThemeFiles:
        """Read the theme, which comes after `sources`; where only content was saved, `confirm` does so."""
        if self._seen or self._theme is None:
            self._theme = read()
        self._read_theme = read
        return self._theme

    def confirm(self, site: Path) -> None:
        """See to it that what the build read is all there is, before anything is published.

        Raises:
            SupersededError: something else in the folder was changed too, or something newer is to be built.
        """
        if not self._seen:
            used = self.read, self._theme
            self.read, self._seen = sources.read(site, self.read), True
            self._theme = self._read_theme() if self._read_theme else None
            if (self.read, self._theme) != used:
                raise SupersededError
        self.memory.check()

    def latest(self, templates: Templates) -> Templates:
        """Return the templates of the build before, which are compiled, where nothing in them or their words changed."""
        if self.templates is None or self.templates.identity != templates.identity:
            self.templates = templates
        return self.templates

    def first(self) -> First:
        """Return which files are waited for now."""
        self.memory.waited_for = self.open_paths()
        return First(frozenset(map(urls.file, self.memory.waited_for)), self.tell)
