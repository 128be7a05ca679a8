"""The nearest of what there is to what was asked for: the "did you mean" of every hint."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(asked: str, known: Iterable[str]) -> str | None:
    """Give the known name that looks most like the one asked for; None where nothing comes near."""
    by_folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(asked.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None
