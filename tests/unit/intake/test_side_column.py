"""A letterhead column on the lines of a letter, in text that a tool laid out as the page is."""

import pytest

from generator.intake.readers import read
from generator.intake.recognise import recognise

SENTENCE = (
    "Hierbij de antwoorden, mede namens de minister van Infrastructuur en",
    "Waterstaat, op de vragen van het lid Zilver (D66) over geld, ingezonden",
    "3 oktober 2025 met kenmerk 2025Z12345.",
)
BELOW = "\n\nDe minister van Financiën,\n\nA. Kogelhout\n\n"
QUESTION = "Vraag 1\nIs dat zo?\n\nAntwoord 1\nJa."
COLUMN = ("Ministerie van Financiën", "Korte Voorhout 7", "Postbus 20201", "Ons kenmerk", "2025-0001")
AT = 75


def beside(text: str, column: str, at: int = AT) -> str:
    return text.ljust(at) + column


LAYOUTS = {
    "above the text": "\n".join(
        [*(beside("", one) for one in COLUMN), beside("Geachte voorzitter,", "Bijlagen"), *SENTENCE]
    ),
    "on lines of its own between the lines": "\n".join(
        [
            beside("", COLUMN[0]),
            SENTENCE[0],
            beside("", COLUMN[1]),
            beside(SENTENCE[1], COLUMN[2]),
            beside("", COLUMN[3]),
            SENTENCE[2],
            beside("", COLUMN[4]),
        ]
    ),
    "on the line that an office breaks": "\n".join(
        [
            *(beside("", one) for one in COLUMN),
            beside(SENTENCE[0], "Uw kenmerk"),
            beside(SENTENCE[1], "2025Z12345"),
            SENTENCE[2],
        ]
    ),
    "below a date": "\n".join(
        [
            beside("Datum 4 november 2025", COLUMN[0]),
            *(beside("", one) for one in COLUMN[1:]),
            "Geachte voorzitter,",
            *SENTENCE,
        ]
    ),
    "with tabs": "\n".join(
        [*(beside("", one) for one in COLUMN), SENTENCE[0].ljust(72) + "\tUw kenmerk".expandtabs(3), *SENTENCE[1:]]
    ),
}


@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_column_beside_the_text_is_no_part_of_its_sentences(kind):
    text = f"{LAYOUTS[kind]}{BELOW}{QUESTION}"
    letter = recognise(read(text.encode(), "brief.txt"), "brief.txt")
    assert letter.meta.on_behalf_of == ("minister van Infrastructuur en Waterstaat",)
    assert [one.name for one in letter.meta.answered_by] == ["A. Kogelhout"]
    assert {item.text for item in letter.furniture} >= {COLUMN[1], COLUMN[4]}
    assert " ".join(SENTENCE) in " ".join(block.text for block in letter.body)
    assert not [problem.code for problem in letter.problems if problem.code != "title-not-found"]


def test_on_later_pages_it_is_what_it_was_on_the_first():
    second = (
        "\f"
        + beside("Antwoorden op vragen van het lid Zilver (D66)", COLUMN[3], 80)
        + "\n"
        + beside("over geld", COLUMN[4], 80)
    )
    text = f"{LAYOUTS['above the text']}{BELOW}{second}\n\n{QUESTION}"
    letter = recognise(read(text.encode(), "brief.txt"), "brief.txt")
    assert "Antwoorden op vragen van het lid Zilver (D66) over geld" in [block.text for block in letter.body]


def test_a_table_and_a_centred_line_make_no_column():
    rows = "\n".join(beside(f"Brug {n}", f"{n}00 euro", 50) for n in range(1, 6))
    text = f"{'Antwoorden over geld'.center(100)}\n\nVraag 1\nIs dat zo?\n\nAntwoord 1\nJa:\n\n{rows}\n"
    letter = recognise(read(text.encode(), "brief.txt"), "brief.txt")
    assert not [item for item in letter.furniture if item.reason == "letterhead"]
