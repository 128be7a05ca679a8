"""What the questions are about, and what their heading says the paper is."""

from __future__ import annotations

import re
from collections.abc import Sequence

MEMBERS = r"(?:het\s+lid|de\s+leden|het\s+(?:raads|staten)lid|de\s+(?:raads|staten)leden|de\s+heer|mevrouw)"
_ABOUT = re.compile(
    r"\b(?:over|inzake|betreffende|omtrent|about|regarding|concerning)(?:\s+|(?=(?:het|de|een)\s))(?P<subject>.+)",
    re.DOTALL | re.IGNORECASE,
)
ASKED = re.compile(
    r"(?:\w+\s+){0,2}(?:\w*[Vv]ragen|[Qq]uestions)(?:\s+ex\s.{0,80}?|\s*\([^()]{0,60}\))?(?:\s+(?:en|and)\s+(?:[Aa]ntwoorden|[Aa]nswers))?\s+(?:gesteld\s+door|van|by|from)\b"
)
_ANSWERED = re.compile(r"(?:Antwoord(?:en)?|Beantwoording|Answers?|Lijst)\s")
_SORT = r"(?:mondelinge\s+|schriftelijke\s+|nadere\s+|aanvullende\s+)?"
_QUESTION_PAPER = re.compile(
    rf"(?:(?:^|\n)(?i:{_SORT}vragen)|\s(?=[MSNAV])(?i:{_SORT})(?:V|(?<=\s)v)ragen)\s+(?:ex\s[^\n]{{0,60}}?)?van\s+{MEMBERS}"
)
"""The title of a paper with questions: at the beginning of a line, or with a capital where lines were joined."""
_ANSWERS = re.compile(r"\b(?:be)?antwoord", re.IGNORECASE)
_TOLD = re.compile(
    r"\bvragen\s+(?:(?:die\s+)?(?:(?:zijn|werden)\s+)?(?:gesteld|ingezonden|ingediend)\s+door|van)\s+(?:het\s+lid|de\s+leden)\b.*?\bover\s+(?P<subject>.+?)"
    r"(?=\s+(?:worden|zijn|kunnen|heb|wordt|beantwoord\w*|bericht|deel|doe)\b|\s*\(|,\s+(?:mede|die|ingezonden|deel)\b|\.\s+[A-Z]|\.?$)"
)
"""How a cover letter says what the questions are about."""
_PUT = re.compile(
    r"\b(?:vragen\s+gesteld|vragen(?:\s+en\s+opmerkingen)?\s+voorgelegd\s+aan|legt\s+aan\b[^.]{5,200}?\bvragen\s+voor)\b[^.]*?\b(?:over|inzake)\s+(?P<subject>.+?)(?=\s*\(|\.(?:\s|$)|$)"
)
"""How a committee's report, or a notice of postponement, says what was asked about."""
_TAIL = re.compile(
    r"(?:\s*\((?:ingezonden|Ingezonden|ingediend|submitted|20\d\dZ|\d{4}Z|(?:met\s+)?kenmerk)|,?\s+(?:(?:ingezonden|ingediend)\s*:?\s*(?:op\s+)?|met\s+(?:als\s+)?kenmerk\s+|kenmerk\s+)\d|\s+(?:Ingekomen|Ingediend|Ingezonden|Datum|Nummer|Vraagnummer)\b.{0,20}?:).*$",
    re.DOTALL,
)


def asks_only(head: Sequence[str]) -> bool:
    """Whether a letter's head says that it is a paper with questions: `Mondelinge vragen van het lid Jansen`."""
    return any(map(_QUESTION_PAPER.search, head)) and not any(map(_ANSWERED.match, head)) and not _answers(head)


def _answers(head: Sequence[str]) -> bool:
    """Whether the text that names the questions says that they are answered: `antwoorden op vragen van het lid …`."""
    return any(_ANSWERS.search(text) for text in head if _QUESTION_PAPER.search(text))


def title(head: Sequence[str], subject: str) -> str | None:
    """Return what the questions are about, without who asked whom; None if nothing says it."""
    sources = [text for text in head if ASKED.match(text)]
    sources += [*(text for text in head if _ANSWERED.match(text)), subject]
    for text in sources:
        flat = " ".join(text.split())
        match = _ABOUT.search(_TAIL.sub("", flat))
        if match:
            return _capital(match["subject"].strip(" ."))
    flat = " ".join(subject.split())
    if flat:
        return _capital(flat.strip(" ."))
    flats = [" ".join(text.split()) for text in head]
    told = next((match for pattern in (_TOLD, _PUT) for text in flats if (match := pattern.search(text))), None)
    return _capital(told["subject"].strip(" .")) if told else None


def _capital(text: str) -> str:
    for index, char in enumerate(text):
        if char.isalpha():
            return text[:index] + char.upper() + text[index + 1 :]
    return text
