"""The labels that head questions and answers, as a table of patterns; nothing here weighs one label against another.

A label stands at the start of a line or paragraph: `Vraag 4 en 5`, `Antwoord op vraag 2:`, `7.`, `Toelichting`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from generator.core.language import numeral

_NUMBER = r"\d{1,3}(?!\d)"
_BETWEEN = r"\s*(?:,\s*(?:en|and)?|;|&|\+|/|-|–|\.?\s*(?:en|and|t\s?/?\s?m|tot\s+en\s+met|to|through)\b\.?)\s*(?:(?:de\s+)?vra(?:ag|gen)\s*)?"
NUMBERS = rf"{_NUMBER}(?:{_BETWEEN}{_NUMBER})*"
"""A list of numbers: `4`, `4 en 5`, `7, 8, en 9`, `3. en 4`, `6 t/m 9`, `1,2,3,4 en 5`."""
_PART = rf"{_NUMBER}(?:[a-z](?:{_BETWEEN}(?:\d{{1,3}})?[a-z]\b)*|\.\d{{1,2}})(?![\w.])"
"""Part of a question that is numbered by itself: `2a`, `2a en 2b`, `2a t/m c`, `1.2`."""

_PIECE = re.compile(rf"({_NUMBER})|({_BETWEEN})", re.IGNORECASE)
_RANGE = re.compile(r"-|–|t\s?/?\s?m|tot|to|through", re.IGNORECASE)
_LONGEST_RANGE = 150


class Head(StrEnum):
    """What a label heads."""

    QUESTION = "question"
    ANSWER = "answer"
    TRAILER = "trailer"
    """What stands after the questions and belongs to none: an explanation, a notice of postponement."""


class Form(StrEnum):
    """How a label is written; labels of one letter share a form."""

    WORD = "word"
    """With the word: `Vraag 4`, `Antwoord`."""
    POINT = "point"
    """A number with a full stop, bracket or colon: `4.`, `4)`."""
    BARE = "bare"
    """A number alone on its line."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the start of a text."""

    head: Head
    form: Form
    numbers: tuple[int, ...]
    """Empty for `Antwoord:` without a number."""
    end: int
    """Where the text after the label starts."""
    alone: bool
    """Whether the line holds nothing else."""
    word: str = ""
    """The label's own word, for trailers and for answers that are called otherwise."""
    part: str = ""
    """What of the label stays legible: which part of the question it heads (`a`, `.2`), or who asks it."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    head: Head
    form: Form
    regex: re.Pattern[str]


def _pattern(head: Head, form: Form, source: str) -> _Pattern:
    return _Pattern(head, form, re.compile(source.replace("NUMBERS", NUMBERS).replace("PART", _PART), re.VERBOSE))


_END = r"\s*(?:[:.)]|[-–—](?=\s|$)|(?=\s)|$|(?=[A-ZÀ-Ý][a-zà-ý]))\s*"
"""What may follow a label; a capital right after the number was glued to it by an extractor."""
_ASKING = r"(?:V[Rr][Aa](?:[Aa][Gg]|[Gg][Ee][Nn])|Questions?)\s*(?:[Nn]r\.?|no\.?)?\s*"
_ANSWERING = r"""(?:A[Nn][Tt][Ww][Oo][Oo][Rr][Dd](?:[Ee][Nn])?|Beantwoording|(?P<word>Reactie|Response)|Answers?|Reply)\s*
        (?:(?:op|van|bij|to|on)\s+)?(?:(?:de|het|the)\s+)?(?:[Vv]ra(?:ag|gen)|[Qq]uestions?)?\s*(?:[Nn]r\.?)?\s*"""
_PATTERNS = (
    # Vraag 2a · Antwoord op vraag 2a · 2b. Kunt u … · Vraag 1.2
    _pattern(Head.QUESTION, Form.WORD, rf"{_ASKING}(?P<part>PART){_END}"),
    _pattern(Head.ANSWER, Form.WORD, rf"{_ANSWERING}(?P<part>PART){_END}"),
    _pattern(Head.QUESTION, Form.POINT, r"(?P<part>\d{1,3}[a-z])\s*(?:[.)](?!\w)|:)\s*"),
    # Vraag 1 · Vraag (1): · Vraag 1 – Vragen 6 t/m 9: · Vraag 4 en 5. · Vraag nr. 3 · Question 2
    _pattern(
        Head.QUESTION,
        Form.WORD,
        rf"{_ASKING}\(?(?P<numbers>NUMBERS)\)?{_END}",
    ),
    # Antwoord op vraag 2 · Antwoord 2 · Antwoord vraag 1: · Antwoord op de vragen 3 en 8 · Antwoorden op vraag 4-7: · Answer to question 3
    _pattern(
        Head.ANSWER,
        Form.WORD,
        rf"{_ANSWERING}\(?(?P<numbers>NUMBERS)\)?{_END}",
    ),
    # Antwoord · Antwoord: · Antwoorden: · Reactie
    _pattern(
        Head.ANSWER,
        Form.WORD,
        r"(?:A[Nn][Tt][Ww][Oo][Oo][Rr][Dd](?:[Ee][Nn])?|(?P<word>Reactie|Response)|Answers?)\s*(?::\s*|\.?\s*$)",
    ),
    # Vraag · Vraag:
    _pattern(Head.QUESTION, Form.WORD, r"(?:V[Rr][Aa][Aa][Gg]|Question)\s*(?::\s*$|\.?\s*$)"),
    # Vraag van het lid Jansen (XYZ): · Vragen van de leden Jansen en Smit (beiden XYZ)
    _pattern(
        Head.QUESTION,
        Form.WORD,
        r"Vraag\s+(?P<asker>van\s+(?:het\s+lid|de\s+leden)\s[^()?]{2,80}\([^()]{1,60}\))\s*:?\s*$",
    ),
    # Toelichting: · Mededeling
    _pattern(
        Head.TRAILER,
        Form.WORD,
        r"(?P<word>Toelichting|Mededeling|Explanation|Explanatory\ note|Notice)\s*(?::\s*|\.?\s*$)",
    ),
    # Bijlage · Bijlage 1 · Bijlage 2: Overzicht van bruggen
    _pattern(
        Head.TRAILER,
        Form.WORD,
        r"(?P<word>(?:B(?:ijlage|IJLAGE)|A(?:nnex|NNEX)|A(?:ppendix|PPENDIX))(?:\ (?:\d{1,2}|[IVX]{1,4}|[A-Z]))?)\s*(?::\s*|\.?\s*$)",
    ),
    # 1. Kunt u … · 7) · 1,2,3,4 en 5:
    _pattern(Head.QUESTION, Form.POINT, r"(?P<numbers>NUMBERS)\s*(?:[.)](?!\d)|:)\s*"),
    # 1
    _pattern(Head.QUESTION, Form.BARE, r"(?P<numbers>NUMBERS)\s*$"),
)


def numbers(text: str) -> tuple[int, ...]:
    """Read a list of numbers with its ranges: `1 t/m 3 en 5` is 1, 2, 3, 5. Order and repeats are as printed.

    A range that runs backwards or is absurdly long is read as its two ends.
    """
    found: list[int] = []
    ranging = False
    for piece in _PIECE.finditer(text):
        if piece[2] is not None:
            ranging = bool(_RANGE.match(piece[2].strip()))
            continue
        number = int(piece[1])
        if ranging and found and found[-1] < number <= found[-1] + _LONGEST_RANGE:
            found.extend(range(found[-1] + 1, number))
        found.append(number)
        ranging = False
    return tuple(dict.fromkeys(found))


def read(text: str) -> Label | None:
    """Read the label a text starts with; None where it starts with none."""
    for pattern in _PATTERNS:
        match = pattern.regex.match(text)
        if not match:
            continue
        groups = match.groupdict()
        printed = groups.get("numbers")
        part = re.match(r"(\d+)(.*)", groups.get("part") or "", re.DOTALL)
        end = match.end()
        return Label(
            pattern.head,
            pattern.form,
            (int(part[1]),) if part else numbers(printed) if printed else (),
            end,
            not text[end:].strip(),
            groups.get("word") or "",
            part[2] if part else groups.get("asker") or "",
        )
    return _written_out(text)


_WRITTEN = re.compile(r"(Vraag|Question|Antwoord op vraag|Answer to question)\s+([a-zé]+)\s*[:.]?\s*$", re.IGNORECASE)


def _written_out(text: str) -> Label | None:
    """Read a label with its number as a word, alone on its line: `Vraag vier`."""
    match = _WRITTEN.match(text)
    if not match:
        return None
    lang = "nl" if match[1].lower().endswith("vraag") else "en"
    number = numeral(match[2], lang)
    if number is None:
        return None
    head = Head.ANSWER if match[1].lower().startswith("a") else Head.QUESTION
    return Label(head, Form.WORD, (number,), len(text), alone=True)
