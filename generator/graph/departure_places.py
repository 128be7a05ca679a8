"""Finds the words of each declared departure from the source, as the words of a note are found (`note_anchors`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.core.diagnostics import Diagnostic, diagnostic
from generator.core.language import fold
from generator.core.model import Letter, Text
from generator.core.nearest import nearest_passage, quoted
from generator.core.proof import Departure
from generator.graph.note_anchors import FoldedText, FoldedTexts, find_all
from generator.graph.site import Departed, TextKey


def departure_places_of(
    letter: Letter, texts: Mapping[TextKey, Text]
) -> tuple[dict[TextKey, tuple[Departed, ...]], list[Diagnostic]]:
    """Return the departures of a letter's texts, sorted by place, and a diagnostic for each that is not at one place."""
    found: dict[TextKey, list[Departed]] = defaultdict(list)
    problems: list[Diagnostic] = []
    files = [(0, letter.departures), *((question.number, question.departures) for question in letter.questions)]
    if not any(declared for _, declared in files):
        return {}, []
    folded = FoldedTexts(letter, texts)
    for number, declared in files:
        for index, one in enumerate(declared, 1):
            matches = _matches(one, folded[number])
            if len(matches) == 1:
                departed = _departed(f"{number}-{index}", one, *matches[0])
                found[departed.places[0].text].append(departed)
            else:
                problems.append(_unplaced(one, len(matches), folded[number]))
    return {key: tuple(sorted(group, key=lambda one: (one.places, one.id))) for key, group in found.items()}, problems


def _matches(one: Departure, texts: Sequence[FoldedText]) -> list[tuple[FoldedText, int]]:
    place = fold(one.place)
    return [(text, start) for text in texts for start in find_all(text.text, place)]


def _departed(name: str, one: Departure, text: FoldedText, start: int) -> Departed:
    """Return a departure with the spans of what is shown; where that is nothing, or twice in its place, of all of it."""
    place, shown = fold(one.place), fold(one.shown)
    inside = find_all(place, shown)
    if len(inside) == 1:
        return Departed(name, one, text.places(start + inside[0], start + inside[0] + len(shown)))
    return Departed(name, one, text.places(start, start + len(place)))


def _unplaced(one: Departure, count: int, texts: Sequence[FoldedText]) -> Diagnostic:
    if count:
        return diagnostic("departure-ambiguous", one.position, place=one.place, count=count)
    near = nearest_passage(fold(one.place), (text.text for text in texts))
    return diagnostic("departure-not-found", one.position, place=one.place, paste=near and f"place: {quoted(near)}")
