"""Listening: sockets on every address a host name stands for, or none at all and a clear reason."""

from __future__ import annotations

import errno
import os
import socket


class PortTakenError(Exception):
    """The port is in use; `free` is the next one that is not."""

    def __init__(self, port: int, free: int) -> None:
        super().__init__(port)
        self.port = port
        self.free = free


def bound(host: str, port: int) -> list[socket.socket]:
    """Return sockets that listen on a port (0: a free one) of a host.

    Raises:
        PortTakenError: somebody else has the port.
        OSError: the host is none of this machine's, or the port is not for us.
    """
    try:
        return _bind(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(port, _next_free(host, port)) from error
        raise


def _bind(host: str, port: int) -> list[socket.socket]:
    """Bind all addresses of a host to one port; an address family that the machine lacks is passed over."""
    made: list[socket.socket] = []
    kind = socket.SOCK_STREAM
    known = socket.getaddrinfo(host.strip("[]") or None, port, type=kind, flags=socket.AI_PASSIVE)
    unavailable: OSError | None = None
    for family, _, _, _, address in dict.fromkeys(known):
        chosen = made[0].getsockname()[1] if made else port
        try:
            made.append(_listening(family, (address[0], chosen, *address[2:])))
        except OSError as error:
            if error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
                unavailable = error
                continue
            for each in made:
                each.close()
            raise
    if not made:
        raise unavailable or OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))
    return made


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
    for candidate in range(max(port, 1023) + 1, 65536):
        try:
            found = _bind(host, candidate)
        except OSError:
            continue
        for each in found:
            each.close()
        return candidate
    return 0
