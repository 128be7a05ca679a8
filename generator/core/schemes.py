"""Schemes of references: how documents outside a letter are named, labelled and found.

One table: each scheme has the form of its ids, a label for readers, and the official address.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """A document, or a part of one, by its own standard id: `kst:30821-124` is scheme `kst`, value `30821-124`."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
