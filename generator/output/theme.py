"""Where a theme's files are: the site's own folder before the one that comes with the program.

A theme has three rooms, `templates/`, `assets/` and `i18n/`; a file in the site's theme takes the place of the file with
the same name in the built-in one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BUILT_IN = "kantlijn"
"""Prefix under which a site's template reaches the built-in one that it replaces: `{% extends "kantlijn/base.html" %}`."""


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """One file of a theme: its name inside the room, where it is, and what it holds."""

    name: str
    path: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class Theme:
    """The folders of a theme, the one that wins first."""

    folders: tuple[Path, ...]

    def files(self, room: str) -> dict[str, ThemeFile]:
        """Read every file of a room by name; hidden files are left out."""
        found: dict[str, ThemeFile] = {}
        for folder in reversed(self.folders):
            found.update(_read(folder / room))
        return dict(sorted(found.items()))

    def layers(self, room: str, name: str) -> tuple[ThemeFile, ...]:
        """Read one file from every folder that has it, the built-in one first: to be merged by the caller."""
        return tuple(found[name] for folder in reversed(self.folders) if name in (found := _read(folder / room)))

    def templates(self) -> dict[str, ThemeFile]:
        """Read every template by name, and the built-in ones under their prefix too."""
        built_in = {f"{BUILT_IN}/{name}": file for name, file in _read(self.folders[-1] / "templates").items()}
        return self.files("templates") | built_in


def built_in() -> Path:
    """Return the folder of the theme that comes with the program: in an installed package, or in its source tree."""
    package = Path(__file__).resolve().parents[1]
    carried = package / "_theme"
    return carried if carried.is_dir() else package.parent / "theme"


def theme(own: Path | None = None) -> Theme:
    """Return the theme of a site; `own` is its theme folder, if it has one."""
    return Theme((built_in(),) if own is None else (own, built_in()))


def _read(room: Path) -> dict[str, ThemeFile]:
    if not room.is_dir():
        return {}
    names = (path for path in sorted(room.rglob("*")) if path.is_file())
    found = ((path.relative_to(room), path) for path in names)
    return {
        name.as_posix(): ThemeFile(name.as_posix(), path, path.read_bytes())
        for name, path in found
        if not any(part.startswith(".") or part.endswith("~") for part in name.parts)
    }
