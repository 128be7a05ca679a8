"""Two lines of one paragraph joined: whether a hyphen at a line end belongs to the word, and whether a space does.

Only the line break is resolved here; which lines form a paragraph is decided by the readers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from generator.netherlands.capitals import INNER_CAPITALS

LINE_END = "\ufffe"
"""What pdfium returns for a hyphen at a line end, typed by the author or set by the program."""
_SOFT = "\u00ad"
_NO_BREAK_HYPHEN = "\u2011"
_HYPHENS = "-\u2010" + LINE_END
_WORD = re.compile(r"\w[\w.'’-]*\w|\w")
_LAST = re.compile(r"(\S+)$")
_FIRST_WORD = re.compile(r"\w+(?:['’]\w+)*(?:-\w+)*")
_TAIL_WORD = re.compile(r"(\w+(?:-\w+)*)$")
_URL = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_BEGUN = re.compile(r"(?<!\w)(?:(?:https?://)?www\.|https?://)$", re.IGNORECASE)
"""A web address of which the host is on the next line."""
_SCHEME = re.compile(r"(?<!\w)https?:/?$", re.IGNORECASE)
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
"""Words between the halves of two compounds with one last part: `spionage- en sabotagemogelijkheden`."""

_OWN_HYPHEN = re.compile(
    r"""(?:niet|non(?!-sens)|oud|vice|adjunct|aspirant|interim|kandidaat|substituut|quasi|pseudo|bijna)-\w{4,}  # niet-spoedeisend
    | ex-[bdfgjklmnrvwz]\w{2,}                                 # ex-militair, but not ex-perts
    | (?:secretaris|directeur|procureur|advocaat|inspecteur)(?:sen|s|en)?-(?:generaal|fiscaal)
    | (?:security|safety|compliance)-\w+                        # security-check: a foreign first part
    """,
    re.VERBOSE,
)
"""Compounds that are always written with a hyphen (het Groene Boekje, 6.G and 6.J)."""

_LINKED = re.compile(r"\w-(?:en|and|à)$")
"""The first parts of a compound that links words: `kant-en-` `klaar`, `command-and-` `control`."""
_LINKED_IN_ENGLISH = re.compile(r"\w-(?:to|of|the|of-the|by|in|on|for|or)$")
"""The same in English only; in Dutch `niet-of-` is the beginning of `niet-officieel`."""
_ENGLISH = re.compile(
    r"""self-\w{4,}
    | \w{2,}-(?:minded|term|known|called|based|level|funded|owned|sized|lasting|party|sector|border|scale|quality|speed
        |profile|specific|oriented|driven|up|off)$
    | (?:dual|end)-use$ | decision-making$ | (?:long|short|medium|wide|close|mid)-range$
    """,
    re.VERBOSE,
)
"""English compounds that are written with a hyphen, whose second part is no syllable at which a word is broken."""

_CLASH = re.compile(r"\w\w(?:a-[aeiu]|e-[eiu]|i-[iej]|o-[eiou]|u-[iu])")
"""Vowels that would be read as one sound, so that Dutch spelling has a hyphen between them (`risico-inschatting`)."""
_ENDING = re.compile(r"(?:eels?|eelst|eur(?:s|en)?|eus|euz(?:e|er|en))$")
"""Endings of one word that are a syllable behind an i (`materi-eel`, `seri-eus`), and no word of their own."""

_OFTEN_IN_ENGLISH = frozenset(["the", "of", "and", "to", "in"])
_OFTEN_IN_DUTCH = frozenset(["het", "een", "zijn", "voor", "aan"])
_FEWEST_LINES = 100
"""Lines that a document must have to tell whether it breaks words."""
_RAREST = 0.01
"""The share of full lines that end in a hyphen from which a program must have set them."""
_LONGEST_LINE = 170
"""Characters; a longer one is a paragraph, not a line of print."""
_FULL = 0.8
"""The share of the usual length from which a line is full."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a document shows of its own spelling."""

    words: frozenset[str] = frozenset()
    """Its words in lower case, without those that a line end may have broken."""
    hyphenates: bool = True
    """Whether its lines may break words. If hardly any full line ends in a hyphen, none does, and every hyphen at a line
    end is the word's own."""
    is_english: bool = False


def vocabulary(lines: Sequence[str]) -> Vocabulary:
    """Return the vocabulary of a document's lines."""
    words = _words(lines)
    return Vocabulary(words, _hyphenates(lines), words >= _OFTEN_IN_ENGLISH and words.isdisjoint(_OFTEN_IN_DUTCH))


def _hyphenates(lines: Sequence[str]) -> bool:
    """Whether so many full lines end in a hyphen that a program must have set them; assumed of a short document."""
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
    """Return the first word of a line."""
    return text.split(None, 1)[0].strip(",.;:")


def _words(lines: Iterable[str]) -> frozenset[str]:
    """Return the words that no line end can have broken."""
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

    A word that a line end broke is spelled as it is elsewhere in the document. Letters are never changed; only a hyphen
    at the line end may be removed.
    """
    head, tail = left.rstrip(" \t\r\n\u00a0"), right.lstrip(" \t\r\n\u00a0")
    if not head or not tail:
        return head or tail
    if head[-1] == _SOFT:
        return head[:-1] + tail
    if _BEGUN.search(head) or (_SCHEME.search(head) and tail.startswith("/")):
        return head + tail
    if _URL.search(head):
        return _join_url(head, tail)
    if head[-1] in _HYPHENS:
        return _join_at_hyphen(head, tail, vocabulary)
    glued = head[-1] == _NO_BREAK_HYPHEN or (head[-1] in "–/" and _within_pair(head, tail))
    return head + ("" if glued else " ") + tail


def _within_pair(head: str, tail: str) -> bool:
    """Whether an en dash or slash at a line end is inside a range or a pair: `2019–` `2021`, `en/` `of`."""
    last = _LAST.search(head)
    inner = last[1][:-1] if last else ""
    if head[-1] == "–":
        return bool(inner) and inner[-1].isdigit() and tail[0].isdigit()
    return bool(inner) and inner[-1].isalnum() and tail[0].isalnum()


def _join_url(head: str, tail: str) -> str:
    """Join a line that ends in a web address: without a space only where the next can only be the rest of it."""
    if head[-1] == LINE_END:
        head = head[:-1] + "-"
    goes_on = head[-1] in "-_=&?%#~+" or bool(_PATH_PIECE.match(tail))
    another = tail.lower().startswith(("http", "www."))
    return head + ("" if goes_on and not another else " ") + tail


def _join_at_hyphen(head: str, tail: str, vocabulary: Vocabulary | None) -> str:
    stem = head[:-1]
    hyphen = "-" if head[-1] == LINE_END else head[-1]
    before, following = _TAIL_WORD.search(stem), _FIRST_WORD.match(tail)
    if not before:  # a dash between words, or a hyphen after a bracket: "(EU)-"
        between = "" if stem and not stem[-1].isspace() and tail[0].isalnum() else " "
        return stem + hyphen + between + tail
    if not following:
        return stem + hyphen + ("" if tail[0] in ",.;:)»”’?!/" else " ") + tail
    first, second = before[1], following[0]
    if second.lower() in SUSPENDED and (vocabulary is None or (first + second).lower() not in vocabulary.words):
        return f"{stem}{hyphen} {tail}"
    return stem + (hyphen if _is_own_hyphen(first, second, vocabulary or Vocabulary()) else "") + tail


def _is_own_hyphen(first: str, second: str, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen between two parts is the word's own: as the document spells it elsewhere, else by spelling."""
    low, high, words = first.lower(), second.lower(), vocabulary.words
    if f"{low}-{high}" in words or not vocabulary.hyphenates:
        return True
    if low + high in words:
        return False
    if _LINKED.search(low) or (
        vocabulary.is_english and (_LINKED_IN_ENGLISH.search(low) or _ENGLISH.match(f"{low}-{high}"))
    ):
        return True
    return _is_spelled_with_hyphen(first, second) or _begins_hyphened_words_only(low, words)


def _is_spelled_with_hyphen(first: str, second: str) -> bool:
    """Whether Dutch spelling has a hyphen between two parts of a word."""
    if first.rpartition("-")[2] + second.partition("-")[0] in INNER_CAPITALS:
        return False
    if not second[0].islower() or not first[-1].isalpha():  # Noord-Holland, 2021-2025, F-16
        return True
    last, high = first.lower().rsplit("-", 1)[-1], second.lower()
    if len(last) == 1 or len(high) == 1 or first.isupper():
        return True
    if not (_VOWELS & set(last) and _VOWELS & set(high)):  # tv-, cv-: no syllable, so no line end broke a word there
        return True
    clash = _CLASH.search(f"{last}-{high}") and not (last[-1] == "i" and _ENDING.match(high))
    return bool(_OWN_HYPHEN.match(f"{last}-{high}") or clash)


def _begins_hyphened_words_only(part: str, words: frozenset[str]) -> bool:
    """Whether a part begins words with a hyphen in this document, and none without one."""
    hyphened = any(word.startswith(f"{part}-") for word in words)
    return hyphened and not any(word.startswith(part) and word[len(part) : len(part) + 1].isalpha() for word in words)
