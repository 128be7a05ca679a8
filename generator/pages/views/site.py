"""The site's own pages: its texts, and what stands at addresses that lead elsewhere or nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.pages.views.head import PageMeta
from generator.pages.views.refs import Day, Ref


@dataclass(frozen=True, slots=True)
class ProseView:
    """A page of the site's own."""

    page: PageMeta
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class MissingView:
    """The 404 page; its links are absolute within the host, since it is shown under any path."""

    page: PageMeta
    letters: tuple[Ref, ...]
    search: str = ""
    """Where words to search for are sent; nowhere where nothing can be searched."""


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page under an old address that leads to the new one."""

    page: PageMeta
    target: Ref


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """A page that keeps the address of one that was withdrawn, and says when and why."""

    page: PageMeta
    address: str
    """Its site path."""
    date: Day
    reason: str
    see: Ref | None = None
    """What takes its place."""
