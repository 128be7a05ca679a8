"""Facts of a letter, held against the metadata of its file. What the text itself tells otherwise: tests/rules/recognise/facts.md."""

import datetime as dt

import pytest

from generator.intake.recognise.metadata import fact_doubts
from generator.intake.recognise.metadata.passages import Passage, Place, collect
from generator.intake.recognise.recognised_letter import Furniture, Metadata

META = Metadata(date=dt.date(2025, 11, 4), submitted=dt.date(2025, 10, 3), publication="ah-tk-20252026-387")
PASSAGES = (
    Passage(Place.DATE_FIELD, "4 november 2025", 1),
    Passage(Place.SENTENCE, "Vragen, ingezonden 3 oktober 2025.", 3),
    Passage(Place.FOOT, "ah-tk-20252026-387", 9),
)


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        (("OVERHEIDop.datumIndiening", "2025-10-03"), ()),
        (("OVERHEIDop.datumIndiening", "2025-10-08"), (("submitted", "2025-10-08"),)),
        (("OVERHEIDop.datumBrief", "2025-11-05"), (("date", "2025-11-05"),)),
        (("DC.identifier", "ah-tk-20252026-388"), (("publication", "ah-tk-20252026-388"),)),
        (("DC.identifier", "ah-tk-20252026-387"), ()),
        (("DC.creator", "Kogelhout"), ()),
    ],
)
def test_what_a_file_declares_otherwise_is_told(declared, told):
    found = fact_doubts.find(META, PASSAGES, [declared], "nl", "brief.html")
    assert tuple((dict(one.values)["key"], dict(one.values)["other"]) for one in found) == told
    assert {one.code for one in found} <= {"fact-declared-otherwise"}


def test_two_places_make_certain_what_one_among_other_days_does_not():
    sentence = Passage(Place.SENTENCE, "Op 3 oktober 2025 hebben leden vragen gesteld over de brief van 2 mei 2025.", 3)
    heading = Passage(Place.TITLE, "Vragen van het lid Zilver (D66) over geld (ingezonden 3 oktober 2025)", 7)
    codes = [
        [one.code for one in fact_doubts.find(META, passages, [], "nl", "brief.txt")]
        for passages in ((sentence,), (sentence, heading))
    ]
    assert codes == [["fact-told-once"], []]


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Uw brief", []),
        ("Uw brief van:", []),
        ("uw schrijven d.d.", []),
        ("Your letter of", []),
        ("Bijlagen", ["2025-10-16"]),
    ],
)
def test_the_day_of_the_letter_that_is_answered_is_not_the_letters_own(label, told):
    column = [Furniture(text, line, "letterhead") for line, text in enumerate((label, "16 oktober 2025", "1"), 4)]
    found = fact_doubts.find(META, collect([], [], {"date": "4 november 2025"}, column), [], "nl", "brief.pdf")
    assert [dict(one.values)["other"] for one in found] == told
