"""Characters that a reader does not see, or takes for others: of no width, direction marks, letters of another script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.verify.between import is_invisible, name_of
from generator.verify.report import Difference
from generator.verify.streams import BORDER, Stream

_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_PDFIUMS = f"\x02\ufffe{BORDER}"
"""Signs of PDFium for a hyphen at the end of a line, and ours for the end of a passage."""
_KEPT_JOINERS = re.compile(r"[\u0600-\u0dff\u1000-\u109f\u1780-\u17ff]")
"""In these scripts a joiner is part of how a word is spelled."""


@dataclass(frozen=True, slots=True)
class UnseenSign:
    """A character that is not what it seems: its name, where it is first, in which word, and how often it comes."""

    name: str
    word: str
    place: int
    """The offset in `Stream.raw`."""
    count: int


def unseen(stream: Stream) -> tuple[UnseenSign, ...]:
    """Return the characters of a text that cannot be seen or be taken for others, in the order in which they come."""
    found: dict[str, list[tuple[int, str]]] = {}
    for word in _WORD.finditer(stream.raw):
        if not word[0].isascii():
            for char in _suspicious(word[0]):
                found.setdefault(char, []).append((word.start(), word[0]))
    return tuple(UnseenSign(name_of(char), named(at[0][1]), at[0][0], len(at)) for char, at in found.items())


def named(text: str) -> str:
    """Return a text with the names of the characters in it that cannot be seen or be taken for others."""
    strange = frozenset(_suspicious(text))
    return "".join(f"<{name_of(char)}>" if char in strange else char for char in text)


def look_alike(one: Difference) -> Difference:
    """Return a difference of words as one of look-alikes, if only letters of another script make it."""
    mine, other = one.content, one.source
    pairs = [(a, b) for a, b in zip(mine, other, strict=False) if a != b]
    alike = bool(pairs) and all(_other_script(a, b) for a, b in pairs)
    if one.kind != "changed" or len(mine) != len(other) or not alike:
        return one
    foreign = frozenset(a for a, _ in pairs)
    spelled = "".join(f"<{name_of(char)}>" if char in foreign else char for char in mine)
    return Difference(
        "look-alike", one.path, one.line, other, spelled, one.before, one.after, one.source_line, one.page
    )


def _suspicious(word: str) -> Iterator[str]:
    usual = _PDFIUMS
    if _KEPT_JOINERS.search(word):
        usual += "\u200c\u200d"
    if not any(map(str.isalnum, word)):
        usual += "".join(char for char in word if unicodedata.category(char) == "Co")  # a bullet of a symbol font
    yield from (char for char in word if is_invisible(char) and char not in usual)
    for letters in _LETTERS.findall(word):
        scripts = [_script(char) for char in letters]
        common = max(scripts, key=scripts.count)
        if len(set(scripts)) > 1:
            yield from (char for char, script in zip(letters, scripts, strict=True) if script != common)


def _other_script(mine: str, other: str) -> bool:
    return mine.isalpha() and other.isalpha() and _script(mine) != _script(other)


def _script(char: str) -> str:
    """Return the script of a letter: the first word of its name, without what only says how it is set."""
    words = unicodedata.name(char, "").split()
    if "MICRO" in words or "OHM" in words or "ORDINAL" in words:
        return "LATIN"  # signs of units and numbers, which are written among Latin letters
    return next((word for word in words if word not in ("FULLWIDTH", "MODIFIER", "SUPERSCRIPT", "SUBSCRIPT")), "")
