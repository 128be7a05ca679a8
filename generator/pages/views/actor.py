"""The pages of actors, and their list."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.pages.views.head import PageMeta
from generator.pages.views.refs import Count, Day, Ref, YearCount
from generator.pages.views.rows import ExcerptGroup, LetterRow


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office, or which office a person held, from and to when."""

    ref: Ref
    start: Day | None
    end: Day | None
    signed: tuple[Day, ...] = ()
    """Dates of the site's letters that show it, where no file gives bounds; then start and end are None."""


@dataclass(frozen=True, slots=True)
class ActorView:
    """What an actor asked and answered, and where it is mentioned."""

    page: PageMeta
    name: str
    type: str
    aliases: tuple[str, ...]
    same_as: tuple[Ref, ...]
    body: Markup
    holders: tuple[Holder, ...]
    """For an office: who held it."""
    offices: tuple[Holder, ...]
    """For a person: offices held."""
    parties: tuple[Holder, ...]
    members: tuple[Ref, ...]
    """For a party: its askers."""
    ministry: Ref | None
    ministry_offices: tuple[Ref, ...]
    """For a ministry: its offices."""
    asked: tuple[LetterRow, ...]
    answered: tuple[LetterRow, ...]
    on_behalf: tuple[LetterRow, ...]
    mentions: tuple[ExcerptGroup, ...]
    mention_count: int
    years: tuple[YearCount, ...]
    """Questions that the actor asked or answered or that name it."""


@dataclass(frozen=True, slots=True)
class ActorsView:
    """The list of actors, by type and A to Z."""

    page: PageMeta
    types: tuple[tuple[str, tuple[Count, ...]], ...]
