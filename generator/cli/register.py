"""The register of persons, from whose names the command line makes suggestions: the shipped one, and what a site adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from generator.content import links
from generator.content.file_text import decode
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.netherlands import persons
from generator.netherlands.persons import RegisteredPerson


def registered_persons(content: Path) -> Sequence[RegisteredPerson]:
    """Return the persons in `content/persons.tsv`, then those of the shipped register."""
    added, _ = _own(content)
    shipped = (files("generator.netherlands") / persons.FILE).read_text("utf-8")
    return (*persons.read(added), *persons.read(shipped))


def problems(content: Path) -> Iterator[Diagnostic]:
    """Yield what of `content/persons.tsv` is not read; only suggestions miss it."""
    text, found = _own(content)
    for problem in found:
        yield replace(problem, severity=Severity.WARNING)
    for line in persons.unread(text):
        yield diagnostic("no-person", Position(_path(content), line, 1), Severity.WARNING)


def _own(content: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the text of the site's own register, and why it is not read; links out of the site are told with all others."""
    file, path = content / persons.FILE, _path(content)
    if file.is_symlink() and links.outside(file, content.parent):
        return "", ()
    if file.is_dir():
        return "", (diagnostic("folder-named-as-file", Position(path)),)
    try:
        return decode(path, file.read_bytes()) if file.is_file() else ("", ())
    except OSError as error:
        return "", (diagnostic("disk", Position(path), reason=error.strerror or error),)


def _path(content: Path) -> str:
    return f"{content.name}/{persons.FILE}"
