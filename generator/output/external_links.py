"""Checks that links to other websites still work: each is requested once, over the network."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urldefrag, urlsplit

from generator import __version__
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.output.link_check import external_links

HOSTS_AT_ONCE = 8
"""How many hosts are sent requests at a time; each host gets one request at a time."""
TIMEOUT = 20.0
"""Seconds to wait for a response."""
_GONE = frozenset({404, 410})
_RETRY_WITH_GET = frozenset({400, 403, 405, 501})
"""Responses to a HEAD request that may mean that the server does not support HEAD."""


def check_web(
    files: Iterable[tuple[str, bytes]],
    base_url: str | None = None,
    origins: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Diagnostic, ...]:
    """Request each external address that the site links to once, and return a diagnostic for each link that fails.

    A page that does not exist is a warning; a response that may be temporary (too busy, not allowed) is a remark.

    Args:
        files: the published files by path in the output.
        base_url: the address of the site itself; links to it are not external.
        origins: the content file of an output path, for the diagnostics.
        progress: called with the number of addresses that were requested, and of all.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for path, url in external_links(files, base_url):
        places[urldefrag(url)[0]].append(path)
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in places:
        by_host[urlsplit(url).netloc].append(url)
    answers: dict[str, tuple[Severity, str]] = {}
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        for found in pool.map(_request_all, by_host.values()):
            answers.update(found)
            if progress:
                progress(len(answers), len(places))
    known = origins or {}
    return tuple(
        diagnostic("link-dead", Position(known.get(path) or path), severity, url=url, reason=reason)
        for url, (severity, reason) in answers.items()
        if reason
        for path in places[url]
    )


def _request_all(urls: Sequence[str]) -> dict[str, tuple[Severity, str]]:
    return {url: _request(url) for url in urls}


def _request(url: str) -> tuple[Severity, str]:
    """Request an address; return the reason of its failure and how serious that is. The reason is empty for success."""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(  # noqa: S310 - only http and https come here
            quote(url, safe="%/:=&?~#+!$,;'@()*[]"),
            method=method,
            headers={"User-Agent": f"kantlijn/{__version__} (link check)", "Accept": "*/*"},
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310 - as above
                return Severity.INFO, ""
        except urllib.error.HTTPError as error:
            error.close()
            if method == "HEAD" and error.code in _RETRY_WITH_GET:
                continue
            return Severity.WARNING if error.code in _GONE else Severity.INFO, f"{error.code} {error.reason}"
        except urllib.error.URLError as error:
            return Severity.WARNING, str(error.reason)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Severity.INFO, str(error) or type(error).__name__
    return Severity.INFO, ""
