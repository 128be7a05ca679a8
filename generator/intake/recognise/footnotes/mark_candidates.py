"""Places in the text that may have a footnote mark, each with a weight for how much it looks like one.

Which of them are marks is decided in `chain`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from generator.intake.recognise.footnotes.search import FootnoteSearch
from generator.intake.recognise.recognised_letter import SourceLine

_CLOSE = "[.,;:?!)»”\"'’]"
_WHOLE = re.compile(rf"(?P<marks>\d{{1,3}}(?:\s*[, ]\s*\d{{1,3}})*)(?P<tail>{_CLOSE}*)$")
"""A line of marks only, which an extractor separated from the line before."""
_FIELD_ABOVE = re.compile(
    r"(?:Aantal\s+)?Bijlage(?:n|\(n\)|\(s\))?:?$|.{0,20}(?:kenmerk|referentie|nummer|telefoon|doorkies\w*|reference)\s?:?$",
    re.IGNORECASE,
)
"""The name of a letterhead's field on the line above, whose value a number alone is."""
_LINE_START = re.compile(r"(\d{1,3})(?:\s+\S|[.,;:»”\"’'?!)]+\s+\S)")
"""A mark that an extractor put at the start of the next line."""
_LIST_LABEL = re.compile(r"\d+[.:]\s+[^a-zà-ý]")
"""How a line begins that may be an item of a list."""
_BRACKET = re.compile(r"\s?\[\s?(\d{1,3})\s?\]")
_RAISED = re.compile(r"\s?([⁰¹²³⁴-⁹]{1,3})")
_PAREN = re.compile(r"\s?(?<![\d(/-])(?<!\d[.,])(\d{1,2})\)")
_AFTER_WORD = re.compile(rf"(?<=[^\W\d_]{{2}})(\d{{1,2}})(?={_CLOSE}*(?:\s|$|,|–))")
_AFTER_CLOSE = re.compile(
    rf"(?<=[^\W\d_]{_CLOSE})(\d{{1,3}})(?={_CLOSE}*(?:\s|$))|(?<=[)»”\"'’?!]{_CLOSE})(\d{{1,3}})(?={_CLOSE}*(?:\s|$))"
)
_AFTER_FIGURE = re.compile(
    rf"(?<=\d[?!»)])(\d{{1,2}})(?={_CLOSE}*(?:\s|$))|(?<=\b(?:19|20)\d\d[.;])(\d{{1,2}})(?={_CLOSE}*(?:\s|$))"
)
"""Behind a figure or a year that ends a phrase: `(nr. 266)2.`, `in 2017.1`."""
_AFTER_SPACE = re.compile(r"(?<=[.?!»”\"'’,]) (\d{1,2})(?=[.,;]?(?:\s|$))")
_PLAIN = ((_AFTER_CLOSE, 3.5), (_AFTER_WORD, 2.5), (_AFTER_FIGURE, 2.5), (_AFTER_SPACE, 1.5))
"""Numbers that are neither raised nor in brackets, and the weight of each place."""
_NEXT_MARK = re.compile(r"(?:,\s?| )(\d{1,2})(?=[.,;:?!)]*(?:\s|$))")
_NOT_BEFORE = re.compile(
    r"(?:\b(?:nrs?|art|artt|p|pp|blz|jl|ca|circa|no|vol|zaak|hoofdstuk|artikel(?:en)?|paragraaf|lid|vra(?:ag|gen)|bijlage|tabel|figuur|kamerstuk(?:ken)?)\.?|\bCO|\bm|\bkm|\bPM)$",
    re.IGNORECASE,
)
"""What a number after it belongs to, so that it is no mark: `art. 3`."""
_UNIT = re.compile(r"(?<![^\W_])(?:[kcdmh]?m|CO|NO|PM|H)$|\d\s?ha$")
"""What a raised number after it belongs to, so that it is no mark: `m²`, `CO₂`."""
_ABBREVIATION = 4
"""Letters of an abbreviation that a number may follow as a mark: `MIND3`, but `G20`, `NAP5`."""
_AFTER_CAPITALS = 1.0
_WORD_BEFORE = re.compile(r"([^\W\d_]+)$")


@dataclass(frozen=True, slots=True)
class MarkCandidate:
    """A place that may have a footnote mark; `start..end` of its line's text is what a mark would replace."""

    line: int
    start: int
    end: int
    number: int
    style: str
    weight: float


def mark_candidates(search: FootnoteSearch) -> Iterator[MarkCandidate]:
    """Yield the places that may have a footnote mark, each once; never in a table or a label."""
    seen: set[tuple[int, int]] = set()
    for index, line in enumerate(search.lines):
        if line.block.rows:
            continue
        if index and line.text.isdecimal() and _FIELD_ABOVE.match(search.lines[index - 1].text):
            continue
        own = _marks_of_format(line)
        for mark in _marks_of(index, line, first=_begins_text(search, index), goes_on=search.goes_on(index)):
            taken = any(mark.start < end and start < mark.end for start, end in own)
            if not taken and (mark.line, mark.end) not in seen and mark.start >= search.label_ends.get(index, 0):
                seen.add((mark.line, mark.end))
                yield mark


def _marks_of_format(line: SourceLine) -> list[tuple[int, int]]:
    """Return where the marks are that the format itself has: they have their footnotes already."""
    ends = list(accumulate(len(run.text) for run in line.block.runs))
    return [
        (end - len(run.text), end) for run, end in zip(line.block.runs, ends, strict=True) if run.footnote is not None
    ]


def _begins_text(search: FootnoteSearch, index: int) -> bool:
    """Whether a line begins the letter or a section, so that no mark of a line before can be on it."""
    if index == 0 or index in search.label_ends:
        return True
    return index - 1 in search.label_ends and not search.lines[index - 1].text[search.label_ends[index - 1] :].strip()


def _marks_of(index: int, line: SourceLine, *, first: bool, goes_on: bool) -> Iterator[MarkCandidate]:
    yield from _superscripts(index, line)
    yield from _raised_signs(index, line.text)
    whole = _WHOLE.match(line.text)
    if whole and not first:
        yield from _marks_alone(index, whole["marks"])
        return
    at_start = _LINE_START.match(line.text)
    if at_start and not first and not line.gap:
        weight = 1.5 if goes_on or _LIST_LABEL.match(line.text) else 2.5
        yield MarkCandidate(index, 0, at_start.end(1), int(at_start[1]), "plain", weight)
    for match in _BRACKET.finditer(line.text):
        if match.start() > 0 or (not first and not line.gap):
            yield MarkCandidate(index, match.start(), match.end(), int(match[1]), "bracket", 5.0)
    for match in _PAREN.finditer(line.text):
        if match.start() > 0 and not _is_in_bracket(line.text[: match.start(1)]):
            glued = match[0][0].isdigit()  # behind a space it may count: `in fasen: 1) het plan, 2) de bouw`
            yield MarkCandidate(index, match.start(), match.end(), int(match[1]), "paren", 5.0 if glued else 4.0)
    yield from _plain_marks(index, line.text)


def _raised_signs(index: int, text: str) -> Iterator[MarkCandidate]:
    """Yield the marks that are signs of their own: `brug¹`."""
    for match in _RAISED.finditer(text):
        if match.start() > 0:
            weight = 1.0 if _UNIT.search(_before(text, match.start(1))) else 5.0
            number = int(unicodedata.normalize("NFKC", match[1]))
            yield MarkCandidate(index, match.start(), match.end(), number, "super", weight)


def _superscripts(index: int, line: SourceLine) -> Iterator[MarkCandidate]:
    offset = 0
    for run in line.block.runs:
        if run.superscript and run.footnote is None:
            weight = 1.0 if _UNIT.search(_before(line.text, offset)) else 5.0
            for match in re.finditer(r"\[?(\d{1,3})[\])]?", run.text):
                yield MarkCandidate(index, offset + match.start(), offset + match.end(), int(match[1]), "super", weight)
        offset += len(run.text)


def _marks_alone(index: int, marks: str) -> Iterator[MarkCandidate]:
    """Yield the marks of a line that has nothing else; each includes the signs before it."""
    end = 0
    for match in re.finditer(r"\d+", marks):
        yield MarkCandidate(index, end, match.end(), int(match[0]), "plain", 4.0)
        end = match.end()


def _plain_marks(index: int, text: str) -> Iterator[MarkCandidate]:
    """Yield numbers after a word or a sign, with those that follow them: `gedeeld.2, 3`."""
    for pattern, weight in _PLAIN:
        for match in pattern.finditer(text):
            group = 1 if match[1] else 2
            before = _before(text, match.start(group))
            if _NOT_BEFORE.search(before.rstrip(" .")) or _ends_in_short_word(before):
                continue
            own = _AFTER_CAPITALS if _ends_in_capitals(before) else weight
            yield MarkCandidate(index, match.start(), match.end(), int(match[group]), "plain", own)
            end = match.end()
            while more := _NEXT_MARK.match(text, end):
                yield MarkCandidate(index, more.start(), more.end(), int(more[1]), "plain", 1.5)
                end = more.end()


def _before(text: str, at: int) -> str:
    """Return the end of the text before a place: enough for what a number may belong to, however long the line is."""
    return text[max(0, at - _LONGEST_BEFORE) : at]


_LONGEST_BEFORE = 64


def _is_in_bracket(text: str) -> bool:
    """Whether a bracket is open after a text, not counting closing brackets that are marks themselves."""
    return text.count("(") > text.count(")") + len(re.findall(r"(?<![\d(])\b\d{1,2}\)", text))


def _ends_in_short_word(text: str) -> bool:
    """Whether a number after a text would be part of a name: `m3`, `CO2`, `G20`, `A4`."""
    word = _WORD_BEFORE.search(text)
    return word is not None and (len(word[1]) < 3 or (word[1].isupper() and len(word[1]) < _ABBREVIATION))


def _ends_in_capitals(text: str) -> bool:
    """Whether a number after a text may be part of an abbreviation: `COVID19`."""
    word = _WORD_BEFORE.search(text)
    return word is not None and word[1].isupper()
