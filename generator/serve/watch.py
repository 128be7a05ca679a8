"""Watches the files that a site is made from; changes of files that the program itself writes are not reported."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

from watchfiles import Change, awatch

from generator.core.ledger import FILE as LEDGER_FILE

STEP, LONGEST = 5, 200
"""Milliseconds without changes after which a save is complete, and milliseconds after which it is reported anyway."""


def is_noise(path: str) -> bool:
    """Say whether a file is hidden, or a text editor's swap file, backup or lock."""
    name = path.rpartition("/")[2].rpartition("\\")[2]
    return name.startswith((".", "#", "~")) or name.endswith(("~", ".swp", ".swx", ".tmp", ".bak")) or name == "4913"


class Saves:
    """What was changed and is not built yet. It belongs to one event loop; `waiting` may be asked in any thread."""

    def __init__(self) -> None:
        """Begin with anything: nothing is built."""
        self._event = asyncio.Event()
        self._event.set()
        self._paths: set[str] | None = None

    @property
    def waiting(self) -> bool:
        """Whether something was changed since it was last taken."""
        return self._event.is_set()

    def note(self, paths: Iterable[str]) -> None:
        """Note the paths of files that were changed, made or removed."""
        if self._paths is not None:
            self._paths.update(paths)
        self._event.set()

    def note_anything(self) -> None:
        """Note that anything may have changed."""
        self._paths = None
        self._event.set()

    async def taken(self) -> frozenset[str] | None:
        """Wait for a change, and return the paths of what changed until now; None where it may be anything."""
        await self._event.wait()
        self._event.clear()
        paths, self._paths = self._paths, set()
        return None if paths is None else frozenset(paths)


async def changes(
    site: Path, folders: Callable[[], tuple[Path, ...]], saves: Saves
) -> AsyncIterator[frozenset[str] | None]:
    """Yield once at the start, and then after each change of the site, also one during the caller's work.

    What is yielded are the paths of what was changed, below these folders; None where it may be anything. `folders` returns the folders to watch at any depth, and is called again after every change. In the site's own
    folder only changes of `site.yml` and the ledger are reported, and that one of these folders is made or removed:
    so a content folder that is replaced as a whole is watched further.
    """
    while True:
        watched = _existing(folders())
        stop = asyncio.Event()
        top = asyncio.create_task(_watch_site(site, folders, saves, stop))
        deep = asyncio.create_task(_watch_folders(watched, saves, stop))
        try:
            await asyncio.sleep(0)  # both tasks have started to watch, so no later change is missed
            saves.note_anything()
            while not stop.is_set() and _existing(folders()) == watched:
                yield await saves.taken()
        finally:
            stop.set()
            await asyncio.gather(top, deep, return_exceptions=True)


def _existing(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(folder for folder in folders if folder.is_dir())


async def _watch_folders(folders: tuple[Path, ...], saves: Saves, stop: asyncio.Event) -> None:
    if not folders:
        return
    async for found in awatch(
        *folders, watch_filter=lambda _, path: not is_noise(path), step=STEP, debounce=LONGEST, stop_event=stop
    ):
        saves.note(path for _, path in found)


async def _watch_site(site: Path, folders: Callable[[], tuple[Path, ...]], saves: Saves, stop: asyncio.Event) -> None:
    async for found in awatch(site, watch_filter=None, recursive=False, step=STEP, debounce=LONGEST, stop_event=stop):
        names = {str(folder) for folder in folders()}
        if any(path in (str(site / "site.yml"), str(site / LEDGER_FILE)) for _, path in found):
            saves.note_anything()
        if any(path in names and change is not Change.modified for change, path in found):
            stop.set()  # start new watches, because the old ones are of a removed folder
            saves.note_anything()
