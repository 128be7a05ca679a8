"""PDF files: the lines of each page as PDFium puts them together."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from generator.verify.streams import RawPassage


def read(data: bytes) -> Iterator[RawPassage]:
    """Yield every line of every page."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            text = document[number].get_textpage().get_text_bounded()
            yield from (RawPassage(line, index, number + 1) for index, line in enumerate(text.splitlines(), start=1))
    finally:
        document.close()
