"""The site's own pages (about, accessibility, …), and the page that a host shows for addresses it does not have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.model import ProsePage
from generator.pages.data.search_texts import described
from generator.pages.kinds.lists import search_address
from generator.pages.planned import Page, SearchText, Subject
from generator.pages.views import MissingView, ProseView
from generator.pages.writing.editors_text import editors_html
from generator.pages.writing.page_context import PageContext, base_path
from generator.pages.writing.site_context import SiteContext, page_path

ABOUT = "about"
"""The page that has a place in the navigation."""


def pages(site: SiteContext, slug: str) -> Iterator[Page]:
    """Yield one of the site's own pages."""
    yield _page(site, site.graph.own_pages[slug])


def found(_: SiteContext, page: Page, view: ProseView) -> Iterator[SearchText]:
    """Yield what search may find of one of the site's own pages."""
    yield described(page.path, "page", view.title, view.html, (view.title,))


def missing(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield the page that a host shows for any address it does not have; its links begin at the host's root.

    Opened from disk it is shown nowhere but in its own place, so there its links are relative like all others.
    """
    page = PageContext(site, "/404.html", root=None if site.offline else base_path(site.base_url))
    meta = page.meta("missing", site.words("pages-missing"), index=False)
    letters = tuple(page.letter(letter) for letter in site.letters[: site.config.home_letters])
    yield Page("/404.html", MissingView(meta, letters, search_address(page)), "")


def _page(site: SiteContext, own: ProsePage) -> Page:
    path = page_path(site.segments, own.slug)
    page = PageContext(site, path)
    meta = page.meta("prose", own.title, text=own.body)
    view = ProseView(meta, own.title, editors_html(page, own.body, footnotes=own.footnotes))
    return Page(path, view, own.position.path, subject=Subject("page", own.slug))
