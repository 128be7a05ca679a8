"""Reads a site's folder into memory, and nothing else: the only module of this stage that touches the disk.

Bytes go in as they are; what they mean is decided by `parse` and `config`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SITE_FILE = "site.yml"
CONTENT = "content"


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file that was read; `path` is relative to the site's root, with forward slashes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sources:
    """A site's folder as it was at one moment: texts with their bytes, other files with only their size."""

    texts: tuple[SourceText, ...] = ()
    """The Markdown files of `content/`, in the order of their paths."""
    files: tuple[tuple[str, int], ...] = ()
    """Every other file of `content/`: path and size in bytes."""
    site: SourceText | None = None
    """`site.yml`; None where there is none."""


def read(root: Path) -> Sources:
    """Read `site.yml` and all of `content/`; a folder that is not there gives nothing. Raises `OSError`."""
    texts: list[SourceText] = []
    files: list[tuple[str, int]] = []
    for entry, path in _walk(root / CONTENT, CONTENT):
        if path.endswith(".md"):
            texts.append(SourceText(path, Path(entry.path).read_bytes()))
        else:
            files.append((path, entry.stat().st_size))
    site = root / SITE_FILE
    found = SourceText(SITE_FILE, site.read_bytes()) if site.is_file() else None
    return Sources(tuple(sorted(texts, key=lambda text: text.path)), tuple(sorted(files)), found)


def _walk(folder: Path, name: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Give the files below a folder; hidden ones and editors' backups (`~`, `#`) are no content."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "#", "~")) or entry.name.endswith("~"):
                continue
            path = f"{name}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), path)
            elif entry.is_file():
                yield entry, path
