"""A letterhead column beside the text of a page, in text that a tool laid out as the page is (`pdftotext -layout`).

It is known by its place: lines that begin far to the right, all at one place, and texts at that very place behind the
lines of the letter. On later pages it says what it said on the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_FAR = 40
"""Characters from the left from which a column may begin."""
_FEWEST_ALONE = 4
"""Lines of a page that have the column only, so that there is one."""
_GAP = "  "
"""What is between the text and the column, at least."""


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A line of a page, with the spaces that put its words in their place."""

    page: int
    text: str


def find(lines: Sequence[LaidLine]) -> dict[int, int]:
    """Return the lines of a text that have a letterhead column, with the place at which it begins in each."""
    if not lines:
        return {}
    first = [index for index, line in enumerate(lines) if line.page == lines[0].page]
    place = _place([lines[index].text for index in first])
    if place is None:
        return {}
    found = {index: place for index in first if _begins_at(lines[index].text, place)}
    said = {lines[index].text[place:].strip() for index in found}
    for index, line in enumerate(lines):
        if line.page != lines[0].page:
            at = next((at for at in _places(line.text) if line.text[at:].strip() in said), None)
            if at is not None:
                found[index] = at
    return found


def _place(texts: Sequence[str]) -> int | None:
    """Return where the column of a page begins; None if it has none."""
    alone = Counter(len(text) - len(text.lstrip()) for text in texts if text.strip())
    place, count = max(((at, n) for at, n in alone.items() if at >= _FAR), key=lambda one: one[1], default=(0, 0))
    if count < _FEWEST_ALONE or any(len(text.rstrip()) > place and not _begins_at(text, place) for text in texts):
        return None  # a text that reaches over it, as a centred one does
    return place if any(text[:place].strip() for text in texts) else None


def _begins_at(text: str, place: int) -> bool:
    return len(text) > place and not text[place].isspace() and text[:place].endswith(_GAP)


def _places(text: str) -> list[int]:
    """Return the places far to the right at which words begin behind a gap."""
    return [at for at in range(_FAR, len(text)) if _begins_at(text, at)]
