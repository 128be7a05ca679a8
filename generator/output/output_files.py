"""Looks at the files in an output folder: which are as this program wrote them, and which are somebody else's."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.core import digest
from generator.output import tree
from generator.output.manifest import Entry, Manifest, Stamp
from generator.output.write import Folder, UnwritableError


def untouched(folder: Folder, path: str, entry: Entry, stamps: Mapping[str, Stamp]) -> bool:
    """Say whether a published file is as we wrote it; it is read only if its size is the same and its time is not."""
    stamp = stamps.get(path)
    if stamp is None or stamp.size != entry.stamp.size:
        return False
    return stamp == entry.stamp or digest.of_bytes((folder.place / path).read_bytes()) == entry.content


def stamps(folder: Folder) -> dict[str, Stamp]:
    """Return the size and time of each file in the output, by path, without hidden files (`.git`, `.nojekyll`).

    A symbolic link has a size that no file has: it is never what we wrote.

    Raises:
        UnwritableError: this user may not look into a folder of the output.
    """
    found: dict[str, Stamp] = {}
    place = folder.place
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            listing = list(os.scandir(f"{place}/{prefix}"))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except PermissionError as error:
            raise UnwritableError((place / prefix,)) from error
        for item in listing:
            if item.name.startswith("."):
                continue
            path = f"{prefix}{item.name}"
            if item.is_dir(follow_symlinks=False):
                waiting.append(f"{path}/")
            else:
                status = item.stat(follow_symlinks=False)
                found[path] = Stamp(-1 if item.is_symlink() else status.st_size, status.st_mtime_ns)
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
        folders = {parent for path in wanted for parent in tree.folders_above(path)}
        strangers = {
            path
            for path in strangers
            if path in wanted or path in folders or any(parent in wanted for parent in tree.folders_above(path))
        }
    return tuple(path for path in sorted(strangers) if not _same(folder.place / path, wanted.get(path)))


def in_the_way(folder: Folder, new: Iterable[str]) -> bool:
    """Say whether there is anything in the output where new files or their folders must be."""
    place = folder.place
    if not place.exists():
        return False
    folders: set[str] = set()
    for path in new:
        if os.path.lexists(f"{place}/{path}"):
            return True
        folders.update(tree.folders_above(path))
    return any(os.path.lexists(place / each) and not _is_folder(place / each) for each in folders)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _same(file: Path, content: str | None) -> bool:
    return (
        content is not None
        and file.is_file()
        and not file.is_symlink()
        and digest.of_bytes(file.read_bytes()) == content
    )
