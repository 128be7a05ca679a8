"""Footnotes in the text: which numbers are marks, which lines are their texts, and which belongs to which.

A number at a word may be a mark, a figure or the start of a footnote; no single place can tell. So all candidates are
collected (`marks`), and the chain of pairs is taken that fits best over the whole letter (`chain`). Here the chosen
ones are taken out of the lines. Footnotes that the format itself knows are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.intake.recognise.footnotes.candidates import (
    MarkCandidate,
    StartCandidate,
    marks_in,
    reading_order,
    starts_in,
)
from generator.intake.recognise.footnotes.chain import ENOUGH, heaviest, under_tables
from generator.intake.recognise.footnotes.extraction import FootnoteSearch, PairedFootnotes, extent, take_out
from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.source_document import DocBlock


def pair(lines: tuple[SourceLine, ...], heads: Mapping[int, int], zone: tuple[DocBlock, ...]) -> PairedFootnotes:
    """Pair marks and texts.

    `heads` are indexes of label lines, each with the offset where the text after its label starts; `zone` are blocks a
    reader found at a page's foot.
    """
    scene = FootnoteSearch(lines, heads, tuple(SourceLine(block) for block in zone))
    order = reading_order(lines, zone)
    starts = list(starts_in(scene.all, heads, len(lines)))
    marks = list(marks_in(lines, heads))
    chosen: list[tuple[MarkCandidate, StartCandidate]] = []
    for styles in (("bracket",), ("paren",), ("glued", "bare"), ("point",)):
        of_style = [s for s in starts if s.style in styles or (scene.in_zone(s) and "bare" in styles)]
        chain = heaviest(marks, of_style, order)
        chosen.extend(chain)
        used, taken = {m for m, _ in chain}, {s.line for _, s in chain}
        begun = {(s.line, s.offset) for _, s in chain}
        marks = [m for m in marks if m not in used and m.line not in taken]
        starts = [s for s in starts if (s.line, s.offset) not in begun]
    chosen.extend(under_tables(lines, starts, {s.line for _, s in chosen}))
    return take_out(scene, chosen, list(_loose(scene, starts, [s for _, s in chosen])))


def _loose(
    scene: FootnoteSearch, starts: list[StartCandidate], chosen: list[StartCandidate]
) -> Iterator[tuple[StartCandidate, StartCandidate]]:
    """Yield the footnotes whose mark was not found, but whose text stands in a block of footnotes and counts on in it.

    Each comes with the footnote beside it, in whose file it is kept.
    """
    known = {s.line: s for s in chosen}
    for start in sorted(starts, key=lambda s: s.line):
        if start.line in known or start.offset:
            continue
        mine = [s for s in known.values() if scene.in_zone(s) == scene.in_zone(start)]
        above = max((s for s in mine if s.line < start.line), key=lambda s: s.line, default=None)
        below = min((s for s in mine if s.line > start.line), key=lambda s: s.line, default=None)
        follows = above if above and above.number == start.number - 1 and _adjoin(scene, above, start, known) else None
        precedes = below if below and below.number == start.number + 1 and _adjoin(scene, start, below, known) else None
        beside = follows or precedes
        if beside and ((follows and precedes) or start.weight >= ENOUGH):
            known[start.line] = start
            yield start, beside


def _adjoin(
    scene: FootnoteSearch, first: StartCandidate, second: StartCandidate, known: Mapping[int, StartCandidate]
) -> bool:
    """Whether the text of one footnote ends where another starts."""
    if scene.in_zone(first):
        return True
    return extent(scene, first.line, {*known, second.line, first.line}) == second.line


# --- Taking out --------------------------------------------------------------------------------------------------
