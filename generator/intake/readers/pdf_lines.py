"""Characters → lines: those on one baseline in order of place, with raised marks put back beside their word.

Works within one column; what a line is for is not decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.intake.readers.pdf_glyphs import Glyph

TAB_GAP = 1.5
"""White space of more than this many times the letter size was made by a tab, a list label or a table column."""
_SPACE_GAP = 0.17
"""White space of more than this many times the letter size parts two words, also where the file has no space."""
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", "0123456789()")


@dataclass(frozen=True)
class Line:
    """One line of text; lengths in points."""

    page: int
    glyphs: tuple[Glyph, ...]
    """From left to right; white space is a glyph too."""

    @cached_property
    def text(self) -> str:
        """Give the line's characters."""
        return "".join(glyph.char for glyph in self.glyphs)

    @cached_property
    def plain(self) -> tuple[Glyph, ...]:
        """Give the line without white space and without raised marks; all of it where there is nothing else."""
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
        return all(glyph.look.bold for glyph in self.plain if glyph.char.isalnum())

    @cached_property
    def italic(self) -> bool:
        """Whether all its words are italic."""
        return all(glyph.look.italic for glyph in self.plain if glyph.char.isalnum())


def common_size(glyphs: Iterable[Glyph]) -> float:
    """Give the letter size that most characters have, in tenths of a point."""
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 0.0


def rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Group characters by baseline, from the top of the page down, each row from left to right."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.y):
        near = max(0.12 * glyph.size, 0.6)
        if found and abs(found[-1][0].y - glyph.y) <= near:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [sorted(row, key=lambda g: g.x0) for row in found]


def lines(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """Give the lines of one column, from the top down."""
    grouped = _with_marks([row for row in rows(glyphs) if any(not g.char.isspace() for g in row)])
    return [Line(page, spaced(row)) for row in grouped]


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
        if not 0 <= other < len(found) or small > 0.86 * sizes[other]:
            continue
        size, rise = sizes[other], inked[0].y - found[other][0].y
        if not (0.12 * size <= rise <= 0.75 * size or -0.4 * size <= rise <= -0.05 * size):
            continue
        words = [g for g in found[other] if not g.char.isspace() and g.size > small]
        follows = any(-0.4 * size <= inked[0].x0 - g.x1 <= 0.5 * size for g in words)
        leads = any(-0.2 * size <= g.x0 - inked[-1].x1 <= 2.5 * size for g in words)
        if follows or (leads and rise > 0):
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
