"""The last stage: render what is no longer good, and publish the difference.

Every build looks at every page; a page whose key is the one it was made with, and whose file was left alone, is neither
rendered nor written. Pages can be rendered before all of them are planned (`Publication.rendering`), so that a site of
any size passes through little memory; what is published is decided by the plan, when it is whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.core.diagnostics import Diagnostic
from generator.core.workers import Progress
from generator.output import removals, write
from generator.output.manifest import Manifest
from generator.output.rendering import Rendering
from generator.output.survey import Survey, items
from generator.output.templates import Templates
from generator.pages.planned import Plan
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


@contextmanager
def publication(site: SiteView, templates: Templates, folder: write.Folder) -> Iterator[Publication]:
    """Open an output folder for one build; what was staged and not published is gone at the end.

    Raises:
        BusyError: another build is publishing into the same folder.
        UnwritableError: this user may not write to a folder of the output.
        LinkedError: a symbolic link is where a folder of ours must be.
    """
    with write.opened(folder) as before, write.staging(folder) as stage:
        stamps = write.stamps(folder)
        found = Survey(site, templates, folder, before, stamps)
        yield Publication(folder, before, found, Rendering(found, site, templates, stage))


class Publication:
    """An output folder that is open for one build."""

    def __init__(self, folder: write.Folder, before: Manifest | None, found: Survey, rendering: Rendering) -> None:
        """Set up a publication; nothing is written yet."""
        self.rendering = rendering
        self.before = before
        """What the folder held by our account; None if that is not known."""
        self._folder = folder
        self._survey = found

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
        found, rendering, known = self._survey, self.rendering, self._survey.known
        planned = items(found, plan, assets, digests)
        stale = [item for item in planned if item.reasons]
        paths = {item.path for item in planned}
        removed = tuple(sorted(known.entries.keys() - paths))
        if not stale and not removed and self.before is not None and known.shared == found.shared:
            return Outcome(total=len(planned))
        for done, item in enumerate(stale):
            if progress:
                progress(done, len(stale))
            rendering.render(item)
        if progress:
            progress(len(stale), len(stale))
        if rendering.problems:
            return Outcome(total=len(planned), problems=rendering.problems)
        rendering.keep({item.path for item in stale})
        entries = {item.path: rendering.entry(item) if item.reasons else known.entries[item.path] for item in planned}
        staged = rendering.staged
        self._see_strangers({path: entry.content for path, entry in entries.items()}, staged)
        last = {item.path: item.reasons for item in stale}
        made = Manifest(found.shared, dict(sorted(entries.items())), last, removals.subjects(plan))
        write.publish(self._folder, staged, removed, made)
        return Outcome(len(planned), tuple(last), tuple(staged), removed)

    def _see_strangers(self, wanted: Mapping[str, str], staged: Mapping[str, object]) -> None:
        """Raise a `ForeignError` where files of somebody else are where ours must be."""
        stamps = self._survey.stamps
        if write.in_the_way(self._folder, staged.keys() - self._survey.known.entries.keys()):
            stamps = write.stamps(self._folder)  # somebody put files there meanwhile, or had them there all along
        strangers = write.foreign(wanted, self.before, stamps, self._folder)
        if strangers:
            raise write.ForeignError(strangers)


def commit(
    plan: Plan,
    assets: Mapping[str, Path],
    templates: Templates,
    folder: write.Folder,
    progress: Progress | None = None,
    *,
    digests: Mapping[str, str] = _NONE,
) -> Outcome:
    """Open an output folder and bring it to what a plan says; as `publication` and `Publication.commit`."""
    with publication(plan.site, templates, folder) as opened:
        return opened.commit(plan, assets, progress, digests=digests)
