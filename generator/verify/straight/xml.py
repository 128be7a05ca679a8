"""XML of officielebekendmakingen.nl: every text of the file but its metadata, with how each character is set.

Nothing is known here of what elements mean for a letter: only which are within a line, which are a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5

from lxml import etree

from generator.verify.streams import MARK, RawPassage

_IN_LINE = frozenset(
    """nadruk sup inf sub vet cur ondlijn extref intref dossierref datum organisatie achternaam voornaam voorvoegsel
    naamdeel kamervraagonderwerp label afkorting begrip""".split()
)
_IN_LINE_WITHIN = frozenset("nr functie naam titel term plaats".split())
"""Elements that are a paragraph unless they are in one."""
_PARAGRAPHS = frozenset(
    """al al.lijst tekstregel kamervraagnummer kamervraagomschrijving nr functie naam dossiernummer dossiernr
    begrotingshoofdstuk stuknr ondernummer datumtekst noot.al term definitie lijstaanhef plaats context context.al bron
    tussenkop titel kop title subtitel""".split()
)
_FRAMES = frozenset(
    """officiele-publicatie kamervragen kamervraagkop vraag antwoord toelichting ondertekening slotondertekening
    kamerstuk kamerstukkop dossier stuk algemeen vrije-tekst tekst tekst-sluiting al-groep divisie box citaat
    definitielijst definitie-item bijlage bijlagen lijst li lijst.li table tgroup thead tbody tfoot row entry noot
    plaatje illustratie""".split()
)
_NAMES = frozenset("voornaam voorvoegsel achternaam naamdeel".split())
_STYLES = {"sup": "^", "inf": "_", "sub": "_"}
_EMPHASIS = {"doorhaling": "s", "doorhalen": "s"}
_HEADINGS = frozenset("tussenkop titel kop subtitel".split())
_CLOSING = re.compile(r"[ \t]*[\r\n]\s*(?=[,.;:!?)])")
"""Indentation before a sign that closes: it only lays out the file."""
_OPENING = re.compile(r"(?<=\()[ \t]*[\r\n]\s*")


def read(data: bytes) -> Iterator[RawPassage]:
    """Yield each paragraph, heading, item or cell of a publication, and then its footnotes."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    text = _Text()
    text.walk(etree.fromstring(data, parser), " ", "p")
    text.flush("p")
    yield from text.found
    yield from text.notes


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class _Text:
    """What of a file was read."""

    found: list[RawPassage] = field(default_factory=list)
    notes: list[RawPassage] = field(default_factory=list)
    """The footnotes, which come after all text."""
    text: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    line: int = 1
    inside: bool = False
    """Whether what is read is in a paragraph."""

    def walk(self, element: etree._Element, style: str, shape: str) -> None:
        """Read an element: a passage of its own unless it is within a line."""
        name = _name(element)
        if name in ("metadata", "meta", "colspec", "spanspec", "noot.nr"):
            return
        if name == "noot":
            self.note(element)
        elif name in ("nootref", "noot.ref"):
            self.add(MARK, " ")
        elif name in ("br", "nl", "regeleinde"):
            self.add("\n", style)
        elif not name:
            written = element.text or ""
            self.add(html5.get(written[1:], written), style)
        elif name in _IN_LINE or (self.inside and name not in _PARAGRAPHS - _IN_LINE_WITHIN - _HEADINGS | _FRAMES):
            self.in_line(element, name, style, shape)
        else:
            self.passage(element, name, style, shape)

    def in_line(self, element: etree._Element, name: str, style: str, shape: str) -> None:
        own = _STYLES.get(name) or _EMPHASIS.get(element.get("type") or "", style)
        if name in _NAMES and re.search(r"[\w.]$", "".join(self.text)):
            self.add(" ", style)
        self.inner(element, own, shape)

    def passage(self, element: etree._Element, name: str, style: str, shape: str) -> None:
        """Read an element that is set apart."""
        self.flush(shape)
        around, self.inside = self.inside, name in _PARAGRAPHS
        own = "h" if name in _HEADINGS else "td" if name == "entry" else shape
        if name in ("li", "li.nr"):
            own = "li" if shape != "td" else shape
        self.line = element.sourceline or self.line
        self.inner(element, style, own)
        self.flush(own)
        self.inside = around

    def inner(self, element: etree._Element, style: str, shape: str) -> None:
        """Read the text and the elements in an element."""
        self.add(element.text or "", style)
        for child in element:
            if _name(child) == "li.nr":
                self.label(child)
            else:
                self.walk(child, style, shape)
            self.add(child.tail or "", style)

    def label(self, element: etree._Element) -> None:
        """Read the label of a list item: signs without a letter or digit are set by a page."""
        text = "".join(map(str, element.itertext()))
        if any(map(str.isalnum, text)):
            self.flush("li")
            self.add(" ".join(text.split()), " ")
            self.flush("label")

    def note(self, element: etree._Element) -> None:
        """Read a footnote: a mark in its line, passages of its own at the end."""
        self.add(MARK, " ")
        own = _Text(line=element.sourceline or self.line)
        own.inner(element, " ", "p")
        own.flush("p")
        self.notes += [*own.found, *own.notes]

    def add(self, text: str, style: str) -> None:
        """Add text in one style."""
        self.text.append(text)
        self.styles.append(style * len(text))

    def flush(self, shape: str) -> None:
        """End a passage."""
        text, styles = "".join(self.text), "".join(self.styles)
        self.text.clear()
        self.styles.clear()
        if text.strip():
            for blank in (_CLOSING, _OPENING):
                for match in reversed(list(blank.finditer(text))):
                    text, styles = (one[: match.start()] + one[match.end() :] for one in (text, styles))
            self.found.append(RawPassage(text, self.line, shape=shape, styles=styles))
