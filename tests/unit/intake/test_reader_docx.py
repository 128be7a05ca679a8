"""Word documents: whatever is printed is read, whatever is not is not."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.readers.docx.reader import read
from generator.intake.readers.list_numerals import numeral
from generator.intake.source_document import Role, UnreadableError
from generator.verify import read_twice


@pytest.mark.rules("readers/docx-typography.md")
def test_typography_is_read_the_same_by_both_readings(rule, papers):
    body, *parts = re.split(r"^@(\w+)\n", rule.given, flags=re.MULTILINE)
    data = papers.package(body, **dict(zip(parts[::2], parts[1::2], strict=True)))
    document = read(data, "brief.docx")
    assert papers.shown(document) == rule.expected
    assert not read_twice.checked(data, document).lost


@pytest.mark.rules("readers/docx.md")
def test_what_word_prints_is_read(rule, papers):
    body, *parts = re.split(r"^@(\w+)\n", rule.given, flags=re.MULTILINE)
    named = dict(zip(parts[::2], parts[1::2], strict=True))
    data = papers.package(body, links={"url": "https://voorbeeld.nl/a"}, **named)
    assert papers.shown(read(data, "brief.docx")) == rule.expected


A, PIC = (
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://schemas.openxmlformats.org/drawingml/2006/picture",
)
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
V = "urn:schemas-microsoft-com:vml"


def inline(inner: str, *, alt: str = "") -> str:
    frame = f'<wp:inline xmlns:wp="{WP}"><wp:docPr id="1" name="x" descr="{alt}"/>{inner}</wp:inline>'
    return f"<w:r><w:drawing>{frame}</w:drawing></w:r>"


def field(instruction: str) -> str:
    kinds = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:r><w:instrText>{instruction}</w:instrText></w:r>".join(kinds)


NOT_READ = {
    "a picture": (inline(f'<pic:pic xmlns:pic="{PIC}"/>', alt="een brug"), "picture-not-read", ": een brug"),
    "a picture of an older Word": (
        f'<w:r><w:pict><v:shape xmlns:v="{V}" alt="een kaart"><v:imagedata/></v:shape></w:pict></w:r>',
        "picture-not-read",
        ": een kaart",
    ),
    "WordArt": (
        f'<w:r><w:pict><v:shape xmlns:v="{V}"><v:textpath string="LET OP"/></v:shape></w:pict></w:r>',
        "wordart-not-read",
        ": LET OP",
    ),
    "a chart": (
        inline('<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="p-chart1"/>'),
        "chart-not-read",
        ": Kosten per jaar",
    ),
    "a diagram": (
        inline('<d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="p-chart1"/>'),
        "diagram-not-read",
        ": Kosten per jaar",
    ),
    "a number that Word counts": (field(" LISTNUM "), "field-not-read", ": LISTNUM"),
    "a formula field": (field(" EQ \\f(1;2) "), "field-not-read", ": EQ"),
    "hidden words": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheime naam</w:t></w:r>", "unseen-text", "2"),
    "white words": ('<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>geheim</w:t></w:r>', "unseen-text", "1"),
}


@pytest.mark.parametrize("kind", NOT_READ)
def test_what_is_not_read_is_reported_once_with_its_place(papers, kind):
    inner, code, what = NOT_READ[kind]
    body = f"<w:p><w:r><w:t>Dit is een zin in het antwoord.</w:t></w:r>{inner}</w:p>"
    title = f'<a:t xmlns:a="{A}">Kosten per jaar</a:t>'
    document = read(papers.package(body, chart1=title), "brief.docx")
    (problem,) = document.problems
    assert (problem.code, dict(problem.values)["what"]) == (code, what)
    assert dict(problem.values)["place"] == "… is een zin in het antwoord."
    assert [block.text for block in document.blocks] == ["Dit is een zin in het antwoord."]


def test_footnotes_that_begin_anew_on_each_page_are_reported(papers):
    body = '<w:p><w:r><w:t>a</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    body += '<w:sectPr><w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr></w:sectPr>'
    footnotes = '<w:footnote w:id="2"><w:p><w:r><w:t>noot</w:t></w:r></w:p></w:footnote>'
    document = read(papers.package(body, footnotes=footnotes), "brief.docx")
    assert [problem.code for problem in document.problems] == ["footnotes-per-page"]


LOGO = inline(f'<pic:pic xmlns:pic="{PIC}"/>')
SILENT = {
    "a logo above the letter": f"<w:p>{LOGO}</w:p><w:p><w:r><w:t>Brief</w:t></w:r></w:p>",
    "a picture behind the text": (
        "<w:p><w:r><w:t>Brief</w:t></w:r><w:r><w:drawing>"
        f'<wp:anchor xmlns:wp="{WP}" behindDoc="1"><pic:pic xmlns:pic="{PIC}"/></wp:anchor></w:drawing></w:r></w:p>'
    ),
    "an entry of the index": f"<w:p><w:r><w:t>Brief</w:t></w:r>{field(' XE &quot;brug&quot; ')}</w:p>",
    "white words in a table": (
        "<w:p><w:r><w:t>Brief</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr>"
        "<w:t>kop</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    ),
}


@pytest.mark.parametrize("kind", SILENT)
def test_what_is_no_part_of_the_text_is_not_reported(papers, kind):
    assert not read(papers.package(SILENT[kind]), "brief.docx").problems


def test_the_strict_form_of_the_format_reads_the_same(papers):
    data = papers.docx([[papers.Piece("Vet", bold=True), papers.Piece(" tekst", footnote="Noot")]])
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(strict, "w") as new:
        for item in old.namelist():
            text = old.read(item).decode()
            text = text.replace(
                "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
            )
            text = text.replace("schemas.openxmlformats.org/officeDocument/2006/relationships", "purl.oclc.org/ooxml/officeDocument/relationships")  # fmt: skip
            new.writestr(item, text)
    assert papers.shown(read(strict.getvalue(), "x.docx")) == papers.shown(read(data, "x.docx"))


def test_a_footnote_without_text_is_reported(papers):
    data = papers.package('<w:p><w:r><w:t>a</w:t></w:r><w:r><w:footnoteReference w:id="9"/></w:r></w:p>')
    assert [problem.code for problem in read(data, "x.docx").problems] == ["footnote-without-text"]


def test_size_and_indent_are_in_points(papers):
    body = (
        '<w:p><w:pPr><w:ind w:left="720"/></w:pPr><w:r><w:rPr><w:sz w:val="19"/></w:rPr><w:t>a</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>b</w:t></w:r></w:p>"
    )
    first, second = read(papers.package(body), "x.docx").blocks
    assert (first.indent, first.runs[0].size) == (36.0, 9.5)
    assert (second.indent, second.runs[0].size) == (0.0, None)
    assert (first.line, second.line) == (1, 2)


TEXT = st.text(alphabet="abcdeéïAZ 0129.,?!()-–«»'\"&<>\u00a0", min_size=1, max_size=60)


@st.composite
def letters(draw):
    pieces = st.tuples(TEXT, st.booleans(), st.booleans(), st.one_of(st.none(), TEXT))
    return draw(st.lists(st.lists(pieces, min_size=1, max_size=4), min_size=1, max_size=6))


@settings(max_examples=60)
@given(letters())
def test_no_word_of_any_letter_is_lost(papers, letter):
    paragraphs = [[papers.Piece(*piece) for piece in paragraph] for paragraph in letter]
    every = [piece for paragraph in paragraphs for piece in paragraph]
    if not any(piece.text.strip() for piece in every):
        return
    count, text, footnotes = 0, "", ""
    for piece in every:
        text += piece.text
        if piece.footnote is not None:
            count += 1
            text += str(count)
            footnotes += f"{count}{piece.footnote}"
    assert papers.words(read(papers.docx(paragraphs), "x.docx"), Role.BODY) == "".join((text + footnotes).split())


@pytest.mark.parametrize(
    ("value", "style", "printed"),
    [
        (4, "decimal", "4"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (9, "lowerRoman", "ix"),
        (1994, "upperRoman", "MCMXCIV"),
        (7, "decimalZero", "07"),
        (0, "lowerRoman", "0"),
        (2, "ordinalText", "tweede"),
        (5, "unknownStyle", "5"),
    ],
)
def test_numbers_are_written_as_word_does(value, style, printed):
    assert numeral(value, style) == printed


# --- Files that cannot be read ---------------------------------------------------------------------------------


def code_of(data, name="brief.docx"):
    with pytest.raises(UnreadableError) as caught:
        read(data, name)
    return caught.value.problem.code


def changed(data, name, content):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, content if item == name else old.read(item))
    return stream.getvalue()


@pytest.fixture(scope="module")
def good(papers):
    return papers.docx([[papers.Piece("Een brief van enige lengte.", footnote="Met een noot.")]] * 20)


def test_encrypted_and_old_files_are_named(good):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert code_of(ole + "EncryptedPackage".encode("utf-16-le")) == "source-encrypted"
    assert code_of(ole) == "source-old-word"


def test_other_files_are_named(good):
    assert code_of(b"just text") == "source-wrong-type"
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert code_of(empty.getvalue()) == "source-wrong-type"


def test_a_letter_without_text_is_named(papers):
    assert code_of(papers.package("<w:p/>")) == "source-no-text"


def test_a_dtd_is_refused(good):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert code_of(changed(good, "word/document.xml", bomb)) == "source-refused"


@settings(max_examples=150)
@given(st.data())
def test_damaged_files_are_read_or_refused_and_never_break(papers, good, data):
    code = papers.refused(read, papers.damage(good, data), "brief.docx")
    assert not code or code.startswith("source-")
