"""Passages: what a paragraph reads like on its page, and addresses that lead to words in it (text fragments)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from generator.core.model import Footnote, Mark, Paragraph
from generator.pages.markup.blocks import points

_WHOLE = 80
"""Up to how many characters a text fragment spells out its words; of longer passages it gives the first and last."""
_ENDS = 5
"""How many words it gives of each end of a longer passage."""
_AROUND = (3, 6, 12)
"""How many words of context it gives on each side, so that only this place has them: as few as are enough."""
_SHORT = 60
"""Up to how many characters a paragraph is named by its anchor alone."""
_PLAIN = re.compile(r"[A-Za-z0-9._~ ]*")
"""Words of which nothing but the spaces is encoded, as most are."""
_SENTENCE = re.compile(r"""(?<=[.?!…])["'”’)]*\s+(?=["'“‘(]*[A-ZÀ-Þ0-9])""")


def shown(leaf: Paragraph, numbers: Mapping[str, str]) -> str:
    """Return a paragraph as its page shows it: with the number of each footnote where its mark is.

    `numbers` gives the number by label. This is the text that browsers search and that `textContent` gives.
    """
    parts: list[str] = []
    done = 0
    for mark in sorted(points(leaf.marks), key=lambda mark: mark.start):
        parts += (leaf.text[done : mark.start], _number(mark, numbers))
        done = mark.start
    return "".join((*parts, leaf.text[done:]))


def where(leaf: Paragraph, numbers: Mapping[str, str], start: int, end: int) -> tuple[int, int]:
    """Return the span that `start..end` of a paragraph's text takes on its page; marks at its ends stay outside."""
    marks = [(mark.start, len(_number(mark, numbers))) for mark in points(leaf.marks)]
    before = sum(length for at, length in marks if at <= start)
    inside = sum(length for at, length in marks if start < at < end)
    return start + before, end + before + inside


def numbers_of(footnotes: Iterable[Footnote]) -> dict[str, str]:
    """Return the printed number of each footnote by its label."""
    return {note.label: note.number for note in footnotes}


def fragment(text: str, start: int, end: int, above: Iterable[str] = ()) -> str:
    """Return the text directive for `start..end` of a shown paragraph: `:~:text=prefix-,first,last,-suffix`.

    To be put behind an address that ends in an anchor, since not every browser knows it. Empty where the paragraph
    holds little more than these words: the anchor says that better, and they may well be elsewhere on the page too.
    A browser takes the first place with the first words, so where texts `above` on the page have them too it gives more of
    them, or of their context, and leaves it to the anchor where that does not help.
    See https://wicg.github.io/scroll-to-text-fragment/.
    """
    words, most = text[start:end].split(), _AROUND[-1]
    ahead, behind = text[:start].rsplit(None, most)[-most:], text[end:].split(None, most)[:most]
    if not words or not (ahead or behind) or len(text) <= _SHORT:
        return ""
    others = " ".join(" ".join(above).split()).casefold()
    gaps = [" " if edge.isspace() else "" for edge in (text[max(start - 1, 0) : start], text[end : end + 1])]
    exact = " ".join(words)
    short = len(exact) <= _WHOLE or len(words) <= 2 * _ENDS
    first = exact if short else _first_words(words, others)
    for count in _AROUND:
        before, after = " ".join(ahead[-count:]), " ".join(behind[:count])
        if f"{before}{gaps[0]}{first}{gaps[1] + after if short else ''}".casefold() not in others:
            break
    else:
        return ""
    ends = (exact,) if short else (first, " ".join(words[-_ENDS:]))
    terms = [f"{_encoded(before)}-"] if before else []
    terms += (_encoded(part) for part in ends)
    terms += [f"-{_encoded(after)}"] if after else []
    return f":~:text={','.join(terms)}"


def _first_words(words: Sequence[str], others: str) -> str:
    """Return the first words of a passage, as many as it takes to differ from all others; never all of them."""
    most = len(words) - _ENDS
    tried = (" ".join(words[:count]) for count in range(min(_ENDS, most), most))
    return next((first for first in tried if first.casefold() not in others), " ".join(words[:most]))


def first_sentences(text: str, limit: int) -> int:
    """Return where the first whole sentences of a text end that take at most `limit` characters; 0 if not one does."""
    ends = [found.start() for found in _SENTENCE.finditer(text)]
    fitting = [end for end in (*ends, len(text.rstrip())) if end <= limit]
    return max(fitting, default=0)


def _number(mark: Mark, numbers: Mapping[str, str]) -> str:
    return numbers.get(mark.value, mark.value)


def _encoded(text: str) -> str:
    """Percent-encode; hyphens too, since they and commas part the terms."""
    if _PLAIN.fullmatch(text):
        return text.replace(" ", "%20")
    return quote(text, safe="").replace("-", "%2D")
