"""Letters made on the spot: the same paragraphs as a DOCX and as a PDF, for tests of what reads them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from xml.sax.saxutils import escape

import pytest
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from generator.intake.source_document import DocBlock, Role, Run, SourceDocument, UnreadableError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Piece:
    """Text in one style; `footnote` is the text of a footnote whose mark follows it."""

    text: str
    bold: bool = False
    italic: bool = False
    footnote: str | None = None


Paragraph = Sequence[Piece]


# --- DOCX ------------------------------------------------------------------------------------------------------


def part(name: str, inner: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {SPACES}>{inner}</w:{name}>'.encode()


def relations(items: dict[str, tuple[str, str]]) -> bytes:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{RELATION}/{kind}" Target="{escape(target)}"'
        + (' TargetMode="External"' if kind == "hyperlink" else "")
        + "/>"
        for key, (kind, target) in items.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{space}">{rows}</Relationships>'.encode()


def package(body: str, *, links: dict[str, str] | None = None, **parts: str) -> bytes:
    """Make a DOCX of the inner XML of its parts: `footnotes`, `endnotes`, `styles`, `numbering`, `settings`, `header1`."""
    items = {f"p-{name}": (name.rstrip("0123456789"), f"{name}.xml") for name in parts}
    items |= {key: ("hyperlink", url) for key, url in (links or {}).items()}
    tags = {"header": "hdr", "footer": "ftr"}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations({"rId1": ("officeDocument", "word/document.xml")}))
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        archive.writestr("word/_rels/document.xml.rels", relations(items))
        for name, inner in parts.items():
            kind = name.rstrip("0123456789")
            archive.writestr(f"word/{name}.xml", part(tags.get(kind, kind), inner))
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{head}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def make_docx(paragraphs: Sequence[Paragraph]) -> bytes:
    """Make a DOCX of paragraphs."""
    body, footnotes = "", ""
    count = 0
    for paragraph in paragraphs:
        inner = ""
        for piece in paragraph:
            inner += run(piece.text, ("<w:b/>" if piece.bold else "") + ("<w:i/>" if piece.italic else ""))
            if piece.footnote is not None:
                count += 1
                inner += f'<w:r><w:footnoteReference w:id="{count + 1}"/></w:r>'
                own = f"<w:r><w:footnoteRef/></w:r>{run(' ' + piece.footnote)}"
                footnotes += f'<w:footnote w:id="{count + 1}"><w:p>{own}</w:p></w:footnote>'
        body += f"<w:p>{inner}</w:p>"
    return package(body, footnotes=footnotes)


# --- PDF -------------------------------------------------------------------------------------------------------

FONTS = {
    (False, False): "Helvetica",
    (True, False): "Helvetica-Bold",
    (False, True): "Helvetica-Oblique",
    (True, True): "Helvetica-BoldOblique",
}


@dataclass(frozen=True)
class Paper:
    """How a PDF is laid out; lengths in points."""

    left: float = 80.0
    width: float = 372.0
    top: float = 700.0
    bottom: float = 90.0
    size: float = 9.0
    leading: float = 12.0
    gap: float = 12.0
    """White between paragraphs."""
    side: Sequence[str] = ()
    """Lines of a letterhead column, on every page."""
    side_left: float = 466.0
    head: str = ""
    foot: str = "Pagina {page} van {pages}"


Word = list[tuple[str, str, float, float]]
"""Fragments of a word: text, font, size, rise."""


def words_of(paragraph: Paragraph, paper: Paper, count: int) -> tuple[list[Word], list[tuple[int, str]]]:
    words: list[Word] = [[]]
    footnotes: list[tuple[int, str]] = []
    for piece in paragraph:
        font = FONTS[piece.bold, piece.italic]
        for at, bit in enumerate(piece.text.split(" ")):
            if at:
                words.append([])
            if bit:
                words[-1].append((bit, font, paper.size, 0.0))
        if piece.footnote is not None:
            count += 1
            footnotes.append((count, piece.footnote))
            words[-1].append((str(count), font, 0.62 * paper.size, 0.33 * paper.size))
    return [word for word in words if word], footnotes


def width(word: Word) -> float:
    return sum(stringWidth(text, font, size) for text, font, size, _ in word)


def wrapped(words: list[Word], room: float, size: float) -> list[list[Word]]:
    lines: list[list[Word]] = [[]]
    used, space = 0.0, stringWidth(" ", "Helvetica", size)
    for word in words:
        if lines[-1] and used + space + width(word) > room:
            lines.append([])
            used = 0.0
        used += width(word) + (space if lines[-1] else 0.0)
        lines[-1].append(word)
    return lines


def draw(canvas: Canvas, x: float, y: float, line: list[Word], size: float) -> None:
    for at, word in enumerate(line):
        for text, font, height, rise in word:
            canvas.setFont(font, height)
            canvas.drawString(x, y + rise, text)
            x += stringWidth(text, font, height)
        if at < len(line) - 1:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, y, " ")
            x += stringWidth(" ", "Helvetica", size)


def make_pdf(paragraphs: Sequence[Paragraph], paper: Paper | None = None) -> bytes:
    """Set paragraphs on pages: footnotes at the foot of the page of their mark, a running foot, a letterhead column."""
    paper = paper or Paper()
    small = round(0.72 * paper.size, 1)
    pages: list[tuple[list[tuple[float, list[Word]]], list[list[Word]]]] = [([], [])]
    y, count = paper.top, 0
    for paragraph in paragraphs:
        words, footnotes = words_of(paragraph, paper, count)
        for line in wrapped(words, paper.width, paper.size):
            marks = {int(text) for word in line for text, _, size, rise in word if rise and text.isdigit()}
            own = [footnote for footnote in footnotes if footnote[0] in marks]
            bits = [
                row
                for number, text in own
                for row in wrapped(
                    [[(str(number), "Helvetica", 0.62 * small, 0.33 * small)]]
                    + [[(bit, "Helvetica", small, 0.0)] for bit in text.split(" ") if bit],
                    paper.width,
                    small,
                )
            ]
            taken = paper.bottom + (len(pages[-1][1]) + len(bits)) * 1.2 * small + paper.leading
            if y < taken and pages[-1][0]:
                pages.append(([], []))
                y = paper.top
            pages[-1][0].append((y, line))
            pages[-1][1].extend(bits)
            y -= paper.leading
        count += len(footnotes)
        y -= paper.gap
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for number, (lines, footnotes) in enumerate(pages, start=1):
        for y, line in lines:
            draw(canvas, paper.left, y, line, paper.size)
        for at, row in enumerate(footnotes):
            draw(canvas, paper.left, paper.bottom + (len(footnotes) - 1 - at) * 1.2 * small, row, small)
        canvas.setFont("Helvetica", 6.5)
        for at, text in enumerate(paper.side):
            canvas.drawString(paper.side_left, 690.5 - at * 9, text)
        if paper.head:
            canvas.drawString(paper.left, 800, paper.head)
        if paper.foot:
            canvas.drawString(paper.left, 40, paper.foot.format(page=number, pages=len(pages)))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


# --- Documents as text -----------------------------------------------------------------------------------------

STYLES = (("bold", "b"), ("italic", "i"), ("superscript", "^"), ("subscript", "_"), ("struck", "s"), ("underline", "u"))


def shown_run(one: Run) -> str:
    marks = "".join(letter for name, letter in STYLES if getattr(one, name))
    marks += f"#{one.footnote}" if one.footnote else ""
    marks += f"@{one.href}" if one.href else ""
    text = one.text.replace("\n", "⏎").replace("\t", "⇥").replace("\u00a0", "~")
    return f"[{marks}:{text}]" if marks else text


def shown_block(block: DocBlock) -> str:
    if block.rows:
        cells = [" / ".join(shown_block(inner) for inner in cell) for row in block.rows for cell in row]
        rows, at = [], 0
        for row in block.rows:
            rows.append(" | ".join(cells[at : at + len(row)]))
            at += len(row)
        return " || ".join(rows)
    text = "".join(map(shown_run, block.runs))
    label = f"({block.label}) " if block.label else ""
    return "  " * block.level + (f"h{block.heading} " if block.heading else "") + label + text


def shown(document: SourceDocument) -> str:
    """Write a document in a line a block: role where it is not body, label, styles and footnotes in brackets."""
    lines = [("" if b.role is Role.BODY else f"<{b.role}> ") + shown_block(b) for b in document.blocks]
    footnotes = [
        f"{footnote.key} {footnote.mark}: " + " / ".join(map(shown_block, footnote.blocks))
        for footnote in document.footnotes
    ]
    return "\n".join([*lines, *footnotes])


def words(document: SourceDocument, *roles: Role, labels: bool = True) -> str:
    """Give the text of blocks of some roles, and of the footnotes, without white space, for comparison."""

    def texts(blocks: Sequence[DocBlock]) -> list[str]:
        found = []
        for block in blocks:
            found += [(labels and block.label) or "", block.text]
            found += [text for row in block.rows for cell in row for text in texts(cell)]
        return found

    footnotes = [text for footnote in document.footnotes for text in (footnote.mark, *texts(footnote.blocks))]
    return "".join("".join([*texts([b for b in document.blocks if b.role in roles]), *footnotes]).split())


def damage(good: bytes, data: st.DataObject) -> bytes:
    """Cut a file off somewhere, or change some of its bytes."""
    damaged = bytearray(good)
    if data.draw(st.booleans(), label="cut"):
        del damaged[data.draw(st.integers(0, len(damaged) - 1)) :]
    for _ in range(data.draw(st.integers(0, 6), label="changes")):
        if damaged:
            damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    return bytes(damaged)


def read_or_refused(read: Callable[[bytes, str], SourceDocument], data: bytes, name: str) -> str:
    """Give the code of the diagnostic with which a reader refuses a file; empty where it reads it."""
    try:
        read(data, name)
    except UnreadableError as error:
        return error.problem.code
    return ""


@pytest.fixture(scope="session")
def papers() -> SimpleNamespace:
    """Makers of test letters: `docx`, `pdf`, `package` (a DOCX of raw parts), `run`, `Piece`, `Paper`, `shown`, `words`, `damage`, `refused`."""
    return SimpleNamespace(
        docx=make_docx,
        pdf=make_pdf,
        package=package,
        run=run,
        Piece=Piece,
        Paper=Paper,
        shown=shown,
        words=words,
        damage=damage,
        refused=read_or_refused,
    )
