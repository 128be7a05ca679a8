"""What an import is sure of and what not: certain letters are silent, and what may be wrong is told with its questions."""

import pytest

from generator.intake import confidence, plan_import
from generator.intake.recognise import glued_words

HEAD = (
    "2025Z90021\n"
    "Vragen van het lid Zilvermaan (D66) aan de Minister van Financiën over de kleur van bussen (ingezonden 1 november 2025).\n"
    "Antwoord van Minister Kogelhout (Financiën) (ontvangen 3 november 2025).\n"
)


def weighed(text: str) -> confidence.Confidence:
    plan = plan_import((HEAD + text).encode(), "brief.txt")
    assert plan.recognised is not None
    return confidence.weigh(plan.recognised, plan.problems, "brief.txt")


def told(text: str) -> dict[str, tuple[int, ...]]:
    return {doubt.code: doubt.questions for doubt in weighed(text).doubts}


FOOT = "Tweede Kamer, vergaderjaar 2025–2026, Aanhangsel"
CERTAIN = """
Vraag 1
Kent u de bussen van de gemeente?

Antwoord 1
Ja.

Vraag 2
Wat kost de verf van de bussen?

Antwoord 2
De verf kost tien euro.
"""


def test_a_certain_letter_is_silent():
    sure = weighed(CERTAIN)
    assert (sure.sure, sure.doubts) == ((1, 2), ())


@pytest.mark.parametrize(
    ("old", "new", "code", "questions"),
    [
        ("Antwoord 2\n", "", "doubt-text-after-question", (2,)),
        ("Antwoord 2\nDe verf kost tien euro.\n", "", "doubt-no-answer", (2,)),
        ("Wat kost de verf van de bussen?", "De verf van de bussen.", "doubt-asks-nothing", (2,)),
        ("De verf kost tien euro.", "Wat kost de kwast?\n\nTien euro.", "doubt-answer-asks", (2,)),
        ("Vraag 2", "Vraag 3", "question-numbers-skipped", (2,)),
        ("De verf kost tien", "Inhet noorden kost verf vande gemeente tien", "words-glued", (2,)),
        ("Antwoord van Minister Kogelhout (Financiën) (ontvangen 3 november 2025).", "", "doubt-facts", ()),
    ],
)
def test_what_may_be_wrong_is_told_with_its_questions(old, new, code, questions):
    text = (HEAD + CERTAIN).replace(old, new, 1)
    plan = plan_import(text.encode(), "brief.txt")
    assert plan.recognised is not None
    doubts = confidence.weigh(plan.recognised, plan.problems, "brief.txt").doubts
    assert {doubt.code: doubt.questions for doubt in doubts}.get(code) == questions


@pytest.mark.parametrize(
    "close",
    [
        "Het college voornoemd,\n\nM. Polder",
        "Portefeuillehouder: R. Strijk",
        "Was getekend,\n\nA. Smit\nDirecteur-generaal Bussen",
        "Voor akkoord: J. Vermeer, concerndirecteur",
        "De directeur Openbaar Vervoer,\nA. Smit",
    ],
)
def test_a_close_that_was_not_read_is_told_with_the_last_question(close):
    text = HEAD + CERTAIN + "\n" + close + "\n"
    assert told(text)["doubt-close-in-answer"] == (2,)


@pytest.mark.parametrize(
    "end",
    ["Dat is weinig.", "Zie www.bussen.nl", "- verf\n- kwasten", "Het gaat om de volgende jaren:\n\n2023 en 2024"],
)
def test_the_end_of_an_answer_is_no_close(end):
    assert "doubt-close-in-answer" not in told(HEAD + CERTAIN + "\n" + end + "\n")


def test_a_letter_without_a_number_is_certain_if_all_else_is_known():
    plan = plan_import((HEAD + CERTAIN).replace("2025Z90021\n", "").encode(), "brief.txt")
    assert plan.recognised is not None
    assert confidence.weigh(plan.recognised, plan.problems, "brief.txt").doubts == ()


def test_what_would_hurt_most_is_first():
    text = CERTAIN.replace("Antwoord 2\n", "").replace("gemeente", "stad vande gemeente")
    assert list(told(text)) == ["doubt-text-after-question", "doubt-no-answer", "words-glued"]


@pytest.mark.parametrize(
    ("first", "foot"), [("1/2", "2/2"), (f"{FOOT} 1", f"{FOOT} 2")], ids=["page numbers", "running foot"]
)
def test_furniture_that_comes_back_is_no_doubt_within_a_sentence(first, foot):
    text = CERTAIN.replace("Ja.\n", f"Ja.\n\n{first}\n").replace("kost tien", f"kost in de\n\n{foot}\n\ngemeente tien")
    assert "furniture-within-sentence" not in told(text)


GLUED = "vande inhet datde teverlagen tebetalen kleurzouden bussenwordt inhetnoorden vanFinanciën tussenBelgië"
WORDS = (
    "bijdehand alledaags binnendoor voordeel opdelen aandeel indelen tegenover tevreden tevergeefs allemaal omdat hoewel overheden "
    "antwoordt beantwoorden terechtkunnen aankunnen tussenpersoon daardoor tussendoor studie industrie YouTube DigiD ProRail EenVandaag"
)


@pytest.mark.parametrize("word", GLUED.split())
def test_a_glued_word_is_found(word):
    assert [found for _, found in glued_words.find([f"De verf {word} kost."], "nl")] == [word]


@pytest.mark.parametrize("word", WORDS.split())
def test_a_word_of_the_language_is_not(word):
    assert not list(
        glued_words.find([f"De verf {word} kost. Tegen de hand, de maal, daags en tussen de persoon; binnen."], "nl")
    )


@pytest.mark.parametrize(
    ("word", "part"), [("opdeplank", "plank"), ("winkelsdoor", "winkels"), ("allevormen", "vormen")]
)
def test_a_part_that_the_letter_has_as_a_word_tells(word, part):
    assert not list(glued_words.find([f"De verf {word} kost."], "nl"))
    assert list(glued_words.find([f"De verf {word} kost.", f"Een {part}."], "nl")) == [(0, word)]
