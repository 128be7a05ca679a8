"""The label that a line of a PDF has before its text: a number, letter or bullet of a list."""

from __future__ import annotations

import re

from generator.intake.readers.pdf.lines import GlyphLine

_LABEL = re.compile(r"(?:[•▪●■□○◦‣➢❖✓→*–—-]|o|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.):]|\[\d{1,3}\])$")
_BULLETS = "•▪●■□○◦‣➢❖✓"
"""Signs that are a label whatever white space follows them."""


def list_label(line: GlyphLine) -> str | None:
    """Return the list label that a tab or a wide space separates from a line's text; None if there is none."""
    head, tab, rest = line.text.partition("\t")
    if tab and rest and _LABEL.fullmatch(head.strip()):
        return head.strip()
    first, space, rest = line.text.partition(" ")
    if space and rest and _LABEL.fullmatch(first) and len(line.glyphs) > len(first):
        gap = line.glyphs[len(first)]
        if gap.x1 - gap.x0 > 0.75 * line.size or first in _BULLETS:
            return first
    return None
