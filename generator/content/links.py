"""Symbolic links in a site's folder: which of them leave the site, and reading a file without following any."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.core.diagnostics import Diagnostic, Position, diagnostic

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
"""For opening a file that must not be a link; a named pipe in its place must not make the program wait."""


def outside(link: str | Path, site: Path) -> str | None:
    """Return where a symbolic link leads if that is no part of the site; None if it may be followed.

    Hidden files and folders are no part of a site: `.git/config` can hold a password.
    """
    target, root = Path(os.path.realpath(link)), Path(os.path.realpath(site))
    if not target.is_relative_to(root):
        return str(target)
    inside = target.relative_to(root)
    return inside.as_posix() if any(part.startswith(".") for part in inside.parts) else None


def problem(path: str, target: str) -> Diagnostic:
    """Return what is said of a link that leaves the site, at its path in the site."""
    return diagnostic("link-leaves-site", Position(path), target=target)


def leaving(folder: Path, site: Path) -> Iterator[tuple[Path, str]]:
    """Yield each link that leaves the site, with its target: a folder itself, or any file or folder below it."""
    if folder.is_symlink():
        target = outside(folder, site)
        if target:
            yield folder, target
            return
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            if path.is_symlink() and (target := outside(path, site)):
                yield path, target


def first_link(path: Path, below: Path) -> Path | None:
    """Return the first symbolic link among a path and its parents below a folder; None if there is none."""
    if not path.is_relative_to(below):
        return path if path.is_symlink() else None
    at = below
    for part in path.relative_to(below).parts:
        at = at / part
        if at.is_symlink():
            return at
    return None


def read(root: Path, path: str) -> bytes:
    """Read a file below a folder, which may not be a symbolic link nor be below one.

    Raises:
        FileNotFoundError: there is no such file, or a link is on the way to it.
        OSError: as when any file is read.
    """
    file = root / path
    if first_link(file, root):
        raise FileNotFoundError(str(file))
    opened = os.open(file, os.O_RDONLY | _NO_FOLLOW | getattr(os, "O_BINARY", 0))
    with os.fdopen(opened, "rb") as source:
        if stat.S_ISDIR(os.fstat(opened).st_mode):
            raise IsADirectoryError(str(file))
        return source.read()
