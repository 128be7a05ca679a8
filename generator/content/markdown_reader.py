"""Parses Markdown into text with marks beside it (`core/model`): blocks, paragraphs, footnotes.

Every link and footnote mark has its line and column. Where links lead is not decided here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from generator.content.dialect import PARSER
from generator.core import limits
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.model import (
    Block,
    CodeBlock,
    Footnote,
    Heading,
    ListBlock,
    Mark,
    MarkKind,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
)


@dataclass(frozen=True, slots=True)
class ParsedMarkdown:
    """The blocks of a text, its footnotes in the order of their definitions, and what is wrong with the Markdown."""

    blocks: Text
    footnotes: tuple[Footnote, ...]
    problems: tuple[Diagnostic, ...]


def parse(text: str, path: str, first_line: int = 1) -> ParsedMarkdown:
    """Parse Markdown that begins on line `first_line` of the file at `path`."""
    lines = text.split("\n")
    over = _over_footnotes(lines)
    if over is not None:
        problem = limits.problem("footnotes", Position(path, first_line + over, 1))
        return ParsedMarkdown((), (), (problem,))
    reader = _BlockReader(lines, path, first_line)
    tokens = PARSER.parse(text)
    most = limits.current().blocks
    deep = next((token for token in tokens if token.level > most), None)
    if deep is not None:
        return ParsedMarkdown((), (), (limits.problem("blocks", Position(path, reader.line(deep), 1)),))
    blocks = reader.blocks(tokens)
    return ParsedMarkdown(tuple(blocks), tuple(reader.footnotes), (*reader.problems, *_footnote_problems(reader)))


def _over_footnotes(lines: Sequence[str]) -> int | None:
    """Return the index of the line with the first footnote of more than are read; None where there are no more."""
    starts = (index for index, line in enumerate(lines) if _FOOTNOTE.match(line))
    return next(islice(starts, limits.current().footnotes, None), None)


_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]+\]:")  # [^1]: text
_SPANS = {
    "em": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "s": MarkKind.STRIKE,
    "sup": MarkKind.SUPERSCRIPT,
    "sub": MarkKind.SUBSCRIPT,
    "link": MarkKind.LINK,
}


# --- Tokens to blocks ------------------------------------------------------------------------------------------


@dataclass
class _BlockReader:
    """Converts the parser's block tokens to blocks, and collects footnotes and problems on the way."""

    lines: Sequence[str]
    path: str
    first_line: int
    footnotes: list[Footnote] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    """The labels of the footnotes."""
    problems: list[Diagnostic] = field(default_factory=list)
    used: dict[str, Position] = field(default_factory=dict)
    """Labels of the footnote marks in the text, with the position of the first mark of each."""

    def blocks(self, tokens: Sequence[Token]) -> list[Block]:
        found: list[Block] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            end = _closing(tokens, at) if token.nesting == 1 else at
            inner = tokens[at + 1 : end]
            match token.type:
                case "paragraph_open":
                    found.append(self.paragraph(inner[0]))
                case "heading_open":
                    found.append(Heading(int(token.tag[1:]), self.paragraph(inner[0], token)))
                case "bullet_list_open":
                    found.append(ListBlock(ordered=False, items=self.items(inner), delimiter=token.markup))
                case "ordered_list_open":
                    start = int(token.attrs.get("start", 1))
                    found.append(ListBlock(ordered=True, items=self.items(inner), start=start, delimiter=token.markup))
                case "blockquote_open":
                    found.append(Quote(tuple(self.blocks(inner))))
                case "table_open":
                    found.append(self.table(inner))
                case "fence":
                    found.append(CodeBlock(token.content.rstrip("\n"), self.line(token)))
                case "hr":
                    found.append(Rule())
                case "footnote_reference_open":
                    self.footnote(str(token.meta["label"]), token, inner)
                case kind:
                    raise AssertionError(kind)
            at = end + 1
        return found

    def items(self, tokens: Sequence[Token]) -> tuple[Text, ...]:
        return tuple(tuple(self.blocks(inner)) for _, inner in _children(tokens, "list_item_open"))

    def table(self, tokens: Sequence[Token]) -> Table:
        rows: list[tuple[Paragraph, ...]] = []
        align: tuple[str, ...] = ()
        for _, part in _children(tokens, "thead_open", "tbody_open"):
            for row, cells in _children(part, "tr_open"):
                opened = [(cell, inner[0]) for cell, inner in _children(cells, "th_open", "td_open")]
                rows.append(tuple(self.paragraph(inline, row) for _, inline in opened))
                align = align or tuple(str(cell.attrs.get("style", "")).partition(":")[2] for cell, _ in opened)
                self.check_row(row, len(opened))
        head = rows[0] if any(cell.text for cell in rows[0]) else ()
        return Table(head, tuple(rows[1:]), align if any(align) else ())

    def check_row(self, row: Token, width: int) -> None:
        """Report a row with more cells than the head, because Markdown ignores the surplus cells."""
        cells = escapedSplit(self.lines[row.map[0] if row.map else 0].strip())
        count = len(cells) - (cells[:1] == [""]) - (cells[-1:] == [""])
        if count > width:
            position = Position(self.path, self.line(row), 1)
            self.problems.append(diagnostic("long-table-row", position, cells=count, width=width))

    def footnote(self, label: str, token: Token, inner: Sequence[Token]) -> None:
        line = self.line(token)
        if label in self.labels:
            self.problems.append(diagnostic("duplicate-footnote", Position(self.path, line, 1), label=label))
            return
        self.labels.add(label)
        self.footnotes.append(Footnote(label, number_of(label), tuple(self.blocks(inner)), line))

    def line(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else 0)

    def paragraph(self, inline: Token, around: Token | None = None) -> Paragraph:
        token = inline if inline.map else around or inline
        start = token.map[0] if token.map else 0
        return _InlineReader(self, inline.content, start).read(inline.children or [])

    def place(self, content: str, offset: int, start: int) -> tuple[int, int]:
        """Return the line and column of an offset in the source of a paragraph that begins at `lines[start]`."""
        line, column = place_in(self.lines, content, offset, start)
        return self.first_line + line, column


def place_in(lines: Sequence[str], content: str, offset: int, start: int) -> tuple[int, int]:
    """Return the line, from 0, and the column, from 1, of an offset in a paragraph that begins at `lines[start]`."""
    row = content.count("\n", 0, offset)
    begin = content.rfind("\n", 0, offset) + 1
    text = content[begin:].split("\n", 1)[0]
    line = lines[start + row] if start + row < len(lines) else ""
    return start + row, max(line.find(text), 0) + offset - begin + 1


def number_of(label: str) -> str:
    """Return the printed number of a footnote: that of label `1b` is 1, in the letter's second series of footnotes."""
    found = re.fullmatch(r"(\d+)[a-z]", label)
    return found[1] if found else label


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Return the index of the token that closes the opening token at index `at`."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    raise AssertionError(tokens[at].type)


def _children(tokens: Sequence[Token], *kinds: str) -> list[tuple[Token, Sequence[Token]]]:
    """Return each opening token of these kinds on the outermost level, with the tokens inside it."""
    found: list[tuple[Token, Sequence[Token]]] = []
    at = 0
    while at < len(tokens):
        end = _closing(tokens, at)
        if tokens[at].type in kinds:
            found.append((tokens[at], tokens[at + 1 : end]))
        at = end + 1
    return found


# --- Inline tokens to text and marks ---------------------------------------------------------------------------


class _InlineReader:
    """Converts the inline tokens of one paragraph to its text and the marks over it."""

    def __init__(self, reader: _BlockReader, content: str, start: int) -> None:
        self.reader = reader
        self.content = content
        self.start = start
        self.text = ""
        self.marks: list[Mark] = []
        self.open: list[tuple[int, Token]] = []

    def read(self, tokens: Sequence[Token]) -> Paragraph:
        for token in tokens:
            self.token(token)
        marks = tuple(sorted(self.marks, key=lambda mark: (mark.start, mark.end)))
        return Paragraph(self.text, marks, self.reader.first_line + self.start)

    def token(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self.text += token.content
            case "softbreak":
                self.text += " "
            case "hardbreak":
                self.text += "\n"
                self.add(MarkKind.BREAK, len(self.text) - 1)
            case "code_inline":
                self.text += token.content
                self.add(MarkKind.CODE, len(self.text) - len(token.content))
            case "footnote_ref":
                label = str(token.meta["label"])
                line, column = self.place(token)
                self.reader.used.setdefault(label, Position(self.reader.path, line, column))
                self.add(MarkKind.FOOTNOTE, len(self.text), label, line, column)
            case "image":
                position = Position(self.reader.path, *self.place(token))
                self.reader.problems.append(diagnostic("image", position, Severity.WARNING))
                self.text += token.content
            case _ if token.nesting == 1:
                self.open.append((len(self.text), token))
            case _ if token.nesting == -1:
                self.close(*self.open.pop())
            case kind:
                raise AssertionError(kind)

    def close(self, start: int, token: Token) -> None:
        kind = _SPANS[token.type.removesuffix("_open")]
        if kind is not MarkKind.LINK:
            self.add(kind, start)
            return
        line, column = self.place(token)
        destination = _destination(str(token.attrs.get("href", "")), self.reader.path)
        if start == len(self.text):
            self.reader.problems.append(diagnostic("empty-link", Position(self.reader.path, line, column)))
        self.add(kind, start, destination, line, column)

    def add(self, kind: MarkKind, start: int, value: str = "", line: int = 0, column: int = 0) -> None:
        self.marks.append(Mark(start, len(self.text), kind, value, line, column))

    def place(self, token: Token) -> tuple[int, int]:
        return self.reader.place(self.content, int(token.meta["at"]), self.start)


def _destination(href: str, path: str) -> str:
    """Make a relative link to a content file relative to the site's root; return other destinations unchanged."""
    file, hash_, anchor = href.partition("#")
    if not file.endswith(".md") or ":" in file or file.startswith("/"):
        return href
    return "/" + posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))) + hash_ + anchor


def _footnote_problems(reader: _BlockReader) -> list[Diagnostic]:
    defined = {note.label for note in reader.footnotes}
    missing = [
        diagnostic("unknown-footnote", position, label=label)
        for label, position in reader.used.items()
        if label not in defined
    ]
    unused = [
        diagnostic("unused-footnote", Position(reader.path, note.line, 1), Severity.WARNING, label=note.label)
        for note in reader.footnotes
        if note.label not in reader.used
    ]
    return missing + unused
