"""The keys that front matter may have, as a pydantic model for each kind of file.

A field has the name of its key, with an alias for a key that is a keyword of Python (`with`, `from`). Reading YAML and
turning faults into diagnostics is not done here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any

from babel import localedata
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from generator.core.config import Config
from generator.core.encoding_names import is_text_encoding
from generator.core.model import ActorType, LetterKind, NoteKind


def _iso_day(value: object) -> object:
    """Accept only text that is an existing date in ISO form; leave other types to pydantic."""
    if isinstance(value, str):
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                return dt.date.fromisoformat(value)
        except ValueError:
            pass
        raise PydanticCustomError("wrong_date", "no ISO date")
    return value


def _known_language(value: str) -> str:
    if not localedata.exists(value):
        raise PydanticCustomError("wrong_language", "no language code")
    return value


def _known_encoding(value: str) -> str:
    if not is_text_encoding(value):
        raise PydanticCustomError("wrong_encoding", "no encoding")
    return value


NonEmptyText = Annotated[str, Field(min_length=1)]
Day = Annotated[dt.date, BeforeValidator(_iso_day)]
Number = Annotated[int, Field(ge=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$"), AfterValidator(_known_language)]
Alias = Annotated[str, Field(pattern=r"^/[^\s?#]*$")]
Web = Annotated[str, Field(pattern=r"^https?://\S+$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class PartyMeta(_Model):
    """One participant in a letter: a person, a party or an office, or several of these, by actor id."""

    actor: Id | None = None
    party: Id | None = None
    office: Id | None = None


class SourceMeta(_Model):
    """The source of a letter; `file` is relative to the letter's folder, `withheld` is why it is not published.

    `encoding` is that of a text, where the user named it.
    """

    file: NonEmptyText | None = None
    sha256: Sha256 | None = None
    url: Web | None = None
    encoding: Annotated[str, AfterValidator(_known_encoding)] | None = None
    withheld: NonEmptyText | None = None


class DepartureMeta(_Model):
    """A place where the text departs from the source, such as a mended misprint.

    `source` is what the source has and `shown` what the text has instead; one of the two may be empty. `place` is the
    words of the text around it, where `shown` alone is in it more than once.
    """

    place: str = ""
    source: str = ""
    shown: str = ""
    reason: NonEmptyText


class LetterMeta(_Model):
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
    names: dict[NonEmptyText, Id] = Field(default_factory=dict)
    source: SourceMeta = SourceMeta()
    departures: tuple[DepartureMeta, ...] = ()
    aliases: tuple[Alias, ...] = ()
    draft: bool = False


class QuestionSourceMeta(_Model):
    """The pages of the source that a question and its answer are on."""

    pages: tuple[Number, ...] = ()


class QuestionMeta(_Model):
    """Front matter of a question's file."""

    number: Number
    title: NonEmptyText | None = None
    answered_in: Number | None = None
    joint: tuple[Number, ...] = Field(default=(), alias="with")
    topics: tuple[Id, ...] = ()
    actors: tuple[Id, ...] = ()
    source: QuestionSourceMeta = QuestionSourceMeta()
    departures: tuple[DepartureMeta, ...] = ()
    aliases: tuple[Alias, ...] = ()
    draft: bool = False


class NoteMeta(_Model):
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


class TermMeta(_Model):
    """An office that a person held, with the first and last day."""

    office: Id
    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="to")


class MembershipMeta(_Model):
    """A party that a person sat for in parliament, with the first and last day."""

    party: Id
    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="to")


class ActorMeta(_Model):
    """Front matter of an actor."""

    name: NonEmptyText
    type: ActorType
    aliases: tuple[NonEmptyText, ...] = ()
    same_as: tuple[NonEmptyText, ...] = ()
    offices: tuple[TermMeta, ...] = ()
    parties: tuple[MembershipMeta, ...] = ()
    ministry: Id | None = None
    old_urls: tuple[Alias, ...] = ()


class TopicMeta(_Model):
    """Front matter of a topic."""

    name: NonEmptyText
    parent: Id | None = None
    see_also: tuple[Id, ...] = ()
    keywords: tuple[NonEmptyText, ...] = ()
    same_as: tuple[NonEmptyText, ...] = ()
    aliases: tuple[Alias, ...] = ()


class ArticleMeta(_Model):
    """Front matter of an article on another website that links to this site."""

    url: Web
    title: NonEmptyText
    outlet: NonEmptyText
    date: Day | None = None
    links: tuple[NonEmptyText, ...] = ()
    lang: Language | None = None


class ProsePageMeta(_Model):
    """Front matter of one of the site's own pages, such as the one about it."""

    title: NonEmptyText
    aliases: tuple[Alias, ...] = ()


class WithdrawnMeta(_Model):
    """One withdrawn address in `withdrawn.yml`."""

    url: Annotated[str, Field(pattern=r"^/[^\s?#]*(#[^\s?#]+)?$")]
    date: Day
    reason: NonEmptyText
    see: NonEmptyText | None = None


class WithdrawnFile(_Model):
    """The contents of `withdrawn.yml`."""

    withdrawn: tuple[WithdrawnMeta, ...] = ()


MODELS: Mapping[str, type[BaseModel]] = {
    "site": Config,
    "letter": LetterMeta,
    "question": QuestionMeta,
    "note": NoteMeta,
    "actor": ActorMeta,
    "topic": TopicMeta,
    "article": ArticleMeta,
    "page": ProsePageMeta,
    "withdrawn": WithdrawnFile,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each kind of file by name, for text editors that validate while one types."""
    return {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(by_alias=True)}
        for name, model in MODELS.items()
    }
