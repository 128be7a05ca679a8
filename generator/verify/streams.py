"""Text as a stream of what counts in it: letters, digits and a few signs, each with the place it came from.

White space, hyphens, quotation marks and other typesetting differ between a source and its Markdown without any
change of words; the stream leaves them out, so that a word broken over two lines is the same word.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

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


@dataclass(frozen=True, slots=True)
class Stream:
    """`text` holds what counts; `raw` the text in full, `at` the offset in `raw` of every character of `text`."""

    raw: str
    text: str
    at: tuple[int, ...]
    passages: tuple[StreamPassage, ...]
    starts: tuple[int, ...]
    """Where each passage starts in `text`, ascending."""

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


def stream(parts: Iterable[RawPassage]) -> Stream:
    """Make one stream of parts in order; parts without anything that counts leave no passage."""
    raw: list[str] = []
    text: list[str] = []
    at: list[int] = []
    passages: list[StreamPassage] = []
    length = 0
    for part in parts:
        written = unicodedata.normalize("NFC", part.text)
        before = len(text)
        for offset, char in enumerate(written):
            for one in unicodedata.normalize("NFKC", char):
                if one.isalnum() or one in _SIGNS:
                    text.append(one)
                    at.append(length + offset)
        if len(text) > before:
            passages.append(StreamPassage(before, part.line, part.page, part.role, part.unit, part.strong))
        raw.append(written + "\n")
        length += len(written) + 1
    starts = tuple(passage.start for passage in passages)
    return Stream("".join(raw), "".join(text), tuple(at), tuple(passages), starts)


def paragraph_spans(source: Stream) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a stream, as (start, end)."""
    yield from pairwise((*source.starts, len(source.text)))
