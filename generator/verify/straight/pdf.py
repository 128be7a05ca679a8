"""PDF files: the lines of each page as PDFium puts them together, without what the page does not show when it is drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import raw

from generator.verify.streams import RawPassage

_SCALE = 2
"""Pixels of a drawn page for each point."""
_CONTRAST = 22
"""Two greys (of 255) closer than this are one to the eye."""
_LOWEST = 3.0
"""Points; what is filled and lower than this hides no text."""
_NARROW = 1.5
"""Points; a letter that is not wider (`l`) may be nothing but ink, which is seen by what is beside it."""
_SCAN = 0.5
"""Where more than this share of a page's letters seems not to be shown, the page is taken at its word."""


def read(data: bytes) -> Iterator[RawPassage]:
    """Yield every line of every page."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            shown = _shown(page, text) if _may_hide(page) else ()
            whole = text.get_text_bounded() if all(shown) else _text(page, text, shown)
            yield from (RawPassage(line, index, number + 1) for index, line in enumerate(whole.splitlines(), start=1))
    finally:
        document.close()


def _may_hide(page: pypdfium2.PdfPage) -> bool:
    """Whether a page may have text that it does not show: something is filled, or text is light, clear or not painted."""
    filled = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING)
    for item in page.get_objects(max_depth=6):
        if item.type in filled:
            _, bottom, _, top = item.get_bounds()
            if top - bottom > _LOWEST:
                return True
        elif item.type == raw.FPDF_PAGEOBJ_TEXT:
            parts = [ctypes.c_uint() for _ in range(4)]
            known = raw.FPDFPageObj_GetFillColor(item.raw, *parts)
            mode = raw.FPDFTextObj_GetTextRenderMode(item.raw)
            if mode not in (0, 2) or (known and (min(part.value for part in parts[:3]) > 200 or parts[3].value < 50)):
                return True
    return False


def _shown(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> Sequence[bool]:
    """Return for each character whether something is seen where it is, on the page as drawn; signs go with their word."""
    turn = (360 - page.get_rotation()) % 360
    drawn = page.render(scale=_SCALE, rotation=turn, grayscale=True, draw_annots=False, may_draw_forms=False)
    pixels, stride = bytes(drawn.buffer), drawn.stride
    left, _, _, top = page.get_cropbox()
    found: list[bool] = []
    letters: list[bool] = []
    for index in range(text.count_chars()):
        if not chr(raw.FPDFText_GetUnicode(text.raw, index)).isalnum():
            found.append(found[-1] if found else True)
            continue
        x0, y0, x1, y1 = text.get_charbox(index)
        quarter = (y1 - y0) / 4
        beside = x1 - x0 < _NARROW
        first, last = int((x0 - left) * _SCALE) - beside, int((x1 - left) * _SCALE) + beside
        across = slice(max(first, 0), max(last, 0) + 1)
        rows = range(int((top - y1 + quarter) * _SCALE), int((top - y0 - quarter) * _SCALE) + 1)
        bands = [
            pixels[row * stride + across.start : row * stride + min(across.stop, drawn.width)]
            for row in rows
            if 0 <= row < drawn.height and across.start < drawn.width
        ]
        greys = b"".join(bands)
        found.append(not greys or max(greys) - min(greys) >= _CONTRAST)
        letters.append(found[-1])
    return () if sum(not one for one in letters) > _SCAN * len(letters) else found


def _text(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, shown: Sequence[bool]) -> str:
    """Return the text of a page without the characters that are not shown, or that are off the paper."""
    left, bottom, right, top = page.get_cropbox()
    found = ""
    for index, is_shown in enumerate(shown):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if code in (10, 13) or raw.FPDFText_IsGenerated(text.raw, index) == 1:
            found += chr(code)
        elif is_shown and code:
            x0, y0, x1, y1 = text.get_charbox(index, loose=True)
            on_paper = left <= (x0 + x1) / 2 <= right and bottom <= (y0 + y1) / 2 <= top
            found += chr(code) if on_paper else ""
    return found
