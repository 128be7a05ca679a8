"""PDFs: heads, feet, footnotes and letterheads around the text."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from generator.intake.readers.pdf.reader import read
from generator.intake.source_document import Role
from tests.unit.intake.drawn_pdfs import FULL, column, drawn, role, ruled, texts


def test_the_imprint_of_an_official_publication_is_a_foot():
    running = [(160, 40, 7, "Tweede Kamer, vergaderjaar 2029–2030, Aanhangsel"), (520, 40, 7, "{}")]
    imprint = [(60, 56, 6, "ah-tk-20292030-12"), (60, 48, 6, "ISSN 0000 - 0000"), (60, 40, 6, "’s-Gravenhage 2030")]
    pages = [
        [*column([FULL, FULL]), *imprint, *((x, y, size, text.format(1)) for x, y, size, text in running)],
        [*column([FULL, "tot hier."]), *((x, y, size, text.format(2)) for x, y, size, text in running)],
    ]
    document = read(drawn(*pages), "a.pdf")
    assert len(texts(document)) == 1
    assert {"ah-tk-20292030-12", "ISSN 0000 - 0000"} <= {*texts(document, Role.FOOT), *texts(document, Role.SIDE)}


@pytest.mark.parametrize(
    "foot",
    [
        [
            (45, 54, "kv-tk-2030Z00012"),
            (45, 45, "’s-Gravenhage 2030"),
            (317, 38, "Tweede Kamer, vergaderjaar 2029–2030, Vragen"),
        ],
        [
            (45, 54, "ah-tk-20292030-12"),
            (45, 45, "ISSN 0000 - 0000"),
            (45, 36, "Tweede Kamer, vergaderjaar 2029–2030, Aanhangsel"),
        ],
        [(45, 45, "’s-Gravenhage 2030"), (317, 38, "Eerste Kamer, vergaderjaar 2029–2030, Aanhangsel"), (520, 36, "1")],
        [(45, 45, "kv-tk-2030Z00012"), (45, 37, "Tweede Kamer, vergaderjaar 2029-2030, Vragen 1")],
    ],
)
def test_the_foot_of_a_paper_of_one_page_is_no_part_of_its_last_footnote(foot):
    notes = [
        (152, 80 - 9 * at, 7, text) for at, text in enumerate(["1 Kamerstuk 12 345, nr. 6.", "2 Trouw, 3 mei 2030."])
    ]
    page = [*column([FULL, "Kent u dit?"]), *notes, *((x, y, 6.5, text) for x, y, text in foot)]
    document = read(drawn(page), "a.pdf")
    assert texts(document, Role.FOOTNOTE) == ["1 Kamerstuk 12 345, nr. 6.", "2 Trouw, 3 mei 2030."]


def test_a_changing_title_with_the_page_number_is_a_running_head():
    pages = [
        [(80, 800, 9, f"Deel {name}"), (500, 800, 9, str(number)), *column([FULL, FULL, "slot."])]
        for number, name in enumerate(["een", "twee", "drie"], start=4)
    ]
    assert texts(read(drawn(*pages), "a.pdf"), Role.HEAD) == ["Deel een\t4", "Deel twee\t5", "Deel drie\t6"]


def test_the_same_words_at_the_top_of_two_pages_are_no_running_head():
    pages = [column(["Antwoord", FULL, FULL, "slot."]), column(["Antwoord", FULL, FULL, "ook."])]
    assert texts(read(drawn(*pages), "a.pdf")).count("Antwoord") == 2


def test_labels_at_the_top_of_pages_are_no_running_heads():
    page = [(80, 700, 9, "Vraag {}"), *column([FULL, "slot?"], top=676)]
    pages = [[(x, y, size, text.format(number)) for x, y, size, text, *_ in page] for number in (1, 2, 3)]
    assert texts(read(drawn(*pages), "a.pdf")).count(f"{FULL} slot?") == 3
    assert texts(read(drawn(*pages), "a.pdf"), Role.HEAD) == []


def test_a_bare_label_at_the_top_of_every_page_is_no_running_head():
    page = [(80, 800, 9, "Antwoord"), *column([FULL, "slot."], top=776)]
    assert texts(read(drawn(page, page), "a.pdf"), Role.HEAD) == []


def test_the_same_footnote_on_two_pages_is_no_running_foot():
    footnote = [(80, 62.0, 4, "1"), (83, 60, 6.5, "Kamerstukken II 2029/30, 12 345.")]
    pages = [[*column([FULL, FULL]), *footnote], [*column([FULL, "slot."]), *footnote]]
    assert len(texts(read(drawn(*pages), "a.pdf"), Role.FOOTNOTE)) == 2


def test_small_lines_whose_numbers_do_not_count_on_are_no_footnotes():
    page = [*column([FULL, FULL]), *column(["4 vrachtwagens", "4 bussen"], top=100, size=7)]
    assert texts(read(drawn(page), "a.pdf"), Role.FOOTNOTE) == []


def test_a_narrow_column_on_one_later_page_is_no_letterhead():
    table = [(440, 660 - at * 40, 7, f"waarde {at}") for at in range(6)]
    pages = [column([FULL] * 3), [*column([FULL[:60]] * 20), *table]]
    assert texts(read(drawn(*pages), "a.pdf"), Role.SIDE) == []


def test_a_letterhead_column_is_told_in_a_letter_of_two_pages_whose_logo_reaches_over_it():
    first = [(440, 700 - at * 12, 6.5, word) for at, word in enumerate(["Bezoekadres", "Kade 1", "2500 AA Den Haag"])]
    logo = [(340, 780, 9, "Ministerie van Bruggen en Sluizen")]
    later = [(440, 700 - at * 10, 6.5, word) for at, word in enumerate(["Datum", "3 mei 2024", "Kenmerk", "12-34"])]
    pages = [[*logo, *column([FULL[:60]] * 8, top=694), *first], [*column([FULL[:60]] * 20, top=700), *later]]
    document = read(drawn(*pages), "a.pdf")
    assert texts(document, Role.SIDE) == [word for *_, word in (*logo, *first, *later)]
    assert not any("Kade" in text or "Datum" in text for text in texts(document))


def test_words_that_come_back_where_other_pages_have_text_are_text():
    def page(first):
        return [(80, 700, 9, first), *column([FULL, "slot."], top=676)]

    pages = [page("Maatregelen"), page("Maatregelen"), page("Iets anders")]
    assert texts(read(drawn(*pages), "a.pdf"), Role.HEAD) == []


def test_a_number_alone_in_the_text_is_not_a_page_number():
    pages = [[*column([FULL, FULL], top=700), (80, 660, 9, "1"), *column([FULL + "?"], top=648)]]
    assert "1" in " ".join(texts(read(drawn(*pages), "a.pdf"))).split()


def test_page_numbers_are_feet_also_on_a_single_page():
    document = read(drawn([*column([FULL, FULL]), (290, 40, 9, "1")]), "a.pdf")
    assert texts(document, Role.FOOT) == ["1"]


def test_small_print_without_a_mark_is_text():
    document = read(drawn([*column([FULL, FULL]), (80, 640, 6.5, "Bron: eigen waarneming")]), "a.pdf")
    assert "Bron: eigen waarneming" in texts(document)


def test_a_footnote_that_runs_over_the_page_stays_one():
    pages = [
        [*column([FULL, FULL]), (80, 60, 6.5, "1 Een noot die verder")],
        [*column([FULL, FULL]), (80, 60, 6.5, "gaat op de volgende bladzijde.")],
    ]
    assert texts(read(drawn(*pages), "a.pdf"), Role.FOOTNOTE) == [
        "1 Een noot die verder gaat op de volgende bladzijde."
    ]


def test_a_line_of_a_footnote_that_begins_with_a_number_is_no_new_footnote():
    page = [
        *column([FULL, FULL]),
        *column(["1 Kamerstukken II 2029/30,", "12 345, nr. 6, p.", "2 en verder.", "2 Zie ook"], top=100, size=6.5),
    ]
    found = texts(read(drawn(page), "a.pdf"), Role.FOOTNOTE)
    assert found[0].startswith("1 Kamerstukken II 2029/30, 12 345, nr. 6, p.")


def test_text_that_runs_up_the_margin_stands_apart():
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(80, 700, FULL)
    canvas.rotate(90)
    canvas.drawString(300, -40, "Code 12345")
    canvas.save()
    document = read(stream.getvalue(), "a.pdf")
    assert (texts(document), texts(document, Role.SIDE)) == ([FULL], ["Code 12345"])


def test_raised_letters_stay_with_their_word():
    page = [
        (80, 700, 9, "De 2"),
        (98.0, 703, 5.5, "e"),
        (102, 700, 9, " kamer en 5 m"),
        (157.6, 703, 5.5, "2"),
        (161, 700, 9, " meer."),
    ]
    block = role(read(drawn(page), "a.pdf"), Role.BODY)[0]
    assert block.text == "De 2e kamer en 5 m2 meer."
    assert [run.text for run in block.runs if run.superscript] == ["e", "2"]


def test_a_stroke_shows_where_the_footnotes_begin_also_in_the_size_of_the_text():
    page = [*column([FULL, FULL]), *column(["1 Een noot."], top=100), *column(["slot van de noot."], top=88)]
    assert texts(read(ruled((page, [(80, 112, 220, 112)])), "a.pdf"), Role.FOOTNOTE) == [
        "1 Een noot. slot van de noot."
    ]
