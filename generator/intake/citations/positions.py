"""Pointers by position and in words: `de vorige vraag`, `het eerste antwoord`, `de vorige twee vragen`, `het antwoord hiervoor`.

Where the words could mean more than one question, or those of another letter, they have no target.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.core.language import numeral
from generator.intake.citations.found import Context

Targets = tuple[int, ...] | None
"""The numbers of questions; None where they are not certain, () where the words are a turn of speech."""

_ORDINALS = (
    *("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende"),
    *("elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende", "achttiende"),
    *("negentiende", "twintigste"),
)
_LAST = {"laatste": 1, "voorlaatste": 2, "een-na-laatste": 2}
"""Counted from the end."""
_ORDINAL = rf"(?:{'|'.join((*_ORDINALS, *_LAST))}|[1-9]\d?(?:ste|de|e))"
_COUNT = r"(?:twee|drie|vier|vijf|[2-5])"
_ANSWER = r"(?:(?:be)?antwoord(?:en|ing)?|reacties?|toelichting)"
_ARTICLE = r"(?:(?:de|het|mijn|uw|onze|ons)\s+)"
_BEFORE = r"(?:vorige|voorgaande|voorafgaande|bovenstaande)"
_END = r"(?![A-Za-zÀ-ÿ])"

DUTCH = rf"""
          # het antwoord op de eerste vraag; de beantwoording van de derde en vierde vraag
          {_ANSWER}\s+(?:op|van|bij|in|onder)\s+{_ARTICLE}(?P<ordinals>{_ORDINAL}(?:(?:\s*,\s*|\s+en\s+)(?:de\s+)?{_ORDINAL})*)
            \s+vra(?:ag|gen){_END}
          # de antwoorden op de eerste twee vragen
        | {_ANSWER}\s+(?:op|van|bij)\s+{_ARTICLE}?(?:eerste\s+(?P<first>{_COUNT})|(?P<first2>{_COUNT})\s+eerste)\s+vragen{_END}
          # zie het eerste antwoord; in mijn tweede antwoord
        | (?:(?<=\bzie\s)|(?<=\bzie\sook\s)|(?<=\bin\s)|(?<=\bnaar\s)|(?<=\bbij\s)){_ARTICLE}
            (?P<ordinal>{_ORDINAL})\s+(?:antwoord|vraag){_END}
          # de vorige twee vragen; de antwoorden op de twee vorige vragen
        | (?:{_ANSWER}\s+(?:op|van|bij)\s+{_ARTICLE}?)?
            (?:{_BEFORE}\s+(?P<back>{_COUNT})|(?P<back2>{_COUNT})\s+{_BEFORE})\s+(?:vragen|antwoorden){_END}
          # het antwoord hiervoor; de beantwoording hierboven
        | {_ANSWER}\s+(?P<above>hier(?:voor|boven)|direct\s+hiervoor){_END}(?=\s*(?:[.,;:)]|$|en\b))
          # zie hiervoor, as all that an answer says
        | (?<=\bzie\s)(?P<only>hier(?:voor|boven)|boven)(?=\s*\.?\s*$)
          # het antwoord op die vraag
        | {_ANSWER}\s+op\s+(?P<that>die(?:zelfde)?|dezelfde)\s+vraag{_END}
          # het antwoord op de vorige vraag; mijn vorige antwoord; de hiervoor aangehaalde vraag
        | (?:{_ANSWER}\s+op\s+(?:de\s+)?)?
          (?P<relative>vorige|voorgaande|voorafgaande|bovenstaande?|volgende|onderstaande?|(?:hiervoor|eerder|zojuist|hierboven)\s*(?:aangehaalde|genoemde))
          \s+(?P<what>vraag|antwoord){_END}"""
ENGLISH = r"""
          (?:(?:answers?|repl(?:y|ies)|responses?)\s+to\s+the\s+)?(?P<relative>previous|preceding|next)\s+(?P<what>question|answer)(?![A-Za-z])"""

_ELSEWHERE = re.compile(
    r"\s+(?:(?:aan|over|uit|inzake|tijdens|dat|die|wat|to|about|from|that)\b|van\s+(?!vandaag)|of\s+)", re.IGNORECASE
)
"""What follows the words where they may be of another letter: `het eerste antwoord van de minister`."""
_AFTER = re.compile(r"volgende|onderstaande?|next", re.IGNORECASE)


def is_one(match: re.Match[str]) -> bool:
    """Say whether a pointer is one by position."""
    return _which(match) is not None


def read(match: re.Match[str], context: Context, last: tuple[int, ...]) -> Targets:
    """Return the questions meant by their position; `last` are those quoted before in the text."""
    group = _which(match)
    if group is None:
        return None
    targets = _READ[group](match, context, last)
    return None if targets and _ELSEWHERE.match(match.string, match.end()) else targets


def _which(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    return next((name for name in _READ if groups.get(name)), None)


# --- The ways of pointing ----------------------------------------------------------------------------------------


def _ordinals(match: re.Match[str], context: Context, _last: tuple[int, ...]) -> Targets:
    """Return the questions that are counted from the first or the last one.

    Within a question, `de eerste vraag` may be the first of its own sentences.
    """
    words = re.findall(_ORDINAL, match["ordinals"] or match["ordinal"], re.IGNORECASE)
    if context.part == "question" or context.questions[:1] != (1,):
        return None
    return tuple(dict.fromkeys(_counted(word.lower(), context.questions) for word in words))


def _counted(word: str, questions: tuple[int, ...]) -> int:
    """Return the number that an ordinal means; 0 for one that the letter does not have."""
    if word in _LAST:
        return questions[-_LAST[word]] if len(questions) >= _LAST[word] else 0
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))


def _first(match: re.Match[str], context: Context, _last: tuple[int, ...]) -> Targets:
    count = _count(match["first"] or match["first2"])
    known = context.questions[:1] == (1,) and context.part != "question"
    return tuple(range(1, count + 1)) if known else None


def _back(match: re.Match[str], context: Context, _last: tuple[int, ...]) -> Targets:
    """Return as many questions before this one as the words count."""
    count, earlier = _count(match["back"] or match["back2"]), _earlier(context)
    return earlier[-count:] if len(earlier) >= count else None


def _above(_match: re.Match[str], context: Context, _last: tuple[int, ...]) -> Targets:
    return _earlier(context)[-1:] or None if context.part == "answer" else ()


def _only(match: re.Match[str], context: Context, last: tuple[int, ...]) -> Targets:
    alone = re.fullmatch(r"\s*zie\s+(?:ook\s+)?", match.string[: match.start()], re.IGNORECASE)
    return _above(match, context, last) if alone else ()


def _that(_match: re.Match[str], _context: Context, last: tuple[int, ...]) -> Targets:
    return last if len(last) == 1 else ()


def _relative(match: re.Match[str], context: Context, last: tuple[int, ...]) -> Targets:
    word = match["relative"]
    in_full = match.start("relative") > match.start()
    if not re.match(r"vorige|voor|boven|volgende|onder|previous|preceding|next", word, re.IGNORECASE):
        return last if len(last) == 1 else None  # the one quoted before in this text
    if not context.own:
        return None
    if _AFTER.match(word):
        later = tuple(number for number in context.questions if number > max(context.own))
        return later[:1] or None if in_full else ()
    of_an_answer = in_full or match["what"].lower() == "antwoord"
    if word.lower().startswith("boven") and context.part == "answer" and not of_an_answer:
        return None  # the question right above the answer, or the one before it
    return _earlier(context)[-1:] or None


def _earlier(context: Context) -> tuple[int, ...]:
    """Return the questions before that of the text; none where the text belongs to no question."""
    return tuple(number for number in context.questions if context.own and number < min(context.own))


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else numeral(word, "nl") or 0


_READ: Mapping[str, Callable[[re.Match[str], Context, tuple[int, ...]], Targets]] = {
    "ordinals": _ordinals,
    "ordinal": _ordinals,
    "first": _first,
    "first2": _first,
    "back": _back,
    "back2": _back,
    "above": _above,
    "only": _only,
    "that": _that,
    "relative": _relative,
}
"""By the group of the pattern that matched."""
