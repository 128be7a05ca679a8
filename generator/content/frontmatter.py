"""The keys that front matter may have, as a struct for each kind of file.

A field has the name of its key, with another `name` where the key is a keyword of Python (`with`, `from`). Reading YAML and
turning faults into diagnostics is not done here.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta, field

from generator.core.config import CHECKS, Config
from generator.core.encoding_names import is_text_encoding
from generator.core.model import ActorType, LetterKind, NoteKind


def _is_language(value: str) -> bool:
    """Return whether a code is one of CLDR's languages."""
    from babel import localedata  # noqa: PLC0415 - only files that name a language need it

    return localedata.exists(value)


NonEmptyText = Annotated[str, Meta(min_length=1)]
Day = dt.date
Number = Annotated[int, Meta(ge=1)]
Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$", extra={CHECKS: {"wrong-language": _is_language}})]
Encoding = Annotated[str, Meta(extra={CHECKS: {"wrong-encoding": is_text_encoding}})]
Alias = Annotated[str, Meta(pattern=r"^/[^\s?#]*$")]
Web = Annotated[str, Meta(pattern=r"^https?://\S+$")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class _Model(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of front matter: an unknown key is a fault."""


class PartyMeta(_Model, frozen=True, kw_only=True):
    """One participant in a letter: a person, a party or an office, or several of these, by actor id."""

    actor: Id | None = None
    party: Id | None = None
    office: Id | None = None


class SourceMeta(_Model, frozen=True, kw_only=True):
    """The source of a letter; `file` is relative to the letter's folder, `withheld` is why it is not published.

    `encoding` is that of a text, where the user named it.
    """

    file: NonEmptyText | None = None
    sha256: Sha256 | None = None
    url: Web | None = None
    encoding: Encoding | None = None
    withheld: NonEmptyText | None = None


class DepartureMeta(_Model, frozen=True, kw_only=True):
    """A place where the text departs from the source, such as a mended misprint.

    `source` is what the source has and `shown` what the text has instead; one of the two may be empty. `place` is the
    words of the text around it, where `shown` alone is in it more than once.
    """

    place: str = ""
    source: str = ""
    shown: str = ""
    reason: NonEmptyText


class LetterMeta(_Model, frozen=True, kw_only=True):
    """Front matter of `letter.md`."""

    title: NonEmptyText
    kind: LetterKind = LetterKind.ANSWERS
    lang: Language = "nl"
    date: Day | None = None
    submitted: Day | None = None
    received: Day | None = None
    numbers: tuple[NonEmptyText, ...] = ()
    publication: NonEmptyText | None = None
    reference: NonEmptyText | None = None
    asked_by: tuple[PartyMeta, ...] = ()
    addressed_to: tuple[PartyMeta, ...] = ()
    answered_by: tuple[PartyMeta, ...] = ()
    on_behalf_of: tuple[PartyMeta, ...] = ()
    topics: tuple[Id, ...] = ()
    names: dict[NonEmptyText, Id] = field(default_factory=dict)
    corrects: tuple[Id, ...] = ()
    supplements: tuple[Id, ...] = ()
    source: SourceMeta = SourceMeta()
    departures: tuple[DepartureMeta, ...] = ()
    reviewed: tuple[NonEmptyText, ...] = ()
    aliases: tuple[Alias, ...] = ()
    draft: bool = False


class QuestionSourceMeta(_Model, frozen=True, kw_only=True):
    """The pages of the source that a question and its answer are on."""

    pages: tuple[Number, ...] = ()


class QuestionMeta(_Model, frozen=True, kw_only=True):
    """Front matter of a question's file."""

    number: Number
    title: NonEmptyText | None = None
    answered_in: Number | None = None
    joint: tuple[Number, ...] = field(default=(), name="with")
    topics: tuple[Id, ...] = ()
    actors: tuple[Id, ...] = ()
    source: QuestionSourceMeta = QuestionSourceMeta()
    departures: tuple[DepartureMeta, ...] = ()
    aliases: tuple[Alias, ...] = ()
    draft: bool = False


class NoteMeta(_Model, frozen=True, kw_only=True):
    """Front matter of an editor's note."""

    number: Number | None = None
    quote: NonEmptyText
    prefix: NonEmptyText | None = None
    suffix: NonEmptyText | None = None
    kind: NoteKind = NoteKind.CONTEXT
    author: NonEmptyText | None = None
    date: Day | None = None
    title: NonEmptyText | None = None
    aliases: tuple[Alias, ...] = ()
    draft: bool = False


class TermMeta(_Model, frozen=True, kw_only=True):
    """An office that a person held, with the first and last day."""

    office: Id
    start: Day | None = field(default=None, name="from")
    end: Day | None = field(default=None, name="to")


class MembershipMeta(_Model, frozen=True, kw_only=True):
    """A party that a person sat for in parliament, with the first and last day."""

    party: Id
    start: Day | None = field(default=None, name="from")
    end: Day | None = field(default=None, name="to")


class ActorMeta(_Model, frozen=True, kw_only=True):
    """Front matter of an actor."""

    name: NonEmptyText
    type: ActorType
    aliases: tuple[NonEmptyText, ...] = ()
    same_as: tuple[NonEmptyText, ...] = ()
    offices: tuple[TermMeta, ...] = ()
    parties: tuple[MembershipMeta, ...] = ()
    ministry: Id | None = None
    old_urls: tuple[Alias, ...] = ()


class TopicMeta(_Model, frozen=True, kw_only=True):
    """Front matter of a topic."""

    name: NonEmptyText
    parent: Id | None = None
    see_also: tuple[Id, ...] = ()
    keywords: tuple[NonEmptyText, ...] = ()
    same_as: tuple[NonEmptyText, ...] = ()
    aliases: tuple[Alias, ...] = ()


class ArticleMeta(_Model, frozen=True, kw_only=True):
    """Front matter of an article on another website that links to this site."""

    url: Web
    title: NonEmptyText
    outlet: NonEmptyText
    date: Day | None = None
    links: tuple[NonEmptyText, ...] = ()
    lang: Language | None = None


class DocumentMeta(_Model, frozen=True, kw_only=True):
    """Front matter of a document that letters cite; the file is named as the document's page is: `kst-30821-124.md`."""

    subject: NonEmptyText
    date: Day | None = None
    url: Web | None = None


class ProsePageMeta(_Model, frozen=True, kw_only=True):
    """Front matter of one of the site's own pages, such as the one about it."""

    title: NonEmptyText
    aliases: tuple[Alias, ...] = ()


class WithdrawnMeta(_Model, frozen=True, kw_only=True):
    """One withdrawn address in `withdrawn.yml`."""

    url: Annotated[str, Meta(pattern=r"^/[^\s?#]*(#[^\s?#]+)?$")]
    date: Day
    reason: NonEmptyText
    see: NonEmptyText | None = None


class WithdrawnFile(_Model, frozen=True, kw_only=True):
    """The contents of `withdrawn.yml`."""

    withdrawn: tuple[WithdrawnMeta, ...] = ()


MODELS: Mapping[str, type[msgspec.Struct]] = {
    "site": Config,
    "letter": LetterMeta,
    "question": QuestionMeta,
    "note": NoteMeta,
    "actor": ActorMeta,
    "topic": TopicMeta,
    "article": ArticleMeta,
    "document": DocumentMeta,
    "page": ProsePageMeta,
    "withdrawn": WithdrawnFile,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each kind of file by name, for text editors that validate while one types."""
    return {name: _schema(model) for name, model in MODELS.items()}


def _schema(model: type[msgspec.Struct]) -> dict[str, Any]:
    _, parts = msgspec.json.schema_components((model,), ref_template="#/$defs/{name}")
    for part in parts.values():
        part["description"] = inspect.cleandoc(part["description"])
    own = parts.pop(model.__name__)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **own, **({"$defs": parts} if parts else {})}
    return dict(msgspec.json.decode(msgspec.json.encode(schema)))  # defaults are tuples and structs
