"""Fingerprints: SHA-256 of sources, as archives quote it, and a fast one for values inside the program."""

from __future__ import annotations

import datetime as dt
import hashlib
import marshal
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from operator import attrgetter
from typing import Any


def sha256(data: bytes) -> str:
    """Return the SHA-256 in hexadecimal, the form that other programs print and check."""
    return hashlib.sha256(data).hexdigest()


def of_bytes(*parts: bytes) -> str:
    """Return a short fingerprint of byte strings; ("ab", "c") and ("a", "bc") differ."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def of_text(*parts: str) -> str:
    """Return a short fingerprint of strings."""
    return of_bytes(*(part.encode("utf-8", "surrogatepass") for part in parts))


def of_value(value: object) -> str:
    """Return a short fingerprint of a frozen value; equal values give equal fingerprints, in every run.

    Values are made of dataclasses, tuples, mappings, strings, numbers, enumerations, dates and None. Anything whose
    order or state may depend on the run, a set for one, is refused.
    """
    return of_bytes(written(value))


def written(value: object) -> bytes:
    """Write a frozen value as bytes: two values are equal where these are.

    `marshal` in its version 2 writes what a value is and nothing of how it lies in memory: no references, no
    interning.
    """
    return marshal.dumps(plain(value), 2)


def plain(value: object) -> Any:
    """Return a value in tuples, lists and atoms; anything but a tuple is a list that begins with its type's name.

    A dataclass gives its fields, unless it says by `told_by` that less will do: what was read from a file is told by
    the digest of that file.
    """
    kind = type(value)
    return value if kind in _ATOMS else (_FORMS.get(kind) or _learned(kind))(value)


_ATOMS = frozenset({str, int, bool, float, bytes, type(None)})


def _each(values: Iterable[object]) -> list[Any]:
    return [value if type(value) in _ATOMS else plain(value) for value in values]


_Form = Callable[[Any], Any]
_FORMS: dict[type, _Form] = {tuple: lambda value: tuple(_each(value))}
"""How values of a type are written, by type; filled as types are met."""

_KINDS: tuple[tuple[type, Callable[[Any], Iterable[object]]], ...] = (
    (Enum, lambda value: (value.name,)),
    (str, lambda value: (str.__str__(value),)),
    (dt.date, lambda value: (value.isoformat(),)),
    (Mapping, lambda value: value.items()),
    (list, iter),
)
"""What is written of values that are no dataclasses, by what their type derives from."""


def _learned(kind: type) -> _Form:
    name = f"{kind.__module__}.{kind.__qualname__}"
    parts = getattr(kind, "told_by", None) or next((parts for base, parts in _KINDS if issubclass(kind, base)), None)
    if parts is None:
        if not is_dataclass(kind):
            raise TypeError(f"{name} is no frozen value")
        parts = _fields(kind)
    found = _FORMS[kind] = _form(name, parts)
    return found


def _form(name: str, parts: Callable[[Any], Iterable[object]]) -> _Form:
    return lambda value: [name, *_each(parts(value))]


def _fields(kind: Any) -> Callable[[Any], Iterable[object]]:
    names = [each.name for each in fields(kind)]
    get = attrgetter(*names) if names else lambda _: ()
    return get if len(names) != 1 else lambda value: (get(value),)
