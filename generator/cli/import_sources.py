"""What the arguments of `kantlijn import` mean: files, the documents in folders, publications to be fetched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.cli import PROBLEMS
from generator.cli.show import failure, print_problems
from generator.content import file_names
from generator.core import limits
from generator.core.diagnostics import Diagnostic, Position, diagnostic
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

    def open(self) -> Opened:
        """Read or fetch the document; what prevents that is a problem of the result."""
        if self.publication is None:
            if not file_names.is_text(self.path.as_posix()):
                misnamed = file_names.no_text(self.path.as_posix())
                return Opened(misnamed.position.path, problems=(misnamed,))
            if self.path.stat().st_size > limits.current().megabytes * 2**20:
                over = limits.problem("megabytes", Position(self.path.as_posix()))
                return Opened(self.path.as_posix(), problems=(over,))
            return Opened(self.path.as_posix(), self.path.read_bytes(), metadata=disk.metadata_beside(self.path))
        try:
            found = self.downloader.publication(self.publication)
        except FetchError as error:
            return Opened(self.path.as_posix(), problems=(error.problem,))
        return Opened(found.name, found.data, found.address, found.metadata, found.problems)


def all_sources(arguments: Sequence[str]) -> list[ImportSource] | int:
    """Return what the arguments mean; print an argument that means nothing and return the exit code."""
    downloader = Downloader()
    sources: list[ImportSource] = []
    for argument in arguments:
        path = Path(argument)
        wanted = None if path.exists() else hosts.publication(argument)
        if wanted is not None:
            sources.append(ImportSource(Path(f"{wanted.id}.xml"), wanted, downloader=downloader))
            continue
        if hosts.is_address(argument):
            return _of_no_host(argument)
        if not path.exists():
            return failure("no-file", path=path)
        found = [ImportSource(file, in_folder=path.is_dir()) for file in _documents(path)]
        if not found:
            return failure("no-documents", path=path)
        sources += found
    return sources


def _of_no_host(address: str) -> int:
    """Print that an address is not one that is fetched from, and return the exit code."""
    known = ", ".join(host.names[0] for host in hosts.HOSTS)
    print_problems([diagnostic("fetch-unknown-host", Position(address), address=address, hosts=known)])
    return PROBLEMS


def _documents(path: Path) -> Iterator[Path]:
    """Yield the file that an argument names, or every file of a known format in the folder that it names."""
    if path.is_file():
        yield path
        return
    for inside in sorted(path.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in inside.relative_to(path).parts)
        known = inside.suffix and inside.suffix.lower() in BY_SUFFIX
        if known and not hidden and inside.is_file() and not disk.is_metadata(inside):
            yield inside
