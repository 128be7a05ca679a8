"""What recognition returns: a letter's questions, answers and metadata, before they are written as Markdown.

Also the line, which is what recognition itself works on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from generator.core.diagnostics import Diagnostic
from generator.core.model import LetterKind
from generator.intake.recognise.labels.patterns import Label
from generator.intake.source_document import DocBlock, DocFootnote


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a text file, or a whole block of a format that has paragraphs, with what came before it."""

    block: DocBlock
    gap: bool = True
    """Whether a blank line, or the end of a paragraph, is before it."""
    page_top: bool = False
    """Whether a page begins here, as far as removed furniture or the format shows."""
    width: int = 0
    """How many characters it has in print, its label and marks included; 0 where that is the length of its text."""
    given: Label | None = None
    """Its label, where its place in a table of questions says what it is."""

    @property
    def length(self) -> int:
        """How many characters it has in print."""
        return self.width or len(self.text)

    @property
    def text(self) -> str:
        """Its text without styles."""
        return self.block.text


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the source that the letter's files leave out."""

    text: str
    line: int
    reason: str
    """Why: `running`, `letterhead`, `address`, `field`, `label` or `repeated`."""
    page: int | None = None


class AskerKind(StrEnum):
    """What asks: a member, or a committee as a whole."""

    MEMBER = "member"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked, as printed: a member, a committee, or a parliamentary group, which has a party and no name."""

    name: str
    party: str | None = None
    kind: AskerKind = AskerKind.MEMBER


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person who answers or signs, and the office they do that in; the name is empty where only the office is printed."""

    name: str
    office: str | None = None
    body: str | None = None
    """The body that answers, where no person is printed."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a letter says about itself; None or empty where it does not say."""

    title: str | None = None
    date: dt.date | None = None
    submitted: dt.date | None = None
    received: dt.date | None = None
    numbers: tuple[str, ...] = ()
    publication: str | None = None
    reference: str | None = None
    asked_by: tuple[Asker, ...] = ()
    addressed_to: tuple[str, ...] = ()
    answered_by: tuple[Signatory, ...] = ()
    on_behalf_of: tuple[str, ...] = ()

    @property
    def day(self) -> dt.date | None:
        """The day that the letter counts under: its own date, else that of its receipt, else that of the questions."""
        return self.date or self.received or self.submitted


@dataclass(frozen=True, slots=True)
class RecognisedQuestion:
    """One question and, unless another question's file has it, its answer; as paragraphs, tables and list items."""

    number: int
    blocks: tuple[DocBlock, ...]
    answer: tuple[DocBlock, ...] | None = None
    answered_in: int | None = None
    joint: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()
    line: int = 0
    moved_by: int = 0
    """How much higher its number is than the source prints it, where a letter has two sets of questions."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """Its number, and the joint numbers that the source does not tell apart from it."""
        return (self.number, *self.joint)


@dataclass(frozen=True, slots=True)
class RecognisedLetter:
    """A letter, as recognised in a document."""

    kind: LetterKind
    lang: str
    meta: Metadata
    body: tuple[DocBlock, ...] = ()
    """Cover letter, title of the annex, and whatever follows the last answer, in reading order."""
    questions: tuple[RecognisedQuestion, ...] = ()
    footnotes: tuple[DocFootnote, ...] = ()
    loose: tuple[tuple[str, str], ...] = ()
    """Footnotes whose mark was not found: the key of each, and the key of the footnote that it is kept with."""
    furniture: tuple[Furniture, ...] = ()
    problems: tuple[Diagnostic, ...] = field(default=())


def printed(block: DocBlock) -> str:
    """Return all that a block shows, on one line: its list label, its text, the cells of its table."""
    cells = [printed(inner) for row in block.rows for cell in row for inner in cell]
    return " ".join(" ".join([block.label or "", block.text, *cells]).split())
