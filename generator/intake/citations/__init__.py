"""Citations in the text of a letter: of its own questions, of parliamentary papers, laws, judgments and web pages.

Each kind has a module, which yields every citation of that kind that it sees; this one only decides between them where
they overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable

from generator.intake.citations import addresses, cited_documents, pointers, statutes
from generator.intake.citations.found import Context, Found, found

__all__ = ["Context", "Found", "find"]

_RULES: tuple[Callable[[str, Context], Iterable[Found]], ...] = (
    addresses.find,
    cited_documents.find,
    statutes.find,
    pointers.find,
)
"""Where two overlap, the earlier rule has it: an ECLI inside a web address is part of the address."""


def find(text: str, context: Context) -> tuple[Found, ...]:
    """Return the citations in a run of text, in order, none overlapping another.

    The text is one paragraph or several, without markup. What a citation leads to is only given where it is certain;
    see `Found.destination`.
    """
    narrow, offsets = _narrowed(text)
    taken: list[Found] = []
    for rule in _RULES:
        for citation in rule(narrow, context):
            at = bisect_left(taken, citation.start, key=lambda other: other.start)
            if all(citation.end <= one.start or citation.start >= one.end for one in taken[max(0, at - 1) : at + 1]):
                taken.insert(at, citation)
    return tuple(_widened(text, citation, offsets) for citation in taken)


_SPACE = re.compile(r"\s{2,}|[^\S\n ]")


def _narrowed(text: str) -> tuple[str, list[int]]:
    """Make every run of white space one space or line break, so that no pattern has to count them.

    Return with it the offset in the text of every character, and of the end.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    end = 0
    for run in _SPACE.finditer(text):
        pieces += (text[end : run.start()], "\n" if "\n" in run.group() else " ")
        offsets += range(end, run.start() + 1)
        end = run.end()
    pieces.append(text[end:])
    offsets += range(end, len(text) + 1)
    return "".join(pieces), offsets


def _widened(text: str, citation: Found, offsets: list[int]) -> Found:
    """Return a citation with its span in the text as it was."""
    span = (offsets[citation.start], offsets[citation.end - 1] + 1)
    return found(text, span, citation.destination)
