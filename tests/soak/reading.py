"""A letter's Markdown, read without any of the program's code: its texts, and the place in the file of each character.

What two readings have in common is what a reader of the site sees; a change that leaves the reading as it was is none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import yaml
from markdown_it.token import Token

from tests.soak.scan import Mark, Scan, Span, scan
from tests.soak.tokens import cells, groups, parser, said

SECTIONS = {"Vraag": "question", "Question": "question", "Antwoord": "answer", "Answer": "answer"}
_PARSER = parser()


@dataclass(frozen=True)
class Leaf:
    """A paragraph, heading, list item's text or table cell."""

    path: str
    section: str
    """`cover`, `question`, `answer`, or `note` with a footnote's label."""
    shape: str
    """What it is and in what it is: `p`, `h3`, `ul 0 > p`, `quote > p`, `td 1,2`, `code`."""
    shown: str
    """Its text with footnote marks, struck and raised stretches; white space folded. Emphasis and links are left out."""
    line: int
    """The line of the file on which it begins, from 1."""
    said: str = field(default="", compare=False)
    """Its characters as the parser gives them."""
    lines: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    """Its source, line by line, each with where it begins in the file."""

    @cached_property
    def scan(self) -> Scan | None:
        """Its characters with their places in the file; none where that says anything else than the parser does."""
        found = scan(self.lines) if self.lines else None
        return found if found and found.text == self.said else None

    @property
    def text(self) -> str:
        """The characters that a reader sees; empty where their places are not known."""
        return self.scan.text if self.scan else ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Its footnote marks."""
        return self.scan.marks if self.scan else ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its struck, raised, linked and bracketed stretches."""
        return self.scan.spans if self.scan else ()


@dataclass(frozen=True)
class Block:
    """A paragraph, list, table, heading or quotation of a section, as a stretch of its file."""

    path: str
    section: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Definition:
    """A footnote's text, as a stretch of its file with the label in front."""

    path: str
    label: str
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """One file of a letter, read."""

    path: str
    text: str
    front: Mapping[str, object]
    body: int
    """Where the Markdown begins."""
    leaves: tuple[Leaf, ...]
    blocks: tuple[Block, ...]
    definitions: tuple[Definition, ...]
    sections: tuple[str, ...]

    @property
    def number(self) -> int | None:
        """The question's number; none for the cover letter."""
        number = self.front.get("number")
        return number if isinstance(number, int) else None

    @cached_property
    def reading(self) -> tuple[object, ...]:
        """What the file says, without the ways in which that can be written."""
        said = tuple((leaf.section, leaf.shape, leaf.shown) for leaf in self.leaves)
        return (repr(self.front.get("with")), repr(self.front.get("answered_in")), self.sections, said)


@dataclass(frozen=True)
class Letter:
    """A letter's folder: the text of each file, and its pages; editors' notes and the source are left out."""

    pages: Mapping[str, Page]

    @classmethod
    def of(cls, files: Mapping[str, str]) -> Letter:
        """Read the files of a letter, by their paths in its folder."""
        return cls({path: read(path, text) for path, text in sorted(files.items()) if "/" not in path})

    def changed(self, files: Mapping[str, str | None]) -> Letter:
        """Return the letter with some files other than they were, or gone (None)."""
        kept = {path: page for path, page in self.pages.items() if path not in files}
        new = {path: read(path, text) for path, text in files.items() if text is not None and "/" not in path}
        return Letter(dict(sorted({**kept, **new}.items())))

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All texts whose characters have known places."""
        return tuple(leaf for page in self.pages.values() for leaf in page.leaves if leaf.scan)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks."""
        return tuple(block for page in self.pages.values() for block in page.blocks)

    @cached_property
    def questions(self) -> tuple[Page, ...]:
        """The files of questions, by number."""
        return tuple(sorted((page for page in self.pages.values() if page.number), key=lambda page: page.number or 0))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every word of the letter, for inventions that look like its text."""
        found = {word for leaf in self.leaves for word in re.findall(r"[^\W\d_]{2,}", leaf.text)}
        return tuple(sorted(found)) or ("woord", "brief")

    @cached_property
    def reading(self) -> tuple[object, ...]:
        """What a reader sees of the letter: its files by the numbers of their questions."""
        return tuple(sorted((page.number or 0, *page.reading) for page in self.pages.values()))


_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Makes nothing but text of the front matter."""


def read(path: str, text: str) -> Page:
    """Read one file."""
    found = _FRONT.match(text)
    front = yaml.load(found[1], Loader=LOADER) if found else None
    front = {key: _number(value) for key, value in front.items()} if isinstance(front, dict) else {}
    body = found.end() if found else 0
    return _Reader(path, text, body, numbered="number" in front).page(front)


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


class _Reader:
    """Turns the tokens of one file into leaves, blocks and definitions."""

    def __init__(self, path: str, text: str, body: int, *, numbered: bool) -> None:
        self.path, self.text, self.body, self.numbered = path, text, body, numbered
        self.source = text[body:].replace("\r\n", "\n")
        self.same = self.source == text[body:]  # else places in the file are not those in what is read
        lengths = (len(line) + 1 for line in self.source.split("\n"))
        self.starts = [body, *itertools.accumulate(lengths, initial=body)][1:]
        self.leaves: list[Leaf] = []
        self.blocks: list[Block] = []
        self.definitions: list[Definition] = []
        self.sections: list[str] = []

    def page(self, front: Mapping[str, object]) -> Page:
        section = "" if self.numbered else "cover"
        for token, inner in groups(_PARSER.parse(self.source)):
            if self.numbered and token.tag == "h2" and inner and inner[0].content in SECTIONS:
                section = SECTIONS[inner[0].content]
                self.sections.append(section)
            elif token.type == "footnote_reference_open":
                label = str(token.meta["label"])
                self.definitions.append(Definition(self.path, label, *self.stretch(token)))
                self.walk(groups(inner), "", f"note {label}")
            else:
                self.blocks.append(Block(self.path, section, token.tag or token.type, *self.stretch(token)))
                self.walk([(token, inner)], "", section)
        parts = (tuple(self.leaves), tuple(self.blocks), tuple(self.definitions), tuple(self.sections))
        return Page(self.path, self.text, front, self.body, *parts)

    def stretch(self, token: Token) -> tuple[int, int]:
        """Return where a token's lines begin and end in the file, without white space behind them."""
        first, last = token.map or [0, 0]
        start = self.starts[first]
        end = self.starts[last] if last < len(self.starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip())

    def walk(self, blocks: Iterable[tuple[Token, Sequence[Token]]], shape: str, section: str) -> None:
        """Read a run of blocks, each in the shape of what is around it."""
        for token, inner in blocks:
            match token.type:
                case "paragraph_open":
                    self.leaf(inner[0], f"{shape}p", section)
                case "heading_open":
                    self.leaf(inner[0], f"{shape}{token.tag}", section)
                case "bullet_list_open" | "ordered_list_open":
                    first = int(token.attrs.get("start", 1))
                    for at, (_, item) in enumerate(groups(inner)):
                        name = "ul" if token.tag == "ul" else f"ol{first + at}{token.markup}"
                        self.walk(groups(item), f"{shape}{name} {at} > ", section)
                case "blockquote_open":
                    self.walk(groups(inner), f"{shape}quote > ", section)
                case "table_open":
                    self.table(inner, shape, section)
                case "fence" | "code_block" | "hr":
                    line = token.map[0] if token.map else 0
                    self.leaves.append(Leaf(self.path, section, f"{shape}{token.type}", token.content, self.line(line)))

    def table(self, tokens: Sequence[Token], shape: str, section: str) -> None:
        rows = [row for _, part in groups(tokens) for row in groups(part)]
        for at, (token, columns) in enumerate(rows):
            line = token.map[0] if token.map else 0
            places = cells(self.source.split("\n")[line], self.starts[line])
            for column, (cell, inner) in enumerate(groups(columns)):
                spot = places[column] if column < len(places) else None
                parts = [spot] if spot else []
                self.leaves.append(self.made(inner[0], f"{shape}{cell.tag} {at},{column}", section, line, parts))

    def leaf(self, token: Token, shape: str, section: str) -> None:
        line = token.map[0] if token.map else 0
        lines = self.source.split("\n")[line : line + token.content.count("\n") + 1]
        parts: list[tuple[str, int]] = []
        for at, (whole, part) in enumerate(zip(lines, token.content.split("\n"), strict=False)):
            if part not in whole:
                parts = []
                break
            parts.append((part, self.starts[line + at] + whole.rindex(part)))
        self.leaves.append(self.made(token, shape, section, line, parts))

    def made(self, token: Token, shape: str, section: str, line: int, parts: Sequence[tuple[str, int]]) -> Leaf:
        text, shown = said(token.children or ())
        return Leaf(self.path, section, shape, shown, self.line(line), text, tuple(parts) if self.same else ())

    def line(self, line: int) -> int:
        return self.text.count("\n", 0, self.body) + line + 1
