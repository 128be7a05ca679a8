"""Plain text, as copied or extracted from a PDF: one block for each line that is not blank.

Lines are not joined here: what a line is (a label, a footnote, a part of a paragraph) is decided by recognition.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace

from generator.core.diagnostics import Position, diagnostic
from generator.intake.readers.text import markdown, side_column
from generator.intake.source_document import DocBlock, Role, Run, SourceDocument, UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile(r"\r\n|[\n\r\v\u0085\u2028\u2029]")
_INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u200c\u200d\u2060")
_QUOTED = re.compile(r"^[ \t]?(?:>[ \t]?)+", re.MULTILINE)
_RULE_BELOW_HEAD = 2
"""Lines between the rows of a table that there may be, beside the rows themselves: the rule, and none."""


def read(data: bytes, name: str) -> SourceDocument:
    """Return a text's lines. A form feed starts a page; a blank line is a gap in the line numbers.

    Markdown, as tools make it of a PDF, is read without its signs, and its tables as tables.

    Raises:
        UnreadableError: if the bytes are no text in any usual encoding, or a text without a letter or digit.
    """
    text = "\n".join(_LINE_END.split(_decode(data, name)))
    if not any(char.isalnum() for char in text):
        raise UnreadableError(diagnostic("empty-source", Position(name)))
    text = _without_quote_signs(text)
    marked = markdown.is_markdown(text)
    if marked:
        text = markdown.plain(text)
    paged = "\f" in text
    blocks: list[DocBlock] = []
    page, number = 1, 0
    parts = text.replace("\f", "\n\f").split("\n")
    columns = {} if marked else _columns(parts)
    for index, part in enumerate(parts):
        if part.startswith("\f"):
            page += 1
        else:
            number += 1
        line = part.strip("\f").translate(_INVISIBLE)
        bare = line.strip()
        if not bare:
            continue
        at = max(number, 1)
        if marked and markdown.is_row(bare):
            _add_row(blocks, markdown.row(bare, at), page if paged else None, at)
            continue
        spread = line.expandtabs(4)
        indent = float(len(spread) - len(spread.lstrip()))
        if index in columns:
            bare, beside = spread[: columns[index]].strip(), spread[columns[index] :].strip()
            side = DocBlock((Run(beside),), Role.SIDE, page=page if paged else None, line=at, indent=columns[index])
            blocks.append(side)
            if not bare:
                continue
        runs = markdown.runs(bare) if marked else (Run(bare),)
        blocks.append(DocBlock(runs, page=page if paged else None, line=at, indent=indent))
    return SourceDocument("text", tuple(blocks), pages=page if paged else None)


def _without_quote_signs(text: str) -> str:
    """Return a text of mail without the signs before its lines, if most of it is quoted."""
    filled = [line for line in text.split("\n") if line.strip()]
    quoted = sum(bool(_QUOTED.match(line)) for line in filled)
    return _QUOTED.sub("", text) if 2 * quoted > len(filled) else text


def _columns(parts: Sequence[str]) -> dict[int, int]:
    """Return the lines that have a letterhead column, and where it begins in them with its tabs as spaces."""
    page = 1
    laid: list[side_column.LaidLine] = []
    for part in parts:
        page += part.startswith("\f")
        laid.append(side_column.LaidLine(page, part.strip("\f").translate(_INVISIBLE).expandtabs(4)))
    return side_column.find(laid)


def _add_row(blocks: list[DocBlock], row: tuple[tuple[DocBlock, ...], ...], page: int | None, at: int) -> None:
    """Add a row to the table right above it (its head has a rule below), else as the first of a table."""
    last = blocks[-1] if blocks else None
    if last is not None and last.rows and at - last.line - len(last.rows) < _RULE_BELOW_HEAD:
        blocks[-1] = replace(last, rows=(*last.rows, row))
    else:
        blocks.append(DocBlock(page=page, line=at, rows=(row,)))


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data:
        raise UnreadableError(diagnostic("not-text", Position(name)))
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
