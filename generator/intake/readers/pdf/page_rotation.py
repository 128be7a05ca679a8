"""Coordinates of a page that is shown rotated, as the reader sees them."""

from __future__ import annotations

import pypdfium2 as pdfium


class PageRotation:
    """Turns the coordinates of a page into those of the page as it is shown."""

    def __init__(self, page: pdfium.PdfPage, angle: int | None = None) -> None:
        """Take a page, and the angle by which to turn it; without one it is turned as the file says."""
        left, bottom, right, top = page.get_cropbox()
        self.box = (left, bottom, right, top)
        self.angle = page.get_rotation() % 360 if angle is None else angle
        self.width, self.height = (
            (right - left, top - bottom) if self.angle % 180 == 0 else (top - bottom, right - left)
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as it is shown, from the lower left corner."""
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
