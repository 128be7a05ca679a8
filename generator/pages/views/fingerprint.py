"""What tells one view from another: a digest of the whole, and a checksum of each field to say later which differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any
from zlib import crc32

from generator.core import digest
from generator.core.values import Value
from generator.pages.views.head import PageMeta

_SHORT = 8
"""How many characters tell of a field: enough to see that it differs, not to identify it."""


class Fingerprint(Value, frozen=True):
    """Two views of one kind are the same where `whole` is."""

    whole: str
    parts: str
    """The checksums of the fields, one behind the other, in the order of `names`."""


def fingerprint(view: object) -> Fingerprint:
    """Take a view's fingerprint, each field written once."""
    kind: Any = type(view)
    written = [digest.encoded(part) for part in _values(kind)(view)]
    return Fingerprint(digest.of_bytes(*written), "".join([f"{crc32(part):08x}" for part in written]))


def named(names: tuple[str, ...], parts: str) -> Mapping[str, str]:
    """Return the checksums by the names of their fields."""
    return dict(zip(names, (parts[at : at + _SHORT] for at in range(0, len(parts), _SHORT)), strict=False))


@cache
def names(kind: Any, /) -> tuple[str, ...]:
    """Name the fields of a kind of view, those of the page's frame one by one: `answer`, `page.title`."""
    return tuple(_names(kind))


def _names(kind: Any) -> Iterator[str]:
    for name in kind.__struct_fields__:
        if name == "page":
            yield from (f"page.{inner}" for inner in PageMeta.__struct_fields__)
        else:
            yield name


@cache
def _values(kind: Any) -> Callable[[Any], tuple[object, ...]]:
    wanted = names(kind)
    get = attrgetter(*wanted)
    return get if len(wanted) > 1 else lambda view: (get(view),)
