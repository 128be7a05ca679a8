"""Fingerprints: SHA-256 of sources, as archives quote it, and a fast one for values inside the program."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator
from io import BytesIO


def sha256(data: bytes) -> str:
    """Give the SHA-256 in hexadecimal, the form that other programs print and check."""
    return hashlib.sha256(data).hexdigest()


def of_bytes(*parts: bytes) -> str:
    """Give a short fingerprint of byte strings; ("ab", "c") and ("a", "bc") differ."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def of_text(*parts: str) -> str:
    """Give a short fingerprint of strings."""
    return of_bytes(*(part.encode("utf-8", "surrogatepass") for part in parts))


def of_value(value: object) -> str:
    """Give a short fingerprint of a frozen value made of dataclasses, tuples, strings, numbers, dates and None.

    Values must hold no sets and no objects whose state depends on the run; equal values give equal fingerprints
    because pickle's memo is switched off (it would encode which strings happen to be the same object).
    """
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dump(value)
    return of_bytes(buffer.getvalue())


def of_each(values: Iterable[object]) -> Iterator[str]:
    """Give a very short fingerprint of each of many values: enough to see that one differs, not to identify it."""
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    for value in values:
        buffer.seek(0)
        buffer.truncate()
        pickler.dump(value)
        yield hashlib.blake2b(buffer.getbuffer(), digest_size=5).hexdigest()
