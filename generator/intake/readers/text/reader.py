"""Plain text, as copied or extracted from a PDF: one block for each line that is not blank.

Lines are not joined here: what a line is (a label, a footnote, a part of a paragraph) is decided by recognition.
"""

from __future__ import annotations

import codecs
import re

from generator.core.diagnostics import Position, diagnostic
from generator.intake.source_document import DocBlock, Run, SourceDocument, UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile(r"\r\n|[\n\r\v\u0085\u2028\u2029]")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_BOLD = re.compile(r"^(\*\*|_)(?=[^\s_])([^*_]+)(?<=\S)\1\s*$")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*\n]*[^\s*\\])\1(?![\w*])")
_ESCAPED = re.compile(r"\\([*_#\[\]()`+.!|>~-])")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*")
"""Signs of Markdown: of a heading, of a line in bold or italic, of bold and italic words, before a sign that is text, between pages."""
_BETWEEN_PAGES = re.compile(r"\n[ \t]*\r?\n(?:-{3,}|\*{3,}|_{3,})[ \t]*\r?\n[ \t]*\r?\n")
"""A rule with a blank line on both sides."""
_INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u200c\u200d\u2060")


def read(data: bytes, name: str) -> SourceDocument:
    """Return a text's lines. A form feed starts a page; a blank line is a gap in the line numbers.

    In Markdown, as tools make it of a PDF, the signs of headings are no text, and a rule ends a page.

    Raises:
        UnreadableError: if the bytes are no text in any usual encoding, or a text without a letter or digit.
    """
    text = _decode(data, name)
    if not any(char.isalnum() for char in text):
        raise UnreadableError(diagnostic("empty-source", Position(name)))
    if _HEADING.search(text) or _BETWEEN_PAGES.search(text):
        text = _without_markup(text)
    paged = "\f" in text
    blocks: list[DocBlock] = []
    page, number = 1, 0
    for part in _LINE_END.split(text.replace("\f", "\n\f")):
        if part.startswith("\f"):
            page += 1
        else:
            number += 1
        line = part.strip("\f").translate(_INVISIBLE)
        bare = line.strip()
        if bare:
            spread = line.expandtabs(4)
            indent = float(len(spread) - len(spread.lstrip()))
            blocks.append(DocBlock((Run(bare),), page=page if paged else None, line=max(number, 1), indent=indent))
    return SourceDocument("text", tuple(blocks), pages=page if paged else None)


def _without_markup(text: str) -> str:
    """Return a text that a tool made Markdown of, without the signs of headings and bold lines; a rule ends a page."""
    lines = [_plain(_HEADING.sub("", line)) for line in _LINE_END.split(text.replace("\f", "\n\f"))]
    return "\n".join("\f" if _RULE.fullmatch(line) else line for line in lines)


def _plain(line: str) -> str:
    """Return a line of Markdown without the signs of bold and italic type; a sign that is escaped is text."""
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", _BOLD.sub(r"\2", line)))


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
