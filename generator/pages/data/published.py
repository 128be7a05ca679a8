"""The shape of the data that a site publishes, as types: what `/schema/` describes and docs/machine-readable.md promises.

They only describe: `kinds` writes the files, and tests hold each file against these types. Within a first number of
`VERSION` keys are only added.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from generator.core.model import ActorType, LetterKind, NoteKind
from generator.core.proof import Reason, State

VERSION = "1.0"
"""Of the form of every file of data."""

_Url = Annotated[str, Meta(description="Absolute where the site knows its own address, else relative to the file")]
_Version = Annotated[str, Meta(pattern=r"^\d+\.\d+$", description="Of the form of this file")]
_Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
_Schema = Annotated[str, Meta(description="The schema of this file")]


class _Data(msgspec.Struct, frozen=True, kw_only=True):
    """All keys are always there; what is not known is null or empty."""


class _Head(_Data, frozen=True, kw_only=True):
    """What each file begins with."""

    schema: _Schema = msgspec.field(name="$schema")
    version: _Version


# --- letter.json -----------------------------------------------------------------------------------------------


class Link(_Data, frozen=True, kw_only=True):
    """A link in a text: its words, and where it leads."""

    text: str
    url: _Url


class Block(_Data, frozen=True, kw_only=True):
    """A paragraph, heading, list, quotation or table."""

    anchor: Annotated[str, Meta(description="Behind the address of the page it leads to this block")]
    text: Annotated[str, Meta(description="Every word of it, a line for each paragraph, item or cell")]
    links: tuple[Link, ...]


class Footnote(_Data, frozen=True, kw_only=True):
    """A footnote of the letter itself."""

    number: Annotated[str, Meta(description="As the source prints it")]
    label: Annotated[str, Meta(description="Unique within its question, or the letter's cover")]
    url: _Url
    text: str
    links: tuple[Link, ...]


class Note(_Data, frozen=True, kw_only=True):
    """An editor's note; never part of the official text."""

    id: str
    url: _Url
    kind: NoteKind
    title: str | None
    quote: Annotated[str, Meta(description="The official words that it is about")]
    text: str
    links: tuple[Link, ...]
    author: str | None
    date: dt.date | None


class Named(_Data, frozen=True, kw_only=True):
    """An actor or topic, with its page where it has one."""

    id: str
    name: str
    url: _Url | None


class Party(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who took part: a person, their party, their office, as far as the letter says."""

    actor: Named | msgspec.UnsetType = msgspec.UNSET
    party: Named | msgspec.UnsetType = msgspec.UNSET
    office: Named | msgspec.UnsetType = msgspec.UNSET


class Cited(_Data, frozen=True, kw_only=True):
    """A document outside the letter that it cites."""

    id: Annotated[str, Meta(description="`kst:30821-124`: a scheme and an id of it")]
    label: str
    url: Annotated[str | None, Meta(description="Its official address")]


class Publication(_Data, frozen=True, kw_only=True):
    """The official publication."""

    id: str
    label: str | None
    url: str | None


class Source(_Data, frozen=True, kw_only=True):
    """The original file."""

    file: Annotated[_Url | None, Meta(description="Where it is published")]
    sha256: _Sha256 | None
    url: str | None
    withheld: Annotated[str | None, Meta(description="Why it is not published")]
    encoding: str | None


class Departure(_Data, frozen=True, kw_only=True):
    """A place where the text departs from the source, as its editors declare."""

    place: str
    source: str
    shown: str
    reason: str


class Proof(_Data, frozen=True, kw_only=True):
    """How the text compares with the source."""

    state: State
    reason: Reason | None
    words: Annotated[int, Meta(description="How many were compared")]
    differences: int
    departures: tuple[Departure, ...]
    sha256: Annotated[_Sha256 | None, Meta(description="Of the bytes that were compared")]


class Change(_Data, frozen=True, kw_only=True):
    """A change of the text by an import, the last first."""

    date: Annotated[dt.date, Meta(description="On which the text was replaced")]
    url: Annotated[_Url, Meta(description="The page that shows the difference")]
    text_sha256: Annotated[_Sha256, Meta(description="Of the letter's text before it, as its file in versions/ has it")]
    source_sha256: Annotated[_Sha256 | None, Meta(description="Of the source before it")]


class Question(_Data, frozen=True, kw_only=True):
    """A question with its answer."""

    number: int
    numbers: Annotated[tuple[int, ...], Meta(description="All it was asked under")]
    url: _Url
    title: Annotated[str | None, Meta(description="An editor's")]
    question: tuple[Block, ...]
    answer: Annotated[tuple[Block, ...] | None, Meta(description="Null where another question has it, or none has")]
    answered_in: Annotated[int | None, Meta(description="The number of the question that has the answer")]
    footnotes: tuple[Footnote, ...]
    notes: tuple[Note, ...]
    topics: tuple[Named, ...]
    mentions: tuple[Named, ...]
    refers_to: Annotated[tuple[_Url, ...], Meta(description="Questions that its text points at")]
    cites: tuple[Cited, ...]
    citation: Annotated[str, Meta(description="As lawyers cite it")]
    pages: Annotated[tuple[int, ...], Meta(description="Of the source")]
    markdown: Annotated[_Url | None, Meta(description="Its Markdown, where the site makes it")]
    changes: tuple[Change, ...]


class Letter(_Head, frozen=True, kw_only=True):
    """One letter with every word of it."""

    id: str
    url: _Url
    title: str
    kind: LetterKind
    lang: str
    date: Annotated[dt.date | None, Meta(description="Of the letter")]
    submitted: Annotated[dt.date | None, Meta(description="Of the questions")]
    received: Annotated[dt.date | None, Meta(description="Of the official publication, where that is the source")]
    numbers: Annotated[tuple[str, ...], Meta(description="Of the questions: `2021Z16860`")]
    publication: Publication | None
    reference: str | None
    asked_by: tuple[Party, ...]
    addressed_to: tuple[Party, ...]
    answered_by: tuple[Party, ...]
    on_behalf_of: tuple[Party, ...]
    topics: tuple[Named, ...]
    citation: Annotated[str, Meta(description="As lawyers cite it")]
    source: Source
    proof: Proof
    text_sha256: Annotated[_Sha256, Meta(description="Of the official text as the pages show it, as in proofs.json")]
    markdown: _Url
    cover: Annotated[tuple[Block, ...], Meta(description="The text outside the questions")]
    footnotes: Annotated[tuple[Footnote, ...], Meta(description="Of the cover")]
    notes: Annotated[tuple[Note, ...], Meta(description="On the cover")]
    changes: Annotated[tuple[Change, ...], Meta(description="Of the cover")]
    questions: tuple[Question, ...]


# --- index.json ------------------------------------------------------------------------------------------------


class IndexedQuestion(_Data, frozen=True, kw_only=True):
    """A question, by number and title."""

    number: int
    title: Annotated[str, Meta(description="An editor's, else the first words of the question")]
    url: _Url


class IndexedLetter(_Data, frozen=True, kw_only=True):
    """A letter, with where its data is."""

    id: str
    title: str
    kind: LetterKind
    date: dt.date | None
    url: _Url
    data: Annotated[_Url, Meta(description="Its `letter.json`")]
    questions: tuple[IndexedQuestion, ...]


class IndexedActor(_Data, frozen=True, kw_only=True):
    """An actor."""

    id: str
    name: str
    type: ActorType
    same_as: Annotated[tuple[str, ...], Meta(description="Ids of the same elsewhere: `wikidata:Q55`, web addresses")]
    url: _Url


class IndexedTopic(_Data, frozen=True, kw_only=True):
    """A topic, with the one that it is under."""

    id: str
    name: str
    parent: str | None
    url: _Url


class Index(_Head, frozen=True, kw_only=True):
    """The site: its letters with their questions, actors and topics."""

    name: str
    url: _Url
    lang: str
    description: str
    publisher: str
    license: str | None
    answers: Annotated[_Url | None, Meta(description="The table of all answers, where the site makes it")]
    letters: tuple[IndexedLetter, ...]
    actors: tuple[IndexedActor, ...]
    topics: tuple[IndexedTopic, ...]


# --- annotations.json ------------------------------------------------------------------------------------------


class Creator(_Data, frozen=True, kw_only=True):
    """Who wrote a note."""

    name: str


class AnnotationBody(_Data, frozen=True, kw_only=True):
    """The note."""

    type: str
    purpose: str
    format: str
    language: str
    value: Annotated[str, Meta(description="HTML")]


class Annotation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A note; see https://www.w3.org/TR/annotation-model/."""

    id: str
    type: str
    motivation: str
    body: AnnotationBody
    target: Annotated[Any, Meta(description="One specific resource with selectors, or a list of them")]
    creator: Creator | msgspec.UnsetType = msgspec.UNSET
    created: str | msgspec.UnsetType = msgspec.UNSET
    rights: str | msgspec.UnsetType = msgspec.UNSET


class AnnotationPage(_Data, frozen=True, kw_only=True):
    """All annotations."""

    id: str
    type: str
    partOf: str  # noqa: N815 - the model's own name
    startIndex: int  # noqa: N815
    items: tuple[Annotation, ...]


class Annotations(_Head, frozen=True, kw_only=True):
    """The notes on a letter: an AnnotationCollection of the Web Annotation Data Model."""

    context: str = msgspec.field(name="@context")
    id: str
    type: str
    label: str
    total: int
    first: AnnotationPage


# --- answers.csv -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table of answers; `type` is one of Table Schema."""

    name: str
    description: str
    type: str = "string"


COLUMNS = (
    Column("letter", "Id of the letter"),
    Column("number", "All numbers that the question was asked under, parted by `, `"),
    Column("url", "Page of the question: absolute where the site knows its own address, else relative"),
    Column("letter_title", "Title of the letter"),
    Column("date", "Of the letter", "date"),
    Column("submitted", "When the questions were", "date"),
    Column("asked_by", "Who asked, parted by `; `"),
    Column("answered_by", "Who answered, parted by `; `"),
    Column("topics", "Topics of the question and its letter, parted by `; `"),
    Column("title", "An editor's title of the question"),
    Column("question", "The question, every word of it"),
    Column("answered_in", "Number of the question that was answered with it", "integer"),
    Column("answer", "The answer, every word of it"),
    Column("footnotes", "Of question and answer, a line each, with their numbers"),
    Column("publication", "Id of the official publication"),
)
"""The columns of the tables of answers; all values of a row are text, and empty where there is none."""
KEY = ("letter", "number")
"""The columns that tell a row from all others."""


# --- Schemas ---------------------------------------------------------------------------------------------------

_SHAPES: Mapping[str, type[msgspec.Struct]] = {
    "letter": Letter,
    "index": Index,
    "annotations": Annotations,
}
ROWS = "answers"
"""The schema of a row of the tables of answers."""
NAMES = (*_SHAPES, ROWS)
"""Every schema, by the name of what it describes."""


def file_of(name: str) -> str:
    """Return what the file of a schema is called."""
    return f"{name}.schema.json"


def schema(name: str, address: str | None) -> dict[str, Any]:
    """Return a JSON Schema by its name; `address` is its own, where the site knows it."""
    own = _of_rows() if name == ROWS else _of_struct(_SHAPES[name])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **({"$id": address} if address else {}), **own}


def _of_struct(shape: type[msgspec.Struct]) -> dict[str, Any]:
    _, parts = msgspec.json.schema_components((shape,), ref_template="#/$defs/{name}")
    for part in parts.values():
        part["description"] = inspect.cleandoc(part["description"]) if "description" in part else ""
    own = parts.pop(shape.__name__)
    return {**own, "$defs": parts}


def _of_rows() -> dict[str, Any]:
    return {
        "title": "Row",
        "description": "A row of answers.csv: a question with its answer.",
        "type": "object",
        "properties": {column.name: {"type": "string", "description": column.description} for column in COLUMNS},
        "required": [column.name for column in COLUMNS],
    }
