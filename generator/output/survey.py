"""Looks at each file that is to be published, and says why it must be made again, if it must."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.core import digest, urls
from generator.output import output_files, write
from generator.output.manifest import Because, Key, Manifest, Reason, Shared, Stamp, around, reasons
from generator.output.templates import Templates, code_digest
from generator.pages.kinds.table import KINDS, template_of
from generator.pages.planned import Page, Plan
from generator.pages.views import SiteView, fingerprint
from generator.pages.views.fingerprint import named, names

_NONE: Mapping[str, Any] = MappingProxyType({})


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


class Survey:
    """What is known of an output folder, against which each page and file is held."""

    def __init__(
        self,
        site: SiteView,
        templates: Templates,
        folder: write.Folder,
        before: Manifest | None,
        stamps: Mapping[str, Stamp],
    ) -> None:
        """Set up a survey of a folder: `before` is its manifest, `stamps` are those of its files now."""
        self.known = before or Manifest()
        self.shared = shared(site, templates)
        self._templates = templates
        self._folder = folder
        self.stamps = stamps
        self._around: dict[str, tuple[tuple[str, ...], str]] = {}

    def page(self, page: Page) -> Item:
        """Look at a page."""
        return self._item(urls.file(page.path), self._key(page), page=page)

    def copy(self, path: str, source: Path, content: str | None) -> Item:
        """Look at a file that is published as it is; `content` is its digest, where that is known."""
        return self._item(path, Key("file", content or digest.of_bytes(source.read_bytes())), source=source)

    def holds(self, path: str, content: str) -> bool:
        """Say whether a file of this digest was published at a path, and is there as it was written."""
        entry = self.known.entries.get(path)
        return (
            entry is not None
            and entry.content == content
            and output_files.untouched(self._folder, path, entry, self.stamps)
        )

    def _item(self, path: str, key: Key, page: Page | None = None, source: Path | None = None) -> Item:
        entry = self.known.entries.get(path)
        intact = entry is not None and output_files.untouched(self._folder, path, entry, self.stamps)
        because = reasons(key, self.shared, entry, self.known.shared)
        if not because and not intact:
            because = (Reason(Because.TOUCHED if path in self.stamps else Because.MISSING),)
        return Item(path, key, because, intact, page, source)

    def _key(self, page: Page) -> Key:
        """Return the key of a page; what is around the views of one template is looked at once."""
        found, template = page.fingerprint, template_of(page.type)
        if not template:
            return Key("text", found.whole)
        if template not in self._around:
            closure = self._templates.closure(template)
            self._around[template] = closure, around(self.shared, closure)
        closure, rest = self._around[template]
        return Key(page.type, found.whole, template, closure, rest, found.parts)


def shared(site: SiteView, templates: Templates) -> Shared:
    """Return the fingerprints of what pages have in common."""
    print_ = fingerprint(site)
    return Shared(
        site=print_.whole,
        words=templates.words.digest,
        code=code_digest(),
        site_fields=named(names(SiteView), print_.parts),
        templates=templates.digests(),
        fields={kind.view.__name__: names(kind.view) for kind in KINDS if kind.view},
        closures={kind.view.__name__: templates.closure(kind.template) for kind in KINDS if kind.view},
    )


def survey(
    plan: Plan,
    assets: Mapping[str, Path],
    templates: Templates,
    folder: write.Folder,
    before: Manifest | None,
    *,
    digests: Mapping[str, str] = _NONE,
) -> tuple[Item, ...]:
    """Look at everything that is planned; `assets` and `digests` as for `commit.commit`."""
    return items(Survey(plan.site, templates, folder, before, output_files.stamps(folder)), plan, assets, digests)


def items(
    found: Survey,
    plan: Plan,
    assets: Mapping[str, Path],
    digests: Mapping[str, str],
    published: Mapping[str, Page] = _NONE,
) -> tuple[Item, ...]:
    """Look at everything that is planned but for pages that are published: the same objects, by site path."""
    copies = (found.copy(path, source, digests.get(path)) for path, source in assets.items())
    return (*(found.page(page) for page in plan.pages if published.get(page.path) is not page), *copies)
