"""The files of a published site, in a folder or on the web, each read up to a limit of bytes and of seconds.

Paths come from the site itself, so they are checked: none leads out of the folder or to another host.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlsplit

from generator import __version__
from generator.core.real_paths import real
from generator.core.redirects import ElsewhereError, SameHost

TIMEOUT = 20.0
"""Seconds to wait for a server to go on."""
PATIENCE = 120.0
"""Seconds that one file may take."""
_CHUNK = 65_536


class UnreachableError(Exception):
    """A file cannot be had; the message says why."""


class SiteFiles(Protocol):
    """The files of a site by path, relative to its root; a path that ends in a slash is a page."""

    def read(self, path: str, limit: int) -> bytes:
        """Return the bytes of a file.

        Raises:
            UnreachableError: there is none, it is over the limit of bytes, it takes too long, or the path leads elsewhere.
        """


class FolderFiles:
    """A site in a folder, as `kantlijn build` writes it."""

    def __init__(self, root: Path) -> None:
        self._root = real(root)

    def read(self, path: str, limit: int) -> bytes:
        """Return the bytes of a file; see `SiteFiles`."""
        name = _checked(path)
        file = self._root / (f"{name}index.html" if name.endswith("/") or not name else name)
        try:
            if not real(file).is_relative_to(self._root):
                raise UnreachableError("it leads out of the folder")
            if not file.is_file():
                raise UnreachableError("not there")
            with file.open("rb") as opened:
                data = opened.read(limit + 1)
        except (OSError, ValueError) as error:
            raise UnreachableError(str(error)) from error
        return _within(data, limit)


class WebFiles:
    """A site on the web, at an address that begins with `http://` or `https://`."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise UnreachableError("no address of a site")
        self._root = address if address.endswith("/") else f"{address}/"
        self._opener = urllib.request.build_opener(SameHost)

    def read(self, path: str, limit: int) -> bytes:
        """Return the bytes of a file; see `SiteFiles`."""
        url = self._root + quote(_checked(path), safe="/")
        headers = {"User-Agent": f"kantlijn/{__version__} (verify)", "Accept": "*/*"}
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 - only http and https come here
        end = time.monotonic() + PATIENCE
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                found: list[bytes] = []
                size = 0
                while size <= limit and (part := answer.read1(_CHUNK)):
                    found.append(part)
                    size += len(part)
                    if time.monotonic() > end:
                        raise UnreachableError(f"it took more than {PATIENCE:.0f} seconds")
        except ElsewhereError as error:
            raise UnreachableError(f"it leads to {error}") from error
        except urllib.error.HTTPError as error:
            error.close()
            raise UnreachableError(f"{error.code} {error.reason}") from error
        except urllib.error.URLError as error:
            raise UnreachableError(str(error.reason)) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise UnreachableError(str(error) or type(error).__name__) from error
        return _within(b"".join(found), limit)


def _checked(path: str) -> str:
    """Return a path that stays in the site."""
    parts = path.split("/")
    odd = "\\" in path or "\0" in path or not path.isprintable()
    if odd or path.startswith("/") or ".." in parts or "." in parts or ":" in parts[0]:
        raise UnreachableError("its path leads out of the site")
    return path


def _within(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise UnreachableError(f"it is larger than {limit // 1_000_000} MB")
    return data
