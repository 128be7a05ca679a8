"""The list of every file of a site, for those who copy it: what no page leads to is in it too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from generator.pages.planned import Page, TextFile

PATH = "/mirror.txt"
_HOSTS_OWN = ("_headers", "_redirects")
"""What a host reads and does not send."""
_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*")


def page(base_url: str, files: Iterable[str]) -> Page:
    """Return the list: an address a line, as `wget --input-file` reads it; `files` are paths inside the output."""
    wanted = sorted({*files, PATH.removeprefix("/")} - {*_HOSTS_OWN})
    lines = (f"{base_url}/{_quoted(_asked(path))}\n" for path in wanted)
    return Page(PATH, TextFile("".join(lines), ""), "")


def _quoted(path: str) -> str:
    """Return a path as addresses have it; of tens of thousands, almost all are written with plain signs."""
    return path if _PLAIN.fullmatch(path) else quote(path, safe="/")


def _asked(path: str) -> str:
    """Return the path that a page's file is asked for by."""
    return path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
