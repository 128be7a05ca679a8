"""The departures that the front matter of a letter's file declares; where in the text they are, the graph finds out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.content.content_file import ContentFile
from generator.content.frontmatter import DepartureMeta
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.language import fold
from generator.core.proof import Departure


def departures(file: ContentFile, found: Sequence[DepartureMeta]) -> tuple[Departure, ...]:
    """Return the departures of a file; without a place of its own, one is where its own words are."""
    return tuple(
        Departure(one.place or one.shown, one.source, one.shown, one.reason, _at(file, index))
        for index, one in enumerate(found)
        if _fault(one) is None
    )


def problems(file: ContentFile, found: Sequence[DepartureMeta]) -> Iterator[Diagnostic]:
    """Yield what is wrong with each departure by itself."""
    for index, one in enumerate(found):
        fault = _fault(one)
        if fault:
            yield diagnostic(fault, _at(file, index), shown=one.shown, place=one.place)


def _fault(one: DepartureMeta) -> str | None:
    if " ".join(one.source.split()) == " ".join(one.shown.split()):
        return "departure-same"
    if not one.place and not one.shown:
        return "departure-without-place"
    return None if fold(one.shown) in fold(one.place or one.shown) else "departure-outside-place"


def _at(file: ContentFile, index: int) -> Position:
    line, column = file.located.place(("departures", index)) or (1, 1)
    return Position(file.path, line, column)
