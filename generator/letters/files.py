"""One file → one item of content: the table of kinds, by the place of a file.

Pure on (path, bytes); what needs two files is decided in `parse`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.letters import correspondence, entries
from generator.letters.file import File, ParsedFile, open_file


def parse_file(kind: str, path: str, data: bytes) -> ParsedFile:
    """Read one file of a kind that `kind_of` gives."""
    return _PARSERS[kind](open_file(path, data))


def kind_of(path: str) -> str | None:
    """Give the kind of a content file by its place; None where nothing is expected there."""
    return next((kind for kind, form in _PLACES if form.fullmatch(path)), None)


_PLACES = tuple(
    (kind, re.compile(form))
    for kind, form in (
        ("letter", r"content/letters/[^/]+/letter\.md"),
        ("question", r"content/letters/[^/]+/[^/]+\.md"),
        ("note", r"content/letters/[^/]+/notes/[^/]+\.md"),
        ("actor", r"content/actors/[^/]+\.md"),
        ("topic", r"content/topics/[^/]+\.md"),
        ("article", r"content/articles/[^/]+\.md"),
        ("page", r"content/pages/[^/]+\.md"),
    )
)


_PARSERS: Mapping[str, Callable[[File], ParsedFile]] = {
    "letter": correspondence.letter,
    "question": correspondence.question,
    "note": correspondence.note,
    "actor": entries.actor,
    "topic": entries.topic,
    "article": entries.article,
    "page": entries.page,
}
