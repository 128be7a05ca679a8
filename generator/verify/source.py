"""A letter's source as a stream, by way of the readers, and once more straight from the file to see what they lost.

The readers tell where a text stands (page, running head, side column); recognition has no part in this.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

import pypdfium2
from lxml import etree
from lxml import html as lxml_html

from generator.intake.source_document import DocBlock, Role, SourceDocument
from generator.verify.streams import RawPassage, Stream, stream

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCX_PARTS = re.compile(r"word/(?:document|footnotes|endnotes)\.xml")
"""Where official text can be; a file may hold heads and feet that none of its pages has."""


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


# --- Straight from the file ------------------------------------------------------------------------------------


def unread(data: bytes, document: SourceDocument) -> Stream | None:
    """Return every word of the file without the reader; None for a format that has no such road.

    Of a web page that is all it shows save its menus and buttons: what of it is letter, its reader knows.
    """
    extract = _STRAIGHT.get(document.format)
    return stream(extract(data)) if extract else None


def _text(data: bytes) -> Iterator[RawPassage]:
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield from (RawPassage(line, number) for number, line in enumerate(text.splitlines(), start=1))
        return


def _docx(data: bytes) -> Iterator[RawPassage]:
    """Yield the text of every paragraph, also in text boxes; not the second form of a drawing, nor deleted text."""
    number = 0
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in filter(_DOCX_PARTS.fullmatch, archive.namelist()):
            root = etree.fromstring(archive.read(name), parser)
            for fallback in root.iter(_FALLBACK):
                fallback.clear()
            for paragraph in root.iter(f"{_WORD}p"):
                number += 1
                yield RawPassage("".join(_own_text(paragraph)), number)


def _own_text(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br"):
        if next(element.iterancestors(f"{_WORD}p")) is paragraph:
            yield (element.text or "") if element.tag == f"{_WORD}t" else " "


def _pdf(data: bytes) -> Iterator[RawPassage]:
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            text = document[number].get_textpage().get_text_bounded()
            yield from (RawPassage(line, index, number + 1) for index, line in enumerate(text.splitlines(), start=1))
    finally:
        document.close()


_NOT_SHOWN = frozenset(
    """head script style noscript template nav button input select textarea option datalist dialog menu iframe object
    video audio canvas""".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def _html(data: bytes) -> Iterator[RawPassage]:
    """Yield each stretch of text that a page shows."""
    said = re.search(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", data[:4096], re.IGNORECASE)
    named = said[1].decode("ascii", "replace") if said else "cp1252"
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", named, "cp1252", "latin-1")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        yield from (RawPassage(piece, number) for number, piece in enumerate(_shown(root), start=1))
        return


def _shown(element: etree._Element) -> Iterator[str]:
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
    if element.tag in _NOT_SHOWN or hidden:
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _shown(child)
        if child.tail:
            yield child.tail


_STRAIGHT: dict[str, Callable[[bytes], Iterator[RawPassage]]] = {
    "text": _text,
    "docx": _docx,
    "pdf": _pdf,
    "html": _html,
}
