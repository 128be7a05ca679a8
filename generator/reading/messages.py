"""What the program and its child process say to each other: MessagePack of the values below, each after its length."""

from __future__ import annotations

import struct
from typing import IO

import msgspec

from generator.core.diagnostics import Diagnostic
from generator.core.limits import Limits

_LENGTH = struct.Struct(">Q")
_MOST = 2**31
"""Bytes of one message; a longer one is no message."""


class Task(msgspec.Struct, frozen=True):
    """What the child is to do."""

    function: str
    """Module and name of what reads (`generator.intake.readers.pdf.reader:read`): bytes and texts in, a value out."""
    data: bytes
    texts: tuple[str, ...]
    """What it takes besides the bytes."""
    limits: Limits


class TaskOutcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of a task: one of these."""

    value: bytes = b""
    """What was read, as MessagePack of the type that the program expects."""
    problem: Diagnostic | None = None
    """Why the source cannot be read, in the reader's own words."""
    over: str | None = None
    """The limit that the source is over."""
    fault: str | None = None
    """The exception that the reader ended with."""


class BrokenMessageError(Exception):
    """The other side ended, or sent what is no message."""


def send(stream: IO[bytes], message: Task | TaskOutcome | None) -> None:
    """Write one message; None says only that this side is ready."""
    encoded = msgspec.msgpack.encode(message)
    stream.write(_LENGTH.pack(len(encoded)))
    stream.write(encoded)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Return the bytes of the next message; None where the other side ended between two messages.

    Raises:
        BrokenMessageError: where it ended within one, or sent none.
    """
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise BrokenMessageError
    (length,) = _LENGTH.unpack(head)
    if length > _MOST:
        raise BrokenMessageError
    body = stream.read(length)
    if len(body) < length:
        raise BrokenMessageError
    return body
