"""Whether a surname that is also a word is a mention of a person, by what is around it. `mentions` asks."""

from __future__ import annotations

import re

from generator.netherlands.portfolios import PORTFOLIOS
from generator.netherlands.surname_words import SURNAME_WORDS

_ADJECTIVES = frozenset(
    "best blauw bruin echt geel goed grijs groen groot helder jong klein kort lang nieuw oud recht rood sterk vol vrij "
    "vroeg wit zeker zwart".split()
)
"""Surnames that are also words with which a sentence may begin."""

_NEXT_WORD = re.compile(r"\s([A-ZÀ-Þ][\w'-]*)")
_NEXT_SMALL = re.compile(r"\s[a-zß-ÿ]")
_BEFORE_MEMBER = re.compile(
    r"""(?:\b(?i:lid|leden|kamerlid|kamerleden|raadslid|statenlid|heer|mevrouw|mevr\.|mw\.|dhr\.|minister|staatssecretaris
           |premier|voorzitter|fractievoorzitter|wethouder|gedeputeerde|burgemeester|collega|motie|amendement
           |(?:drs?|mr|ir|ing|prof)\.?)
         |\b[A-ZÀ-Þ][a-z]{0,2}\.
         |\b(?:leden|heren|ministers|staatssecretarissen)(?:[\s,]+(?:[A-ZÀ-Þ][\w'-]*|\([^()]*\)|van|de|den|der|ten|ter|el|het|lid|en))+[\s,]*
        )\s?$""",
    re.VERBOSE,
)
"""What shows that a member is meant: `het lid Sport`, `de leden Bakker (XYZ) en Sport`, `J. Sport`, `de motie Sport`."""
_PARTY_BEHIND = re.compile(r"\s?\((?!\d)[^()]{2,40}\)|,?\s(?:en|,)\s[A-ZÀ-Þ][\w' -]{1,40}\s\((?:beiden|allen)\b")
_LONGER_BEFORE = re.compile(r"[A-ZÀ-Þ][\w'-]*(?:\s?[,/&]\s?|\s(?:en|of)\s|,\sen\s)$")
_LONGER_BEHIND = re.compile(r"(?:\s?[,/&]\s?|\s(?:en|of)\s|-)[A-ZÀ-Þ]")
_NO_NAME_BEFORE = re.compile(
    r"\b(?:de|het|een|van|voor|in|op|met|aan|tot|naar|bij|uit|om|over|onder|tegen|tussen|per|als|en|of|deze|dit|die|dat|dan"
    r"|geen|meer|veel|elke|alle|onze|hun|haar|zijn|mijn|uw|ons|the|of|for)\s$",
    re.IGNORECASE,
)
_PORTFOLIO = re.compile("|".join(re.escape(name) for names in PORTFOLIOS.values() for name in names), re.IGNORECASE)
_LONGEST_PORTFOLIO = max(len(name) for names in PORTFOLIOS.values() for name in names)


def is_only_word(text: str, start: int, end: int, surname: str, words: frozenset[str]) -> bool:
    """Say whether a surname that is also a word is no more than that word here, or a part of a longer name.

    `het lid Sport`, `J. Sport`, `Sport (XYZ)` and `dat vroeg Sport ook` mention the member; `Sport is gezond`,
    `geld voor Sport` and `Welzijn en Sport` do not.
    """
    plain = surname.casefold()
    if plain not in SURNAME_WORDS and plain not in words:
        return False
    if _in_portfolio(text, start, end):
        return True
    before = text[max(0, start - 120) : start]
    if _BEFORE_MEMBER.search(before) or _PARTY_BEHIND.match(text, end):
        return False
    longer = _LONGER_BEFORE.search(before) or _LONGER_BEHIND.match(text, end)
    return bool(longer or _NO_NAME_BEFORE.search(before) or begins_sentence(text, start))


def _in_portfolio(text: str, start: int, end: int) -> bool:
    """Say whether a span is a word of a minister's portfolio of several words."""
    low = max(0, start - _LONGEST_PORTFOLIO)
    window = text[low : end + _LONGEST_PORTFOLIO]
    spans = ((found.start() + low, found.end() + low) for found in _PORTFOLIO.finditer(window))
    return any(first <= start and end <= last and last - first > end - start for first, last in spans)


def is_other_word(text: str, start: int, end: int) -> bool:
    """Say whether a surname is a first name here (a name follows), or an adjective (`Helder is dat …`)."""
    if _NEXT_WORD.match(text, end):
        return True
    is_adjective = text[start:end].casefold() in _ADJECTIVES and begins_sentence(text, start)
    return is_adjective and bool(_NEXT_SMALL.match(text, end))


def begins_sentence(text: str, start: int) -> bool:
    """Say whether a sentence, quotation or list item begins at an offset, which explains a capital there."""
    before = text[:start].rstrip(" ")
    return not before or before[-1] in ".!?:;\"'«»([-•"
