"""The encoding of sources that are text: what is said of a guess, and text in the encoding that the user named."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=|<\?xml[^>]+encoding\s*=", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")
"""Signs that no letter has, the same in UTF-8 and all encodings of one byte; tabs, line ends and form feeds are none."""


def as_utf_8(data: bytes, encoding: str) -> bytes:
    """Return a text in UTF-8 with its mark, which readers know; bytes that the encoding has not become U+FFFD."""
    return codecs.BOM_UTF8 + data.decode(encoding, "replace").removeprefix("\ufeff").encode("utf-8", "replace")


def doubts(data: bytes, name: str) -> tuple[Diagnostic, ...]:
    """Return what is to be told of a text's bytes: an encoding that is only a guess, and control characters."""
    return (*_guess(data, name), *_control(data, name))


def _guess(data: bytes, name: str) -> Iterator[Diagnostic]:
    """Yield the place of the first sign that tells that the text is not UTF-8, where nothing says what it is."""
    if data.startswith(_MARKS) or _DECLARED.search(data[:4096]):
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        said = data[error.start : error.start + 1].decode("cp1252", "replace")
        where = Position(name, line, column)
        yield diagnostic("encoding-guessed", where, Severity.WARNING, encoding="Windows-1252", sign=said)


def _control(data: bytes, name: str) -> Iterator[Diagnostic]:
    """Yield the place of the first control character, with how many there are."""
    if data.startswith(_MARKS[1:]) or b"\0" in data:
        return
    found = _CONTROL.search(data)
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        before = data[data.rfind(b"\n", 0, found.start()) + 1 : found.start()]
        where = Position(name, line, len(before.decode("utf-8", "replace")) + 1)
        count = len(_CONTROL.findall(data))
        yield diagnostic("control-in-source", where, Severity.WARNING, sign=f"U+{found[0][0]:04X}", count=count)
