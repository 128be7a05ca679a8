"""Who answers, as headings and sentences say it, and on whose behalf."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.intake.recognise.metadata import offices
from generator.intake.recognise.metadata.person_names import bare, is_name, tidy
from generator.intake.recognise.recognised_letter import Signatory

_LEADING_RANK = re.compile(rf"(?:van\s+)?(?:de\s+)?(?:[Dd]emissionair\s+)?(?P<rank>{offices.RANK.pattern})\s+")
_GROUP = re.compile(r"\s*(?:,|\ben\b|\band\b|&)*\s*(?P<names>[^()]{2,120}?)\s*\(\s*(?P<portfolio>[^()]{1,80}?)\s*\)")
_BETWEEN = re.compile(r"\s*,\s*(?:en\s+|and\s+)?|\s+(?:en|and|&)\s+")
_SENDERS = re.compile(
    r"\b(?:Antwoord(?:en)?|Mededeling|Nader antwoord|Reactie|Beantwoording)\s+(?:van|door)\s+(?:de\s+)?(?P<senders>.*?)(?=,?\s*mede\s+namens|\(ontvangen|\(Ontvangen|,?\s+(?:op|van)\s+(?:(?:de|schriftelijke|mondelinge|nadere)\s+)*(?:Kamer)?vragen\b|$)",
    re.DOTALL,
)
_ANSWERING = re.compile(
    rf"^(?:De\s+)?(?P<senders>(?:[Dd]emissionair\s+)?{offices.RANK.pattern}\s[^\n]{{5,250}}?\))\s+(?:beantwoord(?:t|en)|g(?:eeft|even)\s+antwoord)\b",
    re.MULTILINE,
)
"""How a page of a ministry says who answers: `Minister Van Dijk (Defensie) beantwoordt vragen …`."""
_OFFICE_FIRST = re.compile(
    r"\b(?:Antwoord(?:en)?|Beantwoording|Answers?)\s+(?:van|door|by|of)\s+(?:de\s+|the\s+)?(?P<sender>.{10,200}?),?\s+(?:op|to)\s+(?:de|vragen|schriftelijke|the|questions)\b",
    re.DOTALL,
)


def senders(text: str) -> tuple[Signatory, ...]:
    """Return who answers: `Antwoord van Minister Van Dijk (Defensie) en Staatssecretaris Jansen (Financiën)`.

    Also `Minister Van Dijk (Defensie) beantwoordt vragen …` and `Antwoorden van de staatssecretaris van Financiën, A. Jansen, op de vragen …`.
    """
    matches = filter(None, (pattern.search(text) for pattern in (_SENDERS, _ANSWERING)))
    said = (match["senders"] for match in matches)
    return next(
        (found for senders in said if (found := _named_senders(senders) or _before_office(senders))), ()
    ) or _sender(text)


_NAME_IN_OFFICE = re.compile(
    rf"(?:[Dd]emissionair\s+)?(?P<rank>{offices.RANK.pattern})\s+(?P<name>\S.{{1,60}}?)\s+(?P<word>van|voor)\s+(?P<portfolio>[A-ZÀ-Ý].{{3,80}})"
)
"""A name between a rank and its portfolio: `minister A. Jansen van Financiën`."""


def _before_office(text: str) -> tuple[Signatory, ...]:
    found = _NAME_IN_OFFICE.fullmatch(text.strip(" ,"))
    name = bare(found["name"]) if found else ""
    if not found or not is_name(name) or not offices.is_portfolio(found["portfolio"]):
        return ()
    return (Signatory(tidy(name), offices.name(found["rank"], found["portfolio"], found["word"])),)


_OFFICE_ANSWERS = re.compile(
    rf"^(?:De\s+)?(?P<sender>{offices.RANK.pattern}\s[^\n]{{5,200}}?),?\s+(?:beantwoord(?:t|de|en)|g(?:eeft|even)\s+antwoord)\b",
    re.MULTILINE,
)
"""`De staatssecretaris van Financiën, A. Jansen, beantwoordt de vragen …`."""


def _sender(text: str) -> tuple[Signatory, ...]:
    match = _OFFICE_FIRST.search(text) or _OFFICE_ANSWERS.search(text)
    printed, _, name = match["sender"].rpartition(",") if match else ("", "", "")
    office, name = offices.sole_office(printed), bare(name)
    return (Signatory(tidy(name), office),) if office and is_name(name) else ()


def _named_senders(text: str) -> tuple[Signatory, ...]:
    found: list[Signatory] = []
    rank: str | None = None
    at = 0
    while group := _GROUP.match(text, at):
        at = group.end()
        for part in filter(None, map(str.strip, _BETWEEN.split(group["names"]))):
            leading = _LEADING_RANK.match(part)
            rank = leading["rank"] if leading else rank
            name = tidy(bare(part[leading.end() :] if leading else part))
            if rank is None or not is_name(name):
                return ()
            found.append(Signatory(name, offices.name(rank, group["portfolio"])))
    return tuple(dict.fromkeys(found))


_ANSWERED = re.compile(
    r"^(?:Antwoord|Antwoorden|Beantwoording)\s+(?:van|door)\s+(?:de\s+)?(?P<offices>.{8,300}?)(?=,?\s*mede\s+namens|\s*\(|\s+op\s+|$)",
    re.DOTALL | re.MULTILINE,
)
_BY_LETTER = re.compile(
    r"\b(?:De|Het|The)\s+(?P<rank>\S+(?:\s+\S+)?)\s+heeft\s+(?:deze\s+vragen|op\s+de\w*\s+vragen)\b[^.]*?\bbeantwoord|\b[Dd]e\s+daarop\s+door\s+de\s+(?P<rank2>\S+)\s+gegeven\s+antwoorden"
)
"""How a list of questions says who answered them: `De Minister heeft deze vragen beantwoord bij brief van …`."""
_BY_OFFICES = re.compile(
    r"\b(?:zijn|werden)\s+(?:ze|zij|de\s+vragen|deze)\s+door\s+(?P<offices>[^.]{8,300}?)\s+beantwoord\b"
)
"""`Bij brief van … zijn ze door de Minister en de Staatssecretaris van Financiën beantwoord.`"""


def sending_offices(text: str, asked: Sequence[str] = ()) -> tuple[Signatory, ...]:
    """Return the offices that answer where no person is named; `asked` are the offices that were asked."""
    match = _ANSWERED.search(text)
    if match and (found := offices.names(match["offices"])):
        return tuple(Signatory("", office) for office in found)
    by = _BY_OFFICES.search(text)
    if by and (found := offices.names(by["offices"])):
        return tuple(Signatory("", office) for office in found)
    told = _BY_LETTER.search(text)
    rank = (told["rank"] or told["rank2"]).lower() if told else ""
    return tuple(
        Signatory("", office) for office in asked if rank and office.partition(" ")[0] == rank.partition(" ")[0]
    )


_BEHALF = re.compile(
    r"\b(?:mede\s+)?namens\s+(?P<rest>.{5,300})|\balso\s+on\s+behalf\s+of\s+(?P<rest2>.{5,300})",
    re.DOTALL | re.IGNORECASE,
)
_BEFORE_OFFICE = re.compile(
    r"\s*(?:,|en|and|,\s*en)?\s*(?:mede\s+namens\s+)?(?:de|het|mijn|the|my)?\s*(?:ambtgeno\w+,?\s*)?(?:collega,?\s*)?(?:de\s+)?"
)


def on_behalf_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the offices on whose behalf a letter is sent too: those right after `mede namens`."""
    found: list[str] = []
    for text in texts:
        for match in _BEHALF.finditer(text):
            rest = match["rest"] or match["rest2"]
            end = 0
            for office, start, stop in offices.find(rest):
                if start >= end and not _BEFORE_OFFICE.fullmatch(rest[end:start]):
                    break
                found.append(office)
                end = stop
    return tuple(dict.fromkeys(found))
