"""Noticing saves: watches what a site is made from, and nothing that the program itself writes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from watchfiles import Change, awatch

from generator.core.ledger import FILE as LEDGER_FILE

STEP, LONGEST = 30, 200
"""Milliseconds: how long it must be quiet before a save counts as done, and how long that may be put off."""


def is_noise(path: str) -> bool:
    """Say whether a file is an editor's own: swap files, backups, locks, hidden files."""
    name = path.rpartition("/")[2].rpartition("\\")[2]
    return name.startswith((".", "#", "~")) or name.endswith(("~", ".swp", ".swx", ".tmp", ".bak")) or name == "4913"


async def changes(site: Path, folders: Callable[[], tuple[Path, ...]]) -> AsyncIterator[None]:
    """Yield at once, and then whenever something of the site has changed, also while the caller was working.

    `folders` gives what is to be watched with all that is below it, and is asked again after every change. Of the
    site's own folder only site.yml and the ledger count, and that one of those folders comes or goes: a content folder that is
    replaced as a whole is followed on.
    """
    changed = asyncio.Event()
    while True:
        watched = _there(folders())
        stop = asyncio.Event()
        top = asyncio.create_task(_follow_top(site, folders, changed, stop))
        deep = asyncio.create_task(_follow(watched, changed, stop))
        try:
            await asyncio.sleep(0)  # both now watch: nothing that happens from here on is missed
            changed.set()
            while not stop.is_set() and _there(folders()) == watched:
                await changed.wait()
                changed.clear()
                yield
        finally:
            stop.set()
            await asyncio.gather(top, deep, return_exceptions=True)


def _there(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(folder for folder in folders if folder.is_dir())


async def _follow(folders: tuple[Path, ...], changed: asyncio.Event, stop: asyncio.Event) -> None:
    if not folders:
        return
    async for _ in awatch(
        *folders, watch_filter=lambda _, path: not is_noise(path), step=STEP, debounce=LONGEST, stop_event=stop
    ):
        changed.set()


async def _follow_top(
    site: Path, folders: Callable[[], tuple[Path, ...]], changed: asyncio.Event, stop: asyncio.Event
) -> None:
    async for found in awatch(site, watch_filter=None, recursive=False, step=STEP, debounce=LONGEST, stop_event=stop):
        names = {str(folder) for folder in folders()}
        if any(path in (str(site / "site.yml"), str(site / LEDGER_FILE)) for _, path in found):
            changed.set()
        if any(path in names and change is not Change.modified for change, path in found):
            stop.set()  # watch anew: the old watches belong to a folder that is gone
            changed.set()
