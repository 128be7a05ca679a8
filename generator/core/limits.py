"""The limits of what the program reads, in one table: a source or a site's folder can come from anyone.

A limit is raised for one command (`--limit pages=5000`) or for a user (`KANTLIJN_LIMITS`), never by a site, which would
set it for itself. Who keeps to a limit is not known here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

import msgspec

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.values import Value

VARIABLE = "KANTLIJN_LIMITS"
"""The environment variable with limits of the user's own: `pages=5000 seconds=300`."""


class Limits(Value, frozen=True):
    """The most of each thing that is read; the numbers are some ten times those of the largest known letters."""

    megabytes: int = 64
    """Of one source, as it is."""
    unpacked: int = 256
    """Megabytes of one source, with all its parts unpacked."""
    pages: int = 1_000
    paragraphs: int = 20_000
    """Of one source: paragraphs, lines of a plain text, cells of tables."""
    characters: int = 4_000_000
    """Of one source."""
    line: int = 100_000
    """Characters of one paragraph, or of one line of a plain text."""
    nesting: int = 150
    """Depth of a source: elements in each other, as a table of Word has three; from some 250 on its parser refuses."""
    seconds: int = 60
    """For reading one source."""
    memory: int = 2_048
    """Megabytes of memory for reading one source."""
    files: int = 1_000_000
    """Of one site's `content/`."""
    file_kilobytes: int = 2_048
    """Of one content file."""
    depth: int = 12
    """Of front matter and site.yml: lists and mappings in each other."""
    values: int = 20_000
    """Of the front matter of one file."""
    footnotes: int = 2_000
    """Of one content file."""
    blocks: int = 40
    """Of one content file: lists, their items and quotes in each other."""
    topics: int = 20
    """Topics below each other."""


NAMES = Limits.__struct_fields__


class OverLimitError(Exception):
    """A source or a content file has more of something than is read."""

    def __init__(self, name: str) -> None:
        """Take the name of the limit, as `Limits` has it."""
        super().__init__(name)
        self.name = name


class UnknownLimitError(ValueError):
    """A text names no limit, or gives it no whole number from 1."""


_CHOSEN: ContextVar[Limits | None] = ContextVar("limits", default=None)


def current() -> Limits:
    """Return the limits that hold here: those that `used` set, else the user's own, else those of the table.

    Raises:
        UnknownLimitError: if `KANTLIJN_LIMITS` cannot be read.
    """
    return _CHOSEN.get() or _of_user(os.environ.get(VARIABLE, ""))


def cache_key() -> str:
    """Return the limits that hold here as text, for the key of what depends on them."""
    return msgspec.json.encode(current()).decode()


@contextmanager
def used(limits: Limits) -> Iterator[None]:
    """Let limits hold for what runs inside the block.

    Readers are rows of a table, and pass on nothing: a limit is looked up where it is kept.
    """
    token = _CHOSEN.set(limits)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def with_changes(limits: Limits, changes: Iterable[str]) -> Limits:
    """Return limits with some changed, each written as `name=number`.

    Raises:
        UnknownLimitError: with the change that cannot be read.
    """
    found: dict[str, int] = {}
    for change in changes:
        name, _, number = change.partition("=")
        if name not in NAMES or not number.isascii() or not number.isdecimal() or not int(number[:12]) > 0:
            raise UnknownLimitError(change)
        found[name] = int(number[:12])
    return msgspec.structs.replace(limits, **found)


@lru_cache(maxsize=4)
def _of_user(text: str) -> Limits:
    return with_changes(Limits(), text.replace(",", " ").split())


def problem(name: str, position: Position, severity: Severity = Severity.ERROR) -> Diagnostic:
    """Return the diagnostic of what is over a limit: it gives the limit, and how to raise it."""
    most: int = getattr(current(), name)
    return diagnostic(f"limit-{name.replace('_', '-')}", position, severity, most=most, raised=f"{name}={most * 4}")
