"""The elements of the schema op-consolidated that letters use, and how each is read: a row an element.

An element that is not here is read as its place shows, and told.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from generator.intake.source_document import Fact, LetterPart, Role


class Reading(StrEnum):
    """How an element is read."""

    FRAME = "frame"
    """Only holds other elements; text of its own is a paragraph."""
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    INLINE = "inline"
    LIST = "list"
    TABLE = "table"
    FOOTNOTE = "footnote"
    FOOTNOTE_LINK = "footnote-link"
    BREAK = "break"
    PICTURE = "picture"
    SKIPPED = "skipped"
    """Data about the publication, which no reader of it sees."""


def _rows(reading: Reading, names: str) -> dict[str, Reading]:
    return dict.fromkeys(names.split(), reading)


READINGS: Mapping[str, Reading] = {
    **_rows(
        Reading.FRAME,
        """officiele-publicatie kamervragen kamervraagkop vraag antwoord toelichting mededeling ondertekening slotondertekening
        kamerstuk kamerstukkop dossier stuk algemeen vrije-tekst tekst tekst-sluiting al-groep divisie box citaat
        definitielijst definitie-item bijlage bijlagen li entry lijst.li""",
    ),
    **_rows(
        Reading.PARAGRAPH,
        """al al.lijst tekstregel kamervraagnummer kamervraagomschrijving nr functie naam dossiernummer dossiernr begrotingshoofdstuk
        stuknr ondernummer datumtekst noot.al term definitie lijstaanhef plaats context context.al bron title""",
    ),
    **_rows(Reading.HEADING, "tussenkop titel kop subtitel"),
    **_rows(
        Reading.INLINE,
        """nadruk sup inf sub ondlijn vet cur extref intref dossierref datum organisatie achternaam voornaam
        voorvoegsel naamdeel kamervraagonderwerp label afkorting begrip""",
    ),
    "lijst": Reading.LIST,
    "table": Reading.TABLE,
    "noot": Reading.FOOTNOTE,
    **_rows(Reading.FOOTNOTE_LINK, "nootref noot.ref"),
    **_rows(Reading.BREAK, "br nl regeleinde"),
    **_rows(Reading.PICTURE, "plaatje illustratie"),
    **_rows(Reading.SKIPPED, "metadata meta colspec"),
}

IN_LINE = frozenset("nr functie naam titel term plaats".split())
"""Elements that are a paragraph of their own but within one (`al`, `kop`) are a part of it."""

NAME_PARTS = frozenset("voornaam voorvoegsel achternaam naamdeel".split())

ROLES: Mapping[str, Role] = dict.fromkeys(
    "kamervraagkop kamervraagnummer kamerstukkop dossier stuknr ondernummer".split(), Role.HEAD
)
"""Where an element is on the page, if not in its text."""

PARTS: Mapping[str, LetterPart] = {
    "vraag": LetterPart.QUESTION,
    "antwoord": LetterPart.ANSWER,
    "toelichting": LetterPart.BESIDE,
    "mededeling": LetterPart.BESIDE,
    "ondertekening": LetterPart.SIGNATURE,
    "slotondertekening": LetterPart.SIGNATURE,
}
DESCRIPTIONS: Mapping[str, LetterPart] = {"vraag": LetterPart.ASKING, "antwoord": LetterPart.ANSWERING}
"""What a `kamervraagomschrijving` describes, by its type."""

FACTS: Mapping[str, Fact] = {
    "naam": Fact.PERSON,
    "achternaam": Fact.PERSON,
    "voornaam": Fact.PERSON,
    "functie": Fact.OFFICE,
    "organisatie": Fact.PARTY,
    "kamervraagonderwerp": Fact.SUBJECT,
    "datum": Fact.DATE,
}
