"""The map of a letter: which of its questions and answers refer to which, laid out as arcs over a row of numbers.

Geometry only, in units of a sixteenth of the text's size; the template draws it, and says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.model import LetterHead
from generator.graph.site import Part, QuestionKey, TextKey
from generator.pages.views import ReferenceMap, ReferenceNode
from generator.pages.writing.page_context import PageContext

LEAST = 3
"""Fewer references than this are read faster than looked at."""
_STEP = 28
"""From one number to the next."""
_FIGURES = 22
"""Height of the row of numbers."""
_SIDE = 4
"""How far beside the middle of its number an arc leaves (on the one side) and arrives (on the other)."""
_LOW, _HIGH = 16.0, 104.0
"""Height of the shortest arc and of the longest."""


def reference_map(page: PageContext, letter: LetterHead) -> ReferenceMap | None:
    """Draw the references inside a letter; None where there are too few of them for a picture."""
    links = references(page, letter)
    if len(links) < LEAST:
        return None
    numbers = sorted({number for link in links for number in link})
    place = {number: index for index, number in enumerate(numbers)}
    longest = max(abs(place[source] - place[target]) for source, target in links)

    def rise(source: int, target: int) -> float:
        span = abs(place[source] - place[target])
        return _LOW + (_HIGH - _LOW) * (span - 1) / max(longest - 1, 4)

    def deepest(pairs: Iterable[tuple[int, int]]) -> float:
        return max((rise(*pair) + _SIDE for pair in pairs), default=0.0)

    above = deepest(link for link in links if link[0] > link[1])
    below = deepest(link for link in links if link[0] < link[1])

    def path(source: int, target: int) -> str:
        side = -_SIDE if source > target else _SIDE
        start, end = _middle(place[source]) + side, _middle(place[target]) - side
        y = above if source > target else above + _FIGURES
        return f"M{start} {y:.0f}A{abs(start - end) / 2:g} {rise(source, target):.0f} 0 0 0 {end} {y:.0f}"

    def node(number: int) -> ReferenceNode:
        targets = [target for source, target in links if source == number]
        return ReferenceNode(
            ref=page.on_page(QuestionKey(letter.id, number)),
            x=_middle(place[number]),
            paths=tuple(path(number, target) for target in targets),
            targets=tuple(page.on_page(QuestionKey(letter.id, target)) for target in targets),
        )

    return ReferenceMap(
        width=_STEP * len(numbers),
        height=round(above + _FIGURES + below),
        line=round(above + _FIGURES * 0.72),
        nodes=tuple(node(number) for number in numbers),
        both_ways=above > 0 and below > 0,
    )


def references(page: PageContext, letter: LetterHead) -> tuple[tuple[int, int], ...]:
    """Return who refers to whom in a letter, as numbers of questions in order, each pair once."""
    site = page.site
    pairs = set()
    for question in site.questions(letter.id):
        texts = [TextKey(letter.id, question.number, part) for part in (Part.QUESTION, Part.ANSWER)]
        texts += [TextKey(letter.id, question.number, Part.FOOTNOTE, note.label) for note in question.footnotes]
        targets = (target for text in texts for p in site.graph.pointers.get(text, ()) for target in p.targets)
        pairs |= {(question.number, site.holder(target).number) for target in targets if target.letter == letter.id}
    return tuple(sorted((source, target) for source, target in pairs if source != target))


def _middle(index: int) -> int:
    return _STEP * index + _STEP // 2
