"""What pdfium knows of each character on a page: where it stands, how large, how bold, where it links to.

Speaks to pdfium, with pdf_rules. Nothing in here knows of lines or paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.intake.readers.pdf.ruled_lines import RuledLine

MISSING = "\ufffd"
"""Stands for a character whose meaning the file does not tell."""


class Face(NamedTuple):
    """The face of a character."""

    bold: bool
    italic: bool


class Glyph(NamedTuple):
    """One character where it stands; lengths in points, y upwards from the page's foot."""

    char: str
    x0: float
    x1: float
    y: float
    """Of the baseline."""
    size: float
    face: Face
    href: str | None = None
    raised: bool = False
    """Printed as superscript."""
    order: int = 0
    """When the page draws it: which text it belongs to where two are drawn over each other."""


@dataclass(frozen=True, slots=True)
class GlyphPage:
    """The characters of one page and its size."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    ruled_lines: tuple[RuledLine, ...] = ()
    upright: str = ""
    """Text that runs up or down the page: stamps and codes in the margin."""
    images: int = 0


def common_size(glyphs: Iterable[Glyph]) -> float:
    """Return the letter size that most characters have, in tenths of a point."""
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 0.0
