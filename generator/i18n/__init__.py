"""The words of the command line and the sentences of problems, loaded from the file of each language beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.core.diagnostics import Catalogue, Wording
from generator.core.languages import DEFAULT, LANGUAGES

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def catalogue(language: str) -> Catalogue:
    """Load the sentences of problems in a language; of one that is not in the table, those in Dutch."""
    _, problems = _documents(language)
    return Catalogue(_known(language), {str(code): _wording(entry) for code, entry in _loaded(problems).items()})


@cache
def command_words(language: str) -> Mapping[str, str]:
    """Load what the command line itself says: help, questions, reports."""
    commands, _ = _documents(language)
    return {str(key): str(text) for key, text in _loaded(commands).items()}


def _known(language: str) -> str:
    return language if language in LANGUAGES else DEFAULT


def _documents(language: str) -> tuple[bytes, bytes]:
    """Divide the file of a language: a command that runs without a problem has no use for the second half."""
    commands, _, problems = (Path(__file__).parent / f"{_known(language)}.yml").read_bytes().partition(b"\n---\n")
    return commands, problems


def _loaded(document: bytes) -> dict[str, Any]:
    return yaml.load(document, Loader=_Loader) or {}  # noqa: S506 - a safe loader, chosen above


def _wording(entry: Mapping[str, str]) -> Wording:
    return Wording(entry["message"], entry.get("hint"), entry.get("otherwise"))
