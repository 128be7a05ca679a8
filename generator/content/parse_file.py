"""Parses one content file; the table `_PARSERS` has a row for each kind of file.

The result depends on nothing but the path and the bytes. What needs two files is done in `parse`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.content import letter_files, standalone_files, version_file
from generator.content.content_file import ContentFile, open_file
from generator.content.parsed import ParsedFile
from generator.content.path_kinds import kind_of
from generator.core.model import Letter, Question


def parse_file(kind: str, path: str, data: bytes) -> ParsedFile:
    """Parse one file; `kind` is one that `path_kinds.kind_of` returns."""
    if kind == version_file.KIND:
        return version_file.parse(path, data)
    return _PARSERS[kind](open_file(path, data))


def official_file(path: str, data: bytes) -> Letter | Question | None:
    """Return what a file holds of a letter's official text: the letter itself, or a question; None for another file."""
    kind = kind_of(path)
    item = parse_file(kind, path, data).item if kind in ("letter", "question") else None
    return item if isinstance(item, Letter | Question) else None


_PARSERS: Mapping[str, Callable[[ContentFile], ParsedFile]] = {
    "letter": letter_files.letter,
    "question": letter_files.question,
    "note": letter_files.note,
    "actor": standalone_files.actor,
    "topic": standalone_files.topic,
    "article": standalone_files.article,
    "document": standalone_files.document,
    "page": standalone_files.page,
}
