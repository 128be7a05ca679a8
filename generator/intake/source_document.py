"""What every reader returns and recognition takes, whatever the file format was: blocks of styled text in reading order.

A reader keeps every word of the file and notes its place; it does not decide what is a question or an answer. Lines
that a page or a column broke are joined to paragraphs, and hyphens at line ends are resolved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from generator.core.diagnostics import Diagnostic


class Role(StrEnum):
    """Which area of the page a block is in, as far as the format or its position shows."""

    BODY = "body"
    HEAD = "head"
    """A running head, or text of a header part."""
    FOOT = "foot"
    """A running foot: page numbers and the like."""
    SIDE = "side"
    """A letterhead column or address block beside the text."""
    FOOTNOTE = "footnote"
    """The footnote zone at the foot of a page (PDF), before its footnotes are paired with their marks."""


class LetterPart(StrEnum):
    """What begins with a block, where the format marks it as such, so that no words have to tell."""

    ASKING = "asking"
    """Who asks whom about what."""
    ANSWERING = "answering"
    """Who answers."""
    QUESTION = "question"
    ANSWER = "answer"
    SIGNATURE = "signature"
    BESIDE = "beside"
    """Text after a question or an answer that belongs to neither."""


class Fact(StrEnum):
    """What a stretch of text names, where the format marks it as such."""

    PERSON = "person"
    OFFICE = "office"
    PARTY = "party"
    SUBJECT = "subject"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style, or the mark of a footnote."""

    text: str
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    underline: bool = False
    size: float | None = None
    """In points; None where the format does not say."""
    href: str | None = None
    footnote: str | None = None
    """For a mark, the key of its footnote in `SourceDocument.footnotes`; `text` is the mark as printed (`1`)."""
    struck: bool = False
    subscript: bool = False
    fact: Fact | None = None
    value: str | None = None
    """Of a date, the day in ISO form, if the format has it."""


@dataclass(frozen=True, slots=True)
class DocBlock:
    """A paragraph, or a table (then `rows` is filled and `runs` is empty)."""

    runs: tuple[Run, ...] = ()
    role: Role = Role.BODY
    page: int | None = None
    """Page of the source that the block starts on, from 1; None where the format has no pages."""
    line: int = 0
    """Where to look for it: the line of a text file, or the paragraph's number in the document, from 1."""
    label: str | None = None
    """The list label as printed (`1.`, `a)`, `•`), where the format keeps it apart from the text."""
    level: int = 0
    """Nesting depth of a list item, from 0."""
    heading: int | None = None
    """Heading level, where the format marks one (HTML, a Word style)."""
    indent: float = 0.0
    """Left indent in points, where known."""
    rows: tuple[tuple[tuple[DocBlock, ...], ...], ...] = ()
    """Rows of cells of blocks."""
    part: LetterPart | None = None
    """What begins with this block, in a format that marks it; a question's or an answer's first block has its label."""

    @property
    def text(self) -> str:
        """The block's text without styles; a line break inside a paragraph is a newline."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class DocFootnote:
    """A footnote or endnote that the format itself marks as one (Word, HTML), or that recognition found."""

    key: str
    mark: str
    """The number or sign as printed."""
    blocks: tuple[DocBlock, ...]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A source as read: its blocks in reading order, its own footnotes, and what the reader was unsure of."""

    format: str
    """`docx`, `pdf`, `text`, `html` or `xml`."""
    blocks: tuple[DocBlock, ...]
    footnotes: tuple[DocFootnote, ...] = ()
    pages: int | None = None
    title: str | None = None
    """From the file's own metadata, unless that is a template's or a program's."""
    problems: tuple[Diagnostic, ...] = ()
    meta: tuple[tuple[str, str], ...] = field(default=())
    """Metadata that the format has a place for (`<meta name="OVERHEIDop.externMetadataRecord">`): name and value."""


class UnreadableError(Exception):
    """A file that cannot be read: encrypted, scanned, truncated, or of another kind than its name says."""

    def __init__(self, problem: Diagnostic) -> None:
        """Take the diagnostic that says what is wrong with the file."""
        super().__init__(problem.code)
        self.problem = problem
