"""Bodies other than ministers, as letters name them: `Gedeputeerde Staten van Noord-Holland`, `de Algemene Rekenkamer`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.netherlands.bodies import BODIES, SIGNING
from generator.netherlands.capitals import CAPITALS

_PLACE_WORD = rf"['’]?[{CAPITALS}][\w'’-]*(?![\w'’-]|\s?:)"
_PLACE = (
    rf"(?:(?:de|het|den|ter)\s+)?(?:['’]s[\s-])?{_PLACE_WORD}"
    rf"(?:(?:(?:,\s+{_PLACE_WORD})+\s+en\s+{_PLACE_WORD})|(?:(?:\s+(?:aan|op|bij|en|van|de|den|het|der)){{0,3}}\s+{_PLACE_WORD}){{0,3}})"
)
"""`Den Helder`, `'s-Hertogenbosch`, `Bergen op Zoom`, `Amstel, Gooi en Vecht`; a word with a colon behind it is the next field."""


def find(text: str, head: str = "") -> tuple[str, ...]:
    """Return the bodies that a text names; a place that it does not give is looked for in the letter's `head`."""
    found: list[tuple[int, str]] = []
    for body in BODIES:
        pattern = body.written + (
            rf"(?:\s+(?:van|der)\s+(?:(?:de|het)\s+)?(?:(?:{body.place})\s+)?(?P<place>{_PLACE}))?" if body.of else ""
        )
        for match in re.finditer(rf"(?<!\w)(?:{pattern})", text):
            place = match["place"] if body.of else None
            if body.of and not place:
                place = _place(body.place, head)
            name = f"{body.name} {body.of} {' '.join(place.split())}" if place else body.name
            found.append((match.start(), name))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def _place(before: str, head: str) -> str | None:
    """Return the place behind its word in a line of the head."""
    matches = (re.search(rf"\b(?:{before})\s+(?P<place>{_PLACE})", line) for line in head.split("\n"))
    return next((found["place"] for found in matches if found), None)


def begins(text: str) -> bool:
    """Whether a text begins with the name of a body."""
    return any(re.match(rf"(?:[Dd]e\s+|[Hh]et\s+)?(?:{body.written})", text) for body in BODIES)


def is_sole(text: str) -> bool:
    """Whether a line has the name of a body, with its place, and nothing else."""
    line = text.strip().rstrip(",.")
    return any(
        re.fullmatch(
            rf"(?:[Nn]amens\s+)?(?:[Dd]e\s+|[Hh]et\s+)?(?:{body.written})(?:\s+(?:van|der)\s+(?:(?:de|het)\s+)?.{{2,40}})?",
            line,
        )
        for body in BODIES
    )


def is_body(name: str) -> bool:
    """Whether a name is that of a body, as `find` gives it."""
    return any(name.startswith(body.name) for body in BODIES)


_SIGNING = re.compile(
    rf"(?:de\s+|het\s+)?(?:(?:waarnemend|plaatsvervangend|wnd\.?|plv\.?)\s+)?(?P<office>(?:{'|'.join(SIGNING)})|commissaris\s+van\s+de\s+[Kk]oning)(?:\s+van\s+(?P<place>{_PLACE}))?"
    r"(?:,?\s+\(?(?:waarnemend|plaatsvervangend|wnd|plv|a\.\s?i|ad\s+interim)\.?\)?)?[,.]?",
    re.IGNORECASE,
)
"""An office with who holds it for the time being, which is the same office: `de waarnemend secretaris`, `burgemeester (wnd.)`."""


_NEXT_NAME = re.compile(rf"(?<!\w)(?:{'|'.join(SIGNING)}),?\s+(?=\S+\s+\S)", re.IGNORECASE)
_NEXT_OFFICE = re.compile(rf"(?<=[^\s,])\s+(?=(?:de\s+)?(?:{'|'.join(SIGNING)}),?\s)", re.IGNORECASE)


def splits(line: str) -> Iterator[tuple[str, str]]:
    """Yield the two parts of a line for each place where signatures that a reader joined may part.

    `J. Vermeer, voorzitter mr. A. Smit, secretaris` parts behind an office, `voorzitter, J. Vermeer secretaris, A. Smit`
    before one.
    """
    for pattern in (_NEXT_NAME, _NEXT_OFFICE):
        for match in pattern.finditer(line):
            before, after = line[: match.end()].strip(), line[match.end() :].strip()
            if before and after:
                yield before, after


def signing_offices(line: str, answering: Sequence[str]) -> tuple[str, ...]:
    """Return the offices on a line of a body's signature: `de secretaris, de burgemeester,`; none of another line."""
    parts = [part.strip() for part in line.strip().rstrip(",.").split(",")]
    matches = [_SIGNING.fullmatch(part) for part in parts]
    if not answering or not all(matches):
        return ()
    body = answering[0]
    article = next((f"{one.article} " for one in BODIES if one.article and body.startswith(one.name)), "")
    place = body.partition(" van ")[2].partition("wethouders van ")[2] if "wethouders" in body else ""
    offices = []
    for match in filter(None, matches):
        office = match["office"].lower().replace("koning", "Koning")
        if office.startswith("commissaris") and " van " in body:
            offices.append(f"{office} in {body.rpartition(' van ')[2]}")
            continue
        of_place = match["place"] or (place if "burgemeester" in office or office == "gemeentesecretaris" else "")
        offices.append(f"{office} van {of_place or f'{article}{body}'}")
    return tuple(offices)


def name_before_office(line: str, answering: Sequence[str]) -> tuple[str, str]:
    """Return the office at the end of a line and what is before it, where their two lines were joined to one.

    `Daan Vermeulen secretaris`; of another line both are empty.
    """
    before, _, office = line.strip().rstrip(",.").rpartition(" ")
    joined = office[:1].islower() and not is_sole(line) and signing_offices(office, answering)
    return (office, before) if joined else ("", "")
