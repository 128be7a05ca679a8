"""Decides which requests the preview answers: only those that are sent to a name of this machine.

A page of another website can make a browser send requests to a local server, also by a name of its own that resolves to
this machine (DNS rebinding). Such requests are recognised by their Host or Origin header.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to


def is_own(host: str) -> bool:
    """Say whether a server that listens on a host is reached from this machine alone."""
    return host.strip("[]").lower() in _LOCAL


@dataclass(frozen=True, slots=True)
class Guard:
    """Allows requests by the names of this machine; `host` is the host that the preview listens on."""

    host: str

    def allows(self, host: str | None, origin: str | None = None) -> bool:
        """Say whether a request may be answered, by its Host header and, if it has one, its Origin header.

        The origin must be exactly the address in the Host header: another port of this machine is another website.
        """
        name = _name(f"//{host}") if host else None
        if host is None or name is None or not self._ours(name):
            return False
        return origin is None or origin in {f"http://{host}", f"https://{host}"}

    def _ours(self, name: str) -> bool:
        if name in _LOCAL or name == self.host.strip("[]").lower():
            return True
        if self.host not in _EVERYWHERE:
            return False
        return _is_address(name) or name == socket.gethostname().lower()


def _name(address: str) -> str | None:
    """Return the host name in an address; None if it has none or cannot be parsed."""
    try:
        found = urlsplit(address)
        _ = found.port  # raises ValueError if it is no number
    except ValueError:
        return None
    return found.hostname


def _is_address(name: str) -> bool:
    """Say whether a name is an IP address, which DNS rebinding cannot redirect to this machine."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
