"""Signatures beside each other, in every format: who signs, in which office."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from generator.intake.readers import read
from generator.intake.recognise import recognise
from generator.intake.recognise.metadata.signatories import SignatureLine, signatories

SIGNED = [
    ("D. Jansen-Zegers", "minister van Justitie en Veiligheid"),
    ("Van Marum", "staatssecretaris van Justitie en Veiligheid"),
]
OPENING = ["Geachte voorzitter,", "Hierbij zend ik u de antwoorden op de vragen van het lid Zilver (D66) over de brug."]
CLOSING = ["Vraag 1", "Is dat zo?", "Antwoord 1", "Ja."]
ROWS = [
    ("De minister van Justitie", "De staatssecretaris van Justitie"),
    ("en Veiligheid,", "en Veiligheid,"),
    ("D. Jansen-Zegers", "Van Marum"),
]


def signed(data, name):
    meta = recognise(read(data, name), name).meta
    return [(one.name, one.office) for one in meta.answered_by]


def docx_table(papers, *, cells_of_lines):
    def paragraph(text):
        return f"<w:p>{papers.run(text)}</w:p>"

    def cell(texts):
        return f"<w:tc>{''.join(map(paragraph, texts))}</w:tc>"

    columns = list(zip(*ROWS, strict=True))
    if cells_of_lines:
        rows = "".join(f"<w:tr>{cell([left])}{cell([right])}</w:tr>" for left, right in ROWS)
    else:
        rows = f"<w:tr>{''.join(map(cell, columns))}</w:tr>"
    table = f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>"
    return papers.package("".join(map(paragraph, OPENING)) + table + "".join(map(paragraph, CLOSING)))


@pytest.mark.parametrize("cells_of_lines", [True, False])
def test_signatures_in_a_table_of_a_word_file(papers, cells_of_lines):
    assert signed(docx_table(papers, cells_of_lines=cells_of_lines), "brief.docx") == SIGNED


@pytest.mark.parametrize("as_table", [True, False])
def test_signatures_of_a_web_page(as_table):
    rows = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in ROWS)
    offices = [" ".join(parts) for parts in zip(*ROWS[:2], strict=True)]
    plain = "".join(f"<p>{office}<br>{name}</p>" for office, name in zip(offices, ROWS[2], strict=True))
    inner = "".join(f"<p>{text}</p>" for text in OPENING) + (f"<table>{rows}</table>" if as_table else plain)
    page = f"<html><body>{inner}{''.join(f'<p>{text}</p>' for text in CLOSING)}</body></html>"
    assert signed(page.encode(), "brief.html") == SIGNED


@pytest.mark.parametrize("between", ["\t\t", " " * 12])
def test_signatures_of_a_text(between):
    rows = [f"{left}{between}{right}" for left, right in ROWS]
    text = "\n\n".join(OPENING) + "\n\n" + "\n".join(rows[:2]) + f"\n\n\n{rows[2]}\n\n" + "\n".join(CLOSING)
    assert signed(text.encode(), "brief.txt") == SIGNED


@pytest.mark.parametrize(
    ("columns", "offices"),
    [
        (
            [
                "De staatssecretaris van\tDe minister van Financiën,",
                "Justitie en Veiligheid,",
                "Van Marum\tD. Jansen-Zegers",
            ],
            ["staatssecretaris van Justitie en Veiligheid", "minister van Financiën"],
        ),
        (
            [
                "De minister van Volksgezondheid,\tDe minister van Financiën, Welzijn en Sport,",
                "Van Marum\tD. Jansen-Zegers",
            ],
            ["minister van Volksgezondheid, Welzijn en Sport", "minister van Financiën"],
        ),
        (
            [
                "De staatssecretaris van\tDe minister van Onderwijs, Cultuur Infrastructuur en Waterstaat,\ten Wetenschap,",
                "Van Marum\tD. Jansen-Zegers",
            ],
            ["staatssecretaris van Infrastructuur en Waterstaat", "minister van Onderwijs, Cultuur en Wetenschap"],
        ),
    ],
)
def test_offices_of_more_lines_beside_each_other(columns, offices):
    lines = [SignatureLine(OPENING[1]), *(SignatureLine(text) for text in columns)]
    names = ["Van Marum", "D. Jansen-Zegers"]
    assert [(one.name, one.office) for one in signatories(lines)] == list(zip(names, offices, strict=True))


@pytest.mark.parametrize("distance", [180, 220, 260])
def test_signatures_of_a_pdf(distance):
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    canvas.setFont("Helvetica", 9)
    y = 740
    for line in OPENING:
        canvas.drawString(80, y, line)
        y -= 26
    for at, (left, right) in enumerate(ROWS):
        y -= 40 if at == 2 else 0
        canvas.drawString(80, y, left)
        canvas.drawString(80 + distance, y, right)
        y -= 12
    y -= 30
    for line in CLOSING:
        canvas.drawString(80, y, line)
        y -= 20
    canvas.save()
    assert signed(stream.getvalue(), "brief.pdf") == SIGNED


@pytest.mark.parametrize(
    "signed_by",
    [
        ["D. Jansen-Zegers\tVan Marum-Smit", "commissaris van de Koning\tsecretaris (wnd.)"],
        ["D. Jansen-Zegers", "waarnemend commissaris van de Koning", "Van Marum-Smit", "wnd. secretaris"],
        ["de secretaris a.i.,\tde commissaris van de Koning (waarnemend),", "Van Marum-Smit\tD. Jansen-Zegers"],
        ["de plaatsvervangend secretaris,", "Van Marum-Smit", "de commissaris van de Koning,", "D. Jansen-Zegers"],
    ],
)
def test_who_holds_an_office_for_the_time_being_signs_too(signed_by):
    lines = [SignatureLine(OPENING[1]), *map(SignatureLine, signed_by)]
    found = {(one.name, one.office) for one in signatories(lines, ["Gedeputeerde Staten van Drenthe"])}
    assert found == {
        ("D. Jansen-Zegers", "commissaris van de Koning in Drenthe"),
        ("Van Marum-Smit", "secretaris van Gedeputeerde Staten van Drenthe"),
    }
