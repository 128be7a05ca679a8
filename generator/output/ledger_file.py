"""Writes `ledger.tsv` beside site.yml, as a whole or not at all; reading it is part of reading the site."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from generator.core.ledger import FILE, Ledger, written


def write(site: Path, ledger: Ledger) -> bool:
    """Bring the file to what the ledger says; give whether it changed. Raises `OSError`."""
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
