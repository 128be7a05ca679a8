"""The sentences of problems and of the command line, loaded from the files beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from generator.core.diagnostics import Catalogue, Wording

LANGUAGES = ("nl", "en")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def catalogue(language: str) -> Catalogue:
    """Load the sentences of a language; one that there is no file for gets Dutch."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    text = (Path(__file__).parent / f"{known}.yml").read_bytes()
    entries = yaml.load(text, Loader=_Loader) or {}  # noqa: S506 - a safe loader, chosen above
    return Catalogue(known, {str(code): _wording(entry) for code, entry in entries.items()})


def _wording(entry: Mapping[str, str] | str) -> Wording:
    if isinstance(entry, str):
        return Wording(entry)
    return Wording(entry["message"], entry.get("hint"))
