"""What recognition gives: the parts of a letter as runs of text, before they are written as Markdown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from generator.core.diagnostics import Diagnostic
from generator.core.model import LetterKind
from generator.intake.recognise.labels.patterns import Label
from generator.intake.source_document import DocBlock, DocFootnote, Run


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a text file, or a whole block where the format has paragraphs, with what stood before it."""

    block: DocBlock
    gap: bool = True
    """Whether a blank line, or the end of a paragraph, stands before it."""
    page_top: bool = False
    """Whether a page begins here, as far as removed furniture or the format tells."""
    width: int = 0
    """How long the line was in print, in characters, also when its label or marks are taken out; 0 if that is its text."""

    given: Label | None = None
    """The label that its place in a table of questions gives it."""

    @property
    def length(self) -> int:
        """How long the line was in print."""
        return self.width or len(self.text)

    @property
    def text(self) -> str:
        """The text without styles."""
        return self.block.text


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a source has around the text, and that the content leaves out."""

    text: str
    line: int
    reason: str
    """`running`, `letterhead`, `address`, `field`, `label`, `repeated`."""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """A member who asked, as printed; the party may be unknown."""

    name: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who answers or signs, and in which office."""

    name: str
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a letter says about itself; None or empty where it does not."""

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


@dataclass(frozen=True, slots=True)
class RecognisedQuestion:
    """One question and, where it holds one, its answer; as paragraphs, tables and list items."""

    number: int
    blocks: tuple[DocBlock, ...]
    answer: tuple[DocBlock, ...] | None = None
    answered_in: int | None = None
    joint: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()
    line: int = 0
    moved_by: int = 0
    """How much higher its number is than the source prints it, where a letter has two sets of questions."""


@dataclass(frozen=True, slots=True)
class RecognisedLetter:
    """A letter as recognised in a document."""

    kind: LetterKind
    lang: str
    meta: Metadata
    body: tuple[DocBlock, ...] = ()
    """Cover letter, title of the annex, and whatever follows the last answer, in reading order."""
    questions: tuple[RecognisedQuestion, ...] = ()
    footnotes: tuple[DocFootnote, ...] = ()
    loose: tuple[tuple[str, str], ...] = ()
    """Keys of footnotes whose mark was not found, each with the key of the footnote it goes with."""
    furniture: tuple[Furniture, ...] = ()
    problems: tuple[Diagnostic, ...] = field(default=())


def text_of(runs: tuple[Run, ...]) -> str:
    """Return the text of runs, with footnote marks left out."""
    return "".join(run.text for run in runs if run.footnote is None)


def printed(block: DocBlock) -> str:
    """Return all that a block prints, in one line: its list label, its text, the cells of its table."""
    cells = [printed(inner) for row in block.rows for cell in row for inner in cell]
    return " ".join(" ".join([block.label or "", block.text, *cells]).split())
