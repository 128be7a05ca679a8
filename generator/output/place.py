"""Where a site is published: its output folder, and the user's consent where a site itself leads out of its folder.

A site's folder can come from anyone. A symbolic link in it, or `out` in site.yml, may lead to any folder of the user's;
nothing is written there until the user has confirmed it, once. That is kept outside the site.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator.content.links import first_link
from generator.content.sources import SITE_FILE
from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.output import users_folders
from generator.output.write import Folder

_CONFIRMED = "outputs"
"""The folder of the user's in which each confirmed output has a file."""


def folder(site: Path, state: Path, out: Path, *, real: Path | None = None) -> Folder:
    """Return an output folder with its state.

    Args:
        site: the site's folder.
        state: the program's own folder in it.
        out: the output folder.
        real: where it really is, if the user confirmed that.
    """
    place = _absolute(out)
    inside = place.relative_to(site).as_posix() if place.is_relative_to(site) else place.as_posix()
    return Folder(place, state / "out" / digest.of_text(inside)[:12], site, real)


def confirmed(site: Path, state: Path, out: Path, *, asked: bool, confirm: bool) -> tuple[Folder, Diagnostic | None]:
    """Return the output folder; with a problem if the site leads out of its own folder and nobody confirmed that.

    Args:
        site: the site's folder.
        state: the program's own folder in it.
        out: the output folder.
        asked: whether the user named it; else site.yml did.
        confirm: whether the user confirms it now.
    """
    place = _absolute(out)
    inside = place.is_relative_to(site)
    if not (first_link(place, site) if inside else not asked or place.is_symlink()):
        return folder(site, state, out), None
    real = Path(os.path.realpath(place))
    if confirm:
        _keep(place, real)
    if confirm or _is_kept(place, real):
        return folder(site, state, out, real=real), None
    at = Position(place.relative_to(site).as_posix() if inside else SITE_FILE)
    return folder(site, state, out), diagnostic("output-elsewhere", at, target=real)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - keeps symbolic links, which resolve() would follow


def _file(data: Path, place: Path, real: Path) -> Path:
    return data / _CONFIRMED / digest.of_text(str(place), str(real))


def _keep(place: Path, real: Path) -> None:
    try:
        file = _file(users_folders.data_folder(), place, real)
        file.parent.mkdir(mode=0o700, exist_ok=True)
        file.write_text(f"{place}\n{real}\n", "utf-8")
    except users_folders.UnusableError:
        return  # it is said elsewhere that the folder is not used; the next build asks again


def _is_kept(place: Path, real: Path) -> bool:
    try:
        return _file(users_folders.data_folder(make=False), place, real).is_file()
    except users_folders.UnusableError:
        return False
