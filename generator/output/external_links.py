"""Whether links to other websites still lead to a page. The only module that asks anything of the network."""

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
from generator.output.link_check import outward

HOSTS_AT_ONCE = 8
"""How many hosts are asked at a time; each of them one question at a time."""
TIMEOUT = 20.0
"""Seconds to wait for an answer."""
_GONE = frozenset({404, 410})
_ASK_AGAIN = frozenset({400, 403, 405, 501})
"""Answers of servers that do not know how to be asked for a page without its body."""


def check_web(
    files: Iterable[tuple[str, bytes]],
    base_url: str | None = None,
    origins: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Diagnostic, ...]:
    """Ask for every address outside the site that its pages link to, once each.

    A page that is gone is a warning; an answer that may be a mood of the server (too busy, not allowed) is a remark.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for path, url in outward(files, base_url):
        places[urldefrag(url)[0]].append(path)
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in places:
        by_host[urlsplit(url).netloc].append(url)
    answers: dict[str, tuple[Severity, str]] = {}
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        for found in pool.map(_ask_host, by_host.values()):
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


def _ask_host(urls: Sequence[str]) -> dict[str, tuple[Severity, str]]:
    return {url: _ask(url) for url in urls}


def _ask(url: str) -> tuple[Severity, str]:
    """Return how much it weighs that an address gives no page, and why it does not; an empty reason where it does."""
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
            if method == "HEAD" and error.code in _ASK_AGAIN:
                continue
            return Severity.WARNING if error.code in _GONE else Severity.INFO, f"{error.code} {error.reason}"
        except urllib.error.URLError as error:
            return Severity.WARNING, str(error.reason)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Severity.INFO, str(error) or type(error).__name__
    return Severity.INFO, ""
