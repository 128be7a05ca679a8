"""The content model: letters, questions, notes, actors, topics and articles as frozen values.

Text is kept as plain text with marks beside it ("standoff"): a paragraph is a string, and emphasis, links and
footnote marks are spans over it. Mentions and quotes found later are spans over the same string, so nothing that
annotates the official text can ever change it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from generator.core.diagnostics import Position
from generator.core.proof import Departure
from generator.core.values import TaggedValue, Value
from generator.core.versions import Version


class LetterKind(StrEnum):
    """What a letter is: with answers, questions only, a notice of postponement, or a letter without questions."""

    ANSWERS = "answers"
    QUESTIONS = "questions"
    POSTPONEMENT = "postponement"
    LETTER = "letter"


class NoteKind(StrEnum):
    """What an editor's note does; each kind is shown in words."""

    CONTEXT = "context"
    FACTCHECK = "factcheck"
    CORRECTION = "correction"
    DEFINITION = "definition"
    FOLLOW_UP = "follow-up"


class ActorType(StrEnum):
    """What an actor is."""

    PERSON = "person"
    OFFICE = "office"
    MINISTRY = "ministry"
    AGENCY = "agency"
    PARTY = "party"
    COMPANY = "company"
    COUNTRY = "country"
    BODY = "body"


class MarkKind(StrEnum):
    """What a mark does to its span."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    STRIKE = "strike"
    LINK = "link"
    FOOTNOTE = "footnote"
    BREAK = "break"


# --- Text ------------------------------------------------------------------------------------------------------


class Mark(Value, frozen=True):
    r"""A span `start..end` (code points of the paragraph's text, end exclusive) and what holds for it.

    FOOTNOTE marks are points (`start == end`) with the label as value; BREAK marks cover the "\n" that breaks
    the line. LINK marks carry the destination as the author wrote it (`question:4`, `https://…`); a relative link to a
    content file (`vraag-04.md`) is spelled from the site's root (`/content/letters/2021z16860/vraag-04.md`).
    """

    start: int
    end: int
    kind: MarkKind
    value: str = ""
    line: int = 0
    column: int = 0


class Paragraph(TaggedValue, frozen=True):
    """A run of text; the leaf of every block."""

    text: str
    marks: tuple[Mark, ...] = ()
    line: int = 0


class Heading(TaggedValue, frozen=True):
    """A heading inside a text, below the file's own `## Vraag` and `## Antwoord`."""

    level: int
    paragraph: Paragraph


class ListBlock(TaggedValue, frozen=True):
    """A list; `start` is the first number of an ordered list."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1
    delimiter: str = "."


class Quote(TaggedValue, frozen=True):
    """A block quotation."""

    blocks: tuple[Block, ...]


class Table(TaggedValue, frozen=True):
    """A table; the head may be empty, every row has as many cells as the head or the longest row."""

    head: tuple[Paragraph, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    align: tuple[str, ...] = ()


class CodeBlock(TaggedValue, frozen=True):
    """Preformatted text."""

    text: str
    line: int = 0


class Rule(TaggedValue, frozen=True):
    """A thematic break."""


Where = tuple[tuple[str, int, int], ...]
"""Where the keys of a front matter are: dotted key (`topics.0`), line and column of its value."""

Block = Paragraph | Heading | ListBlock | Quote | Table | CodeBlock | Rule
Text = tuple[Block, ...]


def leaves(blocks: Text) -> Iterator[Paragraph]:
    """Yield every paragraph in reading order, from lists, quotes and tables too."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case Heading(paragraph=paragraph):
                yield paragraph
            case ListBlock(items=items):
                for item in items:
                    yield from leaves(item)
            case Quote(blocks=inner):
                yield from leaves(inner)
            case Table(head=head, rows=rows):
                yield from head
                for row in rows:
                    yield from row
            case CodeBlock(text=text, line=line):
                yield Paragraph(text, (), line)
            case Rule():
                pass


def plain(blocks: Text) -> str:
    """Return the text without marks, a line for each paragraph."""
    return "\n".join(leaf.text for leaf in leaves(blocks))


class Footnote(Value, frozen=True):
    """A footnote of the letter itself. `label` is unique in its file (`1`, `1b`); `number` is what the source prints."""

    label: str
    number: str
    blocks: Text
    line: int = 0


# --- Letters ---------------------------------------------------------------------------------------------------


class SourceFile(Value, frozen=True):
    """The original document a letter was made from; `file` is relative to the letter's folder."""

    file: str | None = None
    sha256: str | None = None
    url: str | None = None
    size: int | None = None
    """In bytes; None where the file is not there."""
    withheld: str | None = None
    """Why the file is not published; None for one that is. Its SHA-256 is public all the same."""
    encoding: str | None = None
    """Of a text, where the user named it."""


class Party(Value, frozen=True):
    """Somebody who takes part in a letter: an actor, the party they sat for, or the office they held."""

    actor: str | None = None
    party: str | None = None
    office: str | None = None


class Question(TaggedValue, frozen=True):
    """One numbered question and, where it has one here, its answer."""

    number: int
    position: Position
    question: Text
    answer: Text | None = None
    title: str | None = None
    answered_in: int | None = None
    """The number of the question whose file holds the answer, where that is another one."""
    joint: tuple[int, ...] = ()
    """Front matter `with`: further numbers asked under this label that the source does not tell apart."""
    topics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    aliases: tuple[str, ...] = ()
    draft: bool = False
    digest: str = ""
    where: Where = ()
    departures: tuple[Departure, ...] = ()
    """Where its text departs from the source."""


class Note(TaggedValue, frozen=True):
    """An editor's annotation, anchored by a quotation; never part of the official text."""

    id: str
    position: Position
    letter: str
    number: int | None
    """The question it belongs to; None for the cover letter."""
    quote: str
    blocks: Text
    prefix: str | None = None
    suffix: str | None = None
    kind: NoteKind = NoteKind.CONTEXT
    author: str | None = None
    date: dt.date | None = None
    title: str | None = None
    aliases: tuple[str, ...] = ()
    draft: bool = False
    digest: str = ""
    where: Where = ()


class LetterHead(Value, frozen=True):
    """What the file of a letter itself says: its front matter, the cover letter and its footnotes."""

    id: str
    position: Position
    title: str
    kind: LetterKind
    lang: str
    date: dt.date | None
    body: Text
    submitted: dt.date | None = None
    received: dt.date | None = None
    numbers: tuple[str, ...] = ()
    publication: str | None = None
    reference: str | None = None
    asked_by: tuple[Party, ...] = ()
    addressed_to: tuple[Party, ...] = ()
    answered_by: tuple[Party, ...] = ()
    on_behalf_of: tuple[Party, ...] = ()
    topics: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """Whom a name means in this letter where several actors have it: name and actor id (`DJI` and `dji`)."""
    source: SourceFile = SourceFile()
    footnotes: tuple[Footnote, ...] = ()
    aliases: tuple[str, ...] = ()
    draft: bool = False
    digest: str = ""
    where: Where = ()
    departures: tuple[Departure, ...] = ()
    """Where the cover letter departs from the source."""
    partial: bool = False
    """Whether questions of it are left out, as drafts."""
    corrects: tuple[str, ...] = ()
    """The letters that it corrects, by id."""
    supplements: tuple[str, ...] = ()
    """The letters that it adds to, by id."""
    reviewed: tuple[str, ...] = ()
    """The codes of what the import was not sure of and an editor has looked at since."""

    @property
    def day(self) -> dt.date | None:
        """The day the letter is listed under: its own date, else the day it was received, else that of the questions.

        An official publication gives no date of the letter, only when it was received ("ontvangen 2 december 2024").
        """
        return self.date or self.received or self.submitted


class Letter(LetterHead, frozen=True, tag=True, tag_field="struct"):
    """One official document with its questions and the notes on it."""

    questions: tuple[Question, ...] = ()
    notes: tuple[Note, ...] = ()
    versions: tuple[Version, ...] = ()
    """Its text as it was before imports changed it, the oldest first."""

    @property
    def head(self) -> LetterHead:
        """The letter without its questions and notes."""
        return LetterHead(**{name: getattr(self, name) for name in LetterHead.__struct_fields__})


# --- The rest of the content -----------------------------------------------------------------------------------


class Term(Value, frozen=True):
    """An office a person held, with its bounds; None is open."""

    office: str
    start: dt.date | None = None
    end: dt.date | None = None


class Membership(Value, frozen=True):
    """A party a person sat for, with its bounds; None is open."""

    party: str
    start: dt.date | None = None
    end: dt.date | None = None


class Actor(TaggedValue, frozen=True):
    """A person, office, ministry, agency, party, company, country or other body."""

    id: str
    position: Position
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    offices: tuple[Term, ...] = ()
    parties: tuple[Membership, ...] = ()
    ministry: str | None = None
    """For an office: the ministry it is at the head of."""
    body: Text = ()
    footnotes: tuple[Footnote, ...] = ()
    redirects: tuple[str, ...] = ()
    """Front matter `old_urls`: site paths that lead here (an actor's `aliases` are names)."""
    digest: str = ""
    where: Where = ()


class Topic(TaggedValue, frozen=True):
    """An entry of the topic index, in a tree."""

    id: str
    position: Position
    name: str
    parent: str | None = None
    see_also: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    body: Text = ()
    footnotes: tuple[Footnote, ...] = ()
    aliases: tuple[str, ...] = ()
    digest: str = ""
    where: Where = ()


class Article(TaggedValue, frozen=True):
    """An article elsewhere that links to answers on this site; `links` are identities (`question:…/2`)."""

    id: str
    position: Position
    url: str
    title: str
    outlet: str
    date: dt.date | None
    links: tuple[str, ...]
    lang: str | None = None
    where: Where = ()


class Document(TaggedValue, frozen=True):
    """What editors say of a document that letters cite; `id` is the segment of its page's address: `kst-30821-124`."""

    id: str
    position: Position
    subject: str
    date: dt.date | None = None
    url: str | None = None
    """Where it can be read, in place of its official address."""
    body: Text = ()
    footnotes: tuple[Footnote, ...] = ()
    where: Where = ()


class ProsePage(TaggedValue, frozen=True):
    """A page of the site's own (`content/pages/about.md`); `slug` is its URL segment."""

    slug: str
    position: Position
    title: str
    body: Text
    footnotes: tuple[Footnote, ...] = ()
    aliases: tuple[str, ...] = ()
    digest: str = ""
    where: Where = ()


class Withdrawn(Value, frozen=True):
    """An address that was published and is withdrawn: it keeps a page, or its place on a page, that says so."""

    url: str
    """Site path; with `#a2` only that passage of the page."""
    position: Position
    date: dt.date
    reason: str
    see: str | None = None
    """What takes its place, as links are written (`question:2021z16860/4`)."""
    see_position: Position | None = None


def place_of(item: LetterHead | Question | Note | Actor | Topic | Article | ProsePage, key: str) -> Position:
    """Return where a front matter key's value is (`topics.0`); the head of the file where it is not there."""
    for name, line, column in item.where:
        if name == key:
            return Position(item.position.path, line, column)
    return item.position


class Content(Value, frozen=True):
    """Everything the content folder holds, parsed, in the order of ids."""

    letters: tuple[Letter, ...] = ()
    actors: tuple[Actor, ...] = ()
    topics: tuple[Topic, ...] = ()
    articles: tuple[Article, ...] = ()
    pages: tuple[ProsePage, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    documents: tuple[Document, ...] = ()
