"""How an import reaches the content folder: as a whole or not at all, also when the process is killed halfway.

All new bytes are staged in a hidden folder beside the letters. Then a journal is put there with one rename: from here on
the import is decided. Then every file is renamed into its place or removed, and the hidden folder goes. Each step may be
repeated; `recover` finishes what has a journal and removes what has none. Who writes or recovers holds the folder of
letters, so that a hidden folder found there is never one that another process is at work in. A journal is input: it may
name files of its own letter and new actors only, nothing through a symbolic link, and no file that somebody changed since.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.intake import import_lock

PREFIX = ".import-"
"""How the name of a hidden folder begins; the id of the letter follows."""
_LETTERS = "letters"
_JOURNAL = "journal.json"
_VERSION = 1
_LARGEST = 10_000_000
"""Bytes of a journal: far more than the largest letter needs."""
_ID = r"[^/\\\x00.][^/\\\x00]*"
_PART = r"(?!\.\.?(?:/|$))[^/\\\x00]+"
_SHA256 = re.compile(r"[0-9a-f]{64}")


class ImportRefusedError(Exception):
    """An import that must not be written, or a leftover that cannot be finished; `problem` says why."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class NewBytes:
    """What a file becomes, None where it goes, and the digest of what it was; None where there was no file."""

    path: str
    """Relative to the content folder."""
    data: bytes | None
    before: str | None = None

    @property
    def after(self) -> str | None:
        """The digest of what the file becomes; None where it goes."""
        return None if self.data is None else digest.sha256(self.data)


@dataclass(frozen=True, slots=True)
class _Move:
    staged: str
    path: str
    before: str | None
    after: str | None


@contextmanager
def alone(content: Path) -> Iterator[None]:
    """Hold the letters of a content folder, with nothing half imported among them.

    Raises:
        ImportRefusedError: another import is at work all the time, there is a link or a file in the place of the folder,
            or an import that was cut off cannot be finished.
    """
    letters = content / _LETTERS
    for part in (content, letters):
        if part is letters and part.is_symlink():
            raise ImportRefusedError(diagnostic("import-link", _position(part, content)))
        if part.exists() and not part.is_dir():
            raise ImportRefusedError(diagnostic("import-no-folder", _position(part, content)))
    letters.mkdir(parents=True, exist_ok=True)
    with _held(content):
        for problem in _recovered(content):
            raise ImportRefusedError(problem)
        yield


def write(content: Path, letter_id: str, files: Sequence[NewBytes]) -> None:
    """Write files of a letter, and new actors, as a whole or not at all. The caller is `alone` with the content.

    Raises:
        ImportRefusedError: if a file is not what it was when the import was planned, or is behind a symbolic link or
            another file.
        OSError: if the disk refuses; nothing was changed then, or the next `recover` finishes it.
    """
    moves = [_Move(str(index), file.path, file.before, file.after) for index, file in enumerate(files)]
    for move in moves:
        _check(content, letter_id, move)
    folder = content / _LETTERS / f"{PREFIX}{letter_id}"
    folder.mkdir(parents=True)
    try:
        for move, file in zip(moves, files, strict=True):
            if file.data is not None:
                _put(folder / move.staged, file.data)
        journal = {"version": _VERSION, "letter": letter_id, "moves": [_written(move) for move in moves]}
        _put(folder / f"{_JOURNAL}.part", json.dumps(journal, ensure_ascii=False, indent=1).encode())
        _flush(folder)
        (folder / f"{_JOURNAL}.part").rename(folder / _JOURNAL)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _flush(folder)
    _finish(content, folder, letter_id, moves)


def recover(content: Path) -> tuple[Diagnostic, ...]:
    """Finish or roll back every import that was cut off; return why one could not be. Raises `OSError`."""
    if not leftovers(content):
        return ()
    if (content / _LETTERS).is_symlink():
        return tuple(_refused(content, folder, "link").problem for folder in leftovers(content))
    try:
        with _held(content):
            return tuple(_recovered(content))
    except ImportRefusedError as refused:
        return (refused.problem,)


def _recovered(content: Path) -> Iterator[Diagnostic]:
    """Finish or roll back what was cut off, and yield why one could not be."""
    for folder in leftovers(content):
        try:
            _recover(content, folder)
        except ImportRefusedError as refused:
            yield refused.problem


def leftovers(content: Path) -> tuple[Path, ...]:
    """Return the hidden folders of imports that are under way or were cut off."""
    letters = content / _LETTERS
    if not letters.is_dir():
        return ()
    with os.scandir(letters) as entries:
        return tuple(sorted(Path(entry.path) for entry in entries if entry.name.startswith(PREFIX)))


def _recover(content: Path, folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir():
        raise _refused(content, folder, "link")
    letter_id = folder.name.removeprefix(PREFIX)
    journal = folder / _JOURNAL
    if not journal.exists() and not journal.is_symlink():
        _remove(folder)
        return
    moves = _moves(content, folder, letter_id)
    for move in moves:
        if not _is_done(content, folder, move):
            _check(content, letter_id, move)
    _finish(content, folder, letter_id, moves)


def _finish(content: Path, folder: Path, letter_id: str, moves: Sequence[_Move]) -> None:
    """Do what a journal says, as far as it is not done yet."""
    for move in moves:
        if _is_done(content, folder, move):
            continue
        _check(content, letter_id, move)
        target = content / move.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if move.after is None:
            target.unlink()
        else:
            (folder / move.staged).replace(target)
        _flush(target.parent)
    _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a hidden folder, its journal first: without one, what is left of it says nothing."""
    (folder / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(folder)


# --- A journal is input ----------------------------------------------------------------------------------------


def _moves(content: Path, folder: Path, letter_id: str) -> list[_Move]:
    """Read a journal, and hold it against what an import writes."""
    path = folder / _JOURNAL
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
            raise _refused(content, folder, "journal")
        found = json.loads(path.read_text("utf-8"))
        moves = [_read(move) for move in found["moves"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _refused(content, folder, "journal") from None
    if found.get("version") != _VERSION or found.get("letter") != letter_id or not _unique(moves):
        raise _refused(content, folder, "journal")
    for move in moves:
        staged = folder / move.staged
        if staged.is_symlink() or (staged.exists() and digest.sha256(staged.read_bytes()) != move.after):
            raise _refused(content, folder, "staged")
        if move.after is not None and not staged.exists() and not _is_done(content, folder, move):
            raise _refused(content, folder, "staged")
    return moves


def _unique(moves: Sequence[_Move]) -> bool:
    return len({move.staged for move in moves}) == len(moves) == len({move.path.casefold() for move in moves})


def _read(found: Mapping[str, object]) -> _Move:
    """Read one line of a journal. Raises `ValueError`, `TypeError` or `KeyError` for what no import writes."""
    staged, path = found["staged"], found["path"]
    before, after = _sha256(found["before"]), _sha256(found["after"])
    if not (isinstance(staged, str) and isinstance(path, str)):
        raise TypeError("no text")
    if not re.fullmatch(r"[0-9]{1,6}", staged) or before is after is None:
        raise ValueError(staged)
    return _Move(staged, path, before, after)


def _sha256(found: object) -> str | None:
    if found is not None and not (isinstance(found, str) and _SHA256.fullmatch(found)):
        raise ValueError(found)
    return found


def _written(move: _Move) -> dict[str, str | None]:
    return {"staged": move.staged, "path": move.path, "before": move.before, "after": move.after}


def _check(content: Path, letter_id: str, move: _Move) -> None:
    """Refuse a move to a place that is not the letter's, or over a file that is not what it was."""
    own = re.fullmatch(rf"{_LETTERS}/({_ID})/(?:{_PART}/)*{_PART}", move.path)
    actor = move.before is None and re.fullmatch(rf"actors/{_ID}\.md", move.path)
    if not (own and own[1] == letter_id) and not actor:
        raise ImportRefusedError(diagnostic("import-outside", Position(told(move.path, content))))
    target = content / move.path
    for part in _within(content, target):
        if part.is_symlink():
            raise ImportRefusedError(diagnostic("import-link", _position(part, content)))
        if part != target and part.exists() and not part.is_dir():
            raise ImportRefusedError(diagnostic("import-no-folder", _position(part, content)))
    if target.exists() and not target.is_file():  # a folder, or a pipe, which nobody may ever write to
        raise ImportRefusedError(diagnostic("import-changed", Position(told(move.path, content))))
    now = digest.sha256(target.read_bytes()) if target.exists() else None
    if now != move.before:
        raise ImportRefusedError(diagnostic("import-changed", Position(told(move.path, content))))


def _is_done(content: Path, folder: Path, move: _Move) -> bool:
    """Whether a file is in its place, its bytes no longer among what is staged; or gone, where it was to go."""
    target = content / move.path
    if move.after is None:
        return not target.exists() and not target.is_symlink()
    return (
        not (folder / move.staged).exists()
        and target.is_file()
        and not any(part.is_symlink() for part in _within(content, target))
        and digest.sha256(target.read_bytes()) == move.after
    )


def _within(content: Path, path: Path) -> Iterator[Path]:
    """Yield a path and the folders around it, below the content folder."""
    yield path
    for folder in path.parents:
        if folder == content:
            return
        yield folder


# --- Disk ------------------------------------------------------------------------------------------------------


@contextmanager
def _held(content: Path) -> Iterator[None]:
    letters = content / _LETTERS
    try:
        with import_lock.alone(letters):
            yield
    except TimeoutError:
        raise ImportRefusedError(diagnostic("import-busy", _position(letters, content))) from None


def _put(path: Path, data: bytes) -> None:
    """Write a new file, down to the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """Write a folder's own list of files down to the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def told(path: str, content: Path) -> str:
    """Return what problems call a file of a content folder, by its path there: its path in the site."""
    return f"{PurePath(os.path.normpath(content.absolute())).name}/{path}"


def _position(path: Path, content: Path) -> Position:
    return Position(told(path.relative_to(content).as_posix(), content))


def _refused(content: Path, folder: Path, reason: str) -> ImportRefusedError:
    return ImportRefusedError(diagnostic(f"leftover-{reason}", _position(folder, content)))
