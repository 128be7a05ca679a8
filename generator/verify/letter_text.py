"""A letter's official text as a stream, in units: the cover letter, each question, answer and footnote.

It is read from the HTML that pages show, so that whatever changed the text on its way there is seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from generator.core.proof import ShownBlock, ShownLetter, ShownText
from generator.verify.streams import RawPassage, Stream, stream


@dataclass(frozen=True, slots=True)
class Unit:
    """One text of the letter. `numbers` are the questions it asks or answers; none for the cover letter."""

    kind: str
    """`cover`, `question`, `answer` or `footnote`."""
    path: str
    numbers: tuple[int, ...] = ()
    start: int = 0
    end: int = 0
    """Where it is in the stream."""
    begin: int = 0
    """Where its own text begins in the stream: behind headings by theme, which the source has above the label."""


@dataclass(frozen=True, slots=True)
class LetterText:
    """All of a letter's official text, and what its front matter says about the source."""

    stream: Stream
    units: tuple[Unit, ...]
    meta: Mapping[str, object]


def of_shown(letter: ShownLetter, meta: Mapping[str, object]) -> LetterText:
    """Return a shown letter as one stream; `meta` is what the front matter says of its source and numbers."""
    passages = [tuple(_passages(text)) for text in letter.texts]
    whole = stream(replace(one, unit=index) for index, parts in enumerate(passages) for one in parts)
    return LetterText(whole, tuple(_bounded(whole, letter.texts)), meta)


def _passages(text: ShownText) -> Iterator[RawPassage]:
    if text.label:
        line = text.blocks[0].line if text.blocks else 1
        yield RawPassage(text.label, line, shape="mark", styles="m" * len(text.label))
    for index, block in enumerate(text.blocks):
        yield from (replace(one, block=index) for one in _of_block(block))


# --- HTML ------------------------------------------------------------------------------------------------------

_STYLES = {"s": "s", "del": "s", "strike": "s", "sup": "^", "sub": "_"}
_SHAPES = {"p": "p", "blockquote": "q", "pre": "pre", "td": "td", "th": "td", "li": "li"}
_SHAPES |= {f"h{level}": "h" for level in range(1, 7)}
_BORDERS = frozenset({*_SHAPES, "ul", "ol", "div", "table", "tr", "thead", "tbody", "hr", "section"})


def _of_block(block: ShownBlock) -> Iterator[RawPassage]:
    parser = _BlockParser(block.line)
    parser.feed(block.html)
    parser.close()
    parser.flush()
    yield from parser.found


@dataclass(slots=True)
class _Element:
    """An open element: its tag, the style letter of its text, the number of its next item, whether it had its text."""

    tag: str
    style: str = ""
    item: int = 0
    ending: str = "."
    shown: bool = field(default=False)


class _BlockParser(HTMLParser):
    """Collects the passages of a block: a paragraph, heading, list item or cell each."""

    def __init__(self, line: int) -> None:
        """Take the line of the block in its file."""
        super().__init__(convert_charrefs=True)
        self.found: list[RawPassage] = []
        self._line = line
        self._open: list[_Element] = []
        self._text: list[str] = []
        self._styles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a passage, or a style."""
        given = dict(attrs)
        if tag == "br":
            return
        if tag in _BORDERS:
            self.flush()
        element = _Element(tag, "m" if given.get("role") == "doc-noteref" else _STYLES.get(tag, ""))
        if tag == "ol":
            start = given.get("start") or "1"
            element.item = int(start) if start.isdecimal() else 1
            element.ending = ")" if given.get("class") == "paren" else "."
        self._open.append(element)
        if tag == "li" and len(self._open) > 1 and self._open[-2].tag == "ol":
            around = self._open[-2]
            self._add(f"{around.item}{around.ending} ", "")
            around.item += 1
        if tag == "hr":
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """End a passage, or a style."""
        if tag in _BORDERS:
            self.flush()
        at = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at].tag == tag), None)
        if at is not None:
            del self._open[at:]

    def handle_data(self, data: str) -> None:
        """Take text as it is set."""
        styles = [element.style for element in self._open if element.style]
        self._add(data, "m" if "m" in styles else styles[0] if styles else "")

    def _add(self, text: str, style: str) -> None:
        self._text.append(text)
        self._styles.append((style or " ") * len(text))

    def flush(self) -> None:
        """End the passage, if there is one."""
        text, styles = "".join(self._text), "".join(self._styles)
        self._text.clear()
        self._styles.clear()
        blank = len(text) - len(text.lstrip())
        if text.strip():
            self.found.append(
                RawPassage(
                    text.strip(), self._line, role=self._role(), shape=self._shape(), styles=styles[blank:].rstrip("\n")
                )
            )
        self._line += text.count("\n")

    def _role(self) -> str:
        return "heading" if any(_SHAPES.get(element.tag) == "h" for element in self._open) else "body"

    def _shape(self) -> str:
        """Return what the passage is: only the first paragraph of a list item is one, and all of a quotation is that."""
        if any(element.tag == "blockquote" for element in self._open):
            return "q"
        for element in reversed(self._open):
            shape = _SHAPES.get(element.tag, "")
            if shape == "p" and any(one.tag == "li" for one in self._open):
                continue
            if shape == "li":
                first, element.shown = not element.shown, True
                return "li" if first else "p"
            if shape:
                return shape
        return "p"


def _bounded(whole: Stream, texts: Sequence[ShownText]) -> Iterator[Unit]:
    ends: dict[int, tuple[int, int]] = {}
    begins: dict[int, int] = {}
    for index, passage in enumerate(whole.passages):
        stop = whole.passages[index + 1].start if index + 1 < len(whole.passages) else len(whole.text)
        ends[passage.unit] = (ends.get(passage.unit, (passage.start, 0))[0], stop)
        if passage.role != "heading":
            begins.setdefault(passage.unit, passage.start)
    position = 0
    for number, one in enumerate(texts):
        start, end = ends.get(number, (position, position))
        begin = begins.get(number, start) if str(one.kind) == "question" else start
        yield Unit(str(one.kind), one.path, one.numbers, start, end, begin)
        position = end
