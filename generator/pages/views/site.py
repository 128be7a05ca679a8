"""The site's own pages: its texts, and what is at addresses that lead elsewhere or nowhere."""

from __future__ import annotations

from markupsafe import Markup

from generator.pages.views.head import PageView
from generator.pages.views.refs import Day, Ref


class ProseView(PageView, frozen=True):
    """A page of the site's own."""

    title: str
    html: Markup


class MissingView(PageView, frozen=True):
    """The 404 page; its links are absolute within the host, since it is shown under any path."""

    letters: tuple[Ref, ...]
    search: str = ""
    """Where words to search for are sent; nowhere where nothing can be searched."""


class RedirectView(PageView, frozen=True):
    """A page under an old address that leads to the new one."""

    target: Ref


class WithdrawnView(PageView, frozen=True):
    """A page that keeps the address of one that was withdrawn, and says when and why."""

    address: str
    """Its site path."""
    date: Day
    reason: str
    see: Ref | None = None
    """What takes its place."""
