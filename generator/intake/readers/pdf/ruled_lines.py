"""The ruled lines of a PDF page (borders of tables, the stroke above footnotes), read through pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from generator.intake.readers.pdf.page_rotation import PageRotation

NEAR = 3.0
"""Points within which two ruled lines count as touching, or as one."""
_THIN = 2.5
"""Points; a filled shape that is not thicker is a line."""
_MOST = 4000
"""Shapes of a page; one with more is a drawing, and has no ruled lines."""


class RuledLine(NamedTuple):
    """A straight line across or down the page; lengths in points, y upwards from the page's foot."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def across(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0

    def touches(self, other: RuledLine) -> bool:
        """Whether it meets another line, or nearly so."""
        return (
            self.x0 <= other.x1 + NEAR
            and other.x0 <= self.x1 + NEAR
            and self.y0 <= other.y1 + NEAR
            and other.y0 <= self.y1 + NEAR
        )


def read_ruled_lines(page: pdfium.PdfPage, rotation: PageRotation) -> tuple[RuledLine, ...]:
    """Return the straight lines of a page, the sides of drawn rectangles among them."""
    found: list[RuledLine] = []
    for at, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1)):
        if at >= _MOST:
            return ()
        found += _of_path(item.raw, rotation)
    return tuple(found)


def _of_path(item: object, rotation: PageRotation) -> Iterator[RuledLine]:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, mode, stroked) or not (mode.value or stroked.value):
        return
    for points in _pieces(item, rotation):
        x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
        y0, y1 = min(y for _, y in points), max(y for _, y in points)
        if min(x1 - x0, y1 - y0) <= _THIN < max(x1 - x0, y1 - y0):
            yield RuledLine(x0, y0, x1, y1)
        elif stroked.value and len(points) >= 4 and all(x in {x0, x1} and y in {y0, y1} for x, y in points):
            yield from (
                RuledLine(x0, y0, x1, y0),
                RuledLine(x0, y1, x1, y1),
                RuledLine(x0, y0, x0, y1),
                RuledLine(x1, y0, x1, y1),
            )


def _pieces(item: object, rotation: PageRotation) -> Iterator[list[tuple[float, float]]]:
    """Yield the parts of a path that have straight lines only, each as its corners."""
    matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFPageObj_GetMatrix(item, matrix)
    piece: list[tuple[float, float]] = []
    straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item), _MOST)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(piece) > 1 and straight:
                yield piece
            piece, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        left, base = rotation.point(across, up)
        piece.append((round(left, 1), round(base, 1)))
    if len(piece) > 1 and straight:
        yield piece
