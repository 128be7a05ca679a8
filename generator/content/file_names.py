"""Names of files that not every system can have, or that are no text: a site is written on one, and checked out on another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic

_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.IGNORECASE | re.DOTALL
)
"""Names of devices, which Windows takes whatever follows the first dot (`con.md`)."""
_REFUSED = re.compile(r"[<>:\"|?*\\\x00-\x1f]|[. ]$")
"""Signs that no name may have there, and ends that it drops."""
_LONGEST = 200
"""Characters of a path: Windows has room for 259, with the folder that the site is in."""


def is_text(name: str) -> bool:
    """Say whether a name is UTF-8: where its bytes are something else, no text can name the file, and no address either."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def no_text(path: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    """Return what is said of a path with a name that is not UTF-8; with each odd byte as `udcff` behind a backslash."""
    shown = path.encode("utf-8", "backslashreplace").decode()
    return diagnostic("name-not-utf-8", Position(shown), severity)


def problems(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield the paths, relative to the site, that Windows refuses; the first of each folder that is refused itself."""
    told: set[str] = set()
    spelled: dict[str, str] = {}
    seen: set[str] = set()  # the folders that were looked at
    for path in sorted(paths):
        parts, folder = path.split("/"), path.rpartition("/")[0]
        for depth in range(len(parts) if folder in seen else 1, len(parts) + 1):
            name, whole = parts[depth - 1], "/".join(parts[:depth])
            if whole in told:
                continue
            other = spelled.setdefault(whole.casefold(), whole)
            if _RESERVED.fullmatch(name) or _REFUSED.search(name):
                yield diagnostic("name-refused", Position(whole), Severity.WARNING, name=name)
            elif other != whole:
                yield diagnostic("name-differs-in-case", Position(whole), Severity.WARNING, other=other)
            elif depth == len(parts) and len(path) > _LONGEST:
                yield diagnostic("name-too-long", Position(whole), Severity.WARNING, count=len(path), most=_LONGEST)
            else:
                continue
            told.add(whole)
        seen.add(folder)
