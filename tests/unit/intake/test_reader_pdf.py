"""PDFs: whole letters, how files are made, and files that cannot be read."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from generator.intake.readers.docx import reader
from generator.intake.readers.pdf.glyphs import Face, Glyph
from generator.intake.readers.pdf.lines import lines
from generator.intake.readers.pdf.reader import read
from generator.intake.source_document import Role, UnreadableError
from tests.unit.intake.drawn_pdfs import FULL, SENTENCE, SIDE, column, drawn, role, texts

# --- Whole letters ---------------------------------------------------------------------------------------------------


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


# --- How PDFs are made -----------------------------------------------------------------------------------------------


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


# --- Files that cannot be read ---------------------------------------------------------------------------------------


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
