"""Finds the files of a theme: those in the site's own theme folder, and those of the theme built into the program.

A theme has the folders `templates/`, `assets/` and `i18n/`. A file in the site's theme replaces the built-in file with
the same name; translations replace single words. What files mean is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.content import file_names, links

BUILT_IN = "kantlijn"
"""The prefix by which a template can name the built-in one that it replaces: `{% extends "kantlijn/base.html" %}`."""
_KINDS = ("templates", "assets", "i18n")


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """One file of a theme; `name` is its path inside `templates/`, `assets/` or `i18n/`."""

    name: str
    path: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class Theme:
    """The folders of a theme, the site's own before the built-in one."""

    folders: tuple[Path, ...]
    site: Path | None = None
    """The site's folder: symbolic links in its own theme that lead out of it are not followed."""

    @property
    def leaving(self) -> tuple[tuple[Path, str], ...]:
        """The links in the site's own theme that leave the site, with their targets."""
        own = self.folders[:-1] if self.site else ()
        return tuple(found for folder in own for found in links.leaving(folder, self._root(folder)))

    @property
    def misnamed(self) -> tuple[Path, ...]:
        """The files in the site's own theme whose names are not UTF-8: they are left out."""
        below = (path for folder in self.folders[:-1] for kind in _KINDS for path in (folder / kind).rglob("*"))
        return tuple(sorted(path for path in below if not file_names.is_text(path.name)))

    def files(self, kind: str) -> dict[str, ThemeFile]:
        """Read all files of a kind (`templates`, `assets`, `i18n`), by name; hidden files are left out."""
        found: dict[str, ThemeFile] = {}
        for folder in reversed(self.folders):
            found.update(self._read(folder, kind))
        return dict(sorted(found.items()))

    def own(self, kind: str) -> dict[str, ThemeFile]:
        """Read the files of a kind that are the site's own, by name."""
        return {name: file for folder in self.folders[:-1] for name, file in self._read(folder, kind).items()}

    def shown(self, path: Path) -> str:
        """Return a path as it is told: from the site's folder, where it is inside."""
        return (path.relative_to(self.site) if self.site and path.is_relative_to(self.site) else path).as_posix()

    def layers(self, kind: str, name: str) -> tuple[ThemeFile, ...]:
        """Read one file from every folder that has it, the built-in one first; the caller merges them."""
        return tuple(found[name] for folder in reversed(self.folders) if name in (found := self._read(folder, kind)))

    def templates(self) -> dict[str, ThemeFile]:
        """Read all templates by name, and the built-in ones also with their prefix."""
        built_in = {f"{BUILT_IN}/{name}": file for name, file in _read(self.folders[-1] / "templates").items()}
        return self.files("templates") | built_in

    def _read(self, folder: Path, kind: str) -> dict[str, ThemeFile]:
        if self.site is None or folder == self.folders[-1]:
            return _read(folder / kind)
        root = self._root(folder)
        if any(place.is_symlink() and links.outside(place, root) for place in (folder, folder / kind)):
            return {}
        return _read(folder / kind, root)

    def _root(self, folder: Path) -> Path:
        """Return the folder that links of a theme may not leave: the site, or the theme itself if it is elsewhere."""
        inside = self.site is not None and folder.is_relative_to(self.site)
        return self.site if self.site is not None and inside else folder


def built_in() -> Path:
    """Return the folder of the built-in theme: in the installed package, or else in the source tree."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_theme"
    return installed if installed.is_dir() else package.parent / "theme"


def theme(own: Path | None = None, site: Path | None = None) -> Theme:
    """Return the theme of a site; `own` is the site's theme folder, if it has one."""
    return Theme((built_in(),) if own is None else (own, built_in()), site)


def _read(folder: Path, root: Path | None = None) -> dict[str, ThemeFile]:
    """Read the files below a folder by name; of links, only those that stay in `root`, if that is given."""
    if not folder.is_dir():
        return {}
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not _leaves(path, root))
    found = ((path.relative_to(folder), path) for path in paths)
    return {
        name.as_posix(): ThemeFile(name.as_posix(), path, path.read_bytes())
        for name, path in found
        if not any(part.startswith(".") or part.endswith("~") for part in name.parts)
        if file_names.is_text(name.as_posix())
    }


def _leaves(path: Path, root: Path | None) -> bool:
    return root is not None and path.is_symlink() and links.outside(path, root) is not None
