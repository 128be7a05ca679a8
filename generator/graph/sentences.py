"""Finds the sentence around a span of text, for excerpts."""

from __future__ import annotations

import re
from functools import lru_cache

WIDTH = 160
"""How many characters an excerpt has, the span included; the span itself is never shortened."""

_ABBREVIATIONS = frozenset(
    (
        "aanh afd afl al art artt bijv blz bv ca cfm circa co d.d dd dhr drs dr dw e.d e.v enz etc evt fig gem hfst "
        "i.c i.o i.v.m incl ing ir jhr jr kamerst lid ll m.b.t m.i.v m.n m.u.v max mevr min mln mld mr mrs mw n.a.v "
        "nl no nr nrs o.a o.b.v o.g o.m o.v.v p pag par pp prof red resp s.v.p sr st stb stcrt t.a.v t.b.v t.g.v "
        "t.o.v t.w.v tel trb v.d v.w.b vgl vlg vol vs w.o z.g zgn zog"
    ).split()
)
"""Words after which a full stop does not end the sentence."""

_STOP = re.compile(
    r"""(?P<word>[\w.]*)        # the word before: nr, art, o.a
        (?P<stop>[.!?]+)
        (?P<close>[»”"’')\]]*)  # quotation marks and brackets that close with the sentence
        (?=\s+[«“"‘'(\[]*       # white space, and what may open the next
            (?P<next>\w))""",
    re.VERBOSE,
)


def context(text: str, start: int, end: int, width: int = WIDTH) -> tuple[str, str, str]:
    """Return the text of the sentence before, at and after the span `start..end` of a paragraph.

    The three are about `width` characters together; what is left out is shown by "…". The span itself is never
    shortened. Line breaks become spaces.
    """
    low, high = _sentence(text, start, end)
    spare = max(width - (end - start), 0)
    before, after = text[low:start], text[end:high]
    if len(before) + len(after) > spare:
        half = spare // 2
        before_limit = max(half, spare - len(after))
        after_limit = max(half, spare - len(before))
        before = _tail(before, before_limit)
        after = _head(after, after_limit)
    return _plain(before).lstrip(), _plain(text[start:end]), _plain(after).rstrip()


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence, or sentences, that the span is in."""
    low, high = 0, len(text)
    for stop in _stops(text):
        if stop <= start:
            low = stop
        elif stop >= end:
            high = stop
            break
    return low, high


@lru_cache(maxsize=20_000)
def _stops(text: str) -> tuple[int, ...]:
    """Return the offset after each sentence of the text but the last."""
    return tuple(found.end() for found in _STOP.finditer(text) if not _is_inside(found))


def _is_inside(found: re.Match[str]) -> bool:
    """Say whether a full stop is part of an abbreviation or an initial (`nr. 3`, `J. Jansen`)."""
    word = found["word"].strip(".").casefold()
    if found["stop"] != "." or found["close"]:
        return False
    return found["next"].islower() or word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())


def _tail(text: str, limit: int) -> str:
    """Return the end of a text, from a space on, in at most `limit` characters."""
    if len(text) <= limit:
        return text
    cut = text.find(" ", len(text) - limit)
    return f"…{text[cut:]}" if cut >= 0 else "…"


def _head(text: str, limit: int) -> str:
    """Return the beginning of a text, up to a space, in at most `limit` characters."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", 0, limit + 1)
    return f"{text[: max(cut, 0)].rstrip(' ,;:')} …" if cut > 0 else " …" if limit < len(text) else text


def _plain(text: str) -> str:
    return text.replace("\n", " ")
