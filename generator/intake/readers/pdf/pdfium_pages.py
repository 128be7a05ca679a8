"""The characters, links and ruled lines of a PDF's pages, read through pdfium.

Nothing here knows of lines or paragraphs.
"""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
from pypdfium2 import raw

from generator.core import limits
from generator.core.diagnostics import Position, diagnostic
from generator.core.limits import OverLimitError
from generator.intake.readers.pdf.glyphs import MISSING, Glyph, GlyphPage
from generator.intake.readers.pdf.page_rotation import PageRotation
from generator.intake.readers.pdf.pdfium_faces import TextFaces
from generator.intake.readers.pdf.ruled_lines import read_ruled_lines
from generator.intake.readers.signs import LIGATURES, SYMBOL_FONTS
from generator.intake.source_document import UnreadableError

Area = tuple[float, float, float, float]
"""Left, bottom, right and top."""


def read_pages(data: bytes, name: str) -> tuple[list[GlyphPage], str | None]:
    """Return the pages of a PDF and its title.

    Raises:
        UnreadableError: if the file is encrypted, truncated, or no PDF.
    """
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError(diagnostic("source-wrong-type", Position(name), file=name, kind="PDF"))
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        code = "source-encrypted" if locked else "source-truncated"
        raise UnreadableError(diagnostic(code, Position(name), file=name)) from error
    try:
        if len(document) > limits.current().pages:
            raise OverLimitError("pages")
        pages: list[GlyphPage] = []
        left = limits.current().characters
        for index in range(len(document)):
            pages.append(_page(document, index, left))
            left -= len(pages[-1].glyphs)
        title = document.get_metadata_value("Title").strip() or None
    except (pdfium.PdfiumError, UnicodeDecodeError) as error:
        raise UnreadableError(diagnostic("source-truncated", Position(name), file=name)) from error
    finally:
        document.close()
    return pages, title


def _page(document: pdfium.PdfDocument, index: int, most: int) -> GlyphPage:
    page = document[index]
    text = page.get_textpage()
    try:
        if raw.FPDFText_CountChars(text.raw) > most:
            raise OverLimitError("characters")
        rotation = PageRotation(page)
        faces = TextFaces()
        links = _links(document, page)
        glyphs, upright = _glyphs(text.raw, faces, links, rotation)
        images = 0
        if not any(not glyph.char.isspace() for glyph in glyphs):
            images = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        ruled = read_ruled_lines(page, rotation)
        return GlyphPage(
            index + 1, rotation.width, rotation.height, tuple(glyphs), ruled, " ".join(upright.split()), images
        )
    finally:
        text.close()
        page.close()


def _glyphs(
    text: object, faces: TextFaces, links: list[tuple[Area, str]], rotation: PageRotation
) -> tuple[list[Glyph], str]:
    """Return the characters of a page that are level as the reader sees it, and the text of the others."""
    found: list[Glyph] = []
    upright = ""
    sideways = rotation.angle % 180 != 0
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in {10, 13} or raw.FPDFText_IsGenerated(text, index) == 1:
            # pdfium's own guesses at spaces and line ends; a generated space still tells where words part
            if code == 32 and found:
                found.append(found[-1]._replace(char=" ", x0=found[-1].x1))
            upright += " " if upright else ""
            continue
        size, face, level = faces.of(text, index)
        char = _char(code)
        if not char or size <= 0:
            continue
        if level == sideways:
            upright += char
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        href = _link_at(links, (box.left + box.right) / 2, (box.bottom + box.top) / 2) if links else None
        baseline = rotation.point(x.value, y.value)[1]
        x0, x1 = rotation.point(box.left, box.bottom)[0], rotation.point(box.right, box.top)[0]
        x0, x1 = min(x0, x1), max(x0, x1)
        if not -size < baseline < rotation.height + size or x1 < -size or x0 > rotation.width + size:
            continue  # off the paper: not printed
        found.append(Glyph(char, x0, x1, baseline, size, face, href, order=index))
    return found, upright


def _link_at(links: list[tuple[Area, str]], x: float, y: float) -> str | None:
    found = (url for (left, bottom, right, top), url in links if left <= x <= right and bottom <= y <= top)
    return next(found, None)


def _char(code: int) -> str:
    if code in {0xFFFE, 0x2}:
        return "\ufffe"  # a hyphen at a line end; see generator.intake.hyphens
    if code in {0, 0xFFFD}:
        return MISSING
    if code < 32 and code != 9:
        return ""
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return MISSING
    char = chr(code)
    if char in "\u200b\u200c\u200d\u2060\ufeff":
        return ""
    return LIGATURES.get(char, SYMBOL_FONTS.get(char, char))


def _links(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> list[tuple[Area, str]]:
    """Return the areas of a page that are links, with their web addresses."""
    found = []
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, position, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
        buffer = ctypes.create_string_buffer(max(length, 1))
        raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
        area = raw.FS_RECTF()
        if raw.FPDFLink_GetAnnotRect(link, area) and buffer.value:
            found.append(((area.left, area.bottom, area.right, area.top), buffer.value.decode("utf-8", "replace")))
    return found
