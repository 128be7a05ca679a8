"""A letter's content and source side by side: which character of one is which of the other, and what lies where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.verify import furniture_forms
from generator.verify.align import SharedStretch, align
from generator.verify.letter_text import LetterText, Unit
from generator.verify.report import Difference
from generator.verify.streams import Stream

_SHORT = 24
"""A text shorter than this may stand in several places; its label tells which is meant."""
_SENTENCE = 120
"""One as long as a sentence may, where the source has it twice: `Zie het antwoord op vraag 2.`"""
_NUMBERED = re.compile(r"\W*(?:vraag|question|vrg?|[vq])?\W*(\d{1,3})\b", re.IGNORECASE)
"""How a paragraph begins that may be a numbered question."""
_ASKING = re.compile(r"\W*(?:vraag|question|vr?|q)\s*[:.]\s", re.IGNORECASE)
"""How one begins that has a label without a number."""
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
    """Whether the source is a web page."""

    def unit_at(self, position: int) -> Unit:
        """Return the text that holds a place of the content; the end of a text is still in it."""
        units = [unit for unit in self.letter.units if unit.end > unit.start] or list(self.letter.units)
        index = max(bisect_right([unit.start for unit in units], position) - 1, 0)
        at_start = index > 0 and position == units[index].start
        return units[index - 1] if at_start else units[index]

    def would_stand(self, position: int) -> int:
        """Return the place of the content behind what stands before a place of the source."""
        return next((self.back[b] for b in range(position - 1, -1, -1) if self.back[b] >= 0), -1) + 1

    def above(self, position: int) -> bool:
        """Whether a place of the source is above all text that the content has."""
        return all(a < 0 for a in self.back[: position + 1])

    def label_start(self, position: int) -> int:
        """Return where the label right before a place of the source would begin."""
        start = position
        while start and self.back[start - 1] < 0:
            start -= 1
        return max(start, max((at for at in self.source.starts if at < position), default=start))

    def label_before(self, position: int) -> furniture_forms.PrintedLabel | None:
        """Return the label right before a place of the source."""
        start = self.label_start(position)
        return furniture_forms.label(self.source.words(start, position)) if start < position else None

    def difference(self, kind: str, ours: tuple[int, int], theirs: tuple[int, int]) -> Difference:
        """Make a difference of a stretch of each; an empty stretch says where it would stand."""
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
    placed, sure = _labelled(letter, source), _in_parts(letter, source)
    shared = align(letter.stream.text, source.text, placed, edges, sure)
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


def paragraph_spans(source: Stream) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a stream, as (start, end)."""
    yield from pairwise((*source.starts, len(source.text)))


def gaps(shared: tuple[SharedStretch, ...], length: int) -> list[tuple[int, int]]:
    """Return the stretches of our stream that no block covers."""
    edges = [(0, 0), *((block.a, block.a + block.size) for block in shared), (length, length)]
    return [(before[1], after[0]) for before, after in pairwise(edges) if before[1] < after[0]]


def _labelled(letter: LetterText, source: Stream) -> Iterator[SharedStretch]:
    """Yield texts that are short, or that the source has twice, where they stand right behind their own label.

    That is `Ja.` behind `Antwoord 7`, behind an `Antwoord` after question 7, or a paragraph apart.
    """
    labels: dict[tuple[str, int], list[int]] = {}
    whole: dict[str, list[int]] = {}
    for start, end, label, asked in _under_questions(source):
        whole.setdefault(source.text[start:end], []).append(start)
        for number in (label.numbers or asked) if label else ():
            labels.setdefault((label.kind if label else "", number), []).append(end)
    for unit in letter.units:
        text = letter.stream.text[unit.begin : unit.end]
        if unit.kind not in ("question", "answer") or not text:
            continue
        first = _first_paragraph(letter.stream, unit)
        repeated = len(text) <= _SENTENCE and source.text.count(text) > 1
        parts = [text] if repeated or len(text) < _SHORT else []
        parts += [first] if len(first) < _SHORT and first != text else []  # a page may end behind a short one
        places = {at for number in unit.numbers for at in labels.get((unit.kind, number), ())}
        for part in parts:
            fitting = [at for at in places if source.text.startswith(part, at)]
            fitting = fitting or list(_behind_a_label(source, unit, part)) or whole.get(part) or []
            if len(fitting) == 1:
                yield SharedStretch(unit.begin, fitting[0], len(part))
                break


def _first_paragraph(stream: Stream, unit: Unit) -> str:
    end = next((start for start in stream.starts if start > unit.begin), unit.end)
    return stream.text[unit.begin : min(end, unit.end)]


def _under_questions(source: Stream) -> Iterator[tuple[int, int, furniture_forms.PrintedLabel | None, tuple[int, ...]]]:
    """Yield every paragraph as (start, end), its label where it is one, and the numbers of the question it stands under."""
    asked: tuple[int, ...] = ()
    count = 0
    for start, end in paragraph_spans(source):
        words = source.words(start, end)
        label = furniture_forms.label(words)
        numbered = _NUMBERED.match(words)
        if label and label.kind == "question":
            count += 1
            asked = label.numbers or (count,)
        elif label and not label.kind:
            asked = label.numbers
        elif numbered and not label:
            asked = (int(numbered[1]),)
        elif not label and _ASKING.match(words):
            count += 1
            asked = (count,)
        yield start, end, label, asked


def _in_parts(letter: LetterText, source: Stream) -> Iterator[SharedStretch]:
    """Yield the labels of a question's parts, and short texts right behind them: `Antwoord 2a`, `Ja.`."""
    paragraphs = [*paragraph_spans(letter.stream)]
    for (start, end), after in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        label = letter.stream.text[start:end]
        if len(label) >= _SHORT or not furniture_forms.label_of_part(letter.stream.words(start, end)):
            continue
        if source.text.count(label) != 1:
            continue
        at = source.text.index(label)
        yield SharedStretch(start, at, len(label))
        text = letter.stream.text[slice(*after)] if after else ""
        if after and 0 < len(text) < _SHORT and source.text.startswith(text, at + len(label)):
            yield SharedStretch(after[0], at + len(label), len(text))


def _behind_a_label(source: Stream, unit: Unit, text: str) -> Iterator[int]:
    """Yield the places where a text begins behind its label in one paragraph: `Antwoord vraag 7: Ja.`.

    A label without a number is that of the question last numbered: `(7) … ? Antwoord: Ja.`.
    """
    for start, end, _, asked in _under_questions(source):
        at = source.text.find(text, start + 1, end + len(text))
        while start < at < end:
            label = furniture_forms.label(source.exactly(start, at))
            if label and label.kind in ("", unit.kind) and set(label.numbers or asked) & set(unit.numbers):
                yield at
            at = source.text.find(text, at + 1, end + len(text))
