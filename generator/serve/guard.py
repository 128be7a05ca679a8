"""Who may ask: the preview answers only those who address it by a name of this machine.

A page of another site can make a browser ask anything of a local server, also under a name of its own that leads here
(DNS rebinding). Such requests are known by their Host or Origin.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to


@dataclass(frozen=True, slots=True)
class Guard:
    """Knows under which names the preview may be addressed; `host` is what it listens on."""

    host: str

    def allows(self, host: str | None, origin: str | None = None) -> bool:
        """Say whether a request may be answered, by its Host header and, where it has one, its Origin.

        An origin must be the very address that is asked: another port of this machine is another site.
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
    try:
        found = urlsplit(address)
        _ = found.port  # raises where it is no number
    except ValueError:
        return None
    return found.hostname


def _is_address(name: str) -> bool:
    """Say whether a name is a bare address: nobody can make such a name lead here who does not own it."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
