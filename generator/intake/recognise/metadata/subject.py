"""What the questions are about, and what their heading says the paper is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
    r"(?=\s+(?:worden|zijn|kunnen|heb|wordt|beantwoord\w*|bericht|deel|doe)\b|\s*\(|,\s+(?:mede|die|zoals|ingezonden|deel)\b|\.\s+[A-Z]|\.?$)"
)
"""How a cover letter says what the questions are about."""
_PUT = re.compile(
    r"\b(?:vragen\s+gesteld|vragen(?:\s+en\s+opmerkingen)?\s+voorgelegd\s+aan|legt\s+aan\b[^.]{5,200}?\bvragen\s+voor)\b[^.]*?\b(?:over|inzake)\s+(?P<subject>.+?)(?=\s*\(|\.(?:\s|$)|$)"
)
"""How a committee's report, or a notice of postponement, says what was asked about."""
_TAIL = re.compile(
    r"(?:\s*\((?:ingezonden|Ingezonden|ingediend|submitted|d\.\s?d\.\s*\d|20\d\dZ|\d{4}Z|(?:met\s+)?kenmerk)|,?\s+(?:(?:ingezonden|ingediend|ingekomen|ontvangen|gesteld)\s*:?\s*(?:op\s+)?|met\s+(?:als\s+)?kenmerk\s+|kenmerk\s+)\d|\s+(?:Ingekomen|Ingediend|Ingezonden|Datum|Nummer|Vraagnummer)\b.{0,20}?:|[,;]\s+(?:(?:Den\s+Haag|[’']s-Gravenhage),\s+)?(?:d\.\s?d\.\s*)?\d{1,2}\s+[a-z]{3,9}\s+\d{4}\.?$).*$",
    re.DOTALL,
)
_POSTPONED = re.compile(
    r"\b(?:niet|not)\b[^.]{0,160}?(?:\b(?:binnen|within)\b.{0,60}termijn|\btermijn\b[^.]{0,80}\bbeantwoord)|beantwoord.{0,120}termijn.{0,40}\bniet\b|uitstel"
    r"|\bMededeling\s+van\s+(?:de\s+)?(?:Minister|Staatssecretaris)\b",
    re.IGNORECASE,
)


def postpones(texts: Iterable[str]) -> bool:
    """Whether what a letter says besides its questions is that they are answered later."""
    return bool(_POSTPONED.search(" ".join(texts)))


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
    return _capital(told["subject"].strip(" .")) if told else dossier(head)


_PAPER_TITLE = re.compile(r"\d{2}\s?\d{3}(?:[\s-]+\(?(?:[IVXLC]+|[A-M])\)?)?\s+(?P<title>[A-ZÀ-Ý].{3,})", re.DOTALL)
_DOSSIER = re.compile(r"\d{2}\s?\d{3}(?:[\s-]+\(?(?:[IVXLC]+|[A-M])\)?)?(?:\s+[A-ZÀ-Ý]|$)")
_PAPER_SORT = re.compile(
    r"(?:Nr\.\s*\d+|[A-Z]{1,2})\s+(?:(?:NADERE?|HERZIEN\w*|HERDRUK)\s+)?(?:VERSLAG|LIJST|BRIEF|NOTA|MEMORIE|VERZOEK)\b"
)


def paper_head(texts: Sequence[str]) -> tuple[int, int] | None:
    """Return where the head of a Kamerstuk is among some lines or paragraphs: from its dossier to its sort.

    `36 410 Begroting`, `Nr. 5 LIJST VAN VRAGEN`.
    """
    first = next((at for at, text in enumerate(texts) if _DOSSIER.match(text)), None)
    if first is None:
        return None
    below = range(first + 1, min(first + _LONGEST_HEAD, len(texts)))
    last = next((at for at in below if _PAPER_SORT.match(texts[at])), None)
    return None if last is None else (first, last)


_LONGEST_HEAD = 8
"""Lines of a Kamerstuk's head."""


def dossier(head: Sequence[str]) -> str | None:
    """Return the title of the dossier that a Kamerstuk is in, as its head has it."""
    place = paper_head(head)
    found = _PAPER_TITLE.match(" ".join(" ".join(head[place[0] : place[1]]).split())) if place else None
    return found["title"].strip(" .") if found else None


def _capital(text: str) -> str:
    for index, char in enumerate(text):
        if char.isalpha():
            return text[:index] + char.upper() + text[index + 1 :]
    return text
