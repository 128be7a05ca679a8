"""A letter's source as a stream, by way of the readers, and once more straight from the file to see what they lost.

The readers tell where a text is (page, running head, side column); recognition has no part in this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from generator.intake.readers import FORMATS
from generator.intake.source_document import DocBlock, Role, SourceDocument
from generator.verify.streams import RawPassage, Stream, stream


def of_document(document: SourceDocument) -> Stream:
    """Return the words of a document in reading order, the format's own footnotes at the end."""
    return stream(_parts(document))


def _parts(document: SourceDocument) -> Iterator[RawPassage]:
    for block in document.blocks:
        yield from _block(block, block.page, block.role, block.line)
    last = document.blocks[-1].line if document.blocks else 0
    for footnote in document.footnotes:
        yield RawPassage(footnote.mark, last, role=Role.FOOTNOTE.value)
        for block in footnote.blocks:
            yield from _block(block, block.page, Role.FOOTNOTE, block.line or last)


def _block(block: DocBlock, page: int | None, role: Role, line: int) -> Iterator[RawPassage]:
    if block.rows:
        for row in block.rows:
            for cell in row:
                for inner in cell:
                    yield from _block(inner, page, role, inner.line or line)
        return
    label = f"{block.label} " if block.label else ""
    worded = [run for run in block.runs if any(map(str.isalnum, run.text))]
    strong = bool(worded) and all(run.bold or run.italic for run in worded)
    yield RawPassage(label + block.text, line, page, role.value, strong=strong)


def unread(data: bytes, document: SourceDocument) -> Stream | None:
    """Return every word of the file without the reader; None for a document of no format in the table.

    Of a web page that is all it shows save its menus and buttons: what of it is letter, its reader knows.
    """
    if document.format not in FORMATS:
        return None
    read: Callable[[bytes], Iterator[RawPassage]] = import_module(f"generator.verify.straight.{document.format}").read
    return stream(read(data))
