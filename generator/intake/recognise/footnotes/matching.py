"""The footnotes of a letter whose format does not mark them: numbers in the text paired with texts below it.

A number at a word may be a mark, a figure, or the start of a footnote, and no single place can show which. So all
candidates are collected (`mark_candidates`, `start_candidates`), the chain of pairs with the most weight is taken
(`chain`), and the chosen footnotes are taken out of the lines (`extraction`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.intake.recognise.footnotes.chain import ENOUGH, FootnotePair, heaviest_chain, under_tables
from generator.intake.recognise.footnotes.extraction import PairedFootnotes, take_out, text_end
from generator.intake.recognise.footnotes.mark_candidates import MarkCandidate, mark_candidates
from generator.intake.recognise.footnotes.search import FootnoteSearch
from generator.intake.recognise.footnotes.start_candidates import StartCandidate, start_candidates
from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.source_document import DocBlock

_SERIES = (("bracket",), ("raised",), ("paren",), ("glued", "bare", "alone"), ("point",))
"""Styles of starts that may be of one series of footnotes, the surest first."""


def pair(lines: tuple[SourceLine, ...], label_ends: Mapping[int, int], zone: tuple[DocBlock, ...]) -> PairedFootnotes:
    """Return the footnotes of a letter, and its lines without them.

    `label_ends` are the offsets after the labels of lines, `zone` the blocks that a reader found at the foot of pages.
    """
    search = FootnoteSearch(lines, label_ends, tuple(SourceLine(block) for block in zone))
    order = search.reading_order()
    starts, marks = start_candidates(search), list(mark_candidates(search))
    chosen: list[FootnotePair] = []
    for styles in _SERIES:
        of_series = [s for s in starts if s.style in styles or ("bare" in styles and search.in_zone(s.line))]
        chain = heaviest_chain(marks, of_series, order)
        chosen.extend(chain)
        marks, starts = _unused(marks, starts, chain)
    chosen.extend(under_tables(lines, starts, {pair.start.line for pair in chosen}))
    return take_out(search, chosen, list(_without_mark(search, starts, [pair.start for pair in chosen])))


def _unused(
    marks: Sequence[MarkCandidate], starts: Sequence[StartCandidate], chain: Sequence[FootnotePair]
) -> tuple[list[MarkCandidate], list[StartCandidate]]:
    """Return the candidates that a chain did not use; a mark in the first line of a footnote is no longer one."""
    used, lines = {pair.mark for pair in chain}, {pair.start.line for pair in chain}
    begun = {pair.start.place for pair in chain}
    return [m for m in marks if m not in used and m.line not in lines], [s for s in starts if s.place not in begun]


def _without_mark(
    search: FootnoteSearch, starts: Sequence[StartCandidate], chosen: Sequence[StartCandidate]
) -> Iterator[tuple[StartCandidate, StartCandidate]]:
    """Yield the footnotes whose mark was not found, but whose text adjoins other footnotes and counts on from them.

    Each comes with the footnote beside it, in whose file it is kept.
    """
    known = {start.line: start for start in chosen}
    for start in sorted(starts, key=lambda s: s.line):
        if start.line in known or start.offset:
            continue
        before, after = _neighbours(search, start, known)
        if (before and after) or ((before or after) and start.weight >= ENOUGH):
            known[start.line] = start
            yield start, before or after or start


def _neighbours(
    search: FootnoteSearch, start: StartCandidate, known: Mapping[int, StartCandidate]
) -> tuple[StartCandidate | None, StartCandidate | None]:
    """Return the footnotes before and after another that adjoin it and have the numbers before and after its own."""
    in_zone = search.in_zone(start.line)
    places = [line for line in sorted(known) if search.in_zone(line) == in_zone]
    before = next((known[line] for line in reversed(places) if line < start.line), None)
    after = next((known[line] for line in places if line > start.line), None)
    if before and not (before.number == start.number - 1 and _adjoin(search, before, start, known)):
        before = None
    if after and not (after.number == start.number + 1 and _adjoin(search, start, after, known)):
        after = None
    return before, after


def _adjoin(
    search: FootnoteSearch, first: StartCandidate, second: StartCandidate, known: Mapping[int, StartCandidate]
) -> bool:
    """Whether the text of one footnote ends where another begins."""
    if search.in_zone(first.line):
        return True
    return text_end(search, first.line, {*known, second.line, first.line}) == second.line
