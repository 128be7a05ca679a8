"""Lines that begin with a dash, or a letter that counts, and are items of a list, whatever the line above the first ends with.

A dash also begins a line where a sentence with one was broken: `Ik zie – anders dan u –`. Items are told by the next
one: what is between the two ends as one of several does, with `;`, a comma, `en`. Lists in official letters often have
no colon above: `Is het waar dat`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_DASH = re.compile(r"\s*([-–—])\s+(?=\S)")
_LETTER = re.compile(r"\s*([a-z])([.)])\s+(?=\S)")
_CLOSES = re.compile(r"\s[-–—](?:\s|$)")
"""A second dash in the line: the first opens a part of a sentence."""
_ONE_OF_SEVERAL = re.compile(r"(?:[,;]|[,;]?\s(?:en|of|en/of|and|or))\s*$")
_FARTHEST = 8
"""Lines that an item has at most; what is further apart are no items of one list."""


def dashed_items(texts: Sequence[str]) -> frozenset[int]:
    """Return which of the lines of a text begin an item of a list, by their index; maybe not all of them."""
    found: set[int] = set()
    last: tuple[int, str] | None = None
    for at, text in enumerate(texts):
        begins = _begins(text)
        if begins is None:
            continue
        own, before = begins
        above = texts[at - 1] if at else ""
        if last and last[1] == before and at - last[0] <= _FARTHEST and _ONE_OF_SEVERAL.search(above):
            found |= {last[0], at}
        last = at, own
    return frozenset(found)


def _begins(text: str) -> tuple[str, str] | None:
    """Return how a line begins that may be an item, and how the item before it does; None for any other line."""
    if dash := _DASH.match(text):
        return None if _CLOSES.search(text, dash.end()) else (dash[1], dash[1])
    letter = _LETTER.match(text)
    return (f"{letter[1]}{letter[2]}", f"{chr(ord(letter[1]) - 1)}{letter[2]}") if letter else None
