"""Reads the register of persons: the one that is shipped, and what the site adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from generator.netherlands import persons
from generator.netherlands.persons import RegisteredPerson


def registered_persons(content: Path) -> Sequence[RegisteredPerson]:
    """Return the persons in `content/persons.tsv`, then those of the shipped register."""
    own = content / persons.FILE
    added = own.read_text("utf-8", "replace") if own.is_file() and not own.is_symlink() else ""
    shipped = (files("generator.netherlands") / persons.FILE).read_text("utf-8")
    return (*persons.read(added), *persons.read(shipped))
