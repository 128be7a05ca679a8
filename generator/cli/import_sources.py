"""What the arguments of `kantlijn import` mean: files, the documents in folders, publications to be fetched."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.build.values import STATE
from generator.content import file_names, site_settings
from generator.content.sources import CONTENT, SITE_FILE, SourceText
from generator.core import limits
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.real_paths import real
from generator.fetch import hosts
from generator.fetch.download import Downloader, FetchError
from generator.fetch.hosts import Publication
from generator.intake import disk
from generator.intake.readers import BY_SUFFIX


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that is read: its bytes, what is beside it, where it came from."""

    name: str
    data: bytes = b""
    url: str | None = None
    metadata: bytes | None = None
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A document to import: a file, or a publication that is fetched when its turn comes."""

    path: Path
    """The file; of a publication, the name it gets."""
    publication: Publication | None = None
    in_folder: bool = False
    """Whether it was found in a folder, and so may have been imported when that was imported before."""
    downloader: Downloader = field(default_factory=Downloader)
    problem: Diagnostic | None = None
    """Why there is no document here, where that is known already."""

    def open(self) -> Opened:
        """Read or fetch the document; what prevents that is a problem of the result."""
        if self.problem is not None:
            return Opened(self.path.as_posix(), problems=(self.problem,))
        if self.publication is None:
            return _file(self.path)
        try:
            found = self.downloader.publication(self.publication)
        except FetchError as error:
            return Opened(self.path.as_posix(), problems=(error.problem,))
        return Opened(found.name, found.data, found.address, found.metadata, found.problems)


MEANS_NOTHING = frozenset({"no-file", "no-documents", "site-own-folder"})
"""Problems of an argument that leads to no document."""


def _file(path: Path) -> Opened:
    """Read a file; nothing is waited for that is no file, such as a pipe."""
    name = path.as_posix()
    if not file_names.is_text(name):
        misnamed = file_names.no_text(name)
        return Opened(misnamed.position.path, problems=(misnamed,))
    here = Position(name)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Opened(name, problems=(diagnostic("no-regular-file", here),))
        if found.st_size > limits.current().megabytes * 2**20:
            return Opened(name, problems=(limits.problem("megabytes", here),))
        return Opened(name, path.read_bytes(), metadata=disk.metadata_beside(path))
    except FileNotFoundError:
        return Opened(name, problems=(diagnostic("link-to-nothing" if path.is_symlink() else "no-file", here),))
    except OSError as error:
        return Opened(name, problems=(diagnostic("disk", here, reason=error.strerror or error),))


def all_sources(arguments: Sequence[str], content: Path) -> list[ImportSource]:
    """Return what the arguments mean; `content` is the folder that they are imported into.

    What an argument does not lead to is a problem of its source, so that it does not stop the others.
    """
    downloader = Downloader()
    return [source for argument in arguments for source in _meant(argument, content, downloader)]


def _meant(argument: str, content: Path, downloader: Downloader) -> Iterable[ImportSource]:
    """Return the documents that one argument means."""
    path = Path(argument)
    wanted = None if os.path.lexists(path) else hosts.publication(argument)
    if wanted is not None:
        return [ImportSource(Path(f"{wanted.id}.xml"), wanted, downloader=downloader)]
    if hosts.is_address(argument):
        known = ", ".join(host.names[0] for host in hosts.HOSTS)
        refused = diagnostic("fetch-unknown-host", Position(argument), address=argument, hosts=known)
        return [ImportSource(path, problem=refused)]
    is_folder = os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a name is too long or a folder is closed
    return _documents(path, content) if is_folder else [ImportSource(path)]


# --- Folders ---------------------------------------------------------------------------------------------------


def _documents(folder: Path, content: Path) -> list[ImportSource]:
    """Return every file of a known format in a folder, but for hidden ones and what is a site's own.

    A folder that cannot be looked into is a source with a problem. There is at least one source.
    """
    found, sites = _looked_through(folder)
    around = [above for above in (real(folder), *real(folder).parents) if (above / SITE_FILE).is_file()]
    own = _Own((*sites, *around, real(content).parent), content)
    kept = [source for source in found if not own.has(source.path)]
    if kept and not own.has(folder):
        return kept
    code = "site-own-folder" if found or own.has(folder) else "no-documents"
    return [ImportSource(folder, problem=diagnostic(code, Position(folder.as_posix())))]


def _looked_through(folder: Path) -> tuple[list[ImportSource], list[Path]]:
    """Return what may be documents, in the order of their paths, and the folders of sites among them."""
    found: list[ImportSource] = []
    sites: list[Path] = []

    def refused(error: OSError) -> None:
        place = Path(error.filename)
        problem = diagnostic("disk", Position(place.as_posix()), reason=error.strerror or error)
        found.append(ImportSource(place, in_folder=True, problem=problem))

    for name, folders, files in os.walk(folder, onerror=refused):
        here = Path(name)
        folders[:] = [one for one in folders if not one.startswith(_HIDDEN)]
        if SITE_FILE in files:
            sites.append(here)
        for file in files:
            path = here / file
            if not file.startswith(_HIDDEN) and path.suffix.lower() in BY_SUFFIX and not disk.is_metadata(path):
                found.append(ImportSource(path, in_folder=True))
    return sorted(found, key=lambda source: source.path), sites


_HIDDEN = (".", "~$")


class _Own:
    """What is of sites: their content, theme, output and read-me, and what the program keeps."""

    def __init__(self, sites: Iterable[Path], content: Path) -> None:
        self._places = {real(content)}
        for site in sites:
            if (site / SITE_FILE).is_file():
                self._places.update(_places(real(site)))

    def has(self, path: Path) -> bool:
        """Whether a file or folder is one of these, or in one."""
        is_folder = os.path.isdir(path)  # noqa: PTH112 - here, and for links that lead in a circle, Path raises
        full = Path(
            os.path.realpath(path) if is_folder else os.path.realpath(path.parent), "" if is_folder else path.name
        )
        return any(place in self._places for place in (full, *full.parents))


def _places(site: Path) -> Iterator[Path]:
    """Yield the files and folders of a site that hold no letters to import."""
    try:
        settings = site_settings.parse(SourceText(SITE_FILE, (site / SITE_FILE).read_bytes()))[0]
    except OSError:
        settings = Config(name="")
    yield from (site / name for name in (CONTENT, STATE, _READ_ME))
    for named in filter(None, (settings.out, settings.theme)):
        place = real(site / named)
        if not site.is_relative_to(place):
            yield place


_READ_ME = "README.md"
