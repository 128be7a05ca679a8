"""Footnotes that were paired with their marks, taken out of the lines of the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.intake.recognise.footnotes.candidates import (
    MarkCandidate,
    StartCandidate,
)
from generator.intake.recognise.recognised_letter import SourceLine, printed
from generator.intake.recognise.runs import cut, put_footnote_mark
from generator.intake.source_document import DocBlock, DocFootnote, Run


@dataclass(frozen=True, slots=True)
class PairedFootnotes:
    """The lines with marks as footnote runs and footnote texts taken out (None), and the footnotes found."""

    lines: tuple[SourceLine | None, ...]
    footnotes: tuple[DocFootnote, ...]
    loose: tuple[tuple[str, str], ...] = ()
    """Footnotes whose mark was not found: the key of each with that of the footnote beside it."""
    unowned: tuple[DocBlock, ...] = ()
    """Blocks of the page foot that are no footnote: text after all."""


@dataclass(frozen=True, slots=True)
class FootnoteSearch:
    """Where footnotes are looked for: the running lines, label lines among them, and the blocks at the foot of pages."""

    lines: tuple[SourceLine, ...]
    heads: Mapping[int, int]
    zone: tuple[SourceLine, ...]

    @property
    def all(self) -> tuple[SourceLine, ...]:
        """The running lines, then those of the page feet; indexes of candidates are into this."""
        return (*self.lines, *self.zone)

    def in_zone(self, start: StartCandidate) -> bool:
        """Whether a candidate stands at a page's foot."""
        return start.line >= len(self.lines)


def take_out(
    scene: FootnoteSearch,
    chosen: list[tuple[MarkCandidate, StartCandidate]],
    loose: list[tuple[StartCandidate, StartCandidate]],
) -> PairedFootnotes:
    """Take the chosen footnotes out of the lines, and put their marks in the text."""
    left: list[SourceLine | None] = list(scene.lines)
    starts = sorted([*(s for _, s in chosen), *(s for s, _ in loose)], key=lambda s: (s.line, s.offset))
    keys = {(s.line, s.offset): f"typed-{s.number}-{s.line}-{s.offset}" for s in starts}
    whole = {s.line for s in starts if s.offset == 0}
    bodies: dict[str, list[tuple[Run, ...]]] = {}
    for start in starts:
        later = [s.offset for s in starts if s.line == start.line and s.offset > start.offset]
        body = [cut(scene.all[start.line].block.runs, start.end, min(later, default=None))]
        if not later and not scene.in_zone(start):
            for index in range(start.line + 1, extent(scene, start.line, whole)):
                body.append(_all_runs(scene.lines[index].block))
                left[index] = None
        if not scene.in_zone(start):
            cover = cut(scene.lines[start.line].block.runs, 0, start.offset)
            if start.line in whole:
                left[start.line] = None
            elif start.offset == min(s.offset for s in starts if s.line == start.line):
                left[start.line] = _with_runs(scene.lines[start.line], cover)
        bodies[keys[start.line, start.offset]] = body
    unowned = _share_out_zone(scene, starts, keys, bodies)
    for mark, start in sorted(chosen, key=lambda pair: (pair[0].line, -pair[0].start)):
        marked = left[mark.line]
        if marked is not None:
            key = keys[start.line, start.offset]
            runs = put_footnote_mark(marked.block.runs, mark.start, mark.end, str(mark.number), key)
            left[mark.line] = _with_runs(marked, runs)
    footnotes = tuple(_footnote(scene, start, keys, bodies) for start in starts)
    beside = tuple((keys[s.line, s.offset], keys[near.line, near.offset]) for s, near in loose)
    return PairedFootnotes(tuple(left), footnotes, beside, unowned)


def _share_out_zone(
    scene: FootnoteSearch,
    starts: Sequence[StartCandidate],
    keys: Mapping[tuple[int, int], str],
    bodies: dict[str, list[tuple[Run, ...]]],
) -> tuple[DocBlock, ...]:
    """Return blocks of page feet that start no footnote to the footnote before them; those before any are given back."""
    starting = {s.line: keys[s.line, s.offset] for s in starts}
    owner: str | None = None
    unowned: list[DocBlock] = []
    for index, line in enumerate(scene.zone, len(scene.lines)):
        if index in starting:
            owner = starting[index]
        elif owner:
            bodies[owner].append(_all_runs(line.block))
        else:
            unowned.append(line.block)
    return tuple(unowned)


def _all_runs(block: DocBlock) -> tuple[Run, ...]:
    """Return all that a block prints as runs: in a footnote, a list label or a table is text."""
    if block.rows:
        return (Run(printed(block)),)
    return (Run(f"{block.label} "), *block.runs) if block.label else block.runs


def _with_runs(line: SourceLine, runs: tuple[Run, ...]) -> SourceLine:
    return replace(line, block=replace(line.block, runs=runs))


def _footnote(
    scene: FootnoteSearch,
    start: StartCandidate,
    keys: Mapping[tuple[int, int], str],
    bodies: Mapping[str, list[tuple[Run, ...]]],
) -> DocFootnote:
    key = keys[start.line, start.offset]
    place = scene.all[start.line].block.line
    return DocFootnote(key, str(start.number), tuple(DocBlock(runs, line=place) for runs in bodies[key]))


_ENDED = re.compile(r"[.!?…)»”\"'/]$|\d$|https?://\S+$")


def extent(scene: FootnoteSearch, first: int, starts: set[int]) -> int:
    """Return the index after a footnote's last line.

    It ends at a label, a page, a blank line, the next footnote, or where the sentence that the footnote broke off goes on.
    """
    lines = scene.lines
    widest = max((len(lines[i].text) for i in starts if i < len(lines)), default=0)
    pending = _pending(lines, first, starts)
    for index in range(first + 1, len(lines)):
        line, before = lines[index], lines[index - 1].text
        if index in scene.heads or index in starts or line.page_top or line.gap or line.block.rows:
            return index
        if pending and line.block.indent > lines[index - 1].block.indent:
            return index
        if pending and line.text[:1].islower() and _ENDED.search(before) and len(before) < max(60, widest * 0.9):
            return index
    return len(lines)


def _pending(lines: Sequence[SourceLine], first: int, starts: set[int]) -> bool:
    """Whether the text before a block of footnotes stops in mid-sentence."""
    index = first - 1
    while index >= 0 and index in starts:
        index -= 1
    return index >= 0 and not re.search(r"[.?!:]['\"”»)]*\d*$", lines[index].text)
