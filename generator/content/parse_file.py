"""One file → one item of content: the table of what reads each kind.

Pure on (path, bytes); what needs two files is decided in `parse`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.content import letter_files, standalone_files
from generator.content.content_file import File, open_file
from generator.content.parsed import ParsedFile


def parse_file(kind: str, path: str, data: bytes) -> ParsedFile:
    """Read one file of a kind that `places.kind_of` gives."""
    return _PARSERS[kind](open_file(path, data))


_PARSERS: Mapping[str, Callable[[File], ParsedFile]] = {
    "letter": letter_files.letter,
    "question": letter_files.question,
    "note": letter_files.note,
    "actor": standalone_files.actor,
    "topic": standalone_files.topic,
    "article": standalone_files.article,
    "page": standalone_files.page,
}
