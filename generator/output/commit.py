"""The last stage: render what is no longer good, and publish the difference.

Every build looks at every page; a page whose key is the one it was made with, and whose file was left alone, is neither
rendered nor written. Pages can be rendered before all of them are planned (`OpenOutput.rendering`), so that a site of
any size passes through little memory; what is published is decided by the plan, when it is whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from generator.core import urls
from generator.core.diagnostics import Diagnostic
from generator.core.workers import Progress
from generator.output import output_files, removals, write
from generator.output.manifest import Manifest, Stamp
from generator.output.rendering import First, Rendering
from generator.output.survey import Item, Survey, items
from generator.output.templates import Templates
from generator.pages.planned import Page, Plan
from generator.pages.views import SiteView

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publication did, by path inside the output folder; with errors among the problems it did nothing."""

    total: int = 0
    rendered: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    left: Left | None = field(default=None, compare=False, repr=False)
    """What is in the output now; None where nothing was published, or something is to be tried again."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a publication left in an output folder."""

    manifest: Manifest
    stamps: Mapping[str, Stamp]
    """Of all files, also those that somebody else put there."""


@dataclass(slots=True)
class Last:
    """What a preview knows of its own output folder since it looked there first; nobody else writes to that."""

    manifest: Manifest | None = None
    signature: tuple[int, ...] = ()
    """Of the manifest's file: where it is another one, somebody else did write."""
    stamps: dict[str, Stamp] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    """The pages as they are published, by site path."""

    def known(self, folder: write.Folder) -> Manifest | None:
        """Return the manifest; None where it must be read."""
        return self.manifest if self.manifest and self.signature == write.signature(folder) else None


@contextmanager
def publication(
    site: SiteView,
    templates: Templates,
    folder: write.Folder,
    *,
    last: Last | None = None,
    first: First | None = None,
) -> Iterator[OpenOutput]:
    """Open an output folder for one build; what was staged and not published is gone at the end.

    Args:
        site: what every page shows of the site.
        templates: what pages are rendered with.
        folder: the output.
        last: what is known of it already, and will be after this build.
        first: which pages somebody waits for, and who is told of them.

    Raises:
        BusyError: another build is publishing into the same folder.
        UnwritableError: this user may not write to a folder of the output.
        LinkedError: a symbolic link is where a folder of ours must be.
    """
    last = last or Last()
    known = last.known(folder)
    with write.opened(folder, known) as before, write.staging(folder) as stage:
        if not known:
            last.manifest, last.signature = before, write.signature(folder)
            last.stamps, last.pages = output_files.stamps(folder), {}
        found = Survey(site, templates, folder, before, last.stamps)
        yield OpenOutput(folder, before, found, Rendering(found, site, templates, stage, first), last)
        templates.keep()


class OpenOutput:
    """An output folder that is open for one build."""

    def __init__(
        self, folder: write.Folder, before: Manifest | None, found: Survey, rendering: Rendering, last: Last
    ) -> None:
        """Set up a publication; nothing is written yet."""
        self.rendering = rendering
        self.before = before
        """What the folder held by our account; None if that is not known."""
        self._folder = folder
        self._survey = found
        self._last = last

    def commit(
        self,
        plan: Plan,
        assets: Mapping[str, Path],
        progress: Progress | None = None,
        *,
        digests: Mapping[str, str] = _NONE,
    ) -> Outcome:
        """Bring the output folder to what the plan says, as a whole or not at all.

        `assets` are files to copy, by path inside the output; `digests` says of some of them what they hold, so that
        they need not be read.

        Raises:
            ForeignError: the folder holds files of somebody else that are in the way.
            UnwritableError: this user may not write to a folder of the output.
            LinkedError: a symbolic link is where a folder of ours must be.
        """
        found, rendering, known, last = self._survey, self.rendering, self._survey.known, self._last
        same = known.shared == found.shared
        stale = [item for item in items(found, plan, assets, digests, last.pages if same else {}) if item.reasons]
        paths = {*(urls.file(page.path) for page in plan.pages), *assets}
        removed = tuple(sorted(known.entries.keys() - paths))
        outcome = Outcome(total=len(paths), left=Left(known, last.stamps))
        if stale or removed or self.before is None or not same:
            for done, item in enumerate(stale):
                _tell(progress, done, len(stale))
                rendering.render(item)
            _tell(progress, len(stale), len(stale))
            if rendering.problems:
                return replace(outcome, problems=rendering.problems, left=None)
            outcome = self._published(plan, stale, paths, removed)
        last.pages = {page.path: page for page in plan.pages}
        return outcome

    def _published(self, plan: Plan, stale: Sequence[Item], paths: set[str], removed: tuple[str, ...]) -> Outcome:
        """Replace what is in the folder, and keep what is known of it."""
        rendering, known, last = self.rendering, self._survey.known, self._last
        rendering.keep({item.path for item in stale})
        entries = {path: entry for path, entry in known.entries.items() if path in paths}
        entries |= {item.path: rendering.entry(item) for item in stale}
        staged = rendering.staged
        self._see_strangers({path: entry.content for path, entry in entries.items()}, staged)
        reasons = {item.path: item.reasons for item in stale}
        made = Manifest(self._survey.shared, dict(sorted(entries.items())), reasons, removals.subjects(plan))
        write.publish(self._folder, staged, removed, made)
        last.manifest, last.signature = made, write.signature(self._folder)
        last.stamps.update({path: new.stamp for path, new in staged.items()})
        for path in removed:
            last.stamps.pop(path, None)
        return Outcome(len(paths), tuple(reasons), tuple(staged), removed, left=Left(made, last.stamps))

    def _see_strangers(self, wanted: Mapping[str, str], staged: Mapping[str, object]) -> None:
        """Raise a `ForeignError` where files of somebody else are where ours must be."""
        stamps: Mapping[str, Stamp] = self._survey.stamps
        if output_files.in_the_way(self._folder, staged.keys() - self._survey.known.entries.keys()):
            stamps = output_files.stamps(
                self._folder
            )  # somebody put files there meanwhile, or had them there all along
        strangers = output_files.foreign(wanted, self.before, stamps, self._folder)
        if strangers:
            raise write.ForeignError(strangers)


def _tell(progress: Progress | None, done: int, count: int) -> None:
    if progress:
        progress(done, count)


def commit(
    plan: Plan,
    assets: Mapping[str, Path],
    templates: Templates,
    folder: write.Folder,
    progress: Progress | None = None,
    *,
    digests: Mapping[str, str] = _NONE,
) -> Outcome:
    """Open an output folder and bring it to what a plan says; as `publication` and `OpenOutput.commit`."""
    with publication(plan.site, templates, folder) as opened:
        return opened.commit(plan, assets, progress, digests=digests)
