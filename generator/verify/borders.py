"""Where no label parts a question from an answer: their borders, held against letter type and question marks.

The words on both sides of such a border are in the same order wherever it is drawn, so only these can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.verify.letter_text import Unit
from generator.verify.match import Matched
from generator.verify.report import Difference
from generator.verify.streams import paragraph_spans

_LABEL = re.compile(r"\W*(?:vra(?:ag|gen)|antwoord(?:en)?|reactie|questions?|answers?)\b", re.IGNORECASE)
"""How a label begins that stays legible: `Vraag 2 van het lid …`."""
_FEWEST = 2
"""Texts without a label; with fewer there is no rule to break."""


@dataclass(frozen=True, slots=True)
class _PlacedParagraph:
    """A paragraph of the source, and the text of the content that holds it."""

    unit: Unit
    start: int
    end: int
    strong: bool
    first: bool
    """Whether the text begins with it."""
    last: bool = False


def crossed(pair: Matched) -> Iterator[Difference]:
    """Yield the paragraphs on the other side of a border than their letter type, or their question, says."""
    found = _unlabelled(pair)
    asking = [passage for passage in found if passage.unit.kind == "question"]
    answering = [passage for passage in found if passage.unit.kind == "answer"]
    if len({passage.unit for passage in asking}) < _FEWEST and len({passage.unit for passage in answering}) < _FEWEST:
        return
    if _mostly(asking) and answering and not _mostly(answering):
        wrong = [passage for passage in found if passage.strong != (passage.unit.kind == "question")]
        wrong = [passage for passage in wrong if passage.first or passage.last]
    else:
        wrong = [passage for passage in asking if passage.first and not _asks(pair, passage.unit)]
    for passage in wrong:
        places = [at for at in pair.back[passage.start : passage.end] if at >= 0]
        yield pair.difference("misplaced", (min(places), max(places) + 1), (passage.start, passage.end))


def _mostly(found: list[_PlacedParagraph]) -> bool:
    return 2 * sum(passage.strong for passage in found) > len(found)


def _asks(pair: Matched, unit: Unit) -> bool:
    """Whether the first paragraph of a question asks."""
    stream = pair.letter.stream
    end = min(next((start for start in stream.starts if start > unit.begin), len(stream.text)), unit.end)
    until = stream.at[end] if end < len(stream.at) else len(stream.raw)
    return "?" in stream.raw[stream.at[unit.begin] : until]


def _unlabelled(pair: Matched) -> list[_PlacedParagraph]:
    """Return the paragraphs of the questions and answers that have no label above them in the source."""
    by_unit: dict[Unit, list[tuple[int, int]]] = {}
    for start, end in paragraph_spans(pair.source):
        kept = next((at for at in pair.back[start:end] if at >= 0), None)
        if kept is None:
            continue
        unit = pair.unit_at(kept + 1)
        if unit.kind in ("question", "answer") and kept >= unit.begin:
            by_unit.setdefault(unit, []).append((start, end))
    found: list[_PlacedParagraph] = []
    for unit, places in by_unit.items():
        label = pair.label_before(places[0][0])
        own = pair.source.words(*places[0])
        if label or _carries_label(pair, *places[0]) or _LABEL.match(own):
            continue
        for at, (start, end) in enumerate(places):
            passage = pair.source.passage_at(start)
            found.append(_PlacedParagraph(unit, start, end, passage.strong, at == 0, at == len(places) - 1))
    return found


def _carries_label(pair: Matched, start: int, end: int) -> bool:
    """Whether a paragraph begins with words that the content left out: its own label."""
    return next((b for b in range(start, end) if pair.back[b] >= 0), start) > start
