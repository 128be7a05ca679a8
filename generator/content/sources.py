"""Reads a site's folder into memory; the only module of `content` that uses the disk.

It does not interpret what it reads: `parse` and `site_settings` do.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

from generator.content import file_names, links
from generator.core import limits
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.ledger import FILE as LEDGER_FILE
from generator.core.versions import FOLDER

SITE_FILE = "site.yml"
CONTENT = "content"
WITHDRAWN = f"{CONTENT}/withdrawn.yml"
UNFINISHED = ".import-"
"""How the name of the folder begins in which an import is written; the letter's id follows."""
_OF_LETTER = re.compile(rf"{CONTENT}/letters/[^/]+/source/")
"""Where the original of a letter is: Markdown there is no content."""
_VERSION = re.compile(rf"{CONTENT}/letters/[^/]+/{FOLDER}/[^/]+\.yml")
"""Where the official text of a letter is kept as it was before an import changed it."""
_SETTLED = 3_000_000_000
"""Nanoseconds after which a write shows in a file's times: the coarsest clock of a file system (FAT) counts in two
seconds. A file that is younger when it is read is read again."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file that was read; `path` is relative to the site's root, with forward slashes."""

    path: str
    data: bytes


Stamp = tuple[int, int, int, int, int]
"""What shows that a file was written: its size, the times of its content and of its inode, its inode, its device."""


@dataclass(frozen=True, slots=True)
class Sources:
    """A site's folder as it was when it was read: text files with their bytes, other files with only their size."""

    texts: tuple[SourceText, ...] = ()
    """The Markdown files of `content/` and the versions of letters, in the order of their paths."""
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
    read: Mapping[str, tuple[Stamp | None, SourceText]] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )
    """What was read, by path, with the stamp of its file; None if a later write could leave the same stamp. Only where
    something is known of an earlier reading."""


def read(root: Path, known: Sources | None = None) -> Sources:
    """Read `site.yml`, `ledger.tsv` and all of `content/`; what cannot be read is among the problems.

    A file of `known` is not read again if it has the same stamp; its text is then the same object. So is one that was
    read again and is equal. Who will read again begins with `Sources()`, of which nothing is known.
    """
    reader = _Reader(root, known)
    texts: list[SourceText] = []
    files: list[tuple[str, int]] = []
    problems = list(_no_content(root))
    most = limits.current().files
    for count, (path, entry) in enumerate(() if problems else _walk(root, CONTENT, problems), start=1):
        if count > most:
            problems.append(limits.problem("files", Position(CONTENT)))
            break
        try:
            if (path.endswith(".md") and not _OF_LETTER.match(path)) or _VERSION.fullmatch(path):
                texts.append(reader.text(path, entry.stat))
            elif path != WITHDRAWN:
                files.append((path, entry.stat().st_size))
        except OSError as error:
            problems.append(_unreadable(path, error))
    return Sources(
        tuple(sorted(texts, key=attrgetter("path"))),
        tuple(sorted(files)),
        site=_read_one(reader, SITE_FILE, problems),
        ledger=_read_one(reader, LEDGER_FILE, problems),
        withdrawn=_read_one(reader, WITHDRAWN, problems),
        problems=tuple(dict.fromkeys(problems)),
        leftovers=tuple(_leftovers(root / CONTENT / "letters")),
        read=reader.now,
    )


def read_again(root: Path, known: Sources, changed: Iterable[str]) -> Sources | None:
    """Return an earlier reading with some Markdown files read again; None if these alone cannot tell what changed.

    This is for who is told which files were saved: the rest of the folder is not looked at, so that only `read` says
    whether nothing else changed. `changed` are site paths of files that are, or were, there.
    """
    reader = _Reader(root, known)
    new: dict[str, SourceText] = {}
    for path in changed:
        file = root / path
        if path not in known.read or not path.startswith(f"{CONTENT}/") or path == WITHDRAWN:
            if os.path.lexists(file):
                return None
            continue  # what a text editor wrote beside a file while it saved
        try:
            if links.first_link(file, root) or not file.is_file():
                return None
            new[path] = reader.text(path, file.stat)
        except OSError:
            return None
    texts = tuple(new.get(text.path, text) for text in known.texts) if new else known.texts
    return replace(known, texts=texts, read={**known.read, **reader.now})


class _Reader:
    """Reads the files of a site, or takes what was read before."""

    def __init__(self, root: Path, known: Sources | None) -> None:
        self.root = root
        self._folder = str(root)
        self.now: dict[str, tuple[Stamp | None, SourceText]] = {}
        self._before = None if known is None else known.read
        self._settled = time.time_ns() - _SETTLED

    def text(self, path: str, stat_of: Callable[[], os.stat_result]) -> SourceText:
        """Return the text of a file, by its path in the site and by what the system says of it."""
        if self._before is None:
            return SourceText(path, _bytes(f"{self._folder}/{path}"))
        stat = stat_of()
        stamp = stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, stat.st_dev
        known = self._before.get(path)
        if known is None or known[0] != stamp:
            data = _bytes(f"{self._folder}/{path}")
            text = known[1] if known is not None and known[1].data == data else SourceText(path, data)
            known = stamp if max(stat.st_mtime_ns, stat.st_ctime_ns) < self._settled else None, text
        self.now[path] = known
        return known[1]


def _bytes(file: str) -> bytes:
    """Return what is in a file, without a `Path` for each of thousands."""
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - as above
        return opened.read()


def _leftovers(letters: Path) -> Iterator[str]:
    """Yield the hidden folders of imports that were cut off: of these letters the files may be half the old ones."""
    try:
        with os.scandir(letters) as listing:
            hidden = sorted(entry.name for entry in listing if entry.name.startswith("."))
        left = [name for name in hidden if name.startswith(UNFINISHED) or (letters / name / "old/letter.md").is_file()]
    except OSError:
        return  # `_walk` reports a folder that cannot be read
    yield from (f"{CONTENT}/letters/{name}" for name in left)


def _read_one(reader: _Reader, path: str, problems: list[Diagnostic]) -> SourceText | None:
    file = reader.root / path
    target = links.outside(file, reader.root) if file.is_symlink() else None
    if target:
        problems.append(links.problem(path, target))
        return None
    try:
        return reader.text(path, file.stat) if file.is_file() else None
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


def _walk(root: Path, name: str, problems: list[Diagnostic]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the files below a folder with their paths; hidden files and backups of text editors are left out."""
    waiting = [name]
    while waiting:
        name = waiting.pop()
        try:
            with os.scandir(f"{root}/{name}") as listing:
                entries = sorted(listing, key=attrgetter("name"), reverse=True)
        except OSError as error:
            problems.append(_unreadable(name, error))
            continue
        for entry in entries:
            if entry.name.startswith((".", "#", "~")) or entry.name.endswith("~"):
                continue
            path = f"{name}/{entry.name}"
            target = links.outside(entry.path, root) if entry.is_symlink() else None
            if target:
                problems.append(links.problem(path, target))
            elif not file_names.is_text(entry.name):
                read = entry.is_dir(follow_symlinks=False) or path.endswith((".md", ".yml"))
                problems.append(file_names.no_text(path, Severity.ERROR if read else Severity.WARNING))
            elif entry.is_dir(follow_symlinks=False) and not entry.name.endswith(".md"):
                waiting.append(path)
            elif entry.is_file():
                yield path, entry
            else:
                problems.append(diagnostic(_no_file(entry), Position(path)))


def _no_file(entry: os.DirEntry[str]) -> str:
    """Return the code of what is told of something in `content/` that is neither a file nor a folder to be read."""
    if entry.is_symlink():
        return "link-to-folder" if entry.is_dir() else "link-to-nothing"
    return "folder-named-as-file" if entry.is_dir() else "no-regular-file"
