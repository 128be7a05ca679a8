"""References: all that one page shows of another, and the days, people and documents that many pages name."""

from __future__ import annotations

from generator.core.values import Value


class Day(Value, frozen=True):
    """A date: ISO for machines, in words for readers."""

    iso: str
    text: str


class Ref(Value, frozen=True):
    """All that one page shows of another."""

    url: str
    """Empty where there is nothing to lead to: show the title without a link."""
    title: str
    date: Day | None = None
    lang: str | None = None
    """The title's language, where it is not the interface's."""
    number: int | None = None
    """The question's number, where it leads to one."""
    received: bool = False
    """A letter without a date of its own: the date is the day on which it was received."""
    asked: bool = False
    """A letter without either: the date is the day on which its questions were asked."""


class RelatedLetter(Value, frozen=True):
    """A letter that corrects the one shown or adds to it, or that it corrects or adds to."""

    kind: str
    """`corrects`, `corrected-by`, `supplements` or `supplemented-by`: its words are `related-<kind>` in the translation files."""
    ref: Ref


class PersonView(Value, frozen=True):
    """Who took part: a person with a link where there is a page, and party or office with theirs."""

    name: str
    url: str | None
    party: Ref | None = None
    office: Ref | None = None
    """`url` is empty where there is no page."""
    unnamed: bool = False
    """`name` is that of an office; who held it the letter does not say."""


class CitedDocument(Value, frozen=True):
    """A reference: its label (`Kamerstukken II 2020/21, 30 821, nr. 124`), page on this site and official address."""

    label: str
    scheme: str
    url: str | None
    """The page about it on this site."""
    official: str | None
    """Its own official address, outside this site."""
    detail: str | None = None
    """What of it is cited: `artikel 3, zoals die gold op 27 oktober 2021`."""
    subject: str | None = None
    """What it is about, in the words of editors."""


class Count(Value, frozen=True):
    """A page with how many answers it leads to."""

    ref: Ref
    count: int
    type: str | None = None
    """An actor's type, for grouping: its words are `actor-type-<type>`."""
    see: tuple[Ref, ...] = ()
    """Where to look instead, for a word that has no page of its own: then `ref` has no URL."""


class YearCount(Value, frozen=True):
    """How often in a year."""

    year: int
    count: int
    url: str = ""
    """The page of the year, where a list is cut in years; empty for the page that this is."""
