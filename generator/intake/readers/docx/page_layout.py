"""The text column of a Word document's pages, and whether a frame, box or table is beside it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.intake.readers.docx.package import attr, child, number, points, tag
from generator.intake.readers.elements import Element

_POINT = 12_700
"""A point in English Metric Units."""


@dataclass(frozen=True, slots=True)
class TextColumn:
    """The width of the page, and where the text on it begins and ends; in points."""

    width: float = 595.0
    left: float = 70.0
    right: float = 525.0

    def is_beside(self, left: float | None, width: float | None) -> bool:
        """Whether something `left` points from the page's edge is mostly beside the text; False where unknown."""
        if left is None or not width or width > 0.4 * self.width:
            return False
        overlap = min(left + width, self.right) - max(left, self.left)
        return overlap < 0.5 * width or left > 0.6 * self.width

    def has_frame_beside(self, properties: Element | None) -> bool:
        """Whether a paragraph with these properties is in a frame beside the text."""
        frame = child(properties, "w:framePr")
        if frame is None or attr(frame, "dropCap") in {"drop", "margin"}:
            return False
        left = points(frame, "x") if attr(frame, "hAnchor") == "page" else None
        return self.is_beside(left, points(frame, "w"))

    def has_box_beside(self, box: Element) -> bool:
        """Whether a text box is beside the text: a letterhead column, not a boxed passage of the text."""
        anchor = next((up for up in box.iterancestors() if tag(up) == "wp:anchor"), None)
        across = child(anchor, "wp:positionH")
        offset, width = child(across, "wp:posOffset"), attr(child(anchor, "wp:extent"), "cx", "wp")
        if offset is None or not offset.text or width is None or attr(across, "relativeFrom", "wp") != "page":
            return False
        return self.is_beside((number(offset.text) or 0) / _POINT, (number(width) or 0) / _POINT)

    def has_table_beside(self, table: Element, width: float) -> bool:
        """Whether a table of this width floats beside the text."""
        floating = child(table, "w:tblPr", "w:tblpPr")
        left = points(floating, "tblpX") if attr(floating, "horzAnchor") == "page" else None
        return floating is not None and self.is_beside(left, width)


def text_column(section: Element) -> TextColumn:
    """Return the text column of a section (`w:sectPr`)."""
    usual = TextColumn()
    size, margins = child(section, "w:pgSz"), child(section, "w:pgMar")
    width = points(size, "w") or usual.width
    left, right = points(margins, "left") or usual.left, points(margins, "right") or usual.left
    return TextColumn(width, left, width - right)
