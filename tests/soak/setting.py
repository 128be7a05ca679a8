"""Setting a made letter as text, Word file, web page and PDF."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from tests.unit.intake import conftest as papers


@dataclass(frozen=True)
class Part:
    """A paragraph, label, list item or table of a made letter.

    In its text `^2^` is raised, `_2_` lowered, `~~x~~` struck, `«1»` the mark of the first footnote; cells end at `|`.
    """

    kind: str
    text: str


def parts(text: str) -> list[Part]:
    """Return the parts of a letter written as above."""
    return [Part(*line.split(": ", 1)) for line in text.splitlines()]


def _notes(letter: Sequence[Part]) -> list[str]:
    return [part.text for part in letter if part.kind == "note"]


def _pieces(text: str) -> list[str]:
    return [piece for piece in re.split(r"(\^\w+\^|_\w+_|~~\w+~~|«\d»)", text) if piece]


def _plain(text: str) -> str:
    """Return a text as a format shows it that knows no styles."""
    return "".join(piece.strip("^_~") for piece in _pieces(text))


def as_text(letter: Sequence[Part]) -> bytes:
    """Set a letter as text; it has no tables."""
    out: list[str] = []
    number = 0
    for part in letter:
        number = number + 1 if part.kind == "number" else 0
        sign = {"item": "- ", "number": f"{number}. "}.get(part.kind, "")
        if part.kind not in ("table", "row", "note"):
            plain = re.sub("[«»]", "", _plain(part.text))
            out.append(textwrap.fill(sign + plain, 90, subsequent_indent=" " * len(sign), break_on_hyphens=False))
    out += [f"{at} {text}" for at, text in enumerate(_notes(letter), 1)]
    return ("\n\n".join(out) + "\n").encode()


NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
    f'<w:lvlText w:val="{label}"/></w:lvl></w:abstractNum>'
    for at, kind, label in ((0, "bullet", "•"), (1, "decimal", "%1."))
) + "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in (0, 1))

STYLES = (
    '<w:style w:type="paragraph" w:styleId="Kop"><w:name w:val="heading 2"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
)


def as_word(letter: Sequence[Part]) -> bytes:
    """Set a letter as a Word file, with Word's own lists, tables and footnotes."""
    body, rows = "", ""
    heading = '<w:pPr><w:pStyle w:val="Kop"/></w:pPr>'
    for part in letter:
        if rows and part.kind != "row":
            body, rows = f"{body}{rows}</w:tbl>", ""
        if part.kind in ("table", "row"):
            border = '<w:tbl><w:tblPr><w:tblBorders><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>'
            cells = (f"<w:tc><w:p>{_word_runs(cell.strip())}</w:p></w:tc>" for cell in part.text.split("|"))
            rows += ("" if rows else border) + f"<w:tr>{''.join(cells)}</w:tr>"
        elif part.kind in ("item", "number"):
            list_ = {"item": 1, "number": 2}[part.kind]
            head = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_}"/></w:numPr></w:pPr>'
            body += f"<w:p>{head}{_word_runs(part.text)}</w:p>"
        elif part.kind != "note":
            strong = "<w:b/>" if part.kind in ("label", "title") else ""
            head = heading if part.kind == "heading" else ""
            body += f"<w:p>{head}{_word_runs(part.text, strong)}</w:p>"
    notes = "".join(
        f'<w:footnote w:id="{at + 1}"><w:p><w:r><w:footnoteRef/></w:r>{papers.run(" " + text)}</w:p></w:footnote>'
        for at, text in enumerate(_notes(letter), 1)
    )
    return papers.package(body, footnotes=notes, numbering=NUMBERING, styles=STYLES)


WORD_STYLES = {
    "^": '<w:vertAlign w:val="superscript"/>',
    "_": '<w:vertAlign w:val="subscript"/>',
    "~": "<w:strike/>",
}


def _word_runs(text: str, style: str = "") -> str:
    out = ""
    for piece in _pieces(text):
        if piece.startswith("«"):
            out += f'<w:r><w:footnoteReference w:id="{int(piece[1:-1]) + 1}"/></w:r>'
        else:
            out += papers.run(piece.strip("^_~"), style + WORD_STYLES.get(piece[0], ""))
    return out


def as_page(letter: Sequence[Part]) -> bytes:
    """Set a letter as a web page."""
    body, open_ = "", ""
    tags = {"item": "ul", "number": "ol", "table": "table", "row": "table"}
    for part in letter:
        tag = tags.get(part.kind, "")
        if tag != open_:
            body += (f"</{open_}>" if open_ else "") + (f"<{tag}>" if tag else "")
            open_ = tag
        if part.kind in ("table", "row"):
            cell = "th" if part.kind == "table" else "td"
            cells = (f"<{cell}>{_page_text(text.strip())}</{cell}>" for text in part.text.split("|"))
            body += f"<tr>{''.join(cells)}</tr>"
        elif tag:
            body += f"<li>{_page_text(part.text)}</li>"
        elif part.kind != "note":
            name = {"label": "h2", "title": "h2", "heading": "h3"}.get(part.kind, "p")
            body += f"<{name}>{_page_text(part.text)}</{name}>"
    items = "".join(
        f'<li id="fn{at}">{html.escape(text)} <a href="#fnref{at}">↩</a></li>'
        for at, text in enumerate(_notes(letter), 1)
    )
    notes = f'<section class="footnotes"><ol>{items}</ol></section>'
    return f"<html><body><main>{body}{notes}</main></body></html>".encode()


PAGE_STYLES = {"^": "sup", "_": "sub", "~": "s"}


def _page_text(text: str) -> str:
    out = ""
    for piece in _pieces(text):
        shown = html.escape(piece.strip("^_~«»"))
        if piece[0] == "«":
            out += f'<sup id="fnref{shown}"><a href="#fn{shown}">{shown}</a></sup>'
        elif piece[0] in PAGE_STYLES:
            out += f"<{PAGE_STYLES[piece[0]]}>{shown}</{PAGE_STYLES[piece[0]]}>"
        else:
            out += shown
    return out


def as_pdf(letter: Sequence[Part]) -> bytes:
    """Set a letter as a PDF; it has no tables, and no signs that its font lacks."""
    notes = _notes(letter)
    made: list[list[papers.Piece]] = []
    number = 0
    for part in letter:
        number = number + 1 if part.kind == "number" else 0
        if part.kind in ("table", "row", "note"):
            continue
        pieces: list[papers.Piece] = []
        sign = {"item": "- ", "number": f"{number}. "}.get(part.kind, "")
        for piece in _pieces(sign + _plain(part.text).replace("≤", "onder")):
            if piece[0] == "«":
                pieces[-1] = papers.Piece(pieces[-1].text, footnote=notes[int(piece[1:-1]) - 1])
            else:
                pieces.append(papers.Piece(piece, bold=part.kind in ("label", "title", "heading")))
        made.append(pieces)
    data: bytes = papers.make_pdf(made)
    return data


FORMATS = {".txt": as_text, ".docx": as_word, ".html": as_page, ".pdf": as_pdf}
