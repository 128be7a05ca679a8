"""Finds the words that an editor marked on a page in the texts of its letter, and how a note must quote them.

The graph's own way of finding quotes decides: what it would not put at the marked words is not written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from generator.core.language import fold
from generator.core.model import Letter, Note
from generator.graph.note_anchors import FoldedText, FoldedTexts, find_all, note_anchors_of
from generator.graph.site import Place, SiteGraph
from generator.serve.content_changes import RefusedError

LONGEST = 1000
"""Characters that a quote may have."""
_MOST_WORDS = 12
"""Words before or after a quote that may tell it from others."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that were marked on a page; they may begin or end within a word, which is then quoted whole."""

    words: str
    before: str = ""
    """What is before them on the page, as far as it was sent."""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Marked words as a note must quote them."""

    number: int | None
    """The question whose file they are in; None for the cover letter."""
    quote: str
    prefix: str | None
    suffix: str | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    number: int
    text: FoldedText
    start: int
    end: int


def find(graph: SiteGraph, letter: Letter, number: int, marked: Marked) -> Passage:
    """Return how a note must quote marked words.

    Args:
        graph: the linked site.
        letter: the letter on whose page the words were marked.
        number: the question of that page; 0 for the letter's.
        marked: the words, with what is beside them.

    Raises:
        RefusedError: they are not official text of the letter, are in two texts, or cannot be told from others.
    """
    texts = {key: text for key, text in graph.texts.items() if key.letter == letter.id}
    folded = FoldedTexts(letter, texts)
    words = fold(marked.words)
    if not words:
        raise RefusedError("nothing-marked")
    if len(words) > LONGEST:
        raise RefusedError("too-much-marked")
    found = [
        _Match(own, text, start, start + len(words))
        for own in folded.keys
        for text in folded[own]
        for start in find_all(text.text, words)
    ]
    if not found:
        raise RefusedError("not-official")
    beside = [(_alike(match, fold(marked.before), fold(marked.after)), match.number == number) for match in found]
    best = max(beside)
    if beside.count(best) > 1:
        raise RefusedError("marked-twice")
    return _quoted(letter, folded, _whole_words(found[beside.index(best)]))


def _alike(match: _Match, before: str, after: str) -> int:
    """Return how many characters beside a match are those beside the marked words."""
    above, below = match.text.text[: match.start].rstrip()[::-1], match.text.text[match.end :].lstrip()
    return _common(above, before[::-1]) + _common(below, after)


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _whole_words(match: _Match) -> _Match:
    """Return a match that neither begins nor ends within a word."""
    text, start, end = match.text.text, match.start, match.end
    while start > 0 and _within(text, start):
        start -= 1
    while end < len(text) and _within(text, end):
        end += 1
    return _Match(match.number, match.text, start, end)


def _within(text: str, at: int) -> bool:
    return re.match(r"\w\w", text[at - 1 : at + 1]) is not None


def _quoted(letter: Letter, folded: FoldedTexts, match: _Match) -> Passage:
    """Return the shortest words beside a match that tell it from all others in the texts of its question."""
    places = match.text.places(match.start, match.end)
    paragraphs = {leaf.index: leaf.paragraph.text for leaf in match.text.leaves}
    quote = " ".join(" ".join(paragraphs[place.leaf][place.start : place.end].split()) for place in places)
    above = match.text.text[: match.start].split()
    below = match.text.text[match.end :].split()
    number = match.number or None
    candidates = [
        (None, None),
        *((" ".join(above[-count:]), None) for count in range(1, min(_MOST_WORDS, len(above)) + 1)),
        *((None, " ".join(below[:count])) for count in range(1, min(_MOST_WORDS, len(below)) + 1)),
        (" ".join(above[-_MOST_WORDS:]) or None, " ".join(below[:_MOST_WORDS]) or None),
    ]
    by_number = {n: question for question in letter.questions for n in (question.number, *question.joint)}
    for prefix, suffix in candidates:
        trial = Note("-", letter.position, letter.id, number, quote, (), prefix, suffix)
        alone = msgspec.structs.replace(letter, notes=(trial,))
        anchors, problems = note_anchors_of(alone, folded.texts, by_number)
        if not problems and [one.places for group in anchors.values() for one in group] == [places]:
            return Passage(number, quote, prefix, suffix, places)
    raise RefusedError("marked-twice")
