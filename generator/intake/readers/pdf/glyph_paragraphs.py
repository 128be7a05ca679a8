"""Lines of a PDF joined to paragraphs, as blocks of runs.

Where a paragraph begins is decided in `paragraph_breaks`, which hyphens are dropped in `hyphens`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.intake.dashed_items import dashed_items
from generator.intake.hyphens import LINE_END, Vocabulary, join
from generator.intake.readers.pdf.glyphs import Glyph
from generator.intake.readers.pdf.lines import GlyphLine
from generator.intake.readers.pdf.list_labels import list_label
from generator.intake.readers.pdf.paragraph_breaks import LinePair, begins_paragraph
from generator.intake.source_document import DocBlock, Role, Run


def paragraphs(lines: Sequence[GlyphLine], role: Role, pitch: float, margin: float) -> list[list[GlyphLine]]:
    """Group the lines of a text into paragraphs, over pages too.

    `pitch` is the usual distance of lines, `margin` where full lines end; both in points.
    """
    items = dashed_items([line.text for line in lines])
    found: list[list[GlyphLine]] = []
    for at, line in enumerate(lines):
        if not found or at in items or begins_paragraph(LinePair(found[-1], line, role, pitch, margin)):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def block(lines: Sequence[GlyphLine], role: Role, ordinal: int, vocabulary: Vocabulary, left: float) -> DocBlock:
    """Return a paragraph's lines, or a table, as one block; `left` is where the column begins, in points."""
    if lines[0].cells:
        rows = tuple(tuple(tuple(_cell(cell, role, ordinal, vocabulary)) for cell in row) for row in lines[0].cells)
        return DocBlock(role=role, page=lines[0].page, line=ordinal, rows=rows)
    label = list_label(lines[0])
    first = lines[0].glyphs[len(label) + 1 :] if label else lines[0].glyphs
    start = lines[1].x0 if label and len(lines) > 1 else lines[0].x0
    return DocBlock(
        runs=_runs([first, *(line.glyphs for line in lines[1:])], vocabulary),
        role=role,
        page=lines[0].page,
        line=ordinal,
        label=label,
        indent=max(0.0, round(start - left, 1)),
    )


def _cell(found: Sequence[GlyphLine], role: Role, ordinal: int, vocabulary: Vocabulary) -> Iterator[DocBlock]:
    """Yield the paragraphs in a cell, which is as wide as its longest line."""
    if found:
        edge, pitch = max(line.x1 for line in found), 1.25 * found[0].size
        for group in paragraphs(found, role, pitch, edge):
            yield block(group, role, ordinal, vocabulary, found[0].x0)


def _runs(pieces: Iterable[Sequence[Glyph]], vocabulary: Vocabulary) -> tuple[Run, ...]:
    """Join the characters of lines to runs of one style, with the hyphens at line ends resolved."""
    joined: list[Glyph] = []
    for piece in pieces:
        if joined and piece:
            left = "".join(glyph.char for glyph in joined[-600:])
            right = "".join(glyph.char for glyph in piece)
            between = len(join(left, right, vocabulary)) - len(left) - len(right)
            if between < 0:
                joined = joined[:between]
            elif between > 0:
                joined.append(joined[-1]._replace(char=" ", raised=False, lowered=False))
        joined.extend(piece)
    return _styled(joined)


class GlyphStyle(NamedTuple):
    """What characters of one run share."""

    bold: bool
    italic: bool
    raised: bool
    lowered: bool
    struck: bool
    href: str | None
    size: float
    """In points, rounded to a half."""

    @property
    def weight(self) -> int:
        """How many of bold, italic, raised, lowered, struck and linked hold."""
        return sum(map(bool, self[:6]))


def _styled(glyphs: list[Glyph]) -> tuple[Run, ...]:
    """Split characters into runs of one style; white space between two styles goes to the plainer one."""
    runs: list[tuple[str, GlyphStyle]] = []
    space = ""
    for glyph in glyphs:
        if glyph.char.isspace():
            space += glyph.char
            continue
        face, size = glyph.face, round(glyph.size * 2) / 2
        style = GlyphStyle(face.bold, face.italic, glyph.raised, glyph.lowered, glyph.struck, glyph.href, size)
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + space + glyph.char, style)
        elif runs and runs[-1][1].weight <= style.weight:
            runs[-1] = (runs[-1][0] + space, runs[-1][1])
            runs.append((glyph.char, style))
        else:
            runs.append((space + glyph.char, style))
        space = ""
    return tuple(_run(text, style) for text, style in runs)


def _run(text: str, style: GlyphStyle) -> Run:
    plain = text.replace(LINE_END, "-")
    run = Run(plain, style.bold, style.italic, style.raised, size=style.size, href=style.href)
    return replace(run, struck=style.struck, subscript=style.lowered)
