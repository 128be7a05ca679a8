"""PDFs: raised, lowered, struck, spaced and turned text, Arabic and Hebrew, and what nobody sees or no text holds."""

from __future__ import annotations

import io
from itertools import product

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdfium2 import raw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, FILL_NON_ZERO, Canvas

from generator.intake.readers.pdf.glyphs import Face, Glyph
from generator.intake.readers.pdf.reader import read
from generator.intake.readers.pdf.right_to_left import in_reading_order
from generator.intake.source_document import Role
from generator.verify import read_twice

FILLER = "Deze regel is gewone tekst van de brief en loopt door tot vlak voor de kantlijn."


def page(draw, *, after=()) -> bytes:
    """Draw a page with lines of plain text around what `draw` draws at a height of 600 points."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 10)
    for at in range(6):
        canvas.drawString(80, 700 - 13 * at, FILLER)
    draw(canvas)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("Helvetica", 10)
    for at, text in enumerate(after):
        canvas.drawString(80, 560 - 13 * at, text)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def pieces(canvas, *parts, y=600.0, size=10.0) -> None:
    """Draw a line of (text, letter size, rise)."""
    x = 80.0
    for text, share, rise in parts:
        canvas.setFont("Helvetica", size * share)
        canvas.drawString(x, y + rise, text)
        x += stringWidth(text, "Helvetica", size * share)


def styled(document) -> str:
    """Write the text of a document with `_` around lowered, `^` around raised and `~` around struck-through text."""
    signs = (("subscript", "_"), ("superscript", "^"), ("struck", "~"))
    found = []
    for block in document.blocks:
        if block.role is not Role.BODY:
            continue
        for run in block.runs:
            around = "".join(sign for name, sign in signs if getattr(run, name))
            found.append(f"{around}{run.text}{around}")
        found.append("\n")
    return "".join(found)


def codes(document) -> list[tuple[str, str, str]]:
    values = [(problem.code, dict(problem.values)) for problem in document.problems]
    return [(code, found["place"], found["what"]) for code, found in values]


def reads_the_same_twice(data: bytes) -> bool:
    return not read_twice.checked(data, read(data, "a.pdf")).lost


# --- Raised and lowered ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("share", "drop"), list(product([0.55, 0.58, 0.65, 0.7], [0.4, 0.5, 0.8, 1.0, 1.5, 2.0])))
def test_a_lowered_figure_stays_in_its_line_at_any_size_and_depth(share, drop):
    data = page(lambda canvas: pieces(canvas, ("De uitstoot van CO", 1, 0), ("2", share, -drop), (" nam af.", 1, 0)))
    assert "De uitstoot van CO_2_ nam af.\n" in styled(read(data, "a.pdf"))


@pytest.mark.parametrize("size", [8.5, 9.0, 10.0, 11.0, 12.0])
def test_raised_and_lowered_figures_in_one_line(size):
    line = [
        ("Er is 40 m", 1, 0),
        ("2", 0.6, 3.5),
        (" met N", 1, 0),
        ("2", 0.6, -0.8),
        ("O en 10", 1, 0),
        ("6", 0.6, 3.5),
    ]
    data = page(lambda canvas: pieces(canvas, *line, (" ton CH", 1, 0), ("4", 0.6, -1.2), (".", 1, 0), size=size))
    assert "Er is 40 m^2^ met N_2_O en 10^6^ ton CH_4_.\n" in styled(read(data, "a.pdf"))


def test_a_lowered_figure_at_a_line_end_does_not_cut_the_paragraph():
    def draw(canvas):
        pieces(canvas, (FILLER[:-11] + "het CO", 1, 0), ("2", 0.6, -1))
        pieces(canvas, ("dat vrijkomt, is minder dan de H", 1, 0), ("2", 0.6, -1), ("O.", 1, 0), y=587)

    assert "het CO_2_ dat vrijkomt, is minder dan de H_2_O.\n" in styled(read(page(draw), "a.pdf"))


def test_lowered_letters_of_several_characters():
    data = page(lambda canvas: pieces(canvas, ("De waarde x", 1, 0), ("max", 0.6, -1.5), (" is bekend.", 1, 0)))
    assert "De waarde x_max_ is bekend.\n" in styled(read(data, "a.pdf"))


def test_what_is_lowered_is_read_before_what_is_raised_above_it():
    def draw(canvas):
        pieces(canvas, ("De stof SO", 1, 0), ("4", 0.6, -1.5))
        pieces(canvas, ("De stof SO", 1, 0), ("2-", 0.6, 3.5), (" is er.", 1, 0))

    assert "De stof SO_4_^2-^ is er.\n" in styled(read(page(draw), "a.pdf"))


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ((("H", 1, 0), ("2", 0.6, -1), ("O is water.", 1, 0)), "H_2_O is water."),
        ((("Over (CO", 1, 0), ("2", 0.6, -1), (") en NO", 1, 0), ("x", 0.6, -1), ("-uitstoot.", 1, 0)), "Over (CO_2_) en NO_x_-uitstoot."),
        ((("De 1", 1, 0), ("ste", 0.65, 3.3), (" en x", 1, 0), ("n+1", 0.6, -1.5), (".", 1, 0)), "De 1^ste^ en x_n+1_."),
        ((("Bij 10", 1, 0), ("-6", 0.6, 3.3), (" of 5 km", 1, 0), ("2", 0.6, 3.3), (".", 1, 0)), "Bij 10^-6^ of 5 km^2^."),
    ],
)  # fmt: skip
def test_formulas_of_many_kinds(parts, shown):
    assert f"{shown}\n" in styled(read(page(lambda canvas: pieces(canvas, *parts)), "a.pdf"))


# --- Struck through --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("height", "struck"), [(-1.2, False), (0.4, False), (2.3, True), (3.0, True), (8.5, False)])
def test_a_line_through_words_strikes_them_and_one_below_or_above_does_not(height, struck):
    def draw(canvas):
        pieces(canvas, ("Het bedrag is ", 1, 0), ("geschrapt", 1, 0), (" en nieuw.", 1, 0))
        left = 80 + stringWidth("Het bedrag is ", "Helvetica", 10)
        canvas.setLineWidth(0.5)
        canvas.line(left, 600 + height, left + stringWidth("geschrapt", "Helvetica", 10), 600 + height)

    word = "~geschrapt~" if struck else "geschrapt"
    assert f"Het bedrag is {word} en nieuw.\n" in styled(read(page(draw), "a.pdf"))


def test_a_rule_across_the_page_strikes_nothing():
    def draw(canvas):
        pieces(canvas, ("Korte regel.", 1, 0))
        canvas.line(70, 602.5, 500, 602.5)

    assert "~" not in styled(read(page(draw), "a.pdf"))


# --- Spaced letters, Arabic and Hebrew -------------------------------------------------------------------------


@pytest.mark.parametrize("spacing", [1.5, 2.0, 3.0, 5.0])
def test_a_word_with_space_between_its_letters_is_one_word(spacing):
    def draw(canvas):
        canvas.drawString(80, 600, "gespatieerd woord", charSpace=spacing)

    data = page(draw, after=["Gewone tekst erna."])
    assert "gespatieerd woord\n" in styled(read(data, "a.pdf"))
    assert reads_the_same_twice(data)


@pytest.mark.parametrize("text", ["A. B. C. de Vries", "a b c d e f", "1 2 3 4 5 6", "U.S.A. en E.U."])
def test_single_letters_with_spaces_stay_apart(text):
    assert f"{text}\n" in styled(read(page(lambda canvas: canvas.drawString(80, 600, text)), "a.pdf"))


def as_glyphs(text: str) -> list[Glyph]:
    face = Face(bold=False, italic=False)
    return [Glyph(char, float(at), at + 1.0, 0.0, 10.0, face) for at, char in enumerate(text)]


@pytest.mark.parametrize(
    ("on_paper", "read_as"),
    [
        ("De naam ةنيدملا رسج in het Arabisch", "De naam جسر المدينة in het Arabisch"),
        ("en םולש in het Hebreeuws", "en שלום in het Hebreeuws"),
        ("in 12,5 זא eeuw", "in 12,5 אז eeuw"),
        ("(םולש)", "(שלום)"),
        ("ב 1948 הנשב", "בשנה 1948 ב"),
        ("ברקמ EU ובתכ", "כתבו EU מקרב"),
        ("gewone tekst", "gewone tekst"),
    ],
)
def test_right_to_left_words_are_read_in_their_order(on_paper, read_as):
    found = "".join(glyph.char for glyph in in_reading_order(as_glyphs(on_paper)))
    assert found.strip("()") == read_as.strip("()")


# --- What nobody sees ------------------------------------------------------------------------------------------


def in_mode_3(canvas):
    text = canvas.beginText(80, 600)
    text.setTextRenderMode(3)
    text.textOut("geheime naam")
    text.setTextRenderMode(0)
    canvas.drawText(text)


def in_white(canvas):
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(80, 600, "geheime naam")


def in_nearly_white(canvas):
    canvas.setFillColorRGB(0.97, 0.97, 0.98)
    canvas.drawString(80, 600, "geheime naam")


def under_a_bar(canvas):
    canvas.drawString(80, 600, "geheime naam")
    canvas.rect(78, 596, 90, 14, fill=1)


def under_a_white_box(canvas):
    canvas.drawString(80, 600, "geheime naam")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(78, 596, 90, 14, fill=1, stroke=0)


def black_on_black(canvas):
    canvas.rect(78, 596, 90, 14, fill=1)
    canvas.drawString(80, 600, "geheime naam")


def clear(canvas):
    canvas.setFillAlpha(0)
    canvas.drawString(80, 600, "geheime naam")
    canvas.setFillAlpha(1)


def off_the_paper(canvas):
    canvas.drawString(80, -40, "geheime naam")


def filled(canvas, *boxes, odd, clip=None, after=True):
    """Draw the words, and one path of rectangles (from left to right, or -1: from right to left) over or under them."""
    if after:
        canvas.drawString(80, 600, "geheime naam")
    canvas.saveState()
    if clip:
        path = canvas.beginPath()
        path.moveTo(*clip[0])
        for corner in clip[1:]:
            path.lineTo(*corner)
        path.close()
        canvas.clipPath(path, stroke=0, fill=0)
    path = canvas.beginPath()
    for x, y, width, height, turn in boxes:
        path.moveTo(x, y)
        corners = [(x + width, y), (x + width, y + height), (x, y + height)]
        for corner in corners[::turn]:
            path.lineTo(*corner)
        path.close()
    canvas.drawPath(path, fill=1, stroke=0, fillMode=FILL_EVEN_ODD if odd else FILL_NON_ZERO)
    canvas.restoreState()
    if not after:
        canvas.drawString(80, 600, "geheime naam")


OUTER, INNER = (70, 582, 200, 40, 1), (76, 590, 100, 24, 1)
AROUND = [(60, 570), (300, 570), (300, 650), (60, 650)]
ASIDE = [(60, 500), (300, 500), (300, 520), (60, 520)]
CORNER = [(60, 570), (70, 570), (60, 650)]


def under_two_boxes_that_overlap(canvas):
    filled(canvas, OUTER, INNER, odd=False)


def under_three_boxes_in_each_other(canvas):
    filled(canvas, (60, 576, 220, 50, 1), OUTER, INNER, odd=True)


def under_two_boxes_side_by_side(canvas):
    filled(canvas, (70, 582, 50, 40, 1), (115, 582, 60, 40, 1), odd=False)


def under_a_box_that_is_cut_out_around_it(canvas):
    filled(canvas, OUTER, odd=True, clip=AROUND)


def under_a_box_that_is_cut_out_in_a_slanted_shape(canvas):
    filled(canvas, OUTER, odd=False, clip=[(60, 575), (290, 575), (310, 626), (66, 626)])


def under_a_box_that_is_cut_out_in_a_round_shape(canvas):
    path = canvas.beginPath()
    path.roundRect(60, 576, 260, 48, 8)
    canvas.drawString(80, 600, "geheime naam")
    canvas.saveState()
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.rect(70, 582, 200, 40, fill=1, stroke=0)
    canvas.restoreState()


HIDDEN = [
    off_the_paper,
    in_mode_3,
    in_white,
    in_nearly_white,
    under_a_bar,
    under_a_white_box,
    black_on_black,
    clear,
    under_two_boxes_that_overlap,
    under_three_boxes_in_each_other,
    under_two_boxes_side_by_side,
    under_a_box_that_is_cut_out_around_it,
    under_a_box_that_is_cut_out_in_a_slanted_shape,
    under_a_box_that_is_cut_out_in_a_round_shape,
]


@pytest.mark.parametrize("draw", HIDDEN)
def test_what_nobody_sees_is_left_out_and_reported_without_its_words(draw):
    data = page(draw, after=["Zichtbare tekst erna."])
    document = read(data, "a.pdf")
    assert "geheim" not in styled(document)
    assert "Zichtbare tekst erna." in styled(document)
    assert codes(document) == [("unseen-text", "p. 1", "2")]
    assert reads_the_same_twice(data)


def white_on_black(canvas):
    canvas.rect(78, 596, 90, 14, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(80, 600, "geheime naam")


def marked(canvas):
    canvas.drawString(80, 600, "geheime naam")
    canvas.setFillColorRGB(1, 1, 0)
    canvas.setFillAlpha(0.4)
    canvas.rect(78, 596, 90, 14, fill=1, stroke=0)
    canvas.setFillAlpha(1)


def underlined(canvas):
    canvas.drawString(80, 600, "geheime naam")
    canvas.rect(80, 598, 60, 1, fill=1, stroke=0)


def framed(canvas):
    canvas.drawString(80, 600, "geheime naam")
    canvas.rect(78, 596, 90, 14, fill=0)


def in_grey(canvas):
    canvas.setFillColorRGB(0.6, 0.6, 0.6)
    canvas.drawString(80, 600, "geheime naam")


def in_a_frame_of_two_boxes(canvas):
    filled(canvas, OUTER, INNER, odd=True)


def in_a_frame_that_was_drawn_before(canvas):
    filled(canvas, OUTER, INNER, odd=True, after=False)


def in_a_frame_of_boxes_that_go_round_two_ways(canvas):
    filled(canvas, OUTER, (*INNER[:4], -1), odd=False)


def in_the_frame_of_a_frame(canvas):
    filled(canvas, (40, 572, 300, 56, 1), (50, 574, 280, 52, -1), OUTER, (*INNER[:4], -1), odd=False)


def where_a_box_is_cut_out_elsewhere(canvas):
    filled(canvas, OUTER, odd=True, clip=ASIDE)


def where_a_box_is_cut_out_in_a_triangle(canvas):
    filled(canvas, OUTER, odd=False, clip=CORNER)


def half_under_a_box(canvas):
    filled(canvas, (70, 603, 200, 20, 1), odd=False)


SEEN = [
    white_on_black,
    marked,
    underlined,
    framed,
    in_grey,
    in_a_frame_of_two_boxes,
    in_a_frame_that_was_drawn_before,
    in_a_frame_of_boxes_that_go_round_two_ways,
    in_the_frame_of_a_frame,
    where_a_box_is_cut_out_elsewhere,
    where_a_box_is_cut_out_in_a_triangle,
    half_under_a_box,
]


@pytest.mark.parametrize("draw", SEEN)
def test_what_can_be_seen_is_read(draw):
    document = read(page(draw, after=["Zichtbare tekst erna."]), "a.pdf")
    assert "geheime naam" in styled(document)
    assert not document.problems


# --- Turned pages and watermarks -------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read(turn):
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.translate(297.5, 421)
    canvas.rotate(turn)
    canvas.translate(-250, -200)
    canvas.setFont("Helvetica", 10)
    for at in range(6):
        canvas.drawString(0, 300 - 13 * at, f"{at}e regel. {FILLER[:60]}")
    canvas.showPage()
    canvas.save()
    text = styled(read(stream.getvalue(), "a.pdf"))
    places = [text.index(f"{at}e regel.") for at in range(6)]
    assert places == sorted(places)


@pytest.mark.parametrize("angle", [30, 45, 60])
def test_no_letter_of_a_watermark_is_in_the_text(angle):
    def draw(canvas):
        canvas.saveState()
        canvas.translate(150, 560)
        canvas.rotate(angle)
        canvas.setFont("Helvetica-Bold", 60)
        canvas.setFillColorRGB(0.8, 0.8, 0.8)
        canvas.drawString(0, 0, "CONCEPT")
        canvas.restoreState()

    document = read(page(draw, after=["Gewone tekst erna."]), "a.pdf")
    assert styled(document).split() == [*(FILLER + " ").split() * 6, "Gewone", "tekst", "erna."]
    assert [block.text for block in document.blocks if block.role is Role.SIDE] == ["CONCEPT"]


def test_a_level_watermark_is_beside_the_text():
    def draw(canvas):
        canvas.setFont("Helvetica-Bold", 60)
        canvas.setFillColorRGB(0.85, 0.85, 0.85)
        canvas.drawString(120, 620, "CONCEPT")

    document = read(page(draw, after=["Gewone tekst erna."]), "a.pdf")
    assert "CONCEPT" not in styled(document)


# --- Form fields, stamps and remarks ---------------------------------------------------------------------------


def annotated(kind, contents, flags=4) -> bytes:
    document = pdfium.PdfDocument(page(lambda canvas: None, after=["Gewone tekst erna."]))
    one = document[0]
    annotation = raw.FPDFPage_CreateAnnot(one.raw, kind)
    text = contents.encode("utf-16-le") + b"\0\0"
    raw.FPDFAnnot_SetStringValue(annotation, b"Contents", (raw.FPDF_WCHAR * (len(text) // 2)).from_buffer_copy(text))
    raw.FPDFAnnot_SetFlags(annotation, flags)
    raw.FPDFPage_CloseAnnot(annotation)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("kind", "contents", "told"),
    [
        (raw.FPDF_ANNOT_FREETEXT, "vrije tekst", "vrije tekst"),
        (raw.FPDF_ANNOT_STAMP, "", ""),
        (raw.FPDF_ANNOT_TEXT, "plaknotitie", "plaknotitie"),
        (raw.FPDF_ANNOT_HIGHLIGHT, "nakijken", "nakijken"),
    ],
)
def test_stamps_and_remarks_are_reported_with_their_page(kind, contents, told):
    found = read(annotated(kind, contents), "a.pdf")
    assert codes(found) == [("annotation-not-read", "p. 1", f": {told}" if told else "")]


@pytest.mark.parametrize(("kind", "flags"), [(raw.FPDF_ANNOT_TEXT, 2), (raw.FPDF_ANNOT_HIGHLIGHT, 4)])
def test_what_is_hidden_or_says_nothing_is_not_reported(kind, flags):
    assert not read(annotated(kind, "weg" if flags == 2 else "", flags), "a.pdf").problems


def test_form_fields_are_reported_with_their_value():
    def draw(canvas):
        form = canvas.acroForm
        form.textfield(name="kenmerk", value="formulierwaarde", x=80, y=590, width=200)
        form.textfield(name="leeg", value="", x=80, y=570, width=200)
        form.checkbox(name="vinkje", checked=True, x=80, y=550)
        form.checkbox(name="uit", checked=False, x=80, y=530)

    found = codes(read(page(draw), "a.pdf"))
    assert ("form-field-not-read", "p. 1", ": formulierwaarde") in found
    assert len(found) == 2


def image(canvas, x, y, width, height):
    canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), "navy")), x, y, width, height)


@pytest.mark.parametrize(
    ("area", "told"),
    [
        ((80, 500, 200, 100), True),
        ((80, 560, 40, 40), False),
        ((80, 780, 200, 61), False),
        ((0, 0, 595, 842), False),
        ((80, 20, 200, 80), False),
    ],
    ids=["amid the text", "a small sign", "a logo", "a scan", "below all text"],
)
def test_a_picture_amid_the_text_is_reported_with_its_page(area, told):
    data = page(lambda canvas: image(canvas, *area), after=[*[""] * 6, "Gewone tekst erna."])
    assert codes(read(data, "a.pdf")) == ([("picture-not-read", "p. 1", "")] if told else [])


def test_a_code_that_runs_up_an_empty_page_does_not_turn_it():
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.drawString(80, 700, FILLER)
    canvas.showPage()
    canvas.rotate(90)
    canvas.drawString(100, -20, "AVT16/ABC123")
    canvas.showPage()
    canvas.save()
    document = read(stream.getvalue(), "a.pdf")
    assert [(block.role, block.text) for block in document.blocks][1:] == [(Role.SIDE, "AVT16/ABC123")]


# --- Tables ----------------------------------------------------------------------------------------------------


def test_a_figure_under_a_cell_of_two_columns_keeps_its_column():
    def draw(canvas):
        for y in (610, 590, 570, 550):
            canvas.line(80, y, 380, y)
        for x in (80, 280, 380):
            canvas.line(x, 550, x, 610)
        canvas.line(180, 550, 180, 590)
        for x, y, text in ((84, 595, "Kosten per jaar"), (284, 595, "Opmerking"), (84, 575, "2023"), (184, 575, "10"),
                           (284, 575, "raming"), (84, 555, "2024"), (184, 555, "12"), (284, 555, "begroot")):  # fmt: skip
            canvas.drawString(x, y, text)

    (table,) = [block for block in read(page(draw), "a.pdf").blocks if block.rows]
    assert [["".join(inner.text for inner in cell) for cell in row] for row in table.rows] == [
        ["Kosten per jaar", "", "Opmerking"],
        ["2023", "10", "raming"],
        ["2024", "12", "begroot"],
    ]
