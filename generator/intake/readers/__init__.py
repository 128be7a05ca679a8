"""Readers by kind of file: bytes in, one `SourceDocument` out, whatever the format.

A format is a row in the table and two modules by its name: `intake/readers/<name>/reader`, and `verify/straight/<name>`,
which proves what the reader kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from generator.core.diagnostics import Position, diagnostic
from generator.intake.source_document import SourceDocument, UnreadableError


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """A format of source files. Its reader is loaded with its first file: text does not wait for the PDF library."""

    name: str
    suffixes: tuple[str, ...]
    """In lower case; an empty one is that of a file without any."""
    signature: bytes = b""
    """What every file of the format begins with, if it is told by that."""


_ROWS = (
    SourceFormat("docx", (".docx",), b"PK\x03\x04"),
    SourceFormat("pdf", (".pdf",), b"%PDF-"),
    SourceFormat("html", (".html", ".htm", ".xhtml")),
    SourceFormat("text", (".txt", ".text", ".md", "")),
)
FORMATS: Mapping[str, SourceFormat] = {row.name: row for row in _ROWS}
BY_SUFFIX: Mapping[str, SourceFormat] = {suffix: row for row in _ROWS for suffix in row.suffixes}
_OTHER_TEXT = frozenset([".doc", ".dot", ".rtf", ".odt", ".ott", ".pages", ".wpd", ".wps"])
"""Files of word processors, which those can save as Word."""


def read(data: bytes, name: str) -> SourceDocument:
    """Read a source; what the first bytes say weighs more than the suffix.

    Raises:
        UnreadableError: for a kind of file there is no reader for, and for what the reader itself cannot read.
    """
    suffix = PurePath(name).suffix.lower()
    start = data[:1024].lstrip()
    if suffix in _OTHER_TEXT:
        raise UnreadableError(diagnostic("format-to-convert", Position(name), suffix=suffix))
    signed = (row for row in _ROWS if row.signature and start.startswith(row.signature))
    found = next(signed, BY_SUFFIX.get(suffix))
    if found is None:
        known = ", ".join(sorted(filter(None, BY_SUFFIX)))
        raise UnreadableError(diagnostic("unknown-format", Position(name), suffix=suffix, known=known))
    document: SourceDocument = import_module(f"generator.intake.readers.{found.name}.reader").read(data, name)
    return document
