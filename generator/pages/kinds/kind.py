"""What the program must know of one kind of output; the kinds themselves are in `table`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.core.config import Segments
from generator.core.ledger import Address
from generator.core.parts import SitePart
from generator.graph.tables import SiteTables
from generator.pages.planned import CopiedFile, Page, PlannedPicture, SearchText
from generator.pages.views.head import PageView
from generator.pages.views.share import ShareCard
from generator.pages.writing.site_context import SiteContext

Subjects = Callable[[SiteTables], Iterable[str]]
"""Names what a kind makes pages of: ids of letters, actors, topics; by default the site as a whole."""


def the_site(_: SiteTables) -> Iterable[str]:
    """Return one subject, for pages that there is one set of."""
    return ("",)


def letters(graph: SiteTables) -> Iterable[str]:
    """Return the ids of all letters."""
    return graph.letters.keys()


def _no_pages(_: SiteContext, __: str) -> Iterable[Page]:
    return ()


@dataclass(frozen=True, slots=True)
class Navigation:
    """A place in the main navigation."""

    order: int
    words: str
    """The key of its words in the theme's translation files."""
    segment: Callable[[Segments], str]
    shown: Callable[[SiteTables], bool] = lambda _: True
    """Whether it has anything in it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of output. What a row leaves out, its pages do not have."""

    name: str
    subjects: Subjects = the_site
    make: Callable[[SiteContext, str], Iterable[Page]] = _no_pages
    """Makes the pages of one subject. Without it, pages of this kind are made of what is planned (`addresses`)."""
    with_kind: str = ""
    """The kind whose pages of the same subject are made in the same group, where that is another one."""
    part: SitePart | None = None
    """The part of the site that it belongs to: it is made where that is made. Without one it is always made."""
    view: type[PageView] | None = None
    """What its template sees; without one its pages are ready text."""
    template: str = ""
    navigation: Navigation | None = None
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Interface words that its values hold, from the theme's translation files, with the names that each may fill."""
    found: Callable[[SiteContext, Page, Any], Iterable[SearchText]] | None = None
    """What search may find of a page, from its view."""
    addresses: Callable[[SiteContext, Page, Any], Iterable[Address]] | None = None
    """The anchors that a page promises, from its view; its own address is published anyhow."""
    cards: Callable[[SiteContext, str], Iterable[ShareCard]] | None = None
    """The pictures that go with the pages of one subject."""
    pictures: Callable[[SiteContext, str], Iterable[PlannedPicture]] | None = None
    """The pages of a source that they show."""
    files: Callable[[SiteContext], Iterable[CopiedFile]] | None = None
    """What is published as it is."""
    framed: bool | None = False
    """Whether its pages are made to be shown inside other sites; None where they are at addresses of any kind."""
    lasting: bool = True
    """Whether the address of a page is a promise."""
    withdrawn: bool = False
    """Whether its view says which of its passages were withdrawn."""
