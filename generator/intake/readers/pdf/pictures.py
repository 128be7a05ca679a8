"""Pictures amid the text of a PDF, which are reported: not logos, signatures, scans or what recurs on other pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.intake.readers.pdf.glyphs import Area, GlyphPage

_LEAST = (90.0, 60.0)
"""Points that a picture is wide and high, at least; smaller ones are signs and signatures."""
_SCAN = 0.5
"""The share of a page from which an image is the page itself."""
_LETTERHEAD = 0.85
"""The height on the page, as a share of it, above which an image is a part of the letterhead."""


def pages_with_pictures(pages: Sequence[GlyphPage]) -> list[int]:
    """Return the numbers of the pages that have a picture amid their text."""
    often = Counter(place for page in pages for place in {_rounded(area) for area in page.pictures})
    return [
        page.number
        for page in pages
        if any(often[_rounded(area)] == 1 and _is_amid_text(area, page) for area in page.pictures)
    ]


def _rounded(area: Area) -> tuple[int, ...]:
    return tuple(round(edge / 4) for edge in area)


def _is_amid_text(area: Area, page: GlyphPage) -> bool:
    """Whether a picture is large enough, and has text above and below it on its page."""
    left, bottom, right, top = area
    width, height = right - left, top - bottom
    if width < _LEAST[0] or height < _LEAST[1] or width * height > _SCAN * page.width * page.height:
        return False
    levels = [glyph.y for glyph in page.glyphs if not glyph.char.isspace()]
    return (bottom + top) / 2 < _LETTERHEAD * page.height and max(levels, default=0.0) > top and min(levels) < bottom
