"""Holds a folder for one process at a time; others wait. The system lets go when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

PATIENCE = 60.0
"""Seconds to wait for another process; it writes one letter, which takes far less."""
_PAUSE = 0.02
_FILE = ".import.lock"
"""What is locked where the system cannot lock a folder."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder that is there.

    The folder itself is locked: a file in it would be left behind, and who removes one may pull it from under another.

    Raises:
        TimeoutError: another process holds it all the time.
    """
    if sys.platform == "win32":
        with FileLock(folder / _FILE, timeout=PATIENCE):
            yield
        with suppress(OSError):  # there nobody can remove a file that another process has open
            (folder / _FILE).unlink()
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if _locked(handle):
            yield
            return
    finally:
        os.close(handle)
    with FileLock(folder / _FILE, timeout=PATIENCE):
        yield


def _locked(handle: int) -> bool:
    """Lock an open folder, and return whether its file system can do that: some of the network cannot."""
    import fcntl  # noqa: PLC0415 - not on Windows

    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise TimeoutError from None
            time.sleep(_PAUSE)
        except OSError:
            return False
        else:
            return True
