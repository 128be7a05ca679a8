"""The last stage: render what is no longer good, and publish the difference.

Every build looks at every page; a page whose key is the one it was made with, and whose file was left alone, is neither
rendered nor written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from generator.core import digest, urls
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.output import removals, write
from generator.output.manifest import Because, Entry, Key, Manifest, Reason, Shared, Stamp, around, reasons
from generator.output.template_problem import TemplateProblem
from generator.output.templates import Templates, code_digest
from generator.pages.kinds.table import KINDS, template_of
from generator.pages.planned import Page, Plan, TextFile
from generator.pages.views import SiteView, fingerprint
from generator.pages.views.fingerprint import named, names

_NONE: Mapping[str, str] = MappingProxyType({})
Progress = Callable[[int, int], None]
"""Told how many pages of how many are rendered."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file to publish, with the key of what it is made from and why it must be made again."""

    path: str
    """Inside the output folder."""
    key: Key
    reasons: tuple[Reason, ...]
    intact: bool
    """Whether the published file is there as it was written."""
    page: Page | None = None
    source: Path | None = None
    """The file it is a copy of, where it is one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publication did, by path inside the output folder; with errors among the problems it did nothing."""

    total: int = 0
    rendered: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def shared(plan: Plan, templates: Templates) -> Shared:
    """Return the fingerprints of what pages have in common."""
    site = fingerprint(plan.site)
    return Shared(
        site=site.whole,
        words=templates.words.digest,
        code=code_digest(),
        site_fields=named(names(SiteView), site.parts),
        templates=templates.digests(),
        fields={kind.view.__name__: names(kind.view) for kind in KINDS if kind.view},
    )


def survey(
    plan: Plan,
    assets: Mapping[str, Path],
    templates: Templates,
    folder: write.Folder,
    before: Manifest | None,
    *,
    digests: Mapping[str, str] = _NONE,
    stamps: Mapping[str, Stamp] | None = None,
) -> tuple[Item, ...]:
    """Look at everything that is planned, and say of each file why it must be made again, if it must.

    `digests` as for `commit`; `stamps` are those of the folder, where they were looked up already.
    """
    stamps = write.stamps(folder) if stamps is None else stamps
    common = shared(plan, templates)
    known = before or Manifest()

    def item(path: str, key: Key, page: Page | None = None, source: Path | None = None) -> Item:
        entry = known.entries.get(path)
        intact = entry is not None and write.untouched(folder, path, entry, stamps)
        because = reasons(key, common, entry, known.shared)
        if not because and not intact:
            because = (Reason(Because.TOUCHED if path in stamps else Because.MISSING),)
        return Item(path, key, because, intact, page, source)

    keys = _Keys(templates, common)
    pages = [item(urls.file(page.path), keys.of(page), page=page) for page in plan.pages]
    copies = [
        item(path, Key("file", digests.get(path) or _of_file(source)), source=source) for path, source in assets.items()
    ]
    return (*pages, *copies)


def commit(
    plan: Plan,
    assets: Mapping[str, Path],
    templates: Templates,
    folder: write.Folder,
    progress: Progress | None = None,
    *,
    digests: Mapping[str, str] = _NONE,
) -> Outcome:
    """Bring the output folder to what the plan says, as a whole or not at all.

    `assets` are files to copy, by path inside the output; `digests` says of some of them what they hold, so that they
    need not be read.

    Raises:
        BusyError: another build is publishing into the same folder.
        ForeignError: the folder holds files of somebody else that are in the way.
        UnwritableError: this user may not write to a folder of the output.
        LinkedError: a symbolic link is where a folder of ours must be.
    """
    with write.opened(folder) as before:
        stamps = write.stamps(folder)
        items = survey(plan, assets, templates, folder, before, digests=digests, stamps=stamps)
        known = before or Manifest()
        common = shared(plan, templates)
        stale = [item for item in items if item.reasons]
        removed = tuple(sorted(known.entries.keys() - {item.path for item in items}))
        if not stale and not removed and before is not None and known.shared == common:
            return Outcome(total=len(items))
        rendering = _Rendering(plan, templates, known)
        staged = write.stage(folder, rendering.run(stale, progress))
        if rendering.problems:
            write.recover(folder)
            return Outcome(total=len(items), problems=tuple(rendering.problems))
        entries = {item.path: known.entries[item.path] for item in items if not item.reasons} | rendering.entries
        for path, stamp in staged.items():
            entries[path] = replace(entries[path], stamp=stamp)
        wanted = {path: entry.content for path, entry in entries.items()}
        if write.in_the_way(folder, staged.keys() - known.entries.keys()):
            stamps = write.stamps(folder)  # somebody put files there meanwhile, or had them there all along
        strangers = write.foreign(wanted, before, stamps, folder)
        if strangers:
            write.recover(folder)
            raise write.ForeignError(strangers)
        last = {item.path: item.reasons for item in stale}
        made = Manifest(common, dict(sorted(entries.items())), last, removals.subjects(plan))
        write.publish(folder, staged, removed, made)
        return Outcome(len(items), tuple(last), tuple(staged), removed)


class _Rendering:
    """Renders stale items one by one, so that a site of any size passes through little memory."""

    def __init__(self, plan: Plan, templates: Templates, before: Manifest) -> None:
        self.problems: list[Diagnostic] = []
        self.entries: dict[str, Entry] = {}
        self._site = plan.site
        self._templates = templates
        self._before = before
        self._broken: set[str] = set()

    def run(self, items: list[Item], progress: Progress | None) -> Iterator[tuple[str, bytes]]:
        """Yield the bytes of those items whose file must change."""
        for done, item in enumerate(items):
            if progress:
                progress(done, len(items))
            data = self._bytes(item)
            if data is None:
                continue
            content = digest.of_bytes(data)
            old = self._before.entries.get(item.path)
            stamp, key = old.stamp if old else Stamp(0, 0), item.key
            self.entries[item.path] = Entry(key.digest, content, stamp, key.kind, key.parts, key.closure)
            if old is None or old.content != content or not item.intact:
                yield item.path, data
        if progress:
            progress(len(items), len(items))

    def _bytes(self, item: Item) -> bytes | None:
        if item.source is not None:
            return item.source.read_bytes()
        page = item.page
        if page is None:
            return None
        template = item.key.template
        if template in self._broken:
            return None  # said once; every other page of this template would say it again
        view = page.view
        if isinstance(view, TextFile):
            return view.text.encode()
        try:
            return self._templates.render(template, view, self._site).encode()
        except TemplateProblem as problem:
            self.problems.append(problem.problem)
            self._broken.add(template)
            return None
        except UnicodeEncodeError as error:
            self.problems.append(
                diagnostic("unencodable-text", Position(page.origin or item.path), reason=error.reason)
            )
            return None


def _of_file(path: Path) -> str:
    return digest.of_bytes(path.read_bytes())


class _Keys:
    """The keys of pages; what is around the views of one template is looked at once."""

    def __init__(self, templates: Templates, common: Shared) -> None:
        self._templates = templates
        self._common = common
        self._around: dict[str, tuple[tuple[str, ...], str]] = {}

    def of(self, page: Page) -> Key:
        """Return the key of a page."""
        found, template = page.fingerprint, template_of(page.type)
        if not template:
            return Key("text", found.whole)
        if template not in self._around:
            closure = self._templates.closure(template)
            self._around[template] = closure, around(self._common, closure)
        closure, rest = self._around[template]
        return Key(page.type, found.whole, template, closure, rest, found.parts)
