"""What was published last time: for each file the key of what it was made from, and what the file looked like.

Whether a page is still good is one pure decision, `reasons`, that says why not. The manifest is the program's own and
is outside the output; which files of the output may be replaced or removed is what it lists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from generator.core import digest
from generator.core.values import Value
from generator.pages.views.fingerprint import named

_PARTS = re.compile(r"[/\\]")
FORMAT = 4
"""Raised when the manifest's form changes; a manifest of another format counts as none."""


class Shared(Value, frozen=True):
    """What pages have in common: fingerprints of the site view, the words, the rendering code and each template."""

    site: str = ""
    words: str = ""
    code: str = ""
    site_fields: Mapping[str, str] = msgspec.field(default_factory=dict)
    templates: Mapping[str, str] = msgspec.field(default_factory=dict)
    fields: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """By kind of view: the names of its fields, in the order of an entry's `parts`."""
    closures: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """By kind of view: its template and all that it extends, includes and imports."""


class Key(Value, frozen=True):
    """What one page is made from. `closure` names its template and all that it includes, sorted."""

    kind: str
    """The view's type."""
    view: str
    template: str = ""
    closure: tuple[str, ...] = ()
    around: str = ""
    """Fingerprint of all that it is made from but its view (`around`)."""
    parts: str = ""
    """Short fingerprints of the view's fields."""

    @property
    def digest(self) -> str:
        """The page's key: two builds that agree on it give the same bytes."""
        return digest.of_text(self.view, self.around) if self.template else self.view


def around(shared: Shared, closure: tuple[str, ...]) -> str:
    """Fingerprint all that a page is made from but its view: the site, the words, the code and the templates."""
    templates = (part for name in closure for part in (name, shared.templates.get(name, "")))
    return digest.of_text(shared.site, shared.words, shared.code, *templates)


class Stamp(Value, frozen=True):
    """A file as the file system describes it: enough to see that it was not touched since it was written."""

    size: int
    modified: int
    """In nanoseconds; only compared for equality with what was written, never with a source."""


class Entry(Value, frozen=True):
    """One published file."""

    key: str
    content: str
    """Fingerprint of its bytes."""
    stamp: Stamp
    kind: str = ""
    """The view's type."""
    parts: str = ""
    """Short fingerprints of the view's fields, one behind the other, to say later which of them changed."""


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


class Reason(Value, frozen=True):
    """One cause and what of it: the field of the view or the site, the template's name."""

    because: Because
    what: str = ""


class Manifest(Value, frozen=True):
    """What one output folder holds, by path inside it, and why each file was last rendered again."""

    shared: Shared = Shared()
    entries: Mapping[str, Entry] = msgspec.field(default_factory=dict)
    last: Mapping[str, tuple[Reason, ...]] = msgspec.field(default_factory=dict)
    """Of the files rendered in the build that wrote this manifest."""
    subjects: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The letters and questions that have a page, by its site path: `question:2021z16860/4`."""


def reasons(key: Key, shared: Shared, before: Entry | None, then: Shared) -> tuple[Reason, ...]:
    """Say how what a page is made from differs from what it was made from before; empty where it does not."""
    if before is None:
        return (Reason(Because.NEW),)
    if before.kind != key.kind:
        return (Reason(Because.KIND),)
    if before.key == key.digest:
        return ()
    if not key.template:
        return (Reason(Because.VIEW),)
    earlier, now = named(then.fields.get(key.kind, ()), before.parts), named(shared.fields.get(key.kind, ()), key.parts)
    found = [Reason(Because.VIEW, name) for name in _differing(earlier, now)]
    found += [Reason(Because.SITE, name) for name in _differing(then.site_fields, shared.site_fields)]
    templates = {name: shared.templates.get(name, "") for name in key.closure}
    replaced = {name: then.templates.get(name, "") for name in then.closures.get(before.kind, ())}
    found += [Reason(Because.TEMPLATE, name) for name in _differing(replaced, templates)]
    found += [Reason(Because.WORDS)] if then.words != shared.words else []
    found += [Reason(Because.CODE)] if then.code != shared.code else []
    return tuple(found) or (Reason(Because.VIEW),)


class _Stored(Value, frozen=True):
    """A manifest with the format it is written in."""

    format: int
    manifest: Manifest


def dump(manifest: Manifest) -> bytes:
    """Write a manifest as JSON."""
    return msgspec.json.encode(_Stored(FORMAT, manifest))


def load(data: bytes) -> Manifest | None:
    """Read a manifest; None where it is damaged or of another format: then nothing is known of the output."""
    try:
        stored = msgspec.json.decode(data, type=_Stored)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    inside = stored.format == FORMAT and all(map(is_inside, stored.manifest.entries))
    return stored.manifest if inside else None


_PLAIN = re.compile(r"(?:[\w-][\w.~-]*/)*[\w-][\w.~-]*")
"""A path of plain names, as almost all are: none of them is empty or begins with a dot."""


def is_inside(path: str) -> bool:
    """Return whether a stored path stays inside the output: what is read from disk may have come from anywhere."""
    if _PLAIN.fullmatch(path):
        return True
    outside = path.startswith("/") or re.match(r"[A-Za-z]:", path)
    return not outside and not {"", ".", ".."}.intersection(_PARTS.split(path))


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [name for name in sorted(before.keys() | now.keys()) if before.get(name) != now.get(name)]
