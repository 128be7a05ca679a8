"""PDFs drawn line by line for tests, and what a reader made of them."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from generator.intake.source_document import Role

SIDE = ("Directie Voorbeeld", "Turfstraat 1", "Postbus 20 000", "Ons kenmerk", "1234567")
SENTENCE = "Deze zin gaat over een onderwerp dat in de brief aan de orde komt en loopt over de regel heen. "
FULL = "Een regel die helemaal tot aan de rechterkant van de bladspiegel loopt en dus doorgaat"
"""A line that ends where the column does."""


def role(document, which):
    return [block for block in document.blocks if block.role is which]


def texts(document, which=Role.BODY):
    return [block.text for block in role(document, which)]


def drawn(*pages, encrypt=None):
    """Draw pages of (x, y, size, text) or (x, y, size, text, font)."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, encrypt=encrypt)
    for page in pages:
        for x, y, size, text, *font in page:
            canvas.setFont(font[0] if font else "Helvetica", size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def column(lines, *, top=700, size=9, font="Helvetica"):
    return [(80, top - at * 12, size, text, font) for at, text in enumerate(lines)]


def ruled(*pages):
    """Draw pages of texts (as `drawn`) and lines (x0, y0, x1, y1)."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for items, strokes in pages:
        for x, y, size, text, *font in items:
            canvas.setFont(font[0] if font else "Helvetica", size)
            canvas.drawString(x, y, text)
        for stroke in strokes:
            canvas.line(*stroke)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
