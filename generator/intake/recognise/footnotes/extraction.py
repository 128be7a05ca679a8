"""Footnotes taken out of the lines of a letter: their texts become footnotes, and marks take their place."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.intake.recognise.footnotes.chain import FootnotePair
from generator.intake.recognise.footnotes.search import FootnoteSearch
from generator.intake.recognise.footnotes.start_candidates import NUMBER_ALONE, StartCandidate
from generator.intake.recognise.recognised_letter import SourceLine, printed
from generator.intake.recognise.runs import cut, put_footnote_mark
from generator.intake.source_document import DocBlock, DocFootnote, Run

_SHORT = 40
"""Characters of a line that is only the end of a footnote, at most."""
_NEAR = 4
"""Lines of a footnote below its first, of which the last is above the next footnote, at most."""
_ENDED = re.compile(r"[.!?…)»”\"'/]$|\d$|https?://\S+$")
"""How a line of a footnote ends that may be its last."""
_ADDRESS = re.compile(r"[(<\[]?(?:https?://|www\.)\S+$")


@dataclass(frozen=True, slots=True)
class PairedFootnotes:
    """The footnotes of a letter, and its lines without their texts and with their marks."""

    lines: tuple[SourceLine | None, ...]
    """None for a line that is (a part of) a footnote."""
    footnotes: tuple[DocFootnote, ...]
    loose: tuple[tuple[str, str], ...] = ()
    """Footnotes whose mark was not found: the key of each, and that of the footnote beside it."""
    unowned: tuple[DocBlock, ...] = ()
    """Blocks of the footnote zone that belong to no footnote, so that they are text."""


def take_out(
    search: FootnoteSearch,
    chosen: Sequence[FootnotePair],
    without_mark: Sequence[tuple[StartCandidate, StartCandidate]],
) -> PairedFootnotes:
    """Take the chosen footnotes out of the lines; those without a mark come with the footnote beside them."""
    starts = sorted([*(pair.start for pair in chosen), *(start for start, _ in without_mark)], key=lambda s: s.place)
    keys = {start.place: f"typed-{start.number}-{start.line}-{start.offset}" for start in starts}
    lines: list[SourceLine | None] = list(search.lines)
    texts = {keys[start.place]: _take_text(search, start, starts, lines) for start in starts}
    unowned = _share_out_zone(search, {start.line: texts[keys[start.place]] for start in starts})
    for pair in sorted(chosen, key=lambda p: (p.mark.line, -p.mark.start)):
        marked, mark = lines[pair.mark.line], pair.mark
        if marked is not None:
            key = keys[pair.start.place]
            runs = put_footnote_mark(marked.block.runs, mark.start, mark.end, str(mark.number), key)
            lines[mark.line] = _with_runs(marked, runs)
    footnotes = tuple(_footnote(search, start, keys[start.place], texts[keys[start.place]]) for start in starts)
    loose = tuple((keys[start.place], keys[beside.place]) for start, beside in without_mark)
    return PairedFootnotes(tuple(lines), footnotes, loose, unowned)


def _take_text(
    search: FootnoteSearch, start: StartCandidate, starts: Sequence[StartCandidate], lines: list[SourceLine | None]
) -> list[tuple[Run, ...]]:
    """Return the runs of a footnote's text, line by line, and take them out of `lines`."""
    own = search.all[start.line].block.runs
    on_line = [other.offset for other in starts if other.line == start.line]
    later = [offset for offset in on_line if offset > start.offset]
    text = [cut(own, start.end, min(later, default=None))] if start.style != "alone" else []
    if search.in_zone(start.line):
        return text
    whole = {other.line for other in starts if other.offset == 0}
    if not later:
        for index in range(start.line + 1, text_end(search, start.line, whole)):
            text.append(_all_runs(search.lines[index].block))
            lines[index] = None
    if start.line in whole:
        lines[start.line] = None
    elif start.offset == min(on_line):
        lines[start.line] = _with_runs(search.lines[start.line], cut(own, 0, start.offset))
    return text or [()]  # another footnote begins on the next line


def _share_out_zone(search: FootnoteSearch, texts: Mapping[int, list[tuple[Run, ...]]]) -> tuple[DocBlock, ...]:
    """Add lines of the zone that begin no footnote to the one before them; return those before any.

    `texts` are the texts of footnotes by the line they begin on.
    """
    owner: list[tuple[Run, ...]] | None = None
    unowned: list[DocBlock] = []
    for index, line in enumerate(search.zone, len(search.lines)):
        if index in texts:
            owner = texts[index]
        elif owner is not None:
            owner.append(_all_runs(line.block))
        else:
            unowned.append(line.block)
    return tuple(unowned)


def _footnote(search: FootnoteSearch, start: StartCandidate, key: str, text: Sequence[tuple[Run, ...]]) -> DocFootnote:
    line = search.all[start.line].block.line
    return DocFootnote(key, str(start.number), tuple(DocBlock(runs, line=line) for runs in text))


def _all_runs(block: DocBlock) -> tuple[Run, ...]:
    """Return all that a block shows as runs: in a footnote, a list label or a table is text."""
    if block.rows:
        return (Run(printed(block)),)
    return (Run(f"{block.label} "), *block.runs) if block.label else block.runs


def _with_runs(line: SourceLine, runs: tuple[Run, ...]) -> SourceLine:
    return replace(line, block=replace(line.block, runs=runs))


# --- Where a footnote ends ---------------------------------------------------------------------------------------


def text_end(search: FootnoteSearch, first: int, starts: Collection[int]) -> int:
    """Return the index after the last line of the footnote that begins on line `first`.

    It ends at a label, a page, a blank line, the next of the `starts`, or where the sentence continues that the
    footnote interrupted.
    """
    lines = search.lines
    widest = max((len(lines[i].text) for i in starts if not search.in_zone(i)), default=0)
    interrupts = _interrupts_sentence(lines, first, starts)
    alone = not search.in_zone(first) and bool(NUMBER_ALONE.match(lines[first].text))
    for index in range(first + 1, len(lines)):
        if index in search.label_ends or index in starts:
            return index
        if alone and index == first + 1:
            continue
        rest = index + 1 in starts and _is_rest_of(lines[index - 1], lines[index])
        if _is_set_off(lines[index]) and not (rest or _is_address_of(lines[index - 1], lines[index])):
            return index
        loose = interrupts and not _is_between(lines, index, starts)
        if loose and _continues_text(lines[index - 1], lines[index], widest):
            return index
    return len(lines)


def _is_set_off(line: SourceLine) -> bool:
    return line.page_top or line.gap or bool(line.block.rows)


def _is_address_of(before: SourceLine, line: SourceLine) -> bool:
    """Whether a line is the address that a footnote ends with, which a tool put off because it is long."""
    return not line.page_top and bool(_ADDRESS.match(line.text)) and not before.text.endswith(".")


def _is_between(lines: Sequence[SourceLine], index: int, starts: Collection[int]) -> bool:
    """Whether the next footnote begins so soon below a line that no text is between: it is of the footnote above."""
    after = next((at for at in range(index + 1, min(index + _NEAR, len(lines))) if at in starts), None)
    return after is not None and not any(map(_is_set_off, lines[index : after + 1]))


def _is_rest_of(before: SourceLine, line: SourceLine) -> bool:
    """Whether a line above the next footnote is the end of a footnote, which a tool set off because it is short."""
    ends = bool(re.search(r"[.?!)»”’]$", before.text))
    return not (line.page_top or line.block.rows or ends) and len(line.text) <= _SHORT


def _continues_text(before: SourceLine, line: SourceLine, widest: int) -> bool:
    """Whether a line is no longer of a footnote: set in further, or in small letters after a footnote has ended."""
    if line.block.indent > before.block.indent:
        return True
    text = before.text
    return line.text[:1].islower() and bool(_ENDED.search(text)) and len(text) < max(60, widest * 0.9)


def _interrupts_sentence(lines: Sequence[SourceLine], first: int, starts: Collection[int]) -> bool:
    """Whether the text before a block of footnotes stops in the middle of a sentence."""
    index = first - 1
    while index >= 0 and index in starts:
        index -= 1
    return index >= 0 and not re.search(r"[.?!:]['\"”’»)]*\d*$", lines[index].text)
