"""The characters of a PDF's pages as values: where each is, its size and face, and where it links to.

Lines and paragraphs are not known here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.intake.readers.pdf.annotations import Annotation
from generator.intake.readers.pdf.ruled_lines import RuledLine

MISSING = "\ufffd"
"""The character for one whose meaning the file does not say."""


Area = tuple[float, float, float, float]
"""Left, bottom, right and top."""


class Face(NamedTuple):
    """Whether a character is bold, and whether it is italic."""

    bold: bool
    italic: bool


class Glyph(NamedTuple):
    """One character and its place; lengths in points, y upwards from the page's foot."""

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
    """Its position in the order in which the page draws characters."""
    lowered: bool = False
    """Printed as subscript."""
    struck: bool = False
    """Struck through by a ruled line."""


@dataclass(frozen=True, slots=True)
class GlyphPage:
    """The characters and ruled lines of one page, and the size of the page in points."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    ruled_lines: tuple[RuledLine, ...] = ()
    upright: str = ""
    """Text that is not level, and watermarks: stamps and codes in the margin."""
    images: int = 0
    unseen: int = 0
    """How many words of the file nobody sees on it."""
    annotations: tuple[Annotation, ...] = ()
    pictures: tuple[Area, ...] = ()
    """Where images are on it."""


def common_size(glyphs: Iterable[Glyph]) -> float:
    """Return the letter size of most characters, rounded to tenths of a point; 0 if there are none."""
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 0.0
