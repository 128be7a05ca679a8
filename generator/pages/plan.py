"""The plan: every page of the site as a view, every file to copy, and what is wrong with their addresses.

What kinds of pages there are, and how they are made, is in `kinds`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from generator.core.cache import Cache, NoCache
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic
from generator.graph.site import SiteGraph
from generator.pages.addresses import hosting, redirects, sitemap
from generator.pages.addresses.published import lost, published
from generator.pages.addresses.withdrawn import page_like, withdraw
from generator.pages.kinds import exports, search
from generator.pages.markup.page_words import Words
from generator.pages.markup.page_words import problems as lacking
from generator.pages.reuse.making import Made
from generator.pages.views import CopiedFile, Page, Plan, SiteView
from generator.pages.writing import rows
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext, site

_NO_CACHE = NoCache()


def plan(
    graph: SiteGraph,
    words: Mapping[str, object],
    *,
    offline: bool = False,
    base_url: str | None = None,
    verified: Mapping[str, bool] | None = None,
    stylesheet: str = "/assets/style.css",
    script: str = "/assets/site.js",
    searched: bool = False,
    illustrated: bool = False,
    cache: Cache = _NO_CACHE,
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Plan the whole site.

    Where the theme lacks words that pages need, nothing is planned and they are all named.

    Args:
        graph: all content, linked. What is in it is published: drafts are left out before linking.
        words: the interface's words (`theme/i18n`), of which `page_words.KEYS` are used.
        offline: spell out `index.html` in links, so that the site opens from disk.
        base_url: where the site will stand; else the one of site.yml. Without one there is no feed and no sitemap.
        verified: by letter id, whether its text was compared with its source word for word.
        stylesheet: site path of the stylesheet.
        script: site path of the script.
        searched: whether an index will be made: then the plan says what search is to find.
        illustrated: whether pictures will be drawn: then the plan says of what, where the site knows its address.
        cache: keeps what pages are, by what they are made from; without one all are made.
    """
    config = graph.config
    view = _site(config, base_url)
    wordless = lacking(words, config.theme or "theme", config.lang)
    if wordless:
        return Plan(view, ()), wordless
    table = site(
        graph,
        Words(words),
        offline=offline,
        base_url=view.base_url,
        verified=verified or {},
        stylesheet=stylesheet,
        script=script,
        illustrated=illustrated,
        searched=searched,
    )
    made = Made(table, cache)
    pages = [page for sheet in made.sheets for page in sheet.pages]
    found = tuple(text for sheet in made.sheets for text in sheet.found)
    pages.append(search.page(table, found))
    files = (*_sources(table), *exports.files(table))
    pages, files, problems = _kept(table, pages, files, made, searched=bool(found))
    pages += sitemap.pages(table, pages)
    drawn = tuple(card for sheet in made.sheets for card in sheet.cards)
    problems += redirects.collisions(pages, files)
    return Plan(view, tuple(sorted(pages, key=lambda page: page.path)), files, found, drawn), problems


def _kept(
    table: SiteContext,
    pages: list[Page],
    files: tuple[CopiedFile, ...],
    made: Made,
    *,
    searched: bool,
) -> tuple[list[Page], tuple[CopiedFile, ...], tuple[Diagnostic, ...]]:
    """Add what keeps old addresses alive, and look whether any that was published would die."""
    ledger = table.graph.ledger
    moved, problems = redirects.moves(table, pages, files)
    leading, copies = redirects.redirects(table, moved, pages, files)
    pages, files = [*pages, *leading], (*files, *copies)
    to = {move.path: move.target for move in moved if page_like(move.path)}
    if ledger.entries or table.graph.content.withdrawn:
        paths, known = made.addresses()
        now = (*known, *published((page for page in pages if page.path not in paths), files, table.graph))
        gone = withdraw(table, pages, now, to)
        pages = [*map(gone.marked, pages), *gone.pages]
        problems += (*gone.problems, *lost(ledger, now, to, gone.addresses, placed=table.base_url is not None))
    return [*pages, *hosting.pages(table, pages, to, searched=searched)], files, problems


def _site(config: Config, base_url: str | None) -> SiteView:
    """Return what every page shows of the site; its address has no slash at its end."""
    return SiteView(
        name=config.name,
        lang=config.lang,
        description=config.description,
        publisher=config.publisher or config.name,
        base_url=(base_url or config.base_url or "").rstrip("/") or None,
        accent=config.accent,
    )


def _sources(table: SiteContext) -> Iterable[CopiedFile]:
    """Yield the source file of every letter that has one."""
    for letter in sorted(table.newest, key=lambda letter: letter.id):
        path = rows.source_path(PageContext(table, "/"), letter)
        if path and letter.source.file:
            origin = posixpath.join(posixpath.dirname(letter.position.path), letter.source.file)
            yield CopiedFile(path, posixpath.normpath(origin), letter.source.sha256)
