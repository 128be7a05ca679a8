"""The one form every reader gives and the recogniser takes: paragraphs of runs, whatever the file format was.

A reader keeps every word of the file, in reading order, and says where it stands; it does not decide what is a
question or an answer. Lines that a page or a column broke are joined into paragraphs, hyphens at line ends repaired.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from generator.core.diagnostics import Diagnostic


class Role(StrEnum):
    """Where on the page a block stands, as far as the format or its position tells."""

    BODY = "body"
    HEAD = "head"
    """Running head of a page, text of a header part."""
    FOOT = "foot"
    """Running foot: page numbers and the like."""
    SIDE = "side"
    """Letterhead column and address block beside the text."""
    FOOTNOTE = "footnote"
    """Footnote zone at the foot of a page (PDF), before it is known which mark it belongs to."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `footnote` holds the key of a real footnote whose mark stands here."""

    text: str
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    underline: bool = False
    size: float | None = None
    """In points, where the format tells."""
    href: str | None = None
    footnote: str | None = None
    """Key into `Document.footnotes`; the run's text is the mark as printed (`1`)."""


@dataclass(frozen=True, slots=True)
class DocBlock:
    """A paragraph, or a table (then `rows` is filled and `runs` is empty)."""

    runs: tuple[Run, ...] = ()
    role: Role = Role.BODY
    page: int | None = None
    """Page of the source the block starts on, from 1, where the format has pages."""
    line: int = 0
    """Line of a text file, or ordinal of the paragraph in the document, from 1: where to look for it."""
    label: str | None = None
    """The list label as printed (`1.`, `a)`, `•`), where the format keeps it apart from the text."""
    level: int = 0
    """Nesting depth of a list item, from 0."""
    heading: int | None = None
    """Heading level where the format marks one (HTML, DOCX style)."""
    indent: float = 0.0
    """Left indent in points, where known."""
    rows: tuple[tuple[tuple[DocBlock, ...], ...], ...] = ()
    """Rows of cells of blocks."""

    @property
    def text(self) -> str:
        """The block's text without styles; a line break inside a paragraph is a newline."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class DocFootnote:
    """A footnote the format itself knows (DOCX, HTML): `mark` is the number as printed."""

    key: str
    mark: str
    blocks: tuple[DocBlock, ...]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A source as read: its blocks in reading order, its own footnotes, and what the reader had doubts about."""

    format: str
    """`docx`, `pdf`, `text` or `html`."""
    blocks: tuple[DocBlock, ...]
    footnotes: tuple[DocFootnote, ...] = ()
    pages: int | None = None
    title: str | None = None
    """From the file's own metadata, only where it has one worth showing."""
    problems: tuple[Diagnostic, ...] = ()
    meta: tuple[tuple[str, str], ...] = field(default=())
    """Metadata the format carries in a known place (`<meta name="OVERHEIDop.externMetadataRecord">`)."""


class UnreadableError(Exception):
    """A file that cannot be read at all: encrypted, scanned, truncated, of another kind. Carries a diagnostic."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.code)
        self.problem = problem
