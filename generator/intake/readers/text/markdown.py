"""Markdown, as tools make it of a PDF and people of a letter: its signs of headings, type, tables, footnotes and links.

What is left is text as it was before somebody made Markdown of it; `reader` makes lines of that.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.intake.source_document import DocBlock, Run

_HEADING = re.compile(r"^#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_BOLD_LINE = re.compile(r"^[ \t]*(?:\*\*(?=\S)[^*\n]+\*\*|__(?=\S)[^_\n]+__)[ \t]*\\?$", re.MULTILINE)
_NOTE = re.compile(r"^[ \t]{0,3}\[\^([^\]\s]{1,20})\]:[ \t]*", re.MULTILINE)
_MARK = re.compile(r"\[\^([^\]\s]{1,20})\]")
_RULE_OF_TABLE = re.compile(r"^(?:[ \t]*\|)?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?)?[ \t]*$", re.MULTILINE)
_BETWEEN_PAGES = re.compile(r"\n[ \t]*\n(?:-{3,}|\*{3,}|_{3,})[ \t]*\n[ \t]*\n")
_SURE = (_HEADING, _NOTE, _RULE_OF_TABLE, _BETWEEN_PAGES)
"""Of these signs one shows that a text is Markdown."""
_FEWEST_BOLD_LINES = 2
_EMPHASIS = (
    re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])((?:[^*\n]|\n(?![ \t]*\n))*[^\s*\\])\1(?![\w*])"),
    re.compile(r"(?<![\w\\_])(_{1,3})(?=[^\s_])((?:[^_\n]|\n(?![ \t]*\n))*[^\s_\\])\1(?!\w)"),
)
"""Bold and italic words, also over several lines of a paragraph; a sign within a word is text."""
_ESCAPED = re.compile(r"\\([*_#\[\]()`+.!|>~^$-])")
_RULE = re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
"""What is between pages."""
_BREAK = re.compile(r"\\$", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+(?=\S|$)", re.MULTILINE)
"""The sign of a quotation, which is before each of its lines or only before the first."""
_BULLET = re.compile(r"^([ \t]*)[*+](?=[ \t]+\S)", re.MULTILINE)
_TAG = re.compile(r"</?(?:u|b|i|em|strong|span|p|div)\b[^<>]{0,80}>|<!--.{0,2000}?-->", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});", re.IGNORECASE)
"""A sign by its name or number; without a semicolon it is text, as in the address `?a=1&copy=2`."""
_LINE_BREAK = re.compile(r"(?<![ \t])[ \t]*<br\s*/?>[ \t]*", re.IGNORECASE)
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_STYLED = re.compile(
    r"<(?P<how>sup|sub)>(?P<styled>[^<>]{1,80})</(?P=how)>|(?<![!\\])\[(?P<text>[^\[\]\n]+)\]\(<?(?P<href>(?:https?://|mailto:)[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)"
    r"|<(?P<address>https?://[^\s<>]+)>",
    re.IGNORECASE,
)


def is_markdown(text: str) -> bool:
    """Whether a text has signs that only Markdown has."""
    return any(sign.search(text) for sign in _SURE) or len(_BOLD_LINE.findall(text)) >= _FEWEST_BOLD_LINES


def plain(text: str) -> str:
    """Return a text of Markdown without its signs, line by line as before; a rule is the end of a page.

    A footnote and its mark get the brackets of typed ones; cells, links, raised and lowered text are left to `runs` and
    `table`.
    """
    text = _RULE_OF_TABLE.sub("", _QUOTED.sub("", text))
    text = _RULE.sub("\f", text)
    text = _HEADING.sub("", _BREAK.sub("", text))
    text = _NOTE.sub(r"[\1] ", text)
    text = _MARK.sub(r"[\1]", text)
    text = _BULLET.sub(r"\1-", text)
    for sign in _EMPHASIS:
        text = sign.sub(r"\2", text)
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), _LINE_BREAK.sub(" ", _TAG.sub("", text)))


def runs(line: str) -> tuple[Run, ...]:
    """Return a line's text with its links, and with what is raised or lowered."""
    return tuple(_runs(line)) or (Run(""),)


def _runs(line: str) -> Iterator[Run]:
    end = 0
    for match in _STYLED.finditer(line):
        yield from _bare(line[end : match.start()])
        if match["how"]:
            raised = match["how"].lower() == "sup"
            yield Run(_unescaped(match["styled"]), superscript=raised, subscript=not raised)
        else:
            address = match["href"] or match["address"]
            yield Run(_unescaped(match["text"] or address), href=address)
        end = match.end()
    yield from _bare(line[end:])


def _bare(text: str) -> Iterator[Run]:
    if text:
        yield Run(_unescaped(text))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def is_row(line: str) -> bool:
    """Whether a line is a row of a table."""
    return bool(_ROW.fullmatch(line))


def row(line: str, number: int) -> tuple[tuple[DocBlock, ...], ...]:
    """Return the cells of a table's row, each a block of the line with that number; an empty cell has none."""
    cells = (cell.strip() for cell in _BETWEEN_CELLS.split(line.strip().strip("|")))
    return tuple((DocBlock(runs(cell), line=number),) if cell else () for cell in cells)
