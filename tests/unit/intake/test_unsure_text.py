"""Text that came in and may not be right: marks without a footnote, line ends that were lost, cells that wrap."""

import pytest

from generator.intake.readers import read
from generator.intake.recognise import recognise
from generator.verify import source

ASKED = "Vragen van het lid Zilver (D66) aan de minister van Financiën over geld (ingezonden 3 oktober 2025)"


def codes(text: str, name: str) -> list[str]:
    return [problem.code for problem in recognise(read(text.encode(), name), name).problems]


def page(question: str, answer: str) -> str:
    return f"<html lang=nl><body><h2>Vraag 1</h2><p>{question}</p><h2>Antwoord 1</h2><p>{answer}</p></body></html>"


@pytest.mark.parametrize(
    ("question", "answer", "marked"),
    [
        ("Is dat zo?<sup>1</sup>", "Ja.", True),
        ("Is dat zo?", "Dat zegt het rapport<sup>12</sup> ook.", True),
        ("Kent u «de brug»<sup><a href='#n2'>2</a></sup>?", "Ja.", True),
        ("Is dat zo?", "Ja [3].", True),
        ("Is dat zo? [1]", "Ja.", True),
        ("Hoeveel m<sup>2</sup> is dat?", "Dat is 10<sup>6</sup> cm<sup>3</sup>.", False),
        ("Wat zegt [artikel 3] daarover?", "In de jaren [19]90 niets.", False),
    ],
)
def test_a_mark_without_its_footnote_is_told(question, answer, marked):
    assert ("mark-without-footnote" in codes(page(question, answer), "brief.html")) is marked


@pytest.mark.parametrize(
    "text",
    [
        "Vraag 1 Is dat zo? Antwoord 1 Ja. Vraag 2 Waarom is dat? Antwoord 2 Daarom.",
        "Vraag 1: Is dat zo? Vraag 2: Waarom is dat?",
        "1. Is dat zo? 2. Waarom is dat? 3. Hoe dan?",
        "1) Is dat zo? 2) Waarom is dat? 3) Hoe dan?",
        "Vraag 1. Is dat zo? Antwoord op vraag 1. Ja. Vraag 2. Waarom is dat? Antwoord op vraag 2. Daarom.",
    ],
)
def test_a_text_that_is_split_since_its_line_ends_were_lost_says_so(text):
    found = codes(f"{ASKED}\n{text}", "brief.txt")
    assert "lines-lost-split" in found
    assert "lines-lost" not in found


LAST_NOTES = """\
Vraag 1
Kent u de uitzending over lege kazernes?1

Antwoord 1
Ja.

Vraag 2
Deelt u deze mening?

Antwoord 2
{answer}


1
    https://omroep.example/artikel/leegstand
2
    Kamerstuk 36 124, nr. 1.
"""


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("In de nota van 20222 is daarom geld gereserveerd.", id="glued to a year"),
        pytest.param("Op een schaal tot 5 is dit een 3.2", id="glued to a figure"),
        pytest.param("Dat staat in de nota.", id="lost"),
    ],
)
def test_the_last_footnote_below_its_number_is_no_part_of_the_one_before(answer):
    document = read(LAST_NOTES.format(answer=answer).encode(), "brief.txt")
    letter = recognise(document, "brief.txt")
    texts = {footnote.mark: footnote.blocks[0].text for footnote in letter.footnotes}
    assert texts == {"1": "https://omroep.example/artikel/leegstand", "2": "Kamerstuk 36 124, nr. 1."}
    assert "footnote-without-mark" in {problem.code for problem in letter.problems}


def test_a_text_with_its_line_ends_does_not():
    assert "lines-lost-split" not in codes(f"{ASKED}\n\nVraag 1\nIs dat zo?\n\nVraag 2\nWaarom is dat?", "brief.txt")


HEAD = "Soort uitgave        Toelichting                    Bedrag\n"
TABLES = {
    "a middle cell that goes on": (
        HEAD + "Onderhoud            Bruggen en sluizen in          1.300\n"
        "                     het noorden\n"
        "Personeel            Sluiswachters                    450\n",
        [["Onderhoud", "Bruggen en sluizen in het noorden", "1.300"], ["Personeel", "Sluiswachters", "450"]],
    ),
    "a first cell that goes on": (
        HEAD + "Onderhoud van        Bruggen                        1.300\n"
        "alle soorten\n"
        "Personeel            Wachters                         450\n",
        [["Onderhoud van alle soorten", "Bruggen", "1.300"], ["Personeel", "Wachters", "450"]],
    ),
    "two cells that go on": (
        HEAD + "Onderhoud van        Bruggen en                     1.300\n"
        "alle soorten         sluizen\n"
        "Personeel            Wachters                         450\n",
        [["Onderhoud van alle soorten", "Bruggen en sluizen", "1.300"], ["Personeel", "Wachters", "450"]],
    ),
    "a cell of three lines": (
        HEAD + "Onderhoud            Bruggen en                     1.300\n"
        "                     sluizen in het\n"
        "                     noorden\n"
        "Personeel            Wachters                         450\n",
        [["Onderhoud", "Bruggen en sluizen in het noorden", "1.300"], ["Personeel", "Wachters", "450"]],
    ),
    "the last cell of the table": (
        HEAD + "Onderhoud            Bruggen                        1.300\n"
        "Personeel            Wachters en                      450\n"
        "                     anderen\n",
        [["Onderhoud", "Bruggen", "1.300"], ["Personeel", "Wachters en anderen", "450"]],
    ),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_cell_of_a_text_table_goes_on_below_itself(kind):
    table, rows = TABLES[kind]
    text = f"Vraag 1\nWat kost het?\n\nAntwoord 1\nZie de tabel.\n\n{table}\nVraag 2\nIs dat zo?\n\nAntwoord 2\nJa."
    letter = recognise(read(text.encode(), "brief.txt"), "brief.txt")
    found = [block.rows for block in letter.questions[0].answer if block.rows]
    assert [[next(block.text for block in cell) for cell in row] for row in found[0][1:]] == rows
    assert "columns-joined" not in [problem.code for problem in letter.problems]


def test_gaps_that_make_no_table_are_told():
    text = "Vraag 1\nWat kost het?\n\nAntwoord 1\nOnderhoud     bruggen en     1.300 euro\nsluizen   in het noorden."
    assert "columns-joined" in codes(text, "brief.txt")


def test_what_is_on_the_next_page_is_no_rest_of_a_row():
    text = "kst-33576-470\nISSN 0921 - 7371\n’s-Gravenhage 2026   Tweede Kamer, 33 576, nr. 470      1\n\f13\nWelke gevolgen?\n"
    shown = stream_of(read(text.encode(), "brief.txt"))
    assert "nr470113Welke" in shown
    below = "Traject        Aantal        Uitgaven\nMarken         Kade en         8\n               haven\nUrk            Kade            9\n"
    assert "Kadeenhaven8Urk" in stream_of(read(below.encode(), "brief.txt"))
    assert "Kadeen8Haven" in stream_of(read(below.replace("               haven", "Haven").encode(), "brief.txt"))


def stream_of(document) -> str:
    return source.of_document(document).text
