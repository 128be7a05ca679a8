"""Citations in the text of a letter: to its own questions, to parliamentary papers, laws, judgments and web pages.

Each kind has its patterns in a room of its own, which gives every citation of that kind that it sees; this one only
decides between them where they overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.intake.citations import addresses, papers, pointers, statutes
from generator.intake.citations.found import Context, Found

__all__ = ["Context", "Found", "find"]

_RULES: tuple[Callable[[str, Context], Iterable[Found]], ...] = (
    addresses.find,
    papers.find,
    statutes.find,
    pointers.find,
)
"""Where two overlap, the earlier room has it: an ECLI inside a web address is part of the address."""


def find(text: str, context: Context) -> tuple[Found, ...]:
    """Give the citations in a run of text, in order, none overlapping another.

    The text is one paragraph or several, without markup. What a citation leads to is only given where it is certain;
    see `Found.destination`.
    """
    taken: list[Found] = []
    for rule in _RULES:
        for citation in rule(text, context):
            if all(citation.end <= other.start or citation.start >= other.end for other in taken):
                taken.append(citation)
    return tuple(sorted(taken, key=lambda citation: citation.start))
