"""The characters of a PDF's pages as PDFium gives them, each with its box on the page as it is read.

Run apart, within limits. Nothing here knows what a letter is.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from generator.core import limits
from generator.core.limits import OverLimitError
from generator.verify.places import Box, PrintedPage

_TENTHS = 10
"""Of a point."""


def read(data: bytes) -> Iterator[PrintedPage]:
    """Yield every page."""
    document = pypdfium2.PdfDocument(data)
    try:
        most = limits.current()
        if len(document) > most.pages:
            raise OverLimitError("pages")
        left = most.characters
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            left -= raw.FPDFText_CountChars(text.raw)
            if left < 0:
                raise OverLimitError("characters")
            yield _page(index + 1, page, text)
            text.close()
            page.close()
    finally:
        document.close()


def _page(number: int, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> PrintedPage:
    width, height = (max(round(side * _TENTHS), 1) for side in page.get_size())
    to_paper = _Paper(page, width, height)
    signs: list[str] = []
    boxes: list[Box] = []
    for index in range(raw.FPDFText_CountChars(text.raw)):
        sign = _sign(raw.FPDFText_GetUnicode(text.raw, index))
        if signs and unicodedata.combining(sign):
            whole = unicodedata.normalize("NFC", signs[-1] + sign)
            signs[-1] = whole if len(whole) == 1 else signs[-1]
            continue
        signs.append(sign)
        boxes.append((0, 0, 0, 0) if sign.isspace() else to_paper.box(text.raw, index))
    found = unicodedata.normalize("NFC", "".join(signs))
    if len(found) != len(boxes):  # a text whose composed form is longer or shorter has no places
        found, boxes = "", []
    return PrintedPage(number, width, height, found, tuple(boxes))


def _sign(code: int) -> str:
    """Return a character; one without a meaning, and half a surrogate pair, as the character for that."""
    surrogate = 0xD800 <= code < 0xE000
    return "\ufffd" if code == 0 or code > 0x10FFFF or surrogate else chr(code)


class _Paper:
    """The page as it is read: cut, turned, and measured from its top left."""

    def __init__(self, page: pypdfium2.PdfPage, width: int, height: int) -> None:
        def at(x: float, y: float) -> tuple[int, int]:
            across, down = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, across, down)
            return across.value, down.value

        far = 1_000.0
        self._zero, right, up = at(0, 0), at(far, 0), at(0, far)
        self._across = ((right[0] - self._zero[0]) / far, (right[1] - self._zero[1]) / far)
        self._up = ((up[0] - self._zero[0]) / far, (up[1] - self._zero[1]) / far)

    def box(self, text: object, index: int) -> Box:
        """Return the box of a character, as high as its font."""
        found = raw.FS_RECTF()
        if not raw.FPDFText_GetLooseCharBox(text, index, found):
            return 0, 0, 0, 0
        x0, y0 = self._point(found.left, found.bottom)
        x1, y1 = self._point(found.right, found.top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _point(self, x: float, y: float) -> tuple[int, int]:
        across = self._zero[0] + x * self._across[0] + y * self._up[0]
        down = self._zero[1] + x * self._across[1] + y * self._up[1]
        return round(min(max(across, -1e6), 1e6)), round(min(max(down, -1e6), 1e6))
