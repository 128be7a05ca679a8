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
    """Load the sentences of problems in a language; one that there is no file for gets Dutch."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    entries = _load(f"{known}.yml")
    return Catalogue(known, {str(code): _wording(entry) for code, entry in entries.items()})


@cache
def command_words(language: str) -> Mapping[str, str]:
    """Load what the command line itself says: help, questions, reports."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    return {str(key): str(text) for key, text in _load(f"commands.{known}.yml").items()}


def _wording(entry: Mapping[str, str]) -> Wording:
    return Wording(entry["message"], entry.get("hint"), entry.get("otherwise"))


def _load(name: str) -> dict[str, dict[str, str]]:
    data = (Path(__file__).parent / name).read_bytes()
    return yaml.load(data, Loader=_Loader) or {}  # noqa: S506 - a safe loader, see above
