"""What an element hands down to the text in it: letter type, link, what it names, where it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from generator.intake.readers.elements import Element
from generator.intake.readers.xml.safe_parsing import local
from generator.intake.readers.xml.vocabulary import FACTS, ROLES
from generator.intake.source_document import Fact, Role, Run
from generator.references import schemes

PUBLISHER = "https://zoek.officielebekendmakingen.nl"
_ID = re.compile(r"(?:dossier/)?[A-Za-z]*-?[\w-]+(?:/[\w-]+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How the text in an element is shown, unless an inner element changes it."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    superscript: bool = False
    subscript: bool = False
    struck: bool = False
    href: str | None = None
    fact: Fact | None = None
    value: str | None = None
    level: int = 0
    """How many lists are around the list of the text."""
    division: int = 0
    """How many divisions are around the text."""
    role: Role = Role.BODY

    def run(self, text: str) -> Run:
        """Return a text as a run in this style."""
        return Run(
            text,
            self.bold,
            self.italic,
            self.superscript,
            self.underline,
            href=self.href,
            struck=self.struck,
            subscript=self.subscript,
            fact=self.fact,
            value=self.value,
        )

    def within(self, element: Element) -> TextStyle:
        """Return the style of the text in an inner element."""
        name = local(element)
        inner = _STYLES[name](self) if name in _STYLES else self
        if name == "nadruk":
            inner = EMPHASIS.get(element.get("type") or "cur", EMPHASIS["cur"])(self)
        elif name == "divisie":
            inner = replace(self, division=self.division + 1)
        elif name in {"extref", "dossierref", "intref"}:
            inner = replace(self, href=_target(element) or self.href)
        if name in ROLES and inner.role is Role.BODY:
            inner = replace(inner, role=ROLES[name])
        if name in FACTS and self.fact is None:
            inner = replace(inner, fact=FACTS[name], value=_day(element) if name == "datum" else None)
        return inner


_Change = Callable[[TextStyle], TextStyle]

EMPHASIS: Mapping[str, _Change] = {
    "vet": lambda style: replace(style, bold=True),
    "halfvet": lambda style: replace(style, bold=True),
    "cur": lambda style: replace(style, italic=True),
    "vetcur": lambda style: replace(style, bold=True, italic=True),
    "ondlijn": lambda style: replace(style, underline=True),
    "rom": lambda style: replace(style, bold=False, italic=False),
    "kapitaal": lambda style: style,
    "klein-kap": lambda style: style,
    "doorhaling": lambda style: replace(style, struck=True),
    "doorhalen": lambda style: replace(style, struck=True),
}
"""What each type of `nadruk` is; capitals are written as they are."""
_STYLES: Mapping[str, _Change] = {
    "sup": lambda style: replace(style, superscript=True, subscript=False),
    "inf": lambda style: replace(style, subscript=True, superscript=False),
    "sub": lambda style: replace(style, subscript=True, superscript=False),
    "vet": EMPHASIS["vet"],
    "cur": EMPHASIS["cur"],
    "ondlijn": EMPHASIS["ondlijn"],
}


def _target(element: Element) -> str | None:
    """Return where a reference leads: a document by its own id where that is known, else an address."""
    written = (element.get("doc") or element.get("dossier") or element.get("href") or "").strip()
    if re.match(r"(?:https?://|mailto:)\S+$", written, re.IGNORECASE):
        address = written
    elif written.lower().startswith("www."):
        address = f"https://{written}"
    elif local(element) == "dossierref" and written:
        address = f"{PUBLISHER}/dossier/{written.removeprefix('dossier/')}"
    elif local(element) == "extref" and _ID.fullmatch(written) and any(map(str.isdigit, written)):
        address = f"{PUBLISHER}/{written}" if "/" in written else f"{PUBLISHER}/{written}.html"
    else:
        return None
    return str(schemes.parse(address) or address)


def _day(element: Element) -> str | None:
    written = (element.get("isodatum") or "").strip()
    return written if _DAY.fullmatch(written) else None
