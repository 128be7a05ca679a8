"""The pages of actors, and their list."""

from __future__ import annotations

from markupsafe import Markup

from generator.core.values import Value
from generator.pages.views.head import PageView
from generator.pages.views.refs import Count, Day, Ref, YearCount
from generator.pages.views.rows import AnswerTimes, ExcerptGroup, LetterRow


class Holder(Value, frozen=True):
    """Who held an office, or which office a person held, from and to when."""

    ref: Ref
    start: Day | None
    end: Day | None
    signed: tuple[Day, ...] = ()
    """Dates of the site's letters that show it, where no file gives bounds; then start and end are None."""


class ActorView(PageView, frozen=True):
    """What an actor asked and answered, and where it is mentioned."""

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
    """Questions that the actor asked or answered or that name it; a letter that names it outside questions is one."""
    times: tuple[AnswerTimes, ...] = ()
    """For an office or a ministry: how long its answers took, the last year first."""
    unanswered: tuple[Ref, ...] = ()
    """For an office or a ministry: the oldest letters with questions to it that have no answers on the site."""
    unanswered_count: int = 0
    """How many such letters there are."""
    year: int | None = None
    """The year that this page has, where the actor has too much for one page; then it has nothing but rows."""
    whole: Ref | None = None
    """The actor's own page, from the page of a year."""
    newest_of: int = 0
    """How many questions there are in all, where this page has only the newest."""


class ActorsView(PageView, frozen=True):
    """The list of actors, by type and A to Z."""

    types: tuple[tuple[str, tuple[Count, ...]], ...]
