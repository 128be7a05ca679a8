"""Saved web pages: the main text, the footnotes where their marks stand, and what the page tells machines."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from generator.intake.readers.html.reader import read
from generator.intake.source_document import Role, UnreadableError
from generator.verify import read_twice


@pytest.mark.rules("readers/html-typography.md")
def test_typography_is_read_the_same_by_both_readings(rule, papers):
    data = f"<!DOCTYPE html><html><head><title>x</title></head><body>{rule.given}</body></html>".encode()
    document = read(data, "pagina.html")
    assert papers.shown(document) == rule.expected
    assert not read_twice.checked(data, document).lost


@pytest.mark.rules("readers/html.md")
def test_what_a_browser_shows_is_read(rule, papers):
    page = f"<!DOCTYPE html><html><head><title>x</title></head><body>{rule.given}</body></html>"
    assert papers.shown(read(page.encode(), "pagina.html")) == rule.expected


META = """<html><head><title>Antwoord | Overheid.nl</title>
<meta name="viewport" content="width=device-width"><meta name="DC.title" content="Antwoord op vragen">
<meta name="OVERHEIDop.vraagnummer" content="2030Z00001"><meta property="og:title" content="Iets anders">
</head><body><p>Tekst</p></body></html>"""


def test_metadata_for_machines_is_kept_and_names_the_title():
    document = read(META.encode(), "a.html")
    assert document.title == "Antwoord op vragen"
    assert document.meta == (
        ("DC.title", "Antwoord op vragen"),
        ("OVERHEIDop.vraagnummer", "2030Z00001"),
        ("og:title", "Iets anders"),
    )


def test_the_title_element_serves_without_the_name_of_the_site():
    assert (
        read(b"<html><head><title>Brief over X | Tweede Kamer</title></head><body><p>x</p></body>", "a.html").title
        == "Brief over X"
    )


@pytest.mark.parametrize(
    "data",
    [
        "<p>één €</p>".encode(),
        b"\xef\xbb\xbf" + "<p>één €</p>".encode(),
        b"\xff\xfe" + "<p>één €</p>".encode("utf-16-le"),
        b'<meta charset="iso-8859-1">' + "<p>één €</p>".encode("cp1252"),
        b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">'
        + "<p>één €</p>".encode("iso-8859-15"),
        "<p>één €</p>".encode("cp1252"),
        b'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        + "<p>één €</p></body></html>".encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "called latin-1", "latin-9", "not called anything", "xhtml"],
)
def test_letters_are_read_in_the_page_s_own_encoding(data):
    assert [block.text for block in read(data, "a.html").blocks] == ["één €"]


def code_of(data):
    with pytest.raises(UnreadableError) as caught:
        read(data, "a.html")
    return caught.value.problem.code


def test_files_that_are_no_page_are_named():
    assert code_of(b"") == "source-wrong-type"
    assert code_of(b"Een brief zonder opmaak") == "source-wrong-type"
    assert code_of(b"\x00\x01\x02<p>") == "source-wrong-type"
    assert code_of(b"<html><body><script>x()</script></body></html>") == "page-without-text"


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        ('<img src="a.png" alt="een brug">', ("picture-not-read", ": een brug")),
        ('<img src="a.png">', ("picture-not-read", "")),
        ("<svg><text>Kosten</text></svg>", ("picture-not-read", ": Kosten")),
        ('<input value="2023">', ("form-field-not-read", ": 2023")),
        ('<input type="checkbox" checked>', ("form-field-not-read", ": ☒")),
        ("<select><option>nee<option selected>ja</select>", ("form-field-not-read", ": ja")),
        ("<textarea>eigen woorden</textarea>", ("form-field-not-read", ": eigen woorden")),
        ("<b hidden>geheime</b> <i style='display:none'>naam</i>", ("unseen-text", "2")),
        ("<b style='color:#FFFFFF'>geheime naam</b>", ("unseen-text", "2")),
        ("<font color=white>geheime naam</font>", ("unseen-text", "2")),
    ],
)
def test_what_is_not_read_is_reported_once_with_its_place(inner, told):
    (problem,) = read(f"<html><body><p>Dit is een zin. {inner}</p></body></html>".encode(), "a.html").problems
    values = dict(problem.values)
    assert (problem.code, values["what"], values["place"]) == (*told, "… Dit is een zin.")


@pytest.mark.parametrize(
    "inner",
    ['<img src="a.png" alt="">', '<img src="a.png" width="16" height="16">', "<button>Zoek</button>", "<svg><path/></svg>",
     '<a href="/"><img src="a.png" alt="Begin"></a>', '<input type="hidden" value="x">', "<b hidden></b>"],
)  # fmt: skip
def test_what_is_no_part_of_the_text_is_not_reported(inner):
    assert not read(f"<html><body><p>Dit is een zin. {inner}</p></body></html>".encode(), "a.html").problems


PAGE = st.recursive(
    st.text(alphabet="abc éZ?\u00a0", max_size=12),
    lambda inner: st.tuples(
        st.sampled_from("p div b i sup span h2 ul ol li table tr td th section blockquote a br".split()),
        st.lists(inner, max_size=4),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=25,
)


def in_order(element) -> str:
    """Return an element's text as a browser shows it: what strayed into a table, but into no cell, is before the table."""
    if element.tag == "table":
        return strayed(element) + in_cells(element)
    return (element.text or "") + "".join(in_order(child) + (child.tail or "") for child in element)


def strayed(grid) -> str:
    inner = (strayed(c) if c.tag == "tr" else "" if c.tag in {"td", "th"} else in_order(c) for c in grid)
    return (grid.text or "") + "".join(text + (c.tail or "") for text, c in zip(inner, grid, strict=True))


def in_cells(grid) -> str:
    return "".join(in_cells(c) if c.tag == "tr" else in_order(c) if c.tag in {"td", "th"} else "" for c in grid)


@settings(max_examples=150)
@given(PAGE)
@example("<table><tr></tr>Z<tr>?</tr></table>")
@example("a<table><td>Z</td>?<tr>b<b>c</b></tr></table>")
def test_no_word_of_any_page_is_lost(papers, page):
    data = f"<html><body><p>begin</p>{page}</body></html>".encode()
    body = lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8")).find("body")
    document = read(data, "a.html")
    assert papers.words(document, Role.BODY, labels=False) == "".join(in_order(body).split())


@settings(max_examples=80)
@given(st.data())
def test_damaged_pages_are_read_or_refused_and_never_break(papers, data):
    good = (
        "<html><body><main>" + "<p>Tekst<a href='#n1'><sup>1</sup></a></p><li id=n1>1 Noot" * 5 + "</main>"
    ).encode()
    code = papers.refused(read, papers.damage(good, data), "a.html")
    assert not code or code.startswith(("source-", "page-"))
