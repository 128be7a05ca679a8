"""Words that are two words without the space between them, as a bad extractor writes them at line ends.

They are found to be told, never to be changed. A clue is a row of the table `_CLUES`; each is so narrow that no Dutch word
has it, or asks that the rest of the letter has the parts as words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"(?<![\w@/.-])[A-Za-zÀ-ÿ]{4,}(?![\w@/-])")
_BEFORE = r"van|aan|op|bij|uit|met|in|naar|door|voor|over|om|tot|tussen|onder|tegen|sinds|zonder"
_PREPOSITION = rf"(?:{_BEFORE}|en|of|dat|als|is)"


@dataclass(frozen=True, slots=True)
class _Clue:
    """A way to see that a word is two: its whole is matched; what the group `known` matches must be a word of the letter."""

    pattern: re.Pattern[str]
    never: Collection[str] = ()
    """Words of the language that have this shape."""


def _clue(pattern: str, *never: str) -> _Clue:
    return _Clue(re.compile(pattern), never)


_CLUES = (
    # vande, inhet, ophet, ende, datde: a preposition or conjunction with the article behind it, and nothing else
    _clue(rf"(?:{_PREPOSITION})(?:de|het)"),
    # inhetnoorden, opditmoment: the same with the noun behind it
    _clue(rf"(?:{_BEFORE})(?:het|deze|dit)[a-zà-ÿ]{{4,}}", "overhete", "overheten"),
    # opdeplank: with `de` many words begin so (voordeel, opdelen), so the noun must be one of the letter's
    _clue(
        r"(?:van|aan|op|bij|uit|met|in|naar|door|voor|over|om|tot)de(?P<known>[a-zà-ÿ]{4,})", "bijdehand", "bijdehande"
    ),
    # teverlagen, tebetalen: `te` with an infinitive that has an unstressed prefix
    _clue(r"te(?:ver|be|ont|her)[a-zà-ÿ]{2,}en"),
    # kleurzouden, bussenwordt: a verb that ends no other word
    _clue(
        r"[a-zà-ÿ]{3,}(?<!ver)(?:zouden|zullen|kunnen|wordt|heeft|werden)",
        *(
            "terechtkunnen",
            "aankunnen",
            "meekunnen",
            "terugkunnen",
            "doorkunnen",
            "rondkunnen",
            "langskunnen",
            "omheenkunnen",
        ),
    ),
    # winkelsdoor, prijzenvoor: a plural with a preposition behind it
    _clue(
        r"(?P<known>[a-zà-ÿ]{4,}(?:s|en))(?:door|voor|naar|over|vanuit|tussen|zonder|omdat|hun|deze|dat|die|niet)",
        *("tegenover", "daartegenover", "hiertegenover", "waartegenover", "tussendoor", "binnendoor", "dwarsdoor"),
    ),
    # allevormen, wordengegevens: a word that opens a phrase before another word of the letter
    _clue(
        r"(?:alle|deze|omdat|hoeveel|zouden|worden|wordt|hebben|wij)(?P<known>[a-zà-ÿ]{4,})",
        "allemaal",
        "alledaags",
        "alledaagse",
    ),
    _clue(r"men(?:beter|niet|zich|moet|ook|wordt|heeft|meer)"),
    # vanFinanciën: a capital right behind a word that no name begins with
    _clue(rf"(?:{_BEFORE}|de|het|en|een|dat|alle|deze|zijn|worden)[A-ZÀ-Þ][a-zà-ÿ]{{2,}}"),
)


def find(texts: Sequence[str], lang: str) -> Iterator[tuple[int, str]]:
    """Yield the index of the text and the word, for each word that the letter or its shape shows to be two.

    Only in Dutch, the language of the clues. Where only its parts tell, a word that the letter has twice is meant to be one.
    """
    if lang != "nl":
        return
    words = [(at, word) for at, text in enumerate(texts) for word in _WORD.findall(text)]
    counts = Counter(word.lower() for _, word in words)
    for at, word in words:
        if any(_shows(clue, word, counts) for clue in _CLUES):
            yield at, word


def _shows(clue: _Clue, word: str, counts: Counter[str]) -> bool:
    """Whether a clue shows a word to be two; `counts` says how often the letter has each word, in lower case."""
    match = clue.pattern.fullmatch(word)
    if not match or word in clue.never:
        return False
    part = match.groupdict().get("known")
    return part is None or (counts[part] > 0 and counts[word.lower()] == 1)
