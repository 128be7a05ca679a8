"""Pages that are made together, from the rows of the table of kinds: all kinds of a letter, one actor, one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.core.ledger import Address
from generator.core.parts import SEARCH
from generator.graph.tables import SiteTables
from generator.pages.kinds.kind import Kind
from generator.pages.kinds.table import BY_VIEW, KINDS
from generator.pages.planned import CopiedFile, Page, PlannedPicture, SearchText, TextFile
from generator.pages.views.share import ShareCard
from generator.pages.writing.site_context import SiteContext


@dataclass(frozen=True, slots=True)
class Made:
    """What a group is: its pages, and what goes with them."""

    pages: tuple[Page, ...]
    found: tuple[SearchText, ...] = ()
    """What search may find of them; nothing where the site has no search."""
    cards: tuple[ShareCard, ...] = ()
    addresses: tuple[Address, ...] = ()
    """What they publish; nothing where nobody asks (`SiteContext.addressed`)."""
    pictures: tuple[PlannedPicture, ...] = ()
    """The pages of sources that they show."""


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages that are made together, by a name that no other group has."""

    name: str
    make: Callable[[SiteContext], Made]
    pages: Callable[[SiteContext, str], Iterator[Page]] = lambda _, __: iter(())
    """Makes only the pages, one by one, those with a type of view first."""

    def page(self, site: SiteContext, path: str, view: str = "") -> Page | None:
        """Make pages until the one with a site path is there, which may have this type of view; None if there is none."""
        return next((page for page in self.pages(site, view) if page.path == path), None)


def groups(graph: SiteTables, made: frozenset[str], kinds: Sequence[Kind] = KINDS) -> Iterator[PageGroup]:
    """Yield every group of a site, in the order of the table; `made` are the names of the parts that it makes."""
    there = [kind for kind in kinds if kind.part is None or kind.part.name in made]
    for kind in there:
        if not kind.with_kind:
            together = (kind, *(other for other in there if other.with_kind == kind.name))
            for subject in kind.subjects(graph):
                yield PageGroup(
                    f"{kind.name} {subject}", partial(_made, together, subject), partial(_pages, together, subject)
                )


def copied(site: SiteContext) -> Iterator[CopiedFile]:
    """Yield every file that is published as it is."""
    return (file for kind in KINDS if kind.files and site.makes(kind.part) for file in kind.files(site))


def published(site: SiteContext, pages: Iterable[Page]) -> Iterator[Address]:
    """Yield the addresses that pages promise, and the anchors on them."""
    for page in pages:
        kind = BY_VIEW.get(page.type)
        if (kind.lasting if kind else page.kind) and page.path:
            yield Address(page.path, "", str(page.subject or page.kind), origin=page.origin)
            if kind and kind.addresses:
                yield from kind.addresses(site, page, page.view)


def _pages(together: tuple[Kind, ...], subject: str, site: SiteContext, first: str = "") -> Iterator[Page]:
    kinds = sorted(together, key=lambda kind: kind is not BY_VIEW.get(first)) if first else together
    return (page for kind in kinds for page in kind.make(site, subject))


def _made(together: tuple[Kind, ...], subject: str, site: SiteContext) -> Made:
    pages = tuple(_pages(together, subject, site))
    cards = (card for kind in together if kind.cards for card in kind.cards(site, subject))
    return Made(
        pages,
        tuple(_found(site, pages)) if site.makes(SEARCH) else (),
        tuple(cards),
        tuple(published(site, pages)) if site.addressed else (),
        tuple(picture for kind in together if kind.pictures for picture in kind.pictures(site, subject)),
    )


def _found(site: SiteContext, pages: Iterable[Page]) -> Iterator[SearchText]:
    for page in pages:
        view = page.view
        kind = None if isinstance(view, TextFile) else BY_VIEW.get(page.type)
        if kind and kind.found:
            yield from kind.found(site, page, view)
