"""The preview's day: build, show, wait for a save, build again. A failing build leaves the last good site up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from generator import build as pipeline
from generator.content import site_settings as settings
from generator.content import sources
from generator.core.cache import Cache
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.i18n import catalogue, command_words
from generator.output.theme import built_in
from generator.pages.kinds.search import FOLDER as SEARCH
from generator.serve.preview import Showing, listen
from generator.serve.watch import changes

OUT = "preview"


@dataclass(frozen=True, slots=True)
class Built:
    """What one build did, for the terminal; `error` is a fault of the program or the disk."""

    result: pipeline.Result | None
    problems: tuple[Diagnostic, ...]
    seconds: float
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Reports:
    """Whom to tell: the address once it answers, every build, and the site once it can be looked at."""

    address: Callable[[str], None]
    built: Callable[[Built], None]
    ready: Callable[[str], None]


async def follow(
    site: Path, options: pipeline.Options, cache: Cache, reports: Reports, *, host: str, port: int, language: str
) -> None:
    """Serve a site until it is cancelled.

    Raises:
        PortTakenError: somebody else has the port.
    """
    out = site / pipeline.STATE / OUT
    showing = Showing(out, catalogue(language), command_words(language))
    showing.ready = not showing.missing("/")
    server, actual = listen(showing, host, port)
    address = f"http://{_spelled(host)}:{actual}/"
    reports.address(address)
    later, latest, fresh = pipeline.Indexing.LATER, pipeline.Indexing.LATEST, pipeline.Indexing.FRESH
    wanted = replace(options, out=out, preview_url=address, illustrated=False, indexing=later)
    opened = False
    try:
        async for _ in changes(site, lambda: _folders(site)):
            built = await asyncio.to_thread(_build, site, wanted, cache)
            published = _show(showing, built)
            reports.built(built)
            if not opened:
                reports.ready(address)
                opened = True
            if published and wanted.indexing is later:  # now that the pages can be read, what they hold may be found
                indexed = await asyncio.to_thread(_build, site, replace(wanted, indexing=fresh), cache)
                _show(showing, indexed)
                if indexed.problems != built.problems:
                    reports.built(indexed)
                wanted = replace(wanted, indexing=latest)  # from here on a save is shown before it can be found
    finally:
        server.stop()


def _show(showing: Showing, built: Built) -> bool:
    """Let the browsers show what a build did; says whether it published."""
    result = built.result
    published = result is not None and result.published
    touched = (*result.outcome.written, *result.outcome.removed) if result else ()
    changed = [path for path in touched if not path.startswith(f"{SEARCH}/")]  # no page that is open shows any of it
    shown = () if published else tuple(problem for problem in built.problems if problem.is_error)
    showing.update(changed, shown, published=published)
    return published


def _build(site: Path, options: pipeline.Options, cache: Cache) -> Built:
    """Build once. What the disk or the program does wrong is shown as well: the preview goes on."""
    start = time.perf_counter()
    try:
        result = pipeline.build(site, options, cache)
    except OSError as error:
        at = Position(str(error.filename or "."))
        found = diagnostic("disk", at, reason=error.strerror or error)
        return Built(None, (found,), time.perf_counter() - start, error)
    except Exception as error:  # noqa: BLE001 - one fault of ours must not take the preview down
        found = diagnostic("bug", Position("."), reason=f"{type(error).__name__}: {error}")
        return Built(None, (found,), time.perf_counter() - start, error)
    return Built(result, result.problems, time.perf_counter() - start)


def _folders(site: Path) -> tuple[Path, ...]:
    """Return what a site is made from: its content, its own theme and the one that comes with the program."""
    try:
        own = settings.parse(sources.SourceText(sources.SITE_FILE, (site / sources.SITE_FILE).read_bytes()))[0].theme
    except OSError:
        own = None  # being replaced just now, or gone
    return tuple(folder for folder in (site / sources.CONTENT, site / own if own else None, built_in()) if folder)


def _spelled(host: str) -> str:
    """Return the name by which a browser on this machine reaches what listens on a host."""
    if host in {"127.0.0.1", "0.0.0.0", "::", "::1", ""}:  # noqa: S104 - compared with, not bound to
        return "localhost"
    return f"[{host}]" if ":" in host.strip("[]") else host
