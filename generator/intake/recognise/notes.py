"""Footnotes in the text: which numbers are marks, which lines are their texts, and which belongs to which.

A number at a word may be a mark, a figure or the start of a note; no single place can tell. So all candidates are
collected, and the chain of pairs (mark, text) is taken that fits best over the whole letter: numbers rising, marks in
order, every text after its mark. Notes that the format itself knows are not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.intake.document import DocBlock, DocNote, Role, Run
from generator.intake.recognise.letter import Line


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that may carry a footnote mark: `start..end` of the line's text is what would be taken out."""

    line: int
    start: int
    end: int
    number: int
    style: str
    weight: float


@dataclass(frozen=True, slots=True)
class Start:
    """A line that may start the text of a footnote; `end` is where its own text begins."""

    line: int
    offset: int
    end: int
    number: int
    style: str
    weight: float


@dataclass(frozen=True, slots=True)
class Paired:
    """The lines with marks as note runs and note texts taken out (None), and the notes found."""

    lines: tuple[Line | None, ...]
    notes: tuple[DocNote, ...]
    loose: tuple[tuple[str, str], ...] = ()
    """Notes whose mark was not found: the key of each with that of the note beside it."""


_CLOSE = "[.,;:?!)»”\"'’]"
_STARTS = (
    ("bracket", re.compile(r"\[(\d{1,3})\]\s*:?\s*(?=\S)"), 3.0),
    ("paren", re.compile(r"\(?(\d{1,3})\)\s*(?=\S)"), 2.0),
    ("point", re.compile(r"(\d{1,3})\.\s+(?=[^\d\s])"), 0.5),
    ("glued", re.compile(r"(\d{1,3})(?=[^\W\d_]|[«“\"'‘(])"), 2.0),
    ("bare", re.compile(r"(\d{1,3})\s+(?=[^\W\d_]|[«“\"'‘(])"), 0.5),
)
_INNER_START = re.compile(r"(?<=\S)\[(\d{1,3})\]\s+(?=\S)")
_OPENING = re.compile(r"[A-ZÀ-Ý«“\"'‘(]|https?:|www\.|wetten\.|[a-z]+\.(?:nl|eu|com|org)\b")
_WHOLE = re.compile(rf"(?P<marks>\d{{1,3}}(?:\s*[, ]\s*\d{{1,3}})*)(?P<tail>{_CLOSE}*)$")
_HEADING = re.compile(r"(\d{1,3})(?:\s+\S|[.,;:]\s+\S)")
_BRACKET = re.compile(r"\s?\[(\d{1,3})\]")
_PAREN = re.compile(r"\s?(?<![\d(.,/-])(\d{1,2})\)")
_AT_WORD = re.compile(rf"(?<=[^\W\d_]{{2}})(\d{{1,2}})(?={_CLOSE}*(?:\s|$|,|–))")
_AT_CLOSE = re.compile(
    rf"(?<=[^\W\d_]{_CLOSE})(\d{{1,2}})(?={_CLOSE}*(?:\s|$))|(?<=[)»”\"'’?!]{_CLOSE})(\d{{1,2}})(?={_CLOSE}*(?:\s|$))"
)
_AFTER_SPACE = re.compile(r"(?<=[.?!»”\"'’,]) (\d{1,2})(?=[.,;]?(?:\s|$))")
_NOT_BEFORE = re.compile(
    r"(?:\b(?:nrs?|art|artt|p|pp|blz|jl|ca|circa|no|vol|zaak|hoofdstuk|artikel(?:en)?|paragraaf|lid|vra(?:ag|gen)|bijlage|tabel|figuur|kamerstuk(?:ken)?)\.?|\bCO|\bm|\bkm|\bPM)$",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)$")
_MARK_STYLES = {
    "bracket": {"bracket": 0.0, "super": 0.0, "paren": -2.0},
    "paren": {"paren": 0.0, "super": -0.5, "plain": -1.5},
    "point": {"super": 0.0, "plain": -0.5, "paren": -0.5},
    "glued": {"plain": 0.0, "super": 0.0, "paren": -1.5},
    "bare": {"plain": 0.0, "super": 0.0, "paren": -1.5},
}
"""Which marks go with which way of starting the text, and at what loss."""

_ENOUGH = 3.5


def pair(lines: tuple[Line, ...], heads: Mapping[int, int], zone: tuple[DocBlock, ...]) -> Paired:
    """Pair marks and texts.

    `heads` are indexes of label lines, each with the offset where the text after its label starts; `zone` are blocks a
    reader found at a page's foot.
    """
    everything = (*lines, *(Line(block) for block in zone))
    first_of_zone = len(lines)
    order = _reading_order(lines, zone)
    starts = list(_starts(everything, heads, first_of_zone))
    marks = list(_marks(lines, heads))
    chosen: list[tuple[Mark, Start]] = []
    for styles in (("bracket",), ("paren",), ("glued", "bare"), ("point",)):
        of_style = [s for s in starts if s.style in styles or (s.line >= first_of_zone and "bare" in styles)]
        chain = _chain(marks, of_style, order)
        chosen.extend(chain)
        taken = {s.line for _, s in chain}
        marks = [m for m in marks if m not in {x for x, _ in chain} and m.line not in taken]
        starts = [s for s in starts if (s.line, s.offset) not in {(x.line, x.offset) for _, x in chain}]
    chosen.extend(_under_tables(lines, starts, {s.line for _, s in chosen}))
    loose = _between(lines, starts, [s for _, s in chosen], heads)
    return _take_out(lines, everything, chosen, loose, heads, first_of_zone)


# --- Candidates --------------------------------------------------------------------------------------------------


def _reading_order(lines: tuple[Line, ...], zone: tuple[DocBlock, ...]) -> dict[int, float]:
    """Give every line's place in reading order; a note at a page's foot stands after the page's last line."""
    order = {index: float(index) for index in range(len(lines))}
    for offset, block in enumerate(zone):
        on_page = [i for i, line in enumerate(lines) if (line.block.page or 0) <= (block.page or 0)]
        order[len(lines) + offset] = (on_page[-1] if on_page else -1) + 0.5 + offset / (2 * len(zone) + 2)
    return order


def _starts(everything: tuple[Line, ...], heads: Mapping[int, int], first_of_zone: int) -> Iterable[Start]:
    plain: list[Start] = []
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
                plain.append(Start(index, 0, max(match.end() - skip, 0), int(match[1]), style, weight + more))
                break
        for match in _INNER_START.finditer(line.text):
            plain.append(Start(index, match.start(), match.end(), int(match[1]), "bracket", 0.5))
    at = {s.line: s for s in plain}
    for start in plain:
        before, after = at.get(start.line - 1), at.get(start.line + 1)
        neighbours = (before and before.number == start.number - 1) or (after and after.number == start.number + 1)
        ends_page = start.line + 1 >= len(everything) or any(
            line.page_top for line in everything[start.line + 1 : start.line + 5]
        )
        yield replace(start, weight=start.weight + (1.5 if neighbours else 0) + (1.5 if ends_page else 0))


def _marks(lines: tuple[Line, ...], heads: Mapping[int, int]) -> Iterable[Mark]:
    seen: set[tuple[int, int]] = set()
    for index, line in enumerate(lines):
        if line.block.rows:
            continue
        first = (
            index == 0
            or index in heads
            or (index - 1 in heads and not lines[index - 1].text[heads[index - 1] :].strip())
        )
        for mark in _marks_in(index, line, first=first):
            if (mark.line, mark.end) not in seen and mark.start >= heads.get(index, 0):
                seen.add((mark.line, mark.end))
                yield mark


def _marks_in(index: int, line: Line, *, first: bool) -> Iterable[Mark]:
    text = line.text
    yield from _superscripts(index, line)
    whole = _WHOLE.match(text)
    if whole and not first:
        for match in re.finditer(r"\d+", whole["marks"]):
            start = 0 if match.start() == 0 else _after_digits(whole["marks"], match.start())
            yield Mark(index, start, match.end(), int(match[0]), "plain", 4.0)
        return
    heading = _HEADING.match(text)
    if heading and not first and not line.gap:
        ends = re.match(r"\d+[.:]\s+[^a-zà-ý]", text)  # as a list label would
        yield Mark(index, 0, heading.end(1), int(heading[1]), "plain", 1.5 if ends else 2.5)
    for match in _BRACKET.finditer(text):
        if match.start() > 0 or (not first and not line.gap):
            yield Mark(index, match.start(), match.end(), int(match[1]), "bracket", 5.0)
    for match in _PAREN.finditer(text):
        if match.start() > 0 and _balanced(text[: match.start(1)]):
            yield Mark(index, match.start(), match.end(), int(match[1]), "paren", 4.0)
    for pattern, weight in ((_AT_CLOSE, 3.5), (_AT_WORD, 2.5), (_AFTER_SPACE, 1.5)):
        for match in pattern.finditer(text):
            group = 1 if match[1] else 2
            if _NOT_BEFORE.search(text[: match.start(group)].rstrip(" .")) or _short_word(text[: match.start(group)]):
                continue
            yield Mark(index, match.start(), match.end(), int(match[group]), "plain", weight)
            yield from _more_marks(index, text, match.end())


def _after_digits(text: str, position: int) -> int:
    while position > 0 and not text[position - 1].isdigit():
        position -= 1
    return position


_NEXT_MARK = re.compile(r"(?:,\s?| )(\d{1,2})(?=[.,;:?!)]*(?:\s|$))")


def _more_marks(index: int, text: str, end: int) -> Iterable[Mark]:
    """Give the marks that follow one: `gedeeld.2, 3`."""
    while match := _NEXT_MARK.match(text, end):
        yield Mark(index, match.start(), match.end(), int(match[1]), "plain", 1.5)
        end = match.end()


def _superscripts(index: int, line: Line) -> Iterable[Mark]:
    offset = 0
    for run in line.block.runs:
        if run.superscript and run.note is None:
            for match in re.finditer(r"\[?(\d{1,3})[\])]?", run.text):
                yield Mark(index, offset + match.start(), offset + match.end(), int(match[1]), "super", 5.0)
        offset += len(run.text)


def _balanced(text: str) -> bool:
    return text.count("(") <= text.count(")") + len(re.findall(r"(?<![\d(])\b\d{1,2}\)", text))


def _short_word(before: str) -> bool:
    """Whether a number after this is part of a name: `m3`, `CO2`, `G20`, `A4`."""
    word = _WORD_BEFORE.search(before)
    return bool(word) and (len(word[1]) < 3 or word[1].isupper())


# --- The chain ---------------------------------------------------------------------------------------------------


def _chain(marks: list[Mark], starts: list[Start], order: dict[int, float]) -> list[tuple[Mark, Start]]:
    """Find the heaviest chain of pairs: numbers rising by one as far as can be, marks and texts each in order."""
    pairs: list[tuple[Mark, Start, float]] = []
    for start in starts:
        for mark in marks:
            if mark.number != start.number or mark.line == start.line:
                continue
            if (order[mark.line], mark.start) >= (order[start.line], start.offset):
                continue
            loss = _MARK_STYLES[start.style].get(mark.style)
            weight = mark.weight + start.weight + (loss or 0.0)
            if loss is not None and weight >= _ENOUGH:
                pairs.append((mark, start, weight))
    pairs.sort(key=lambda p: (p[0].number, order[p[0].line], p[0].start))
    best: list[tuple[float, int | None]] = []
    for i, (mark, start, weight) in enumerate(pairs):
        top, link = weight - 1.5 * (mark.number - 1), None
        for j in range(i):
            before, text, _ = pairs[j]
            step = mark.number - before.number
            if step < 1 or (order[before.line], before.start) >= (order[mark.line], mark.start + 1):
                continue
            if (order[text.line], text.offset) >= (order[start.line], start.offset):
                continue
            score = best[j][0] + weight - 1.5 * (step - 1)
            if score > top:
                top, link = score, j
        best.append((top, link))
    if not best:
        return []
    at: int | None = max(range(len(best)), key=lambda i: best[i][0])
    chain: list[tuple[Mark, Start]] = []
    while at is not None:
        chain.append(pairs[at][:2])
        at = best[at][1]
    return chain[::-1]


_FIGURE = r"\d{1,3}(?:[.]\d{3})*(?:,\d+)?"
_TABLE_REACH = 15


def _under_tables(lines: tuple[Line, ...], starts: list[Start], taken: set[int]) -> list[tuple[Mark, Start]]:
    """Pair notes under a table with marks glued between its figures: `88711.122` can only be 887, mark 1 and 1.122."""
    found: list[tuple[Mark, Start]] = []
    for start in starts:
        if start.line in taken or start.line >= len(lines) or start.weight < _ENOUGH - 2:
            continue
        marks: list[Mark] = []
        for index in range(max(0, start.line - _TABLE_REACH), start.line):
            for token in re.finditer(r"(?<!\S)[\d.,]+(?!\S)", lines[index].text):
                if re.fullmatch(_FIGURE, token[0]) or token[0].isdigit():
                    continue
                splits = _splits(token[0], str(start.number))
                if len(splits) == 1:
                    at = token.start() + splits[0]
                    marks.append(Mark(index, at, at + len(str(start.number)), start.number, "table", 3.0))
        if len(marks) == 1:
            found.append((marks[0], start))
    return found


def _splits(token: str, mark: str) -> list[int]:
    """Give every place where a mark can stand between two well-formed figures of a token."""
    return [
        at
        for at in range(1, len(token) - len(mark))
        if token.startswith(mark, at)
        and re.fullmatch(_FIGURE, token[:at])
        and re.fullmatch(_FIGURE, token[at + len(mark) :])
    ]


def _between(
    lines: tuple[Line, ...], starts: list[Start], chosen: list[Start], heads: Mapping[int, int]
) -> list[tuple[Start, Start]]:
    """Give the notes whose mark was not found, but whose text stands in a block of notes and counts on in it."""
    known = {s.line: s for s in chosen if s.line < len(lines)}
    found: list[tuple[Start, Start]] = []
    for start in sorted(starts, key=lambda s: s.line):
        if start.line in known or start.line >= len(lines) or start.offset:
            continue
        above = max((s for line, s in known.items() if line < start.line), key=lambda s: s.line, default=None)
        below = min((s for line, s in known.items() if line > start.line), key=lambda s: s.line, default=None)
        joins_above = (
            above
            and above.number == start.number - 1
            and _extent(lines, above.line, heads, {*known, start.line}, None) == start.line
        )
        joins_below = (
            below
            and below.number == start.number + 1
            and _extent(lines, start.line, heads, {*known, start.line}, None) == below.line
        )
        if (joins_above and (joins_below or start.weight >= _ENOUGH)) or (joins_below and start.weight >= _ENOUGH):
            beside = above if joins_above else below
            assert beside is not None
            found.append((start, beside))
            known[start.line] = start
    return found


# --- Taking out --------------------------------------------------------------------------------------------------


def _take_out(
    lines: tuple[Line, ...],
    everything: tuple[Line, ...],
    chosen: list[tuple[Mark, Start]],
    loose: list[tuple[Start, Start]],
    heads: Mapping[int, int],
    first_of_zone: int,
) -> Paired:
    left: list[Line | None] = list(lines)
    by_start = sorted([*(s for _, s in chosen), *(s for s, _ in loose)], key=lambda s: (s.line, s.offset))
    starting = {(s.line, s.offset): s for s in by_start}
    first_lines = {s.line for s in by_start if s.offset == 0}
    keys = {(s.line, s.offset): f"typed-{s.number}-{s.line}" for s in by_start}
    bodies: dict[str, list[tuple[Run, ...]]] = {}
    zone_owner: str | None = None
    for position, start in enumerate(by_start):
        key = keys[start.line, start.offset]
        later = [s.offset for (line, _), s in starting.items() if line == start.line and s.offset > start.offset]
        runs = cut(everything[start.line].block.runs, start.end, min(later, default=None))
        bodies[key] = [runs]
        if later or start.line >= first_of_zone:
            continue
        follow = by_start[position + 1].line if position + 1 < len(by_start) else None
        for index in range(start.line + 1, _extent(lines, start.line, heads, first_lines, follow)):
            bodies[key].append(lines[index].block.runs)
            left[index] = None
    zoned = {s.line: keys[s.line, s.offset] for s in by_start if s.line >= first_of_zone}
    for index in range(first_of_zone, len(everything)):
        if index in zoned:
            zone_owner = zoned[index]
        elif zone_owner:
            bodies[zone_owner].append(everything[index].block.runs)
        else:
            left.append(everything[index])
    for line in first_lines:
        if line < first_of_zone:
            left[line] = None
    for line, offset in starting:
        if offset and line < first_of_zone and left[line] is not None and line not in first_lines:
            kept = cut(lines[line].block.runs, 0, offset)
            left[line] = replace(lines[line], block=replace(lines[line].block, runs=kept))
    for mark, start in sorted(chosen, key=lambda pair: (pair[0].line, -pair[0].start)):
        line = left[mark.line]
        if line is not None:
            runs = put_note(line.block.runs, mark.start, mark.end, str(mark.number), keys[start.line, start.offset])
            left[mark.line] = replace(line, block=replace(line.block, runs=runs))
    notes = tuple(
        DocNote(
            key,
            str(start.number),
            tuple(DocBlock(runs, line=everything[start.line].block.line) for runs in bodies[key]),
        )
        for start in by_start
        for key in (keys[start.line, start.offset],)
    )
    return Paired(
        tuple(left), notes, tuple((keys[s.line, s.offset], keys[near.line, near.offset]) for s, near in loose)
    )


_ENDED = re.compile(r"[.!?…)»”\"'/]$|\d$|https?://\S+$")


def _extent(lines: tuple[Line, ...], first: int, heads: Mapping[int, int], starts: set[int], follow: int | None) -> int:
    """Give the index after a note's last line: it ends at a label, a page, a blank line, the next note, or where the
    sentence that the note broke off goes on."""
    widest = max((len(lines[i].text) for i in starts if i < len(lines)), default=0)
    pending = _pending(lines, first, starts)
    for index in range(first + 1, len(lines)):
        line, before = lines[index], lines[index - 1].text
        if index in heads or index in starts or line.page_top or line.gap or index == follow:
            return index
        if line.block.indent > lines[index - 1].block.indent and pending:
            return index
        if pending and line.text[:1].islower() and _ENDED.search(before) and len(before) < max(60, widest * 0.9):
            return index
    return len(lines)


def _pending(lines: tuple[Line, ...], first: int, starts: set[int]) -> bool:
    """Whether the text before a block of notes stops in mid-sentence."""
    index = first - 1
    while index >= 0 and index in starts:
        index -= 1
    return index >= 0 and not re.search(r"[.?!:]['\"”»)]*\d*$", lines[index].text)


def cut(runs: tuple[Run, ...], start: int, end: int | None = None) -> tuple[Run, ...]:
    """Give the part of runs between two offsets of their text."""
    kept: list[Run] = []
    offset = 0
    for run in runs:
        low, high = max(start - offset, 0), len(run.text) if end is None else min(end - offset, len(run.text))
        if low < high:
            kept.append(replace(run, text=run.text[low:high]))
        offset += len(run.text)
    return tuple(kept)


def put_note(runs: tuple[Run, ...], start: int, end: int, mark: str, key: str) -> tuple[Run, ...]:
    """Put a footnote mark in the place of `start..end`."""
    return (*cut(runs, 0, start), Run(mark, note=key), *cut(runs, end))


def is_zone(block: DocBlock) -> bool:
    """Whether a reader placed this block in a footnote zone."""
    return block.role is Role.NOTE
