"""The text of a file from its bytes: UTF-8, or it is told where it is something else."""

from __future__ import annotations

from generator.core.diagnostics import Diagnostic, Position, diagnostic


def decode(path: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a text with line ends of one form; where it is not UTF-8 that is told, and each odd byte has a sign."""
    problems: tuple[Diagnostic, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems = (not_utf_8(path, data, error.start),)
        text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def not_utf_8(path: str, data: bytes, at: int) -> Diagnostic:
    """Return what is said of a file in which the byte at `at` is the first that is not UTF-8."""
    before = data[:at]
    start = before.rfind(b"\n") + 1
    column = len(before[start:].decode("utf-8-sig", "replace")) + 1
    return diagnostic("not-utf-8", Position(path, before.count(b"\n") + 1, column))
