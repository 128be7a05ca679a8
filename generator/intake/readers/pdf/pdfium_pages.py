"""The characters, links and ruled lines of a PDF's pages, read through pdfium.

Nothing here knows of lines or paragraphs.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from generator.core import limits
from generator.core.diagnostics import Position, diagnostic
from generator.core.limits import OverLimitError
from generator.intake.readers.pdf.annotations import page_annotations
from generator.intake.readers.pdf.glyphs import MISSING, Area, Face, Glyph, GlyphPage
from generator.intake.readers.pdf.page_rotation import PageRotation
from generator.intake.readers.pdf.pdfium_faces import TextFaces
from generator.intake.readers.pdf.ruled_lines import read_ruled_lines
from generator.intake.readers.pdf.strokes import with_strokes
from generator.intake.readers.pdf.unseen_glyphs import UnseenGlyphs, unseen_glyphs
from generator.intake.readers.signs import LIGATURES, SYMBOL_FONTS
from generator.intake.source_document import UnreadableError

_MOSTLY = 0.8
"""The share of a page's text that runs one way from which the page is read that way."""
_FEWEST = 40
"""Characters that a page has at least to be turned: a code that runs up the margin of an empty page turns nothing."""
_LARGE = 2.5
"""Pale text larger than this many times the usual size of a page is a watermark."""


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
        found = _characters(text.raw, TextFaces())
        rotation = PageRotation(page, _turned(found))
        unseen = unseen_glyphs(page)
        glyphs, aside, lost = _glyphs(unseen, text.raw, found, _links(document, page), rotation)
        images = 0
        if not any(not glyph.char.isspace() for glyph in glyphs):
            images = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        ruled = read_ruled_lines(page, rotation)
        return GlyphPage(
            index + 1,
            rotation.width,
            rotation.height,
            tuple(with_strokes(glyphs, ruled)),
            ruled,
            " ".join(aside.split()),
            images,
            lost,
            tuple(page_annotations(page)),
            tuple(_placed(area, rotation) for area in unseen.images()),
        )
    finally:
        text.close()
        page.close()


class _Character(NamedTuple):
    """A character of a page as pdfium gives it."""

    at: int
    """Its index on the text page."""
    char: str
    """A space for pdfium's own guesses at spaces and line ends; empty where nothing is printed."""
    guess: int = 0
    """The code of such a guess; 0 for what the file has."""
    size: float = 0.0
    face: Face = Face(bold=False, italic=False)
    angle: int | None = 0


def _characters(text: object, faces: TextFaces) -> list[_Character]:
    found = []
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in {10, 13} or raw.FPDFText_IsGenerated(text, index) == 1:
            found.append(_Character(index, " ", code))
            continue
        size, face, angle = faces.of(text, index)
        char = _char(code)
        if char and size > 0:
            found.append(_Character(index, char, 0, size, face, angle))
    return found


def _turned(found: list[_Character]) -> int | None:
    """Return the angle by which a page is turned to be read, where nearly all its text runs that way."""
    angles = Counter(one.angle for one in found if not one.guess and not one.char.isspace())
    angle, most = max(angles.items(), key=lambda item: item[1], default=(None, 0))
    return angle if angle is not None and most >= max(_FEWEST, _MOSTLY * angles.total()) else None


def _glyphs(
    unseen: UnseenGlyphs,
    text: object,
    found: list[_Character],
    links: list[tuple[Area, str]],
    rotation: PageRotation,
) -> tuple[list[Glyph], str, int]:
    """Return the characters of a page that are level as it is read, the text of others, and how many words are unseen."""
    usual = _usual_size(found)
    seen = unseen.seen(text)
    glyphs: list[Glyph] = []
    aside, lost = "", ""
    for one in found:
        if one.guess:
            # a guess at a space still tells where words part
            if one.guess == 32 and glyphs:
                glyphs.append(glyphs[-1]._replace(char=" ", x0=glyphs[-1].x1, order=one.at))
            aside += " " if aside else ""
            lost += " "
        elif not seen[one.at]:
            lost += one.char
        elif one.angle != rotation.angle or (one.size > _LARGE * usual and unseen.is_pale(text, one.at)):
            aside += one.char
        else:
            placed = list(_glyph(text, one, links, rotation))
            glyphs += placed
            lost += "" if placed else one.char
    return glyphs, aside, sum(any(map(str.isalnum, word)) for word in lost.split())


def _placed(area: Area, rotation: PageRotation) -> Area:
    """Return an area of the page as stored where it is on the page as read."""
    (x0, y0), (x1, y1) = rotation.point(area[0], area[1]), rotation.point(area[2], area[3])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _usual_size(found: list[_Character]) -> float:
    sizes = Counter(round(one.size, 1) for one in found if not one.guess and not one.char.isspace())
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _glyph(text: object, one: _Character, links: list[tuple[Area, str]], rotation: PageRotation) -> Iterator[Glyph]:
    """Yield a character with its place; none for one that is off the paper, which is not printed."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, one.at, x, y)
    raw.FPDFText_GetLooseCharBox(text, one.at, box)
    href = _link_at(links, (box.left + box.right) / 2, (box.bottom + box.top) / 2) if links else None
    baseline = rotation.point(x.value, y.value)[1]
    x0, x1 = rotation.point(box.left, box.bottom)[0], rotation.point(box.right, box.top)[0]
    x0, x1 = min(x0, x1), max(x0, x1)
    middle, edge = baseline + 0.25 * one.size, 0.3 * one.size
    if -edge < middle < rotation.height + edge and -edge < (x0 + x1) / 2 < rotation.width + edge:
        yield Glyph(one.char, x0, x1, baseline, one.size, one.face, href, order=one.at)


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
