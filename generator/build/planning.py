"""The second half of a build: all pages are planned, and rendered while they are at hand; nothing is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.build.loading import load
from generator.build.values import (
    Indexing,
    Loaded,
    Options,
    Prepared,
)
from generator.core import digest, urls, workers
from generator.core.cache import Cache
from generator.core.diagnostics import in_order
from generator.core.workers import Progress
from generator.graph.site import SiteGraph
from generator.output import card_cache as cards
from generator.output import search_index as search
from generator.output import (
    site_checks,
    source_pictures,
)
from generator.output.rendering import Rendering
from generator.output.session import Session
from generator.pages.kinds.groups import Made
from generator.pages.plan import plan
from generator.pages.planned import Plan


def prepare(site: Path, options: Options, cache: Cache) -> Prepared:
    """Read, parse, link and plan a site; nothing is rendered, and its folder is only read."""
    return planned(load(site, options, cache))


def planned(
    loaded: Loaded,
    progress: Progress | None = None,
    rendering: Rendering | None = None,
    session: Session | None = None,
) -> Prepared:
    """Plan a site that was read; each page is rendered, if anybody renders, while it is at hand."""
    site, options = loaded.site, loaded.options
    stores = (loaded.cache, rendering) if rendering else (loaded.cache,)
    with loaded.timings.stage("plan"):
        pages, clashes = plan(
            loaded.graph,
            loaded.words,
            offline=options.offline,
            base_url=loaded.base_url,
            prove=options.prove,
            locate=options.locate,
            searched=loaded.searched,
            illustrated=loaded.drawing and cards.available(),
            addressed=options.addressed,
            cache=loaded.cache,
            take=partial(_rendered, rendering) if rendering else None,
            spread=partial(workers.spread, stores=stores, jobs=options.jobs, progress=progress),
            memory=session.memory if session else None,
        )
    if session:
        session.confirm(site)
    if rendering:
        pages = replace(pages, found=tuple(map(rendering.search_text, pages.found)))
    copied = {urls.file(file.path): site / file.origin for file in pages.files}
    assets = {path: file.path for path, file in loaded.furnished.items()}
    digests = {path: digest.of_bytes(file.data) for path, file in loaded.furnished.items()}
    digests |= {urls.file(file.path): file.digest for file in pages.files if file.digest}
    drawn = cards.kept(loaded.shelf / cards.CACHE_FOLDER, pages.cards)
    printed = source_pictures.files(site, pages.pictures)
    kept = _kept(loaded.shelf, sought(pages, loaded.graph), options.indexing, rendering)
    index = kept or {}
    found = (
        *site_checks.linked({**drawn, **printed, **index}),
        *clashes,
        *site_checks.originals(site, pages, loaded.letters),
    )
    return Prepared(
        loaded.config,
        loaded.graph,
        pages,
        loaded.templates,
        {**assets, **copied, **drawn, **printed, **index},
        digests | {**search.digests(index), **cards.digests(drawn), **source_pictures.digests(printed)},
        loaded.folder,
        in_order((*loaded.problems, *loaded.weighed(found))),
        loaded.timings,
        options,
        loaded.shelf,
        site,
        kept,
    )


def _rendered(rendering: Rendering, made: Made) -> None:
    """Render the pages of a group."""
    rendering.take(made.pages, made.found)


def sought(pages: Plan, graph: SiteGraph) -> search.SoughtTexts:
    """Return all that search may find, by the parts of its index."""
    segments = graph.config.segments
    years = {urls.letter(segments, one.id): str(one.day.year) for one in graph.letters.values() if one.day}
    return search.sought(pages.found, pages.site.lang, years)


def _kept(
    folder: Path, sought: search.SoughtTexts, indexing: Indexing, rendering: Rendering | None
) -> Mapping[str, Path] | None:
    """Return the files of an index that was made before and will do."""
    if not sought.parts or indexing is Indexing.NEVER:
        return {}
    shelf = folder / search.CACHE_FOLDER
    published = (rendering.is_published,) if rendering else ()
    made = search.kept(shelf, sought, *published)
    if made is None and indexing in (Indexing.LATEST, Indexing.LATER):
        made = search.newest(shelf, *published)
    return {} if made is None and indexing is Indexing.LATER else made
