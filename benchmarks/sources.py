"""The original of an invented letter, as plain text, as a Word file and as a PDF: what official text is compared with.

Each form has the labels, paragraphs and footnotes that a letter of a ministry has, and is laid out as simply as can be:
a line of type is as long in a PDF as in plain text.
"""

from __future__ import annotations

import io
import textwrap
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

Pieces = tuple[str | int, ...]
"""A paragraph: its text, with the number of a footnote where its mark is."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed of a letter, in reading order: labels and paragraphs, and the footnotes by their numbers."""

    paragraphs: tuple[Pieces, ...]
    footnotes: Mapping[int, str]


# --- Plain text ------------------------------------------------------------------------------------------------

_COLUMNS = 80


def as_text(letter: Printed) -> bytes:
    """Write a letter as plain text; its footnotes are at its end."""
    paragraphs = ["".join(map(str, pieces)) for pieces in letter.paragraphs]
    paragraphs += [f"{number} {text}" for number, text in letter.footnotes.items()]
    return ("\n\n".join(map(_filled, paragraphs)) + "\n").encode()


def _filled(text: str) -> str:
    return textwrap.fill(text, _COLUMNS, break_on_hyphens=False, break_long_words=False)


# --- Word ------------------------------------------------------------------------------------------------------

_OFFICE = "http://schemas.openxmlformats.org"
_WORD = f"{_OFFICE}/wordprocessingml/2006/main"
_RELATIONS = f"{_OFFICE}/package/2006/relationships"
_KIND = f"{_OFFICE}/officeDocument/2006/relationships"
_OWN = 2
"""The first id of a footnote: Word keeps those below it for its separators."""


def as_word(letter: Printed) -> bytes:
    """Write a letter as a Word file, with Word's own footnotes."""
    body = "".join(f"<w:p>{''.join(map(_word_run, pieces))}</w:p>" for pieces in letter.paragraphs)
    notes = "".join(
        f'<w:footnote w:id="{number + _OWN}"><w:p><w:r><w:footnoteRef/></w:r>{_word_run(f" {text}")}</w:p></w:footnote>'
        for number, text in letter.footnotes.items()
    )
    files = {
        "_rels/.rels": _relations(officeDocument="word/document.xml"),
        "word/document.xml": _word_part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations(footnotes="footnotes.xml"),
        "word/footnotes.xml": _word_part("footnotes", notes),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():  # a `ZipInfo` has the same date each time
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _word_run(piece: str | int) -> str:
    if isinstance(piece, int):
        return f'<w:r><w:footnoteReference w:id="{piece + _OWN}"/></w:r>'
    return f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'


def _word_part(name: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{_WORD}">{inner}</w:{name}>'


def _relations(**targets: str) -> str:
    rows = "".join(
        f'<Relationship Id="{kind}" Type="{_KIND}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'


# --- PDF -------------------------------------------------------------------------------------------------------

_PAPER = (595, 842)
_LEFT, _TOP, _BOTTOM = 70, 770, 70
_SIZE, _LEADING = 9.5, 13
"""Points. A character of Courier is 0.6 of its size wide, so that a line of `_COLUMNS` is 456 points."""
_NOTE_SIZE, _NOTE_LEADING = 7.0, 9
_SMALLER, _RAISED = 0.62, 0.33
"""The size of a footnote's mark and how far it is raised, in sizes of the text around it."""


@dataclass(slots=True)
class _Sheet:
    """A page of a PDF while it is filled: its lines, and the lines of its footnotes."""

    lines: list[tuple[int, Pieces]]
    notes: list[Pieces]


def as_pdf(letter: Printed) -> bytes:
    """Write a letter as a PDF; footnotes are at the foot of the page that has their mark."""
    sheets = _sheets(letter)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(sheets)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>")
    streams = [zlib.compress("\n".join(_drawn(sheet)).encode("cp1252")) for sheet in sheets]
    made = bytearray(b"%PDF-1.4\n")
    offsets = []

    def put(body: bytes) -> None:
        offsets.append(len(made))
        made.extend(b"%d 0 obj\n%b\nendobj\n" % (len(offsets), body))

    for text in objects:
        put(text.encode())
    for at, stream in enumerate(streams):
        box = f"/MediaBox [0 0 {_PAPER[0]} {_PAPER[1]}] /Resources << /Font << /F 3 0 R >> >>"
        put(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * at} 0 R >>".encode())
        put(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(stream), stream))
    start = len(made)
    made.extend(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
    made.extend(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    made.extend(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, start))
    return bytes(made)


def _sheets(letter: Printed) -> list[_Sheet]:
    """Lay a letter out: a line goes to the next page if it and the footnotes of its marks have no room on this one."""
    sheets = [_Sheet([], [])]
    y = _TOP
    for pieces in letter.paragraphs:
        for line in _set(pieces):
            notes = [
                row
                for number in line
                if isinstance(number, int)
                for row in _lines((number, f" {letter.footnotes[number]}"), int(_COLUMNS * _SIZE / _NOTE_SIZE))
            ]
            foot = _BOTTOM + (len(sheets[-1].notes) + len(notes)) * _NOTE_LEADING
            if y < foot + _LEADING:
                sheets.append(_Sheet([], []))
                y = _TOP
            sheets[-1].lines.append((y, line))
            sheets[-1].notes.extend(notes)
            y -= _LEADING
        y -= _LEADING
    return sheets


def _set(pieces: Pieces) -> Sequence[Pieces]:
    """Break a paragraph into lines so that the last one is short: at the end of a page nothing else shows its end."""
    for columns in range(_COLUMNS, _COLUMNS // 2, -1):
        lines = tuple(_lines(pieces, columns))
        if sum(map(_length, lines[-1])) < _COLUMNS * 3 // 4:
            return lines
    return lines


def _lines(pieces: Pieces, columns: int) -> Iterator[Pieces]:
    """Break a paragraph into lines at its spaces; a mark stays with the word before it."""
    line: list[str | int] = []
    used = 0
    for word in _words(pieces):
        long = sum(map(_length, word))
        if line and used + 1 + long > columns:
            yield tuple(line)
            line, used = [], 0
        if line:
            line.append(" ")
            used += 1
        line.extend(word)
        used += long
    yield tuple(line)


def _length(piece: str | int) -> int:
    return len(piece) if isinstance(piece, str) else 1


def _words(pieces: Pieces) -> Iterator[list[str | int]]:
    word: list[str | int] = []
    for piece in pieces:
        first, *more = piece.split(" ") if isinstance(piece, str) else (piece,)
        if first:
            word.append(first)
        for text in more:
            if word:
                yield word
            word = [text] if text else []
    if word:
        yield word


def _drawn(sheet: _Sheet) -> Iterator[str]:
    for y, line in sheet.lines:
        yield _drawn_line(line, y, _SIZE)
    for below, line in zip(range(len(sheet.notes) - 1, -1, -1), sheet.notes, strict=True):
        yield _drawn_line(line, _BOTTOM + below * _NOTE_LEADING, _NOTE_SIZE)


def _drawn_line(line: Pieces, y: int, size: float) -> str:
    shown = []
    for mark, text in _joined(line):
        if mark:
            shown.append(f"/F {size * _SMALLER:.2f} Tf {size * _RAISED:.2f} Ts ({text}) Tj /F {size} Tf 0 Ts")
        else:
            shown.append(f"({text.translate(_PDF_SIGNS)}) Tj")
    return f"BT /F {size} Tf {_LEFT} {y} Td {' '.join(shown)} ET"


_PDF_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "()\\"})


def _joined(line: Pieces) -> Iterator[tuple[bool, str]]:
    """Yield a line's text between marks as one, and each mark."""
    text = ""
    for piece in line:
        if isinstance(piece, str):
            text += piece
            continue
        if text:
            yield False, text
        yield True, str(piece)
        text = ""
    if text:
        yield False, text


FORMS: Sequence[tuple[str, Callable[[Printed], bytes]]] = (
    ("brief.txt", as_text),
    ("brief.docx", as_word),
    ("brief.txt", as_text),
    ("brief.pdf", as_pdf),
)
"""The forms of one letter after the other: half of them are plain text, a quarter Word files, a quarter PDFs."""
