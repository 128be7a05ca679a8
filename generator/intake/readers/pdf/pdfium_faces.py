"""The size and face of a page's characters, read through pdfium."""

from __future__ import annotations

import ctypes
import math
import re

from pypdfium2 import raw

from generator.intake.readers.pdf.glyphs import Face

_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!cond)|(?:^|[-,])bd(?:$|[-,])", re.IGNORECASE)

_ITALIC = re.compile(r"italic|oblique|kursiv|(?:^|[-,])it(?:$|[-,])", re.IGNORECASE)

_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18

_SKEW = 4.0
"""Degrees by which level text may be off: that of a page scanned askew."""
_STROKED = 2
"""Text render mode "fill and stroke", by which programs imitate a bold face."""


class TextFaces:
    """Size and face of the text objects of a page, each read once, since many characters share an object."""

    def __init__(self) -> None:
        self._objects: dict[int, tuple[float, Face, int | None]] = {}
        self._fonts: dict[int, Face] = {}

    def of(self, text: object, index: int) -> tuple[float, Face, int | None]:
        """Return a character's size in points, its face, and where it runs on the page as stored.

        That is 0 for level text, 90 for text that runs up the page, 180 and 270; None for text at another angle.
        """
        handle = raw.FPDFText_GetTextObject(text, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key not in self._objects:
            self._objects[key] = self._ask(text, index, handle)
        return self._objects[key]

    def _ask(self, text: object, index: int, handle: object) -> tuple[float, Face, int | None]:
        matrix = raw.FS_MATRIX()
        scale, slanted = 1.0, False
        angle: int | None = 0
        if raw.FPDFText_GetMatrix(text, index, matrix):
            scale = math.hypot(matrix.c, matrix.d) or 1.0
            angle = _angle(matrix)
            slanted = angle == 0 and matrix.a > 0 and abs(matrix.b) < 0.01 < abs(matrix.c) / (abs(matrix.d) or 1.0)
        face = self._face(handle)
        stroked = bool(handle) and raw.FPDFTextObj_GetTextRenderMode(handle) == _STROKED
        size = raw.FPDFText_GetFontSize(text, index) * scale
        return size, Face(face.bold or stroked, face.italic or slanted), angle

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


def _angle(matrix: raw.FS_MATRIX) -> int | None:
    """Return where text runs; mirrored text counts as level."""
    if matrix.a < 0 < matrix.d and abs(matrix.b) < abs(matrix.a):
        return 0
    turned = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
    nearest = round(turned / 90) * 90
    return nearest % 360 if abs(turned - nearest) <= _SKEW else None


def _font_name(font: object) -> str:
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace")
    return name.partition("+")[2] or name
