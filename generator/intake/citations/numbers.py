"""Lists of question numbers as letters write them (`2 en 3`, `1 t/m 4`, `vijf`), and their destinations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.core.language import numeral
from generator.core.languages import LANGUAGES

_UNIT = (
    r"(?:%|‰|°|€|procent|promille|miljoen|miljard|duizend|honderd|euro|jaar|jaren|maanden?|weken|week|dagen|dag|uur|"
    r"uren|minuten|keer|maal|personen|mensen|gevallen|meter|kilometer|km|kg|ton|percent|million|billion|years?|months?|"
    r"weeks?|days?|times)"
)
_JOINS = {
    "nl": (r"t/m|tot\s*en\s*met|t\.e\.m\.|–|—|-", r",?\s*(?:en|alsook|alsmede|respectievelijk)|,|&|/"),
    "en": (r"to|through|–|—|-", r",?\s*and|,|&|/"),
}
"""What is between numbers, of a range and of a list, by the language of a letter."""


def _grammar(lang: str) -> tuple[str, str, str]:
    """Return the patterns of a number in words, of a range and of a list."""
    return rf"(?:{'|'.join(LANGUAGES[lang].numerals)})(?![\wÀ-ÿ])", *_JOINS[lang]


def pattern(lang: str, *, words: bool) -> str:
    """Return the regular expression of a list of numbers; `words` says whether numbers in words count too.

    A number with a unit (`3 miljoen`), a decimal and a longer number (`2.1`, `2024`) is no question's number; a part
    of a question (`3a`) is that question.
    """
    digits = (
        r"(?<!\d)[1-9]\d{0,2}(?!\d|[.,:]\d+\s*(?:%|procent|m)|\.\d|[Zz]\d|:\d|°|\s+tot\s+\d)(?:[a-h](?![A-Za-zÀ-ÿ]))?"
    )
    spelled, to, and_ = _grammar(lang)
    number = rf"(?:{digits}|{spelled})" if words else digits
    number = rf"(?:{number}(?!\s*{_UNIT}(?![A-Za-z])))"
    return rf"{number}(?:\s*(?:{to}|{and_})\s*{number})*"


def read(text: str, lang: str) -> tuple[int, ...] | None:
    """Read a list that `pattern` matched; None where a range runs backwards."""
    spelled, to, _ = _grammar(lang)
    tokens = re.findall(rf"\d+|{spelled}|{to}", text, re.IGNORECASE)
    numbers: list[int] = []
    ranged = False
    for token in tokens:
        value = numeral(token, lang)
        if value is None:
            ranged = True
            continue
        first = numbers[-1] + 1 if ranged else value
        if ranged and value < first:
            return None
        numbers.extend(range(first, value + 1))
        ranged = False
    return tuple(dict.fromkeys(numbers))


def destination(numbers: Sequence[int]) -> str:
    """Write the destination: `question:4`, `question:2-4` for neighbours, `question:2,5` for others."""
    if len(numbers) == 1:
        return f"question:{numbers[0]}"
    if list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"question:{numbers[0]}-{numbers[-1]}"
    return "question:" + ",".join(str(number) for number in numbers)
