"""PDFs: the reading order, and what stands around and below the text, from where characters stand."""

from __future__ import annotations

import io
from itertools import pairwise

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from generator.intake.readers.docx import reader
from generator.intake.readers.pdf.glyphs import Face, Glyph
from generator.intake.readers.pdf.lines import lines
from generator.intake.readers.pdf.reader import read
from generator.intake.source_document import Role, UnreadableError
from generator.verify import read_twice

SIDE = ("Directie Voorbeeld", "Turfstraat 1", "Postbus 20 000", "Ons kenmerk", "1234567")
SENTENCE = "Deze zin gaat over een onderwerp dat in de brief aan de orde komt en loopt over de regel heen. "


def role(document, which):
    return [block for block in document.blocks if block.role is which]


def texts(document, which=Role.BODY):
    return [block.text for block in role(document, which)]


def drawn(*pages, encrypt=None):
    """Draw pages of (x, y, size, text) or (x, y, size, text, font)."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, encrypt=encrypt)
    for page in pages:
        for x, y, size, text, *font in page:
            canvas.setFont(font[0] if font else "Helvetica", size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def column(lines, *, top=700, size=9, font="Helvetica"):
    return [(80, top - at * 12, size, text, font) for at, text in enumerate(lines)]


# --- Whole letters ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def letter(papers):
    piece = papers.Piece
    return [
        [piece("Vraag 1", bold=True)],
        [piece("Kent u het bericht?")],
        [piece("Antwoord op vraag 1", bold=True)],
        [piece("Ja"), piece("", footnote="Kamerstukken II 2029/30, 12 345, nr. 6"), piece(". " + SENTENCE * 9)],
        [piece("Vraag 2", bold=True)],
        [piece(SENTENCE * 3, italic=True)],
        [piece(SENTENCE * 30), piece("slot", footnote="Zie de bijlage. " * 12)],
    ]


def test_a_letter_is_read_as_the_same_letter_in_word(papers, letter):
    paper = papers.Paper(side=SIDE, head="Ministerie van Voorbeelden")
    from_pdf, from_docx = read(papers.pdf(letter, paper), "a.pdf"), reader.read(papers.docx(letter), "a.docx")
    assert texts(from_pdf) == [block.text.strip() for block in from_docx.blocks]
    assert [[(r.bold, r.italic) for r in b.runs if not r.superscript] for b in role(from_pdf, Role.BODY)][:4] == [
        [(True, False)],
        [(False, False)],
        [(True, False)],
        [(False, False), (False, False)],
    ]


def test_marks_are_raised_and_footnotes_stand_apart(papers, letter):
    document = read(papers.pdf(letter), "a.pdf")
    marks = [run.text for block in role(document, Role.BODY) for run in block.runs if run.superscript]
    assert marks == ["1", "2"]
    first, second = role(document, Role.FOOTNOTE)
    assert (first.runs[0].text, first.runs[0].superscript) == ("1", True)
    assert first.text == "1 Kamerstukken II 2029/30, 12 345, nr. 6"
    assert second.text == "2 " + ("Zie de bijlage. " * 12).strip()


def test_what_stands_around_the_text_is_told_apart(papers, letter):
    document = read(papers.pdf(letter, papers.Paper(side=SIDE, head="Ministerie van Voorbeelden")), "a.pdf")
    pages = document.pages
    assert pages > 1
    assert texts(document, Role.HEAD) == ["Ministerie van Voorbeelden"] * pages
    assert texts(document, Role.FOOT) == [f"Pagina {page} van {pages}" for page in range(1, pages + 1)]
    assert texts(document, Role.SIDE)[: len(SIDE)] == list(SIDE)


@pytest.mark.parametrize("left", [400, 430, 470, 500])
def test_the_letterhead_column_may_stand_anywhere(papers, letter, left):
    paper = papers.Paper(left=60, width=left - 60 - 12, side=SIDE, side_left=left)
    document = read(papers.pdf(letter, paper), "a.pdf")
    assert texts(document, Role.SIDE)[: len(SIDE)] == list(SIDE)
    assert texts(document)[0] == "Vraag 1"
    assert not any("Postbus" in text for text in texts(document))


def test_a_letterhead_column_may_stand_on_the_left(papers, letter):
    paper = papers.Paper(left=190, width=340, side=SIDE, side_left=50)
    document = read(papers.pdf(letter, paper), "a.pdf")
    assert texts(document, Role.SIDE)[: len(SIDE)] == list(SIDE)
    assert texts(document)[:2] == ["Vraag 1", "Kent u het bericht?"]


WORD = st.text(alphabet="abcdefghijklmnoprstuvwzéëï", min_size=1, max_size=14)
SENTENCES = st.lists(WORD, min_size=1, max_size=25).map(lambda found: " ".join(found).capitalize() + ".")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(SENTENCES, st.booleans(), st.booleans(), st.one_of(st.none(), SENTENCES)), min_size=1, max_size=3
        ),
        min_size=1,
        max_size=6,
    ),
    st.booleans(),
)
def test_no_letter_of_any_letter_is_lost(papers, paragraphs, beside):
    pieces = [
        [papers.Piece(SENTENCE * 20)],
        *([papers.Piece(*piece) for piece in paragraph] for paragraph in paragraphs),
    ]
    document = read(papers.pdf(pieces, papers.Paper(side=SIDE if beside else ())), "a.pdf")
    count, text, footnotes = 0, "", ""
    for piece in (piece for paragraph in pieces for piece in paragraph):
        text += piece.text
        if piece.footnote is not None:
            count += 1
            text += str(count)
            footnotes += f"{count}{piece.footnote}"
    assert papers.words(document, Role.BODY) == "".join(text.split())
    assert papers.words(document, Role.FOOTNOTE) == "".join(footnotes.split())


# --- Paragraphs ------------------------------------------------------------------------------------------------

FULL = "Een regel die helemaal tot aan de rechterkant van de bladspiegel loopt en dus doorgaat"


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


# --- Heads, feet, footnotes ----------------------------------------------------------------------------------------


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


# --- Tables ----------------------------------------------------------------------------------------------------


def ruled(*pages):
    """Draw pages of texts (as `drawn`) and lines (x0, y0, x1, y1)."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for items, strokes in pages:
        for x, y, size, text, *font in items:
            canvas.setFont(font[0] if font else "Helvetica", size)
            canvas.drawString(x, y, text)
        for stroke in strokes:
            canvas.line(*stroke)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


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


# --- How PDFs are made -----------------------------------------------------------------------------------------


def test_text_drawn_out_of_order_is_read_in_order():
    page = [(80, 676, 9, "derde."), *column(["Eerste regel,", "tweede regel,"])]
    assert " ".join(texts(read(drawn(page), "a.pdf"))) == "Eerste regel, tweede regel, derde."


def test_text_printed_twice_for_a_bold_face_is_read_once():
    page = [(80, 700, 9, "Vraag 1"), (80.3, 700, 9, "Vraag 1"), *column([FULL], top=680)]
    assert texts(read(drawn(page), "a.pdf"))[0] == "Vraag 1"


def glyph(char, x0, order):
    return Glyph(char, x0, x0 + 5, 700, 9, Face(bold=False, italic=False), order=order)


def test_letters_drawn_a_second_time_later_on_are_read_once():
    twice = [
        glyph(char, 80 + 5 * at + shift, at + start)
        for start, shift in ((0, 0), (10, 0.3))
        for at, char in enumerate("effe")
    ]
    assert [line.text for line in lines(twice, 1)] == ["effe"]


def test_a_joined_letter_that_the_file_spells_as_two_is_two():
    joined = [glyph("e", 80, 0), glyph("f", 85, 1), glyph("f", 85, 2), glyph("e", 90, 3)]
    (line,) = lines(joined, 1)
    assert line.text == "effe"


def test_two_texts_drawn_over_each_other_are_kept_apart():
    page = [
        (80, 700, 9, "De voorzitter van de Kamer"),
        (82, 700, 9, "Directoraat-generaal X"),
        *column([FULL], top=600),
    ]
    found = texts(read(drawn(page), "a.pdf"))
    assert "De voorzitter van de Kamer" in found
    assert "Directoraat-generaal X" in found


def test_links_lead_where_they_lead():
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(80, 700, "Zie hier voor meer.")
    canvas.linkURL("https://voorbeeld.nl/a", (97, 698, 113, 708))
    canvas.save()
    block = read(stream.getvalue(), "a.pdf").blocks[0]
    assert [(run.text, run.href) for run in block.runs] == [
        ("Zie ", None),
        ("hier", "https://voorbeeld.nl/a"),
        (" voor meer.", None),
    ]


def test_a_page_that_is_shown_turned_reads_the_same(papers, letter):
    upright = papers.pdf(letter)
    document = pdfium.PdfDocument(upright)
    for page in document:
        # the page is turned, and what stands on it turned back: as scanners and slides do
        width, height = page.get_size()
        page.set_rotation(90)
        page.set_mediabox(0, 0, height, width)
        matrix = pdfium.PdfMatrix(0, 1, -1, 0, height, 0)
        for item in page.get_objects():
            item.transform(matrix)
        page.gen_content()
    turned = io.BytesIO()
    document.save(turned)
    document.close()
    assert texts(read(turned.getvalue(), "a.pdf")) == texts(read(upright, "a.pdf"))


# --- Files that cannot be read ---------------------------------------------------------------------------------


def code_of(data):
    with pytest.raises(UnreadableError) as caught:
        read(data, "brief.pdf")
    return caught.value.problem.code


def test_encrypted_files_are_named():
    from reportlab.lib.pdfencrypt import StandardEncryption

    assert (
        code_of(drawn([(80, 700, 9, "geheim")], encrypt=StandardEncryption("wachtwoord", strength=128)))
        == "source-encrypted"
    )


def test_other_files_are_named():
    assert code_of(b"just text") == "source-wrong-type"
    assert code_of(b"%PDF-1.7\nnothing more") == "source-truncated"


def test_a_scan_is_named():
    assert code_of(drawn([])) == "source-no-text"


def test_pages_that_hold_only_an_image_are_reported():
    from reportlab.lib.utils import ImageReader

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.drawString(80, 700, "Tekst.")
    canvas.showPage()
    for _ in range(2):
        canvas.drawImage(ImageReader(io.BytesIO(PIXEL)), 0, 0, 500, 700)
        canvas.showPage()
    canvas.save()
    (problem,) = read(stream.getvalue(), "a.pdf").problems
    assert problem.code == "pages-without-text"
    assert dict(problem.values)["pages"] == "p. 2–3"


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def good(papers, letter):
    return papers.pdf(letter, papers.Paper(side=SIDE))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused_and_never_break(papers, good, data):
    code = papers.refused(read, papers.damage(good, data), "brief.pdf")
    assert not code or code.startswith("source-")


# --- Columns of text, and tables without lines -----------------------------------------------------------------

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


# --- Short publications, tables ----------------------------------------------------------------------------------


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
