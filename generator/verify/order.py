"""Words that both sides have, in another order: moved within a text, into another, or under another number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.verify import printed_labels
from generator.verify.align import SharedStretch
from generator.verify.letter_text import Unit
from generator.verify.match import CONTEXT, Matched
from generator.verify.report import Difference
from generator.verify.streams import paragraph_spans


def moved(pair: Matched) -> Iterator[Difference]:
    """Yield what is in another order than in the source: within a text, or in another text."""
    largest: dict[int, int] = {}
    for run in pair.stretches:
        largest[run.unit] = max(largest.get(run.unit, 0), run.end - run.start)
    for run in pair.stretches:
        smaller = run.end - run.start < largest[run.unit] or pair.letter.units[run.unit].kind == "cover"
        if smaller and _among_another(pair, run.unit, run.start):
            yield _moved(pair, run.start, run.end)
    for index, unit in enumerate(pair.letter.units):
        mine = [block for block in pair.shared if unit.start <= block.a < unit.end]
        kept = _rising(mine)
        for block in mine:
            if block not in kept and not _among_another(pair, index, block.b):
                yield _moved(pair, block.b, block.b + block.size)


def _among_another(pair: Matched, unit: int, start: int) -> bool:
    """Whether a stretch of a text is among another text in the source.

    The cover letter has its parts before the questions and behind the last answer.
    """
    mine = [run for run in pair.stretches if run.unit == unit]
    if len(mine) < 2:
        return False
    if pair.letter.units[unit].kind == "cover":
        others = [run for run in pair.stretches if run.unit != unit]
        if not others or not others[0].start < start < others[-1].start:
            return False
        return not any(_heads_a_set(pair, run.end) for run in mine if run.start == start)
    part = printed_labels.label_of_part(_paragraph(pair, start))
    return not (
        part and part.kind == pair.letter.units[unit].kind and set(part.numbers) & set(pair.letter.units[unit].numbers)
    )


def _paragraph(pair: Matched, position: int) -> str:
    """Return the words of the source's paragraph that holds a place."""
    begin, end = next(piece for piece in paragraph_spans(pair.source) if piece[0] <= position < piece[1])
    return pair.source.words(begin, end)


def _heads_a_set(pair: Matched, position: int) -> bool:
    """Whether what follows a heading amid the letter is `Vraag 1`, the first of a second set of questions."""
    if position >= len(pair.source.text):
        return False
    label = printed_labels.label(_paragraph(pair, position))
    return label is not None and label.kind in ("", "question") and label.numbers[:1] == (1,)


def _moved(pair: Matched, start: int, end: int) -> Difference:
    places = [place for place in pair.back[start:end] if place >= 0]
    return pair.difference("moved", (min(places), max(places) + 1), (start, end))


def _rising(blocks: Sequence[SharedStretch]) -> set[SharedStretch]:
    """Return the blocks, as much text as possible, that are in the same order in both."""
    best: list[tuple[int, int | None]] = []
    for index, block in enumerate(blocks):
        before = [j for j in range(index) if blocks[j].b < block.b]
        previous = max(before, key=lambda j: best[j][0], default=None)
        best.append((block.size + (best[previous][0] if previous is not None else 0), previous))
    kept: set[SharedStretch] = set()
    at = max(range(len(best)), key=lambda j: best[j][0], default=None)
    while at is not None:
        kept.add(blocks[at])
        at = best[at][1]
    return kept


# --- Labels ----------------------------------------------------------------------------------------------------


def misplaced(pair: Matched) -> Iterator[Difference]:
    """Yield the questions and answers that the source has under another number, or behind another question."""
    sets = _sets(pair)
    for unit in pair.letter.units:
        start = _place(pair, unit)
        if start is None:
            continue
        label = pair.label_before(start)
        if label and label.numbers:
            moved_by = next((higher for place, higher in reversed(sets) if place <= start), 0)
            printed = tuple(number + moved_by for number in label.numbers)
            there = printed if label.kind in ("", unit.kind) else unit.numbers
        else:
            there = _question_before(pair, start) if unit.kind == "answer" else unit.numbers
        covers_more = bool(label and label.kind == "answer" and label.numbers) and not set(unit.numbers) <= set(there)
        if covers_more or not set(there) & set(unit.numbers):
            words = (unit.begin, min(unit.end, unit.begin + CONTEXT))
            yield pair.difference("misplaced", words, (pair.label_start(start), start + 1))


def _place(pair: Matched, unit: Unit) -> int | None:
    """Return the place in the source where a question or an answer begins."""
    if unit.kind not in ("question", "answer") or unit.start == unit.end:
        return None
    block = next((block for block in pair.shared if block.a <= unit.begin < block.a + block.size), None)
    return block.b + unit.begin - block.a if block else None


def _sets(pair: Matched) -> list[tuple[int, int]]:
    """Return where each later set of questions, numbered from 1 anew, begins, and how much higher the files number it."""
    firsts: list[tuple[int, int]] = []
    for unit in pair.letter.units:
        start = _place(pair, unit) if unit.kind == "question" else None
        label = pair.label_before(start) if start is not None else None
        if start is not None and label and label.kind != "answer" and label.numbers[:1] == (1,):
            firsts.append((start, unit.numbers[0] - 1))
    return sorted(firsts)[1:]


def _question_before(pair: Matched, position: int) -> tuple[int, ...]:
    """Return the numbers of the question right before an answer without a number.

    Where the source has all questions first, the answers say nothing by their place: then every number.
    """
    kinds = [pair.letter.units[run.unit].kind for run in pair.stretches]
    turns = sum(before == "question" and after == "answer" for before, after in pairwise(kinds))
    before = [run.unit for run in pair.stretches if run.start < position]
    asked = pair.letter.units[before[-1]] if before else None
    if asked is None or asked.kind != "question" or turns < min(2, kinds.count("answer")):
        return tuple(number for unit in pair.letter.units for number in unit.numbers)
    return asked.numbers
