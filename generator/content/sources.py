"""Reads a site's folder into memory; the only module of `content` that uses the disk.

It does not interpret what it reads: `parse` and `site_settings` do.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.core.ledger import FILE as LEDGER_FILE

SITE_FILE = "site.yml"
CONTENT = "content"
WITHDRAWN = f"{CONTENT}/withdrawn.yml"
UNFINISHED = ".import-"
"""How the name of the folder begins in which an import is written; the letter's id follows."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file that was read; `path` is relative to the site's root, with forward slashes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sources:
    """A site's folder as it was when it was read: text files with their bytes, other files with only their size."""

    texts: tuple[SourceText, ...] = ()
    """The Markdown files of `content/`, in the order of their paths."""
    files: tuple[tuple[str, int], ...] = ()
    """Every other file of `content/`: path and size in bytes."""
    site: SourceText | None = None
    """`site.yml`; None if there is none."""
    ledger: SourceText | None = None
    """`ledger.tsv`; None if there is none."""
    withdrawn: SourceText | None = None
    """`content/withdrawn.yml`; None if there is none."""
    leftovers: tuple[str, ...] = ()
    """Hidden folders among the letters, in which an import keeps what it has not finished."""


def read(root: Path) -> Sources:
    """Read `site.yml`, `ledger.tsv` and all of `content/`.

    Raises:
        OSError: a file could not be read; a file or folder that does not exist is no error.
    """
    texts: list[SourceText] = []
    files: list[tuple[str, int]] = []
    for entry, path in _walk(root / CONTENT, CONTENT):
        if path.endswith(".md"):
            texts.append(SourceText(path, Path(entry.path).read_bytes()))
        elif path != WITHDRAWN:
            files.append((path, entry.stat().st_size))
    return Sources(
        tuple(sorted(texts, key=lambda text: text.path)),
        tuple(sorted(files)),
        site=_read_one(root, SITE_FILE),
        ledger=_read_one(root, LEDGER_FILE),
        withdrawn=_read_one(root, WITHDRAWN),
        leftovers=tuple(_leftovers(root / CONTENT / "letters")),
    )


def _leftovers(letters: Path) -> Iterator[str]:
    """Yield the hidden folders of imports that were cut off: of these letters the files may be half the old ones."""
    if letters.is_dir():
        for path in sorted(letters.iterdir()):
            if path.name.startswith(UNFINISHED) or (path.name.startswith(".") and (path / "old/letter.md").is_file()):
                yield f"{CONTENT}/letters/{path.name}"


def _read_one(root: Path, path: str) -> SourceText | None:
    file = root / path
    return SourceText(path, file.read_bytes()) if file.is_file() else None


def _walk(folder: Path, name: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Yield the files below a folder with their paths; hidden files and backups of text editors are left out."""
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
