"""Publishes files to the output folder: all of them or none, and without replacing files that we did not write.

New files are first written to a staging folder. Then a journal is written, which lists the files to move and to remove.
Until the journal is on disk the output is unchanged. From then on nothing needs to be computed and no disk space is
needed; if the program stops, the next one that opens the folder finishes what is in the journal.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from generator.core import digest
from generator.output.manifest import Entry, Manifest, Stamp, dump, is_inside, load

LOCK_TIMEOUT = 10.0
"""Seconds to wait until another build of the same folder ends."""


@dataclass(frozen=True, slots=True)
class Folder:
    """An output folder, and the folder with the program's own files about it."""

    out: Path
    state: Path
    """Where manifest, journal, staging folder and lock are; never inside `out`."""

    @property
    def stage(self) -> Path:
        """The folder for new files until they are moved to the output."""
        return self.state / "stage"

    @property
    def journal(self) -> Path:
        """The file with the moves and removals of a publication that is not finished."""
        return self.state / "journal.json"

    @property
    def manifest(self) -> Path:
        """The file that lists what is in the output."""
        return self.state / "manifest.json"


class BusyError(Exception):
    """Another build is publishing into the same folder."""


class ForeignError(Exception):
    """There are files in the output folder that we did not write, where files of ours must be.

    `paths` has their paths inside the output folder.
    """

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


def keep_private(folder: Path) -> None:
    """Make the program's own folder, with a `.gitignore` that keeps it out of the site's version control."""
    ignore = folder / ".gitignore"
    if not ignore.exists():
        folder.mkdir(parents=True, exist_ok=True)
        ignore.write_text("# Made by kantlijn; may be removed at any time.\n*\n", "utf-8")


@contextmanager
def opened(folder: Folder) -> Iterator[Manifest | None]:
    """Lock the folder for one build, finish an interrupted publication, and yield the manifest (None if unknown).

    Raises:
        BusyError: another build has locked the folder.
    """
    folder.state.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder.state / "lock", timeout=LOCK_TIMEOUT):
            recover(folder)
            yield known(folder)
    except Timeout as busy:
        raise BusyError(str(folder.out)) from busy


def known(folder: Folder) -> Manifest | None:
    """Return the folder's manifest; None if it is missing or cannot be read."""
    try:
        return load(folder.manifest.read_text("utf-8"))
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def untouched(folder: Folder, path: str, entry: Entry, stamps: Mapping[str, Stamp]) -> bool:
    """Say whether a published file is as we wrote it; it is read only if its size is the same and its time is not."""
    stamp = stamps.get(path)
    if stamp is None or stamp.size != entry.stamp.size:
        return False
    return stamp == entry.stamp or digest.of_bytes((folder.out / path).read_bytes()) == entry.content


def stamps(folder: Folder) -> dict[str, Stamp]:
    """Return the size and time of each file in the output, by path, without hidden files (`.git`, `.nojekyll`)."""
    found: dict[str, Stamp] = {}
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            listing = list(os.scandir(folder.out / prefix))
        except FileNotFoundError:
            continue
        for item in listing:
            if item.name.startswith("."):
                continue
            path = f"{prefix}{item.name}"
            if item.is_dir(follow_symlinks=False):
                waiting.append(f"{path}/")
            else:
                status = item.stat(follow_symlinks=False)
                found[path] = Stamp(status.st_size, status.st_mtime_ns)
    return found


def foreign(
    wanted: Mapping[str, str], manifest: Manifest | None, stamps: Mapping[str, Stamp], folder: Folder
) -> tuple[str, ...]:
    """Return the files in the output that we did not write and that are in the way, sorted.

    In a folder without a manifest all files are in the way, else only those where a file or folder of ours must be. A
    file with exactly the content that would be written there is never in the way.

    Args:
        wanted: the digest of the content of each planned file, by path.
        manifest: what the output holds by our account, if that is known.
        stamps: the files that are in the output.
        folder: the output folder.
    """
    strangers = stamps.keys() - (manifest.entries.keys() if manifest else set())
    if not strangers:
        return ()
    if manifest is not None:
        folders = {parent for path in wanted for parent in _parents(path)}
        strangers = {
            path
            for path in strangers
            if path in wanted or path in folders or any(parent in wanted for parent in _parents(path))
        }
    return tuple(path for path in sorted(strangers) if not _same(folder.out / path, wanted.get(path)))


def in_the_way(folder: Folder, new: Iterable[str]) -> bool:
    """Say whether there is anything in the output where new files or their folders must be."""
    if not folder.out.exists():
        return False
    folders: set[str] = set()
    for path in new:
        if os.path.lexists(f"{folder.out}/{path}"):
            return True
        folders.update(_parents(path))
    return any(os.path.lexists(folder.out / each) and not (folder.out / each).is_dir() for each in folders)


def stage(folder: Folder, contents: Iterable[tuple[str, bytes]]) -> dict[str, Stamp]:
    """Write new files to the staging folder, named by their number in the order given; return their stamps by path."""
    shutil.rmtree(folder.stage, ignore_errors=True)
    folder.stage.mkdir(parents=True)
    written: dict[str, Stamp] = {}
    for number, (path, data) in enumerate(contents):
        with open(f"{folder.stage}/{number}", "wb", buffering=0) as file:  # noqa: PTH123 - a Path for each file is slow
            file.write(data)
            status = os.fstat(file.fileno())
        written[path] = Stamp(status.st_size, status.st_mtime_ns)
    return written


def publish(folder: Folder, staged: Iterable[str], removed: Iterable[str], manifest: Manifest) -> None:
    """Write the journal, then move the staged files to the output, remove others, and replace the manifest.

    Args:
        folder: the output folder.
        staged: the paths of the staged files, in the order in which `stage` wrote them.
        removed: the paths of the files to remove.
        manifest: what the output will hold.
    """
    moves = list(staged)
    gone = sorted(removed)
    (folder.stage / "manifest").write_text(dump(manifest), "utf-8")
    plan = {"moves": moves, "first": _blocking(gone, moves), "removed": gone}
    waiting = folder.stage / "journal"
    with waiting.open("w", encoding="utf-8") as file:
        json.dump(plan, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(folder.journal)
    _apply(folder)


def recover(folder: Folder) -> bool:
    """Finish a publication that has a journal and return True; else remove what was staged and return False."""
    if folder.journal.exists():
        _apply(folder)
        return True
    shutil.rmtree(folder.stage, ignore_errors=True)
    return False


def _apply(folder: Folder) -> None:
    """Do what is in the journal; every step may have been done before.

    Files are moved before others are removed, so that at no moment a page links to one that does not exist.
    """
    plan = _journal(folder)
    for path in plan["first"]:
        _remove(folder.out, path)
    folder.out.mkdir(parents=True, exist_ok=True)
    made: set[str] = set()
    for number, path in enumerate(plan["moves"]):
        parent = path.rpartition("/")[0]
        if parent not in made:
            os.makedirs(f"{folder.out}/{parent}", exist_ok=True)  # noqa: PTH103 - a Path for each file is slow
            made.add(parent)
        _move(f"{folder.stage}/{number}", f"{folder.out}/{path}")
    for path in plan["removed"]:
        _remove(folder.out, path)
    _move(f"{folder.stage}/manifest", str(folder.manifest))
    folder.journal.unlink()
    shutil.rmtree(folder.stage, ignore_errors=True)


def _journal(folder: Folder) -> dict[str, list[str]]:
    """Return what is in the journal; nothing if it is damaged or has a path outside the output."""
    nothing: dict[str, list[str]] = {"moves": [], "first": [], "removed": []}
    try:
        found = json.loads(folder.journal.read_text("utf-8"))
        plan = {key: [str(path) for path in found[key]] for key in nothing}
    except (ValueError, KeyError, TypeError):
        return nothing
    return plan if all(is_inside(path) for paths in plan.values() for path in paths) else nothing


def _move(source: str, target: str) -> None:
    try:
        os.replace(source, target)  # noqa: PTH105 - a Path for each file takes as long as the move
    except FileNotFoundError:
        if os.path.lexists(source):
            raise
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _move_across(Path(source), Path(target))


def _move_across(source: Path, target: Path) -> None:
    """Move a file to another file system; it is copied beside its place and renamed, so it is never there in part."""
    beside = target.with_name(f".{target.name}.kantlijn")
    shutil.copy2(source, beside)
    beside.replace(target)
    source.unlink()


def _remove(out: Path, path: str) -> None:
    """Remove a file of the output, and the folders above it that are then empty."""
    target = out / path
    if target.is_dir() and not target.is_symlink():
        return  # a new folder has its name
    try:
        target.unlink(missing_ok=True)
    except NotADirectoryError:
        return  # a new file has the name of its folder
    for parent in target.parents:
        if parent == out:
            return
        try:
            parent.rmdir()
        except OSError:  # not empty, or gone already
            return


def _same(file: Path, content: str | None) -> bool:
    return content is not None and file.is_file() and digest.of_bytes(file.read_bytes()) == content


def _blocking(removed: list[str], moves: list[str]) -> list[str]:
    """Return the removed files that must go before files are moved: those where a new folder or file must be."""
    folders = {parent for path in moves for parent in _parents(path)}
    files = set(moves)
    return [path for path in removed if path in folders or files.intersection(_parents(path))]


def _parents(path: str) -> Iterator[str]:
    """Yield the folders above a path, the nearest first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
