"""Where a path leads, links followed."""

from __future__ import annotations

import os
from pathlib import Path


def real(path: Path) -> Path:
    """Return the path without symbolic links and `..`; of a link to itself what is left, where `Path.resolve` raises."""
    return Path(os.path.realpath(path))
