"""Where each block of a letter is in its source: the words that the comparison paired, and on which lines they are printed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from generator.core.proof import ShownLetter
from generator.core.source_places import (
    MarkedLine,
    MarkedWords,
    PlacedBlock,
    PlacedText,
    SourcePassage,
    SourcePlaces,
)
from generator.core.values import Value
from generator.verify.align import SharedStretch, align
from generator.verify.match import Matched
from generator.verify.streams import BORDER, RawPassage, Stream, stream

_SHORT = 24
"""Characters of a stream: a gap that is no longer, between words of one block, belongs to the block too."""
_WIDE = 4
"""A gap in a line wider than this many times its height parts two columns."""
_SHARED = 0.4
"""Two characters are on one line if they share this much of the height of the lower one."""
_OPENING = frozenset("«“„‘‚([{<")
"""Signs that are set before a word; all others between two glued words close the first."""
Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in tenths of a point from the top left of the page."""


class PrintedPage(Value, frozen=True):
    """A page of a PDF: its size, its text, and the box of every character of it."""

    number: int
    width: int
    height: int
    text: str
    boxes: tuple[Box, ...]


def places(shown: ShownLetter, pair: Matched, pages: Sequence[PrintedPage] = ()) -> SourcePlaces:
    """Return where a letter is in its source.

    `pair` is the letter laid beside the source (`match`); `pages` are those of a PDF, as they are printed.
    """
    letter, source = pair.letter.stream, pair.source
    to = _paired(pair.shared, len(letter.text))
    printed = _Printed.of(source, pages) if pages else None
    blocks: dict[tuple[int, int], list[int]] = {}
    for index, passage in enumerate(letter.passages):
        end = letter.starts[index + 1] if index + 1 < len(letter.starts) else len(letter.text)
        found = blocks.setdefault((passage.unit, passage.block), [])
        found += (at for at in to[passage.start : end] if at >= 0)
    passages = _Passages(source, blocks.values())
    texts = (
        PlacedText(
            text.kind,
            text.path,
            text.label,
            tuple(_block(blocks.get((unit, at), ()), passages, printed) for at in range(len(text.blocks))),
        )
        for unit, text in enumerate(shown.texts)
    )
    return SourcePlaces(tuple(texts), passages.shown)


def _paired(shared: Sequence[SharedStretch], length: int) -> list[int]:
    """Return for every character of the letter its place in the source, or -1."""
    to = [-1] * length
    for one in shared:
        to[one.a : one.a + one.size] = range(one.b, one.b + one.size)
    return to


def _block(at: Sequence[int], passages: _Passages, printed: _Printed | None) -> PlacedBlock:
    runs = tuple(_runs(sorted(at)))
    lines = tuple(printed.lines(runs)) if printed else ()
    return PlacedBlock(lines, tuple(words for start, end in runs for words in passages.words(start, end)))


def _runs(at: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield stretches of ascending places, joined over short gaps: a word that differs is a part of the passage too."""
    start = end = -1
    for place in at:
        if start < 0 or place - end > _SHORT:
            if start >= 0:
                yield start, end
            start = place
        end = place + 1
    if start >= 0:
        yield start, end


class _Passages:
    """The passages of the source as they are shown."""

    def __init__(self, source: Stream, blocks: Iterable[Sequence[int]]) -> None:
        self._source = source
        self._owners = [-1] * (len(source.text) + 1)
        """For every character of the stream: which block it is of."""
        for owner, found in enumerate(blocks):
            for at in found:
                self._owners[at] = owner
        self._ends = (*source.starts[1:], len(source.text))
        self._bounds = tuple(self._bound(start) for start in source.starts)
        self.shown = tuple(
            SourcePassage(source.raw[begin:end], passage.line, passage.page)
            for (begin, end), passage in zip(self._bounds, source.passages, strict=True)
        )

    def _bound(self, start: int) -> tuple[int, int]:
        raw, at = self._source.raw, self._source.at[start]
        begin, end = raw.rfind(BORDER, 0, at) + 1, raw.find(BORDER, at)
        return begin, begin + len(raw[begin:end].rstrip())

    def words(self, start: int, end: int) -> Iterator[MarkedWords]:
        """Yield the words of a stretch of the stream, passage by passage, with the signs around them.

        A word that is glued to one of another block (`hiervan?Deelt`) is parted from it behind the signs that close it.
        """
        source, raw = self._source, self._source.raw
        floor = source.at[start - 1] + 1 if start and self._others(start - 1, start) else 0
        ceiling = source.at[end] if self._others(end, end - 1) else len(raw)
        index = max(bisect_right(source.starts, start) - 1, 0)
        while index < len(self._bounds) and source.starts[index] < end:
            begin, stop = self._bounds[index]
            first = source.at[max(start, source.starts[index])]
            last = source.at[min(end, self._ends[index]) - 1] + 1
            while first > max(begin, floor) and not raw[first - 1].isspace():
                first -= 1
            while first == floor and raw[first] not in _OPENING and not raw[first].isalnum():
                first = floor = floor + 1
            while last < min(stop, ceiling) and not raw[last].isspace():
                last += 1
            while last == ceiling and raw[last - 1] in _OPENING:
                last = ceiling = ceiling - 1
            yield MarkedWords(index, first - begin, last - begin)
            index += 1

    def _others(self, place: int, own: int) -> bool:
        """Whether a character of the stream is of another block than one of its own."""
        return self._owners[place] not in (-1, self._owners[own])


@dataclass(frozen=True, slots=True)
class _Printed:
    """The printed pages as one stream, and for every character of the source its place in that."""

    pages: Sequence[PrintedPage]
    at: tuple[tuple[int, int], ...]
    """For every character of the stream: which of the pages it is on, and which character of its text it is."""
    through: Sequence[int]

    @classmethod
    def of(cls, source: Stream, pages: Sequence[PrintedPage]) -> _Printed:
        """Lay the source, as its reader gives it, beside the printed pages."""
        printed = stream(RawPassage(page.text, 1, page.number) for page in pages)
        firsts = [0]
        for page in pages:
            firsts.append(firsts[-1] + len(page.text) + 1)
        at = []
        for place in printed.at:
            index = bisect_right(firsts, place) - 1
            at.append((index, place - firsts[index]))
        return cls(pages, tuple(at), _paired(align(source.text, printed.text), len(source.text)))

    def lines(self, runs: Sequence[tuple[int, int]]) -> Iterator[MarkedLine]:
        """Yield the lines that some stretches of the source are printed on, each as far as it is theirs."""
        found = sorted({self.at[to] for start, end in runs for to in self.through[start:end] if to >= 0})
        for index, places in groupby(found, key=itemgetter(0)):
            page = self.pages[index]
            for x0, y0, x1, y1 in _lines(page, [place for _, place in places]):
                left, top = max(x0, 0), max(y0, 0)
                right, bottom = min(x1, page.width), min(y1, page.height)
                if left < right and top < bottom:
                    yield MarkedLine(page.number, left, top, right - left, bottom - top)


def _lines(page: PrintedPage, places: Sequence[int]) -> Iterator[Box]:
    """Yield the box of each line that some characters of a page are in, with the signs at the ends of their words."""
    boxes = [page.boxes[place] for place in _with_signs(page.text, places)]
    boxes = [box for box in boxes if box[0] < box[2] and box[1] < box[3]]
    if _runs_down(boxes):
        yield from map(_turned, _level_lines(map(_turned, boxes)))
    else:
        yield from _level_lines(boxes)


def _runs_down(boxes: Sequence[Box]) -> bool:
    """Whether text runs up or down the page: most characters are above or below the one before."""
    steps = [(abs(b[0] - a[0]), abs(b[1] - a[1])) for a, b in pairwise(boxes)]
    return sum(down > across for across, down in steps) > len(steps) / 2


def _turned(box: Box) -> Box:
    return box[1], box[0], box[3], box[2]


def _level_lines(boxes: Iterable[Box]) -> Iterator[Box]:
    line: Box | None = None
    for box in boxes:
        if line and _is_on(line, box):
            line = min(line[0], box[0]), min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3])
            continue
        if line:
            yield line
        line = box
    if line:
        yield line


def _with_signs(text: str, places: Sequence[int]) -> Iterator[int]:
    """Yield characters in order, with the signs that are set against their words: quotation marks, full stops."""
    last = -1
    for place in places:
        first = place
        while first - 1 > last and _is_sign(text[first - 1]):
            first -= 1
        yield from range(max(first, last + 1), place + 1)
        last = place
        while last + 1 < len(text) and _is_sign(text[last + 1]):
            last += 1
            yield last


def _is_sign(char: str) -> bool:
    return not char.isspace() and not char.isalnum()


def _is_on(line: Box, box: Box) -> bool:
    """Whether a character goes on a line: it is as high, and no column is between."""
    high = min(line[3] - line[1], box[3] - box[1])
    shared = min(line[3], box[3]) - max(line[1], box[1])
    return shared >= _SHARED * high and max(box[0] - line[2], line[0] - box[2]) < _WIDE * high
