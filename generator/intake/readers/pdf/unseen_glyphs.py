"""Which characters of a PDF page nobody sees: drawn in no colour, in that of the ground, or under something.

What a scan's text recognition puts over or under its image is seen, in the image. Where what is drawn last seems to
cover most of a page, it is not taken to cover anything.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from generator.intake.readers.pdf.filled_areas import ALIKE, BLANK, Colour, FilledArea, filled_areas

_INVISIBLE = {3, 7}
"""Text render modes that paint nothing."""
_WHITE = (255, 255, 255)
_CORE = 0.15
"""The part of its height above and below the middle of a character that is covered where it cannot be read."""
_TALL = 100.0
"""Points; of a higher character no more is looked at."""
_PAGE = 0.25
"""The share of a page from which an image is a scan, with its text over or under it."""
_PALE, _FAINT = 150, 128
"""A colour whose parts are all at least this, or an alpha of at most this, is that of a watermark."""
_MOST = 4000
"""Objects of a page; one with more is a drawing, and nothing in it is taken to cover text."""
_DEEPEST = 6
"""Forms within forms that are looked into."""
_SCAN = 0.5
"""The share of a page's characters that may be covered: where more seem to be, none is."""


class _TextLook(NamedTuple):
    """How the characters of a text object are painted, and when."""

    mode: int
    colour: Colour
    alpha: int
    order: int
    shows: bool
    """Whether it shows on white paper."""


@dataclass(slots=True)
class UnseenGlyphs:
    """Tells of each character of a page whether it is seen."""

    size: float = 0.0
    """Of the page, in square points."""
    areas: list[FilledArea] = field(default_factory=list)
    orders: dict[int, int] = field(default_factory=dict)
    """When each text object is drawn."""
    _looks: dict[int, _TextLook] = field(default_factory=dict)

    def seen(self, text: object) -> list[bool]:
        """Return for each character of a text page whether it is seen; where most would not be, all are taken to be."""
        found = [self._is_seen(text, index) for index in range(raw.FPDFText_CountChars(text))]
        inked = (
            [one for index, one in enumerate(found) if raw.FPDFText_GetUnicode(text, index) > 32]
            if not all(found)
            else []
        )
        return [True] * len(found) if sum(not one for one in inked) > _SCAN * len(inked) else found

    def _is_seen(self, text: object, index: int) -> bool:
        look = self._look(text, index)
        if look is None or (not self.areas and look.shows):
            return True
        here = list(self._around(text, index))
        if any(area.colour is None and (area.order < look.order or self._is_scan(area)) for area in here):
            return True
        if look.mode == raw.FPDF_TEXTRENDERMODE_CLIP and any(area.colour is None for area in here):
            return True  # letters cut out of what is drawn next
        if look.mode in _INVISIBLE or look.alpha <= BLANK:
            return False
        if any(area.order > look.order and area.solid and area.whole for area in here):
            return False
        below = sorted((area for area in here if area.order < look.order and area.solid), key=lambda a: a.order)
        grounds = [area.colour or _WHITE for area in below if not area.whole]
        grounds += [area.colour or _WHITE for area in below if area.whole][-1:] or [_WHITE]
        return not all(_alike(look.colour, ground) for ground in grounds)

    def _around(self, text: object, index: int) -> Iterator[FilledArea]:
        """Yield the areas that hold the middle of a character."""
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(text, index, box)
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        core = _CORE * min(box.top - box.bottom, _TALL)
        return (area for area in self.areas if area.holds(x, y - core, y + core))

    def _is_scan(self, area: FilledArea) -> bool:
        left, bottom, right, top = area.edges
        return (right - left) * (top - bottom) >= _PAGE * self.size

    def images(self) -> Iterator[tuple[float, float, float, float]]:
        """Yield where the images of the page are, on the page as stored."""
        yield from (area.edges for area in self.areas if area.colour is None)

    def is_pale(self, text: object, index: int) -> bool:
        """Whether a character is printed in a light colour, as a watermark is."""
        look = self._look(text, index)
        return look is not None and (min(look.colour) >= _PALE or look.alpha <= _FAINT)

    def _look(self, text: object, index: int) -> _TextLook | None:
        """Return how a character is painted; None for one that the page does not have: pdfium's guess at a space."""
        handle = raw.FPDFText_GetTextObject(text, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value
        if key is None:
            return None
        if key not in self._looks:
            mode = raw.FPDFTextObj_GetTextRenderMode(handle)
            read = raw.FPDFText_GetStrokeColor if mode == raw.FPDF_TEXTRENDERMODE_STROKE else raw.FPDFText_GetFillColor
            parts = [ctypes.c_uint() for _ in range(4)]
            known = read(text, index, *parts)
            red, green, blue, alpha = (part.value for part in parts) if known else (0, 0, 0, 255)
            colour = (red, green, blue)
            shows = mode not in _INVISIBLE and alpha > BLANK and not _alike(colour, _WHITE)
            self._looks[key] = _TextLook(mode, colour, alpha, self.orders.get(key, 0), shows)
        return self._looks[key]


def _alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= ALIKE for a, b in zip(one, other, strict=True))


def unseen_glyphs(page: pdfium.PdfPage) -> UnseenGlyphs:
    """Return what covers text of a page, and what is under it."""
    width, height = page.get_size()
    found = UnseenGlyphs(width * height)
    for order, (key, item, matrix) in enumerate(_objects(page.raw, None)):
        if order >= _MOST:
            return UnseenGlyphs(found.size, orders=found.orders)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT:
            found.orders[key] = order
        else:
            found.areas += filled_areas(item, matrix, order)
    return found


def _objects(
    holder: object, matrix: pdfium.PdfMatrix | None, depth: int = 0
) -> Iterator[tuple[int, object, pdfium.PdfMatrix | None]]:
    """Yield what a page or a form draws, in order: its handle as a number and as it is, and the matrix of its form."""
    count = raw.FPDFFormObj_CountObjects(holder) if depth else raw.FPDFPage_CountObjects(holder)
    for at in range(count):
        item = raw.FPDFFormObj_GetObject(holder, at) if depth else raw.FPDFPage_GetObject(holder, at)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield ctypes.cast(item, ctypes.c_void_p).value or 0, item, matrix
        elif depth < _DEEPEST:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, own)
            inner = pdfium.PdfMatrix.from_raw(own)
            yield from _objects(item, inner if matrix is None else inner.multiply(matrix), depth + 1)
