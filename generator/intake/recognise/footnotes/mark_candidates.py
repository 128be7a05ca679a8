"""Where footnotes may be: numbers in the text that may be marks, and lines that may start the text of a footnote.

Every candidate has a weight for how much it looks the part; which of them are footnotes is for `chain` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.source_document import DocBlock


@dataclass(frozen=True, slots=True)
class MarkCandidate:
    """A place that may carry a footnote mark: `start..end` of the line's text is what would be taken out."""

    line: int
    start: int
    end: int
    number: int
    style: str
    weight: float


@dataclass(frozen=True, slots=True)
class StartCandidate:
    """A line that may start the text of a footnote; `end` is where its own text begins."""

    line: int
    offset: int
    end: int
    number: int
    style: str
    weight: float


_CLOSE = "[.,;:?!)»”\"'’]"
_STARTS = (
    ("bracket", re.compile(r"\[(\d{1,3})\]\s*:?\s*(?=\S)"), 3.0),
    ("paren", re.compile(r"\(?(\d{1,3})\)\s*(?=\S)"), 2.0),
    ("point", re.compile(r"(\d{1,3})\.\s+(?=[^\d\s])"), 0.5),
    ("glued", re.compile(r"(\d{1,3})(?=[^\W\d_]|[«“\"'‘(])"), 2.0),
    ("bare", re.compile(r"(\d{1,3})\s+(?=[^\W\d_]|[«“\"'‘(])"), 0.5),
)
_LISTED = ("point", "paren")
_AS_A_LIST = 5.0
"""What a numbered line loses as a footnote where a colon announces a list: only a certain mark outweighs it."""
_INNER_START = re.compile(r"(?<=\S)\[(\d{1,3})\]\s+(?=\S)")
_OPENING = re.compile(r"[A-ZÀ-Ý«“\"'‘(]|https?:|www\.|wetten\.|[a-z]+\.(?:nl|eu|com|org)\b")
_WHOLE = re.compile(rf"(?P<marks>\d{{1,3}}(?:\s*[, ]\s*\d{{1,3}})*)(?P<tail>{_CLOSE}*)$")
_HEADING = re.compile(r"(\d{1,3})(?:\s+\S|[.,;:]\s+\S)")
_BRACKET = re.compile(r"\s?\[(\d{1,3})\]")
_PAREN = re.compile(r"\s?(?<![\d(/-])(?<!\d[.,])(\d{1,2})\)")
_AT_WORD = re.compile(rf"(?<=[^\W\d_]{{2}})(\d{{1,2}})(?={_CLOSE}*(?:\s|$|,|–))")
_AT_CLOSE = re.compile(
    rf"(?<=[^\W\d_]{_CLOSE})(\d{{1,3}})(?={_CLOSE}*(?:\s|$))|(?<=[)»”\"'’?!]{_CLOSE})(\d{{1,3}})(?={_CLOSE}*(?:\s|$))"
)
_AFTER_SPACE = re.compile(r"(?<=[.?!»”\"'’,]) (\d{1,2})(?=[.,;]?(?:\s|$))")
_NOT_BEFORE = re.compile(
    r"(?:\b(?:nrs?|art|artt|p|pp|blz|jl|ca|circa|no|vol|zaak|hoofdstuk|artikel(?:en)?|paragraaf|lid|vra(?:ag|gen)|bijlage|tabel|figuur|kamerstuk(?:ken)?)\.?|\bCO|\bm|\bkm|\bPM)$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?<![^\W_])(?:[kcdmh]?m|CO|NO|PM|H)$|\d\s?ha$")
"""What a raised number behind it is a part of, and no mark: `m²`, `CO₂`."""
_WORD_BEFORE = re.compile(r"([^\W\d_]+)$")


def reading_order(lines: tuple[SourceLine, ...], zone: tuple[DocBlock, ...]) -> dict[int, float]:
    """Return every line's place in reading order; a footnote at a page's foot stands after the page's last line."""
    order = {index: float(index) for index in range(len(lines))}
    for offset, block in enumerate(zone):
        on_page = [i for i, line in enumerate(lines) if (line.block.page or 0) <= (block.page or 0)]
        order[len(lines) + offset] = (on_page[-1] if on_page else -1) + 0.5 + offset / (2 * len(zone) + 2)
    return order


def starts_in(
    everything: tuple[SourceLine, ...], heads: Mapping[int, int], first_of_zone: int
) -> Iterable[StartCandidate]:
    """Yield the places where the text of a footnote may start; lines from `first_of_zone` on stood at a page's foot."""
    plain: list[StartCandidate] = []
    for index, line in enumerate(everything):
        if index in heads or line.block.rows:
            continue
        text, skip = line.text, 0
        if line.block.label:
            text, skip = f"{line.block.label} {line.text}", len(line.block.label) + 1
        for style, pattern, weight in _STARTS:
            match = pattern.match(text)
            if match:
                more = 1.5 if _OPENING.match(text[match.end() :]) else -1.0
                more += 6.0 if index >= first_of_zone else 0.0
                more += 1.0 if line.gap else 0.0
                plain.append(StartCandidate(index, 0, max(match.end() - skip, 0), int(match[1]), style, weight + more))
                break
        for match in _INNER_START.finditer(line.text):
            plain += [StartCandidate(index, match.start(), match.end(), int(match[1]), "bracket", 0.5)]
    at = {s.line: s for s in plain}
    announced: set[int] = set()
    for start in plain:
        above = start.line - 1
        lead = everything[above].text.rstrip() if start.line and start.line < first_of_zone else ""
        if start.style in _LISTED and (lead.endswith(":") or (above in announced and at[above].style == start.style)):
            announced.add(start.line)
    for start in plain:
        before, after = at.get(start.line - 1), at.get(start.line + 1)
        neighbours = (before and before.number == start.number - 1) or (after and after.number == start.number + 1)
        ends_page = start.line + 1 >= len(everything) or any(
            line.page_top for line in everything[start.line + 1 : start.line + 5]
        )
        weight = start.weight + (1.5 if neighbours else 0) + (1.5 if ends_page else 0)
        yield replace(start, weight=weight - (_AS_A_LIST if start.line in announced else 0))


def marks_in(lines: tuple[SourceLine, ...], heads: Mapping[int, int]) -> Iterable[MarkCandidate]:
    """Yield the places that may carry a footnote mark; `heads` says where the text after each label starts."""
    seen: set[tuple[int, int]] = set()
    for index, line in enumerate(lines):
        if line.block.rows:
            continue
        first = (
            index == 0
            or index in heads
            or (index - 1 in heads and not lines[index - 1].text[heads[index - 1] :].strip())
        )
        for mark in _marks_of(index, line, first=first):
            if (mark.line, mark.end) not in seen and mark.start >= heads.get(index, 0):
                seen.add((mark.line, mark.end))
                yield mark


def _marks_of(index: int, line: SourceLine, *, first: bool) -> Iterable[MarkCandidate]:
    text = line.text
    yield from _superscripts(index, line)
    whole = _WHOLE.match(text)
    if whole and not first:
        for match in re.finditer(r"\d+", whole["marks"]):
            start = 0 if match.start() == 0 else _after_digits(whole["marks"], match.start())
            yield MarkCandidate(index, start, match.end(), int(match[0]), "plain", 4.0)
        return
    heading = _HEADING.match(text)
    if heading and not first and not line.gap:
        ends = re.match(r"\d+[.:]\s+[^a-zà-ý]", text)  # as a list label would
        yield MarkCandidate(index, 0, heading.end(1), int(heading[1]), "plain", 1.5 if ends else 2.5)
    for match in _BRACKET.finditer(text):
        if match.start() > 0 or (not first and not line.gap):
            yield MarkCandidate(index, match.start(), match.end(), int(match[1]), "bracket", 5.0)
    for match in _PAREN.finditer(text):
        if match.start() > 0 and _balanced(text[: match.start(1)]):
            yield MarkCandidate(index, match.start(), match.end(), int(match[1]), "paren", 4.0)
    for pattern, weight in ((_AT_CLOSE, 3.5), (_AT_WORD, 2.5), (_AFTER_SPACE, 1.5)):
        for match in pattern.finditer(text):
            group = 1 if match[1] else 2
            if _NOT_BEFORE.search(text[: match.start(group)].rstrip(" .")) or _short_word(text[: match.start(group)]):
                continue
            yield MarkCandidate(index, match.start(), match.end(), int(match[group]), "plain", weight)
            yield from _more_marks(index, text, match.end())


def _after_digits(text: str, position: int) -> int:
    while position > 0 and not text[position - 1].isdigit():
        position -= 1
    return position


_NEXT_MARK = re.compile(r"(?:,\s?| )(\d{1,2})(?=[.,;:?!)]*(?:\s|$))")


def _more_marks(index: int, text: str, end: int) -> Iterable[MarkCandidate]:
    """Yield the marks that follow one: `gedeeld.2, 3`."""
    while match := _NEXT_MARK.match(text, end):
        yield MarkCandidate(index, match.start(), match.end(), int(match[1]), "plain", 1.5)
        end = match.end()


def _superscripts(index: int, line: SourceLine) -> Iterable[MarkCandidate]:
    offset = 0
    for run in line.block.runs:
        if run.superscript and run.footnote is None:
            unit = _UNIT.search(line.text[:offset])
            for match in re.finditer(r"\[?(\d{1,3})[\])]?", run.text):
                weight = 1.0 if unit else 5.0
                yield MarkCandidate(index, offset + match.start(), offset + match.end(), int(match[1]), "super", weight)
        offset += len(run.text)


def _balanced(text: str) -> bool:
    return text.count("(") <= text.count(")") + len(re.findall(r"(?<![\d(])\b\d{1,2}\)", text))


def _short_word(before: str) -> bool:
    """Whether a number after this is part of a name: `m3`, `CO2`, `G20`, `A4`."""
    word = _WORD_BEFORE.search(before)
    return word is not None and (len(word[1]) < 3 or word[1].isupper())
