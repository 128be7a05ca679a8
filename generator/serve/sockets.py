"""Opens listening sockets on all addresses of a host, or on none of them."""

from __future__ import annotations

import errno
import os
import socket


class PortTakenError(Exception):
    """Another program uses the port; `free` is the next free port."""

    def __init__(self, port: int, free: int) -> None:
        super().__init__(port)
        self.port = port
        self.free = free


def bound(host: str, port: int) -> list[socket.socket]:
    """Return sockets that listen on a port of a host, on each of its addresses; port 0 means any free port.

    Raises:
        PortTakenError: another program uses the port.
        OSError: the host is not one of this machine, or the port may not be used.
    """
    try:
        return _bind(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(port, _next_free(host, port)) from error
        raise


def _bind(host: str, port: int) -> list[socket.socket]:
    """Return sockets on all addresses of a host, without those of an address family that this machine does not have."""
    opened: list[socket.socket] = []
    kind = socket.SOCK_STREAM
    known = socket.getaddrinfo(host.strip("[]") or None, port, type=kind, flags=socket.AI_PASSIVE)
    unavailable: OSError | None = None
    for family, _, _, _, address in dict.fromkeys(known):
        chosen = opened[0].getsockname()[1] if opened else port
        try:
            opened.append(_listening(family, (address[0], chosen, *address[2:])))
        except OSError as error:
            if error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
                unavailable = error
                continue
            for each in opened:
                each.close()
            raise
    if not opened:
        raise unavailable or OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))
    return opened


def _listening(family: socket.AddressFamily, address: tuple[object, ...]) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere this would let two programs share a port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.setblocking(False)  # noqa: FBT003 - the standard library's signature
        made.bind(address)
        made.listen(128)
    except OSError:
        made.close()
        raise
    return made


def _next_free(host: str, port: int) -> int:
    """Return the next port after a port that is free on a host, from 1024 on; 0 if there is none."""
    for candidate in range(max(port, 1023) + 1, 65536):
        try:
            found = _bind(host, candidate)
        except OSError:
            continue
        for each in found:
            each.close()
        return candidate
    return 0
