"""Writes `ledger.tsv` beside site.yml, as a whole or not at all. `content/sources` reads it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from generator.core.ledger import FILE, Ledger, written


def write(site: Path, ledger: Ledger) -> bool:
    """Write the ledger if the file differs from it; return whether it did.

    Raises:
        OSError: the file could not be written; it is then as it was.
    """
    file = site / FILE
    data = written(ledger).encode("utf-8")
    if file.is_file() and file.read_bytes() == data:
        return False
    handle, name = tempfile.mkstemp(prefix=f".{FILE}.", dir=site)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.chmod(file.stat().st_mode if file.is_file() else 0o644)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return True
