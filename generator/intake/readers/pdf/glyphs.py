"""What pdfium knows of each character on a page: where it stands, how large, how bold, where it links to.

Speaks to pdfium, with pdf_rules. Nothing in here knows of lines or paragraphs.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from generator.core.diagnostics import Position, diagnostic
from generator.intake.readers.pdf.ruled_lines import RuledLine, read_ruled_lines
from generator.intake.readers.signs import LIGATURES, SYMBOL_FONTS
from generator.intake.source_document import UnreadableError

MISSING = "\ufffd"
"""Stands for a character whose meaning the file does not tell."""
_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!cond)|(?:^|[-,])bd(?:$|[-,])", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|(?:^|[-,])it(?:$|[-,])", re.IGNORECASE)
_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18
_STROKED = 2
"""Text render mode "fill and stroke": how programs fake a bold face."""


Area = tuple[float, float, float, float]
"""Left, bottom, right and top."""


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


def read_pages(data: bytes, name: str) -> tuple[list[GlyphPage], str | None]:
    """Read all characters of a PDF and its title; raises `UnreadableError` where pdfium cannot open it."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError(diagnostic("source-wrong-type", Position(name), file=name, kind="PDF"))
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        code = "source-encrypted" if locked else "source-truncated"
        raise UnreadableError(diagnostic(code, Position(name), file=name)) from error
    try:
        pages = [_page(document, index) for index in range(len(document))]
        title = document.get_metadata_value("Title").strip() or None
    except (pdfium.PdfiumError, UnicodeDecodeError) as error:
        raise UnreadableError(diagnostic("source-truncated", Position(name), file=name)) from error
    finally:
        document.close()
    return pages, title


def _page(document: pdfium.PdfDocument, index: int) -> GlyphPage:
    page = document[index]
    text = page.get_textpage()
    try:
        turned = _Turn(page)
        faces = _Faces()
        links = _links(document, page)
        glyphs, upright = _glyphs(text.raw, faces, links, turned)
        images = 0
        if not any(not glyph.char.isspace() for glyph in glyphs):
            images = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        ruled = read_ruled_lines(page, turned)
        return GlyphPage(
            index + 1, turned.width, turned.height, tuple(glyphs), ruled, " ".join(upright.split()), images
        )
    finally:
        text.close()
        page.close()


class _Turn:
    """Turns coordinates of a page that is shown rotated, so that text lies as the reader sees it."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self.box = (left, bottom, right, top)
        self.angle = page.get_rotation() % 360
        self.width, self.height = (
            (right - left, top - bottom) if self.angle % 180 == 0 else (top - bottom, right - left)
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as seen, from the lower left corner of what is shown."""
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


class _Faces:
    """Size and face of text objects, each asked for once: many characters share one."""

    def __init__(self) -> None:
        self._objects: dict[int, tuple[float, Face, bool]] = {}
        self._fonts: dict[int, Face] = {}

    def of(self, text: object, index: int) -> tuple[float, Face, bool]:
        """Return the size in points, the face, and whether the text lies level on the page as stored."""
        handle = raw.FPDFText_GetTextObject(text, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key not in self._objects:
            self._objects[key] = self._ask(text, index, handle)
        return self._objects[key]

    def _ask(self, text: object, index: int, handle: object) -> tuple[float, Face, bool]:
        matrix = raw.FS_MATRIX()
        scale, level, slanted = 1.0, True, False
        if raw.FPDFText_GetMatrix(text, index, matrix):
            scale = math.hypot(matrix.c, matrix.d) or 1.0
            level = abs(matrix.b) <= abs(matrix.a)
            slanted = level and matrix.a > 0 and abs(matrix.b) < 0.01 < abs(matrix.c) / (abs(matrix.d) or 1.0)
        face = self._face(handle)
        stroked = bool(handle) and raw.FPDFTextObj_GetTextRenderMode(handle) == _STROKED
        size = raw.FPDFText_GetFontSize(text, index) * scale
        return size, Face(face.bold or stroked, face.italic or slanted), level

    def _face(self, handle: object) -> Face:
        font = raw.FPDFTextObj_GetFont(handle) if handle else None
        if not font:
            return Face(bold=False, italic=False)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            name = _font_name(font)
            flags = raw.FPDFFont_GetFlags(font)
            known = bool(_BOLD.search(name) or _ITALIC.search(name))
            angle = ctypes.c_int(0)
            raw.FPDFFont_GetItalicAngle(font, angle)
            self._fonts[key] = Face(
                bold=bool(_BOLD.search(name)) or (not known and flags > 0 and bool(flags & _FLAG_FORCE_BOLD)),
                italic=bool(_ITALIC.search(name)) or (flags > 0 and bool(flags & _FLAG_ITALIC)) or angle.value != 0,
            )
        return self._fonts[key]


def _font_name(font: object) -> str:
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace")
    return name.partition("+")[2] or name


def _glyphs(text: object, faces: _Faces, links: list[tuple[Area, str]], turned: _Turn) -> tuple[list[Glyph], str]:
    """Return the characters that lie level on the page as seen, and the text of those that do not."""
    found: list[Glyph] = []
    upright = ""
    sideways = turned.angle % 180 != 0
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
        baseline = turned.point(x.value, y.value)[1]
        x0, x1 = turned.point(box.left, box.bottom)[0], turned.point(box.right, box.top)[0]
        x0, x1 = min(x0, x1), max(x0, x1)
        if not -size < baseline < turned.height + size or x1 < -size or x0 > turned.width + size:
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
    """Return the web addresses that areas of a page lead to."""
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
