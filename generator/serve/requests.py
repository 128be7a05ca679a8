"""What a page of the preview may ask: the fields of each request, and how much each may hold."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from generator.core.model import NoteKind

Address = Annotated[str, Meta(min_length=1, max_length=500)]
"""The address of a page of the preview; which file that is, the preview knows."""
LONGEST_ID = 100
Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_ID)]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
"""The SHA-256 of the file that the page showed."""
Line = Annotated[str, Meta(max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$")]
Words = Annotated[str, Meta(max_length=4000)]
Body = Annotated[str, Meta(min_length=1, max_length=20_000)]
MOST_BYTES = 64 * 1024
"""Bytes of a request."""


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A request; `page` is the address of the page it was made on."""

    page: Address


class AboutPage(Request, frozen=True, kw_only=True):
    """Asks what an editor can do on a page."""


class Mark(Request, frozen=True, kw_only=True):
    """Asks how marked words are quoted."""

    marked: Words
    before: Words = ""
    after: Words = ""


class Draft(Request, frozen=True, kw_only=True):
    """Asks how the text of a note will look."""

    text: Annotated[str, Meta(max_length=20_000)]


class NewNote(Mark, frozen=True, kw_only=True):
    """Asks for a new note at marked words."""

    kind: NoteKind
    author: Line = ""
    text: Body


class ChangedNote(Request, frozen=True, kw_only=True):
    """Asks for another kind, author or text of a note."""

    note: Id
    digest: Digest
    kind: NoteKind
    author: Line = ""
    text: Body


class RemovedNote(Request, frozen=True, kw_only=True):
    """Asks for a note to be removed."""

    note: Id
    digest: Digest


class Labels(Request, frozen=True, kw_only=True):
    """Asks for the title and topics of the question, or of the letter, that a page shows."""

    digest: Digest
    title: Line = ""
    topics: Annotated[tuple[Id, ...], Meta(max_length=50)] = ()


class PersonName(Request, frozen=True, kw_only=True):
    """Asks for the full name of the person that a page shows."""

    digest: Digest
    name: Annotated[Line, Meta(min_length=1)]


class NewTopic(Request, frozen=True, kw_only=True):
    """Asks for a new topic of a name."""

    name: Annotated[Line, Meta(min_length=1)]


class DocumentSubject(Request, frozen=True, kw_only=True):
    """Asks for the subject of the document that a page shows; `digest` is empty where it has no file yet."""

    digest: Annotated[str, Meta(pattern=r"^(?:[0-9a-f]{64})?$")] = ""
    subject: Annotated[Line, Meta(min_length=1)]


class Reviewed(Request, frozen=True, kw_only=True):
    """Says that an editor looked at what the import of the letter was not sure of."""

    code: Id
