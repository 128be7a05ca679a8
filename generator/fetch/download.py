"""One file over HTTP, politely: a size and a time limit, a pace, one retry, no other host, a name to be known by."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from generator import __version__
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.redirects import ElsewhereError, SameHost
from generator.fetch.hosts import Host, Publication

_RETRIED = frozenset([429, 500, 502, 503, 504])
"""Answers after which a second request may succeed."""
_GONE = frozenset([404, 410])
_CHUNK = 65536
_LONGEST_PAUSE = 30.0
_AGENT = f"kantlijn/{__version__} (import of official publications)"


@dataclass(frozen=True, slots=True)
class DownloadLimits:
    """How much a file may be, and how long it may take."""

    size: int = 32 * 2**20
    """Bytes."""
    silence: float = 20.0
    """Seconds without a byte."""
    whole: float = 90.0
    """Seconds for the whole file."""
    pause: float = 2.0
    """Seconds before the second request, unless the host says how many."""


class FetchError(Exception):
    """A file that could not be fetched; `problem` says why."""

    def __init__(self, problem: Diagnostic, *, gone: bool = False) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.gone = gone
        """Whether the host has no such file."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A publication as fetched."""

    name: str
    """The file's name."""
    address: str
    data: bytes
    metadata: bytes | None = None
    problems: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Downloader:
    """Fetches files, at the pace that their hosts allow."""

    limits: DownloadLimits = DownloadLimits()
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _asked: dict[str, deque[float]] = field(default_factory=dict)
    """Of each host, when it was asked."""

    def publication(self, wanted: Publication) -> Fetched:
        """Fetch a publication in the best format that its host has, with its metadata where there is any.

        Raises:
            FetchError: if there is no network, no such publication, or an answer that is not to be used.
        """
        for at, suffix in enumerate(wanted.host.formats):
            address = wanted.address(suffix)
            try:
                data = self._file(wanted.host, address)
            except FetchError as error:
                if error.gone and at + 1 < len(wanted.host.formats):
                    continue
                raise
            problems: tuple[Diagnostic, ...] = ()
            metadata = None
            if suffix == "xml":
                try:
                    metadata = self._file(wanted.host, wanted.metadata)
                except FetchError as error:
                    problems = (error.problem,) if not error.gone else ()
            return Fetched(f"{wanted.id}.{suffix}", address, data, metadata, problems)
        raise AssertionError(wanted)  # a host has formats

    def _file(self, host: Host, address: str) -> bytes:
        """Fetch one file, with one retry where that may help."""
        try:
            return self._once(host, address)
        except _RetryError as first:
            self.sleep(min(first.pause if first.pause is not None else self.limits.pause, _LONGEST_PAUSE))
        try:
            return self._once(host, address)
        except _RetryError as again:
            raise again.error from again

    def _once(self, host: Host, address: str) -> bytes:
        self._keep_pace(host)
        opener = urllib.request.build_opener(SameHost())
        request = urllib.request.Request(  # noqa: S310 - the table of hosts has only http and https
            address, headers={"User-Agent": _AGENT, "Accept": "application/xml, text/html;q=0.8, */*;q=0.1"}
        )
        end = self.clock() + self.limits.whole
        try:
            with opener.open(request, timeout=self.limits.silence) as answer:
                return self._body(answer, address, end)
        except ElsewhereError as error:
            raise FetchError(_problem("fetch-elsewhere", address, host=error.place.netloc or str(error))) from error
        except urllib.error.HTTPError as error:
            error.close()
            raise self._of_status(error, address) from error
        except TimeoutError as error:
            raise FetchError(_problem("fetch-slow", address, seconds=round(self.limits.silence))) from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise FetchError(_problem("fetch-slow", address, seconds=round(self.limits.silence))) from error
            reason = getattr(error.reason, "strerror", None) or str(error.reason)
            raise _RetryError(FetchError(_problem("fetch-no-network", address, reason=reason))) from error
        except (OSError, http.client.HTTPException) as error:
            reason = str(error) or type(error).__name__
            raise _RetryError(FetchError(_problem("fetch-no-network", address, reason=reason))) from error

    def _body(self, answer: IO[bytes], address: str, end: float) -> bytes:
        """Read an answer within the limits; one that is shorter than it says is a failure of the network."""
        parts: list[bytes] = []
        size = 0
        while chunk := answer.read1(_CHUNK) if isinstance(answer, http.client.HTTPResponse) else answer.read(_CHUNK):
            size += len(chunk)
            if size > self.limits.size:
                limit = self.limits.size / 2**20
                raise FetchError(_problem("fetch-too-large", address, limit=f"{limit:g}"))
            if self.clock() > end:
                raise FetchError(_problem("fetch-slow", address, seconds=round(self.limits.whole)))
            parts.append(chunk)
        said = answer.headers.get("Content-Length") if isinstance(answer, http.client.HTTPResponse) else None
        if said and said.isdecimal() and int(said) != size:
            raise http.client.IncompleteRead(b"", int(said) - size)
        return b"".join(parts)

    def _of_status(self, error: urllib.error.HTTPError, address: str) -> Exception:
        """Return what an answer that is no success means."""
        if error.code in _GONE:
            return FetchError(_problem("fetch-not-there", address), gone=True)
        failed = FetchError(_problem("fetch-refused", address, status=error.code))
        if error.code not in _RETRIED:
            return failed
        said = error.headers.get("Retry-After", "") if error.headers else ""
        return _RetryError(failed, float(said) if said.isdecimal() else None)

    def _keep_pace(self, host: Host) -> None:
        """Wait until a further request is within what the host allows."""
        asked = self._asked.setdefault(host.base, deque(maxlen=host.requests))
        if len(asked) == host.requests and (wait := asked[0] + host.seconds - self.clock()) > 0:
            self.sleep(wait)
        asked.append(self.clock())


class _RetryError(Exception):
    """A failure after which one more request may succeed, in `pause` seconds if the host says so."""

    def __init__(self, error: FetchError, pause: float | None = None) -> None:
        super().__init__(str(error))
        self.error, self.pause = error, pause


def _problem(code: str, address: str, **values: object) -> Diagnostic:
    return diagnostic(code, Position(address), address=address, **values)
