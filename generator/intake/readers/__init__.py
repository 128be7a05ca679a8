"""Readers by kind of file: bytes in, one `SourceDocument` out, whatever the format.

A format is a row in the table and two modules by its name: `intake/readers/<name>/reader`, and `verify/straight/<name>`,
which proves what the reader kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import PurePath

from generator.core import limits
from generator.core.diagnostics import Position, Severity, diagnostic
from generator.core.limits import OverLimitError
from generator.intake.readers import encodings, measure
from generator.intake.source_document import SourceDocument, UnreadableError
from generator.reading import ReaderFailedError, RefusedError, read_apart


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """A format of source files. Its reader is loaded with its first file: text does not wait for the PDF library."""

    name: str
    suffixes: tuple[str, ...]
    """In lower case; an empty one is that of a file without any."""
    signature: bytes = b""
    """What every file of the format begins with, if it is told by that."""
    is_text: bool = False
    """Whether its files are text in some encoding."""
    apart: bool = True
    """Whether it is read in a child process; what reads plain text needs none, and text need not wait for one."""


_ROWS = (
    SourceFormat("docx", (".docx",), b"PK\x03\x04"),
    SourceFormat("pdf", (".pdf",), b"%PDF-"),
    SourceFormat("html", (".html", ".htm", ".xhtml"), is_text=True),
    SourceFormat("xml", (".xml",)),
    SourceFormat("text", (".txt", ".text", ".md", ""), is_text=True, apart=False),
)
FORMATS: Mapping[str, SourceFormat] = {row.name: row for row in _ROWS}
BY_SUFFIX: Mapping[str, SourceFormat] = {suffix: row for row in _ROWS for suffix in row.suffixes}
_OTHER_TEXT = frozenset([".doc", ".dot", ".rtf", ".odt", ".ott", ".pages", ".wpd", ".wps"])
"""Files of word processors, which those can save as Word."""


def read(data: bytes, name: str) -> SourceDocument:
    """Read a source within the limits; what the first bytes say weighs more than the suffix.

    Raises:
        UnreadableError: for a kind of file there is no reader for, for what the reader itself cannot read, and for what
            is over a limit.
    """
    with refusing(name):
        measure.check_size(data)
        row = _format(data, name)
        document = _read(row, data, name)
        measure.check_document(document)
    doubts = encodings.doubts(data, name) if row.is_text else ()
    return replace(document, problems=(*document.problems, *doubts)) if doubts else document


def in_utf_8(data: bytes, name: str, encoding: str | None) -> bytes:
    """Return a source that is text in UTF-8, from the encoding that the user named; any other as it is."""
    if encoding is None or not _format(data, name).is_text:
        return data
    return encodings.as_utf_8(data, encoding)


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn what ends the reading of a source into an `UnreadableError` that tells why; `name` is its file name."""
    try:
        yield
    except OverLimitError as error:
        raise UnreadableError(limits.problem(error.name, Position(name))) from error
    except RefusedError as error:
        raise UnreadableError(error.problem) from error
    except ReaderFailedError as error:
        memory = limits.current().memory
        problem = diagnostic("reader-failed", Position(name), reason=error, most=memory, raised=f"memory={memory * 4}")
        raise UnreadableError(problem) from error


def _format(data: bytes, name: str) -> SourceFormat:
    """Return the format of a source."""
    suffix = PurePath(name).suffix.lower()
    start = data[:1024].lstrip()
    if suffix in _OTHER_TEXT:
        raise UnreadableError(diagnostic("format-to-convert", Position(name), suffix=suffix))
    signed = (row for row in _ROWS if row.signature and start.startswith(row.signature))
    found = next(signed, BY_SUFFIX.get(suffix))
    if found is None:
        known = ", ".join(sorted(filter(None, BY_SUFFIX)))
        raise UnreadableError(diagnostic("unknown-format", Position(name), suffix=suffix, known=known))
    return found


def _read(row: SourceFormat, data: bytes, name: str) -> SourceDocument:
    """Read a source of a known format, apart where that is to be."""
    module = f"generator.intake.readers.{row.name}.reader"
    if row.apart:
        return read_apart(f"{module}:read", data, (name,), SourceDocument)
    document: SourceDocument = import_module(module).read(data, name)
    return document


def declaring(document: SourceDocument, metadata: bytes, name: str) -> SourceDocument:
    """Return a document with what its metadata file declares besides; a file that cannot be read is a problem of it."""
    from generator.intake.readers.xml import publication_metadata  # noqa: PLC0415 - as readers, loaded when needed

    try:
        with refusing(name):
            measure.check_size(metadata)
            declared = publication_metadata.read(metadata, name)
    except UnreadableError as error:
        where = replace(error.problem.position, path=f"{PurePath(name).stem}/metadata.xml")
        told = diagnostic("xml-metadata-unreadable", where, Severity.WARNING, file=where.path)
        return replace(document, problems=(*document.problems, told))
    titles = {key.lower(): value for key, value in reversed(declared)}
    title = document.title or titles.get("dc.title") or titles.get("dcterms.title")
    return replace(document, meta=(*document.meta, *declared), title=title)
