"""Readers by kind of file: bytes in, one `SourceDocument` out, whatever the format.

A new format is a folder with `read(data, name)` in its `reader` and a row in `READERS`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath

from generator.core.diagnostics import Position, diagnostic
from generator.intake.source_document import SourceDocument, UnreadableError

READERS = {
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    "": "text",
}
"""Suffix to module; a reader is loaded when its first file comes, so that text does not wait for the PDF library."""

_OTHER_TEXT = frozenset([".doc", ".dot", ".rtf", ".odt", ".ott", ".pages", ".wpd", ".wps"])
"""Files of word processors, which those can save as Word."""
_SIGNATURES = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"))


def read(data: bytes, name: str) -> SourceDocument:
    """Read a source; what the first bytes say weighs more than the suffix.

    Raises:
        UnreadableError: for a kind of file there is no reader for, and for what the reader itself cannot read.
    """
    suffix = PurePath(name).suffix.lower()
    start = data[:1024].lstrip()
    if suffix in _OTHER_TEXT:
        raise UnreadableError(diagnostic("format-to-convert", Position(name), suffix=suffix))
    suffix = next((known for signature, known in _SIGNATURES if start.startswith(signature)), suffix)
    if suffix not in READERS:
        known = ", ".join(sorted(key for key in READERS if key))
        raise UnreadableError(diagnostic("unknown-format", Position(name), suffix=suffix, known=known))
    reader = import_module(f"generator.intake.readers.{READERS[suffix]}.reader")
    document: SourceDocument = reader.read(data, name)
    return document
