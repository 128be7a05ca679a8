"""A folder in which files are put and removed without following a symbolic link, neither a file nor any folder above it.

Where the system can, folders are opened one by one and held open, so that a link that is put in their place later is
not followed either. Elsewhere (Windows) each folder is looked at before it is used.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HOLDS_OPEN = hasattr(os, "O_NOFOLLOW") and {os.open, os.mkdir, os.stat, os.unlink, os.rmdir} <= os.supports_dir_fd
"""Whether this system can name a file by an open folder."""
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class LinkedError(OSError):
    """A symbolic link is where a folder of ours must be; `filename` has its path."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
        self.path = path


class Tree:
    """An open folder. Paths are relative to it, with forward slashes."""

    def __init__(self, root: Path, handle: int | None) -> None:
        """Set up the folder; `handle` is None on systems that cannot hold a folder open."""
        self.root = root
        self._handle = handle
        self._path = ""
        """The folder that is entered, where folders can be held open."""
        self._held: list[tuple[str, int]] = []
        """The folders on the way to it, by name, each open."""

    def close(self) -> None:
        """Let go of the folder."""
        self._leave()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    @property
    def device(self) -> int:
        """The number of the file system that the folder is on: only within one is a move a change of name."""
        return (self.root.stat() if self._handle is None else os.fstat(self._handle)).st_dev

    def exists(self, path: str) -> bool:
        """Say whether there is a file, folder or link at a path; what is behind a link is not there."""
        with suppress(FileNotFoundError, NotADirectoryError, LinkedError):
            self._status(path)
            return True
        return False

    def is_link(self, path: str) -> bool:
        """Say whether there is a symbolic link at a path."""
        with suppress(FileNotFoundError, NotADirectoryError, LinkedError):
            return _is_link(self._status(path))
        return False

    def read(self, path: str, most: int | None = None) -> bytes:
        """Read a file.

        Raises:
            FileNotFoundError: there is no such file, or one of more than `most` bytes; what is behind a link is none.
        """
        folder, name = self._at(path)
        try:
            if self._handle is None and _is_link(os.lstat(name)):
                raise FileNotFoundError(str(self.root / path))
            handle = os.open(name, _READ | _BINARY, dir_fd=folder)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.EMLINK):
                raise FileNotFoundError(str(self.root / path)) from error
            raise
        with os.fdopen(handle, "rb") as source:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or (most is not None and status.st_size > most):
                raise FileNotFoundError(str(self.root / path))
            return source.read()

    def create(self, path: str, data: bytes, *, lasting: bool = False) -> os.stat_result:
        """Write a file that is not there yet, and return its status; `lasting`: wait until it is on the disk.

        Raises:
            FileExistsError: there is something at the path, be it a link.
            OSError: the disk has no room; `filename` has the folder.
        """
        folder, name = self._at(path)
        handle = os.open(name, _NEW | _BINARY, 0o666, dir_fd=folder)
        try:
            left = memoryview(data)
            while left:  # a system may write a part, and say only of the rest that the disk is full
                left = left[os.write(handle, left) :]
            if lasting:
                os.fsync(handle)
            return os.fstat(handle)
        except OSError as error:  # the system names no file that it was told by a number
            error.filename = str(self.root)
            raise
        finally:
            os.close(handle)

    def copy(self, path: str, to: Tree, target: str) -> None:
        """Copy a file, with its time, to a path in another folder where there is none."""
        status = self._status(path)
        to.create(target, self.read(path))
        into, called = to._at(target)
        os.utime(called, ns=(status.st_atime_ns, status.st_mtime_ns), dir_fd=into)

    def move(self, path: str, to: Tree, target: str) -> None:
        """Move a file to a path in another folder, whose folders are made; if it is gone, it was moved before.

        Raises:
            LinkedError: a folder on the way is a symbolic link.
        """
        if to is self:  # a tree holds one folder open at a time
            to = Tree(self.root, None if self._handle is None else os.dup(self._handle))
            try:
                self.move(path, to, target)
            finally:
                to.close()
            return
        try:
            folder, name = self._at(path)
            into, called = to._at(target, make=True)
            os.replace(name, called, src_dir_fd=folder, dst_dir_fd=into)
        except FileNotFoundError:
            if self.exists(path):
                raise
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            self._move_across(path, to, target)

    def remove(self, path: str) -> None:
        """Remove a file, and the folders above it that are then empty; what is behind a link is not ours."""
        with suppress(FileNotFoundError, NotADirectoryError, LinkedError):
            if stat.S_ISDIR(self._status(path).st_mode):
                return  # a new folder has its name
            folder, name = self._at(path)
            os.unlink(name, dir_fd=folder)
            with suppress(OSError):  # it is not empty
                while "/" in path:
                    path = path.rpartition("/")[0]
                    folder, name = self._at(path)
                    os.rmdir(name, dir_fd=folder)

    def clear(self, path: str) -> None:
        """Remove a folder with all that is in it; a link is removed, and not what it leads to."""
        with suppress(FileNotFoundError, NotADirectoryError, LinkedError):
            folder, name = self._at(path)
            if stat.S_ISDIR(self._status(path).st_mode):
                shutil.rmtree(name, ignore_errors=True, dir_fd=folder)
            else:
                os.unlink(name, dir_fd=folder)

    def names(self) -> list[str]:
        """Return the names of what is in the folder itself."""
        return sorted(os.listdir(self.root if self._handle is None else self._handle))  # noqa: PTH208 - as above

    def make(self, path: str) -> None:
        """Make a folder, and those above it."""
        self._at(f"{path}/.", make=True)

    def _move_across(self, path: str, to: Tree, target: str) -> None:
        """Move a file to another file system; it is written beside its place and renamed, so it is never there in part."""
        folder, _, name = target.rpartition("/")
        beside = f"{folder}/.{name}.kantlijn".lstrip("/")
        to.clear(beside)
        self.copy(path, to, beside)
        into, called = to._at(beside)
        os.replace(called, to._at(target)[1], src_dir_fd=into, dst_dir_fd=into)
        self.remove(path)

    def _status(self, path: str) -> os.stat_result:
        folder, name = self._at(path)
        return os.stat(name, dir_fd=folder, follow_symlinks=False)

    def _at(self, path: str, *, make: bool = False) -> tuple[int | None, str]:
        """Return the open folder in which a file is, and the file's name in it; or no folder and the whole path."""
        folder, _, name = path.rpartition("/")
        if folder != self._path:
            self._enter(folder, make=make)
        return (self._folder, name) if self._handle is not None else (None, str(self.root / path))

    @property
    def _folder(self) -> int | None:
        return self._held[-1][1] if self._held else self._handle

    def _enter(self, path: str, *, make: bool) -> None:
        """Enter a folder from the nearest above it that is open; what cannot be held open is looked at each time."""
        parts = path.split("/") if path else []
        same = 0
        while same < min(len(parts), len(self._held)) and self._held[same][0] == parts[same]:
            same += 1
        self._leave(same)
        for at in range(same, len(parts)):
            inside = "/".join(parts[: at + 1])
            inner = _open(f"{self.root}/{inside}", self._folder, parts[at], make=make)
            if inner is not None:
                self._held.append((parts[at], inner))
                self._path = inside

    def _leave(self, kept: int = 0) -> None:
        """Let go of the folders on the way but the first ones."""
        for _, handle in self._held[kept:]:
            os.close(handle)
        del self._held[kept:]
        self._path = "/".join(name for name, _ in self._held)


@contextmanager
def opened(place: Path, below: Path | None = None, *, make: bool = False, mode: int = 0o777) -> Iterator[Tree]:
    """Open a folder. No folder on the way to it from `below` may be a link; without `below`, only it itself may not.

    With `make` folders that are not there are made, with the rights of `mode`.

    Raises:
        LinkedError: one of them is a symbolic link.
        FileNotFoundError: the folder does not exist, and it is not to be made.
    """
    start = below if below is not None and place.is_relative_to(below) else place.parent
    if make:
        start.mkdir(parents=True, exist_ok=True)
    handle = os.open(start, _FOLDER & ~getattr(os, "O_NOFOLLOW", 0)) if HOLDS_OPEN else None
    try:
        at = start
        for part in place.relative_to(start).parts:
            at = at / part
            inner = _open(str(at), handle, part, make=make, mode=mode)
            if handle is not None:
                os.close(handle)
            handle = inner
    except BaseException:
        if handle is not None:
            os.close(handle)
        raise
    tree = Tree(place, handle)
    try:
        yield tree
    finally:
        tree.close()


def _open(path: str, parent: int | None, name: str, *, make: bool, mode: int = 0o777) -> int | None:
    """Open a folder in an open folder; where that cannot be done, look at it and return None."""
    if make:
        with suppress(FileExistsError):
            os.mkdir(path if parent is None else name, mode, dir_fd=parent)
    if parent is None:
        status = os.lstat(path)
        if _is_link(status):
            raise LinkedError(Path(path))
        if not stat.S_ISDIR(status.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path)
        return None
    try:
        return os.open(name, _FOLDER, dir_fd=parent)
    except OSError as error:
        linked = False
        with suppress(OSError):
            linked = _is_link(os.stat(name, dir_fd=parent, follow_symlinks=False))
        if linked:
            raise LinkedError(Path(path)) from error
        raise type(error)(error.errno, error.strerror, path) from error


def _is_link(status: os.stat_result) -> bool:
    """Say whether a status is that of a symbolic link, or of what Windows has in its place (a junction)."""
    return stat.S_ISLNK(status.st_mode) or bool(getattr(status, "st_reparse_tag", 0))


def folders_above(path: str) -> Iterator[str]:
    """Yield the folders above a path, the nearest first, but for the root."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
