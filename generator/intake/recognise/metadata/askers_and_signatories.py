"""Who asks and who answers, as letters print it: members of parliament with their party, signatories with their office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.intake.recognise.metadata import offices
from generator.intake.recognise.recognised_letter import Asker, Signatory
from generator.netherlands.name_particles import IN_LETTERS
from generator.netherlands.portfolios import ALSO_OF_THE_PREMIER


def _either_case(particle: str) -> str:
    first, rest = particle[0], particle[1:]
    return f"[{first.upper()}{first}]{rest}" if first.isalpha() else f"[’']{rest}"


_PARTICLES = rf"(?:{'|'.join(map(_either_case, IN_LETTERS))})"
_NAME_WORD = r"(?:(?:[A-ZÀ-ÝŠŽĆČ][a-z]?\.)+|[A-ZÀ-ÝŠŽĆČ][\w’'´`-]*)"
NAME = rf"(?:{_PARTICLES}\s+)*{_NAME_WORD}(?:(?:\s+|\s?-\s?|(?<=\.))(?:{_PARTICLES}\s+)*{_NAME_WORD})*(?:\s+´)?"

_MEMBERS = re.compile(
    r"\b(?:het\s+lid|de\s+leden|leden|lid|[Kk]amerlid|[Kk]amerleden|the\s+members?|members?)\s+(?=[A-ZÀ-Ý’'´]|(?:van|de|der|den|el|ten|ter)\s)"
)
_GROUP_OF_MEMBERS = re.compile(r"van\s+(?:de|het)\s+(?:\S+\s+){0,3}?\S*fracties?\b", re.IGNORECASE)
"""A parliamentary group asks, as in a consultation in writing: `de leden van de XYZ-fractie`."""
_GROUP = re.compile(r"\s*(?:,|\ben\b|\band\b|&)*\s*(?P<names>[^()]{2,120}?)\s*\(\s*(?P<party>[^()]{1,80}?)\s*\)")
_BETWEEN = re.compile(r"\s*,\s*(?:en\s+|and\s+)?|\s+(?:en|and|&)\s+")
_ALL = re.compile(r"^(?:beiden?|allen?|alle\s+\w+|both|all)\s*:?\s*", re.IGNORECASE)
_UNPARTIED = re.compile(rf"(?P<names>{NAME}(?:(?:,\s*|\s+en\s+)(?:het\s+lid\s+)?{NAME})*)")
_BAD_ACCENT = re.compile(r"\s*[´`¨]\s*")
_OUTSIDE = re.compile(r"\b(?:aan|over|op|inzake|betreffende|minister|staatssecretaris|to|on|about)\b", re.IGNORECASE)


def askers(text: str) -> tuple[Asker, ...]:
    """Return the members after `het lid` or `de leden`: `Jansen, De Vries (beiden XYZ) en Smit (ABC)`."""
    for start in _MEMBERS.finditer(text):
        if _GROUP_OF_MEMBERS.match(text, start.end()):
            continue
        found: list[Asker] = []
        at = start.end()
        while group := _GROUP.match(text, at):
            if _OUTSIDE.search(group["names"]):
                break
            party = _ALL.sub("", " ".join(group["party"].split()))
            found.extend(Asker(_tidy(part), party) for part in _split(group["names"]))
            at = group.end()
        if found:
            return tuple(dict.fromkeys(found))
        plain = _UNPARTIED.match(text, start.end())
        if plain:
            return tuple(Asker(_tidy(part)) for part in _split(plain["names"]))
    return ()


def _split(names: str) -> list[str]:
    parts = (re.sub(r"^(?:het\s+)?(?:lid|leden)\s+", "", part.strip()) for part in _BETWEEN.split(names))
    return [part for part in parts if part]


def _tidy(name: str) -> str:
    return " ".join(_BAD_ACCENT.sub(" ", name).split())


_LEADING_RANK = re.compile(rf"(?:de\s+)?(?P<rank>{offices.RANK.pattern})\s+")
_SENDER_NAME = re.compile(rf"(?=[A-ZÀ-Ý’']){NAME}")
_SENDERS = re.compile(
    r"\b(?:Antwoord(?:en)?|Mededeling|Nader antwoord|Reactie)\s+van\s+(?:de\s+)?(?P<senders>.*?)(?=,?\s*mede\s+namens|\(ontvangen|\(Ontvangen|$)",
    re.DOTALL,
)


_OFFICE_FIRST = re.compile(
    r"\b(?:Antwoord(?:en)?|Beantwoording|Answers?)\s+(?:van|door|by|of)\s+(?:de\s+|the\s+)?(?P<sender>.{10,200}?),?\s+(?:op|to)\s+(?:de|vragen|schriftelijke|the|questions)\b",
    re.DOTALL,
)
_COURTESY = re.compile(r"(?:de\s+heer|mevrouw|mw\.|dhr\.)\s+", re.IGNORECASE)


def senders(text: str) -> tuple[Signatory, ...]:
    """Return who answers: `Antwoord van Minister Van Dijk (Defensie) en Staatssecretaris Jansen (Financiën)`.

    Also `Antwoorden van de staatssecretaris van Financiën, A. Jansen, op de vragen …`.
    """
    match = _SENDERS.search(text)
    return (_named_senders(match["senders"]) if match else ()) or _sender(text)


def _sender(text: str) -> tuple[Signatory, ...]:
    match = _OFFICE_FIRST.search(text)
    printed, _, name = match["sender"].rpartition(",") if match else ("", "", "")
    office, name = _sole_office(printed), _COURTESY.sub("", name.strip())
    return (Signatory(_tidy(name), office),) if office and _STRICT_NAME.fullmatch(name) else ()


def _named_senders(text: str) -> tuple[Signatory, ...]:
    found: list[Signatory] = []
    rank: str | None = None
    at = 0
    while group := _GROUP.match(text, at):
        at = group.end()
        for part in _split(group["names"]):
            leading = _LEADING_RANK.match(part)
            rank = leading["rank"] if leading else rank
            name = _tidy(part[leading.end() :] if leading else part)
            if rank is None or not _SENDER_NAME.fullmatch(name):
                return ()
            found.append(Signatory(name, offices.name(rank, group["party"])))
    return tuple(dict.fromkeys(found))


_BEHALF = re.compile(
    r"\b(?:mede\s+)?namens\s+(?P<rest>.{5,300})|\balso\s+on\s+behalf\s+of\s+(?P<rest2>.{5,300})",
    re.DOTALL | re.IGNORECASE,
)


def on_behalf_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the offices on whose behalf a letter is sent too: those right after `mede namens`."""
    found: list[str] = []
    for text in texts:
        for match in _BEHALF.finditer(text):
            rest = match["rest"] or match["rest2"]
            end = 0
            for office, start, stop in offices.find(rest):
                between = rest[end:start]
                if not re.fullmatch(
                    r"\s*(?:,|en|and|,\s*en)?\s*(?:mede\s+namens\s+)?(?:de|het|mijn|the|my)?\s*(?:ambtgeno\w+,?\s*)?(?:collega,?\s*)?(?:de\s+)?",
                    between,
                ):
                    break
                found.append(office)
                end = stop
    return tuple(dict.fromkeys(found))


_LONGEST_SIGNATURE = 60
"""Characters; a longer line is text."""
_STRICT_NAME = re.compile(rf"(?:(?:[Dd]rs?|[Mm]r|[Ii]r|[Ii]ng|[Pp]rof)\.?\s+)*{NAME}$")


def signatories(paragraphs: Sequence[str]) -> tuple[Signatory, ...]:
    """Return who signs a cover letter: an office on a line of its own, with the name below or above it."""
    signatures = _Signatures()
    for paragraph in paragraphs:
        for text in filter(None, (part.strip() for part in paragraph.split("\n"))):
            office = _sole_office(text)
            if office:
                signatures.add_office(office)
            else:
                signatures.add_text(text)
    return tuple(dict.fromkeys(signatures.found))


@dataclass(slots=True)
class _Signatures:
    """The signatures in lines that are read one after the other."""

    found: list[Signatory] = field(default_factory=list)
    _waiting: list[str] = field(default_factory=list)
    """Offices whose name is still to come."""
    _above: str | None = None
    """The full name on the last line."""
    _after_text: bool = False
    """Whether a line of the letter's text has been read."""

    def add_office(self, office: str) -> None:
        if self._above:
            self.found.append(Signatory(self._above, office))
            self._above = None
        elif office != ALSO_OF_THE_PREMIER or self._waiting[-1:] != ["minister-president"]:
            self._waiting.append(office)

    def add_text(self, text: str) -> None:
        name = text.rstrip(" ,.")
        is_short = len(text) <= _LONGEST_SIGNATURE
        is_name = is_short and _STRICT_NAME.match(name) is not None
        if self._waiting and is_name:
            self.found.append(Signatory(name, self._waiting.pop(0)))
        elif not is_short:
            self._waiting.clear()
            self._after_text = True
        is_signed = bool(self.found) and self.found[-1].name == name
        self._above = name if is_name and self._after_text and not is_signed and _is_full_name(name) else None


_NO_NAME = re.compile(
    r"(?:Geachte|Hoogachtend|Met|Den|De|Het|Bijlage|Ministerie|Directie|Postbus|Yours|Dear|The|Pagina|Onderwerp|Antwoord\w*|Vragen)\b"
)


def _is_full_name(name: str) -> bool:
    """Whether a line can only be the full name of a person."""
    return len(name.split()) > 1 and not _NO_NAME.match(name)


_CAPITALS = re.compile(
    r"(?P<rank>MINISTER-?\s?PRESIDENT|MINISTER|STAATSSECRETARIS)(?:\s+(?P<word>VAN|VOOR)\s+(?P<portfolio>[^a-z]{4,80}))?"
)


def _sole_office(text: str) -> str | None:
    """Return the office that a line has and nothing else; None for any other line."""
    bare = re.sub(r"^(?:de|het|the)\s+", "", text.strip().rstrip(",").strip(), flags=re.IGNORECASE)
    capitals = _CAPITALS.fullmatch(bare)
    if capitals:
        return offices.name(capitals["rank"], capitals["portfolio"], (capitals["word"] or "").lower() or None)
    spans = offices.find(bare)
    if len(spans) == 1 and spans[0][1] == 0 and spans[0][2] >= len(bare) - 1:
        return spans[0][0]
    return None
