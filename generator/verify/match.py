"""A letter's content and source side by side: which character of one is which of the other, and what lies where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.verify import furniture_forms, printed_labels
from generator.verify.align import SharedStretch, align
from generator.verify.letter_text import LetterText, Unit
from generator.verify.report import Difference
from generator.verify.short_texts import footnotes, labelled_parts, labelled_texts
from generator.verify.streams import Stream, StreamPassage

_ASIDE = ("head", "foot", "side")
"""The roles of what a page has around its text."""
CONTEXT = 60
"""How many letters around a difference are shown, whole words at most."""


@dataclass(frozen=True, slots=True)
class UnitStretch:
    """A stretch of the source that belongs to one text of the content; footnotes between do not part it."""

    unit: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Matched:
    """Both streams and the stretches that they share, in the content's order."""

    letter: LetterText
    source: Stream
    shared: tuple[SharedStretch, ...]
    back: tuple[int, ...]
    """For every character of the source its place in the content, or -1."""
    first: Mapping[int, int]
    """For every text (by its start, and by where it begins under headings) the first of its characters that the source has."""
    stretches: tuple[UnitStretch, ...]
    """The texts in the order of the source."""
    web: bool = False
    """Whether the source is a page of the publisher or the like, which has its own titles and heads around the text."""

    def unit_at(self, position: int) -> Unit:
        """Return the text that holds a place of the content; the end of a text is still in it."""
        units = [unit for unit in self.letter.units if unit.end > unit.start] or list(self.letter.units)
        index = max(bisect_right([unit.start for unit in units], position) - 1, 0)
        at_start = index > 0 and position == units[index].start
        return units[index - 1] if at_start else units[index]

    def would_stand(self, position: int) -> int:
        """Return the place of the content behind what comes before a place of the source."""
        return next((self.back[b] for b in range(position - 1, -1, -1) if self.back[b] >= 0), -1) + 1

    def above(self, position: int) -> bool:
        """Whether a place of the source is above all text that the content has."""
        return all(a < 0 for a in self.back[: position + 1])

    def label_start(self, position: int) -> int:
        """Return where the label right before a place of the source would begin."""
        return self._label_span(position)[0]

    def label_before(self, position: int) -> printed_labels.PrintedLabel | None:
        """Return the label right before a place of the source."""
        start, end = self._label_span(position)
        return printed_labels.label(self.source.words(start, end)) if start < end else None

    def _label_span(self, position: int) -> tuple[int, int]:
        """Return where the label right before a place would be; footnotes, and heads and feet of pages, may be between."""
        end = position
        while end > 0:
            index = bisect_left(self.source.starts, end) - 1
            start, passage = self.source.starts[index], self.source.passages[index]
            kept = next((b for b in range(end - 1, start - 1, -1) if self.back[b] >= 0), None)
            if kept is not None and self.unit_at(self.back[kept] + 1).kind != "footnote":
                return (kept + 1, end) if kept + 1 < end else (position, position)
            if kept is None and not self._is_aside(passage, start):
                return start, end
            end = start
        return position, position

    def _is_aside(self, passage: StreamPassage, start: int) -> bool:
        """Whether a passage is the head or foot of a page, by its role or its form."""
        line = self.source.paragraph(start)
        is_number = passage.page is not None and line == str(passage.page)
        return (
            passage.role in _ASIDE or is_number or furniture_forms.is_alone(line) or furniture_forms.is_of_pages(line)
        )

    def difference(self, kind: str, ours: tuple[int, int], theirs: tuple[int, int]) -> Difference:
        """Make a difference of a stretch of each; an empty stretch says where it would be."""
        mine = self.letter.stream
        unit = self.unit_at(ours[0] + 1) if ours[0] < ours[1] else self.unit_at(ours[0])
        has = theirs[0] < theirs[1]
        return Difference(
            kind,
            unit.path,
            mine.line(min(ours[0], max(unit.end - 1, unit.start))),
            self.source.words(*theirs),
            mine.words(*ours),
            mine.before(ours[0], max(unit.start, ours[0] - CONTEXT)),
            mine.after(ours[1], min(unit.end, ours[1] + CONTEXT)),
            self.source.line(theirs[0]) if has else 0,
            self.source.passage_at(theirs[0]).page if has else None,
        )


def match(letter: LetterText, source: Stream, *, web: bool = False) -> Matched:
    """Lay the two side by side."""
    edges = (frozenset(letter.stream.starts), frozenset(source.starts))
    placed, sure = labelled_texts(letter, source), (*labelled_parts(letter, source), *footnotes(letter, source))
    shared = _with_rests(letter, source, align(letter.stream.text, source.text, placed, edges, sure))
    back = [-1] * len(source.text)
    first: dict[int, int] = {}
    starts = [unit.start for unit in letter.units]
    for block in shared:
        back[block.b : block.b + block.size] = range(block.a, block.a + block.size)
        for unit in letter.units:
            if unit.start < block.a + block.size and block.a < unit.end:
                first.setdefault(unit.start, max(unit.start, block.a))
            if unit.begin < block.a + block.size and block.a < unit.end:
                first.setdefault(unit.begin, max(unit.begin, block.a))
    stretches: list[UnitStretch] = []
    for b, a in enumerate(back):
        unit_index = bisect_right(starts, a) - 1
        while unit_index > 0 and letter.units[unit_index].end <= a:
            unit_index -= 1
        if a < 0 or letter.units[unit_index].kind == "footnote":
            continue
        if stretches and stretches[-1].unit == unit_index:
            stretches[-1] = UnitStretch(unit_index, stretches[-1].start, b + 1)
        else:
            stretches.append(UnitStretch(unit_index, b, b + 1))
    return Matched(letter, source, shared, tuple(back), first, tuple(stretches), web)


def _with_rests(letter: LetterText, source: Stream, shared: tuple[SharedStretch, ...]) -> tuple[SharedStretch, ...]:
    """Return the stretches with the ends of paragraphs that the footnotes at the foot of a page part from the rest.

    Such a rest may be one short word, which is found in many places; here is where it must be.
    """
    notes = {a for unit in letter.units if unit.kind == "footnote" for a in range(unit.start, unit.end)}
    free = [True] * len(source.text)
    passed = [True] * len(source.text)
    for block in shared:
        for offset in range(block.size):
            free[block.b + offset] = False
            passed[block.b + offset] = block.a + offset in notes
    ends = {block.a + block.size: block.b + block.size for block in shared}
    found: list[SharedStretch] = []
    for start, end in gaps(shared, len(letter.stream.text)):
        text, after = letter.stream.text[start:end], ends.get(start)
        if after is None or start in notes:
            continue
        limit = next((b for b in range(after, len(passed)) if not passed[b]), len(passed))
        at = source.text.find(text, after, limit)
        if at >= 0 and at in source.starts and all(free[at : at + len(text)]):
            found.append(SharedStretch(start, at, len(text)))
    return tuple(sorted((*shared, *found), key=lambda block: block.a)) if found else shared


def gaps(shared: tuple[SharedStretch, ...], length: int) -> list[tuple[int, int]]:
    """Return the stretches of our stream that no block covers."""
    edges = [(0, 0), *((block.a, block.a + block.size) for block in shared), (length, length)]
    return [(before[1], after[0]) for before, after in pairwise(edges) if before[1] < after[0]]
