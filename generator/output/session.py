"""What a preview keeps in memory from one build to the next, so that a build does only what a save asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.content import sources
from generator.core import urls
from generator.core.diagnostics import Diagnostic
from generator.core.ledger import Ledger
from generator.output.commit import Last
from generator.output.rendering import First
from generator.output.templates import Templates
from generator.pages.reuse.plan_memory import PlanMemory


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

    def latest(self, templates: Templates) -> Templates:
        """Return the templates of the build before, which are compiled, where nothing in them or their words changed."""
        if self.templates is None or self.templates.identity != templates.identity:
            self.templates = templates
        return self.templates

    def first(self) -> First:
        """Return which files are waited for now."""
        self.memory.waited_for = self.open_paths()
        return First(frozenset(map(urls.file, self.memory.waited_for)), self.tell)
