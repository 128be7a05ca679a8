"""A letter's source as a stream, by way of the readers, and once more straight from the file to see what they lost.

The readers tell where a text is (page, running head, side column); recognition has no part in this.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from generator.intake.readers import FORMATS, refusing
from generator.intake.source_document import DocBlock, Role, Run, SourceDocument
from generator.reading import read_apart
from generator.verify.streams import CELL, CELL_GOES_ON, MARK, RawPassage, Stream, stream

_BETWEEN_CELLS = re.compile(r"[ \u00a0]{3,}|\t+")
_FEWEST_CELLS = 3
"""Cells of a line of text with white space between them, so that it may be a row of a table."""


def of_document(document: SourceDocument) -> Stream:
    """Return the words of a document in reading order, the format's own footnotes at the end."""
    return stream(_parts(document))


def _parts(document: SourceDocument) -> Iterator[RawPassage]:
    plain = "line" if document.format == "text" else "p"
    rows = _rows(document.blocks) if plain == "line" else {}
    for at, block in enumerate(document.blocks):
        if at in rows:
            cells = rows[at].values()
            yield from (RawPassage(cell, block.line, block.page, block.role.value, shape=plain) for cell in cells)
        else:
            yield from _block(block, block.page, block.role, block.line, plain)
    last = document.blocks[-1].line if document.blocks else 0
    for footnote in document.footnotes:
        yield RawPassage(footnote.mark, last, role=Role.FOOTNOTE.value, shape="mark", styles="m" * len(footnote.mark))
        for block in footnote.blocks:
            yield from _block(block, block.page, Role.FOOTNOTE, block.line or last, plain)


def _rows(blocks: Sequence[DocBlock]) -> dict[int, dict[float, str]]:
    """Return the lines that may be rows of a table: the texts of their cells by the place where each begins.

    A cell may go on below itself, on a line that has nothing but such cells; that line is a row without cells.
    """
    rows: dict[int, dict[float, str]] = {}
    row: dict[float, str] = {}
    before, page = 0, None
    for at, block in enumerate(blocks):
        cells = _cells(block)
        below = (block.line, block.page) == (before + 1, page) and len(cells) < len(row) and cells.keys() <= row.keys()
        before, page = block.line, block.page
        if len(cells) >= _FEWEST_CELLS and not below:
            row = rows[at] = cells
        elif below and (cells.keys() != {min(row)} or block.text[:1].islower()):
            row.update({place: f"{row[place]} {text}" for place, text in cells.items()})
            rows[at] = {}
        else:
            row = {}
    return rows


def _cells(block: DocBlock) -> dict[float, str]:
    ends = [0, *(place for gap in _BETWEEN_CELLS.finditer(block.text) for place in gap.span()), len(block.text)]
    spans = zip(ends[::2], ends[1::2], strict=True)
    return {block.indent + start: block.text[start:end] for start, end in spans}


def _block(block: DocBlock, page: int | None, role: Role, line: int, shape: str) -> Iterator[RawPassage]:
    if block.rows:
        for row in block.rows:
            for cell in row:
                for index, inner in enumerate(cell):
                    further = index > 0 or shape in (CELL, CELL_GOES_ON)
                    yield from _block(inner, page, role, inner.line or line, CELL_GOES_ON if further else CELL)
        return
    label = f"{block.label} " if block.label else ""
    worded = [run for run in block.runs if any(map(str.isalnum, run.text))]
    strong = bool(worded) and all(run.bold or run.italic for run in worded)
    if shape not in (CELL, CELL_GOES_ON):
        shape = "li" if label else "h" if block.heading else shape
    styles = " " * len(label) + "".join(_style(run) * len(run.text) for run in block.runs)
    yield RawPassage(label + block.text, line, page, role.value, strong=strong, shape=shape, styles=styles)


def _style(run: Run) -> str:
    if run.footnote is not None:
        return "m"
    return "s" if run.struck else "^" if run.superscript else "_" if run.subscript else " "


def straight(data: bytes, document: SourceDocument) -> Stream | None:
    """Return every word of the file without the reader; None for a document of no format in the table.

    It reads within the limits, as the readers do (`UnreadableError`).

    Of a web page that is all it shows save its menus and buttons: what of it is letter, its reader knows.
    """
    if document.format not in FORMATS:
        return None
    module = f"generator.verify.straight.{document.format}"
    if FORMATS[document.format].apart:
        with refusing(document.format):
            return stream(read_apart(f"{module}:read", data, (), tuple[RawPassage, ...]))
    read: Callable[[bytes], Iterator[RawPassage]] = import_module(module).read
    return stream(read(data))


def without_labels(document: SourceDocument, straight: Stream) -> Stream:
    """Return the words of a document as its file has them: without the labels and marks that a format counts itself.

    A PDF counts nothing: the labels of its lists are among its words.
    """
    return stream(_bare(document, None if document.format == "pdf" else _printed_items(straight)))


def _printed_items(straight: Stream) -> Counter[str]:
    """Return how often each label of a list item is in a file, where the straight reading has them apart."""
    ends = (*straight.starts[1:], len(straight.text))
    return Counter(
        straight.words(passage.start, end)
        for passage, end in zip(straight.passages, ends, strict=True)
        if passage.shape == "label"
    )


def _bare(document: SourceDocument, labels: Counter[str] | None) -> Iterator[RawPassage]:
    for block in (*document.blocks, *(inner for footnote in document.footnotes for inner in footnote.blocks)):
        yield from _bare_block(block, labels)


def _bare_block(block: DocBlock, labels: Counter[str] | None) -> Iterator[RawPassage]:
    for row in block.rows:
        for cell in row:
            for inner in cell:
                yield from _bare_block(inner, labels)
    if not block.rows:
        if block.label and (labels is None or labels[block.label]):
            if labels is not None:
                labels[block.label] -= 1
            yield RawPassage(block.label, block.line, block.page)
        text = "".join(run.text if run.footnote is None else MARK for run in block.runs)
        yield RawPassage(text, block.line, block.page, block.role.value)
