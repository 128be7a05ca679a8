"""The reader's reading of a file held against the straight one, before anything of it is compared with a letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.intake.source_document import Role, SourceDocument
from generator.verify import changed_words, source
from generator.verify.align import SharedStretch, align
from generator.verify.between import folded, is_invisible, spelled
from generator.verify.match import gaps
from generator.verify.report import Difference
from generator.verify.streams import BORDER, Stream

_BESIDE_TEXT = frozenset([Role.HEAD, Role.FOOT, Role.SIDE])
"""What is on a page beside its text."""
_LINE_HYPHEN = re.compile(rf"^[-\u2010\u00ad\u00ac\ufffe\x02]\s*(?:[{BORDER}\n]|\s)*")
_BLANKS = re.compile(rf"[\s{BORDER}]+")
_ITEM_SIGN = re.compile(rf"(?<=[{BORDER}])(\s*)[-–—•●▪■](?=\s)")
"""The sign of a list's item that a web page prints in its text: the reader has it apart, as the item's label."""


@dataclass(frozen=True, slots=True)
class ReadTwice:
    """A source as its reader gives it, with the styles that the file has; as it is in the file; where they differ."""

    read: Stream
    straight: Stream
    lost: tuple[Difference, ...] = ()


def checked(data: bytes, document: SourceDocument) -> ReadTwice:
    """Return the two readings of a source; one without a straight reading is its reader's twice."""
    read = source.of_document(document)
    straight = source.straight(data, document)
    if straight is None:
        return ReadTwice(read, read)
    if document.format == "docx":  # heads and feet are furniture of parts that the straight reading leaves alone
        document = replace(document, blocks=tuple(b for b in document.blocks if b.role is Role.BODY))
    bare = source.without_labels(document, straight)
    shared = align(bare.text, straight.text)
    lost = changed_words.unread(read, straight)
    made = () if document.format == "html" else tuple(_invented(bare, straight, shared))
    signs = tuple(_signs(bare, straight, shared, document.format))
    return ReadTwice(_styled(read, straight, document.format), straight, (*lost, *made, *signs))


def _invented(bare: Stream, straight: Stream, shared: tuple[SharedStretch, ...]) -> Iterator[Difference]:
    """Yield what the reader gives and the file has not."""
    pieces = (piece for gap in gaps(shared, len(bare.text)) for piece in changed_words.by_piece(bare, gap))
    for start, end in pieces:
        text = bare.text[start:end]
        if bare.text.count(text) > straight.text.count(text):
            yield Difference("unread", "letter.md", 1, "", bare.words(start, end), "", "", bare.line(start))


def _signs(
    bare: Stream, straight: Stream, shared: tuple[SharedStretch, ...], source_format: str
) -> Iterator[Difference]:
    """Yield where the signs between two letters are others in the two readings."""
    for block in shared:
        for offset in range(block.size - 1):
            a, b = block.a + offset, block.b + offset
            mine, other = bare.gap(a), straight.gap(b)
            if mine == other or _same(mine, other, source_format) or _meet_by_chance(bare, a, block):
                continue
            there, here = (f"{one.words(at, at + 2)} ⟨{spelled(folded(gap))}⟩".replace(BORDER, "¶")
                           for one, at, gap in ((straight, b, other), (bare, a, mine)))  # fmt: skip
            yield Difference(
                "unread", "letter.md", 1, there, here, "", "", straight.line(b), straight.passage_at(b).page
            )


def _meet_by_chance(bare: Stream, position: int, block: SharedStretch) -> bool:
    """Whether a head, foot or letterhead and a passage beside it only begin or end alike: each reading has its own order."""
    first, second = bare.passage_at(position), bare.passage_at(position + 1)
    if first is second or not {first.role, second.role} & _BESIDE_TEXT:
        return False
    end = next((start for start in bare.starts if start > second.start), len(bare.text))
    return first.start < block.a or block.a + block.size < end


def _same(mine: str, other: str, source_format: str) -> bool:
    """Whether two readings of what lies between two letters are one: white space and line ends are a reader's to fold."""
    if any(unicodedata.category(char) == "Co" for char in other):
        return True  # a sign of a symbol font, which only the font can name
    if source_format == "pdf":
        other = other.replace("\x02", "-").replace("\ufffe", "-")  # PDFium's signs for a hyphen at the end of a line
    mine, other = _visible(mine), _visible(other)
    if source_format == "html":
        other = _ITEM_SIGN.sub(r"\1", other)
    if source_format == "pdf":
        whole, parts = _BLANKS.sub("", other), {_BLANKS.sub("", mine), "-" + _BLANKS.sub("", mine)}
        return whole in parts or _BLANKS.sub("", _LINE_HYPHEN.sub("", other)) == _BLANKS.sub("", mine)
    return _BLANKS.sub(" ", mine).strip() == _BLANKS.sub(" ", other).strip() and _is_blank(mine) == _is_blank(other)


def _is_blank(gap: str) -> bool:
    return bool(_BLANKS.search(gap))


def _visible(gap: str) -> str:
    return "".join(char for char in gap if not is_invisible(char))


def _styled(read: Stream, straight: Stream, source_format: str) -> Stream:
    """Return the reader's text with the styles of the straight reading, where the format has styles."""
    if source_format not in ("docx", "html", "xml"):
        return read
    styles = list(read.styles)
    for block in align(read.text, straight.text):
        for offset in range(block.size):
            a = block.a + offset
            if "m" not in styles[a]:
                styles[a] = straight.styles[block.b + offset]
    return replace(read, styles=tuple(styles))
