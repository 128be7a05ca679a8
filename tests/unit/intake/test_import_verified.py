"""What an import writes, verification finds whole: for shapes in which text does not stand in the order of the files."""

from __future__ import annotations

import pytest

from generator.intake import plan_import
from generator.intake.readers.pdf.reader import read
from generator.verify import read_twice, verify

HEAD = "Vragen van het lid Jansen (XYZ) aan de Minister van Defensie over bruggen (ingezonden 3 maart 2023, 2023Z01234).\n\n"
BODIES = {
    "short questions under one label": """\
Vragen 1 en 2
Wie betaalt?
Waarom?
Antwoorden 1 en 2
Het Rijk.
Daarom.
""",
    "labels on the line of a short text": """\
Vraag 1. Kent u de brug?
Antwoord vraag 1. Ja.
Vraag 2. Wie betaalt?
Vraag 3. Waarom?
Antwoord vraag 2 en vraag 3. Het Rijk. Daarom.
""",
    "parts of a question between the answers to them": """\
Vraag 1a
Hoe oud is de brug over het kanaal, en wie heeft haar in opdracht van de gemeente gebouwd?
Antwoord 1a
De brug is tien jaar oud en is gebouwd door het waterschap, in opdracht van de gemeente.
Vraag 1b
Hoe lang is de brug, en hoeveel wagens rijden er elke dag overheen?
Antwoord 1b
De brug is twintig meter lang; er rijden elke dag drieduizend wagens overheen.
""",
    "short answers to the parts of a question": """\
Vraag 1a
Kent u de brug?
Antwoord 1a
Ja.
Vraag 1b
Hoe oud is zij?
Antwoord 1b
Tien jaar.
""",
    "two sets of questions": """\
Vraag 1
Kent u de brug?
Antwoord 1
Ja.
Vraag 2
Wat kost zij?
Antwoord 2
Niets.

Vragen van de leden Smit (ABC) en Klaassen (DEF) over sluizen (ingezonden 5 maart 2023)

Vraag 1
Kent u de sluis?
Antwoord 1
Ja, die sluis ken ik.
Vraag 2
Wat kost de sluis?
Antwoord 2
Veel, maar zie het antwoord op vraag 1.
""",
    "all questions first, and answers under bare numbers": """\
1
Kent u de brug?

2
Hoe oud is zij?

3
Wie betaalt haar?

4
Gaat dat door?

Antwoord

Antwoord van minister Kogelhout (Defensie). (Ontvangen 12 maart 2023), zie ook Aanhangsel Handelingen nr. 1589

1
Ja.

2 en 3
Het Rijk betaalt de brug, die nu al zestig jaar oud is.

4
Ja.
""",
    "no questions but the headings of their answers": """\
Antwoorden op de vragen 1 t/m 3
De brug is oud en lang.
Antwoord op vraag 4
Zij kost niets.
""",
    "a page number between a label and its text": """\
Vraag IV
Kent u de steiger?
Antwoord IV
Ja, die ken ik.
Vraag V

- 1 -
Hoe lang is zij, en waarom?
Antwoord V
Twaalf meter.
Vraag VI
Wie betaalt haar?
Antwoord VI
Het waterschap betaalt.

- 2 -
""",
    "footnotes and a page number between a label and its text": """\
Vraag 1 van 2
Kent u de steiger?[1] En het hout?[2]
Antwoord op vraag 1 van 2
Ja, die ken ik.
Vraag 2 van 2
[1] Weekblad, 4 mei 2023, «De steiger».
[2] Maandblad, juni 2023, «Het hout».

1/2
Hoe lang is zij, en waarom?
Antwoord op vraag 2 van 2
Twaalf meter.

2/2
""",
    "the last word of a paragraph behind footnotes": """\
Vraag 1
Kent u de steiger?[1]
Antwoord 1
Ja. Of het hout daarvan door de inspecteur wordt
[1] Weekblad, 4 mei 2023, «Wat de inspecteur bewaakt».

Pagina 1 van 2
bewaakt.
Vraag 2
Wie weet of een ander de steiger bewaakt?
Antwoord 2
Niemand weet dat.

Pagina 2 van 2
""",
    "an end of a sentence that comes back at the top of pages": """\
Vraag 1
Wordt de steiger die aan de kade ligt hersteld, zo
\fja, waarom?
Antwoord 1
Nee.
Vraag 2
Wordt de boot die daaraan ligt verkocht, zo
\fja, waarom?
Antwoord 2
Nee, dat gebeurt niet.
""",
    "labels at the foot of each page": """\
vraag 1:
Kent u de steiger?
antwoord 1:
\fJa, die ken ik.
vraag 2:
Wie betaalt haar?
antwoord 2:
\fDat doet het waterschap.
""",
    "page numbers alone on two pages": """\
Vraag 1
Kent u de steiger die aan de
1
\foude kade ligt?
Antwoord 1
Ja, die ken ik.
2
""",
    "a page number below a label": """\
Vraag 1
Kent u de steiger?
Antwoord 1
1
\fJa, die ken ik.
Vraag 2
2
\fWie betaalt haar?
Antwoord 2
Dat doet het waterschap.
3
""",
    "answers called a reaction": """\
Vraag 1
Kent u de brug?
Reactie
Ja.
Vraag 2
Wat kost zij?
Reactie op vraag 2
Niets.
""",
}


@pytest.fixture
def imported(tmp_path):
    """Give a function that imports a text and returns the letter's folder."""

    def run(text):
        plan = plan_import(text.encode(), "brief.txt")
        assert plan.ok
        for file in plan.files:
            path = tmp_path / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text)
        source = tmp_path / plan.source_path
        source.parent.mkdir(parents=True)
        source.write_bytes(plan.source)
        return tmp_path / "letters" / plan.letter_id

    return run


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_an_import_is_whole_to_verification(imported, body):
    report = verify(imported(HEAD + body))
    assert not report.problems
    assert not report.differences


def test_references_within_a_second_set_of_questions_follow_its_numbers(imported):
    folder = imported(HEAD + BODIES["two sets of questions"])
    assert "[antwoord op vraag 1](question:3)" in (folder / "vraag-04.md").read_text()


@pytest.mark.parametrize(
    ("name", "file", "old", "new"),
    [
        ("parts of a question between the answers to them", "vraag-01.md", "drieduizend", "vierduizend"),
        ("two sets of questions", "vraag-03.md", "Kent u de sluis?", "Wat kost de sluis?"),
        ("labels on the line of a short text", "vraag-03.md", "Waarom?", "Waarom niet?"),
        ("two sets of questions", "letter.md", "over sluizen (ingezonden 5", "over sluizen (ingezonden 6"),
    ],
)
def test_what_was_changed_after_an_import_is_found(imported, name, file, old, new):
    folder = imported(HEAD + BODIES[name])
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))
    assert verify(folder).differences


def test_answers_exchanged_between_two_sets_of_questions_are_found(imported):
    folder = imported(HEAD + BODIES["two sets of questions"])
    first, second = folder / "vraag-01.md", folder / "vraag-03.md"
    one, other = first.read_text(), second.read_text()
    first.write_text(one.replace("\nJa.\n", "\nJa, die sluis ken ik.\n"))
    second.write_text(other.replace("\nJa, die sluis ken ik.\n", "\nJa.\n"))
    assert verify(folder).differences


def test_the_rest_of_a_paragraph_may_be_all_of_the_last_page(papers):
    pieces = [[papers.Piece("Vraag 1", bold=True)], [papers.Piece("Kent u de brug?")]]
    pieces += [[papers.Piece("Antwoord 1", bold=True)]]
    pieces += [[papers.Piece(f"Dat is zo, en wel in het jaar {year}.")] for year in range(2000, 2022)]
    data = papers.pdf([*pieces, [papers.Piece("Dat weet ik niet.")]])
    document = read(data, "brief.pdf")
    assert document.pages == 2
    assert not read_twice.checked(data, document).lost


def test_a_foot_may_begin_as_the_text_that_another_reading_has_in_its_place(papers):
    pieces = [[papers.Piece(f"Dat is zo, en wel in het jaar {year}.")] for year in range(2000, 2026)]
    pieces += [[papers.Piece("[1] Dagblad, «De brug».")]]
    data = papers.pdf(pieces, papers.Paper(head="Ministerie", foot="- {page} -"))
    document = read(data, "brief.pdf")
    assert [block.text for block in document.blocks if block.page == 2] == [
        "Ministerie",
        "[1] Dagblad, «De brug».",
        "- 2 -",
    ]
    assert not read_twice.checked(data, document).lost
