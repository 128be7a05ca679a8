"""The user's own folders, outside every site: the cache, and the data folder with the key.

Only this user may write to them. A folder that belongs to another user, that others can write to, or that came with a
site is not used: what is in it may have been planted.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from generator.content.sources import SITE_FILE
from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.real_paths import real

CACHE_VARIABLE = "KANTLIJN_CACHE"
"""The environment variable that names the cache folder, for machines that keep one between jobs."""
DATA_VARIABLE = "KANTLIJN_DATA"
"""The environment variable that names the data folder, for machines without a home folder."""
KEY = "key"
"""The name of the file in the data folder with the key."""
_PROGRAM = "program"
"""The name of the folder in the cache that belongs to no site."""
_OTHERS_WRITE = 0o022
_ROOM = 2**20
"""Bytes that a cache folder must have room for: one in which no file of that size can be written is full."""
_REPOSITORIES = (".git", ".hg", ".svn", ".jj")
"""What the folder of a repository has: all in it may be as somebody else wrote it."""


class UnusableError(Exception):
    """A folder or file of the user's cannot be trusted or not be made; `code` says why, as a diagnostic of the cache."""

    def __init__(self, code: str, path: Path, reason: str | None = None) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path
        self.reason = reason

    @property
    def of_cache(self) -> Diagnostic:
        """What is said of it where it is the cache: the site is built all the same, but slower."""
        return self._told(self.code)

    @property
    def of_data(self) -> Diagnostic:
        """What is said of it where it is the data folder: no build knows what one before it published."""
        return self._told(_OF_DATA[self.code])

    def _told(self, code: str) -> Diagnostic:
        return diagnostic(code, Position(str(self.path)), Severity.INFO, reason=self.reason)


_OF_DATA = {
    "folder-of-another-user": "key-of-another-user",
    "folder-open-to-others": "key-open-to-others",
    "folder-has-links": "key-has-links",
    "folder-in-site": "key-in-site",
    "folder-unusable": "key-unusable",
}
"""The codes of what is said of the data folder, by those of the cache: without it something else is lost."""


def cache_folder(site: Path) -> Path:
    """Return the cache folder of a site, by the site's real path; one for this process if the user's is not usable."""
    try:
        return _cache_folder(site, _name(site))
    except UnusableError:
        return Path(_throwaway().name) / _name(site)


def leave(site: Path) -> bool:
    """Use the cache folder of a site no more in this process, if it is in use and no file can be written there.

    Returns whether that is so: then what failed can be tried again.
    """
    try:
        folder = _cache_folder(site, _name(site))
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_ROOM))
    except UnusableError:
        return False
    except OSError as error:
        _LEFT[real(site)] = error.strerror or str(error)
        return True
    return False


_LEFT: dict[Path, str] = {}
"""The sites whose cache folder this process has left, and why."""


def program_folder(site: Path) -> Path:
    """Return the folder in the cache with what is the same for each site; chosen as the site's own is."""
    try:
        return _cache_folder(site, _PROGRAM)
    except UnusableError:
        return Path(_throwaway().name) / _PROGRAM


def shelf(site: Path, name: str) -> Path:
    """Return a folder in the cache folder of a site, for files that are kept as they are."""
    folder = cache_folder(site) / name
    with contextlib.suppress(OSError):  # who writes to it will say so
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def data_folder(*, make: bool = True) -> Path:
    """Return the data folder.

    Raises:
        UnusableError: it cannot be trusted, or not be made.
    """
    named = os.environ.get(DATA_VARIABLE)
    if not named:
        return _own(user_data_path("kantlijn"), make=make)
    folder = Path(named).absolute()
    brought = (SITE_FILE, *_REPOSITORIES)
    if any((above / name).exists() for above in real(folder).parents for name in brought):
        raise UnusableError("folder-in-site", folder)
    return _own(folder, make=make)


def problems(site: Path) -> Iterator[Diagnostic]:
    """Say of each of the user's folders that is not used why it is not."""
    try:
        _cache_folder(site, _name(site))
    except UnusableError as error:
        yield error.of_cache
    try:
        folder = _checked_files(data_folder())
        if not (folder / KEY).exists():
            _writable(folder)
    except UnusableError as error:
        yield error.of_data


def checked(status: os.stat_result, path: Path) -> None:
    """Check who owns a file or folder, and who can write to it; a system without owners is trusted.

    Raises:
        UnusableError: it belongs to another user, or others can write to it.
    """
    if not hasattr(os, "getuid"):
        return
    if status.st_uid != os.getuid():
        raise UnusableError("folder-of-another-user", path)
    if status.st_mode & _OTHERS_WRITE:
        raise UnusableError("folder-open-to-others", path)


def _cache_folder(site: Path, name: str) -> Path:
    named = os.environ.get(CACHE_VARIABLE)
    root = Path(named).absolute() if named else user_cache_path("kantlijn")
    if refused := _LEFT.get(real(site)):
        raise UnusableError("folder-unusable", root, refused)
    return _writable(_checked_files(_own(_own(_outside(root, site, named=bool(named))) / name, follow=False)))


def _checked_files(folder: Path) -> Path:
    """Check what is in a folder as the folder itself; there may be no links in it."""
    for file in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):  # another process removed it
            status = file.lstat()
            if stat.S_ISLNK(status.st_mode):
                raise UnusableError("folder-has-links", file)
            checked(status, file)
    return folder


def _writable(folder: Path) -> Path:
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UnusableError("folder-unusable", folder, os.strerror(errno.EACCES))
    return folder


def _name(site: Path) -> str:
    return digest.of_text(str(real(site)))[:16]


def _outside(folder: Path, site: Path, *, named: bool) -> Path:
    """Return a folder that is not in the site; one that was named may not be in the site's repository either."""
    top = real(site)
    if named:
        top = next((one for one in (top, *top.parents) if any((one / name).exists() for name in _REPOSITORIES)), top)
    if real(folder).is_relative_to(top):
        raise UnusableError("folder-in-site", folder)
    return folder


def _own(folder: Path, *, follow: bool = True, make: bool = True) -> Path:
    """Make a folder that only this user can look into, or check the one that is there."""
    try:
        if make:
            for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
                missing.mkdir(mode=0o700, exist_ok=True)
        status = folder.stat(follow_symlinks=follow)
    except OSError as error:
        raise UnusableError("folder-unusable", folder, error.strerror) from error
    if not stat.S_ISDIR(status.st_mode):
        raise UnusableError(
            "folder-has-links" if stat.S_ISLNK(status.st_mode) else "folder-unusable",
            folder,
            os.strerror(errno.ENOTDIR),
        )
    checked(status, folder)
    return folder


@cache
def _throwaway() -> tempfile.TemporaryDirectory[str]:
    """Return a folder that is removed when the program ends."""
    return tempfile.TemporaryDirectory(prefix="kantlijn-", ignore_cleanup_errors=True)
