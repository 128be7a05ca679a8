"""Coordinates of a page that is shown rotated, turned so that text is level as the reader sees it."""

from __future__ import annotations

import pypdfium2 as pdfium


class PageRotation:
    """Turns coordinates of a page that is shown rotated, so that text lies as the reader sees it."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self.box = (left, bottom, right, top)
        self.angle = page.get_rotation() % 360
        self.width, self.height = (
            (right - left, top - bottom) if self.angle % 180 == 0 else (top - bottom, right - left)
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as seen, from the lower left corner of what is shown."""
        left, bottom, right, top = self.box
        if not self.angle:
            return x - left, y - bottom
        match self.angle:
            case 90:
                return y - bottom, right - x
            case 180:
                return right - x, top - y
            case 270:
                return top - y, x - left
            case _:
                return x - left, y - bottom
