"""Publication: the output folder goes from one build to the next as a whole, and only over files of our own.

Everything new is first written in a staging folder. Then a journal says what will be moved and removed; once that is on
disk the publication is decided, and whoever opens the folder next finishes what a crash left undone. Before that moment
nothing in the output has changed, after it nothing needs to be computed or can run out of space.
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

PATIENCE = 10.0
"""Seconds to wait for another build of the same folder."""


@dataclass(frozen=True, slots=True)
class Folder:
    """An output folder and where the program keeps what it knows of it."""

    out: Path
    state: Path

    @property
    def stage(self) -> Path:
        """Where new files wait."""
        return self.state / "stage"

    @property
    def journal(self) -> Path:
        """What remains to be done of a publication that was decided."""
        return self.state / "journal.json"

    @property
    def manifest(self) -> Path:
        """What the output holds."""
        return self.state / "manifest.json"


class BusyError(Exception):
    """Another build is publishing into the same folder."""


class ForeignError(Exception):
    """The output folder holds files that are not ours, and they are in the way."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


def keep_private(folder: Path) -> None:
    """Make the program's own folder, and keep it out of the site's version control."""
    note = folder / ".gitignore"
    if not note.exists():
        folder.mkdir(parents=True, exist_ok=True)
        note.write_text("# Made by kantlijn; may be removed at any time.\n*\n", "utf-8")


@contextmanager
def opened(folder: Folder) -> Iterator[Manifest | None]:
    """Take the folder for one build: finish what a crash left, and give what it holds (None: nothing is known).

    Raises:
        BusyError: another build has it.
    """
    folder.state.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder.state / "lock", timeout=PATIENCE):
            recover(folder)
            yield known(folder)
    except Timeout as busy:
        raise BusyError(str(folder.out)) from busy


def known(folder: Folder) -> Manifest | None:
    """Return what the folder is known to hold; None where nothing is."""
    try:
        return load(folder.manifest.read_text("utf-8"))
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def untouched(folder: Folder, path: str, entry: Entry, stamps: Mapping[str, Stamp]) -> bool:
    """Say whether a published file is still as it was written; reads it only where its size agrees and its time not."""
    stamp = stamps.get(path)
    if stamp is None or stamp.size != entry.stamp.size:
        return False
    return stamp == entry.stamp or digest.of_bytes((folder.out / path).read_bytes()) == entry.content


def stamps(folder: Folder) -> dict[str, Stamp]:
    """List every file of the output but hidden ones (`.git`, `.nojekyll`): those are nobody's concern here."""
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
    """List the files that are not ours and stand in the way; `wanted` is the content fingerprint of each planned path.

    A file that already holds exactly what would be written there counts as ours. In a folder that was never published
    into, every other file is in the way; later only those where a file or a folder of ours must come.
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
    """Say whether anything stands where new files or their folders must come."""
    if not folder.out.exists():
        return False
    folders: set[str] = set()
    for path in new:
        if os.path.lexists(f"{folder.out}/{path}"):
            return True
        folders.update(_parents(path))
    return any(os.path.lexists(folder.out / each) and not (folder.out / each).is_dir() for each in folders)


def stage(folder: Folder, contents: Iterable[tuple[str, bytes]]) -> dict[str, Stamp]:
    """Write new files into the staging folder, flat and numbered in the order given; give their stamps by path."""
    shutil.rmtree(folder.stage, ignore_errors=True)
    folder.stage.mkdir(parents=True)
    written: dict[str, Stamp] = {}
    for number, (path, data) in enumerate(contents):
        with open(f"{folder.stage}/{number}", "wb", buffering=0) as file:  # noqa: PTH123 - of ten thousand files, each costs
            file.write(data)
            status = os.fstat(file.fileno())
        written[path] = Stamp(status.st_size, status.st_mtime_ns)
    return written


def publish(folder: Folder, staged: Iterable[str], removed: Iterable[str], manifest: Manifest) -> None:
    """Replace the output by what was staged, as a whole: after the journal stands, it happens, crash or no crash."""
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
    """Finish a publication that was decided, or forget one that was not; says whether there was one to finish."""
    if folder.journal.exists():
        _apply(folder)
        return True
    shutil.rmtree(folder.stage, ignore_errors=True)
    return False


def _apply(folder: Folder) -> None:
    """Do what the journal says; every step may have been done before.

    New and changed files go first and removals last, so that at no moment a page leads to one that is not there.
    """
    plan = _journal(folder)
    for path in plan["first"]:
        _remove(folder.out, path)
    folder.out.mkdir(parents=True, exist_ok=True)
    made: set[str] = set()
    for number, path in enumerate(plan["moves"]):
        parent = path.rpartition("/")[0]
        if parent not in made:
            os.makedirs(f"{folder.out}/{parent}", exist_ok=True)  # noqa: PTH103 - of ten thousand paths, each costs
            made.add(parent)
        _move(f"{folder.stage}/{number}", f"{folder.out}/{path}")
    for path in plan["removed"]:
        _remove(folder.out, path)
    _move(f"{folder.stage}/manifest", str(folder.manifest))
    folder.journal.unlink()
    shutil.rmtree(folder.stage, ignore_errors=True)


def _journal(folder: Folder) -> dict[str, list[str]]:
    """Read what is left to do; a journal that is damaged, or reaches outside the output, is not ours to follow."""
    nothing: dict[str, list[str]] = {"moves": [], "first": [], "removed": []}
    try:
        found = json.loads(folder.journal.read_text("utf-8"))
        plan = {key: [str(path) for path in found[key]] for key in nothing}
    except (ValueError, KeyError, TypeError):
        return nothing
    return plan if all(is_inside(path) for paths in plan.values() for path in paths) else nothing


def _move(source: str, target: str) -> None:
    try:
        os.replace(source, target)  # noqa: PTH105 - of ten thousand files, a Path for each costs as much as the move
    except FileNotFoundError:
        if os.path.lexists(source):
            raise
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _move_across(Path(source), Path(target))


def _move_across(source: Path, target: Path) -> None:
    """Move a file to another file system: beside its place first, so that it is never there in part."""
    beside = target.with_name(f".{target.name}.kantlijn")
    shutil.copy2(source, beside)
    beside.replace(target)
    source.unlink()


def _remove(out: Path, path: str) -> None:
    target = out / path
    if target.is_dir() and not target.is_symlink():
        return  # a folder has come in its place
    try:
        target.unlink(missing_ok=True)
    except NotADirectoryError:
        return  # a file has come in the place of its folder
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
    """Return the removed files that must go first: a file where a folder is needed, or below where a file is needed."""
    folders = {parent for path in moves for parent in _parents(path)}
    files = set(moves)
    return [path for path in removed if path in folders or files.intersection(_parents(path))]


def _parents(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
