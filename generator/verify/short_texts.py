"""Texts of a letter that occur more than once in its source, or are too short to be found by their words: placed by label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.verify import printed_labels
from generator.verify.align import SharedStretch
from generator.verify.letter_text import LetterText, Unit
from generator.verify.streams import Stream, paragraph_spans

_SHORT = 24
"""A text shorter than this may be in several places; its label tells which is meant."""

_SENTENCE = 120
"""One as long as a sentence may, where the source has it twice: `Zie het antwoord op vraag 2.`"""

_NUMBERED = re.compile(r"\W*(?:vraag|question|vrg?|[vq])?\W*(\d{1,3})\b", re.IGNORECASE)
"""How a paragraph begins that may be a numbered question."""

_ASKING = re.compile(r"\W*(?:vraag|question|vr?|q)\s*[:.]\s", re.IGNORECASE)
"""How one begins that has a label without a number."""


def labelled_texts(letter: LetterText, source: Stream) -> Iterator[SharedStretch]:
    """Yield texts that are short, or that the source has twice, where they come right behind their own label.

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
        own, bare = (
            {at for number in unit.numbers for at in labels.get((kind, number), ())} for kind in (unit.kind, "")
        )
        for part in parts:
            fitting = [at for at in own if source.text.startswith(part, at)]
            fitting = fitting or [at for at in bare if source.text.startswith(part, at)]
            fitting = fitting or list(_behind_a_label(source, unit, part)) or whole.get(part) or []
            if len(fitting) == 1:
                yield SharedStretch(unit.begin, fitting[0], len(part))
                break


def _first_paragraph(stream: Stream, unit: Unit) -> str:
    end = next((start for start in stream.starts if start > unit.begin), unit.end)
    return stream.text[unit.begin : min(end, unit.end)]


def _under_questions(source: Stream) -> Iterator[tuple[int, int, printed_labels.PrintedLabel | None, tuple[int, ...]]]:
    """Yield every paragraph as (start, end), its label where it is one, and the numbers of the question it is under."""
    asked: tuple[int, ...] = ()
    count = 0
    for start, end in paragraph_spans(source):
        words = source.words(start, end)
        label = printed_labels.label(words)
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


def labelled_parts(letter: LetterText, source: Stream) -> Iterator[SharedStretch]:
    """Yield the labels of a question's parts, and short texts right behind them: `Antwoord 2a`, `Ja.`."""
    paragraphs = [*paragraph_spans(letter.stream)]
    for (start, end), after in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        label = letter.stream.text[start:end]
        if len(label) >= _SHORT or not printed_labels.label_of_part(letter.stream.words(start, end)):
            continue
        if source.text.count(label) != 1:
            continue
        at = source.text.index(label)
        yield SharedStretch(start, at, len(label))
        text = letter.stream.text[slice(*after)] if after else ""
        if after and 0 < len(text) < _SHORT and source.text.startswith(text, at + len(label)):
            yield SharedStretch(after[0], at + len(label), len(text))


def footnotes(letter: LetterText, source: Stream) -> Iterator[SharedStretch]:
    """Yield the footnotes that the source has as a whole, under their own number: `1 Idem.`; equal ones in order."""
    places: dict[str, list[int]] = {}
    for start, end in _footnote_spans(source):
        places.setdefault(source.text[start:end], []).append(start)
    for unit in letter.units:
        text = letter.stream.text[unit.start : unit.end]
        if unit.kind == "footnote" and places.get(text):
            yield SharedStretch(unit.start, places[text].pop(0), len(text))


def _footnote_spans(source: Stream) -> Iterator[tuple[int, int]]:
    """Yield where the source may have a footnote: from a number that its format gives one, or a whole paragraph."""
    spans = [*paragraph_spans(source)]
    starts = [passage.start for passage in source.passages if passage.shape == "mark"]
    if starts:
        yield from pairwise((*starts, len(source.text)))
    else:
        yield from ((start, end) for start, end in spans if source.text[start].isdigit())


def _behind_a_label(source: Stream, unit: Unit, text: str) -> Iterator[int]:
    """Yield the places where a text begins behind its label in one paragraph: `Antwoord vraag 7: Ja.`.

    A label without a number is that of the question last numbered: `(7) … ? Antwoord: Ja.`.
    """
    for start, end, _, asked in _under_questions(source):
        at = source.text.find(text, start + 1, end + len(text))
        while start < at < end:
            label = printed_labels.label(source.exactly(start, at))
            if label and label.kind in ("", unit.kind) and set(label.numbers or asked) & set(unit.numbers):
                yield at
            at = source.text.find(text, at + 1, end + len(text))
