"""Drawing a share card: a white page, the red margin line, the question's number left of it and its words right of it.

The only module that knows Pillow and the fonts. It draws and gives bytes; what is drawn again and where it is kept is
decided elsewhere (`cards`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generator.pages.data.cards import HEIGHT, WIDTH
from generator.pages.views import ShareCard

FONTS = "font_source_serif_pro"
"""The package that carries the font: one and the same on every machine, so that cards are too."""
_FONT = "files/SourceSerifPro-Regular.otf"
_LINE_AT, _LINE_WIDTH = 398, 5
_GAP, _EDGE, _TOP, _FOOT = 44, 64, 72, 562
"""Around the line, at the outer edges, the height at which capitals begin, and the baseline at the foot."""
_CAPITAL = 0.67
"""How high a capital of the font is, of its size."""
_SIZES = (72, 64, 56, 49, 43)
"""Of the question, in pixels: the largest in which all its words fit, else the smallest, cut with an ellipsis."""
_LEADING = 1.24
_LAST = 436
"""The lowest baseline of the question."""
_NUMBER, _SMALLEST_NUMBER, _SMALL = 116, 40, 27
_SMALL_LEADING = 35
_NAME_LINES = 3
_SHADES = 15
"""Steps from paper to ink; the palette has one place more, for the line. Sixteen colours are four bits a pixel."""
_PAPER, _INK, _LINE = (255, 255, 255), (21, 24, 29), (216, 50, 60)
_ELLIPSIS = "…"
_SEAMS = "/-_?&="
"""After which an address is broken, if it must be."""
_ALIKE = {0x2010: "-", 0x2011: "-", 0x00AD: None, 0x200B: None}
"""Hyphens that fonts lack, and characters that only say where a line may break."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text and where it stands: its left edge and its baseline."""

    x: float
    y: float
    text: str
    size: int


def draw(card: ShareCard) -> bytes:
    """Draw a card as a PNG; equal cards give equal bytes with the same Pillow and the same font."""
    grey = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(grey)
    for line in (*_number(card.numbers), *_question(card.text), *_name(card.site), *_letter(card)):
        pen.text((line.x, line.y), line.text, fill=255, font=_font(line.size), anchor="ls")
    flat = grey.point([round(value * (_SHADES - 1) / 255) for value in range(256)], "P")
    ImageDraw.Draw(flat).rectangle((_LINE_AT, 0, _LINE_AT + _LINE_WIDTH - 1, HEIGHT), fill=_SHADES)
    flat.putpalette(_palette())
    target = BytesIO()
    flat.save(target, "PNG", bits=4, compress_level=4)
    return target.getvalue()


def _number(numbers: str) -> Iterator[_Line]:
    """Set the number at the line, as high as the text; many numbers are set smaller."""
    room = _LINE_AT - _GAP - _EDGE
    size = next((size for size in range(_NUMBER, _SMALLEST_NUMBER, -4) if _width(numbers, size) <= room), 0)
    size = size or _SMALLEST_NUMBER
    yield _at_line(_cut(numbers, room, size), _first(size), size)


def _question(text: str) -> Iterator[_Line]:
    room = WIDTH - _EDGE - _column()
    words = tuple(_clean(text).split())
    for size in _SIZES:
        leading = round(size * _LEADING)
        most = 1 + (_LAST - _first(size)) // leading
        lines = _wrapped(words, room, size)
        if len(lines) <= most or size == _SIZES[-1]:
            for index, line in enumerate(_shortened(lines, most, room, size)):
                yield _Line(_column(), _first(size) + index * leading, line, size)
            return


def _name(name: str) -> Iterator[_Line]:
    """Set the site's name in the margin, its last line level with the letter's."""
    room = _LINE_AT - _GAP - _EDGE
    lines = _shortened(_wrapped(tuple(_clean(name).split()), room, _SMALL), _NAME_LINES, room, _SMALL)
    for index, line in enumerate(reversed(lines)):
        yield _at_line(line, _FOOT - index * _SMALL_LEADING, _SMALL)


def _letter(card: ShareCard) -> Iterator[_Line]:
    room = WIDTH - _EDGE - _column()
    rows = [_cut(_clean(text), room, _SMALL) for text in (card.letter, card.date) if text]
    for index, row in enumerate(reversed(rows)):
        yield _Line(_column(), _FOOT - index * _SMALL_LEADING, row, _SMALL)


def _at_line(text: str, y: float, size: int) -> _Line:
    """Set a line left of the red one, against it."""
    return _Line(_LINE_AT - _GAP - _width(text, size), y, text, size)


def _first(size: int) -> int:
    """Return the baseline of a first line whose capitals begin where all do."""
    return _TOP + round(_CAPITAL * size)


# --- Setting type ----------------------------------------------------------------------------------------------


def _wrapped(words: tuple[str, ...], room: float, size: int) -> list[str]:
    """Break words into lines; a word that is wider than a line (an address) is broken where it must be."""
    space = _width(" ", size)
    lines: list[str] = []
    used = 0.0
    for word in (part for whole in words for part in _broken(whole, room, size)):
        width = _width(word, size)
        if lines and used + space + width <= room:
            lines[-1] += f" {word}"
            used += space + width
        else:
            lines.append(word)
            used = width
    return lines


def _broken(word: str, room: float, size: int) -> Iterator[str]:
    while _width(word, size) > room:
        fits = max(1, sum(1 for end in range(1, len(word)) if _width(word[:end], size) <= room))
        seam = max(word.rfind(sign, 0, fits) for sign in _SEAMS) + 1
        fits = seam if seam > fits // 2 else fits
        yield word[:fits]
        word = word[fits:]
    yield word


def _shortened(lines: list[str], most: int, room: float, size: int) -> list[str]:
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(f"{lines[most - 1]} {lines[most]}", room, size)]


def _cut(text: str, room: float, size: int) -> str:
    """Return a text in one line: whole where it fits, else cut at a word, with an ellipsis."""
    if _width(text, size) <= room:
        return text
    words = text.split()
    while len(words) > 1:
        words.pop()
        short = " ".join(words).rstrip(" ,;:.–-") + _ELLIPSIS
        if _width(short, size) <= room:
            return short
    return next(_broken(text.split(maxsplit=1)[0], room - _width(_ELLIPSIS, size), size)) + _ELLIPSIS


def _clean(text: str) -> str:
    """Leave out what has no shape of its own: marks of direction, places where a word may break."""
    text = unicodedata.normalize("NFC", text).translate(_ALIKE)
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf"} or char.isspace())


def _column() -> int:
    return _LINE_AT + _LINE_WIDTH + _GAP


def _palette() -> list[int]:
    """Return the shades from paper to ink, then the line's red."""
    steps = [step / (_SHADES - 1) for step in range(_SHADES)]
    shades = [round(a + (b - a) * step) for step in steps for a, b in zip(_PAPER, _INK, strict=True)]
    return [*shades, *_LINE]


@lru_cache(maxsize=50_000)
def _width(text: str, size: int) -> float:
    return _font(size).getlength(text)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Load the font; the basic layout, which every Pillow has, sets the same text the same way everywhere."""
    found = find_spec(FONTS)
    folder = Path(found.origin).parent if found and found.origin else Path(FONTS)
    return ImageFont.truetype(str(folder / _FONT), size, layout_engine=ImageFont.Layout.BASIC)
