"""What lies between the letters and digits of two aligned texts: signs, punctuation, word borders, paragraphs, styles.

Alignment says which character of the source is which of the shown text. Here the raw text between every two neighbours
is compared on both sides; what may differ is in the rules of `docs/verification.md` and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.verify.match import Matched
from generator.verify.report import Difference
from generator.verify.streams import BORDER, CELL, CELL_GOES_ON, Stream, StreamPassage

_BULLETS = r"[^\w\s“”\"'‘’«»„(\[{<…]"
_LABEL = re.compile(r"\w{1,5}(?:[.)°:]|\.\))\s")
"""The label of a list item, as it is printed."""
_BULLET = re.compile(rf"\s*{_BULLETS}{{1,2}}(?:\s+|$)")
"""The sign before a list item, where a source has typed it."""
_COLUMNS = re.compile(r"\t| {2,}")
"""What plain text has between the columns of a table."""
_SPACE = re.compile(r"\s+")
_BORDERS = re.compile(rf"\s*{BORDER}[\s{BORDER}]*")
_LABEL_END = re.compile(r"^[\s.:;,)\]–-]+")
"""What a label has behind it: `Vraag 1: …`."""
_MARK_END = re.compile(rf"^[\s.:)\]{BORDER}]+")
"""What a footnote's number has behind it, before its text."""
_LABEL_START = re.compile(r"[\s(\[–-]+$")
_AROUND_MARKS = re.compile(r"[()\[\]]")
_BLANK = re.compile(rf"[\s{BORDER}]")
_HYPHEN_AT_END = re.compile(rf"^[-\u2010\u00ad\u00ac]\s*{BORDER}")
_ADDRESS_AT_END = re.compile(rf"[/=&_]{BORDER}$")
"""Where an address goes on in the next line."""
_ENDS = re.compile(r"[.?!:;]")
_INVISIBLE = frozenset("Cf Cc Co Cn".split())
_LIGATURES = frozenset("ﬀﬁﬂﬃﬄﬅﬆ")
_LONGEST_HEADING = 150


def is_invisible(char: str) -> bool:
    """Whether a character is not seen: of no width, a direction mark, a control character."""
    return unicodedata.category(char) in _INVISIBLE and not char.isspace()


def name_of(char: str) -> str:
    """Return the Unicode name of a character, with its code point."""
    return f"U+{ord(char):04X} {unicodedata.name(char, 'without a name')}"


def spelled(text: str) -> str:
    """Return a text with the names of the characters in it that are not seen."""
    return "".join(f"<{name_of(char)}>" if is_invisible(char) else char for char in text)


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between two characters, one of them perhaps the end of a text."""

    signs: str
    """With white space as one space each, and `BORDER` where a paragraph ends."""
    blank_line: bool = False
    """Whether the source has a line without text there."""

    @property
    def border(self) -> bool:
        """Whether a paragraph ends in it."""
        return BORDER in self.signs


def folded(raw: str) -> str:
    """Return raw text with its white space folded; white space at a paragraph's border is none."""
    return _SPACE.sub(" ", _BORDERS.sub("\0", raw)).replace("\0", BORDER)


def differences(pair: Matched, source_format: str) -> tuple[Difference, ...]:
    """Return what differs between the aligned characters of a letter and its source."""
    return tuple(_Comparison(pair, source_format).found())


class _Comparison:
    """A letter and its source, with the place of every character of the letter in the source."""

    def __init__(self, pair: Matched, source_format: str) -> None:
        self.pair, self.format = pair, source_format
        self.ours, self.theirs = pair.letter.stream, pair.source
        self.to = [-1] * len(self.ours.text)
        for block in pair.shared:
            self.to[block.a : block.a + block.size] = range(block.b, block.b + block.size)
        self.passage = _by_character(self.ours)
        self.source_passage = _by_character(self.theirs)
        self.exact_styles = source_format in ("docx", "html", "xml")

    def found(self) -> Iterator[Difference]:
        yield from self._characters()
        for unit in self.pair.letter.units:
            if unit.start < unit.end:
                yield from self._start(unit.start)
                for a in range(unit.start, unit.end - 1):
                    yield from self._after(a)
                yield from self._end(unit.end - 1)
        yield from self._shapes()
        yield from self._styles()

    # --- Characters and styles -----------------------------------------------------------------------------------

    def _characters(self) -> Iterator[Difference]:
        """Yield characters that count as the same letter but are written otherwise: `m²` for `m2`, full-width letters."""
        for a, b in enumerate(self.to):
            if b < 0:
                continue
            mine, other = self.ours.raw[self.ours.at[a]], self.theirs.raw[self.theirs.at[b]]
            if mine == other or other in _LIGATURES or "m" in self.ours.styles[a]:
                continue
            if {mine, other} & set("⁰¹²³⁴⁵⁶⁷⁸⁹") and ("^" in self.ours.styles[a] or "^" in self.theirs.styles[b]):
                continue
            yield self.pair.difference("look-alike", (a, a + 1), (b, b + 1))

    def _styles(self) -> Iterator[Difference]:
        for _, run in groupby(enumerate(self.to), key=self._style_key):
            places = list(run)
            a, b = places[0]
            if b < 0 or not self._style_differs(a, b):
                continue
            last_a, last_b = places[-1]
            words = self.ours.exactly(a, last_a + 1)
            there, here = _STYLE_SIGNS[self._source_style(b)], _STYLE_SIGNS[self.ours.styles[a][:1]]
            yield self.pair.difference("style", (a, last_a + 1), (b, max(last_b, b) + 1)).reading(
                f"{there}{words}{there}", f"{here}{words}{here}"
            )

    def _style_key(self, place: tuple[int, int]) -> tuple[str, str] | None:
        a, b = place
        return (self.ours.styles[a], self._source_style(b)) if b >= 0 and self._style_differs(a, b) else None

    def _source_style(self, b: int) -> str:
        return self.theirs.styles[b][:1]

    def _style_differs(self, a: int, b: int) -> bool:
        mine, other = self.ours.styles[a][:1], self._source_style(b)
        if "m" in (mine, other) or mine == other:
            return False
        written = {self.ours.raw[self.ours.at[a]], self.theirs.raw[self.theirs.at[b]]}
        return not written & set("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ºª")

    # --- Signs and borders ---------------------------------------------------------------------------------------

    def _after(self, a: int) -> Iterator[Difference]:
        b, next_b = self.to[a], self.to[a + 1]
        if b < 0 or next_b < 0:
            if b >= 0 or next_b >= 0:
                yield from self._invisible(a, folded(self.ours.gap(a)), "")
            return
        mine = folded(self.ours.gap(a))
        straight_on = next_b == b + 1
        other = folded(self.theirs.gap(b)) if straight_on else self._tail(b) + BORDER + self._head(next_b)
        marks = ("m" in self.ours.styles[a], "m" in self.ours.styles[a + 1])
        if self.passage[a].shape == "h" and self.passage[a + 1] is not self.passage[a]:
            mine, other = mine.removeprefix(":"), other.removeprefix(":")
        if self.passage[a].shape == "mark" and self.passage[a + 1] is not self.passage[a]:
            mine, other = _MARK_END.sub("", mine), _MARK_END.sub("", other)
            if not straight_on:
                yield self.pair.difference("moved", (a, a + 2), (b, b + 1))
                return
        mine, other = self._bare(mine, a + 1, other)
        if self._same(mine, other, marks, loose=not straight_on):
            yield from self._borders(a, mine, other, straight_on=straight_on)
            return
        yield self._classed(a, b, mine, other)

    def _start(self, a: int) -> Iterator[Difference]:
        if self.to[a] < 0:
            return
        mine = self._last_paragraph(self.ours.gap(a - 1) if a else self.ours.head())
        mine, other = self._bare(BORDER + mine, a, BORDER + self._head(self.to[a]))
        if not self._same(mine, other, (False, "m" in self.ours.styles[a]), loose=True):
            yield self._classed(a, self.to[a], mine, other, edge="start")

    def _end(self, a: int) -> Iterator[Difference]:
        if self.to[a] < 0:
            return
        mine = folded(self.ours.gap(a)).split(BORDER)[0].rstrip()
        other = self._tail(self.to[a])
        if self.passage[a].shape == "h":
            mine, other = mine.removesuffix(":"), other.removesuffix(":")
        broken = self.format in ("text", "pdf") and not mine and other in ("-", "\u2010", "\u00ad")
        if not broken and not self._same(mine, other, ("m" in self.ours.styles[a], False), loose=True):
            yield self._classed(a, self.to[a], mine, other, edge="end")

    def _tail(self, b: int) -> str:
        """Return what the source has behind a character in its paragraph; not what opens a label, or the next text."""
        raw = self.theirs.gap(b)
        if BORDER in raw:
            return folded(raw.split(BORDER)[0]).rstrip()
        before, space, _ = folded(raw).rpartition(" ")
        return _LABEL_START.sub("", before if space else folded(raw))

    def _head(self, b: int) -> str:
        """Return what the source has before a character in its paragraph; not what ends a label, or the text before."""
        raw = self.theirs.gap(b - 1) if b else self.theirs.head()
        if BORDER in raw or not b:
            return self._last_paragraph(raw)
        _, space, after = folded(raw).rpartition(" ")
        return _LABEL_END.sub("", after) if space else ""

    @staticmethod
    def _last_paragraph(raw: str) -> str:
        return folded(raw.rsplit(BORDER, 1)[-1]).lstrip()

    def _bare(self, mine: str, a: int, other: str) -> tuple[str, str]:
        """Take the signs of list items off both sides."""
        if self.passage[a].shape != "li" or self.passage[a].start != a:
            return mine, other
        before, border, sign = other.rpartition(BORDER)
        bullet = _BULLET.match(sign)
        if border and bullet:
            other = before + border + sign[bullet.end() :]
        return mine, other

    def _same(self, mine: str, other: str, marks: tuple[bool, bool], *, loose: bool) -> bool:
        if any(marks):
            mine, other = (_SPACE.sub(" ", _AROUND_MARKS.sub("", gap)) for gap in (mine, other))
            if marks[1]:
                mine, other = _BLANK.sub("", mine), _BLANK.sub("", other)
        if mine == other:
            return True
        if _flat(mine) == _flat(other) and (BORDER in mine or BORDER in other):
            return True
        if self.format in ("text", "pdf") and _ADDRESS_AT_END.search(other) and mine == other.replace(BORDER, ""):
            return True
        if self.format in ("text", "pdf") and _HYPHEN_AT_END.match(other):
            rest = _HYPHEN_AT_END.sub("", other)
            return mine in (rest, f"{BORDER}{rest}", f"-{rest}", f"- {rest}", f"{other[0]}{rest}")
        return loose and _flat(mine).replace(" ", "") == _flat(other).replace(" ", "")

    def _borders(self, a: int, mine: str, other: str, *, straight_on: bool) -> Iterator[Difference]:
        here, there = BORDER in mine, BORDER in other
        if here == there and not (there and not here):
            return
        b = self.to[a]
        if here and not self._parts_cells(a, b):
            yield self._told("paragraph-split", a, b, _visible(other), _visible(mine))
        elif there and straight_on and self._shows_border(a, b) and self._is_end(a, b, other):
            yield self._told("paragraphs-joined", a, b, _visible(other), _visible(mine))

    def _parts_cells(self, a: int, b: int) -> bool:
        """Whether a border is between two cells that plain text has in one line, with a tab or spaces between them."""
        cells = self.passage[a].shape == self.passage[a + 1].shape == CELL
        return cells and self.format == "text" and bool(_COLUMNS.search(self.theirs.gap(b)))

    def _is_end(self, a: int, b: int, other: str) -> bool:
        """Whether a sentence ends at the border, or an item or heading is there; other borders only wrap a line."""
        if "m" in self.ours.styles[a + 1] and self.source_passage[b + 1].start == b + 1:
            return False  # a footnote's mark on a line of its own
        if self.passage[a].shape == CELL:
            return True
        shapes = {self.source_passage[b].shape, self.source_passage[b + 1].shape}
        while a and "m" in self.ours.styles[a]:
            a, b = a - 1, b - 1
            other = folded(self.theirs.gap(b)) + BORDER + other
        return bool(_ENDS.search(other.rsplit(BORDER, 1)[0])) or bool(shapes & {"li", "h"})

    def _shows_border(self, a: int, b: int) -> bool:
        """Whether the source shows that a paragraph ends behind a character."""
        if self.passage[a].shape == CELL:
            return self.exact_styles and self.source_passage[b + 1].shape == CELL
        if self.format in ("docx", "html", "xml"):
            return True
        if self.format == "text":
            before, after = self.source_passage[b], self.source_passage[b + 1]
            return after.line - before.line > 1 and before.page == after.page
        return False

    # --- Shapes --------------------------------------------------------------------------------------------------

    def _shapes(self) -> Iterator[Difference]:
        for passage, end in _passages(self.ours):
            b = next((self.to[a] for a in range(passage.start, end) if self.to[a] >= 0), None)
            if b is None or not passage.shape:
                continue
            there = self.source_passage[b]
            if not self._may_be(passage, end, there, b):
                yield self.pair.difference("shape", (passage.start, end), (b, b + 1)).reading(
                    f"{_SHAPES.get(there.shape, there.shape)}",
                    f"{_SHAPES.get(passage.shape, passage.shape)}: {self.ours.words(passage.start, end)}",
                )

    def _may_be(self, passage: StreamPassage, end: int, there: StreamPassage, b: int) -> bool:
        shape, source = passage.shape, there.shape
        if shape in ("q", "pre"):
            return source == shape
        if shape == "li":
            typed = self.ours.raw[self.ours.at[passage.start]].isdigit() or self._has_bullet(b)
            return source == "li" or typed
        if shape == "h":
            text = self.ours.words(passage.start, end)
            plain = len(text) <= _LONGEST_HEADING and text.rstrip("0123456789")[-1:] not in ".;,"
            return source == "h" or (plain and (there.strong or self.format == "text"))
        if shape == CELL:
            return source in (CELL, CELL_GOES_ON) or self.format in ("text", "pdf")
        if shape == "p" and self.exact_styles:
            return source not in ("li", "h") or self._continues(passage, b) or self._prints_label(b)
        return not (shape == "p" and self._has_bullet(b) and not self._ours_has_bullet(passage))

    def _continues(self, passage: StreamPassage, b: int) -> bool:
        return self.source_passage[b].start != b or self._ours_has_bullet(passage)

    def _prints_label(self, b: int) -> bool:
        """Whether an item of the source begins with a label of letters or digits: a paragraph shows it as well."""
        start = self.theirs.at[b]
        return self.source_passage[b].start == b and bool(_LABEL.match(self.theirs.raw, start))

    def _has_bullet(self, b: int) -> bool:
        head = self._head(b)
        return bool(_BULLET.match(head)) and self.source_passage[b].start == b

    def _ours_has_bullet(self, passage: StreamPassage) -> bool:
        raw = self.ours.gap(passage.start - 1) if passage.start else self.ours.head()
        return bool(_BULLET.match(self._last_paragraph(raw)))

    # --- What is told --------------------------------------------------------------------------------------------

    def _invisible(self, a: int, mine: str, other: str) -> Iterator[Difference]:
        if any(is_invisible(char) for char in mine):
            yield self._told("invisible", a, self.to[a], other, mine)

    def _classed(self, a: int, b: int, mine: str, other: str, *, edge: str = "") -> Difference:
        around = self.ours.text[max(a, 0) : a + 2]
        if any(map(is_invisible, mine)) or any(map(is_invisible, other)):
            kind = "invisible"
        elif _flat(mine).strip() == _flat(other).strip():
            kind = "split-word" if " " in mine else "glued-words"
        elif any(map(str.isdigit, around)):
            kind = "figure"
        else:
            kind = "punctuation"
        return self._told(kind, a, b, other, mine, edge=edge)

    def _told(self, kind: str, a: int, b: int, other: str, mine: str, *, edge: str = "") -> Difference:
        """Return a difference behind a character, or at the `edge` of a text, with the words on both sides of it."""
        last_a, last_b = min(a + 2, len(self.ours.text)), min(b + 2, len(self.theirs.text))
        found = self.pair.difference(kind, (a, last_a), (b, last_b) if b >= 0 else (0, 0))
        there = _around(self.theirs, b, other, edge) if b >= 0 else spelled(_visible(other))
        return found.reading(there, _around(self.ours, a, mine, edge))


def _around(stream: Stream, position: int, gap: str, edge: str) -> str:
    """Return the words around what lies behind a character; at the start of a text, before it."""
    before = "" if edge == "start" else _letters(stream.raw, stream.at[position], -1)
    after = (
        stream.at[position if edge == "start" else position + 1]
        if edge != "end" and position + 1 < len(stream.at)
        else None
    )
    following = _letters(stream.raw, after, 1) if after is not None else ""
    return spelled(_visible(f"{before}{gap}{following}")).strip()


def _letters(raw: str, start: int, step: int) -> str:
    """Return the letters and digits from a place on, or up to it."""
    end = start
    while 0 <= end + step < len(raw) and raw[end + step].isalnum():
        end += step
    return raw[start : end + 1] if step > 0 else raw[end : start + 1]


_STYLE_SIGNS = {"": "", "s": "~~", "^": "^", "_": "~", "m": ""}
_SHAPES = {"p": "¶", "h": "#", "li": "-", "q": ">", "td": "|", "line": "¶", "pre": "`", "mark": ""}


def _flat(text: str) -> str:
    return text.replace(BORDER, " ")


def _visible(text: str) -> str:
    return text.replace(BORDER, "¶")


def _by_character(stream: Stream) -> Sequence[StreamPassage]:
    """Return the passage of every character."""
    return [passage for passage, end in _passages(stream) for _ in range(passage.start, end)]


def _passages(stream: Stream) -> Iterator[tuple[StreamPassage, int]]:
    ends = (*stream.starts[1:], len(stream.text))
    yield from zip(stream.passages, ends, strict=True)
