"""Parses one content file; the table `_PARSERS` has a row for each kind of file.

The result depends on nothing but the path and the bytes. What needs two files is done in `parse`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.content import letter_files, standalone_files
from generator.content.content_file import ContentFile, open_file
from generator.content.parsed import ParsedFile


def parse_file(kind: str, path: str, data: bytes) -> ParsedFile:
    """Parse one file; `kind` is one that `path_kinds.kind_of` returns."""
    return _PARSERS[kind](open_file(path, data))


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
