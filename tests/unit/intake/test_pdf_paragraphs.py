"""PDFs: which lines are one paragraph, and which begin another."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from generator.intake.readers.pdf.reader import read
from generator.intake.source_document import Role
from generator.verify import read_twice
from tests.unit.intake.drawn_pdfs import FULL, column, drawn, role, texts


def test_a_line_that_stops_short_ends_its_paragraph():
    lines = [FULL, FULL, "en hier ophoudt.", "Dan begint een nieuwe alinea.", FULL]
    assert len(texts(read(drawn(column(lines)), "a.pdf"))) == 3


@pytest.mark.parametrize(
    "lines",
    [
        [FULL, "– anders dan u – geen reden voor nadere regels."],
        [FULL, "- en dat is niet niks - geen reden voor nadere regels."],
        [
            FULL,
            "– anders dan u zou denken en zoals ik al eens heb geschreven, ook nu,",
            "en later – geen reden.",
        ],
        [f"{FULL} en", "— zo gaat het — weer verder."],
        [f"{FULL},", "– nog altijd – op de gemeenten."],
    ],
)
def test_a_dash_at_which_a_full_line_broke_begins_no_paragraph(lines):
    assert texts(read(drawn(column([*lines, "Nog een alinea."])), "a.pdf"))[0] == " ".join(lines)


@pytest.mark.parametrize("sign", "–-")
@pytest.mark.parametrize(
    "above", ["Is het waar dat", FULL, "Het gaat om gemeenten", "Het gaat om:", "Dat zijn er drie."]
)
@pytest.mark.parametrize("ends", [";,.", ",,.", ";;?", " en,."])
def test_dashes_before_one_of_several_begin_items(sign, above, ends):
    first, second, last = ends.replace(" en", "&")
    between = {"&": " en", ";": ";", ",": ","}
    items = [f"{sign} de eerste{between[first]}", f"{sign} de tweede{between[second]}", f"{sign} de laatste{last}"]
    found = read(drawn(column([above, *items])), "a.pdf").blocks
    assert [block.text for block in found] == [above, *items]


@pytest.mark.parametrize("font", ["Times-Roman", "Times-Italic", "Times-Bold", "Helvetica"])
@pytest.mark.parametrize(
    "words", ["in de afgelopen vijf jaar", "fijn jong hof jacht", "een half jaar af", "of jij fietst"]
)
def test_a_letter_that_reaches_to_the_left_is_behind_its_space(font, words):
    apart, x = [], 80.0
    for word in words.split():
        apart.append((x, 700, 10, word, font))
        x += stringWidth(f"{word} ", font, 10)
    for page in (column([words], size=10, font=font), apart):
        assert texts(read(drawn(page), "a.pdf")) == [words]


@pytest.mark.parametrize("end", ["Smit (ABC) en Van", "Smit (ABC), De", "Smit (ABC) en Van der", "het lid Van"])
def test_a_name_that_a_short_line_broke_goes_on(end):
    lines = [FULL, f"Vragen van de leden {end}", "Veldhoven (XYZ) aan de minister over bruggen"]
    found = texts(read(drawn([*column(lines[:1], top=740), *column(lines[1:])]), "a.pdf"))
    assert found[1:] == [f"{lines[1]} {lines[2]}"]


@pytest.mark.parametrize("first", ["Rijnstraat 8", "Postbus 90801", "Deelweg 3", "www.rijksoverheid.nl"])
@pytest.mark.parametrize(
    "logo", [["Ministerie van Sociale Zaken en", "Werkgelegenheid"], ["Ministerie van Onderwijs en Wetenschap"]]
)
def test_a_letter_of_one_page_has_its_column_below_a_logo_that_reaches_over_it(logo, first):
    side = [first, "2509 LV Den Haag", "Onze referentie", "2017-0001", "Uw referentie", "2017Z10742"]
    address = ["De voorzitter van de Tweede Kamer", "der Staten-Generaal", "Postbus 20018", "2500 EA DEN HAAG"]
    page = [
        *((330, 800 - 12 * at, 9, text) for at, text in enumerate(logo)),
        (80, 760, 7, "> Retouradres Postbus 90801 2509 LV Den Haag"),
        *((80, 700 - 12 * at, 9, text) for at, text in enumerate(address)),
        *((480, 706 - 10 * at, 7, text) for at, text in enumerate(side)),
        (80, 600, 9, "Datum"),
        (140, 600, 9, "12 september 2017"),
        *column(
            ["Op 22 augustus 2017 hebben de leden vragen gesteld over bruggen,", "en daarover gaat deze brief."],
            top=560,
        ),
    ]
    data = drawn(page)
    document = read(data, "a.pdf")
    assert texts(document, Role.SIDE) == [" ".join(logo), *side] or texts(document, Role.SIDE) == [*logo, *side]
    assert texts(document)[:1] == ["> Retouradres Postbus 90801 2509 LV Den Haag"]
    assert "Datum\t12 september 2017" in texts(document)
    assert not read_twice.checked(data, document).lost


def test_a_label_on_its_own_line_is_its_own_paragraph():
    lines = ["Vraag 1", FULL, "met nog een regel?", "Antwoord op vraag 1", "Ja."]
    assert texts(read(drawn(column(lines)), "a.pdf")) == [
        "Vraag 1",
        f"{FULL} met nog een regel?",
        "Antwoord op vraag 1",
        "Ja.",
    ]


@pytest.mark.parametrize("label", ["Vraag 8:", "Antwoord:", "Antwoord op vraag 3 en 4:", "Question 8:"])
def test_a_label_before_its_text_begins_a_paragraph_also_below_a_full_line(label):
    pages = [column([FULL, f"{FULL}?"]), column([f"{label} Kent u dit?", "Ja."])]
    assert texts(read(drawn(*pages), "a.pdf"))[1] == f"{label} Kent u dit?"


def test_bold_parts_a_question_from_its_answer_without_white_space():
    page = [*column([FULL, FULL + "?"], font="Helvetica-Bold"), *column([f"{FULL} tot", "het eind."], top=676)]
    found = role(read(drawn(page), "a.pdf"), Role.BODY)
    assert [block.runs[0].bold for block in found] == [True, False]


def test_italic_parts_a_question_from_its_answer_without_white_space():
    page = [*column([FULL, FULL + "?"], font="Helvetica-Oblique"), *column([f"{FULL} tot", "het eind."], top=676)]
    found = role(read(drawn(page), "a.pdf"), Role.BODY)
    assert [block.runs[0].italic for block in found] == [True, False]


def test_a_paragraph_runs_on_over_a_page():
    pages = [column([FULL] * 3), column([FULL, "tot hier."]), column(["Nieuw."])]
    assert [(block.page, len(block.text.split())) for block in role(read(drawn(*pages), "a.pdf"), Role.BODY)] == [
        (1, 15 * 4 + 2),
        (3, 1),
    ]


def test_a_broken_word_is_whole_again_over_a_footnote_and_a_page():
    pages = [
        [
            *column([FULL, FULL.replace("dus doorgaat", "het gevange-")]),
            *column(["1 Een noot."], top=100, size=6.5),
            (78, 102.5, 4, " "),
        ],
        column(["nispersoneel werkt.", FULL]),
    ]
    document = read(drawn(*pages), "a.pdf")
    assert "gevangenispersoneel werkt" in texts(document)[0]
    assert texts(document, Role.FOOTNOTE) == ["1 Een noot."]


def test_list_labels_stand_apart_from_their_text():
    page = [
        *column(["Het gaat om:"]),
        (80, 688, 9, "•"), (98, 688, 9, "het eerste punt dat over twee regels loopt en daarom hieronder verder moet gaan"),
        (98, 676, 9, "tot het einde;"),
        (80, 664, 9, "2."), (98, 664, 9, "het tweede punt."),
    ]  # fmt: skip
    found = role(read(drawn(page), "a.pdf"), Role.BODY)
    assert [(block.label, block.text.split()[0]) for block in found] == [(None, "Het"), ("•", "het"), ("2.", "het")]
    assert found[1].text.endswith("tot het einde;")


def test_a_label_and_its_value_on_one_line_are_one_block():
    page = [(80, 700, 9, "Datum"), (140, 700, 9, "3 mei 2030"), *column([FULL], top=660)]
    assert texts(read(drawn(page), "a.pdf"))[0] == "Datum\t3 mei 2030"
