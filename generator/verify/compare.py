"""Comparing a letter's content with its source: what is missing, added, changed, moved or under another question."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from generator.verify import furniture as forms
from generator.verify.align import Block, align
from generator.verify.content import Content, Unit
from generator.verify.report import Difference, Furniture
from generator.verify.streams import Stream

_SHORT = 24
"""A text shorter than this may stand in several places; its label tells which is meant."""
_CONTEXT = 60


def texts(content: Content, source: Stream) -> tuple[tuple[Difference, ...], tuple[Furniture, ...]]:
    """Compare all texts of a letter with its source; differences in the order of the files."""
    work = _Comparison(content, source)
    differences = [*work.unmatched(), *work.out_of_order(), *work.under_another_label()]
    order = {unit.path: index for index, unit in reversed(list(enumerate(content.units)))}
    differences.sort(key=lambda one: (order.get(one.path, 0), one.line))
    return tuple(differences), tuple(work.furniture)


def unread(read: Stream, straight: Stream | None) -> tuple[Difference, ...]:
    """Give what the file holds and its reader did not give: words lost before anything was recognised."""
    if straight is None:
        return ()
    return tuple(
        Difference(
            "missing",
            "letter.md",
            1,
            straight.words(start, end),
            "",
            straight.words(max(0, start - _CONTEXT), start),
            straight.words(end, min(len(straight.text), end + _CONTEXT)),
            straight.line(start),
            straight.piece(start).page,
        )
        for gap in _gaps(align(straight.text, read.text), len(straight.text))
        for start, end in _by_piece(straight, gap)
        if straight.text.count(straight.text[start:end]) > read.text.count(straight.text[start:end])
    )


def _by_piece(stream: Stream, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Cut a stretch where a paragraph begins."""
    cuts = [span[0], *(start for start in stream.starts if span[0] < start < span[1]), span[1]]
    yield from pairwise(cuts)


@dataclass(slots=True)
class _Comparison:
    """The two streams, matched."""

    content: Content
    source: Stream
    furniture: list[Furniture] = field(default_factory=list)
    blocks: tuple[Block, ...] = ()
    back: list[int] = field(default_factory=list)
    """For every character of the source the position in the content, or -1."""

    def __post_init__(self) -> None:
        ours, theirs = self.content.stream.text, self.source.text
        edges = (frozenset(self.content.stream.starts), frozenset(self.source.starts))
        self.blocks = align(ours, theirs, self._labelled(), edges)
        self.back = [-1] * len(theirs)
        for block in self.blocks:
            self.back[block.b : block.b + block.size] = range(block.a, block.a + block.size)

    def _labelled(self) -> Iterator[Block]:
        """Give short texts that stand right behind their own label, as `Ja.` behind `Antwoord 7`."""
        labels: dict[tuple[str, int], list[int]] = {}
        for piece, end in self._pieces():
            read = forms.label(self.source.words(piece, end))
            for number in read.numbers if read else ():
                labels.setdefault((read.kind if read else "", number), []).append(end)
        for unit in self.content.units:
            text = self.content.stream.text[unit.start : unit.end]
            if unit.kind not in ("question", "answer") or not 0 < len(text) < _SHORT:
                continue
            places = {at for number in unit.numbers for at in labels.get((unit.kind, number), ())}
            fitting = [at for at in places if self.source.text.startswith(text, at)]
            if len(fitting) == 1:
                yield Block(unit.start, fitting[0], len(text))

    def _pieces(self) -> Iterator[tuple[int, int]]:
        yield from pairwise((*self.source.starts, len(self.source.text)))

    # --- What one has and the other has not --------------------------------------------------------------------

    def unmatched(self) -> Iterator[Difference]:
        """Give what is missing, added or changed, and note the furniture."""
        missing = list(self._missing())
        added = _gaps(self.blocks, len(self.content.stream.text))
        to = {block.a: block.b for block in self.blocks}
        ends = {block.a + block.size: block.b + block.size for block in self.blocks}
        for start, end in added:
            near = (ends.get(start), to.get(end))
            twin = next((gap for gap in missing if gap[0] == near[0] or gap[1] == near[1]), None)
            if twin:
                missing.remove(twin)
            yield self._difference((start, end), twin)
        for gap in missing:
            yield self._difference(None, gap)

    def _difference(self, ours: tuple[int, int] | None, theirs: tuple[int, int] | None) -> Difference:
        mine, other = self.content.stream, self.source
        at = ours[0] if ours else self._would_stand(theirs[0] if theirs else 0)
        unit = self._unit(at)
        kind = "changed" if ours and theirs else "added" if ours else "missing"
        stop = ours[1] if ours else at
        return Difference(
            kind,
            unit.path,
            mine.line(min(at, max(unit.end - 1, unit.start))),
            other.words(*theirs) if theirs else "",
            mine.words(*ours) if ours else "",
            mine.words(max(unit.start, at - _CONTEXT), at),
            mine.words(stop, min(unit.end, stop + _CONTEXT)),
            other.line(theirs[0]) if theirs else 0,
            other.piece(theirs[0]).page if theirs else None,
        )

    def _would_stand(self, position: int) -> int:
        """Give the place in the content behind what stands before a position of the source."""
        before = next((self.back[b] for b in range(position - 1, -1, -1) if self.back[b] >= 0), -1)
        return before + 1

    def _unit(self, position: int) -> Unit:
        units = [unit for unit in self.content.units if unit.end > unit.start] or list(self.content.units)
        index = bisect_right([unit.start for unit in units], position) - 1
        unit = units[max(index, 0)]
        previous = units[index - 1] if index > 0 else unit
        return previous if position == unit.start and position and previous.end == position else unit

    def _missing(self) -> Iterator[tuple[int, int]]:
        """Give the stretches of the source that neither the content nor the list of furniture explains."""
        around = self._surroundings()
        repeated = self._repeated()
        before, above = "", ""
        for start, end in self._pieces():
            for free, group in groupby(range(start, end), key=lambda b: self.back[b] < 0):
                run = list(group)
                first, last = run[0], run[-1] + 1
                if not free:
                    before = ""
                    continue
                whole = (first, last) == (start, end)
                text = self.source.words(first, last) if whole else self.source.exactly(first, last)
                why = self._reason(text, (first, last), whole=whole, around=around, repeated=repeated)
                why = why or (forms.continues(text, before, above, around) if whole else None)
                if not why and whole and self._in_head(first) and forms.in_head(text):
                    why = "letterhead"
                before, above = why or "", text
                if why:
                    piece = self.source.piece(first)
                    self.furniture.append(Furniture(text, why, self.source.line(first), piece.page))
                else:
                    yield first, last

    def _in_head(self, position: int) -> bool:
        """Whether a place is above all official text, below the first line of an address."""
        return self._above(position) and any(one.reason in ("address", "field") for one in self.furniture)

    def _above(self, position: int) -> bool:
        """Whether a place is above all text that the content has."""
        return position < next((b for b, a in enumerate(self.back) if a >= 0), 0)

    def _reason(
        self,
        text: str,
        span: tuple[int, int],
        *,
        whole: bool,
        around: forms.Surroundings,
        repeated: frozenset[int],
    ) -> str | None:
        piece = self.source.piece(span[0])
        if all(b in repeated for b in range(*span)):
            return "repeated"
        label = forms.label(text)
        if label and self._begins(span[1], label, repeated):
            return "label"
        above = self._above(span[0])
        return forms.reason(text, piece.role, piece.page, around, above=above) if whole else None

    def _begins(self, position: int, label: forms.Label, repeated: frozenset[int]) -> bool:
        """Whether a question or answer begins at the next text of the source that the content has."""
        b = next((b for b in range(position, len(self.back)) if self.back[b] >= 0 or b in repeated), None)
        if b is None:
            return False
        unit = next((unit for unit in self.content.units if unit.start == self.back[b] and unit.end > unit.start), None)
        if b in repeated or unit is None or unit.kind not in ("question", "answer"):
            return b in repeated
        return bool(label.kind) or bool(set(label.numbers) & set(unit.numbers))

    def _surroundings(self) -> forms.Surroundings:
        left: list[str] = []
        kept: list[str] = []
        for start, end in self._pieces():
            free = all(a < 0 for a in self.back[start:end])
            (left if free else kept).append(self.source.words(start, end))
        return forms.surroundings(left, kept, self.content.stream.text, self.content.meta)

    def _repeated(self) -> frozenset[int]:
        """Give the places of questions that the source prints once more, word for word and as a whole."""
        found: set[int] = set()
        for unit in self.content.units:
            text = self.content.stream.text[unit.start : unit.end]
            if unit.kind != "question" or len(text) < _SHORT:
                continue
            at = self.source.text.find(text)
            while at >= 0:
                span = range(at, at + len(text))
                if all(self.back[b] < 0 for b in span):
                    found.update(span)
                at = self.source.text.find(text, at + 1)
        return frozenset(found)

    # --- Order -------------------------------------------------------------------------------------------------

    def out_of_order(self) -> Iterator[Difference]:
        """Give what stands in another order than in the source: within a text, or in another text."""
        runs = self._runs()
        largest: dict[int, int] = {}
        for unit, start, end in runs:
            largest[unit] = max(largest.get(unit, 0), end - start)
        for unit, start, end in runs:
            text = self.content.units[unit]
            if text.kind != "note" and end - start < largest[unit] and self._apart(unit, start, runs):
                yield self._moved(start, end)
        for index, text in enumerate(self.content.units):
            mine = [block for block in self.blocks if text.start <= block.a < text.end]
            kept = _rising(mine)
            yield from (
                self._moved(block.b, block.b + block.size)
                for block in mine
                if block not in kept and not self._apart(index, block.b, runs)
            )

    def _runs(self) -> Sequence[tuple[int, int, int]]:
        """Give the texts in the source's order, as (unit, first, last + 1) in the source; footnotes do not part a text."""
        starts = [unit.start for unit in self.content.units]
        found: list[tuple[int, int, int]] = []
        for b, a in enumerate(self.back):
            if a < 0:
                continue
            unit = bisect_right(starts, a) - 1
            while unit and self.content.units[unit].end <= a:
                unit -= 1
            if self.content.units[unit].kind == "note":
                continue
            if found and found[-1][0] == unit:
                found[-1] = (unit, found[-1][1], b + 1)
            else:
                found.append((unit, b, b + 1))
        return found

    def _apart(self, unit: int, start: int, runs: Sequence[tuple[int, int, int]]) -> bool:
        """Whether a stretch of a text stands among another text in the source.

        The cover letter has its parts before the questions and behind the last answer.
        """
        mine = [run for run in runs if run[0] == unit]
        if len(mine) == 1:
            return False
        if self.content.units[unit].kind == "cover":
            others = [run for run in runs if run[0] != unit]
            return bool(others) and others[0][1] < start < others[-1][1]
        return True

    def _moved(self, start: int, end: int) -> Difference:
        a = min(position for position in self.back[start:end] if position >= 0)
        unit = self._unit(a + 1)
        words = self.source.words(start, end)
        mine = self.content.stream
        before = mine.words(max(unit.start, a - _CONTEXT), a)
        stands = self.source.line(start)
        return Difference(
            "moved", unit.path, mine.line(a), words, words, before, "", stands, self.source.piece(start).page
        )

    # --- Labels ------------------------------------------------------------------------------------------------

    def under_another_label(self) -> Iterator[Difference]:
        """Give the texts that the source has under another number, or behind another question."""
        for unit in self.content.units:
            if unit.kind not in ("question", "answer") or unit.start == unit.end:
                continue
            block = next((block for block in self.blocks if block.a <= unit.start < block.a + block.size), None)
            if block is None:
                continue
            start = block.b + unit.start - block.a
            label = self._label_before(start)
            if label and label.numbers:
                there: tuple[int, ...] = label.numbers if label.kind in ("", unit.kind) else unit.numbers
            else:
                there = self._question_before(start) if unit.kind == "answer" else unit.numbers
            if not set(there) & set(unit.numbers):
                mine = self.content.stream
                yield Difference(
                    "misplaced",
                    unit.path,
                    mine.line(unit.start),
                    self.source.words(self._label_start(start), start),
                    mine.words(unit.start, min(unit.end, unit.start + _CONTEXT)),
                    "",
                    "",
                    self.source.line(start),
                    self.source.piece(start).page,
                )

    def _question_before(self, position: int) -> tuple[int, ...]:
        """Give the numbers of the question that stands right before an answer without a number.

        Where the source has all questions first, the answers say nothing by their place: then every number.
        """
        runs = self._runs()
        kinds = [self.content.units[unit].kind for unit, _, _ in runs]
        turns = sum(before == "question" and after == "answer" for before, after in pairwise(kinds))
        before = [unit for unit, start, _ in runs if start < position]
        asked = self.content.units[before[-1]] if before else None
        if asked is None or asked.kind != "question" or turns < min(2, kinds.count("answer")):
            return tuple(number for unit in self.content.units for number in unit.numbers)
        return asked.numbers

    def _label_start(self, position: int) -> int:
        before = position
        while before and self.back[before - 1] < 0:
            before -= 1
        return max(before, max((s for s in self.source.starts if s < position), default=before))

    def _label_before(self, position: int) -> forms.Label | None:
        """Give the label right before a position of the source."""
        start = self._label_start(position)
        return forms.label(self.source.words(start, position)) if start < position else None


def _gaps(blocks: Sequence[Block], length: int) -> list[tuple[int, int]]:
    """Give the stretches of our stream that no block covers."""
    edges = [(0, 0), *((block.a, block.a + block.size) for block in blocks), (length, length)]
    return [(before[1], after[0]) for before, after in pairwise(edges) if before[1] < after[0]]


def _rising(blocks: Sequence[Block]) -> set[Block]:
    """Give the blocks, as much text as possible, that stand in the same order in both."""
    best: list[tuple[int, Block | None, int | None]] = []
    for index, block in enumerate(blocks):
        previous = max((j for j in range(index) if blocks[j].b < block.b), key=lambda j: best[j][0], default=None)
        best.append((block.size + (best[previous][0] if previous is not None else 0), block, previous))
    kept: set[Block] = set()
    at = max(range(len(best)), key=lambda j: best[j][0], default=None)
    while at is not None:
        kept.add(blocks[at])
        at = best[at][2]
    return kept
