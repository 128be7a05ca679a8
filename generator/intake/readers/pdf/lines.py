"""Characters → lines: those on one baseline in order of place, with raised marks put back beside their word.

Works within one column; what a line is for is not decided here.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.intake.readers.pdf.glyphs import Glyph

TAB_GAP = 1.5
"""White space of more than this many times the letter size was made by a tab, a list label or a table column."""
_SPACE_GAP = 0.17
"""White space of more than this many times the letter size parts two words, also where the file has no space."""
_MARKS = frozenset("0123456789*†‡§()[]ivx,") | frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
"""What a footnote's mark is made of, where it stands before its text."""
_SHORT_MARK = 3
"""A mark of so few signs may be as large as the text it is raised in."""
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", "0123456789()")


@dataclass(frozen=True)
class GlyphLine:
    """One line of text; lengths in points."""

    page: int
    glyphs: tuple[Glyph, ...]
    """From left to right; white space is a glyph too."""
    cells: tuple[tuple[tuple[GlyphLine, ...], ...], ...] = ()
    """The rows of a whole table, which stands in the text as one line does."""
    column: int = 0
    """Which of a page's columns of text it stands in, from 1; 0 over the whole width."""

    @cached_property
    def text(self) -> str:
        """Return the line's characters."""
        return "".join(glyph.char for glyph in self.glyphs)

    @cached_property
    def plain(self) -> tuple[Glyph, ...]:
        """Return the line without white space and without raised marks; all of it where there is nothing else."""
        inked = tuple(glyph for glyph in self.glyphs if not glyph.char.isspace())
        return tuple(glyph for glyph in inked if not glyph.raised) or inked

    @cached_property
    def x0(self) -> float:
        """Where the ink begins."""
        return min(glyph.x0 for glyph in self.glyphs if not glyph.char.isspace())

    @cached_property
    def x1(self) -> float:
        """Where the ink ends."""
        return max(glyph.x1 for glyph in self.glyphs if not glyph.char.isspace())

    @cached_property
    def size(self) -> float:
        """The letter size that most of the line has."""
        return common_size(self.plain)

    @cached_property
    def y(self) -> float:
        """Its baseline."""
        return self.plain[0].y

    @cached_property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(glyph.face.bold for glyph in self.plain if glyph.char.isalnum())

    @cached_property
    def italic(self) -> bool:
        """Whether all its words are italic."""
        return all(glyph.face.italic for glyph in self.plain if glyph.char.isalnum())


def common_size(glyphs: Iterable[Glyph]) -> float:
    """Return the letter size that most characters have, in tenths of a point."""
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 0.0


def rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Group characters by baseline, from the top of the page down, each row from left to right.

    Characters come in the order in which the page draws them. Two texts drawn over each other on one baseline (boxes
    that overlap) are kept apart: each is a row of its own.
    """
    found: list[tuple[float, list[Glyph]]] = []
    for piece in sorted(_strokes(glyphs), key=lambda p: -p[0].y):
        near = max(0.12 * piece[0].size, 0.6)
        home = next(
            (
                row
                for y, row in reversed(found[-4:])
                if abs(y - piece[0].y) <= near and (_same(row, piece) or not _collide(row, piece))
            ),
            None,
        )
        if home is None:
            found.append((piece[0].y, list(piece)))
        else:
            home += piece
    return [_printed_twice(sorted(row, key=lambda g: g.x0)) for _, row in found]


def _strokes(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Cut the characters, as drawn, wherever the pen leaves the line: another baseline, a step back, a jump ahead."""
    found: list[list[Glyph]] = []
    for glyph in glyphs:
        last = found[-1][-1] if found else None
        if (
            last is not None
            and abs(last.y - glyph.y) <= max(0.12 * glyph.size, 0.6)
            and -0.5 * glyph.size <= glyph.x0 - last.x0
            and glyph.x0 - last.x1 <= 2 * glyph.size
        ):
            found[-1].append(glyph)
        elif not glyph.char.isspace() or (last is not None and glyph.y == last.y):
            found.append([glyph])
    return found


def _collide(row: Sequence[Glyph], piece: Sequence[Glyph]) -> bool:
    """Whether two texts on one baseline are drawn over each other; accents drawn over their letter are not."""
    inked = [g for g in row if not g.char.isspace()]
    others = [g for g in piece if not g.char.isspace() and unicodedata.category(g.char) not in {"Mn", "Sk", "Lm"}]
    if not inked or not others:
        return False
    low, high = min(g.x0 for g in others), max(g.x1 for g in others)
    near = [g for g in inked if g.x1 > low and g.x0 < high]
    return any(_over(g, other) for g in near for other in others)


def _same(row: Sequence[Glyph], piece: Sequence[Glyph]) -> bool:
    """Whether a text is drawn a second time in the same place."""
    start = next((g for g in row if abs(g.x0 - piece[0].x0) < 0.12 * g.size), None)
    if start is None:
        return False
    at = row.index(start)
    return [g.char for g in row[at : at + len(piece)]] == [g.char for g in piece]


def _over(one: Glyph, other: Glyph) -> bool:
    """Whether the middle of a character stands inside another."""
    width = one.x1 - one.x0
    return one.x0 + 0.15 * width < (other.x0 + other.x1) / 2 < one.x1 - 0.15 * width


def _printed_twice(row: list[Glyph]) -> list[Glyph]:
    """Drop the second of two equal characters in one place: how some programs make a bold face or a shadow."""
    kept: list[Glyph] = []
    for glyph in row:
        # the two letters of a joined ﬀ stand in one place too, but are drawn one right after the other
        twin = any(
            o.char == glyph.char and abs(o.x0 - glyph.x0) < 0.12 * glyph.size and abs(o.order - glyph.order) > 2
            for o in kept[-3:]
        )
        if glyph.char.isspace() or not twin:
            kept.append(glyph)
    return kept


def lines(glyphs: Sequence[Glyph], page: int) -> list[GlyphLine]:
    """Return the lines of one column, from the top down."""
    grouped = _with_marks([row for row in rows(glyphs) if any(not g.char.isspace() for g in row)])
    return _untangled([GlyphLine(page, spaced(row)) for row in grouped])


def _untangled(found: list[GlyphLine]) -> list[GlyphLine]:
    """Read texts that are drawn over each other one after the other, as they were drawn, and not line by line."""
    result: list[GlyphLine] = []
    tangle: list[GlyphLine] = []
    for line in found:
        if tangle and not _overprints(tangle[-3:], line):
            result += sorted(tangle, key=lambda x: x.glyphs[0].order) if _is_tangle(tangle) else tangle
            tangle = []
        tangle.append(line)
    return result + (sorted(tangle, key=lambda x: x.glyphs[0].order) if _is_tangle(tangle) else tangle)


def _overprints(above: Sequence[GlyphLine], line: GlyphLine) -> bool:
    return any(_touch(other, line) for other in above)


def _touch(one: GlyphLine, other: GlyphLine) -> bool:
    near = abs(one.y - other.y) < max(one.size, other.size)
    return near and min(one.x1, other.x1) - max(one.x0, other.x0) > other.size


def _is_tangle(found: list[GlyphLine]) -> bool:
    """Whether several lines collide; a single pair may be a raised line or a struck out one."""
    return sum(_overprints(found[max(0, at - 3) : at], line) for at, line in enumerate(found)) > 2


def _with_marks(found: list[list[Glyph]]) -> list[list[Glyph]]:
    """Move raised and lowered characters into the line whose word they stand at."""
    kept: list[list[Glyph]] = [[] for _ in found]
    sizes = [common_size(g for g in row if not g.char.isspace()) for row in found]
    for at, row in enumerate(found):
        for cluster in _clusters(row):
            home = _home(cluster, at, found, sizes)
            if home is None:
                kept[at] += cluster
                continue
            raised = cluster[0].y > found[home][0].y
            kept[home] += [g._replace(raised=raised, char=g.char.translate(_SUPERSCRIPT)) for g in cluster]
    return [sorted(row, key=lambda g: g.x0) for row in kept if any(not g.char.isspace() for g in row)]


def _clusters(row: list[Glyph]) -> list[list[Glyph]]:
    """Cut a row where its letter size changes or a wide gap stands."""
    found: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in row:
        if glyph.char.isspace() and found:
            found[-1].append(glyph)
            continue
        apart = last is None or glyph.x0 - last.x1 > 0.6 * glyph.size or abs(glyph.size - last.size) > 0.05 * glyph.size
        if apart:
            found.append([])
        found[-1].append(glyph)
        last = glyph
    return found


def _home(cluster: list[Glyph], at: int, found: list[list[Glyph]], sizes: list[float]) -> int | None:
    """Find the line that a small cluster off its baseline belongs to; None where it is a line of its own."""
    inked = [g for g in cluster if not g.char.isspace()]
    if not inked or len(inked) > 12:
        return None
    small = max(g.size for g in inked)
    for other in (at + 1, at + 2, at - 1, at - 2):
        most = 1.01 if len(inked) <= _SHORT_MARK and all(g.char in _MARKS for g in inked) else 0.93
        if not 0 <= other < len(found) or small > most * sizes[other]:
            continue
        size, rise = sizes[other], inked[0].y - found[other][0].y
        if not (0.12 * size <= rise <= 0.75 * size or -0.5 * size <= rise <= -0.05 * size):
            continue
        words = [g for g in found[other] if not g.char.isspace() and g.size >= small]
        follows = any(-0.4 * size <= inked[0].x0 - g.x1 <= 0.5 * size for g in words)
        leads = any(-0.2 * size <= g.x0 - inked[-1].x1 <= 2.5 * size for g in words)
        marks = rise > 0 and all(g.char in _MARKS for g in inked)
        if (follows or (leads and marks)) and not _collide(found[other], inked):
            return other
    return None


def spaced(row: list[Glyph]) -> tuple[Glyph, ...]:
    """Put one space, or one tab, wherever white space parts two words; drop it at both ends."""
    found: list[Glyph] = []
    space: Glyph | None = None
    last: Glyph | None = None
    for glyph in row:
        if glyph.char.isspace():
            space = glyph
            continue
        if last is not None:
            gap = glyph.x0 - last.x1
            if gap > TAB_GAP * max(glyph.size, last.size):
                found.append(last._replace(char="\t", x0=last.x1, x1=glyph.x0, raised=False))
            elif space is not None or gap > _SPACE_GAP * max(glyph.size, last.size):
                char = "\u00a0" if space is not None and space.char == "\u00a0" else " "
                found.append(last._replace(char=char, x0=last.x1, x1=max(last.x1, glyph.x0), raised=False))
        found.append(glyph)
        space, last = None, glyph
    return tuple(found)
