"""Text as a stream of its letters, digits and a few signs, each with the place it came from.

The stream is what two texts are aligned by: it leaves out white space, hyphens, punctuation and other typesetting, so
that a word broken over two lines is the same word. What lies between is kept in `raw` and compared in `between`.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

BORDER = "\u2029"
"""Between two passages in `Stream.raw`: the paragraph separator of Unicode, which no passage holds."""

CELL, CELL_GOES_ON = "td", "td+"
"""The shape of a cell's text, and of what follows it in the same cell."""

MARK = "\ufffc"
"""Where a straight reading has the mark of a footnote that the format counts by itself."""

_SIGNS = frozenset("%‰€£$§+=&@")
"""Signs that carry meaning of their own: `25%` and `25` are different figures."""


@dataclass(frozen=True, slots=True)
class StreamPassage:
    """A paragraph, line or cell: where it begins in the stream, and where it came from."""

    start: int
    line: int
    page: int | None = None
    role: str = "body"
    unit: int = 0
    strong: bool = False
    shape: str = ""
    block: int = 0
    """Which block of its text it is of, where that has blocks."""


@dataclass(frozen=True, slots=True)
class Stream:
    """`text` holds what counts; `raw` the text in full, `at` the offset in `raw` of every character of `text`."""

    raw: str
    text: str
    at: tuple[int, ...]
    passages: tuple[StreamPassage, ...]
    starts: tuple[int, ...]
    """Where each passage starts in `text`, ascending."""
    styles: tuple[str, ...] = ()
    """For every character of `text` how it is set, in letters: `s` struck through, `^` raised, `_` lowered, `m` in a
    footnote mark."""

    def gap(self, position: int) -> str:
        """Return the raw text between a character of `text` and the next; behind the last all that is left."""
        end = self.at[position + 1] if position + 1 < len(self.at) else len(self.raw)
        return self.raw[self.at[position] + 1 : max(end, self.at[position] + 1)]

    def head(self) -> str:
        """Return the raw text before the first character."""
        return self.raw[: self.at[0]] if self.at else self.raw

    def passage_at(self, position: int) -> StreamPassage:
        """Return the passage that holds a position of `text`."""
        return self.passages[max(bisect_right(self.starts, position) - 1, 0)]

    def words(self, start: int, end: int) -> str:
        """Return the raw text of a stretch of `text`, in whole words and on one line."""
        if start >= end:
            return ""
        first, last = self._whole(start, end)
        return " ".join(self.raw[first:last].split())

    def before(self, start: int, least: int) -> str:
        """Return the whole words before a position, from `least` on at the earliest."""
        if not self.at or least >= start:
            return ""
        first = self._whole(start, start + 1)[0] if start < len(self.at) else len(self.raw)
        begin = self._whole(least, least + 1)[0]
        return " ".join(self.raw[begin : max(first, begin)].split())

    def after(self, end: int, most: int) -> str:
        """Return the whole words behind a position, up to `most` at the latest."""
        if not 0 < end < most:
            return ""
        last = self._whole(end - 1, end)[1]
        return " ".join(self.raw[last : self._whole(most - 1, most)[1]].split())

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        first, last = self.at[start], self.at[end - 1] + 1
        while first > 0 and self.raw[first - 1].isalnum():
            first -= 1
        while last < len(self.raw) and not self.raw[last].isspace():
            last += 1
        return first, last

    def paragraph(self, position: int) -> str:
        """Return the raw text of the whole passage at a position, on one line."""
        first = self.raw.rfind(BORDER, 0, self.at[position]) + 1
        return " ".join(self.raw[first : self.raw.find(BORDER, self.at[position])].split())

    def exactly(self, start: int, end: int) -> str:
        """Return the raw text of a stretch, no more than it covers, on one line."""
        return " ".join(self.raw[self.at[start] : self.at[end - 1] + 1].split()) if start < end else ""

    def line(self, position: int) -> int:
        """Return the line of the file at a position; a passage may run over several."""
        if not self.at:
            return 0
        position = min(position, len(self.at) - 1)
        passage = self.passage_at(position)
        return passage.line + self.raw.count("\n", self.at[passage.start], self.at[position])


@dataclass(frozen=True, slots=True)
class RawPassage:
    """Raw text to be made into a passage."""

    text: str
    line: int
    page: int | None = None
    role: str = "body"
    unit: int = 0
    strong: bool = False
    """Whether all of it is set in bold or italic."""
    shape: str = ""
    """What it is: `p` (a paragraph), `h` (a heading), `li` (a list item), `td` (a cell), `td+` (a further paragraph of a
    cell), `line`; empty where unknown."""
    styles: str = ""
    """How each character is set: `s` struck through, `^` raised, `_` lowered, `m` in a footnote mark, a space for none."""
    block: int = 0


def stream(parts: Iterable[RawPassage]) -> Stream:
    """Make one stream of parts in order; parts without anything that counts leave no passage."""
    raw: list[str] = []
    text: list[str] = []
    at: list[int] = []
    passages: list[StreamPassage] = []
    styles: list[str] = []
    length = 0
    for part in parts:
        written, styled = _composed(part.text, part.styles)
        before = len(text)
        for offset, char in enumerate(written):
            for one in unicodedata.normalize("NFKC", char):
                if one.isalnum() or one in _SIGNS:
                    text.append(one)
                    at.append(length + offset)
                    styles.append(styled[offset].strip())
        if len(text) > before:
            passages.append(
                StreamPassage(before, part.line, part.page, part.role, part.unit, part.strong, part.shape, part.block)
            )
        raw.append(written.replace(BORDER, "\n") + BORDER)
        length += len(written) + 1
    starts = tuple(passage.start for passage in passages)
    return Stream("".join(raw), "".join(text), tuple(at), tuple(passages), starts, tuple(styles))


def _composed(text: str, styles: str) -> tuple[str, str]:
    """Return a text in composed characters, with as many styles."""
    written = unicodedata.normalize("NFC", text)
    if len(written) == len(text) or not styles:
        return written, styles.ljust(len(written))
    pieces: list[tuple[str, str]] = []
    for style, group in groupby(zip(text, styles.ljust(len(text)), strict=True), key=itemgetter(1)):
        piece = unicodedata.normalize("NFC", "".join(char for char, _ in group))
        pieces.append((piece, style * len(piece)))
    return "".join(piece for piece, _ in pieces), "".join(style for _, style in pieces)


def paragraph_spans(source: Stream) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a stream, as (start, end)."""
    yield from pairwise((*source.starts, len(source.text)))
