"""Where the official text of a letter is in its source: lines on the pages of a PDF, words of any other. Values only.

They are computed from the source and what is shown of it, and kept in a cache; content never holds them.
"""

from __future__ import annotations

from generator.core.proof import TextKind
from generator.core.values import Value


class MarkedLine(Value, frozen=True):
    """A line of a printed page, or the part of it that a block covers; in tenths of a point from the page's top left."""

    page: int
    x: int
    y: int
    width: int
    height: int


class MarkedWords(Value, frozen=True):
    """A stretch of one passage of the source."""

    passage: int
    """Its place in `SourcePlaces.passages`."""
    start: int
    end: int


class PlacedBlock(Value, frozen=True):
    """Where one block of a text is: in a PDF by lines, and in every source by words."""

    lines: tuple[MarkedLine, ...] = ()
    words: tuple[MarkedWords, ...] = ()


class PlacedText(Value, frozen=True):
    """Where one text of a letter is, block by block."""

    kind: TextKind
    path: str
    """The content file, relative to the site."""
    label: str
    """For a footnote: its number as the source prints it."""
    blocks: tuple[PlacedBlock, ...]


class SourcePassage(Value, frozen=True):
    """A paragraph, line or cell of the source, as its reader gives it."""

    text: str
    line: int
    """Line or paragraph of the source, from 1."""
    page: int | None = None


class SourcePicture(Value, frozen=True):
    """A page of the source as a picture; in pixels."""

    page: int
    width: int
    height: int
    name: str
    """The file in the folder with pictures: a digest of what it was drawn from, and its suffix."""
    across: int
    """The page's own width, in tenths of a point."""
    down: int


class SourcePlaces(Value, frozen=True):
    """Where a letter is in its source: its texts as `proof.ShownLetter` has them, and what of the source is shown."""

    texts: tuple[PlacedText, ...]
    passages: tuple[SourcePassage, ...]
    pictures: tuple[SourcePicture, ...] = ()
    """Of the pages that hold a question, an answer or a footnote; none of one that cannot be drawn."""


class DrawnPage(Value, frozen=True):
    """A page as it was drawn: its bytes, its size in pixels, and the page's own in tenths of a point."""

    page: int
    width: int
    height: int
    across: int
    down: int
    data: bytes
