"""Seals: proof that this user on this machine wrote some bytes, with a key that is outside every site.

A site's folder can come from anyone. Of what is in it, only what has a seal is taken for the program's own.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from generator.output import users_folders
from generator.output.users_folders import KEY, UnusableError

_LENGTH = 32
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""For opening the key, which must not be a link; nothing is waited for that is no file, such as a pipe."""


def sealed(purpose: str, data: bytes) -> bytes:
    """Return data with a line before it that has the seal.

    Args:
        purpose: what the data is for; what was sealed for one purpose is not accepted for another.
        data: any bytes.
    """
    return _seal(purpose, data) + b"\n" + data


def opened(purpose: str, data: bytes) -> bytes | None:
    """Return data without its seal; None if the seal is missing or is not of this user, this key and this purpose."""
    seal, _, content = data.partition(b"\n")
    return content if hmac.compare_digest(seal, _seal(purpose, content)) else None


def _seal(purpose: str, data: bytes) -> bytes:
    return hmac.digest(key(), purpose.encode() + b"\0" + data, "sha256").hex().encode()


def key() -> bytes:
    """Return the user's key, made when it is first needed; without a usable data folder one for this process."""
    try:
        folder = users_folders.data_folder()
        return _read(folder) or _make(folder)
    except (UnusableError, OSError):
        return _of_this_process()


def _read(folder: Path) -> bytes | None:
    """Return the key that is in a folder; None if there is none.

    Raises:
        OSError: it cannot be read, or is a symbolic link.
        UnusableError: it belongs to another user, or others can write to it.
    """
    file = folder / KEY
    try:
        opened_file = os.open(file, _READ)
    except FileNotFoundError:
        return None
    with os.fdopen(opened_file, "rb") as source:
        users_folders.checked(os.fstat(source.fileno()), file)
        found = source.read(_LENGTH + 1)
    if len(found) != _LENGTH:
        file.unlink()  # it was cut; what was sealed with it counts as none
        return None
    return found


def _make(folder: Path) -> bytes:
    """Make a key; of two processes that do so at once, the first one's counts for both."""
    beside = folder / f"{KEY}.{os.getpid()}.{secrets.token_hex(4)}"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(secrets.token_bytes(_LENGTH))
            target.flush()
            os.fsync(target.fileno())
        with contextlib.suppress(FileExistsError):
            _link(beside, folder / KEY)
    finally:
        beside.unlink(missing_ok=True)
    found = _read(folder)
    if found is None:
        raise FileNotFoundError(str(folder / KEY))
    return found


def _link(file: Path, name: Path) -> None:
    """Rename a file to a name that no other file may have; where a file system has no links, it is renamed."""
    try:
        os.link(file, name)
    except FileExistsError:
        raise
    except OSError:
        if name.exists():
            raise FileExistsError(str(name)) from None
        file.rename(name)


@cache
def _of_this_process() -> bytes:
    return secrets.token_bytes(_LENGTH)
