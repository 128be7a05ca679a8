"""The numbers in a letter: of its questions, of its official publication, that which a council gives."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic

_NUMBER = re.compile(r"(?<!\d)(?P<misprint>(?:19|20)\d\d)?(?P<year>(?:19|20)\d\d)\s?Z\s?(?P<serial>\d{5})(?!\d)")
_PUBLICATION = re.compile(
    r"\b(?:(?:ah|h)-(?:tk|ek)-\d{8}-\d+|ah (?:tk|ek) \d{8} \d+|kv(?P<sign>[- ])(?:tk|ek)(?P=sign)\d{4}Z\d{5})\b",
    re.IGNORECASE,
)
"""The id of a publication; tools that make Markdown leave out its hyphens."""
_CHAPTER = r"[IVXLC]+|[A-M]"
"""A chapter of the State's budget, or a fund's letter."""
_PAPER = re.compile(
    rf"^kst(?P<sign>[- ])\d{{4,6}}(?:(?P=sign)(?:{_CHAPTER}))?(?P=sign)(?:\d+|[A-Z]{{1,2}})(?=$|\s+ISSN)", re.MULTILINE
)
_PAPER_NUMBER = re.compile(
    rf"^(?P<dossier>\d{{2}}\s?\d{{3}})(?:[\s-]+\(?(?P<chapter>{_CHAPTER})\)?)?\s+\S[^\n]*\n+(?:[^\n]+\n+){{0,3}}?Nr\.\s*(?P<number>\d+)\s+(?:HER\w+\s+)?(?:(?:NADER\s+)?VERSLAG\b|LIJST\s+VAN)",
    re.MULTILINE,
)
"""The head of a list of questions: `36 410 XV Begroting`, `Nr. 5 LIJST VAN VRAGEN EN ANTWOORDEN`."""
_AH_NUMBER = re.compile(r"AH\s?(?P<number>\d{1,4})\b")
_AANHANGSEL = re.compile(r"Vergaderjaar\s+(?P<first>\d{4})\s*[-–/]\s*(?P<last>\d{4})\s+Aanhangsel", re.IGNORECASE)
_OVER_NUMBER = re.compile(r"regering\s+gegeven\s+antwoorden\W*$", re.IGNORECASE)
_LIST_NUMBER = re.compile(
    r"\b(?:[Ss]taten|[Rr]aads|[Ss]chriftelijke\s+)?[Vv]rag(?:en|enlijst)\s+(?:nr\.?|nummer|no\.?)\s*:?\s*(?P<number>\d[\w./-]*\w)"
    r"|^(?:Vraagnummer|Nummer(?:\s+vragen)?|Volgnummer|(?:Registratie|Zaak|Document|Dossier)nummer|(?:Ons\s+)?[Kk]enmerk)\s*:\s*(?P<number2>\S*\d\S*)$",
    re.MULTILINE,
)
"""The number that a council or a provincial council gives questions."""


def numbers(texts: Sequence[str], problems: list[Diagnostic], name: str) -> tuple[str, ...]:
    """Return the question numbers in some texts (`2021Z16860`); one with its year printed twice is reported."""
    found: dict[str, None] = {}
    for text in texts:
        for match in _NUMBER.finditer(text):
            number = f"{match['year']}Z{match['serial']}"
            if match["misprint"]:
                problems.append(
                    diagnostic("number-misprinted", Position(name), Severity.INFO, printed=match[0], read=number)
                )
            found.setdefault(number)
    return tuple(found)


def publication(texts: Sequence[str], received: dt.date | None) -> str | None:
    """Return the id of the official publication: as printed, or from its number and its year or the day of receipt."""
    for text in texts:
        if match := _PUBLICATION.search(text):
            return match[0].lower().replace("z", "Z").replace(" ", "-")
    numbers = [match["number"] for text in texts if (match := _AH_NUMBER.match(text))]
    if len(numbers) == 1 and received:
        year = _session(received)
        return f"ah-tk-{year}{year + 1}-{int(numbers[0])}" if year else None
    return _aanhangsel(texts) or _paper(texts)


def _paper(texts: Sequence[str]) -> str | None:
    """Return the id of a Kamerstuk that is a list of questions: as its foot prints it, or from its head."""
    whole = "\n".join(texts)
    printed = _PAPER.search(whole)
    head = None if printed else _PAPER_NUMBER.search(whole)
    if not head:
        return printed[0].replace(" ", "-") if printed else None
    dossier = re.sub(r"\s", "", head["dossier"])
    return "-".join(filter(None, ("kst", dossier, head["chapter"], head["number"])))


def _aanhangsel(texts: Sequence[str]) -> str | None:
    """Return the id of an Aanhangsel whose head has the year, and the number below its last line."""
    lines = [line.strip(" #*") for text in texts for line in text.split("\n")]
    year = next((match for line in lines if (match := _AANHANGSEL.search(line))), None)
    below = (after for line, after in itertools.pairwise(filter(None, lines)) if _OVER_NUMBER.search(line))
    number = next((line for line in below if re.fullmatch(r"\d{1,4}", line)), None)
    return f"ah-tk-{year['first']}{year['last']}-{int(number)}" if year and number else None


def _session(day: dt.date) -> int | None:
    """Return the first calendar year of the parliamentary year that a day is in.

    It begins on the third Tuesday of September (Grondwet art. 65). None from that day to the end of the month, when
    publications of the old year still appear.
    """
    if day.month != 9:
        return day.year if day.month > 9 else day.year - 1
    third_tuesday = next(d for d in range(15, 22) if dt.date(day.year, 9, d).weekday() == 1)
    return day.year - 1 if day.day < third_tuesday else None


def list_number(texts: Sequence[str]) -> str | None:
    """Return the number that a council or a provincial council gives questions."""
    found = next((match for text in texts if (match := _LIST_NUMBER.search(text))), None)
    return (found["number"] or found["number2"]) if found else None
