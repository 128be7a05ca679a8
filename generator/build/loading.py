"""The first half of a build: a site's folder is read, parsed and linked, and the place of its output is found."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.build.values import (
    STATE,
    Loaded,
    Options,
    SiteFiles,
    Timings,
    shown_path,
)
from generator.content import file_names, links, sources
from generator.content import site_settings as settings
from generator.content.parse import parse
from generator.core import ledger, workers
from generator.core.cache import Cache
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic
from generator.core.ledger import Ledger
from generator.graph.link import link
from generator.output import (
    place,
    site_checks,
    theme_files,
    users_folders,
)
from generator.output.cache_file import CacheFile
from generator.output.session import Session
from generator.output.templates import Templates
from generator.output.theme_files import ASSETS
from generator.pages.addresses.published import rehosted


def load(site: Path, options: Options, cache: Cache, session: Session | None = None) -> Loaded:
    """Read, parse and link a site, and find the place of its output."""
    return linked(read(site, options, session), cache, session)


def read(site: Path, options: Options, session: Session | None = None) -> SiteFiles:
    """Read all files that a site is made from, and find the place of its output; only the settings are parsed."""
    timings = Timings()
    with timings.stage("read"):
        found = session.sources(site) if session else sources.read(site)
        config, problems = settings.parse(found.site)
        own = site / config.theme if config.theme else None
        read_theme = partial(theme_files.read, own, site, config.lang)
        theme = session.theme_files(read_theme) if session else read_theme()
    out, asked = options.out or site / config.out, options.out is not None
    folder, elsewhere = place.confirmed(site, site / STATE, out, asked=asked, confirm=options.confirm_out)
    unread = {problem.position for problem in found.problems}
    told = (
        *found.problems,
        *(problem for problem in problems if problem.position not in unread),
        *(links.problem(shown_path(site, link), target) for link, target in theme.leaving),
        *(file_names.no_text(shown_path(site, path)) for path in theme.misnamed),
        *theme.wrong_words,
        *((elsewhere,) if elsewhere else ()),
        *users_folders.problems(site),
        *site_checks.places(site, config, own, folder),
    )
    return SiteFiles(site, options, found, config, theme, folder, told, timings)


def linked(files: SiteFiles, cache: Cache, session: Session | None = None) -> Loaded:
    """Parse and link a site that was read."""
    site, options, config, timings = files.site, files.options, files.config, files.timings
    with timings.stage("parse"):
        shared = None if config.theme else CacheFile(users_folders.program_folder(site) / "templates")
        templates = Templates(files.theme.templates, files.theme.words, site, cache, shared)
        templates = session.latest(templates) if session else templates
        steps = session.memory.steps if session else None
        ahead = partial(workers.spread, stores=(cache,), jobs=options.jobs) if options.jobs > 1 else None
        content, unclear = parse(files.sources, drafts=options.drafts, cache=cache, memory=steps, spread=ahead)
        known, damaged = _ledger(files.sources, session)
    with timings.stage("link"):
        graph, broken = link(content, config, known, cache, steps, spread=ahead)
    loaded = Loaded(
        site,
        options,
        cache,
        config,
        graph,
        content.letters,
        templates,
        files.theme.words.entries,
        {f"{ASSETS}/{name}": file for name, file in files.theme.assets.items() if _wanted(name, config)},
        files.sources.site,
        files.folder,
        users_folders.shelf(site, files.folder.state.name),
        (),
        timings,
    )
    problems = (
        *files.problems,
        *unclear,
        *damaged,
        *broken,
        *rehosted(known, loaded.own_url),
        *site_checks.searching(config, searched=loaded.searched),
        *site_checks.drawing(loaded.base_url, wanted=loaded.drawing),
    )
    return replace(loaded, problems=loaded.weighed(problems))


def _ledger(found: sources.Sources, session: Session | None) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """Read the ledger; the same object as before where its file is the same."""
    data = found.ledger.data if found.ledger else b""
    if session is None:
        return ledger.parse(data.decode("utf-8", "replace"))
    if session.ledger is None or session.ledger[0] != data:
        session.ledger = (data, *ledger.parse(data.decode("utf-8", "replace")))
    return session.ledger[1:]


def _wanted(name: str, config: Config) -> bool:
    """Say whether a file of the theme is published: its own type only where the site is set in it."""
    return config.fonts == "own" or not name.startswith("fonts")
