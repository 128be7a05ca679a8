"""The page that shows the source beside one answer."""

from __future__ import annotations

from markupsafe import Markup

from generator.core.source_places import MarkedLine
from generator.core.values import Value
from generator.pages.views.head import PageView
from generator.pages.views.refs import Ref
from generator.pages.views.text import ProofView


class SourceBlock(Value, frozen=True):
    """A block of official text as it was compared, without links."""

    anchor: str
    html: Markup
    found: bool
    """Whether its words are in the source."""


class SourceText(Value, frozen=True):
    """One text of the page: `kind` is `question`, `answer` or `footnote`; a footnote has its number as a label."""

    kind: str
    label: str
    blocks: tuple[SourceBlock, ...]


class MarkedBlock(Value, frozen=True):
    """The lines of a block on one page of the source."""

    anchor: str
    kind: str
    lines: tuple[MarkedLine, ...]


class PicturedPage(Value, frozen=True):
    """A page of the source as a picture, with what is marked on it."""

    page: int
    url: str
    width: int
    height: int
    across: int
    """The page's own width, in the unit of the lines."""
    down: int
    blocks: tuple[MarkedBlock, ...]
    rules: tuple[MarkedLine, ...]
    """The line beside the answer, of no width: left of its column, from its first line to its last."""
    open_url: str | None
    """The source itself, opened at this page."""


class SourcePiece(Value, frozen=True):
    """A piece of a passage; with an anchor where it is the text's own."""

    text: str
    kind: str = ""
    anchor: str = ""


class SourceLine(Value, frozen=True):
    """A passage of a source that is shown as text."""

    line: int
    page: int | None
    pieces: tuple[SourcePiece, ...]


class SourceStretch(Value, frozen=True):
    """Passages that follow each other in the source."""

    lines: tuple[SourceLine, ...]


class SourceView(PageView, frozen=True):
    """The source beside one answer: pages of it as pictures, or its words."""

    letter: Ref
    letter_lang: str
    numbers: tuple[int, ...]
    title: str | None
    answer: Ref
    """The page of the answer."""
    answered: bool
    texts: tuple[SourceText, ...]
    pictured: tuple[PicturedPage, ...]
    stretches: tuple[SourceStretch, ...]
    counted: str
    """What the numbers before passages count: `line`, `paragraph` or nothing."""
    proof: ProofView
    previous: Ref | None = None
    next: Ref | None = None
