"""What was published last time: for each file the key of what it was made from, and what the file looked like.

Whether a page is still good is one pure decision, `reasons`, that says why not. The manifest is the program's own and
stands outside the output; which files of the output may be replaced or removed is what it lists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from generator.core import digest

_PARTS = re.compile(r"[/\\]")
FORMAT = 1
"""Raised when the manifest's form changes; a manifest of another format counts as none."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What pages have in common: fingerprints of the site view, the words, the rendering code and each template."""

    site: str = ""
    words: str = ""
    code: str = ""
    site_fields: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Key:
    """What one page is made from. `closure` names its template and all that it includes, sorted."""

    kind: str
    """The view's type."""
    view: str
    template: str = ""
    closure: tuple[str, ...] = ()

    def digest(self, shared: Shared) -> str:
        """Give the page's key: two builds that agree on it give the same bytes."""
        if not self.template:
            return self.view
        templates = (part for name in self.closure for part in (name, shared.templates.get(name, "")))
        return digest.of_text(self.view, shared.site, shared.words, shared.code, *templates)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as the file system describes it: enough to see that it was not touched since it was written."""

    size: int
    modified: int
    """In nanoseconds; only compared for equality with what was written, never with a source."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One published file."""

    key: str
    content: str
    """Fingerprint of its bytes."""
    stamp: Stamp
    kind: str = ""
    """The view's type."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Short fingerprints of the view's fields, to say later which of them changed."""
    closure: tuple[str, ...] = ()


class Because(StrEnum):
    """Why a page is rendered again."""

    NEW = "new"
    MISSING = "missing"
    """It was published, and the file is gone."""
    TOUCHED = "touched"
    """Somebody else changed the published file."""
    KIND = "kind"
    VIEW = "view"
    SITE = "site"
    TEMPLATE = "template"
    WORDS = "words"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause and what of it: the field of the view or the site, the template's name."""

    because: Because
    what: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one output folder holds, by path inside it, and why each file was last rendered again."""

    shared: Shared = Shared()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    last: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    """Of the files rendered in the build that wrote this manifest."""


def reasons(key: Key, shared: Shared, view: object, before: Entry | None, then: Shared) -> tuple[Reason, ...]:
    """Say how what a page is made from differs from what it was made from before; empty where it does not."""
    if before is None:
        return (Reason(Because.NEW),)
    if before.kind != key.kind:
        return (Reason(Because.KIND),)
    if before.key == key.digest(shared):
        return ()
    found = [Reason(Because.VIEW, name) for name in _differing(before.parts, parts(view))]
    if key.template:
        found += [Reason(Because.SITE, name) for name in _differing(then.site_fields, shared.site_fields)]
        named = {name: shared.templates.get(name, "") for name in key.closure}
        earlier = {name: then.templates.get(name, "") for name in before.closure}
        found += [Reason(Because.TEMPLATE, name) for name in _differing(earlier, named)]
        found += [Reason(Because.WORDS)] if then.words != shared.words else []
        found += [Reason(Because.CODE)] if then.code != shared.code else []
    return tuple(found) or (Reason(Because.VIEW),)


def parts(value: object) -> dict[str, str]:
    """Give a short fingerprint of each field of a view, of the page's frame field by field: `page.title`, `answer`."""
    named = list(_fields(value))
    return dict(zip((name for name, _ in named), digest.of_each(part for _, part in named), strict=True))


def dump(manifest: Manifest) -> str:
    """Write a manifest as text."""
    shared = manifest.shared
    return json.dumps(
        {
            "format": FORMAT,
            "shared": [shared.site, shared.words, shared.code, dict(shared.site_fields), dict(shared.templates)],
            "entries": {
                path: [e.key, e.content, e.stamp.size, e.stamp.modified, e.kind, dict(e.parts), list(e.closure)]
                for path, e in manifest.entries.items()
            },
            "last": {path: [[r.because, r.what] for r in found] for path, found in manifest.last.items()},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load(text: str) -> Manifest | None:
    """Read a manifest; None where it is damaged or of another format: then nothing is known of the output."""
    try:
        stored = json.loads(text)
        if stored["format"] != FORMAT or not all(is_inside(path) for path in stored["entries"]):
            return None
        site, words, code, site_fields, templates = stored["shared"]
        return Manifest(
            Shared(site, words, code, site_fields, templates),
            {
                path: Entry(key, content, Stamp(size, modified), kind, parts, tuple(closure))
                for path, (key, content, size, modified, kind, parts, closure) in stored["entries"].items()
            },
            {
                path: tuple(Reason(Because(because), what) for because, what in found)
                for path, found in stored["last"].items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def is_inside(path: str) -> bool:
    """Say whether a stored path stays inside the output: what is read from disk may have come from anywhere."""
    outside = path.startswith("/") or re.match(r"[A-Za-z]:", path)
    return not outside and not {"", ".", ".."}.intersection(_PARTS.split(path))


def _fields(value: object) -> Iterator[tuple[str, object]]:
    kind: Any = type(value)
    for name in _names(kind):
        part: Any = getattr(value, name)
        if name == "page" and is_dataclass(part):
            inner: Any = type(part)
            yield from ((f"page.{each}", getattr(part, each)) for each in _names(inner))
        else:
            yield name, part


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [name for name in sorted(before.keys() | now.keys()) if before.get(name) != now.get(name)]
