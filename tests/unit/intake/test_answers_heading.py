"""Who answers, told below the last question; and answers with a bare number, over their text or before it."""

from __future__ import annotations

import pytest

from generator.core.model import LetterKind
from generator.intake.readers import read
from generator.intake.recognise import recognise

HEAD = "Vragen van het lid Smit (XYZ) aan de minister van Defensie over bruggen (ingezonden 1 januari 2009)."
OVER = "Antwoord van minister Bakker (Defensie) (ontvangen 16 februari 2010)."
QUESTIONS = ["1\nIs dat zo?", "2\nWaarom is dat?"]
ANSWERS = ["1\nJa.", "2\nDaarom."]


def as_text(paragraphs):
    return recognise(read("\n\n".join(paragraphs).encode(), "brief.txt"), "brief.txt")


def as_word(papers, paragraphs):
    lines = [line for paragraph in paragraphs for line in paragraph.split("\n")]
    inner = "".join(f"<w:p>{papers.run(line)}</w:p>" for line in lines)
    return recognise(read(papers.package(inner), "brief.docx"), "brief.docx")


def pairs(letter):
    def text(blocks):
        return " ".join(block.text for block in blocks)

    return [
        (one.number, text(one.blocks), text(one.answer) if one.answer else one.answered_in) for one in letter.questions
    ]


HEADINGS = {
    "one": (OVER, ["Bakker"], ()),
    "several": (
        "Antwoorden van minister Bakker (Defensie) en van staatssecretaris Van der Laan (Financiën) (ontvangen 16 februari 2010).",
        ["Bakker", "Van der Laan"],
        (),
    ),
    "on behalf": (
        "Antwoord van staatssecretaris Bakker (Defensie), mede namens de minister van Financiën (ontvangen 16 februari 2010).",
        ["Bakker"],
        ("minister van Financiën",),
    ),
    "demissionair": (OVER.replace("minister", "demissionair minister"), ["Bakker"], ()),
    "nader": (OVER.replace("Antwoord", "Nader antwoord"), ["Bakker"], ()),
    "ministers": (
        "Antwoord van de ministers Bakker (Defensie) en Laan (Financiën) (ontvangen 16 februari 2010)",
        ["Bakker", "Laan"],
        (),
    ),
    "premier": (
        OVER.replace("minister Bakker (Defensie)", "minister-president Bakker (Algemene Zaken)"),
        ["Bakker"],
        (),
    ),
}


@pytest.mark.parametrize("case", HEADINGS)
@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_who_answers_is_told_below_the_last_question(papers, kind, case):
    over, names, behalf = HEADINGS[case]
    paragraphs = [HEAD, *QUESTIONS, over, *ANSWERS]
    letter = as_word(papers, paragraphs) if kind == "docx" else as_text(paragraphs)
    assert [one.name for one in letter.meta.answered_by] == names
    assert (letter.meta.on_behalf_of, str(letter.meta.received)) == (behalf, "2010-02-16")
    assert pairs(letter) == [(1, "Is dat zo?", "Ja."), (2, "Waarom is dat?", "Daarom.")]
    assert letter.body[-1].text == over


@pytest.mark.parametrize("at", range(2, 9))
def test_such_a_heading_may_break_at_any_word(at):
    words = "Antwoord van minister Van Middelkoop (Defensie) (ontvangen 16 februari 2010).".split()
    letter = as_text([HEAD, *QUESTIONS, f"{' '.join(words[:at])}\n{' '.join(words[at:])}", *ANSWERS])
    assert [one.name for one in letter.meta.answered_by] == ["Van Middelkoop"]
    assert pairs(letter) == [(1, "Is dat zo?", "Ja."), (2, "Waarom is dat?", "Daarom.")]


def test_an_answer_to_all_questions_without_a_number_is_told_and_said():
    letter = as_text([HEAD, *QUESTIONS, OVER, "Zie ook Aanhangsel Handelingen, nr. 12.", "Ja, dat klopt."])
    assert pairs(letter) == [(1, "Is dat zo?", "Ja, dat klopt."), (2, "Waarom is dat?", 1)]
    assert "answers-without-label" in {problem.code for problem in letter.problems}


def test_a_notice_below_the_questions_is_a_postponement():
    notice = "De vragen kunnen niet binnen de gebruikelijke termijn worden beantwoord."
    letter = as_text([HEAD, *QUESTIONS, OVER.replace("Antwoord", "Mededeling"), notice])
    assert (letter.kind, pairs(letter)[1]) == (LetterKind.POSTPONEMENT, (2, "Waarom is dat?", None))


NUMBERED = {
    "over each": ["1\nIs dat zo?", "1\nJa.", "2\nWaarom is dat?", "2\nDaarom."],
    "before each": ["1 Is dat zo?", "1 Ja.", "2 Waarom is dat?", "2 Daarom."],
    "before answers": ["1\nIs dat zo?", "1 Ja.", "2\nWaarom is dat?", "2 Daarom."],
    "point": ["1. Is dat zo?", "1. Ja.", "2. Waarom is dat?", "2. Daarom."],
    "list below Antwoord": ["1\nIs dat zo?", "2\nWaarom is dat?", "Antwoord", "1 Ja.", "2 Daarom."],
    "list below who": ["1 Is dat zo?", "2 Waarom is dat?", OVER, "1 Ja.", "2 Daarom."],
}


@pytest.mark.parametrize("case", NUMBERED)
def test_numbers_that_count_as_those_of_the_questions_are_labels_of_answers(case):
    letter = as_text([HEAD, *NUMBERED[case]])
    assert pairs(letter) == [(1, "Is dat zo?", "Ja."), (2, "Waarom is dat?", "Daarom.")]
    assert not {"answers-without-label", "mark-without-footnote"} & {problem.code for problem in letter.problems}


def test_a_joint_answer_has_the_numbers_of_its_questions():
    letter = as_text([HEAD, "1 Is dat zo?", "1 Ja.", "2 Waarom is dat?", "3 Kunt u dat zeggen?", "2 en 3\nDaarom."])
    assert pairs(letter)[1:] == [(2, "Waarom is dat?", "Daarom."), (3, "Kunt u dat zeggen?", 2)]
