"""Draws pages of a PDF as pictures for the web; run apart, within limits, since a source can come from anyone.

A page of text is drawn in few colours and without loss; only where that takes too many bytes is it drawn as a photograph.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
from PIL import Image

from generator.core.source_places import DrawnPage

MOST_BYTES = 120_000
"""Of one picture."""
_WIDTH, _HEIGHT = 1_240, 2_480
"""The most pixels of a picture: the width is that of A4 at 150 to the inch."""
_COLOURS = 32
_STEPS = ((1.0, 60), (1.0, 35), (0.8, 40), (0.65, 30), (0.5, 20))
"""Of a picture with loss: its size, as a share of the largest, and its quality; the first that is small enough is taken."""


def draw(data: bytes, *pages: str) -> Iterator[DrawnPage]:
    """Yield pages of a PDF, by their numbers; one that no picture of the allowed size shows is left out."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number in map(int, pages):
            if 0 < number <= len(document):
                page = document[number - 1]
                yield from _drawn(number, page)
                page.close()
    finally:
        document.close()


def _drawn(number: int, page: pypdfium2.PdfPage) -> Iterator[DrawnPage]:
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        return
    scale = min(_WIDTH / width, _HEIGHT / height)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    across, down = max(round(width * 10), 1), max(round(height * 10), 1)
    few = picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).convert("RGB")
    found = _webp(few, lossless=True, quality=30)
    if len(found) <= MOST_BYTES:
        yield DrawnPage(number, picture.width, picture.height, across, down, found)
        return
    for share, quality in _STEPS:
        size = max(round(picture.width * share), 1), max(round(picture.height * share), 1)
        made = picture if share == 1.0 else picture.resize(size, Image.Resampling.LANCZOS)
        found = _webp(made, lossless=False, quality=quality)
        if len(found) <= MOST_BYTES:
            yield DrawnPage(number, made.width, made.height, across, down, found)
            return


def _webp(picture: Image.Image, *, lossless: bool, quality: int) -> bytes:
    target = BytesIO()
    picture.save(target, "WEBP", lossless=lossless, quality=quality, method=2)
    return target.getvalue()
