"""What a build is asked, and what is known of a site after each of its stages."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from generator.content import site_settings as settings
from generator.content import sources
from generator.core.cache import Cache
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic, Severity, in_order
from generator.core.model import Letter
from generator.core.parts import PICTURES, SEARCH
from generator.core.proof import Proof
from generator.graph.site import SiteGraph
from generator.output import (
    pagefind,
    write,
)
from generator.output.commit import Outcome
from generator.output.templates import Templates
from generator.output.theme import ThemeFile
from generator.output.theme_files import ThemeFiles
from generator.pages.plan import Locate, Prove
from generator.pages.planned import Plan

STATE = ".kantlijn"
"""The program's own folder beside site.yml: what it remembers and what it knows of each output."""


class Indexing(StrEnum):
    """When the search index is made; one that was made from the same texts is always used again."""

    FRESH = "fresh"
    """Whenever a text changed."""
    LATEST = "latest"
    """Only where there is none: a preview need not find what was written a minute ago."""
    LATER = "later"
    """Not now: the last one that was made will do, or none."""
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Options:
    """How a site is built, beside what site.yml says; None leaves it to site.yml."""

    drafts: bool = False
    offline: bool = False
    strict: bool = False
    base_url: str | None = None
    out: Path | None = None
    preview_url: str | None = None
    """In a preview: its address, which takes the place of the site's own where the site has one."""
    prove: Prove | None = None
    locate: Locate | None = None
    """Does the same and tells where letters are in their sources, for the pages that show these."""
    indexing: Indexing = Indexing.FRESH
    addressed: bool = False
    """Whether the plan lists every address that it publishes; with a ledger it does so anyhow."""
    illustrated: bool = True
    """Whether share images are made, where the site has them and this machine can draw; nobody shares a preview."""
    allow_removals: bool = False
    """Whether the build may remove all letters, or more than half of the letters or answers that were published."""
    confirm_out: bool = False
    """Whether the user confirms that the output is where the site leads: through a link, or out of its folder."""
    jobs: int = 1
    """How many processes make and render pages."""
    unless_same: bool = False
    """Whether nothing is done where all that the last build was made from is the same, and so is what it published."""


@dataclass(slots=True)
class Timings:
    """Seconds by stage, in the order in which they ran."""

    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what runs inside."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """All files that a site is made from, as they were read, with the place of its output; no content is parsed yet."""

    site: Path
    options: Options
    sources: sources.Sources
    config: Config
    theme: ThemeFiles
    folder: write.Folder
    problems: tuple[Diagnostic, ...]
    """Of the settings, the folders and what could not be read; nothing of the content."""
    timings: Timings


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site that was read and linked, with the place of its output; nothing is planned yet."""

    site: Path
    options: Options
    cache: Cache
    config: Config
    graph: SiteGraph
    letters: tuple[Letter, ...]
    templates: Templates
    words: Mapping[str, object]
    furnished: Mapping[str, ThemeFile]
    """The theme's own files, by path inside the output."""
    settings_file: sources.SourceText | None
    folder: write.Folder
    shelf: Path
    """The folder of the user's in which the search index and the share images of this output are kept."""
    problems: tuple[Diagnostic, ...]
    timings: Timings

    @property
    def own_url(self) -> str | None:
        """The site's own address."""
        return self.options.base_url or self.config.base_url

    @property
    def base_url(self) -> str | None:
        """The address that pages have: in a preview, its own."""
        return self.own_url and (self.options.preview_url or self.own_url)

    @property
    def searched(self) -> bool:
        """Whether the site has search, on a machine that can make an index."""
        return self.config.wants(SEARCH) and pagefind.program() is not None

    @property
    def drawing(self) -> bool:
        """Whether share images are wanted."""
        return self.options.illustrated and self.config.wants(PICTURES)

    def weighed(self, problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return problems in order, with the weight that they have in this build."""
        strict = self.options.strict
        return in_order(settings.placed(weighed(one, strict=strict), self.settings_file) for one in problems)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that is known before anything is published."""

    config: Config
    graph: SiteGraph
    plan: Plan
    templates: Templates
    files: Mapping[str, Path]
    """What is copied, by path inside the output: assets of the theme, sources of letters."""
    digests: Mapping[str, str]
    """What of these is known already: fingerprints of what they hold."""
    folder: write.Folder
    problems: tuple[Diagnostic, ...]
    timings: Timings
    options: Options = Options()
    shelf: Path = Path()
    """The folder of the user's in which the search index and the share images of this output are kept."""
    site: Path = Path()
    index: Mapping[str, Path] | None = None
    """The files of a search index that was made before and will do, by path in the output; None if one must be made."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did. With an error (or, if strict, a warning) among the problems it published nothing."""

    out: Path
    outcome: Outcome
    problems: tuple[Diagnostic, ...]
    letters: int
    questions: int
    seconds: Mapping[str, float]
    proofs: tuple[Proof, ...] = ()
    """How each letter compares with its source."""
    draft: Prepared | None = None
    """All that was known before it was published."""

    @property
    def published(self) -> bool:
        """Whether the output is now what the content says."""
        return not any(problem.is_error for problem in self.problems)


def weighed(problem: Diagnostic, *, strict: bool) -> Diagnostic:
    """Return a problem its weight: under `--strict` a warning is an error."""
    return replace(problem, severity=Severity.ERROR) if strict and problem.severity is Severity.WARNING else problem


def has_errors(problems: Iterable[Diagnostic]) -> bool:
    """Say whether one of these problems is an error."""
    return any(problem.is_error for problem in problems)


def shown_path(site: Path, path: Path) -> str:
    """Return a path as it is told: from the site's folder, where it is inside."""
    return (path.relative_to(site) if path.is_relative_to(site) else path).as_posix()
