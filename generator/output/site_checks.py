"""Looks at a site's folder beside its content: where its output is, what links lead out, whether originals are as they were."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from generator.content import links
from generator.content.sources import CONTENT, SITE_FILE
from generator.core import digest
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.model import Letter
from generator.core.nearest import nearest
from generator.core.parts import SEARCH
from generator.core.real_paths import real
from generator.output import card_cache as cards
from generator.output.write import Folder
from generator.pages.planned import Plan


def linked(shelved: Mapping[str, Path]) -> Iterator[Diagnostic]:
    """Report symbolic links among the files of the search index and the share images; they are not published."""
    files = set(map(str, shelved.values()))
    folders = {os.path.dirname(file) for file in files}  # noqa: PTH120 - of thousands of files
    found = {folder for folder in folders if os.path.islink(folder)}  # noqa: PTH114 - as above
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as listing:
            found.update(entry.path for entry in listing if entry.is_symlink() and entry.path in files)
    for path in sorted(map(Path, found)):
        yield links.problem(path.as_posix(), real(path).as_posix())


def searching(config: Config, *, searched: bool) -> Iterator[Diagnostic]:
    """Say so where a site should have search and cannot have it on this machine."""
    if config.wants(SEARCH) and not searched:
        yield diagnostic("search-unavailable", Position(SITE_FILE), Severity.INFO)


def drawing(base_url: str | None, *, wanted: bool) -> Iterator[Diagnostic]:
    """Say so where a site should have share images and this machine cannot draw; it goes without."""
    if wanted and base_url and not cards.available():
        yield diagnostic("images-unavailable", Position(SITE_FILE), Severity.INFO)


def places(site: Path, config: Config, own: Path | None, folder: Folder) -> Iterator[Diagnostic]:
    """Look at where the site's folders are: the output may not hold, or be in, what somebody wrote."""
    at = Position(SITE_FILE)
    written = [site / CONTENT, *([own] if own else [])]
    there = [real(path) for path in written]
    if _is_over(folder.out, site, written) or _is_over(real(folder.out), real(site), there):
        yield diagnostic("output-over-content", at, out=config.out)
    if own is not None and not own.is_dir():
        yield diagnostic("no-theme", at, theme=config.theme, nearest=nearest(str(config.theme), _names(site)))


def _is_over(out: Path, site: Path, written: Sequence[Path]) -> bool:
    return site.is_relative_to(out) or any(out.is_relative_to(folder) for folder in written)


def _names(site: Path) -> list[str]:
    return [path.name for path in site.iterdir() if path.is_dir()]


def originals(site: Path, pages: Plan, letters: Iterable[Letter]) -> Iterator[Diagnostic]:
    """Compare the sources that will be offered, and those withheld that are here, with the SHA-256 their letters give."""
    named = [(file.origin, file.sha256) for file in pages.files]
    for letter in letters:
        if letter.source.withheld and letter.source.file:
            folder = PurePosixPath(letter.position.path).parent
            named.append(((folder / letter.source.file).as_posix(), letter.source.sha256))
    for origin, expected in named:
        if expected and (site / origin).is_file():
            actual = digest.sha256((site / origin).read_bytes())
            if actual != expected.lower():
                yield diagnostic("source-changed", Position(origin), sha256=actual, expected=expected)
