"""The characters of a stretch of Markdown, each with its place: what is markup, what is shown, and where it is written.

It knows the inline syntax of content well enough for letters; whoever uses it compares its text with the parser's.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mark:
    """A footnote mark: the offset in the text before which it is, its label and its stretch of the file."""

    at: int
    label: str
    start: int
    end: int


@dataclass(frozen=True)
class Span:
    """A stretch of the text that is written with something around it, and what is around it in the file.

    `kind` is `link`, `address`, `sup`, `sub`, `s`, `em`, `strong` or `code`; of emphasis only what surely belongs together.
    """

    kind: str
    start: int
    end: int
    opening: tuple[int, int]
    closing: tuple[int, int]


@dataclass(frozen=True)
class Scan:
    """Text with the place in the file of each character, and marks and spans over it."""

    text: str
    spots: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    spans: tuple[Span, ...]

    def inside(self, start: int, end: int, *kinds: str) -> bool:
        """Say whether a stretch of the text touches a span of one of these kinds."""
        return any(one.kind in kinds and one.start < end and start < one.end for one in self.spans)


def scan(lines: Sequence[tuple[str, int]]) -> Scan | None:
    """Scan lines that make one paragraph, each with where it begins in the file; None for what is not understood."""
    scanner = _Scanner(lines)
    return scanner.run()


_PLAIN = re.compile(r"(?:[^\\\n&<\[\]`*_^~! ]| (?![ \n]))+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HARD = re.compile(r"(?:\\| {2,})\n *")
_SOFT = re.compile(r" ?\n *")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ADDRESS = re.compile(r"<((?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*)|(?:[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+))>")
_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_DESTINATION = re.compile(
    r"""\(\s*(?:<[^<>\n]*>|(?:\\.|[^\s()\\<]|\((?:\\.|[^\s()\\])*\))*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)"""
)
_RAISED = re.compile(r"\^((?:\\.|[^\s^\\])+)\^")
_LOWERED = re.compile(r"~((?:\\.|[^\s~\\])+)~")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_DELIMITERS = re.compile(r"\*+|_+")


@dataclass
class _Scanner:
    """Walks over the source of a paragraph; each rule takes what it knows at a place, or nothing."""

    lines: Sequence[tuple[str, int]]
    text: str = ""
    spots: list[tuple[int, int]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    at: int = 0

    def __post_init__(self) -> None:
        self.source = "\n".join(line for line, _ in self.lines)
        self.places: list[int] = []
        for line, start in self.lines:
            self.places += range(start, start + len(line) + 1)
        self.closing: dict[int, tuple[int, int]] = {}
        """Where a link's text ends: the place of its opening bracket in the text, and where its destination ends."""
        self.links: list[tuple[int, tuple[int, int], int]] = []
        self.open: dict[str, tuple[int, tuple[int, int]]] = {}

    def run(self) -> Scan | None:
        rules: tuple[Callable[[], bool], ...] = (
            self.escape, self.line_end, self.entity, self.address, self.mark, self.link_end, self.link, self.code,
            self.struck, self.raised, self.lowered, self.emphasis, self.character,
        )  # fmt: skip
        while self.at < len(self.source):
            if self.source.startswith("![", self.at):
                return None
            plain = _PLAIN.match(self.source, self.at)
            if plain:
                self.plain(plain.end())
            else:
                next(rule for rule in rules if rule())
        return Scan(self.text, tuple(self.spots), tuple(self.marks), tuple(self.spans))

    def plain(self, end: int) -> None:
        """Take characters that are never markup."""
        self.text += self.source[self.at : end]
        self.spots += ((place, place + 1) for place in self.places[self.at : end])
        self.at = end

    # Each rule says whether it took something.

    def escape(self) -> bool:
        found = _ESCAPED.match(self.source, self.at)
        return self.take(found[1], found.end()) if found else False

    def line_end(self) -> bool:
        for pattern, shown in ((_HARD, "\n"), (_SOFT, " ")):
            found = pattern.match(self.source, self.at)
            if found:
                return self.take(shown, found.end())
        return False

    def entity(self) -> bool:
        found = _ENTITY.match(self.source, self.at)
        shown = html.unescape(found[0]) if found else ""
        return self.take(shown, found.end()) if found and len(shown) == 1 else False

    def address(self) -> bool:
        found = _ADDRESS.match(self.source, self.at)
        if not found:
            return False
        opening, start = self.raw(self.at, self.at + 1), len(self.text)
        self.at += 1
        for char in found[1]:
            self.take(char, self.at + 1)
        self.spans.append(Span("address", start, len(self.text), opening, self.raw(self.at, self.at + 1)))
        self.at += 1
        return True

    def mark(self) -> bool:
        found = _MARK.match(self.source, self.at)
        if found:
            self.marks.append(Mark(len(self.text), found[1], *self.raw(self.at, found.end())))
            self.at = found.end()
        return bool(found)

    def link(self) -> bool:
        end = self.source[self.at] == "[" and self.link_text_end()
        destination = _DESTINATION.match(self.source, end + 1) if end else None
        if not destination:
            return False
        self.links.append((len(self.text), self.raw(self.at, self.at + 1), end))
        self.closing[end] = (len(self.links) - 1, destination.end())
        self.at += 1
        return True

    def link_text_end(self) -> int:
        depth = 0
        for found in re.compile(r"\\.|\[|\]", re.DOTALL).finditer(self.source, self.at):
            depth += {"[": 1, "]": -1}.get(found[0], 0)
            if not depth:
                return found.start()
        return 0

    def link_end(self) -> bool:
        if self.at not in self.closing:
            return False
        index, end = self.closing[self.at]
        start, opening, _ = self.links[index]
        self.spans.append(Span("link", start, len(self.text), opening, self.raw(self.at, end)))
        self.at = end
        return True

    def code(self) -> bool:
        found = _CODE.match(self.source, self.at)
        if not found:
            return False
        opening, start = self.raw(self.at, self.at + len(found[1])), len(self.text)
        self.at += len(found[1])
        for char in found[2]:
            self.take(char, self.at + 1)
        closing = self.raw(self.at, self.at + len(found[1]))
        self.spans.append(Span("code", start, len(self.text), opening, closing))
        self.at += len(found[1])
        return True

    def struck(self) -> bool:
        return self.source.startswith("~~", self.at) and self.delimiter("s", 2)

    def raised(self) -> bool:
        opens = bool(_RAISED.match(self.source, self.at))
        closes = "sup" in self.open and self.source[self.at] == "^"
        return (opens or closes) and self.delimiter("sup", 1)

    def lowered(self) -> bool:
        opens = self.source[self.at - 1 : self.at] not in {"/", "~"} and bool(_LOWERED.match(self.source, self.at))
        closes = "sub" in self.open and self.source[self.at] == "~"
        return (opens or closes) and self.delimiter("sub", 1)

    def emphasis(self) -> bool:
        found = _DELIMITERS.match(self.source, self.at)
        if not found:
            return False
        before, after = self.source[self.at - 1 : self.at], self.source[found.end() : found.end() + 1]
        lonely = (not before or before.isspace()) and (not after or after.isspace())
        if lonely or (found[0][0] == "_" and before.isalnum() and after.isalnum()):
            return False
        kind = {1: "em", 2: "strong"}.get(len(found[0]), "both")
        return self.delimiter(kind, len(found[0]))

    def delimiter(self, kind: str, length: int) -> bool:
        """Take a delimiter of a kind that opens and closes in turn."""
        raw = self.raw(self.at, self.at + length)
        if kind in self.open:
            start, opening = self.open.pop(kind)
            self.spans.append(Span(kind, start, len(self.text), opening, raw))
        else:
            self.open[kind] = (len(self.text), raw)
        self.at += length
        return True

    def character(self) -> bool:
        return self.take(self.source[self.at], self.at + 1)

    def take(self, shown: str, end: int) -> bool:
        """Take one character that is shown, and go on at `end`."""
        self.text += shown
        self.spots.append(self.raw(self.at, end))
        self.at = end
        return True

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch of the file."""
        return self.places[start], self.places[end - 1] + 1
