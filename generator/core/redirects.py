"""Which redirects of a web server are followed: those to the scheme, host and port that were asked. Nothing is requested here."""

from __future__ import annotations

import http.client
import urllib.request
from typing import IO
from urllib.parse import SplitResult, urlsplit

MOST = 3
"""How many redirects are followed on the way to one file."""
_PORTS = {"http": 80, "https": 443}


class ElsewhereError(Exception):
    """A redirect that leads to another host, another port or another scheme; `place` is where."""

    def __init__(self, place: SplitResult) -> None:
        super().__init__(f"{place.scheme}://{place.netloc}")
        self.place = place


class SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to the scheme, host and port that were asked, and not for ever."""

    max_redirections = MOST

    def redirect_request(  # noqa: PLR0917 - the library's own signature
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the next request.

        Raises:
            ElsewhereError: if that would be of another host, another port, or with another scheme.
        """
        after = urlsplit(newurl)
        if not same_place(urlsplit(req.full_url), after):
            fp.close()
            raise ElsewhereError(after)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def same_place(before: SplitResult, after: SplitResult) -> bool:
    """Say whether two addresses are of one scheme, host and port; a port that is the scheme's own may be left out."""
    try:
        return _place(before) == _place(after)
    except ValueError:  # a port that is no number
        return False


def _place(address: SplitResult) -> tuple[str, str | None, int | None]:
    return address.scheme, address.hostname, address.port or _PORTS.get(address.scheme)
