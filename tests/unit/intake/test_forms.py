"""A form at the head of a letter: a table of names and values, which tells who and when."""

import pytest

from generator.intake.readers import read
from generator.intake.recognise import recognise
from generator.intake.recognise.recognised_letter import Metadata

BELOW = "\n\nHierbij de antwoorden op de vragen.\n\nVraag 1\nIs dat zo?\n\nAntwoord 1\nJa.\n"


def meta(*rows: tuple[str, ...]) -> Metadata:
    table = "\n".join(["| Schriftelijke vragen | |", "|---|---|", *(f"| {' | '.join(row)} |" for row in rows)])
    return recognise(read(f"{table}{BELOW}".encode(), "brief.md"), "brief.md").meta


@pytest.mark.parametrize(
    "rows",
    [
        (("Onderwerp", "Geld"), ("Indiener", "M. Zilver, CDA"), ("Datum indiening", "4 februari 2025"), ("Datum beantwoording", "11 maart 2025")),
        (("Betreft:", "Geld"), ("Indiener:", "M. Zilver, CDA"), ("Ingediend op:", "4-2-2025"), ("Beantwoord op:", "11-3-2025")),
        (("Onderwerp", "Geld"), ("Vragensteller", "M. Zilver (CDA)"), ("Ingekomen", "4 februari 2025"), ("Datum antwoord", "11 maart 2025")),
        (("Onderwerp", "Geld"), ("Steller", "M. Zilver (CDA)"), ("Ingezonden", "4 februari 2025"), ("Verzonden", "11 maart 2025")),
        (("Onderwerp", "Geld"), ("Vragen van", "mevrouw M. Zilver (CDA)"), ("Datum ontvangst vragen", "4 februari 2025"), ("Datum beantwoording", "11 maart 2025")),
        (("Onderwerp", "Geld"), ("Gesteld door", "de heer M. Zilver (CDA)"), ("Datum ontvangst", "4 februari 2025"), ("Datum beantwoording", "11 maart 2025")),
        (("Indieners", "M. Zilver (CDA)"), ("Onderwerp", "Geld"), ("Datum van indiening", "4 februari 2025"), ("Datum verzending", "11 maart 2025")),
    ],
)  # fmt: skip
def test_a_form_tells_who_asks_about_what_and_when(rows):
    found = meta(*rows)
    assert found.title == "Geld"
    assert [(one.name, one.party) for one in found.asked_by] == [("M. Zilver", "CDA")]
    assert (str(found.submitted), str(found.date)) == ("2025-02-04", "2025-03-11")


@pytest.mark.parametrize("name", ["Zaaknummer", "Documentnummer", "Kenmerk", "Registratienummer"])
def test_a_form_tells_the_number_that_a_council_gives(name):
    assert (
        meta(("Onderwerp", "Geld"), ("Indiener", "M. Zilver (CDA)"), (name, "2025-000871")).reference == "2025-000871"
    )


def test_a_table_of_other_things_is_no_form():
    assert meta(("Brug", "4 februari 2025"), ("Sluis", "11 maart 2025")).submitted is None
