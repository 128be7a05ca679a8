"""Keeps the pictures of sources' pages: each is drawn once, and named after the source, the page and what drew it.

Drawing is done in `page_drawing`, in the child process. Publishing is not done here: pictures are copied with the other
files of the plan.
"""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from generator.core import digest, urls
from generator.core.cache import Cache, code_of
from generator.core.installed import version_of
from generator.core.limits import OverLimitError
from generator.core.source_places import DrawnPage, SourcePicture
from generator.output import users_folders
from generator.pages.planned import PlannedPicture

_CODE = ("output/page_drawing.py",)
PACKAGES = ("pillow", "pypdfium2")
"""What draws: a change of either draws all pictures anew."""
_FOLDER = "pages"
"""The name of the folder with the pictures, in the user's own for a site."""
_AT_ONCE = 6
"""How many pages the child draws before it answers: the limit of time is for these."""
_SECONDS_UNUSED = 24 * 60 * 60
"""How old an unused picture must be before it is removed: another build may still be copying it."""


def available() -> bool:
    """Say whether the packages that drawing needs are installed."""
    return all(map(version_of, PACKAGES))


def folder(site: Path) -> Path:
    """Return the folder with the pictures of a site's sources; all its outputs have the same."""
    return users_folders.shelf(site, _FOLDER)


def drawn(site: Path, data: bytes, pages: Iterable[int], cache: Cache) -> tuple[SourcePicture, ...]:
    """Return the pictures of pages of a PDF; what was not drawn before is drawn. One that cannot be drawn is left out."""
    shelf = folder(site)
    source = digest.of_bytes(data)
    names = {page: _name(source, page) for page in sorted(set(pages))}
    known = {page: cache.get(f"picture {name}", SourcePicture) for page, name in names.items()}
    found = {page: one for page, one in known.items() if one and (shelf / one.name).is_file()}
    missing = [page for page in names if page not in found]
    for one in _draw(data, missing) if missing and available() else ():
        name = names[one.page]
        _keep(shelf / name, one.data)
        found[one.page] = SourcePicture(one.page, one.width, one.height, name, one.across, one.down)
        cache.put(f"picture {name}", found[one.page])
    return tuple(found[page] for page in names if page in found)


def files(site: Path, wanted: Sequence[PlannedPicture]) -> Mapping[str, Path]:
    """Return the pictures of a plan by path in the output; one that is gone from the folder is drawn again."""
    if not wanted:
        return {}
    shelf = folder(site)
    there = {file.name for file in shelf.glob("*.webp")}
    gone: dict[str, list[PlannedPicture]] = {}
    for one in wanted:
        if one.name not in there:
            gone.setdefault(one.source, []).append(one)
    for source, pictures in gone.items():
        by_page = {one.page: one.name for one in pictures}
        with contextlib.suppress(OSError):
            for again in _draw((site / source).read_bytes(), list(by_page)):
                _keep(shelf / by_page[again.page], again.data)
                there.add(by_page[again.page])
    return {urls.file(one.path): shelf / one.name for one in wanted if one.name in there}


def digests(found: Mapping[str, Path]) -> Mapping[str, str]:
    """Return a digest of each picture: its name, which is a digest of all that it was drawn from."""
    return {path: file.stem for path, file in found.items()}


def remove_unused(site: Path, wanted: Sequence[PlannedPicture]) -> None:
    """Remove the pictures that no page shows any more."""
    if not wanted:
        return  # the next plan that shows some removes them
    shelf = folder(site)
    names, limit = {one.name for one in wanted}, time.time() - _SECONDS_UNUSED
    for file in shelf.glob("*.webp"):
        if file.name not in names and file.is_file() and file.stat().st_mtime < limit:
            file.unlink(missing_ok=True)


def _draw(data: bytes, pages: Sequence[int]) -> Iterable[DrawnPage]:
    """Yield pages as drawn by the child; one that it fails at is tried by itself, so that it costs no other."""
    for first in range(0, len(pages), _AT_ONCE):
        some = pages[first : first + _AT_ONCE]
        made = _drawn_apart(data, some)
        yield from (
            made
            if made is not None
            else (one for page in some for one in _drawn_apart(data, (page,)) or () if len(some) > 1)
        )


def _drawn_apart(data: bytes, pages: Sequence[int]) -> tuple[DrawnPage, ...] | None:
    from generator.reading import ReaderFailedError, RefusedError, read_apart  # noqa: PLC0415 - most builds draw nothing

    try:
        texts = tuple(map(str, pages))
        return read_apart("generator.output.page_drawing:draw", data, texts, tuple[DrawnPage, ...])
    except (OverLimitError, RefusedError, ReaderFailedError):
        return None


def _keep(target: Path, data: bytes) -> None:
    """Write a picture into a temporary file and rename that, so that it is never there in part."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".drawing", delete=False) as file:
        file.write(data)
    Path(file.name).replace(target)


def _name(source: str, page: int) -> str:
    return f"{digest.of_text(_drawing_code(), source, str(page))}.webp"


@cache
def _drawing_code() -> str:
    return code_of(_CODE, PACKAGES)
