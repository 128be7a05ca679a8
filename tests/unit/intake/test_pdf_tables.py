"""PDFs: tables with and without lines, and columns of text."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.intake.readers.pdf.reader import read
from generator.intake.source_document import Role
from generator.verify import read_twice
from tests.unit.intake.drawn_pdfs import FULL, SENTENCE, column, drawn, role, ruled, texts

# --- Tables ----------------------------------------------------------------------------------------------------------


def grid(xs, ys):
    """Give the lines of a table, each cell's border drawn for itself, as Word does."""
    across = [(x0, y, x1, y) for y in ys for x0, x1 in pairwise(xs)]
    return across + [(x, y0, x, y1) for x in xs for y0, y1 in pairwise(ys)]


CELLS = [
    (84, 640, 9, "Jaar", "Helvetica-Bold"), (204, 640, 9, "Toelichting", "Helvetica-Bold"),
    (84, 620, 9, "2030"), (204, 620, 9, "een tekst die over twee"), (204, 608, 9, "regels van de cel loopt"),
    (84, 590, 9, "2031"), (204, 590, 9, "kort"),
]  # fmt: skip


def rows_of(block):
    return [["/".join(inner.text for inner in cell) for cell in row] for row in block.rows]


def test_cells_between_ruled_lines_are_read_one_by_one():
    page = (
        column([FULL, FULL + "."]) + CELLS + column(["Na de tabel."], top=550),
        grid([80, 200, 400], [580, 602, 632, 650]),
    )
    before, table, after = role(read(ruled(page), "a.pdf"), Role.BODY)
    assert rows_of(table) == [
        ["Jaar", "Toelichting"],
        ["2030", "een tekst die over twee regels van de cel loopt"],
        ["2031", "kort"],
    ]
    assert table.rows[0][0][0].runs[0].bold
    assert (before.text[:3], after.text) == ("Een", "Na de tabel.")


def test_cells_that_no_line_parts_are_one():
    lines = [line for line in grid([80, 200, 400], [580, 602, 632, 650]) if line != (200, 632, 200, 650)]
    page = ([(84, 640, 9, "Over de hele breedte van de tabel"), *CELLS[2:]], lines)
    (table,) = role(read(ruled(page), "a.pdf"), Role.BODY)
    assert rows_of(table)[0] == ["Over de hele breedte van de tabel", ""]
    assert rows_of(table)[2] == ["2031", "kort"]


def test_a_table_that_goes_on_over_a_page_is_one():
    lines = grid([80, 200, 400], [580, 602, 632, 650])
    more = [
        (84, 640, 9, "2032"),
        (204, 640, 9, "a"),
        (84, 620, 9, "2033"),
        (204, 620, 9, "b"),
        (84, 590, 9, "2034"),
        (204, 590, 9, "c"),
    ]
    (table,) = role(read(ruled((CELLS, lines), (more, lines)), "a.pdf"), Role.BODY)
    assert [row[0] for row in rows_of(table)] == ["Jaar", "2030", "2031", "2032", "2033", "2034"]


def test_a_frame_around_text_is_no_table():
    page = (column([FULL, FULL, "slot."]), grid([70, 500], [600, 720]))
    assert texts(read(ruled(page), "a.pdf")) == [f"{FULL} {FULL} slot."]


def test_long_texts_in_a_frame_of_two_columns_are_read_one_after_the_other():
    left = [(84, 690 - at * 12, 8, f"Links staat regel {at} van de eerste kolom van de brief") for at in range(8)]
    right = [(304, 690 - at * 12, 8, f"Rechts staat regel {at} van de tweede kolom van de brief") for at in range(8)]
    foot = [
        (84, 590, 8, "Links onder staat " + "nog iets " * 4),
        (304, 590, 8, "Rechts onder staat " + "nog iets " * 4),
    ]
    document = read(ruled((left + right + foot, grid([80, 300, 520], [580, 600, 700]))), "a.pdf")
    text = " ".join(texts(document))
    assert not any(block.rows for block in document.blocks)
    assert text.index("Links staat regel 7") < text.index("Rechts staat regel 0") < text.index("Links onder")


# --- Columns of text, and tables without lines -----------------------------------------------------------------------

WORDS = (
    "de oude brug over het water van de stad is lang en smal en ligt er al heel veel jaren bij want zij is goed".split()
)


def narrow(name, count):
    """Give lines that fill a column, each with its own number."""
    return [f"{name}{at} " + " ".join(WORDS[(at + i) % len(WORDS)] for i in range(11)) for at in range(count)]


@pytest.mark.parametrize("shift", [0, 5], ids=["level", "not level"])
def test_two_columns_of_text_are_read_one_after_the_other(shift):
    left, right = narrow("l", 12), narrow("r", 12)
    page = [
        (80, 750, 9, "Een kop over de hele breedte van het blad, zodat zij het wit tussen de kolommen kruist en meer")
    ]
    page += [(80, 700 - at * 12, 9, text) for at, text in enumerate(left)]
    page += [(290, 700 - shift - at * 12, 9, text) for at, text in enumerate(right)]
    page += [
        (
            80,
            100,
            9,
            "Onder de kolommen staat nog een regel over de hele breedte van het blad, met woorden tot het eind",
        )
    ]
    found = " ".join(texts(read(drawn(page), "brief.pdf")))
    places = [found.index(f"{name}{at} ") for name in "lr" for at in range(12)]
    assert places == sorted(places)
    assert found.index("Een kop") < places[0]
    assert found.index("Onder de") > places[-1]


def test_numbers_above_short_questions_do_not_hide_a_column_of_them():
    """As in a paper of before 2010: the questions on the left, the answers to all of them on the right."""
    lines = narrow("l", 16)
    asked = [line for at in range(8) for line in (str(at + 1), *lines[2 * at : 2 * at + 2], "zo ja?")]
    said = narrow("r", 32)
    page = [(80, 700 - at * 12, 9, text) for at, text in enumerate(asked)]
    page += [(310, 700 - at * 12, 9, text) for at, text in enumerate(said)]
    found = " ".join(texts(read(drawn(page), "brief.pdf")))
    places = [found.index(f"{name}{at} ") for name, count in (("l", 16), ("r", 32)) for at in range(count)]
    assert places == sorted(places)


def test_a_paragraph_goes_on_in_the_next_column():
    text = " ".join(f"woord{at}" for at in range(200))
    lines = [text[at : at + 40].strip() for at in range(0, len(text), 40)]
    page = [(80, 700 - at * 12, 9, line) for at, line in enumerate(lines[:20])]
    page += [(310, 700 - at * 12, 9, line) for at, line in enumerate(lines[20:40])]
    assert len(texts(read(drawn(page), "brief.pdf"))) == 1


ROWS = [("Jaar", "Verf", "Hout"), ("2020", "1.200", "340"), ("2021", "1.300", "360"), ("2022", "1.450", "-")]


def set_in_rows(rows, lefts=(80, 180, 260)):
    return [(x, 700 - at * 14, 9, text) for at, row in enumerate(rows) for x, text in zip(lefts, row, strict=False)]


def test_cells_below_each_other_are_a_table_without_lines():
    document = read(drawn([*set_in_rows(ROWS), (80, 600, 9, SENTENCE)]), "brief.pdf")
    tables = [block for block in document.blocks if block.rows]
    assert [[[cell[0].text for cell in row] for row in one.rows] for one in tables] == [[list(row) for row in ROWS]]


def test_a_cell_over_two_lines_is_one():
    rows = [
        ("Partij", "Rol", "Deel"),
        ("Stad", "Eigenaar van", "40%"),
        ("Dorp", "Betaalt mee", "60%"),
        ("Rijk", "Kijkt toe", "-"),
    ]
    page = [(80, 700, 9, "Partij"), (180, 700, 9, "Rol"), (340, 700, 9, "Deel")]
    y = 686
    for row in rows[1:]:
        page += [(x, y, 9, text) for x, text in zip((80, 180, 340), row, strict=True)]
        if row[0] == "Stad":
            page.append((180, y - 11, 9, "de oude brug"))
            y -= 11
        y -= 16
    table = next(block for block in read(drawn(page), "brief.pdf").blocks if block.rows)
    assert [inner.text for inner in table.rows[1][1]] == ["Eigenaar van de brug"] or table.rows[1][1][
        0
    ].text.startswith("Eigenaar van de oude brug")


@pytest.mark.parametrize(
    "rows",
    [
        [("1.", "Een eerste punt"), ("2.", "Een tweede punt"), ("3.", "Een derde punt")],
        [("Datum", "3 mei 2022"), ("Betreft", "Antwoorden"), ("Kenmerk", "brug")],
        ROWS[:2],
    ],
    ids=["a list", "a letterhead", "two rows"],
)
def test_what_may_be_something_else_is_no_table(rows):
    assert not any(block.rows for block in read(drawn(set_in_rows(rows)), "brief.pdf").blocks)


def test_raised_figures_as_large_as_the_text_stay_in_their_line():
    page = [(80, 700, 10, "De brug is 20 m"), (152, 704, 9, "2"), (160, 700, 10, "groot en")]
    found = texts(read(drawn([*page, (80, 688, 10, "staat er al lang.")]), "brief.pdf"))
    assert "m2" in found[0].replace(" ", "")
    assert len(found) == 1


def test_numbered_questions_are_parted_where_lines_stand_far_apart():
    page = [(80, 700 - at * 24, 9, f"{at + 1}. " + SENTENCE.strip()[:-1] + "?") for at in range(4)]
    assert len(texts(read(drawn(page), "brief.pdf"))) == 4


@pytest.mark.parametrize(
    "items",
    [
        ("1. sneller bouwen;", "2. beter benutten van wat er ligt;", "3. slimmer sturen op de vraag."),
        ("1) sneller bouwen,", "2) beter benutten, en", "3) slimmer sturen op de vraag."),
        ("a. sneller bouwen;", "b. beter benutten, of", "c. slimmer sturen op de vraag."),
        ("1. Het net.", "2. De vraag.", "3. (voorlopig) het aanbod."),
        ("9. sneller bouwen en", "10. beter benutten.", "11. slimmer sturen."),
    ],
)
def test_items_that_count_are_parted_also_without_white_space_between_them(items):
    page = column([FULL, "is dat zo. Dat richt zich op drie sporen:", *items])
    assert texts(read(drawn(page), "brief.pdf"))[1:] == list(items)


def test_a_number_at_the_head_of_a_line_is_no_item_where_none_comes_before_it():
    page = column([SENTENCE.strip()[:-1] + " op grond van artikel", "2. lid 3, van de wet, en de toelichting daarop."])
    assert len(texts(read(drawn(page), "brief.pdf"))) == 1


# --- Short publications, tables --------------------------------------------------------------------------------------


def test_the_large_head_of_a_short_publication_does_not_make_its_text_small_print():
    head = [(60, 790, 12, "Tweede Kamer der Staten-Generaal"), (525, 790, 12, "2"), (60, 740, 12, "2025Z90777")]
    lines = [
        "Vragen van het lid Jansen (XYZ) over steigers (ingezonden",
        "1 mei 2026).",
        "Vraag 1",
        "Kent u de steiger?",
    ]
    document = read(drawn([*head, *column(lines)]), "a.pdf")
    assert texts(document, Role.FOOTNOTE) == []
    assert texts(document)[-2:] == ["Vraag 1", "Kent u de steiger?"]


def test_the_border_of_a_table_is_no_stroke_above_footnotes():
    lines = [line for y in (600, 580, 560) for line in ((80, y, 180, y), (180, y, 280, y), (280, y, 450, y))]
    lines += [(x, 560, x, 600) for x in (80, 180, 280, 450)]
    cells = [(83 + x, y, 9, text) for y in (585, 565) for x, text in ((0, "Jaar"), (100, "Kosten"), (200, str(y)))]
    page = [*column([FULL, FULL]), *cells, *column(["1. Kent u de steiger?", "Antwoord", "Ja."], top=540)]
    document = read(ruled((page, lines)), "a.pdf")
    assert texts(document, Role.FOOTNOTE) == []
    assert texts(document)[-3:] == ["1. Kent u de steiger?", "Antwoord", "Ja."]


def test_a_name_goes_on_in_the_next_line_though_its_first_part_would_have_fitted():
    lines = [
        "Antwoorden op vragen van de leden El Yassini (XYZ) en Van den",
        "Berg-Bakker (XYZ) over de steigers aan de oude kade en hun hout",
    ]
    page = column([FULL, *lines])
    assert texts(read(drawn(page), "a.pdf"))[-1].endswith(
        "en Van den Berg-Bakker (XYZ) over de steigers aan de oude kade en hun hout"
    )


def test_lines_of_one_paragraph_are_nearer_than_paragraphs_of_one_line():
    tops = [700, 679, 658, 637, 616, 595, 574, 561]
    lines = ["Vraag 1", "Kent u de steiger?", "A: Ja.", "Vraag 2", "Wie betaalt?", "A: Niemand.", FULL, "en verder."]
    page = [(80, y, 10, text) for y, text in zip(tops, lines, strict=True)]
    assert texts(read(drawn(page), "a.pdf")) == [*lines[:6], f"{FULL} en verder."]


def test_thin_letters_are_seen_on_a_page_with_ruled_lines():
    page = column(["stille sluis, lage wal, lange lijn, alle allee, wilde lelie"], size=11)
    frame = [(70, y, 500, y) for y in (720, 690)] + [(x, 690, x, 720) for x in (70, 500)]
    data = ruled((page, frame))
    assert read_twice.checked(data, read(data, "a.pdf")).lost == ()
