"""Changes files of a site's content for its editor: as a whole or not at all, never official text, through no link.

A change is refused where the file is no longer the one that the editor saw.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from threading import Lock

from generator.content.cut_file import cut
from generator.content.parse_file import parse_file
from generator.content.path_kinds import kind_of
from generator.content.sources import CONTENT
from generator.core import digest
from generator.core.diagnostics import Diagnostic
from generator.core.written_file import FrontValue, WrittenFile
from generator.core.written_values import edited, written
from generator.output.tree import LinkedError, Tree, opened

_WRITING = Lock()
_MOST = 1024 * 1024
"""Bytes that a file may have to be changed here."""


class RefusedError(Exception):
    """A change is not made; `reason` is the key of its sentence, and `problems` are those of the text itself."""

    def __init__(self, reason: str, problems: Sequence[Diagnostic] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.problems = tuple(problems)


def read(site: Path, path: str) -> bytes:
    """Read a content file.

    Raises:
        RefusedError: there is none, or a symbolic link is on the way to it.
    """
    with _content(site) as tree:
        return _read(tree, path)


def create(site: Path, path: str, text: str) -> None:
    """Write a new file.

    Raises:
        RefusedError: there is a file already, or it cannot be read as what it must be.
    """
    _check(path, text.encode(), ())
    with _WRITING, _content(site) as tree:
        if tree.exists(_below(path)):
            raise RefusedError("exists")
        _put(tree, path, text.encode())


def replace(site: Path, path: str, seen: str, text: str, known: Sequence[Diagnostic] = ()) -> None:
    """Write a file anew; `seen` is the SHA-256 of what the editor saw.

    `known` are the problems that the file had before: these are no reason to refuse.

    Raises:
        RefusedError: it was changed meanwhile, or it cannot be read as what it must be.
    """
    _check(path, text.encode(), known)
    with _WRITING, _content(site) as tree:
        if digest.sha256(_read(tree, path)) != seen:
            raise RefusedError("changed")
        _put(tree, path, text.encode())


def remove(site: Path, path: str, seen: str) -> None:
    """Remove a file.

    Raises:
        RefusedError: it was changed meanwhile.
    """
    with _WRITING, _content(site) as tree:
        if digest.sha256(_read(tree, path)) != seen:
            raise RefusedError("changed")
        tree.remove(_below(path))


def set_values(site: Path, path: str, seen: str, values: Mapping[str, FrontValue]) -> None:
    """Set values of a file's front matter; all other characters of the file stay.

    Raises:
        RefusedError: it was changed meanwhile, or is written so that single values cannot be changed.
    """
    data = read(site, path)
    if digest.sha256(data) != seen:
        raise RefusedError("changed")
    text = with_front_values(path, decoded(data), values)
    replace(site, path, seen, text, _problems(path, data))


def with_front_values(path: str, text: str, values: Mapping[str, FrontValue]) -> str:
    """Return the text of a file with other values of its front matter.

    Raises:
        RefusedError: what comes out would not be read as the same file with these values.
    """
    before = cut(path, text.encode())
    if before.problems:
        raise RefusedError("unreadable", before.problems)
    changed = {key: value for key, value in values.items() if (before.values.get(key) or None) != (value or None)}
    head = edited(before.head, [written(before, (key,), value, _unset(value)) for key, value in changed.items()])
    made = head + before.text[len(before.head) :]
    after = cut(path, made.encode())
    wanted = {**before.values, **values}
    if after.problems or not _says(after.values, wanted) or _official(after) != _official(before):
        raise RefusedError("not-changeable", after.problems)
    return made


def decoded(data: bytes) -> str:
    """Return the text of a file.

    Raises:
        RefusedError: it is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError("unreadable") from error


def _unset(value: FrontValue) -> str:
    return "[]" if isinstance(value, list) else "null"


def _says(values: Mapping[str, FrontValue], wanted: Mapping[str, FrontValue]) -> bool:
    """Say whether values are those that are wanted; one that is not there says nothing, as an empty one does."""
    return all((values.get(key) or None) == (wanted.get(key) or None) for key in (*values, *wanted))


def _official(file: WrittenFile) -> object:
    """Return all that official text is made of: the file below its front matter, as written and as it is read."""
    read_as = tuple((block.official, block.section, block.footnote) for block in file.blocks)
    return file.number, file.text[len(file.head) :], read_as


def _check(path: str, data: bytes, known: Sequence[Diagnostic]) -> None:
    """Refuse a file that would bring a new error."""
    before = {(problem.code, problem.values) for problem in known}
    errors = [one for one in _problems(path, data) if one.is_error and (one.code, one.values) not in before]
    if errors:
        raise RefusedError("wrong", errors)


def _problems(path: str, data: bytes) -> tuple[Diagnostic, ...]:
    kind = kind_of(path)
    return parse_file(kind, path, data).problems if kind else ()


@contextmanager
def _content(site: Path) -> Iterator[Tree]:
    """Open the content folder; what the disk refuses is a change that is not made."""
    try:
        with opened(site / CONTENT, site) as tree:
            yield tree
    except LinkedError as error:
        raise RefusedError("link") from error
    except OSError as error:
        raise RefusedError("disk") from error


def _below(path: str) -> str:
    """Return the path of a file in the content folder.

    Raises:
        RefusedError: it is not in that folder, or hidden.
    """
    parts = PurePosixPath(path).parts
    if parts[:1] != (CONTENT,) or any(part.startswith(".") or "\0" in part for part in parts) or "\\" in path:
        raise RefusedError("outside")
    return "/".join(parts[1:])


def _read(tree: Tree, path: str) -> bytes:
    if tree.is_link(_below(path)):
        raise RefusedError("link")
    try:
        data = tree.read(_below(path))
    except FileNotFoundError as error:
        raise RefusedError("gone") from error
    if len(data) > _MOST:
        raise RefusedError("too-large")
    return data


def _put(tree: Tree, path: str, data: bytes) -> None:
    """Write a file beside its place, and move it there."""
    below = _below(path)
    if tree.is_link(below):
        raise RefusedError("link")
    top = "/".join(below.split("/")[:2]) if below.startswith("letters/") else below.split("/")[0]
    beside = f"{top}/.{below.rpartition('/')[2]}.kantlijn"
    tree.make(top)
    tree.clear(beside)
    try:
        tree.create(beside, data, lasting=True)
        tree.move(beside, tree, below)
    finally:
        tree.clear(beside)
