"""Address lines above a letter are no text of it; its first paragraph is, though it speaks of the same people."""

from __future__ import annotations

import pytest

from generator.core.proof import ShownBlock, ShownLetter, ShownText, State, TextKind
from generator.verify import compare

ADDRESSES = (
    "Aan de Voorzitter",
    "De Voorzitter",
    "T.a.v. de heer Voorzitter",
    "Aan:\nDe Voorzitter van de Tweede Kamer der Staten-Generaal",
    "Aan de Voorzitter van Provinciale Staten\nPostbus 12\n1234 AB Dorpstad",
    "PER E-MAIL",
    "Alleen per e-mail",
    "Persoonlijk en vertrouwelijk",
    "Aangetekend",
    "Directie Vaarwegen\nBezoekadres\nSluisweg 7\n3584 BA Utrecht",
    "Ministerie van Landbouw, Natuur\nen Voedselkwaliteit\n\nPostbus 12\n1234 AB Dorpstad",
    "Fractie Water\nT.a.v. mevrouw S. Brug",
    "De Voorzitter van de Tweede Kamer Datum: 3 mei 2023\n2513 AA Den Haag Onderwerp: sluizen en bruggen",
    "Correspondentie uitsluitend richten aan het retouradres met vermelding van de datum en het kenmerk van deze brief.",
    "BEZORGEN",
    "Postbus 90801 2509 LV Den Haag Parnassusplein 5 T 070 333 44 44",
    "Postbus 12, 1234 AB Dorpstad, www.dorpstad.nl",
    "Sluisweg 7 • 3584 BA Utrecht • T 030 123 45 67 • post@brug.nl",
    "Kamerstuk | 06-03-2012 | SZW",
    "Kamerstuk: Kamervragen | 06-03-2012",
    *("2024D09876", "DGS/2024/12345", "3456789-1045678-VGP", "BSG 24.123", "Nr. 2024/123"),
)
PARAGRAPHS = (
    "De voorzitter heeft een brief gestuurd.",
    "Persoonlijk vind ik dit een goede vraag",
    "Per post kwam een brief",
    "Sluisweg 7 is een brug",
    "Vragen over 1234 AB Dorpstad en Sluisweg 7 hebben wij gelezen",
    "Kamerstuk | het stuk van 6 maart",
)
ANSWER = "Ja, die ken ik."


def state(head: str, *texts: ShownText) -> State:
    source = f"{head}\n\nHierbij de antwoorden.\n\nVraag 1\nKent u de brug?\n\nAntwoord 1\n{ANSWER}\n"
    return compare(ShownLetter("2024z00001", texts), source.encode(), "brief.txt").state


def text(kind: TextKind, *paragraphs: str) -> ShownText:
    numbers = () if kind is TextKind.COVER else (1,)
    blocks = tuple(ShownBlock(f"<p>{words}</p>", 3 + 2 * at) for at, words in enumerate(paragraphs))
    return ShownText(kind, "letter.md" if kind is TextKind.COVER else "vraag-01.md", numbers, blocks=blocks)


LETTER = (
    text(TextKind.COVER, "Hierbij de antwoorden."),
    text(TextKind.QUESTION, "Kent u de brug?"),
    text(TextKind.ANSWER, ANSWER),
)


@pytest.mark.parametrize("head", ADDRESSES)
def test_an_address_line_is_left_out(head):
    assert state(head, *LETTER) is State.EQUAL


@pytest.mark.parametrize("head", PARAGRAPHS)
def test_a_first_paragraph_that_is_dropped_is_missing(head):
    assert state(head, *LETTER) is State.DIFFERS
    assert state(head, text(TextKind.COVER, head, "Hierbij de antwoorden."), *LETTER[1:]) is State.EQUAL
