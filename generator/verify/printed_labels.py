"""Labels of questions and answers as a source prints them: `Antwoord op vragen 2 en 3`.

Written apart from the import's own table of labels, so that an error in one is found by the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.core.language import numeral
from generator.core.languages import LANGUAGES

_NUMBERS = r"\d{1,3}[a-z]?(?:\s*(?:,\s*en|,|\.?\s*(?:en|and|t/m|tot\s+en\s+met)|&|\+|/|to|-|–)\s*(?:vra(?:ag|gen)\s*)?(?:[vaq]\.?(?=\d))?\d{1,3}[a-z]?)*"

_LABEL = re.compile(
    rf"""[#>*_\[•\s-]*
         (?:(?P<before>\d{{1,3}})(?:[.)]|e|ste|de|st|nd|rd|th)?\s+(?=\(?(?:vraag|antwoord|question|answer)))?
         \(?(?:(?:het|mijn|ons|the|my|our)\s+(?=antwoord|answer))?
         (?P<answer>(?:be)?antwoord(?:en|ing)?|reactie|response|answers?|reply|ad|antw|answ?|aw?(?![a-z])|r(?=[.\s]?\d))?\.?\s*
         (?:(?:op|van|bij|to|on)\s*)?(?:(?:de|het|uw|the|your)\s+)?
         (?:(?P<nth>\d{{1,3}})(?:e|ste|de|st|nd|rd|th)\s+(?=vraag|question))?
         (?P<question>(?:kamer)?(?:vraag|vragen)|questions?|vrg?|[vq]u?(?![a-z]))?\.?\s*(?:nummers?|numbers?|[-\#]|n[ro]s?\.?|:)?\s*(?:[vaqr]\.?\s?-?(?=\d))?
         [(\[]?(?P<numbers>{_NUMBERS}|[ivx]{{1,6}}(?![a-z])|[a-zé]{{3,9}})?[)\]]?(?:\s+(?:van|of)\s+\d{{1,3}})?\s*[*_\]]*[.:;)/–-]*[*_\]]*""",
    re.VERBOSE | re.IGNORECASE,
)

_WHO = (
    r"(?:minister|staatssecretaris|bewindspersoon|bewindslieden|kabinet|regering|college|gedeputeerde staten|gs\b|b ?(?:&|en) ?w\b|wethouder|"
    r"burgemeester|dijkgraaf|dagelijks bestuur|provincie|gemeente|waterschap|government|state secretary)"
)
_SAID = re.compile(
    rf"(?:(?:be)?antwoord(?:ing)?|reactie|answer|reply)(?:\s+(?:van|door|of|by|from))?(?:\s+(?:de|het|the))?\s+{_WHO}[^.?!:();]{{0,80}}:?",
    re.IGNORECASE,
)
"""An answer's label that says who answers: `Antwoord van de minister:`."""
_SAID_BEHIND = re.compile(
    rf"(?P<label>(?:be)?(?:antwoord|answer)\w*\s.{{0,40}}?{_NUMBERS})\s*[-–:]?\s+(?:(?:van|door|of|by)\s+)?(?:(?:de|het|the)\s+)?{_WHO}[^.?!:();\d]{{0,80}}:?",
    re.IGNORECASE,
)
"""One that has its number before that: `Antwoord 4 van het college:`."""

_OVER_NUMBERS = re.compile(r"(?:vraag)?(?:nr|no|num|nummer)\.?|blz\.?|pag(?:ina|\.)?", re.IGNORECASE)
"""The head of a column of numbers, or of pages, in a table of questions."""

_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()

_RANGE = re.compile(r"(\d+)[a-z]?\s*(?:t/m|tot\s+en\s+met|to|-|–)\s*(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """A label of a question or an answer: `Antwoord op vragen 2 en 3`. Its kind is empty for a bare number."""

    kind: str
    numbers: tuple[int, ...]


def label(text: str) -> PrintedLabel | None:
    """Read a label; None for any other text."""
    if _SAID.fullmatch(text.strip()):
        return PrintedLabel("answer", ())
    behind = _SAID_BEHIND.fullmatch(text.strip())
    if behind and (numbered := label(behind["label"])):
        return numbered
    if _OVER_NUMBERS.fullmatch(text.strip()):
        return PrintedLabel("question", ())
    found = _LABEL.fullmatch(text.strip())
    if not found or not (found["answer"] or found["question"] or found["numbers"] or found["before"]):
        return None
    written = found["numbers"] or found["before"] or found["nth"] or ""
    numbers = {numeral(number) or 0 for number in re.findall(r"\d+", written)}
    for first, last in _RANGE.findall(written):
        numbers |= set(range(int(first), int(last) + 1))
    if written and not numbers:  # in words or in Roman figures
        word = _ROMAN.index(written.upper()) + 1 if written.upper() in _ROMAN else None
        word = word or next(filter(None, (numeral(written, lang) for lang in LANGUAGES)), None)
        if word is None or not (found["answer"] or found["question"]):
            return None
        numbers = {word}
    kind = "answer" if found["answer"] else "question" if found["question"] else ""
    return PrintedLabel(kind, tuple(sorted(numbers)))


_OF_A_PART = re.compile(
    r"(?:(?P<answer>(?:be)?antwoord(?:en|ing)?|reactie|answers?)\s*(?:(?:op|to)\s+)?)?(?:vraag|question)?\s*(?P<number>\d{1,3})(?:[a-z]|\.\d{1,2})\b",
    re.IGNORECASE,
)


def label_of_part(text: str) -> PrintedLabel | None:
    """Read the label that a text starts with if it is that of a part of a question: `Vraag 2b`, `Antwoord op vraag 2b:`.

    Such labels are kept in the text, so that parts can be told from each other where they are together.
    """
    found = _OF_A_PART.match(text.strip())
    return PrintedLabel("answer" if found["answer"] else "question", (int(found["number"]),)) if found else None
