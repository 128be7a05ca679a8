"""What may stand in a front matter, as one model for each kind of file; YAML and error messages are elsewhere.

Field names are the keys of DESIGN's content model; where a key is a word of Python it has an alias.
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
from generator.core.model import ActorType, LetterKind, NoteKind


def _iso_day(value: object) -> object:
    """Take a date only as ISO text, and only one that exists."""
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


Text = Annotated[str, Field(min_length=1)]
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
    """Somebody who takes part in a letter, by actor ids."""

    actor: Id | None = None
    party: Id | None = None
    office: Id | None = None


class SourceMeta(_Model):
    """The original document, relative to the letter's folder."""

    file: Text | None = None
    sha256: Sha256 | None = None
    url: Web | None = None


class LetterMeta(_Model):
    """Front matter of `letter.md`."""

    title: Text
    kind: LetterKind = LetterKind.ANSWERS
    lang: Language = "nl"
    date: Day | None = None
    submitted: Day | None = None
    received: Day | None = None
    numbers: tuple[Text, ...] = ()
    publication: Text | None = None
    reference: Text | None = None
    asked_by: tuple[PartyMeta, ...] = ()
    addressed_to: tuple[PartyMeta, ...] = ()
    answered_by: tuple[PartyMeta, ...] = ()
    on_behalf_of: tuple[PartyMeta, ...] = ()
    topics: tuple[Id, ...] = ()
    names: dict[Text, Id] = Field(default_factory=dict)
    source: SourceMeta = SourceMeta()
    aliases: tuple[Alias, ...] = ()
    draft: bool = False


class PagesMeta(_Model):
    """Where in the source a question stands."""

    pages: tuple[Number, ...] = ()


class QuestionMeta(_Model):
    """Front matter of a question's file."""

    number: Number
    title: Text | None = None
    answered_in: Number | None = None
    joint: tuple[Number, ...] = Field(default=(), alias="with")
    topics: tuple[Id, ...] = ()
    actors: tuple[Id, ...] = ()
    source: PagesMeta = PagesMeta()
    aliases: tuple[Alias, ...] = ()
    draft: bool = False


class NoteMeta(_Model):
    """Front matter of an editor's note."""

    number: Number | None = None
    quote: Text
    prefix: Text | None = None
    suffix: Text | None = None
    kind: NoteKind = NoteKind.CONTEXT
    author: Text | None = None
    date: Day | None = None
    title: Text | None = None
    aliases: tuple[Alias, ...] = ()
    draft: bool = False


class TermMeta(_Model):
    """An office held, with its bounds."""

    office: Id
    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="to")


class MembershipMeta(_Model):
    """A party a person sat for, with its bounds."""

    party: Id
    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="to")


class ActorMeta(_Model):
    """Front matter of an actor."""

    name: Text
    type: ActorType
    aliases: tuple[Text, ...] = ()
    same_as: tuple[Text, ...] = ()
    offices: tuple[TermMeta, ...] = ()
    parties: tuple[MembershipMeta, ...] = ()
    ministry: Id | None = None
    old_urls: tuple[Alias, ...] = ()


class TopicMeta(_Model):
    """Front matter of a topic."""

    name: Text
    parent: Id | None = None
    see_also: tuple[Id, ...] = ()
    keywords: tuple[Text, ...] = ()
    same_as: tuple[Text, ...] = ()
    aliases: tuple[Alias, ...] = ()


class ArticleMeta(_Model):
    """Front matter of an article elsewhere that links here."""

    url: Web
    title: Text
    outlet: Text
    date: Day | None = None
    links: tuple[Text, ...] = ()
    lang: Language | None = None


class PageMeta(_Model):
    """Front matter of a page of the site's own."""

    title: Text
    aliases: tuple[Alias, ...] = ()


class WithdrawnMeta(_Model):
    """One address that was published and is withdrawn."""

    url: Annotated[str, Field(pattern=r"^/[^\s?#]*(#[^\s?#]+)?$")]
    date: Day
    reason: Text
    see: Text | None = None


class WithdrawnFile(_Model):
    """The whole of `withdrawn.yml`."""

    withdrawn: tuple[WithdrawnMeta, ...] = ()


MODELS: Mapping[str, type[BaseModel]] = {
    "site": Config,
    "letter": LetterMeta,
    "question": QuestionMeta,
    "note": NoteMeta,
    "actor": ActorMeta,
    "topic": TopicMeta,
    "article": ArticleMeta,
    "page": PageMeta,
    "withdrawn": WithdrawnFile,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of every kind of file, by its name, for editors that check as one types."""
    return {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(by_alias=True)}
        for name, model in MODELS.items()
    }
