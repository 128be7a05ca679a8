"""Reads a site's folder into memory; the only module of `content` that uses the disk.

It does not interpret what it reads: `parse` and `site_settings` do.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.content import links
from generator.core import limits
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.ledger import FILE as LEDGER_FILE

SITE_FILE = "site.yml"
CONTENT = "content"
WITHDRAWN = f"{CONTENT}/withdrawn.yml"
UNFINISHED = ".import-"
"""How the name of the folder begins in which an import is written; the letter's id follows."""
_OF_LETTER = re.compile(rf"{CONTENT}/letters/[^/]+/source/")
"""Where the original of a letter is: Markdown there is no content."""


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
    problems: tuple[Diagnostic, ...] = ()
    """What could not be read, and what may not be: symbolic links that leave the site."""
    leftovers: tuple[str, ...] = ()
    """Hidden folders among the letters, in which an import keeps what it has not finished."""


def read(root: Path) -> Sources:
    """Read `site.yml`, `ledger.tsv` and all of `content/`; what cannot be read is among the problems."""
    texts: list[SourceText] = []
    files: list[tuple[str, int]] = []
    problems = list(_no_content(root))
    most = limits.current().files
    for count, path in enumerate(() if problems else _walk(root, CONTENT, problems), start=1):
        if count > most:
            problems.append(limits.problem("files", Position(CONTENT)))
            break
        try:
            if path.endswith(".md") and not _OF_LETTER.match(path):
                texts.append(SourceText(path, (root / path).read_bytes()))
            elif path != WITHDRAWN:
                files.append((path, (root / path).stat().st_size))
        except OSError as error:
            problems.append(_unreadable(path, error))
    return Sources(
        tuple(sorted(texts, key=lambda text: text.path)),
        tuple(sorted(files)),
        site=_read_one(root, SITE_FILE, problems),
        ledger=_read_one(root, LEDGER_FILE, problems),
        withdrawn=_read_one(root, WITHDRAWN, problems),
        problems=tuple(dict.fromkeys(problems)),
        leftovers=tuple(_leftovers(root / CONTENT / "letters")),
    )


def _leftovers(letters: Path) -> Iterator[str]:
    """Yield the hidden folders of imports that were cut off: of these letters the files may be half the old ones."""
    try:
        hidden = sorted(path for path in letters.iterdir() if path.name.startswith("."))
        left = [path.name for path in hidden if path.name.startswith(UNFINISHED) or (path / "old/letter.md").is_file()]
    except OSError:
        return  # `_walk` reports a folder that cannot be read
    yield from (f"{CONTENT}/letters/{name}" for name in left)


def _read_one(root: Path, path: str, problems: list[Diagnostic]) -> SourceText | None:
    file = root / path
    target = links.outside(file, root) if file.is_symlink() else None
    if target:
        problems.append(links.problem(path, target))
        return None
    try:
        return SourceText(path, file.read_bytes()) if file.is_file() else None
    except OSError as error:
        problems.append(_unreadable(path, error))
        return None


def _no_content(root: Path) -> Iterator[Diagnostic]:
    """Report that there is no folder `content/`: what is published would be removed."""
    folder = root / CONTENT
    target = links.outside(folder, root) if folder.is_symlink() else None
    if target:
        yield links.problem(CONTENT, target)
    elif not folder.is_dir():
        yield diagnostic("content-is-file" if folder.exists() else "no-content", Position(CONTENT))


def _unreadable(path: str, error: OSError) -> Diagnostic:
    return diagnostic("disk", Position(path), reason=error.strerror or error)


def _walk(root: Path, name: str, problems: list[Diagnostic]) -> Iterator[str]:
    """Yield the paths of the files below a folder; hidden files and backups of text editors are left out."""
    try:
        with os.scandir(root / name) as listing:
            entries = list(listing)
    except OSError as error:
        problems.append(_unreadable(name, error))
        return
    for entry in entries:
        if entry.name.startswith((".", "#", "~")) or entry.name.endswith("~"):
            continue
        path = f"{name}/{entry.name}"
        target = links.outside(entry.path, root) if entry.is_symlink() else None
        if target:
            problems.append(links.problem(path, target))
        elif entry.is_dir(follow_symlinks=False) and not entry.name.endswith(".md"):
            yield from _walk(root, path, problems)
        elif entry.is_file():
            yield path
        else:
            problems.append(diagnostic(_no_file(entry), Position(path)))


def _no_file(entry: os.DirEntry[str]) -> str:
    """Return the code of what is told of something in `content/` that is neither a file nor a folder to be read."""
    if entry.is_symlink():
        return "link-to-folder" if entry.is_dir() else "link-to-nothing"
    return "folder-named-as-file" if entry.is_dir() else "no-regular-file"
