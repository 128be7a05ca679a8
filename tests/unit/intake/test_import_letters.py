"""Random letters in every format: imported, each is what it was made of, and verification finds it equal."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.intake import plan_import
from generator.intake.recognise.labels import patterns
from generator.intake.recognise.labels.patterns import LabelKind
from tests.unit.intake.random_letters import as_blocks, as_page, as_text, as_xml, imported
from tests.unit.intake.random_letters.label_forms import FORMS
from tests.unit.intake.random_letters.letter import Family, Letter, Shows, expected, letters

TRIED = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: a letter is set, read, written and verified for each try."""
LETTERS = (Family.LETTER, Family.BARE)
PUBLICATIONS = (Family.QUESTIONS, Family.ANSWERS)


def hold(letter: Letter, data: bytes, name: str, content, *, pages: bool = False, declared: bool = False) -> None:
    """Import a letter, and hold what comes out against what it is."""
    plan = plan_import(data, name)
    assert plan.ok, plan.problems
    found, wanted = imported.questions(plan), expected(letter)
    if pages:
        found, wanted = as_text.joined(found), as_text.joined(wanted)
    assert found == wanted
    assert imported.facts(plan.recognised.meta) == imported.expected_facts(letter, declared=declared)
    assert imported.doubts(plan, name) == imported.expected_doubts(letter)
    assert imported.differences(plan, content) == []


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """Give a function that gives an empty content folder."""
    return lambda: tmp_path_factory.mktemp("content")


TYPED = Shows(styles=False, spans=False, numbered_lists=False, typed=True)


@given(letters(TYPED), st.integers(60, 110))
@settings(max_examples=40, phases=TRIED)
def test_a_letter_as_text_is_imported_as_it_was_made(content, letter, width):
    hold(letter, as_text.as_text(letter, width), "brief.txt", content())


@given(letters(TYPED), st.integers(60, 110), st.integers(20, 40), st.booleans())
@settings(max_examples=40, phases=TRIED)
def test_a_letter_on_pages_of_text_is_imported_as_it_was_made(content, letter, width, height, feeds):
    hold(letter, as_text.as_pages(letter, width, height, feeds=feeds), "brief.txt", content(), pages=True)


MARKDOWN = Shows(styles=False, tables=False, numbered_lists=False, typed=True)


@given(letters(MARKDOWN), st.integers(60, 110), st.integers(20, 40))
@settings(max_examples=25, phases=TRIED)
def test_a_letter_that_a_tool_made_markdown_of_is_imported_as_it_was_made(content, letter, width, height):
    hold(letter, as_text.as_markdown(letter, width, height), "brief.md", content(), pages=True)


@given(letters(Shows(two_series=True)))
@settings(max_examples=30, phases=TRIED)
def test_a_letter_in_word_is_imported_as_it_was_made(content, letter):
    hold(letter, as_blocks.as_word(letter, itertools.count(1)), "brief.docx", content())


PDF = Shows(two_series=True, marks=("[{}]", "{})"))  # a plain `1` beside a raised one is of no other series


@given(letters(PDF), st.sampled_from([(9.0, 12.0, 12.0), (10.0, 13.0, 8.0), (11.0, 14.0, 14.0)]))
@settings(max_examples=30, phases=TRIED)
def test_a_letter_as_pdf_is_imported_as_it_was_made(content, papers: SimpleNamespace, letter, sizes):
    size, leading, gap = sizes
    data = as_blocks.as_pdf(letter, itertools.count(1), papers.Paper(size=size, leading=leading, gap=gap))
    hold(letter, data, "brief.pdf", content(), pages=True)


@given(letters(Shows()))
@settings(max_examples=40, phases=TRIED)
def test_a_letter_as_a_web_page_is_imported_as_it_was_made(content, letter):
    hold(letter, as_page.as_page(letter), f"{letter.publication or 'brief'}.html", content(), declared=True)


@given(letters(Shows(families=PUBLICATIONS)), st.booleans(), st.booleans())
@settings(max_examples=40, phases=TRIED)
def test_a_publication_in_xml_is_imported_as_it_was_made(content, letter, numbered, pretty):
    data = as_xml.as_xml(letter, numbered=numbered, pretty=pretty)
    hold(letter, data, f"{letter.publication}.xml", content(), declared=True)


# --- Labels ------------------------------------------------------------------------------------------------------


def test_random_letters_are_labelled_in_each_form_that_the_import_knows():
    labels = [(form.asking(3), form.answering([3]), form.joint and form.answering([2, 3])) for form in FORMS.values()]
    texts = [text for of_form in labels for label in of_form if label for text in (label, f"{label} Ja, de brug.")]
    tried = {next((row for row in patterns._PATTERNS if _reads(row, text)), None) for text in texts}
    others = {"part", "asker"}  # labels of the parts of a question, and of who asks it
    known = [
        row for row in patterns._PATTERNS if row.kind != LabelKind.TRAILER and not others & {*row.regex.groupindex}
    ]
    assert [row.regex.pattern for row in known if row not in tried] == []


def _reads(row, text: str) -> bool:
    match = row.regex.match(text)
    return match is not None and patterns._label(row, match, text) is not None


COVER = (
    "Antwoorden van de minister van Defensie op vragen van het lid Jansen (XYZ) over bruggen (ingezonden 3 maart 2023)."
)


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_questions_in_bold_and_answers_in_plain_letters_need_no_labels(papers: SimpleNamespace, suffix):
    piece = papers.Piece
    paragraphs = [
        [piece(COVER)],
        [piece("Kent u de oude brug over het lange water van de stad?", bold=True)],
        [piece("Ja, die brug ken ik heel goed, want ik loop er elke dag over.")],
        [piece("Hoe oud is deze brug over het lange water van de stad?", bold=True)],
        [piece("Zij is zestig jaar oud, zo blijkt uit het archief van de stad.")],
        [piece("Dat is voor een brug niet heel oud, zo zegt de inspecteur.")],
    ]
    data = getattr(papers, suffix)(paragraphs)
    found = imported.questions(plan_import(data, f"brief.{suffix}"))
    assert {number: (one["question"], one["answer"]) for number, one in found.items()} == {
        1: ([paragraphs[1][0].text], [paragraphs[2][0].text]),
        2: ([paragraphs[3][0].text], [paragraphs[4][0].text, paragraphs[5][0].text]),
    }


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_answers_without_labels_are_told_by_their_letter_type(papers: SimpleNamespace, suffix):
    piece = papers.Piece
    paragraphs = [
        [piece(COVER)],
        [piece("1. Kent u de oude brug over het lange water van de stad?", italic=True)],
        [piece("Ja, die brug ken ik heel goed, want ik loop er elke dag over.")],
        [piece("2. Hoe oud is deze brug over het lange water van de stad?", italic=True)],
        [piece("Zij is zestig jaar oud, zo blijkt uit het archief van de stad.")],
    ]
    found = imported.questions(plan_import(getattr(papers, suffix)(paragraphs), f"brief.{suffix}"))
    assert [one["answer"] for one in found.values()] == [[paragraphs[2][0].text], [paragraphs[4][0].text]]


@pytest.mark.parametrize(
    "greeting",
    [
        "Geacht raadslid,",
        "Geacht college,",
        "Geacht Statenlid,",
        "Zeer geachte mevrouw De Wit,",
        "Hooggeachte leden van de raad,",
        "Mevrouw de Voorzitter,",
        "Mijnheer de Voorzitter,",
        "Beste Anna,",
        "L.S.,",
        "Waarde leden van de raad,",
        "Voorzitter,",
        "Goedendag,",
    ],
)
def test_a_greeting_below_the_subject_is_text_of_the_letter(greeting):
    letter = f"Datum   13 maart 2018\nBetreft   Beantwoording raadsvragen fietsenstalling\n{greeting}\nHierbij de antwoorden.\nVraag 1\nIs dat zo?\nAntwoord 1\nJa.\n"
    plan = plan_import(letter.encode(), "brief.txt")
    assert plan.recognised is not None
    assert plan.recognised.meta.title == "Beantwoording raadsvragen fietsenstalling"
    assert [block.text for block in plan.recognised.body][:1] == [greeting]


@pytest.mark.parametrize(
    "told",
    [
        "Bij brief van 22 mei 2024, ingekomen op 23 mei 2024, heeft mevrouw A. Smit namens de XYZ-fractie vragen gesteld.",
        "Uw brief van 22 mei 2024, die wij op 23 mei 2024 hebben ontvangen, bevat vragen over de brug.",
        "In uw schrijven d.d. 22 mei 2024, binnengekomen 23 mei 2024, stelt u vragen over de brug.",
        "Bij e-mail van 22 mei 2024 (ontvangen op 23 mei 2024) stelde u vragen over de brug.",
        "Naar aanleiding van uw brief gedateerd 22 mei 2024, door ons ontvangen op 23 mei 2024, over de brug.",
        "De schriftelijke vragen van de XYZ-fractie, ingekomen op 22 mei 2024, beantwoorden wij als volgt.",
    ],
)
def test_the_day_of_the_questions_is_that_of_their_letter_and_not_of_its_arrival(told):
    letter = f"Geachte voorzitter,\n\n{told}\n\nVraag 1\nIs dat zo?\n\nAntwoord 1\nJa.\n"
    plan = plan_import(letter.encode(), "brief.txt")
    assert plan.recognised is not None
    assert str(plan.recognised.meta.submitted) == "2024-05-22"


@pytest.mark.parametrize(
    ("over", "name", "received"),
    [
        ("Antwoord van minister Kogelhout (Defensie) (ontvangen 16 februari 2010).", "Kogelhout", "2010-02-16"),
        ("Antwoord van staatssecretaris Van der Lampe (Defensie), mede namens de minister van Financiën (ontvangen 3 mei 2009).", "Van der Lampe", "2009-05-03"),
        ("Mededeling van minister Kogelhout (Defensie) (ontvangen 1 december 2010)", "Kogelhout", "2010-12-01"),
    ],
)  # fmt: skip
def test_who_answered_is_also_told_below_the_questions(over, name, received):
    letter = f"Vragen van het lid Smit (XYZ) aan de minister van Defensie over bruggen (ingezonden 1 januari 2009).\n\n1\nIs dat zo?\n\n2\nWaarom?\n\n{over}\n\n1\nJa.\n\n2\nDaarom.\n"
    plan = plan_import(letter.encode(), "brief.txt")
    assert plan.recognised is not None
    meta = plan.recognised.meta
    assert ([one.name for one in meta.answered_by], str(meta.received)) == ([name], received)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("het lid Omtzigt (lid Omtzigt)", [("Omtzigt", "lid Omtzigt")]),
        (
            "de leden Van Haga (Groep Van Haga) en Krol (Lid Krol)",
            [("Van Haga", "Groep Van Haga"), ("Krol", "Lid Krol")],
        ),
        ("de leden Heerma (CDA) en Heerema (VVD)", [("Heerma", "CDA"), ("Heerema", "VVD")]),
        ("de leden Mevissen (XYZ) en Dhrubo (ABC)", [("Mevissen", "XYZ"), ("Dhrubo", "ABC")]),
        ("de heer Heersink (XYZ)", [("Heersink", "XYZ")]),
        ("de leden De Heer (XYZ) en Smit (ABC)", [("De Heer", "XYZ"), ("Smit", "ABC")]),
    ],
)
def test_members_and_groups_of_one_are_who_asks(asked, expected):
    letter = f"Vragen van {asked} aan de minister van Defensie over bruggen (ingezonden 1 januari 2019).\n\nVraag 1\nIs dat zo?\n\nAntwoord 1\nJa.\n"
    plan = plan_import(letter.encode(), "brief.txt")
    assert plan.recognised is not None
    assert [(one.name, one.party) for one in plan.recognised.meta.asked_by] == expected
    assert "asker-doubtful" not in {problem.code for problem in plan.problems}


@pytest.mark.parametrize(
    "office",
    [
        "de staatssecretaris van Financiën – Fiscaliteit en Belastingdienst,",
        "De Staatssecretaris van Financiën - Toeslagen en Douane,",
        "de staatssecretaris van Binnenlandse Zaken en Koninkrijksrelaties — Herstel Groningen,",
    ],
)
def test_a_second_signature_with_a_part_of_a_ministry_is_one(office):
    letter = f"Geachte voorzitter,\n\nHierbij de antwoorden.\n\nHoogachtend,\n\nde minister van Financiën,\n\nSigrid Kaag\n\n{office}\n\nMarnix van Rij\n\nVraag 1\nIs dat zo?\n\nAntwoord 1\nJa.\n"
    plan = plan_import(letter.encode(), "brief.txt")
    assert plan.recognised is not None
    assert [one.name for one in plan.recognised.meta.answered_by] == ["Sigrid Kaag", "Marnix van Rij"]


@pytest.mark.parametrize("sign", ["(w.g.) dr. ", "w.g. ", "(w.g.) ", "(get.) ", "Was getekend: "])
@pytest.mark.parametrize("office_first", [True, False])
def test_a_signature_that_says_so_below_the_last_answer_closes_the_letter(sign, office_first):
    parts = ["De Staatssecretaris van Defensie", f"{sign}Henk Kogelhout"]
    below = "\n\n\n".join(parts if office_first else parts[::-1])
    cover = "Geachte voorzitter,\n\nHierbij de antwoorden op de vragen van het lid Smit (XYZ) over de bruggen van ons land.\n\n"
    letter = (
        f"{cover}Vraag 1\nIs dat zo?\n\nAntwoord 1\nIn de sector is dat afgesproken. Ik juich dat toe.\n\n\n{below}\n"
    )
    plan = plan_import(letter.encode(), "brief.txt")
    assert plan.recognised is not None
    [question] = plan.recognised.questions
    assert [block.text for block in question.answer] == ["In de sector is dat afgesproken. Ik juich dat toe."]
    assert [one.name for one in plan.recognised.meta.answered_by] == ["Henk Kogelhout"]


@pytest.mark.parametrize(
    "assured",
    [
        "Wij vertrouwen erop u hiermee voldoende te hebben geïnformeerd.",
        "Ik hoop u hiermee voldoende te hebben ingelicht over deze zaak.",
        "Mocht u nog vragen hebben, dan horen wij dat graag.",
    ],
)
@pytest.mark.parametrize("greeting", ["", "Hoogachtend,\n\n"])
def test_an_assurance_above_the_signatures_is_no_part_of_the_last_answer(assured, greeting):
    signed = "Gedeputeerde Staten van Overijssel,\n\n\nvoorzitter, A.B. Kogelhout\n"
    letter = f"Vraag 1:\nIs dat zo?\n\nAntwoord 1:\nHet budget is toereikend.\n\n{assured}\n\n\n{greeting}{signed}"
    plan = plan_import(letter.encode(), "brief.txt")
    assert plan.recognised is not None
    [question] = plan.recognised.questions
    assert [block.text for block in question.answer] == ["Het budget is toereikend."]
    assert [one.name for one in plan.recognised.meta.answered_by] == ["A.B. Kogelhout"]
