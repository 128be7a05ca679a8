"""Control characters in content: pages and feeds may not have them, and nobody sees them in a text editor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""All but tabs and line ends; no XML may have most of them."""
_TOLD = 20
"""How many of one text are told; a file with more is no text."""


def first_place(text: str) -> tuple[int, int]:
    """Return line and column, from 0, of the first control character; 0, 0 if there is none."""
    found = _CONTROL.search(text)
    return _place(text, found.start()) if found else (0, 0)


def problems(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Yield the place of each control character of a text that begins on line `first_line` of the file at `path`."""
    for count, found in enumerate(_CONTROL.finditer(text)):
        if count == _TOLD:
            return
        line, column = _place(text, found.start())
        where = Position(path, first_line + line, column + 1)
        yield diagnostic("control-character", where, Severity.WARNING, sign=f"U+{ord(found[0]):04X}")


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)
