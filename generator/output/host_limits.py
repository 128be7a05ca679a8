"""Whether a published folder is more than its host takes, or soon will be. What the hosts take is in `core.hosts`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.content.sources import SITE_FILE
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.hosts import HOSTS
from generator.output.manifest import Stamp

_NEAR = 0.9
"""From what share of a limit on a site is told that it is nearly reached."""


def problems(host: str | None, files: Mapping[str, Stamp]) -> Iterator[Diagnostic]:
    """Yield a warning for each limit of a host that a folder's files, by path, pass or nearly reach.

    A site that is too large is right all the same, so these are no errors, also not where warnings are.
    """
    if host is None:
        return
    limits = HOSTS[host]
    folders = Counter(path.rpartition("/")[0] for path in files)
    fullest, inside = max(folders.items(), key=lambda row: (row[1], row[0]), default=("", 0))
    largest, size = max(((path, file.size) for path, file in files.items()), key=lambda row: row[::-1], default=("", 0))
    for what, value, limit, name in (
        ("files", len(files), limits.files, None),
        ("folder", inside, limits.files_in_folder, f"/{fullest}"),
        ("file", size, limits.file_bytes, f"/{largest}"),
        ("site", sum(file.size for file in files.values()), limits.site_bytes, None),
    ):
        if limit and value > limit * _NEAR:
            values = {"host": limits.title, "n": _shown(what, value), "limit": _shown(what, limit), "url": name}
            yield diagnostic(f"host-{what}", Position(SITE_FILE), Severity.WARNING, **values)


def _shown(what: str, value: int) -> str:
    """Write a number of files, or a size in millions of bytes."""
    return f"{value / 1e6:.1f} MB" if what in ("file", "site") else str(value)
