"""Every reader keeps to the limits, whatever a source is made of; each case lowers a limit rather than being large."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from msgspec.structs import replace

from generator.core import limits
from generator.core.limits import Limits
from generator.intake.readers import read
from generator.intake.source_document import UnreadableError

HEAD = "Vraag 1\nIs de brug dicht?\nAntwoord 1\nJa.\n"


def code_of(data: bytes, name: str, **changes: int) -> str | None:
    """Return the code of what is told of a source under changed limits; None where it is read."""
    with limits.used(replace(Limits(), **changes)):
        try:
            read(data, name)
        except UnreadableError as error:
            return error.problem.code
    return None


def page(body: str) -> bytes:
    return f"<html><body><p>Vraag 1</p><p>Is de brug dicht?</p>{body}</body></html>".encode()


def pdf(*contents: bytes, kids: bytes = b"", filters: bytes = b"/FlateDecode") -> bytes:
    """Make a PDF with a page for each stream of drawing; `kids` are more entries of the tree of pages."""
    own = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s %s] /Count %d >>" % (own, kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, content in enumerate(contents):
        packed = content
        for _ in range(filters.count(b"/FlateDecode")):
            packed = zlib.compress(packed, 9)
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * at),
            b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(packed), filters, packed),
        ]
    made, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows)
    return made + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))


def drawn(lines: int) -> bytes:
    return b"BT /F1 9 Tf 20 800 Td " + b"(De brug is dicht sinds maandag.) Tj 0 -10 Td " * lines + b"ET"


def nested(outer: str, inner: str, depth: int, text: str = "Ja.") -> str:
    return outer * depth + text + inner * depth


def tables(papers, depth: int) -> str:
    """Return a table of Word in a table, and so on: each three elements deep."""
    inner = f"<w:p>{papers.run('Ja.')}</w:p>"
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    return inner


def test_the_sources_of_the_cases_are_read_within_the_limits(papers):
    assert code_of(HEAD.encode(), "b.txt") is None
    assert code_of(page("<p>Ja.</p>"), "b.html") is None
    assert code_of(pdf(drawn(3), drawn(3)), "b.pdf") is None
    assert code_of(papers.package(tables(papers, 5)), "b.docx") is None


TEXTS = {
    "bytes": (b"a" * (2**20 + 1), {"megabytes": 1}, "limit-megabytes"),
    "lines": (HEAD.encode() * 30, {"paragraphs": 100}, "limit-paragraphs"),
    "one long line": (b"Vraag 1 " * 100, {"line": 500}, "limit-line"),
    "characters": (HEAD.encode() * 30, {"characters": 1000}, "limit-characters"),
    "line ends of every kind": (b"a\r\n\v\x85b\n" * 60, {"paragraphs": 100}, "limit-paragraphs"),
    "pages": (b"a\f" * 200, {"paragraphs": 100}, "limit-paragraphs"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_texts(case):
    data, changes, code = TEXTS[case]
    assert code_of(data, "b.txt", **changes) == code


PAGES = {
    "divs": (nested("<div>", "</div>", 10_000), {}, "limit-nesting"),
    "divs that are not closed": ("<div>" * 10_000 + "Ja.", {}, "limit-nesting"),
    "spans": (nested("<span>", "</span>", 10_000), {}, "limit-nesting"),
    "lists": (nested("<ul><li>", "</li></ul>", 90), {}, "limit-nesting"),
    "quotes": (nested("<blockquote>", "</blockquote>", 160), {}, "limit-nesting"),
    "tables": (nested("<table><tr><td>", "</td></tr></table>", 60), {}, "limit-nesting"),
    "paragraphs": ("<p>Ja.</p>" * 200, {"paragraphs": 100}, "limit-paragraphs"),
    "cells": ("<table>" + "<tr><td>Ja.</td><td>Nee.</td></tr>" * 60 + "</table>", {"paragraphs": 100}, None),
    "a long paragraph": ("Ja. " * 200, {"line": 500}, "limit-line"),
    "attributes": ("<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">Ja.</p>", {"seconds": 1}, "limit-seconds"),
    "entities": ("&lt;" * 2000, {"line": 500}, "limit-line"),
}


@pytest.mark.parametrize("case", PAGES)
def test_web_pages(case):
    body, changes, code = PAGES[case]
    assert code_of(page(body), "b.html", **changes) == (code or "limit-paragraphs")


def test_word_files(papers):
    def word(body: str, **changes: int) -> str | None:
        return code_of(papers.package(body), "b.docx", **changes)

    paragraph = f"<w:p>{papers.run('Ja.')}</w:p>"
    assert word(tables(papers, 60)) == "limit-nesting"
    assert word(tables(papers, 12), nesting=30) == "limit-nesting"
    assert word(tables(papers, 3000)) == "limit-nesting"
    assert word(nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 80, paragraph)) == "limit-nesting"
    assert word(nested("<w:ins>", "</w:ins>", 200, paragraph)) == "limit-nesting"
    assert word(paragraph * 200, paragraphs=100) == "limit-paragraphs"
    assert word(f"<w:p>{papers.run('Ja. ') * 200}</w:p>", line=500) == "limit-line"
    assert word(f"<w:p>{papers.run(' ' * 11_000_000)}</w:p>") == "limit-line"
    assert word(f"<w:p>{papers.run(' ' * 2_000_000)}</w:p>", unpacked=1) == "limit-unpacked"
    row = f"<w:tr>{f'<w:tc>{paragraph}</w:tc>' * 2}</w:tr>"
    assert word(f"<w:tbl>{row * 100}</w:tbl>", paragraphs=90) == "limit-paragraphs"


def test_thousands_of_fields_are_read(papers):
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + papers.run("1 ")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert code_of(papers.package(f"<w:p>{field * 4000}</w:p>"), "b.docx", seconds=30) is None


def test_fields_that_never_end(papers):
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + papers.run("Ja.")
    assert code_of(papers.package(f"<w:p>{field * 4000}</w:p>"), "b.docx", seconds=30) in {None, "source-no-text"}


ENTITIES = {
    "that grow": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]><x>&c;</x>',
    "from a file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "from the network": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>',
    "of parameters": "<!DOCTYPE x [<!ENTITY % a \"<!ENTITY b 'c'>\">%a;]><x>&b;</x>",
    "in themselves": '<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]><x>&a;</x>',
}


@pytest.mark.parametrize("case", ENTITIES)
def test_entities_in_word(papers, case):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(papers.package("<w:p/>"))) as good, zipfile.ZipFile(made, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, ENTITIES[case] if name == "word/document.xml" else good.read(name))
    assert code_of(made.getvalue(), "b.docx", seconds=30) in {"source-refused", "source-truncated"}


def test_a_zip_that_unpacks_to_gigabytes(papers):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bomb:
        with zipfile.ZipFile(io.BytesIO(papers.package("<w:p/>"))) as good:
            bomb.writestr("_rels/.rels", good.read("_rels/.rels"))
        with bomb.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(40):
                part.write(b" " * 2**20)
    assert len(made.getvalue()) < 100_000
    assert code_of(made.getvalue(), "b.docx", unpacked=20) == "limit-unpacked"


def test_too_little_memory(papers):
    data = papers.package(f"<w:p>{papers.run(' ' * 8_000_000)}</w:p>" * 20)
    assert code_of(data, "b.docx", memory=350, unpacked=1000) in {"limit-memory", "reader-failed"}
    assert code_of(papers.package(tables(papers, 1)), "b.docx") is None


PDFS = {
    "pages": (lambda: pdf(*[drawn(1)] * 30), {"pages": 20}, "limit-pages"),
    "characters": (lambda: pdf(drawn(400), drawn(400)), {"characters": 5000}, "limit-characters"),
    "characters of one page": (lambda: pdf(drawn(4000)), {"characters": 5000}, "limit-characters"),
    "characters of both pages": (lambda: pdf(drawn(20), drawn(20)), {"characters": 800}, "limit-characters"),
    "a page that takes long": (lambda: pdf(drawn(300_000)), {"seconds": 1}, "limit-seconds"),
    "a stream packed three times": (
        lambda: pdf(drawn(4000), filters=b"/FlateDecode /FlateDecode /FlateDecode"),
        {"characters": 5000},
        "limit-characters",
    ),
}


@pytest.mark.parametrize("case", PDFS)
def test_pdfs(case):
    make, changes, code = PDFS[case]
    assert code_of(make(), "b.pdf", **changes) == code


@pytest.mark.parametrize("kids", [b"2 0 R", b"2 0 R 2 0 R", b"1 0 R", b"99 0 R"])
def test_a_tree_of_pages_that_is_a_circle(kids):
    assert code_of(pdf(drawn(3), kids=kids), "b.pdf", seconds=30) in {None, "source-truncated", "source-no-text"}


def test_every_limit_gives_itself_and_how_to_raise_it():
    with pytest.raises(UnreadableError) as refused, limits.used(replace(Limits(), paragraphs=3)):
        read(HEAD.encode(), "b.txt")
    assert dict(refused.value.problem.values) == {"most": "3", "raised": "paragraphs=12"}
