"""The shape of a person's name in letters: particles, initials, hyphens, letters of other alphabets in Latin script."""

from __future__ import annotations

import re

from generator.netherlands.capitals import CAPITALS
from generator.netherlands.name_particles import IN_LETTERS


def _either_case(particle: str) -> str:
    first, rest = particle[0], particle[1:]
    return f"[{first.upper()}{first}]{rest}" if first.isalpha() else f"[’']{rest}"


_PARTICLES = rf"(?:{'|'.join(map(_either_case, IN_LETTERS))})"
INITIALS = rf"(?:(?:IJ|[{CAPITALS}][a-z]{{0,2}})\.)+"
_WORD = rf"(?:{INITIALS}|[{CAPITALS}][\w’'´`-]*)"
_GIVEN = rf"\([{CAPITALS}][\w-]+\)"
NAME = rf"(?:{_PARTICLES}\s+)*{_WORD}(?:(?:\s+|\s?-\s?|(?<=\.))(?:{_GIVEN}\s+)?(?:{_PARTICLES}\s+)*{_WORD})*(?:\s+´)?"
"""`Van den Berg-Bakker`, `D. Yeşilgöz-Zegerius`, `A.P. (Arno) Visser`."""

_NO_NAME = re.compile(
    r"\b(?:Geachte|Hoogachtend|Hierbij|Met\s|Den\s(?:Haag|Helder)|Bijlagen?|Minister\w*|Staatssecretaris\w*|Directie|Postbus|Yours|Dear|The|"
    r"Pagina|Onderwerp|Betreft|Datum|Kenmerk|Antwoord\w*|Vraag|Vragen|Mondelinge|Schriftelijke|Tweede|Eerste|Kamer\w*|Staten|Leden|Lid|"
    r"Aanhangsel|Handelingen|Vergaderjaar|Voorzitter|Griffier|President|Secretaris|Commissie|Inleiding|Toelichting|Algemene|"
    r"Burgemeester|College|Gedeputeerde|Provincie|Gemeente|Nadere|Het|De\s(?:Minister|Staatssecretaris|Voorzitter))\b",
)
_MOST_WORDS = 7


def is_name(text: str) -> bool:
    """Whether a text has the shape of a person's name, and no word of offices, letters or running heads."""
    return _SHAPE.fullmatch(text) is not None and not _NO_NAME.search(text) and len(text.split()) <= _MOST_WORDS


_SHAPE = re.compile(NAME)
_COURTESY = re.compile(
    r"(?:(?:(?:de\s+)?heer|mevrouw|mevr|mw|dhr|drs|dr|mr|ir|ing|prof|jhr|ds)(?:\.|(?![\w’'-]))|\(?w\.g\.\)?:?|\(?(?:get\.|was\s+getekend)\)?:?|namens\s+deze,?)\s*",
    re.IGNORECASE,
)
_DEGREES = re.compile(r"(?:,?\s+(?:RA|RC|RE|MA|MSc|MBA|MPA|MPM|LLM|LL\.M\.?|BSc|PhD|EMPM))+$")
_BAD_ACCENT = re.compile(r"\s*[´`¨]\s*")


def bare(text: str) -> str:
    """Return a name without courtesies, titles and degrees: `drs. A.P. (Arno) Visser RA` is A.P. (Arno) Visser."""
    text = _DEGREES.sub("", text.strip().rstrip(" ,."))
    while (courtesy := _COURTESY.match(text)) and courtesy.end() < len(text):  # `De Heer` alone is a name
        text = text[courtesy.end() :]
    return text.strip()


def tidy(name: str) -> str:
    """Return a name with single spaces, without the accents that an extractor put beside their letters, not in capitals."""
    words = _BAD_ACCENT.sub(" ", name).split()
    if any(map(str.islower, name)) or not any(len(word) > 2 and word.isalpha() for word in words):
        return " ".join(words)
    small = (word.lower() if word.lower() in IN_LETTERS and at else word for at, word in enumerate(words))
    return " ".join(re.sub(r"(?<=\w)\w+", lambda rest: rest[0].lower(), word) for word in small)
