"""Runs the preview: builds, shows the result, waits for a save, and repeats. A failed build leaves the last site up."""

from __future__ import annotations

import asyncio
import gc
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator import build as pipeline
from generator.content import site_settings as settings
from generator.content import sources
from generator.core.cache import Cache
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.proof_problems import is_difference
from generator.i18n import catalogue, command_words
from generator.output.session import Session
from generator.output.theme import built_in
from generator.pages.kinds.search import FOLDER as SEARCH
from generator.pages.reuse.plan_memory import SupersededError
from generator.serve.editing import Editing, Remaining
from generator.serve.guard import is_own
from generator.serve.preview import PreviewState, listen
from generator.serve.watch import Saves, changes

OUT = "preview"
"""The name of the preview's output folder, in the program's own folder in the site."""
_PATIENCE = 10.0
"""Seconds in which newer saves go before the rest of a build, from the first save whose rest is not made; then it is made."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What one build of the preview did; `error` is set after a bug of the program or an error of the disk."""

    result: pipeline.Result | None
    problems: tuple[Diagnostic, ...]
    seconds: float
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class PreviewEvents:
    """Functions that the preview calls when something happens."""

    address: Callable[[str], None]
    """Called with the address of the preview once the server answers."""
    built: Callable[[BuildReport], None]
    """Called after each build."""
    ready: Callable[[str], None]
    """Called once with the address, after the first build."""


async def follow(
    site: Path,
    options: pipeline.Options,
    cache: Cache,
    events: PreviewEvents,
    *,
    remaining: Remaining,
    host: str,
    port: int,
    language: str,
) -> None:
    """Serve the preview of a site until the task is cancelled.

    `remaining` finds what is left to do on a site. An editor's tools are there only where the preview is for this machine
    alone: what they ask changes content.

    Raises:
        PortTakenError: another program uses the port.
    """
    out = site / pipeline.STATE / OUT
    wording, words = catalogue(language), command_words(language)
    editing = Editing(site, remaining, wording, words) if is_own(host) else None
    state = PreviewState(out, wording, words, site=site, editing=editing)
    state.ready = not state.missing("/")
    server, actual = listen(state, host, port)
    address = f"http://{_browser_host(host)}:{actual}/"
    events.address(address)
    later, latest, fresh = pipeline.Indexing.LATER, pipeline.Indexing.LATEST, pipeline.Indexing.FRESH
    wanted = replace(options, out=out, preview_url=address, illustrated=False, indexing=later)
    session, saves = _session(state), Saves()
    opened = False
    until: float | None = None  # the rest of a build may be left; none where nothing is left to make
    try:
        async for saved in changes(site, lambda: _folders(site), saves):
            session.saved = _site_paths(site, saved)
            until = until or time.monotonic() + _PATIENCE
            session.memory.superseded = partial(_is_late, saves, until)
            built = await asyncio.to_thread(_build, site, wanted, cache, session)
            if built is None:
                if not saves.waiting:  # it was not a newer save, but one that nobody told of
                    saves.note_anything()
                continue
            until = None
            if built.error is not None:
                session = _session(state)  # what is in memory may be half of that build
            published = _show(state, built)
            events.built(built)
            if not opened:
                events.ready(address)
                opened = True
                gc.freeze()  # what a site is made of stays, so that it need not be looked through again and again
            if published and wanted.indexing is later:  # the pages can be read now, so there is time for the index
                session.memory.superseded = lambda: saves.waiting
                indexed = await asyncio.to_thread(_build, site, replace(wanted, indexing=fresh), cache, session)
                if indexed is None:
                    continue
                _show(state, indexed)
                if indexed.problems != built.problems:
                    events.built(indexed)
                wanted = replace(wanted, indexing=latest)  # later builds use this index, to show a save at once
                until = time.monotonic()  # the next is not left: it fills what makes the others quick
    finally:
        server.stop()


def _session(state: PreviewState) -> Session:
    """Return a new session, which shows pages that are open in a browser before the rest of the site is made."""
    loop = asyncio.get_running_loop()
    return Session(open_paths=state.open_paths, tell=lambda file, data: _call(loop, state.show, file, data))


def _site_paths(site: Path, saved: frozenset[str] | None) -> frozenset[str] | None:
    """Return the site paths of saved files; None where one of them is elsewhere, or anything may have been saved."""
    below = f"{site}{os.sep}"
    if saved is None or not all(path.startswith(below) for path in saved):
        return None
    return frozenset(path.removeprefix(below).replace(os.sep, "/") for path in saved)


def _is_late(saves: Saves, until: float) -> bool:
    """Say whether a newer save waits, at a time when it goes before the rest of a build."""
    return saves.waiting and time.monotonic() < until


def _call(loop: asyncio.AbstractEventLoop, act: Callable[[str, bytes], None], file: str, data: bytes) -> None:
    loop.call_soon_threadsafe(act, file, data)


def _show(state: PreviewState, built: BuildReport) -> bool:
    """Make the browsers show the result of a build; return whether it published."""
    result = built.result
    published = result is not None and result.published
    touched = (*result.outcome.written, *result.outcome.removed) if result else ()
    changed = [path for path in touched if not path.startswith(f"{SEARCH}/")]  # no open page shows the index
    wanted = is_difference if published else _is_error
    shown = tuple(problem for problem in built.problems if wanted(problem))
    if state.editing and published and result and result.draft:
        state.editing.show(result.draft)
    state.update(changed, shown, published=published)
    return published


def _is_error(problem: Diagnostic) -> bool:
    return problem.is_error


def _build(site: Path, options: pipeline.Options, cache: Cache, session: Session) -> BuildReport | None:
    """Build the site, or return None where something newer is to be built.

    An exception is returned as a diagnostic, so that the preview shows it and goes on.
    """
    start = time.perf_counter()
    try:
        result = pipeline.build(site, options, cache, session=session)
    except SupersededError:
        return None
    except OSError as error:
        at = Position(str(error.filename or pipeline.STATE))
        found = diagnostic("disk", at, reason=error.strerror or error)
        return BuildReport(None, (found,), time.perf_counter() - start, error)
    except Exception as error:  # noqa: BLE001 - a bug must not end the preview
        found = diagnostic("bug", Position("."), reason=f"{type(error).__name__}: {error}")
        return BuildReport(None, (found,), time.perf_counter() - start, error)
    return BuildReport(result, result.problems, time.perf_counter() - start)


def _folders(site: Path) -> tuple[Path, ...]:
    """Return the folders that a site is made from: its content, its own theme, and the built-in theme."""
    try:
        own = settings.parse(sources.SourceText(sources.SITE_FILE, (site / sources.SITE_FILE).read_bytes()))[0].theme
    except OSError:
        own = None  # site.yml is being replaced, or was removed
    return tuple(folder for folder in (site / sources.CONTENT, site / own if own else None, built_in()) if folder)


def _browser_host(host: str) -> str:
    """Return the host in the address at which a browser on this machine reaches a server that listens on `host`."""
    if host in {"127.0.0.1", "0.0.0.0", "::", "::1", ""}:  # noqa: S104 - compared with, not bound to
        return "localhost"
    return f"[{host}]" if ":" in host.strip("[]") else host
