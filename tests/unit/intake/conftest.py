"""Letters made on the spot: the same paragraphs as a DOCX and as a PDF, for tests of what reads them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from xml.sax.saxutils import escape

import pytest
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from generator.content.parse_file import official_file
from generator.intake.source_document import DocBlock, Role, Run, SourceDocument, UnreadableError
from generator.intake.version_file import Keeping

KEEPING = Keeping(official_file, dt.date(2024, 5, 3))
"""What an update of a test keeps its text with."""

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
    level: str = ""
    """`^` for raised text, `_` for lowered text."""
    struck: bool = False


Paragraph = Sequence[Piece]


@dataclass(frozen=True)
class ListItem:
    """An item of a list, with its sign as printed: `-`, `2.`, `b.`."""

    sign: str
    pieces: Paragraph


@dataclass(frozen=True)
class GridCell:
    """A cell of a table, with how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Grid:
    """A table with ruled lines: the cells that begin in each row."""

    rows: Sequence[Sequence[GridCell]]


@dataclass(frozen=True)
class Beside:
    """Lines of text in columns without ruled lines, as of signatures beside each other."""

    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class PageBreak:
    """The end of a page."""


Block = Paragraph | ListItem | Grid | Beside | PageBreak


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


LEVELS = {"^": '<w:vertAlign w:val="superscript"/>', "_": '<w:vertAlign w:val="subscript"/>', "": ""}
NUMBER_FORMATS = {
    "-": ("bullet", "-"),
    "1.": ("decimal", "%1."),
    "1)": ("decimal", "%1)"),
    "a.": ("lowerLetter", "%1."),
}
BORDER = '<w:tblPr><w:tblBorders><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>'


@dataclass
class WordBody:
    """The parts of a DOCX as they are written, block after block."""

    body: str = ""
    footnotes: str = ""
    lists: list[str] = field(default_factory=list)
    """The first sign of each list."""
    count: int = 0

    def runs(self, pieces: Paragraph) -> str:
        inner = ""
        for piece in pieces:
            marks = (("<w:b/>", piece.bold), ("<w:i/>", piece.italic), ("<w:strike/>", piece.struck))
            inner += run(piece.text, "".join(mark for mark, on in marks if on) + LEVELS[piece.level])
            if piece.footnote is not None:
                self.count += 1
                inner += f'<w:r><w:footnoteReference w:id="{self.count + 1}"/></w:r>'
                own = f"<w:r><w:footnoteRef/></w:r>{run(' ' + piece.footnote)}"
                self.footnotes += f'<w:footnote w:id="{self.count + 1}"><w:p>{own}</w:p></w:footnote>'
        return inner

    def add(self, block: Block) -> None:
        match block:
            case ListItem(sign, pieces):
                if sign in NUMBER_FORMATS and not (sign == "-" and self.lists[-1:] == ["-"]):
                    self.lists.append(sign)
                style = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{len(self.lists)}"/></w:numPr>'
                self.body += f"<w:p><w:pPr>{style}</w:pPr>{self.runs(pieces)}</w:p>"
            case Grid(rows):
                self.body += f"<w:tbl>{BORDER}{grid_columns(rows)}{''.join(word_rows(rows))}</w:tbl>"
            case Beside(rows):
                cells = ("".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in row) for row in rows)
                columns = "<w:gridCol/>" * len(rows[0])
                self.body += (
                    f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
                )
            case PageBreak():
                self.body += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            case _:
                self.body += f"<w:p>{self.runs(block)}</w:p>"


def grid_columns(rows: Sequence[Sequence[GridCell]]) -> str:
    return f"<w:tblGrid>{'<w:gridCol/>' * sum(cell.columns for cell in rows[0])}</w:tblGrid>"


def placed_cells(rows: Sequence[Sequence[GridCell]]) -> list[list[tuple[int, GridCell | None]]]:
    """Give the column and the cell of each place of a table, row by row; None where a cell above covers it."""
    covered: dict[tuple[int, int], int] = {}
    found: list[list[tuple[int, GridCell | None]]] = []
    width = sum(cell.columns for cell in rows[0])
    for at, row in enumerate(rows):
        cells, column, places = list(row), 0, []
        while column < width:
            if (at, column) in covered:
                places.append((column, None))
                column += covered[at, column]
                continue
            cell = cells.pop(0)
            covered |= {(at + down, column): cell.columns for down in range(1, cell.rows)}
            places.append((column, cell))
            column += cell.columns
        found.append(places)
    return found


def word_rows(rows: Sequence[Sequence[GridCell]]) -> Iterator[str]:
    for places in placed_cells(rows):
        out = ""
        for _, cell in places:
            if cell is None:
                out += "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
                continue
            span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
            span += '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            out += f"<w:tc><w:tcPr>{span}</w:tcPr><w:p>{run(cell.text)}</w:p></w:tc>"
        yield f"<w:tr>{out}</w:tr>"


def numbering(lists: Sequence[str]) -> str:
    """Write the numbering of lists that each begin anew."""
    kinds, lists_ = "", ""
    for at, sign in enumerate(lists, 1):
        kind, label = NUMBER_FORMATS[sign]
        level = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{label}"/>'
        kinds += f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        lists_ += f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
    return kinds + lists_


def page_field(name: str) -> str:
    """Write a field whose result is 1, as of page numbers."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def running(lines: Sequence[str]) -> str:
    """Write the paragraphs of a running head or foot; `{page}` and `{pages}` are fields."""
    out = ""
    for line in lines:
        inner = ""
        for text in re.split(r"(\{pages?\})", line):
            fields = {"{page}": page_field("PAGE"), "{pages}": page_field("NUMPAGES")}
            inner += fields.get(text) or "<w:r><w:tab/></w:r>".join(map(run, text.split("\t")))
        out += f"<w:p>{inner}</w:p>"
    return out


def make_docx(blocks: Sequence[Block], *, head: Sequence[str] = (), foot: Sequence[str] = ()) -> bytes:
    """Make a DOCX of blocks, with the lines of a running head and foot."""
    made = WordBody()
    for block in blocks:
        made.add(block)
    parts = (
        {"footnotes": made.footnotes, "numbering": numbering(made.lists)}
        if made.lists
        else {"footnotes": made.footnotes}
    )
    references = ""
    for kind, lines in (("header", head), ("footer", foot)):
        if lines:
            parts[f"{kind}1"] = running(lines)
            references += f'<w:{kind}Reference w:type="default" r:id="p-{kind}1"/>'
    return package(made.body + (f"<w:sectPr>{references}</w:sectPr>" if references else ""), **parts)


# --- PDF -------------------------------------------------------------------------------------------------------

FONTS = {
    (False, False): "Helvetica",
    (True, False): "Helvetica-Bold",
    (False, True): "Helvetica-Oblique",
    (True, True): "Helvetica-BoldOblique",
}


@dataclass(frozen=True)
class Printed:
    """A text at a place of some pages; `{page}` and `{pages}` are numbers."""

    text: str
    x: float
    y: float
    size: float = 7.0
    first: bool = True
    """Whether it is on the first page."""
    later: bool = True
    """Whether it is on the others."""


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
    printed: Sequence[Printed] = ()
    """What else is printed on pages, at a place of its own."""


@dataclass(frozen=True)
class Fragment:
    """A part of a word, in one style."""

    text: str
    font: str
    size: float
    rise: float = 0.0
    struck: bool = False
    footnote: int | None = None
    """For a mark, the number of its footnote."""


Word = list[Fragment]
Line = list[Word]


def words_of(paragraph: Paragraph, paper: Paper, count: int) -> tuple[Line, list[tuple[int, str]]]:
    words: list[Word] = [[]]
    footnotes: list[tuple[int, str]] = []
    levels = {"^": (0.62, 0.33), "_": (0.62, -0.12), "": (1.0, 0.0)}
    for piece in paragraph:
        font = FONTS[piece.bold, piece.italic]
        size, rise = (share * paper.size for share in levels[piece.level])
        for at, bit in enumerate(piece.text.split(" ")):
            if at:
                words.append([])
            if bit:
                words[-1].append(Fragment(bit, font, size, rise, piece.struck))
        if piece.footnote is not None:
            count += 1
            footnotes.append((count, piece.footnote))
            words[-1].append(Fragment(str(count), font, 0.62 * paper.size, 0.33 * paper.size, footnote=count))
    return [word for word in words if word], footnotes


def width(word: Word) -> float:
    return sum(stringWidth(part.text, part.font, part.size) for part in word)


def wrapped(words: Line, room: float, size: float) -> list[Line]:
    lines: list[Line] = [[]]
    used, space = 0.0, stringWidth(" ", "Helvetica", size)
    for word in words:
        if lines[-1] and used + space + width(word) > room:
            lines.append([])
            used = 0.0
        used += width(word) + (space if lines[-1] else 0.0)
        lines[-1].append(word)
    return lines


def draw(canvas: Canvas, x: float, y: float, line: Line, size: float) -> None:
    for at, word in enumerate(line):
        for part in word:
            canvas.setFont(part.font, part.size)
            canvas.drawString(x, y + part.rise, part.text)
            end = x + stringWidth(part.text, part.font, part.size)
            if part.struck:
                canvas.setLineWidth(0.5)
                canvas.line(x, y + 0.25 * part.size, end, y + 0.25 * part.size)
            x = end
        if at < len(line) - 1:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, y, " ")
            x += stringWidth(" ", "Helvetica", size)


@dataclass
class Page:
    """What is placed on a page."""

    lines: list[tuple[float, float, Line]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)


@dataclass
class Pages:
    """The pages of a PDF as they are filled, block after block."""

    paper: Paper
    done: list[Page] = field(default_factory=lambda: [Page()])
    y: float = 0.0
    count: int = 0
    """Footnotes so far."""

    def __post_init__(self) -> None:
        self.y = self.paper.top

    @property
    def small(self) -> float:
        return round(0.72 * self.paper.size, 1)

    def add(self, block: Block) -> None:
        paper = self.paper
        match block:
            case PageBreak():
                self.turn()
                return
            case ListItem(sign, pieces):
                self.text(pieces, sign)
            case Grid(rows):
                self.grid(rows)
            case Beside(rows):
                self.beside(rows)
            case _:
                self.text(block)
        self.y -= paper.gap

    def turn(self) -> None:
        self.done.append(Page())
        self.y = self.paper.top

    def room(self, height: float, below: int = 0) -> None:
        """Turn the page if there is no room for so many points, and so many lines of footnotes."""
        foot = self.paper.bottom + (len(self.done[-1].footnotes) + below) * 1.2 * self.small
        if self.y - height < foot and self.done[-1].lines:
            self.turn()

    def text(self, pieces: Paragraph, sign: str = "") -> None:
        paper = self.paper
        words, footnotes = words_of(pieces, paper, self.count)
        indent = 14.0 if sign else 0.0
        for at, line in enumerate(wrapped(words, paper.width - indent, paper.size)):
            marks = {part.footnote for word in line for part in word}
            bits = [row for number, text in footnotes if number in marks for row in self.footnote(number, text)]
            self.room(paper.leading, len(bits))
            if sign and not at:
                self.done[-1].lines.append((paper.left, self.y, [[Fragment(sign, "Helvetica", paper.size)]]))
            self.done[-1].lines.append((paper.left + indent, self.y, line))
            self.done[-1].footnotes.extend(bits)
            self.y -= paper.leading
        self.count += len(footnotes)

    def footnote(self, number: int, text: str) -> list[Line]:
        mark = [Fragment(str(number), "Helvetica", 0.62 * self.small, 0.33 * self.small)]
        words = [[Fragment(bit, "Helvetica", self.small)] for bit in text.split(" ") if bit]
        return wrapped([mark, *words], self.paper.width, self.small)

    def beside(self, rows: Sequence[Sequence[str]]) -> None:
        paper = self.paper
        self.room(2 * len(rows) * paper.leading)
        for row in rows:
            room = paper.width / len(row)
            cells = [
                wrapped([[Fragment(bit, "Helvetica", paper.size)] for bit in text.split()], room - 12, paper.size)
                for text in row
            ]
            for at, lines in enumerate(cells):
                for down, line in enumerate(lines):
                    self.done[-1].lines.append((paper.left + at * room, self.y - down * paper.leading, line))
            self.y -= max(map(len, cells)) * paper.leading

    def grid(self, rows: Sequence[Sequence[GridCell]]) -> None:
        paper = self.paper
        height, count = 1.4 * paper.leading, sum(cell.columns for cell in rows[0])
        self.room(len(rows) * height)
        top, column_width = self.y + paper.leading, paper.width / count
        page = self.done[-1]
        for at, places in enumerate(placed_cells(rows)):
            for column, cell in places:
                if cell is None:
                    continue
                x, y = paper.left + column * column_width, top - at * height
                right, low = x + cell.columns * column_width, y - cell.rows * height
                page.rules += [(x, y, right, y), (x, low, right, low), (x, y, x, low), (right, y, right, low)]
                words = [[Fragment(bit, "Helvetica", paper.size)] for bit in cell.text.split(" ") if bit]
                page.lines.append((x + 3, y - paper.leading, words))
        self.y -= len(rows) * height


def make_pdf(blocks: Sequence[Block], paper: Paper | None = None) -> bytes:
    """Set blocks on pages: footnotes at the foot of the page of their mark, a running foot, a letterhead column."""
    paper = paper or Paper()
    pages = Pages(paper)
    for block in blocks:
        pages.add(block)
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for number, page in enumerate(pages.done, start=1):
        for x, y, line in page.lines:
            draw(canvas, x, y, line, paper.size)
        canvas.setLineWidth(0.5)
        for rule in page.rules:
            canvas.line(*rule)
        for at, row in enumerate(page.footnotes):
            draw(
                canvas, paper.left, paper.bottom + (len(page.footnotes) - 1 - at) * 1.2 * pages.small, row, pages.small
            )
        canvas.setFont("Helvetica", 6.5)
        for at, text in enumerate(paper.side):
            canvas.drawString(paper.side_left, 690.5 - at * 9, text)
        if paper.head:
            canvas.drawString(paper.left, 800, paper.head)
        if paper.foot:
            canvas.drawString(paper.left, 40, paper.foot.format(page=number, pages=len(pages.done)))
        for one in paper.printed:
            if one.first if number == 1 else one.later:
                canvas.setFont("Helvetica", one.size)
                canvas.drawString(one.x, one.y, one.text.format(page=number, pages=len(pages.done)))
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
