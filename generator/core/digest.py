"""Fingerprints: SHA-256 of sources, as archives quote it, and a short one for values inside the program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

UNENCODABLE = (UnicodeEncodeError, OverflowError)
"""Raised for values that MessagePack has no form for: a lone surrogate (of a file's name that is not UTF-8, or from
YAML) and a number of more than 64 bits. No page shows them, but all stages see them before they are reported."""


def sha256(data: bytes) -> str:
    """Return the SHA-256 in hexadecimal, the form that other programs print and check."""
    return hashlib.sha256(data).hexdigest()


def of_bytes(*parts: bytes) -> str:
    """Return a short fingerprint of byte strings; ("ab", "c") and ("a", "bc") differ."""
    if len(parts) == 1:  # often a whole file, which is not copied
        state = hashlib.blake2b(len(parts[0]).to_bytes(8, "big"), digest_size=16)
        state.update(parts[0])
        return state.hexdigest()
    told = b"".join([piece for part in parts for piece in (len(part).to_bytes(8, "big"), part)])
    return hashlib.blake2b(told, digest_size=16).hexdigest()


def of_text(*parts: str) -> str:
    """Return a short fingerprint of strings."""
    return of_bytes(*[part.encode("utf-8", "surrogatepass") for part in parts])


def of_value(value: object) -> str:
    """Return a short fingerprint of a value; equal values have equal fingerprints, in every run.

    Raises:
        TypeError: the value holds something that is no value, such as an object with a state of its own.
    """
    return of_bytes(encoded(value))


def of_values(values: Iterable[object]) -> str:
    """Return a short fingerprint of values in their order, encoded one by one, so that few bytes are in memory."""
    state = hashlib.blake2b(digest_size=16)
    for value in values:
        data = encoded(value)
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


def encoded(value: object) -> bytes:
    """Return a value as MessagePack; where that has no form for it, as Python writes it.

    Two values of one type are equal where their bytes are.

    Raises:
        TypeError: as `of_value`.
    """
    try:
        return _ENCODER.encode(value)
    except UNENCODABLE:
        return repr(value).encode("utf-8", "surrogatepass")


def _plain(value: object) -> object:
    """Return what represents an object that MessagePack has no form for: of a string's subclass, the string."""
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"{type(value).__qualname__} is no value")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)
