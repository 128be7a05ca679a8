"""Cross-references: words that point at a question or answer of the same letter, and those that only seem to.

The rule that matters most: a number is never resolved in this letter where the words mean another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.core.languages import DEFAULT, LANGUAGES
from generator.intake.citations import numbers, positions
from generator.intake.citations.found import Context, Found, found
from generator.netherlands.schemes.parliament import QUESTION_NUMBER


def find(text: str, context: Context) -> Iterator[Found]:
    """Yield every pointer to a question by number, and by position (`de vorige vraag`) where that is certain."""
    last: tuple[int, ...] = ()
    lang = context.lang if context.lang in _GRAMMARS else DEFAULT
    for match in _pointers(lang).finditer(text):
        if _is_label(text, match):
            continue
        if positions.is_one(match):
            targets = positions.read(match, context, last)
            if targets == ():
                continue
        else:
            targets = numbers.read(_numbers(match), lang)
        if targets is not None and not set(targets) <= set(context.questions):
            targets = None
        if targets is None or _means_another(text, match, context):
            yield found(text, match.span(), None)
            continue
        last = targets
        if set(targets) != set(context.own):
            yield found(text, match.span(), numbers.destination(targets))


# --- Patterns --------------------------------------------------------------------------------------------------


def _dutch() -> str:
    any_numbers = numbers.pattern("nl", words=True)
    digits = numbers.pattern("nl", words=False)
    answer = r"(?:(?:be)?antwoord(?:en|ing)?|reacties?|toelichting)"
    question = r"(?:vraag|vragen)\s*(?:nrs?\b\.?|nummers?\b)?"
    said = r"(?:aangegeven|genoemd|vermeld|gemeld|opgemerkt|gesteld|toegelicht|beschreven|uiteengezet)"
    return rf"""
        (?<![A-Za-zÀ-ÿ-])(?:
          # vraag 4 en het antwoord daarop
          {question}\s*(?P<n8>{digits})\s+en\s+(?:het|de|mijn|uw)\s+{answer}\s+(?:daar|hier)op
        | # het antwoord op vraag 4; de beantwoording van de vragen 2, 3 en 5; antwoord vraag 3
          {answer}\s*(?:op|bij|van|onder|in|aan)?\s*(?:de\s+|mijn\s+|deze\s+)?{question}\s*(?P<n1>{any_numbers})
          # bij vraag twee: a number in words needs a word before it, or it is a verb: ik vraag twee dingen
        | (?:(?<=\bop\s)|(?<=\bbij\s)|(?<=\bonder\s)|(?<=\bin\s)|(?<=\bzie\s)|(?<=\bde\s)|(?<=\bvan\s))
          {question}\s*(?P<n2>{any_numbers})
        | (?<!\bik\s)(?<!\bwe\s)(?<!\bwij\s)(?<!\bmen\s)(?<!\bu\s){question}\s*(?P<n3>{digits})
          # in antwoord 3; de antwoorden 2 en 3
        | antwoord(?:en)?\s*(?:nrs?\b\.?)?\s*(?P<n4>{any_numbers})
          # het antwoord op 2 en 3, where nothing follows that could be counted
        | {answer}\s+(?:op|bij|onder)\s+(?P<n5>{digits})(?=\s*(?:[.,;:)]|$))
          # zie onder 2; zoals onder 2 aangegeven
        | (?:(?<=\bzie\s)|(?<=\bzie\sook\s))onder\s+(?P<n6>{digits})(?=\s*(?:[.,;)]|$))
        | onder\s+(?P<n7>{digits})(?=\s+(?:(?:is|heb\s+ik|reeds|al)\s+)?{said})
        | {positions.DUTCH}
        )"""


def _english() -> str:
    any_numbers = numbers.pattern("en", words=True)
    digits = numbers.pattern("en", words=False)
    answer = r"(?:answers?|repl(?:y|ies)|responses?)"
    return rf"""
        (?<![A-Za-z-])(?:
          {answer}\s+to\s+(?:parliamentary\s+)?questions?\s+(?:nos?\.?\s*)?(?P<n1>{any_numbers})
        | questions?\s+(?:nos?\.?\s*)?(?P<n2>{digits})
        | answers?\s+(?P<n3>{digits})
        | {positions.ENGLISH}
        )"""


_GRAMMARS = {"nl": _dutch, "en": _english}
"""By the language of a letter; a letter in any other is read as Dutch."""


@cache
def _pointers(lang: str) -> re.Pattern[str]:
    return re.compile(_GRAMMARS[lang](), re.VERBOSE | re.IGNORECASE)


_NUMBERS = re.compile(r"n\d")
"""The names of the groups that hold numbers."""


def _numbers(match: re.Match[str]) -> str:
    return next(value for name, value in match.groupdict().items() if value and _NUMBERS.fullmatch(name))


def _is_label(text: str, match: re.Match[str]) -> bool:
    """Say whether the words are a label left in the text (`Vraag 3:`) and point nowhere."""
    alone = not text[: match.start()].strip() and re.match(r"\s*(?::|$)", text[match.end() :])
    return bool(alone)


# --- Another letter's ------------------------------------------------------------------------------------------

_MONTH = f"(?:{'|'.join(dict.fromkeys(month.lower() for row in LANGUAGES.values() for month in row.months))})"
_DAY = rf"\d{{1,2}}\s*{_MONTH}"
_DOCUMENT = (
    r"(?:vaste\s+|schriftelijke?\s+|feitelijke\s+|mondelinge\s+|eerdere\s+|vorige\s+|aanvullende\s+|nadere\s+|gestelde\s+)*"
    r"(?:vragen|kamervragen|vragenset|set|serie|reeks|brief|kamerbrief|beantwoording|antwoorden|verslag|overleg|nota|commissie|"
    r"lijst|letter|set\s+of\s+questions)"
)
_FOLLOWED_BY = re.compile(
    rf"""\s*[,(]?\s*(?:
          (?:van|door)\s+(?:het\s+|de\s+)?(?:kamer)?(?:lid|leden)\b     # vraag 3 van het lid Jansen
        | (?:van|uit|in|bij|op|of|in)\s+(?!(?:deze|dezelfde|this)\b)(?:(?:de|het|mijn|uw|onze|een|the|my|your|our)\s+)?{_DOCUMENT}\b
        | (?:van|d\.?d\.?|op|gesteld\s+op|ingezonden(?:\s+op)?|of|dated)\s*{_DAY}
        | (?:zie\s+)?(?:(?:Tweede\s+Kamer|TK|Handelingen|Aanhangsel|Aanh\.|Kamerstuk(?:ken)?|vergaderjaar|kenmerk|ah-tk)\b
          |(?P<case>{QUESTION_NUMBER}))
        )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Right after the words: whose question, of which letter or of which day it is."""
_PRECEDED_BY = re.compile(
    rf"""(?:
          (?:nr\.?|nummer)\s*\d+\s*[,;:)]*\s*(?:,?\s*(?:zie|in|bij|onder|op))?\s*(?:het|de|mijn)?\s*
        | (?P<case>{QUESTION_NUMBER})\)?[\s,;:]*(?:in\s+|bij\s+|zie\s+)?(?:het\s+|de\s+)?
        | \b(?:eerdere?|vorige|toenmalige|previous|earlier)\s+
        | {_DAY}(?:\s*\d{{4}}|\s*jl\.?)?\)?[\s,;:]*(?:in\s+)?(?:het\s+)?
        )$""",
    re.VERBOSE | re.IGNORECASE,
)
"""Right before them: `Aanhangsel … nr. 12, vraag 3`, `eerdere antwoord op vraag 3`."""
_CLAUSE = re.compile(
    rf"""\b(?:eerdere?|vorige|eerder\s+gestelde)\s+(?:\w+\s+){{0,2}}(?:vragen|kamervragen|beantwoording|brief|antwoorden|set|vragenset)\b
       | \b(?:kamer)?vragen\s+van\s+(?:het\s+lid|de\s+leden|leden|lid)\b
       | \b(?:brief|beantwoording|antwoorden|kamervragen|kamerbrief)\s+(?:van|d\.?d\.?|op)\s*{_DAY}
       | \b(?:feitelijke\s+vragen|schriftelijk\s+overleg|nota\s+naar\s+aanleiding|verslag)\b
       | \bAanhangsel\b
       | (?P<case>{QUESTION_NUMBER})""",
    re.VERBOSE | re.IGNORECASE,
)
"""Earlier in the same sentence: another document is spoken of, and the question may be one of its own."""
_ANEW = re.compile(
    r"""(?:\)?\s*,?|[(;])\s*(?:
          (?:en|of|alsmede|alsook|evenals|and)\s+(?:ook\s+)?(?:zoals\s+)?(?:in|naar|bij|op)\s*
        | zie\s*(?:(?:ook|verder|tevens)\s*)?
        | zoals\s+(?:\w+\s+){0,3}(?:in|bij)\s*
        )(?:het\s*|de\s*|mijn\s*)?$""",
    re.VERBOSE | re.IGNORECASE,
)
"""What turns from that document back to this letter: `…, en in het antwoord op vraag 3`."""
_SENTENCE = re.compile(r"[.?!]\s+(?=[A-ZÀ-Þ«“\"‘(])|\n")
_YOUR_ANSWER = re.compile(r"\b(?:uw|your)\s+(?:eigen\s+)?$", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:indien|als|wanneer|mocht|ingeval|if|should)\b", re.IGNORECASE)


def _means_another(text: str, match: re.Match[str], context: Context) -> bool:
    """Say whether the words mean, or may mean, a question of another letter."""
    before, after = text[: match.start()], text[match.end() :]
    sentence = _SENTENCE.split(before)[-1]
    follows = _FOLLOWED_BY.match(after)
    if follows and follows["case"] not in context.numbers:
        return True
    precedes = _PRECEDED_BY.search(sentence)
    if precedes and precedes["case"] not in context.numbers:
        return True
    if context.part == "question" and _YOUR_ANSWER.search(before) and not _CONDITION.search(sentence):
        return True  # who asks has no answers of this letter yet
    if _ANEW.search(sentence):
        return False
    return any(clause["case"] not in context.numbers for clause in _CLAUSE.finditer(sentence))
