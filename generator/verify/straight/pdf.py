"""PDF files: the lines of each page as PDFium puts them together, without what nobody sees on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import raw

from generator.intake.readers.pdf.unseen_glyphs import unseen_glyphs
from generator.verify.streams import RawPassage


def read(data: bytes) -> Iterator[RawPassage]:
    """Yield every line of every page."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            seen = unseen_glyphs(page).seen(text.raw)
            whole = text.get_text_bounded() if all(seen) else _seen_text(page, text, seen)
            yield from (RawPassage(line, index, number + 1) for index, line in enumerate(whole.splitlines(), start=1))
    finally:
        document.close()


def _seen_text(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, seen: Sequence[bool]) -> str:
    """Return the text of a page without the characters that nobody sees, or that are off the paper."""
    left, bottom, right, top = page.get_cropbox()
    found = ""
    for index, is_seen in enumerate(seen):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if code in (10, 13) or raw.FPDFText_IsGenerated(text.raw, index) == 1:
            found += chr(code)
        elif is_seen:
            x0, y0, x1, y1 = text.get_charbox(index, loose=True)
            on_paper = left <= (x0 + x1) / 2 <= right and bottom <= (y0 + y1) / 2 <= top
            found += chr(code) if on_paper and code else ""
    return found
