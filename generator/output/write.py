"""Publishes files to the output folder: all of them or none, and without replacing files that we did not write.

New files are first written to a staging folder; where the output is on another file system, they are brought there before
anything is decided. Then a journal is written, which lists the files to move and to remove. Until the journal is on disk
nothing that is published has changed. From then on nothing needs to be computed and no room for files is needed; if the
program stops, the next one that opens the folder finishes what is in the journal.

All this is in the site's folder, which can come from anyone. Journal and manifest count only with this user's seal, the
staged files only with the digest that is in the journal, and no symbolic link is followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from generator.core import digest
from generator.core.values import Value
from generator.output import seal, tree
from generator.output.manifest import Manifest, Stamp, dump, is_inside, load
from generator.output.tree import LinkedError, Tree

LOCK_TIMEOUT = 10.0
"""Seconds to wait until another build of the same folder ends."""
_PRIVATE = 0o700
_STAGE, _JOURNAL, _MANIFEST, _LOCK = "stage", "journal.json", "manifest.json", "lock"
_BROUGHT = ".kantlijn-new"
"""The folder in an output on another file system for new files, until each is renamed to its place."""


@dataclass(frozen=True, slots=True)
class Folder:
    """An output folder, and the folder with the program's own files about it."""

    out: Path
    state: Path
    """Where manifest, journal, staging folder and lock are; never inside `out`."""
    site: Path | None = None
    """The site's folder: of the folders below it, none may be a symbolic link."""
    real: Path | None = None
    """Where `out` leads, if the user confirmed that it is a symbolic link."""

    @property
    def place(self) -> Path:
        """The folder to write to: `out`, or where that leads."""
        return self.real or self.out

    @property
    def own(self) -> bool:
        """Whether the output is in the program's own folder too, as those of the preview and of checks are."""
        return self.site is not None and self.out.is_relative_to(self.state.parents[1])

    @property
    def stage(self) -> Path:
        """The folder for new files until they are moved to the output."""
        return self.state / _STAGE

    @property
    def journal(self) -> Path:
        """The file with the moves and removals of a publication that is not finished."""
        return self.state / _JOURNAL

    @property
    def manifest(self) -> Path:
        """The file that lists what is in the output."""
        return self.state / _MANIFEST

    def purpose(self, file: str) -> str:
        """Return the purpose for which a file is sealed: what was sealed for another output is not accepted."""
        return f"{file} {self.state.name}"


class BusyError(Exception):
    """Another build is publishing into the same folder."""


class ForeignError(Exception):
    """There are files in the output folder that we did not write, where files of ours must be.

    `paths` has their paths inside the output folder.
    """

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


class UnwritableError(Exception):
    """There are folders in which this user may not write, though files must be put or removed there."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__(", ".join(map(str, paths)))
        self.paths = paths


def keep_private(folder: Path) -> None:
    """Make the program's own folder, with a `.gitignore` that keeps it out of the site's version control.

    Raises:
        LinkedError: it is a symbolic link.
        UnwritableError: this user may not make it, or not write to it.
    """
    try:
        with tree.opened(folder, make=True) as own:
            if not own.exists(".gitignore"):
                own.create(".gitignore", b"# Made by kantlijn; may be removed at any time.\n*\n")
    except PermissionError as error:
        raise UnwritableError((_nearest(folder),)) from error


@contextmanager
def opened(folder: Folder, last: Manifest | None = None) -> Iterator[Manifest | None]:
    """Lock the folder for one build, finish an interrupted publication, and yield the manifest (None if unknown).

    An output in the program's own folder that nothing is known of is emptied. `last` is the manifest, where this process
    wrote it and nobody else did since.

    Raises:
        BusyError: another build has locked the folder.
        LinkedError: a symbolic link is in the way.
        UnwritableError: this user may not write to the folder with the state.
    """
    closed = unwritable(folder, ())
    if closed:
        raise UnwritableError(closed)
    with _state(folder, make=True) as state:
        if state.is_link(_LOCK):
            raise LinkedError(folder.state / _LOCK)
    try:
        with FileLock(folder.state / _LOCK, timeout=LOCK_TIMEOUT):
            recover(folder)
            before = last or known(folder)
            if before is None and folder.own:
                with _output(folder, make=True) as out:
                    for name in out.names():
                        out.clear(name)
            yield before
    except Timeout as busy:
        raise BusyError(str(folder.out)) from busy


def known(folder: Folder) -> Manifest | None:
    """Return the folder's manifest; None if it is missing, cannot be read, or was not written by this user."""
    try:
        with _state(folder) as state:
            data = seal.opened(folder.purpose(_MANIFEST), state.read(_MANIFEST))
            return None if data is None else load(data)
    except (FileNotFoundError, NotADirectoryError, LinkedError):
        return None


def signature(folder: Folder) -> tuple[int, ...]:
    """Return what tells the manifest's file from one that another process wrote; empty where there is none."""
    try:
        found = folder.manifest.lstat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def unwritable(folder: Folder, paths: Iterable[str]) -> tuple[Path, ...]:
    """Return the folders in which files at these paths cannot be put or removed, because this user may not."""
    asked = {path.rpartition("/")[0] for path in paths}
    place, there = folder.place, {""}
    for inside in sorted({*asked, *(above for each in asked for above in tree.folders_above(each))} - {""}):
        if inside.rpartition("/")[0] in there and os.path.isdir(f"{place}/{inside}"):  # noqa: PTH112 - for thousands
            there.add(inside)
    inner = {next(each for each in (inside, *tree.folders_above(inside), "") if each in there) for inside in asked}
    nearest = {_nearest(folder.state), _nearest(place), *(place / inside for inside in inner if inside)}
    return tuple(sorted(each for each in nearest if not os.access(each, os.W_OK | os.X_OK)))


def _nearest(folder: Path) -> Path:
    """Return a folder, or the nearest above it that exists."""
    return next(place for place in (folder, *folder.parents) if place.is_dir())


@contextmanager
def _state(folder: Folder, *, make: bool = False) -> Iterator[Tree]:
    with tree.opened(folder.state, folder.site, make=make, mode=_PRIVATE) as state:
        yield state


@contextmanager
def _output(folder: Folder, *, make: bool = False) -> Iterator[Tree]:
    with tree.opened(folder.place, None if folder.real else folder.site, make=make) as out:
        yield out


class Staged(Value, frozen=True):
    """A new file that waits to be moved to the output."""

    name: str
    """Its name in the staging folder."""
    stamp: Stamp


class Stage:
    """The staging folder while a build fills it; its files are named by numbers.

    Copies of this process (`core.workers`) may fill it too: each puts a name of its own before the numbers.
    """

    def __init__(self, state: Tree) -> None:
        """Set up the folder, and empty it."""
        self._state = state
        self._prefix = ""
        self._count = 0
        state.clear(_STAGE)
        state.make(_STAGE)

    def begin(self) -> None:
        """Name files as only this copy of the process does."""
        self._prefix, self._count = f"{os.getpid()}-", 0

    def put(self, data: bytes) -> Staged:
        """Write a new file."""
        name = f"{self._prefix}{self._count}"
        self._count += 1
        status = self._state.create(f"{_STAGE}/{name}", data)
        return Staged(name, Stamp(status.st_size, status.st_mtime_ns))

    def read(self, name: str) -> bytes:
        """Read a file that was put."""
        return self._state.read(f"{_STAGE}/{name}")


@contextmanager
def staging(folder: Folder) -> Iterator[Stage]:
    """Yield the staging folder, emptied; of what is put in it, nothing is left but what a journal lists."""
    with _state(folder, make=True) as state:
        try:
            yield Stage(state)
        finally:
            if not state.exists(_JOURNAL):
                state.clear(_STAGE)


def publish(folder: Folder, staged: Mapping[str, Staged], removed: Iterable[str], manifest: Manifest) -> None:
    """Write the journal, then move the staged files to the output, remove others, and replace the manifest.

    Args:
        folder: the output folder.
        staged: the staged files, by the path in the output that each gets.
        removed: the paths of the files to remove.
        manifest: what the output will hold.

    Raises:
        UnwritableError: this user may not write to one of the folders; nothing was changed.
        LinkedError: a symbolic link is in the way; once it is gone, the next build goes on.
    """
    moves = list(staged)
    gone = sorted(removed)
    closed = unwritable(folder, (*moves, *gone))
    if closed:
        recover(folder)
        raise UnwritableError(closed)
    content = ((path, manifest.entries[path].content, staged[path].name) for path in moves)
    journal = _Journal(tuple(content), tuple(_blocking(gone, moves)), tuple(gone))
    with _state(folder) as state, _output(folder, make=True) as out:  # so that a link is found before the journal
        if state.device != out.device:
            _bring(state, out, [staged[path].name for path in moves])
    with _state(folder) as state:
        state.create(f"{_STAGE}/{_MANIFEST}", seal.sealed(folder.purpose(_MANIFEST), dump(manifest)))
        data = seal.sealed(folder.purpose(_JOURNAL), msgspec.json.encode(journal))
        state.create(f"{_STAGE}/{_JOURNAL}", data, lasting=True)
        state.move(f"{_STAGE}/{_JOURNAL}", state, _JOURNAL)
        _apply(folder, state, journal)


def _bring(state: Tree, out: Tree, names: Iterable[str]) -> None:
    """Copy staged files to the file system of the output; where that has no room for all, none is left there."""
    out.clear(_BROUGHT)
    try:
        out.make(_BROUGHT)
        for name in names:
            state.copy(f"{_STAGE}/{name}", out, f"{_BROUGHT}/{name}")
    except OSError:
        out.clear(_BROUGHT)
        raise


def recover(folder: Folder) -> bool:
    """Finish a publication that has a journal and return True; else remove what was staged and return False.

    A journal that this user did not write, or whose staged files are not those that it lists, is removed.
    """
    with _state(folder, make=True) as state:
        there = state.exists(_JOURNAL)
        journal = _journal(folder, state) if there else None
        if journal is not None:
            _apply(folder, state, journal)
            return True
        state.clear(_JOURNAL)
        state.clear(_STAGE)
        if os.path.lexists(folder.place / _BROUGHT):
            with _output(folder) as out:
                out.clear(_BROUGHT)
        return there


class _Journal(Value, frozen=True):
    """What moves, by path, digest and name in the staging folder; and what goes, before that and after."""

    moves: tuple[tuple[str, str, str], ...]
    first: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths in it."""
        return (*(path for path, *_ in self.moves), *self.first, *self.removed)


def _apply(folder: Folder, state: Tree, journal: _Journal) -> None:
    """Do what is in the journal; every step may have been done before.

    Files are moved before others are removed, so that at no moment a page links to one that does not exist.
    """
    with _output(folder, make=True) as out, _output(folder) as brought:
        for path in journal.first:
            _remove(out, path)
        for path, content, name in journal.moves:
            if _take(brought, name, content, out, path):
                state.remove(f"{_STAGE}/{name}")
            else:
                _move(state, name, out, path)
        for path in journal.removed:
            _remove(out, path)
        out.clear(_BROUGHT)
    _move(state, _MANIFEST, state, _MANIFEST)
    state.clear(_JOURNAL)
    state.clear(_STAGE)


def _journal(folder: Folder, state: Tree) -> _Journal | None:
    """Return what is in the journal; None if it is damaged, is not ours, or has a path outside the output."""
    try:
        data = seal.opened(folder.purpose(_JOURNAL), state.read(_JOURNAL))
        journal = None if data is None else msgspec.json.decode(data, type=_Journal)
    except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    if journal is None:
        return None
    names = (name for *_, name in journal.moves)
    if not all(map(is_inside, (*journal.paths, *names))):
        return None
    return journal if all(_is_staged(state, name, content) for _, content, name in journal.moves) else None


def _take(brought: Tree, name: str, content: str, out: Tree, path: str) -> bool:
    """Move a file to its place that was brought to the output's file system; False if there is none with its content."""
    try:
        if digest.of_bytes(brought.read(f"{_BROUGHT}/{name}")) != content:
            return False
    except (FileNotFoundError, NotADirectoryError, LinkedError):
        return False
    brought.move(f"{_BROUGHT}/{name}", out, path)
    return True


def _is_staged(state: Tree, staged: str, content: str) -> bool:
    """Say whether a staged file is the one that the journal lists, or is gone because it was moved before."""
    name = f"{_STAGE}/{staged}"
    try:
        return digest.of_bytes(state.read(name)) == content
    except FileNotFoundError:
        return not state.exists(name)


def _move(state: Tree, staged: str, to: Tree, path: str) -> None:
    state.move(f"{_STAGE}/{staged}", to, path)


def _remove(out: Tree, path: str) -> None:
    out.remove(path)


def _blocking(removed: list[str], moves: list[str]) -> list[str]:
    """Return the removed files that must go before files are moved: those where a new folder or file must be."""
    folders = {parent for path in moves for parent in tree.folders_above(path)}
    files = set(moves)
    return [path for path in removed if path in folders or files.intersection(tree.folders_above(path))]
