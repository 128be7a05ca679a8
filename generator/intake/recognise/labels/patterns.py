"""The labels of questions and answers as a table of patterns: `Vraag 4 en 5`, `Antwoord op vraag 2:`, `7.`, `Toelichting`.

A label is at the start of a line or paragraph. Whether what reads as a label is one is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from generator.core.language import numeral

_NUMBER = r"\d{1,3}(?!\d)"
_BETWEEN = r"\s*(?i:,\s*(?:en|and)?|;|&|\+|/|-|–|\.?\s*(?:en|and|t\s?/?\s?m|tot\s+en\s+met|to|through)\b\.?)\s*(?i:(?:de\s+)?vra(?:ag|gen)\s*)?(?:[VAQ]\.?(?=\d))?"
NUMBERS = rf"{_NUMBER}(?:{_BETWEEN}{_NUMBER})*"
"""A list of numbers: `4`, `4 en 5`, `7, 8, en 9`, `3. en 4`, `6 t/m 9`, `1,2,3,4 en 5`."""
_PART = rf"{_NUMBER}(?:[a-z](?:{_BETWEEN}(?:\d{{1,3}})?[a-z]\b)*|\.\d{{1,2}})(?![\w.])"
"""The number of a part of a question: `2a`, `2a en 2b`, `2a t/m c`, `1.2`."""

_PIECE = re.compile(rf"({_NUMBER})|({_BETWEEN})", re.IGNORECASE)
_RANGE = re.compile(r"-|–|t\s?/?\s?m|tot|to|through", re.IGNORECASE)
_LONGEST_RANGE = 150


class LabelKind(StrEnum):
    """What a label heads."""

    QUESTION = "question"
    ANSWER = "answer"
    TRAILER = "trailer"
    """Text after the questions that belongs to none: an explanation, a notice of postponement."""


class LabelForm(StrEnum):
    """How a label is written; the labels of one letter have one form."""

    WORD = "word"
    """With the word: `Vraag 4`, `Antwoord`."""
    SHORT = "short"
    """With a letter or a small word, as running text could begin too: `V1`, `A:`, `vraag 4:`."""
    POINT = "point"
    """A number with a full stop, bracket or colon: `4.`, `4)`."""
    SPACED = "spaced"
    """A number with only white space before its question: `4  Kunt u …`."""
    BARE = "bare"
    """A number alone on its line."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the start of a text."""

    kind: LabelKind
    form: LabelForm
    numbers: tuple[int, ...]
    """Empty for `Antwoord:` without a number."""
    end: int
    """The offset at which the text after the label begins."""
    alone: bool
    """Whether the line has nothing else."""
    word: str = ""
    """Its word, for trailers and for answers that are called otherwise."""
    part: str = ""
    """What the text keeps of it: which part of the question it heads (`a`, `.2`), or who asks or answers it."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: LabelKind
    form: LabelForm
    regex: re.Pattern[str]


def _pattern(kind: LabelKind, form: LabelForm, source: str) -> _Pattern:
    return _Pattern(kind, form, re.compile(source.replace("NUMBERS", NUMBERS).replace("PART", _PART), re.VERBOSE))


_OPEN = r"(?:\#{1,6}\s+|>\s?|[-•]\s+)*(?P<open>[*_\[]+)?"
"""What the markup of a page, or a list, has before a label: `## Vraag 1`, `**Vraag 1**`, `[Vraag 1]`, `- Vraag 1:`."""
_CLOSE = r"(?(open)[*_\]]*)"
_OF_SO_MANY = r"(?:\s+(?:van|of)\s+\d{1,3}(?=\s*(?:[:.)]|$)|\s+[A-ZÀ-Ý«“]))?"
_END = rf"{_OF_SO_MANY}\s*{_CLOSE}(?:[:.);]|[-–—/](?=\s|$)|(?=\s)|$|(?=[A-ZÀ-Ý][a-zà-ý])){_CLOSE}\s*"
"""What may follow a label; a capital right after its number was joined to it by an extractor."""
_SET_OFF = rf"\s*{_CLOSE}(?:[:.);]{_CLOSE}(?!\w)\s*|[-–—](?=\s|$)\s*|$)"
"""What must follow a label that would otherwise read as text."""
_BEFORE_TEXT = rf"(?:{_SET_OFF}|\s+(?=[A-ZÀ-Ý«“]))"
"""What follows a number that is a word too: a sign, the end of the line, or a sentence."""
_NR = r"\s*(?:-(?=\d)|\#\s?|[Nn](?:rs?|os?)\.?|[Nn]ummers?|[Nn]umbers?|[VAQR]\.?\s?-?(?=\d))?\s*"
"""What may be between the word of a label and its number: `Vraag nr. 3`, `Antwoord V3`, `Vraag A.3`."""
_ASKING = rf"(?:(?:Uw\s+v|Your\s+q)(?=[a-z]+\s)(?:ra(?:ag|gen)|uestions?)|(?:Kamer[Vv]|V)[Rr][Aa](?:[Aa][Gg]|[Gg][Ee][Nn])|Q(?:uestions?|UESTIONS?)){_NR}"
_ANSWERING = rf"""(?:A[Nn][Tt][Ww][Oo][Oo][Rr][Dd](?:[Ee][Nn])?|Beantwoording|(?P<word>Reactie|Response|Ad)|A(?:nswers?|NSWERS?)|Reply)\s*
        (?:(?:op|OP|van|VAN|bij|BIJ|to|TO|on)\s+)?(?:(?:de|DE|het|uw|UW|the|THE|your)\s+)?
        (?:[Vv]ra(?:ag|gen)|VRA(?:AG|GEN)|[Qq]uestions?|QUESTIONS?)?{_NR}"""
_SHORT_ASKING = r"(?:V(?:r(?:g|aag)?)?|Q(?:u)?|vra(?:ag|gen)|questions?)"
_SHORT_ANSWERING = r"(?:A(?:ntw|nsw|w)?|R(?=[.\s]?\d)|antwoord(?:en)?(?:\s+op)?(?:\s+de)?(?:\s+vra(?:ag|gen))?|answers?(?:\s+to)?(?:\s+questions?)?)"
_WHO = (
    r"(?:minister|staatssecretaris|bewindspersoon|bewindslieden|kabinet|regering|college|gedeputeerde\ staten|wethouder|"
    r"burgemeester|GS\b|B\s?(?:&|en)\s?W\b|(?:Algemene\ )?Rekenkamer|waterschap|hoogheemraadschap|dijkgraaf|dagelijks\ bestuur|"
    r"provincie|gemeente|government|State\ Secretary)"
)
_WHO_ASKS = (
    r"(?:(?:het\s+)?(?:raads|staten|kamer)?lid\s|de\s+(?:raads|staten)?leden\s|the\s+members?\s|de\s+heer\s|(?:dhr|mevr|mw)\.\s|mevrouw\s|"
    r"(?:de\s+)?fracties?\s|(?:de\s+)?(?=\S+fractie\b))"
)
_ROMAN = r"(?=[IVX])(?:X{0,3}(?:IX|IV|V?I{0,3}))"
_ORDINAL = r"(?:e|ste|de|st|nd|rd|th)"

_WORDS = (
    (LabelKind.QUESTION, _ASKING, r"(?:[Vv]raag|[Qq]uestion)"),
    (LabelKind.ANSWER, _ANSWERING, r"(?:[Aa]ntwoord|[Aa]nswer)"),
)
"""The words of labels by kind: before a number, and after one."""
_NUMBER_FORMS = (
    # Vraag 2a · Antwoord op vraag 2a · Vraag 1.2
    rf"{_OPEN}WORD(?P<part>PART){_END}",
    # Vraag 1 · Vraag (1): · Vraag [1] · Vraag V1: – Vragen 6 t/m 9: · Vraag 4 en 5. · Vraag nr. 3 · Vraag 2 van 7 · Antwoord op
    # vraag 2 · Antwoord V3: · Antwoord op de vragen 3 en 8 · Antwoorden op vraag 4-7: · Ad 2 · Answer to question 3
    rf"{_OPEN}WORD[(\[]?(?P<numbers>NUMBERS)[)\]]?{_END}",
    # Vraag IV · Antwoord IV
    rf"{_OPEN}WORD(?P<roman>{_ROMAN})\b{_BEFORE_TEXT}",
    # Vraag vier · Antwoord op vraag vier:
    rf"{_OPEN}WORD(?P<written>(?i:[a-zé]{{3,12}})){_BEFORE_TEXT}",
    # 1. Vraag · 1e vraag: · 2 Question · 1. Antwoord
    rf"{_OPEN}(?P<numbers>\d{{1,3}})(?:[.)]|{_ORDINAL})?\s+\(?AFTER\)?{_BEFORE_TEXT}",
    # Vraag: 1 · Antwoord: 1
    rf"{_OPEN}WORD\s*:\s*(?P<numbers>NUMBERS)\s*{_CLOSE}\s*$",
)
"""The ways of numbering a label, which go with each of the words."""
_NUMBERED = tuple(
    _pattern(kind, LabelForm.WORD, form.replace("WORD", word).replace("AFTER", after))
    for form in _NUMBER_FORMS
    for kind, word, after in _WORDS
)
_PATTERNS = (
    # Antwoord op de 2e vraag
    _pattern(
        LabelKind.ANSWER,
        LabelForm.WORD,
        rf"{_OPEN}(?:Antwoord\s+op|Answer\s+to)\s+(?:de|the)\s+(?P<numbers>\d{{1,3}}){_ORDINAL}\s+(?:vraag|question){_BEFORE_TEXT}",
    ),
    # Het antwoord op vraag 2: · Mijn antwoord op de vragen 3 en 4:
    _pattern(
        LabelKind.ANSWER,
        LabelForm.WORD,
        rf"{_OPEN}(?:Het|Mijn|Ons|The|My|Our)\s+(?:antwoord|answer)\s+(?:op|to)\s+(?:de\s+|uw\s+|the\s+|your\s+)?(?:vra(?:ag|gen)|questions?){_NR}(?P<numbers>NUMBERS)\s*{_CLOSE}:{_CLOSE}\s*",
    ),
    # 2b. Kunt u … · 2b
    _pattern(LabelKind.QUESTION, LabelForm.POINT, r"(?P<part>\d{1,3}[a-z])\s*(?:[.)](?!\w)|:)\s*"),
    _pattern(LabelKind.QUESTION, LabelForm.BARE, r"(?P<part>\d{1,3}[a-z])\s*$"),
    # Vraag 1 van het lid Jansen · Vraag 1 (Jansen, XYZ) · Vraag 2 van de XYZ-fractie: · Vraag 3 van mevrouw Jansen:
    _pattern(
        LabelKind.QUESTION,
        LabelForm.WORD,
        rf"{_OPEN}{_ASKING}(?P<numbers>NUMBERS)\s*[:.]?\s*(?P<asker>(?:van|by|from)\s+{_WHO_ASKS}[^?:]{{2,80}}?|\((?!\d)[^()?]{{3,60}}\))\s*{_CLOSE}(?::{_CLOSE}\s*(?=$|[A-ZÀ-Ý«“])|$)",
    ),
    # Antwoord 1 van het college: · Antwoord 3 minister: · Antwoord op vraag 2 van Gedeputeerde Staten
    _pattern(
        LabelKind.ANSWER,
        LabelForm.WORD,
        rf"{_OPEN}{_ANSWERING}(?P<numbers>NUMBERS)\s*[-–:]?\s+(?:(?:van|door|of|by)\s+)?(?:de\s+|het\s+|the\s+)?(?i:{_WHO})[^.?!:();\d]{{0,80}}?\s*{_CLOSE}(?::{_CLOSE}\s*|$)",
    ),
    *_NUMBERED,
    # Antwoord · Antwoord: · Antwoorden: · Antwoord. Ja. · Antwoord – Ja. · Reactie · Beantwoording
    _pattern(
        LabelKind.ANSWER,
        LabelForm.WORD,
        rf"{_OPEN}(?:A[Nn][Tt][Ww][Oo][Oo][Rr][Dd](?:[Ee][Nn])?|(?P<word>Reactie|Response|Beantwoording)|A(?:nswers?|NSWERS?)|Reply){_SET_OFF}",
    ),
    # Ons antwoord: · Mijn reactie: · Antwoord college
    _pattern(
        LabelKind.ANSWER,
        LabelForm.WORD,
        rf"{_OPEN}(?:Ons|Mijn|Onze|Het|Our|My)\s+(?:antwoord|reactie|answer|reply|response)\s*{_CLOSE}(?::{_CLOSE}\s*|$)",
    ),
    # Antwoord college op vraag 1: · Antwoord van de minister op de vragen 3 en 4 · Reactie GS vraag 2
    _pattern(
        LabelKind.ANSWER,
        LabelForm.WORD,
        rf"{_OPEN}(?:Antwoord|Reactie|Beantwoording|Answer|Reply)(?:\s+(?:van|door|of|by|from))?(?:\s+(?:de|het|the))?\s+(?i:{_WHO})[^.?!:();\d]{{0,80}}?[\s,]+(?:op\s+|bij\s+|to\s+)?(?:de\s+|the\s+)?(?:[Vv]ra(?:ag|gen)|questions?){_NR}(?P<numbers>NUMBERS)\s*{_CLOSE}(?::{_CLOSE}\s*|$)",
    ),
    # Antwoord van de minister: · Antwoord kabinet · Antwoord Algemene Rekenkamer
    _pattern(
        LabelKind.ANSWER,
        LabelForm.WORD,
        rf"{_OPEN}(?P<said>(?:Antwoord|Reactie|Answer|Reply)(?:\s+(?:van|of|by|from))?(?:\s+(?:de|het|the))?\s+(?i:{_WHO})[^.?!:();]{{0,80}}?)\s*{_CLOSE}(?::{_CLOSE}\s*|$)",
    ),
    # Antwoord Ja. · Reactie Dat klopt.
    _pattern(
        LabelKind.ANSWER, LabelForm.SHORT, r"(?:Antwoord(?:en)?|Answer|(?P<word>Reactie|Response))\s+(?=[A-ZÀ-Ý«“])"
    ),
    # Vraag · Vraag: · Vraag: Kent u …
    _pattern(LabelKind.QUESTION, LabelForm.WORD, rf"{_OPEN}(?:V[Rr][Aa][Aa][Gg]|Q(?:uestion|UESTION)){_SET_OFF}"),
    # Vraag van het lid Jansen (XYZ): · Vragen van de leden Jansen en Smit (beiden XYZ)
    _pattern(
        LabelKind.QUESTION,
        LabelForm.WORD,
        r"Vraag\s+(?P<asker>van\s+(?:het\s+lid|de\s+leden)\s[^()?]{2,80}\([^()]{1,60}\))\s*:?\s*$",
    ),
    # Toelichting: · Mededeling
    _pattern(
        LabelKind.TRAILER,
        LabelForm.WORD,
        r"(?P<word>Toelichting|Mededeling|Explanation|Explanatory\ note|Notice)\s*(?::\s*|\.?\s*$)",
    ),
    # Bijlage · Bijlage 1 · Bijlage 2: Overzicht van bruggen
    _pattern(
        LabelKind.TRAILER,
        LabelForm.WORD,
        r"(?P<word>(?:B(?:ijlage|IJLAGE)|A(?:nnex|NNEX)|A(?:ppendix|PPENDIX))(?:\ (?:\d{1,2}|[IVX]{1,4}|[A-Z]))?)\s*(?::\s*|\.?\s*$)",
    ),
    # V1. · V 1 · V.1 · Vr. 1: · Q1 · vraag 1: — A1. · Antw. 1 · antwoord op vraag 1:
    _pattern(LabelKind.QUESTION, LabelForm.SHORT, rf"{_OPEN}{_SHORT_ASKING}\.?\s*\(?(?P<numbers>NUMBERS)\)?{_END}"),
    _pattern(LabelKind.ANSWER, LabelForm.SHORT, rf"{_OPEN}{_SHORT_ANSWERING}\.?\s*\(?(?P<numbers>NUMBERS)\)?{_END}"),
    # V: · Q. · V — A: · Antw. · A
    _pattern(LabelKind.QUESTION, LabelForm.SHORT, rf"{_OPEN}(?:V(?:r(?:aag)?)?|Q|vraag|question){_SET_OFF}"),
    _pattern(
        LabelKind.ANSWER,
        LabelForm.SHORT,
        rf"{_OPEN}(?:A(?:ntw|nsw)?\.?(?=\s*:)|A(?:ntw|nsw)?|antwoord|answer){_SET_OFF}",
    ),
    # 1. Kunt u … · 7) · 1,2,3,4 en 5: · (3) Kunt u …
    _pattern(LabelKind.QUESTION, LabelForm.POINT, r"(?P<numbers>NUMBERS)\s*(?:[.)](?!\d)|:)\s*"),
    _pattern(LabelKind.QUESTION, LabelForm.POINT, r"\((?P<numbers>NUMBERS)\)\s+(?=\S)"),
    # 1 · (1)
    _pattern(LabelKind.QUESTION, LabelForm.BARE, r"(?P<numbers>NUMBERS)\s*$"),
    _pattern(LabelKind.QUESTION, LabelForm.BARE, r"\((?P<numbers>NUMBERS)\)\s*$"),
    # 1  Kunt u …
    _pattern(LabelKind.QUESTION, LabelForm.SPACED, r"(?P<numbers>\d{1,3})\s+(?=[A-ZÀ-Ý«“\"'‘])"),
)


def numbers(text: str) -> tuple[int, ...]:
    """Return the numbers in a list with ranges, each once, in the order printed: `1 t/m 3 en 5` is 1, 2, 3, 5.

    A range that runs backwards, or is too long for one, is its two ends.
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
    """Return the label that a text begins with; None if it begins with none."""
    for pattern in _PATTERNS:
        match = pattern.regex.match(text)
        if match and (label := _label(pattern, match, text)):
            return label
    return None


def _label(pattern: _Pattern, match: re.Match[str], text: str) -> Label | None:
    """Return the label that a pattern found; None if what is in the place of its number is another word."""
    groups = match.groupdict()
    written = groups.get("written")
    count = _count(written) if written else None
    if written and count is None:
        return None
    printed, roman = groups.get("numbers"), groups.get("roman")
    part = re.match(r"(\d+)(.*)", groups.get("part") or "", re.DOTALL)
    found = (int(part[1]),) if part else numbers(printed) if printed else (_roman(roman),) if roman else ()
    return Label(
        pattern.kind,
        pattern.form,
        (count,) if count else found,
        match.end(),
        not text[match.end() :].strip(),
        groups.get("word") or "",
        part[2] if part else groups.get("asker") or groups.get("said") or "",
    )


def _count(word: str) -> int | None:
    """Return the number that a word says (`vier`), in one of the languages of letters."""
    return numeral(word, "nl") or numeral(word, "en")


_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def _roman(text: str) -> int:
    """Return the value of a Roman numeral: a sign before a larger one is subtracted."""
    values = [_ROMAN_VALUES[sign] for sign in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
