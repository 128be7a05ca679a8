"""Dashes at the beginning of lines: items of a list, or a dash of the sentence that was broken there."""

import pytest

from generator.intake import plan_import
from generator.intake.dashed_items import dashed_items


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (["Is het waar dat", "– de brug oud is;", "– hij lekt; en", "– er geld is?"], {1, 2, 3}),
        (["Het gaat om", "- appels,", "- peren en", "- noten."], {1, 2, 3}),
        (["Het gaat om", "- appels", "- peren", "- noten."], set()),
        (["Ik zie", "– anders dan u – geen reden, en", "– zoals gezegd – ook geen geld."], set()),
        (["Ik zie", "– anders dan", "u – geen reden. Ook nu,", "- zo gaat het - niet."], set()),
        (["Dat", "— een brug die", "oud is; en", "— een sluis."], {1, 3}),
        (
            ["omdat zij", "a. niet weten waar;", "b. bang zijn voor de", "gevolgen; en", "c. niets verwachten."],
            {1, 2, 4},
        ),
        (["omdat zij", "a) niet weten,", "b) bang zijn."], {1, 2}),
        (["Zie onder", "a. van het besluit.", "b. is niet van toepassing;"], set()),
        (["Dat", "a. een;", "c. drie."], set()),
        (["Dat", "– een;", "- twee;", "– drie."], set()),
        (["Dat", "– een,", *["tekst"] * 9, "slot,", "– twee."], set()),
    ],
)
def test_items_are_told_by_the_next_one(lines, items):
    assert dashed_items(lines) == items


LETTER = """Vraag 1
Is het waar dat
– de brug oud is, zoals u schreef;
– hij lekt; en
– er geen geld is?

Antwoord 1
De afgelopen jaren is daar veel aan gedaan. In afwachting van het onderzoek zie ik
– anders dan de vragenstellers – geen reden voor nieuw beleid. Het Rijk betaalt
niet mee.

Vraag 2
Waarom niet?

Antwoord 2
Het gaat om drie bruggen
- in het noorden,
- in het zuiden en
- in het oosten.
"""


def test_text_keeps_items_apart_and_sentences_whole():
    files = {file.path.rpartition("/")[2]: file.text for file in plan_import(LETTER.encode(), "a.txt").files}
    first, second = files["vraag-01.md"], files["vraag-02.md"]
    assert "Is het waar dat\n\n- de brug oud is, zoals u schreef;\n- hij lekt; en\n- er geen geld is?\n" in first
    assert "zie ik – anders dan de vragenstellers – geen reden" in first
    assert "drie bruggen\n\n- in het noorden,\n- in het zuiden en\n- in het oosten.\n" in second
