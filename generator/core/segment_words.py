"""Which words of a site's URLs lead elsewhere already: to another segment, or to what the program puts there itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the addresses of a site with the word of one of several segments, so that no two may be the same."""

    segments: tuple[str, ...]
    reserved: tuple[str, ...] = ()
    """What the program itself has there: folders, and the beginnings of anchors."""


FOLDERS = ("assets", "pagefind", "schema")
"""What the program puts beside the folders of the segments."""
PLACES = (
    Place(
        ("letters", "actors", "topics", "documents", "notes", "articles", "search", "about"),
        reserved=(*FOLDERS, "index", "404"),  # the last two are pages at some hosts
    ),
    Place(("source", "earlier"), reserved=("embed",)),  # below an answer, and below a letter
    Place(("question",), reserved=("fn", "fnref", "n")),  # the anchor `vraag-2` among those of footnotes and notes
)


@dataclass(frozen=True, slots=True)
class Clash:
    """A segment whose word leads elsewhere already."""

    segment: str
    other: str | None
    """The segment that it leads to; None for what is the program's own."""


def clashes(words: Mapping[str, str], order: Sequence[str]) -> Iterator[Clash]:
    """Yield each segment that has no word of its own.

    Args:
        words: of all segments.
        order: the segments; of two that clash the later is told.
    """
    for place in PLACES:
        taken: dict[str, str | None] = dict.fromkeys(place.reserved)
        for segment in sorted(place.segments, key=order.index):
            word = words[segment]
            if word in taken:
                yield Clash(segment, taken[word])
            else:
                taken[word] = segment
    if re.fullmatch(rf"{words['question']}-[0-9]+", words["earlier"]):  # below a letter, among its answers
        yield Clash(max("question", "earlier", key=order.index), min("question", "earlier", key=order.index))
