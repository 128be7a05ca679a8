"""Joining two lines of one paragraph: which hyphens at a line end belong to the word, and where a space belongs.

Only the line break is repaired here; which lines form a paragraph is for the readers to say.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

LINE_END = "\ufffe"
"""What pdfium gives for a hyphen at a line end; whether it was typed or set by the program is not known."""
_SOFT = "\u00ad"
_HYPHENS = "-\u2010" + LINE_END
_WORD = re.compile(r"\w[\w.'’-]*\w|\w")
_LAST = re.compile(r"(\S+)$")
_FIRST_WORD = re.compile(r"\w+(?:['’]\w+)*(?:-\w+)*")
_TAIL_WORD = re.compile(r"(\w+(?:-\w+)*)$")
_URL = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_PATH_PIECE = re.compile(r"[%&=?#/_~+]|[^\s-]+-[^\s-]+-\S+|\S+[/_=%]\S*|\S+\.(?:html?|pdf|aspx?|php)\b")
_VOWELS = frozenset("aeiouyáéíóúàèìòùäëïöüâêîôû")

SUSPENDED = frozenset(
    [
        "en",
        "of",
        "en/of",
        "noch",
        "tot",
        "als",
        "alsook",
        "alsmede",
        "danwel",
        "dan",
        "respectievelijk",
        "resp",
        "and",
        "or",
        "to",
    ]
)
"""Words after which the second half of a compound follows: `spionage- en sabotagemogelijkheden`."""

_OWN_HYPHEN = re.compile(
    r"""(?:niet|non|oud|vice|adjunct|aspirant|interim|kandidaat|substituut|quasi|pseudo|bijna)-\w{4,}  # niet-spoedeisend
    | ex-[bdfgjklmnrvwz]\w{2,}                                 # ex-militair, but not ex-perts
    | (?:secretaris|directeur|procureur|advocaat|inspecteur)(?:sen|s|en)?-(?:generaal|fiscaal)
    | (?:security|safety|compliance)-\w+                        # security-check: a foreign first part
    """,
    re.VERBOSE,
)
"""Compounds that are written with a hyphen, wherever a line ends (het Groene Boekje, 6.G and 6.J)."""

_CLASH = re.compile(r"\w\w(?:a-[aeiu]|e-[eiu]|i-[iej]|o-[eiou]|u-[iu])")
"""Vowels that would be read as one sound, so that Dutch spelling puts a hyphen between (`risico-inschatting`)."""


_FEWEST_LINES = 100
_RAREST = 0.01
_LONGEST_LINE = 170
_FULL = 0.8


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a document tells of its own spelling."""

    words: frozenset[str] = frozenset()
    """Its whole words in lower case: not those that a line end may have broken."""
    hyphenates: bool = True
    """Whether its lines may break words. A document in which hardly any full line ends in a hyphen breaks none: those
    that do have the word's own."""


def vocabulary(lines: Sequence[str]) -> Vocabulary:
    """Return the vocabulary of a document's lines."""
    return Vocabulary(_words(lines), _hyphenates(lines))


def _hyphenates(lines: Sequence[str]) -> bool:
    """Whether so many full lines end in a hyphen that a program must have set them; so it seems in a short document."""
    runs_on = [
        (before.rstrip(), after)
        for before, after in itertools.pairwise(lines)
        if after[:1].islower() and len(before) <= _LONGEST_LINE
    ]
    if len(runs_on) < _FEWEST_LINES:
        return True
    width = _FULL * median(len(before) for before, _ in runs_on)
    full = [(before, after) for before, after in runs_on if len(before) >= width]
    broken = sum(
        before[-1] in _HYPHENS and before[-2:-1].isalpha() and _first(after) not in SUSPENDED for before, after in full
    )
    return broken > _RAREST * len(full)


def _first(text: str) -> str:
    return text.split(None, 1)[0].strip(",.;:")


def _words(lines: Iterable[str]) -> frozenset[str]:
    words: set[str] = set()
    broken = False
    for line in lines:
        text = line.strip()
        found = list(_WORD.finditer(text))
        if not found:
            continue
        first = 1 if broken and found[0].start() == 0 else 0
        broken = text[-1] in _HYPHENS + _SOFT
        for match in found[first : -1 if broken else None]:
            words.add(match[0].replace(_SOFT, "").strip(".").lower())
    return frozenset(words)


def join(left: str, right: str, vocabulary: Vocabulary | None = None) -> str:
    """Join two lines of a paragraph: with a space, as one word, or as one word with its hyphen.

    Where a line end broke a word that stands whole elsewhere in the document, that decides; where the document breaks
    no words, a hyphen is the word's own. Letters are never changed; only a hyphen at the line end may go.
    """
    head, tail = left.rstrip(" \t\r\n\u00a0"), right.lstrip(" \t\r\n\u00a0")
    if not head or not tail:
        return head or tail
    if head[-1] == _SOFT:
        return head[:-1] + tail
    if _URL.search(head):
        return _join_url(head, tail)
    if head[-1] not in _HYPHENS:
        between = "" if head[-1] == "\u2011" or (head[-1] in "–/" and _tight(head, tail)) else " "
        return head + between + tail
    stem = head[:-1]
    hyphen = "-" if head[-1] == LINE_END else head[-1]
    broken = _TAIL_WORD.search(stem)
    if not broken:  # a dash between words, or a hyphen after a bracket: "(EU)-"
        between = "" if stem and not stem[-1].isspace() and tail[0].isalnum() else " "
        return stem + hyphen + between + tail
    following = _FIRST_WORD.match(tail)
    if not following:
        return stem + hyphen + ("" if tail[0] in ",.;:)»”’?!/" else " ") + tail
    first, second = broken[1], following[0]
    if second.lower() in SUSPENDED and (vocabulary is None or (first + second).lower() not in vocabulary.words):
        return f"{stem}{hyphen} {tail}"
    return stem + (hyphen if _keeps(first, second, vocabulary or Vocabulary()) else "") + tail


def _tight(head: str, tail: str) -> bool:
    """Whether an en dash or slash at a line end stands inside a range or a pair: `2019–` `2021`, `en/` `of`."""
    last = _LAST.search(head)
    inner = last[1][:-1] if last else ""
    if head[-1] == "–":
        return bool(inner) and inner[-1].isdigit() and tail[0].isdigit()
    return bool(inner) and inner[-1].isalnum() and tail[0].isalnum()


def _join_url(head: str, tail: str) -> str:
    """Go on with a web address only where what follows can be nothing else."""
    if head[-1] == LINE_END:
        head = head[:-1] + "-"
    goes_on = head[-1] in "-_=&?%#~+" or bool(_PATH_PIECE.match(tail))
    ends = tail.lower().startswith(("http", "www."))
    return head + ("" if goes_on and not ends else " ") + tail


def _keeps(first: str, second: str, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen between two parts is the word's own: the document decides, else spelling does."""
    low, high, words = first.lower(), second.lower(), vocabulary.words
    if f"{low}-{high}" in words or not vocabulary.hyphenates:
        return True
    if low + high in words:
        return False
    if not second[0].islower() or not first[-1].isalpha():  # Noord-Holland, 2021-2025, F-16
        return True
    last = low.rsplit("-", 1)[-1]
    if len(last) == 1 or len(high) == 1 or first.isupper() or _OWN_HYPHEN.match(f"{last}-{high}"):
        return True
    if not (_VOWELS & set(last)) or not (_VOWELS & set(high)):  # tv-, cv-: no syllable, so never a word's break
        return True
    if _CLASH.search(f"{last}-{high}"):
        return True
    hyphened = any(word.startswith(f"{low}-") for word in words)
    glued = any(word.startswith(low) and word[len(low) : len(low) + 1].isalpha() for word in words)
    return hyphened and not glued
