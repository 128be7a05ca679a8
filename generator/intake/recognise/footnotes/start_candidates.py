"""Lines that may begin the text of a footnote, each with a weight for how much it looks like one.

Which of them are footnotes is decided in `chain`.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.intake.recognise.footnotes.search import FootnoteSearch
from generator.intake.recognise.recognised_letter import SourceLine

_STYLES = (
    ("bracket", re.compile(r"\[\s?(\d{1,3})\s?\]\s*:?\s*(?=\S)"), 3.0),
    ("raised", re.compile(r"([⁰¹²³⁴-⁹]{1,3})\s*(?=\S)"), 3.0),
    ("paren", re.compile(r"\(?(\d{1,3})\)\s*(?=\S)"), 2.0),
    ("point", re.compile(r"(\d{1,3})\.\s+(?=[^\d\s])"), 0.5),
    ("glued", re.compile(r"(\d{1,3})(?=[^\W\d_]|[«“\"'‘(])"), 2.0),
    ("bare", re.compile(r"(\d{1,3})[^\S\n]+(?=[^\W\d_]|[«“\"'‘(])"), 0.5),
)
"""How a footnote's text begins, and the weight of each way."""
_LISTED = ("point", "paren")
"""Styles that the items of a list have too."""
_INNER_START = re.compile(r"(?<=\S)\[\s?(\d{1,3})\s?\]\s+(?=\S)")
"""Where another footnote begins within a line."""
_INNER_WEIGHT = 0.5
_OPENING = re.compile(
    r"(?:(?:de|het|een|[’']t)\s+)?[A-ZÀ-Ý«“\"'‘(]|https?:|www\.|wetten\.|[a-z]+\.(?:nl|eu|com|org)\b|(?:zie|vgl|bron|ibid|idem|id)\b"
)
"""How the text of a footnote begins after its number."""
_OPENS, _OPENS_NOT = 1.5, -1.0
_IN_ZONE = 6.0
_GAP = 1.0
_COUNTS = 1.5
"""For a neighbour with the number before or after it."""
NUMBER_ALONE = re.compile(r"\d{1,3}$")
_ALONE = 0.5
"""For a number on a line of its own above the text, as some tools give raised numbers at the foot of a page."""
_ONE_BLANK = 2
"""From one line to the next with a blank line between, as tools set off a raised number and its text."""
_FOOT_REACH = 30
"""Lines of footnotes that the foot of a page has, at most."""
_ENDS_PAGE = 1.5
_PAGE_END_REACH = 4
"""Lines in which the end of a page is looked for."""
_IN_LIST = 6.5
"""Lost by an item of a list that a colon announces: only a certain mark outweighs it."""


@dataclass(frozen=True, slots=True)
class StartCandidate:
    """A place where the text of a footnote may begin."""

    line: int
    """Index into `FootnoteSearch.all`."""
    offset: int
    """Where its number begins in the line."""
    end: int
    """Where its own text begins."""
    number: int
    style: str
    weight: float

    @property
    def place(self) -> tuple[int, int]:
        """Its line and offset, which no other candidate has."""
        return self.line, self.offset


def start_candidates(search: FootnoteSearch) -> list[StartCandidate]:
    """Return the places where the text of a footnote may begin; never at a label or in a table."""
    plain = [
        start
        for index, line in enumerate(search.all)
        if index not in search.label_ends and not line.block.rows
        for start in _starts_of(index, line, in_zone=search.in_zone(index))
        if not (start.style == "bare" and search.goes_on(index))
    ]
    plain = sorted([*plain, *_numbers_alone(search)], key=lambda start: start.place)
    by_line = {start.line: start for start in plain}
    listed = _announced_lists(search, plain, by_line)
    return [
        replace(
            start,
            weight=start.weight
            + _COUNTS * _has_neighbour(start, by_line)
            + _ENDS_PAGE * _ends_page(search.all, start.line)
            - _IN_LIST * (start.line in listed),
        )
        for start in plain
    ]


def _starts_of(index: int, line: SourceLine, *, in_zone: bool) -> Iterator[StartCandidate]:
    """Yield the start of a line, if it looks like one, and the starts within it."""
    label = f"{line.block.label} " if line.block.label else ""
    text = label + line.text
    for style, pattern, weight in _STYLES:
        match = pattern.match(text)
        if match:
            opens = _OPENS if _OPENING.match(text[match.end() :]) else _OPENS_NOT
            whole = weight + opens + _IN_ZONE * in_zone + _GAP * line.gap
            yield StartCandidate(
                index, 0, max(match.end() - len(label), 0), int(unicodedata.normalize("NFKC", match[1])), style, whole
            )
            break
    for match in _INNER_START.finditer(line.text):
        yield StartCandidate(index, match.start(), match.end(), int(match[1]), "bracket", _INNER_WEIGHT)


def _numbers_alone(search: FootnoteSearch) -> Iterator[StartCandidate]:
    """Yield the numbers on a line of their own with the text of a footnote below it, at the foot of a page."""
    lines = search.lines
    for index, (line, below) in enumerate(itertools.pairwise(lines)):
        if index in search.label_ends or line.block.rows or not NUMBER_ALONE.match(line.text):
            continue
        apart = below.gap and not (line.gap and below.block.line - line.block.line == _ONE_BLANK)
        if below.page_top or apart or below.block.rows or index + 1 in search.label_ends:
            continue  # nothing that goes on below it
        if _OPENING.match(below.text) and _is_at_foot(search, index):
            yield StartCandidate(index, 0, len(line.text), int(line.text), "alone", _ALONE + _OPENS)


def _is_at_foot(search: FootnoteSearch, index: int) -> bool:
    """Whether no label is between a line and the end of its page."""
    for at in range(index + 1, index + 1 + _FOOT_REACH):
        if at >= len(search.lines) or search.lines[at].page_top:
            return True
        if at in search.label_ends:
            return False
    return False


def _announced_lists(
    search: FootnoteSearch, starts: Sequence[StartCandidate], by_line: Mapping[int, StartCandidate]
) -> set[int]:
    """Return the lines of lists: the first item is below a colon, the others below an item of the same style."""
    lines = search.all
    listed: set[int] = set()
    for start in starts:
        above = start.line - 1
        announced = above >= 0 and not search.in_zone(start.line) and lines[above].text.rstrip().endswith(":")
        continued = above in listed and by_line[above].style == start.style
        if start.style in _LISTED and (announced or continued):
            listed.add(start.line)
    return listed


def _has_neighbour(start: StartCandidate, by_line: Mapping[int, StartCandidate]) -> bool:
    """Whether the line above has the number before, or the line below the number after."""
    above, below = by_line.get(start.line - 1), by_line.get(start.line + 1)
    if above is not None and above.number == start.number - 1:
        return True
    return below is not None and below.number == start.number + 1


def _ends_page(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a page, or the document, ends at a line or shortly after it."""
    after = lines[index + 1 : index + 1 + _PAGE_END_REACH]
    return len(after) < _PAGE_END_REACH or any(line.page_top for line in after)
