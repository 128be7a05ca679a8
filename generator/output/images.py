"""Draws share cards: a red margin line on white, the question's number left of it and its text right of it.

The only module that imports Pillow and knows the font. It returns bytes; `card_cache` decides which cards are drawn,
and keeps the images. All measures are in pixels.
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
"""The package with the font; it is the same on every machine, so that images are too."""
_FONT = "files/SourceSerifPro-Regular.otf"
_LINE_AT, _LINE_WIDTH = 398, 5
"""The left edge and the width of the margin line."""
_GAP, _EDGE, _TOP, _FOOT = 44, 64, 72, 562
"""The space on both sides of the line, the outer margin, the top of the first line, and the last baseline."""
_CAPITAL = 0.67
"""The height of a capital, as a share of the font size."""
_SIZES = (72, 64, 56, 49, 43)
"""Font sizes of the question: the largest in which all of it fits, else the smallest, with the text shortened."""
_LEADING = 1.24
"""The distance between baselines of the question, as a multiple of the font size."""
_LAST = 436
"""The lowest baseline of the question."""
_NUMBER, _SMALLEST_NUMBER, _SMALL = 116, 40, 27
"""Font sizes: the number's largest and smallest, and that of the site's name and the letter."""
_SMALL_LEADING = 35
_NAME_LINES = 3
"""How many lines the site's name has at most."""
_SHADES = 15
"""How many shades there are from paper to ink; with the colour of the line, 16 colours take four bits a pixel."""
_PAPER, _INK, _LINE = (255, 255, 255), (21, 24, 29), (216, 50, 60)
_PEN = (29, 78, 208)
"""What editors write in, as in the stylesheet."""
_ELLIPSIS = "…"
_BREAK_AFTER = "/-_?&="
"""Characters after which a long word, such as a web address, is broken."""
_REPLACED = {0x2010: "-", 0x2011: "-", 0x00AD: None, 0x200B: None}
"""Hyphens that the font does not have, and invisible characters at which a line may be broken."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text with its left edge (`x`), its baseline (`y`) and its font size."""

    x: float
    y: float
    text: str
    size: int


def draw(card: ShareCard) -> bytes:
    """Return the image of a card as PNG; equal cards give equal bytes with the same versions of Pillow and the font."""
    grey = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(grey)
    for line in (*_number(card.numbers), *_question(card.text), *_name(card.site), *_below(card)):
        pen.text((line.x, line.y), line.text, fill=255, font=_font(line.size), anchor="ls")
    flat = grey.point([round(value * (_SHADES - 1) / 255) for value in range(256)], "P")
    ImageDraw.Draw(flat).rectangle((_LINE_AT, 0, _LINE_AT + _LINE_WIDTH - 1, HEIGHT), fill=_SHADES)
    flat.putpalette(_palette(_PEN if card.by_editors else _INK))
    target = BytesIO()
    flat.save(target, "PNG", bits=4, compress_level=4)
    return target.getvalue()


def _number(numbers: str) -> Iterator[_Line]:
    """Yield the question's number, left of the margin line; several numbers get a smaller font size."""
    max_width = _LINE_AT - _GAP - _EDGE
    size = next((size for size in range(_NUMBER, _SMALLEST_NUMBER, -4) if _width(numbers, size) <= max_width), 0)
    size = size or _SMALLEST_NUMBER
    yield _at_line(_cut(numbers, max_width, size), _first(size), size)


def _question(text: str) -> Iterator[_Line]:
    """Yield the lines of the question, in the largest font size in which all of it fits."""
    max_width = WIDTH - _EDGE - _column()
    words = tuple(_clean(text).split())
    for size in _SIZES:
        leading = round(size * _LEADING)
        most = 1 + (_LAST - _first(size)) // leading
        lines = _wrapped(words, max_width, size)
        if len(lines) <= most or size == _SIZES[-1]:
            for index, line in enumerate(_shortened(lines, most, max_width, size)):
                yield _Line(_column(), _first(size) + index * leading, line, size)
            return


def _name(name: str) -> Iterator[_Line]:
    """Yield the lines of the site's name, left of the margin line; the last is level with that of the letter."""
    max_width = _LINE_AT - _GAP - _EDGE
    lines = _shortened(_wrapped(tuple(_clean(name).split()), max_width, _SMALL), _NAME_LINES, max_width, _SMALL)
    for index, line in enumerate(reversed(lines)):
        yield _at_line(line, _FOOT - index * _SMALL_LEADING, _SMALL)


def _below(card: ShareCard) -> Iterator[_Line]:
    """Yield what the text is a part of, and the date, below it."""
    max_width = WIDTH - _EDGE - _column()
    rows = [_cut(_clean(text), max_width, _SMALL) for text in (card.below, card.date) if text]
    for index, row in enumerate(reversed(rows)):
        yield _Line(_column(), _FOOT - index * _SMALL_LEADING, row, _SMALL)


def _at_line(text: str, y: float, size: int) -> _Line:
    """Return a line of text that ends left of the margin line."""
    return _Line(_LINE_AT - _GAP - _width(text, size), y, text, size)


def _first(size: int) -> int:
    """Return the baseline of the first line in a font size; the tops of its capitals are at `_TOP`."""
    return _TOP + round(_CAPITAL * size)


# --- Setting type ----------------------------------------------------------------------------------------------


def _wrapped(words: tuple[str, ...], max_width: float, size: int) -> list[str]:
    """Return words in lines of at most `max_width` pixels; a word that is wider, such as a web address, is broken."""
    space = _width(" ", size)
    lines: list[str] = []
    used = 0.0
    for word in (part for whole in words for part in _broken(whole, max_width, size)):
        width = _width(word, size)
        if lines and used + space + width <= max_width:
            lines[-1] += f" {word}"
            used += space + width
        else:
            lines.append(word)
            used = width
    return lines


def _broken(word: str, max_width: float, size: int) -> Iterator[str]:
    """Yield the parts of a word, none of them wider than `max_width` unless it is one character."""
    while _width(word, size) > max_width:
        fits = max(1, sum(1 for end in range(1, len(word)) if _width(word[:end], size) <= max_width))
        break_at = max(word.rfind(sign, 0, fits) for sign in _BREAK_AFTER) + 1
        fits = break_at if break_at > fits // 2 else fits
        yield word[:fits]
        word = word[fits:]
    yield word


def _shortened(lines: list[str], most: int, max_width: float, size: int) -> list[str]:
    """Return at most `most` lines; if there are more, the last one ends with an ellipsis."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(f"{lines[most - 1]} {lines[most]}", max_width, size)]


def _cut(text: str, max_width: float, size: int) -> str:
    """Return a text that fits in one line: all of it, or as many words as fit, with an ellipsis."""
    if _width(text, size) <= max_width:
        return text
    words = text.split()
    while len(words) > 1:
        words.pop()
        short = " ".join(words).rstrip(" ,;:.–-") + _ELLIPSIS
        if _width(short, size) <= max_width:
            return short
    return next(_broken(text.split(maxsplit=1)[0], max_width - _width(_ELLIPSIS, size), size)) + _ELLIPSIS


def _clean(text: str) -> str:
    """Return a text without invisible characters (direction marks, soft hyphens), with hyphens that the font has."""
    text = unicodedata.normalize("NFC", text).translate(_REPLACED)
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf"} or char.isspace())


def _column() -> int:
    """Return the left edge of the question and the letter."""
    return _LINE_AT + _LINE_WIDTH + _GAP


def _palette(ink: tuple[int, int, int]) -> list[int]:
    """Return the colours of the palette: the shades from paper to ink, then the red of the line."""
    steps = [step / (_SHADES - 1) for step in range(_SHADES)]
    shades = [round(a + (b - a) * step) for step in steps for a, b in zip(_PAPER, ink, strict=True)]
    return [*shades, *_LINE]


@lru_cache(maxsize=50_000)
def _width(text: str, size: int) -> float:
    return _font(size).getlength(text)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Return the font in a size; every Pillow has the basic layout, so that images are the same on every machine."""
    found = find_spec(FONTS)
    folder = Path(found.origin).parent if found and found.origin else Path(FONTS)
    return ImageFont.truetype(str(folder / _FONT), size, layout_engine=ImageFont.Layout.BASIC)
