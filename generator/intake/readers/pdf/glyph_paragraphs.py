"""Lines → paragraphs: where one ends is told by white space, indent, a line that stops short, or another face."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.intake.hyphens import LINE_END, Vocabulary, join
from generator.intake.readers.pdf.glyphs import Glyph
from generator.intake.readers.pdf.lines import GlyphLine
from generator.intake.readers.pdf.running_heads import LABEL
from generator.intake.source_document import DocBlock, Role, Run

_ENDS = re.compile(r"[.?!:;…][\"'”’»)\]]*\s*(?:\[?\d{1,2}[\])]?)?$")
_LABEL = re.compile(r"(?:[•▪●■□○◦‣➢❖✓→*–—-]|o|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.):]|\[\d{1,3}\])$")
_NUMBERED = re.compile(r"(\d{1,3})[.):]\s+[A-ZÀ-Ý«“\"'‘]")
_LABELLED = re.compile(
    r"(?:Vra(?:ag|gen)|Antwoord(?:en)?|Questions?|Answers?)"
    r"(?:\s+(?:(?:op|to)\s+)?(?:(?:de|the)\s+)?(?:vra(?:ag|gen)\s+|questions?\s+)?\d[\w\s,/-]{0,20})?:\s"
)
"""How a line begins that has a label before its text: `Vraag 8: Kent u`, `Antwoord op vraag 3 en 4: Ja`."""
_OPEN = re.compile(
    r"(?:\b(?:en|of|van|de|het|der|den|voor|in|op|aan|bij|met|te|tot|over|naar|door|een|als|om)|[,(/&\u00ad\ufffe-])$"
)
"""How a line of a letterhead ends that the next one goes on with; else each line there stands for itself."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+$")
_BULLET = re.compile(r"[•▪●■□○◦‣➢❖✓→–—-]\s")


def paragraphs(lines: Sequence[GlyphLine], role: Role, pitch: float, margin: float) -> list[list[GlyphLine]]:
    """Group the lines of the text, over pages too; `margin` is where full lines end."""
    found: list[list[GlyphLine]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, role, pitch, margin):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _goes_on(paragraph: list[GlyphLine], line: GlyphLine, role: Role, pitch: float, margin: float) -> bool:
    """Whether a line belongs to the paragraph that the lines before it form."""
    last = paragraph[-1]
    if last.cells or line.cells:
        return False
    if abs(last.size - line.size) > 0.08 * max(last.size, line.size):
        return False
    if (last.bold, last.italic) != (line.bold, line.italic) and _turns(last, line):
        return False
    if label(line) or (_BULLET.match(line.text) and not last.text.rstrip().endswith((",", "en", "of"))):
        return False
    if role is Role.SIDE and not (line.text[0].islower() or _OPEN.search(last.text)):
        return False
    if role is Role.SIDE and _ADDRESS.match(line.text):
        return False
    if (last.page, last.column) == (line.page, line.column):
        step = last.y - line.y
        if step <= 0 or step > 1.35 * max(pitch, last.size * 1.1):
            return False
    open_end = not _ENDS.search(last.text)
    if not open_end and (LABEL.match(line.text) or _LABELLED.match(line.text) or _counts_on(paragraph[0], line)):
        return False
    if last.text.endswith(("-", LINE_END, "\u00ad")):
        return True
    start = _start(paragraph)
    indented = line.x0 - start
    if len(paragraph) > 1 and indented > 6 and not open_end:  # a first line set in
        return False
    short = last.x1 + _first_word(line) + 0.28 * line.size < margin - 1.0
    if not short:
        return True
    return open_end and (line.text[0].islower() or line.text[0] in "(,;)»”")


def _counts_on(first: GlyphLine, line: GlyphLine) -> bool:
    """Whether a line has the number after that of a paragraph: `6. Kent u` below `5. Deelt u`."""
    numbers = [_NUMBERED.match(one.text) for one in (first, line)]
    return bool(numbers[0] and numbers[1] and int(numbers[1][1]) == int(numbers[0][1]) + 1)


def _start(paragraph: list[GlyphLine]) -> float:
    """Where the second and later lines of a paragraph begin."""
    return paragraph[1].x0 if len(paragraph) > 1 else paragraph[0].x0


def _turns(last: GlyphLine, line: GlyphLine) -> bool:
    """Whether the face changes at the line end, and not with a word inside one of the lines."""
    return last.plain[-1].face != line.plain[0].face or last.bold or line.bold


def _first_word(line: GlyphLine) -> float:
    """Return the width of a line's first word: as much as would have had to fit on the line before."""
    end = line.glyphs[0].x1
    for glyph in line.glyphs:
        if glyph.char in " \t":
            break
        end = glyph.x1
        if glyph.char == "-":
            break
    return end - line.x0


def label(line: GlyphLine) -> str | None:
    """Return the list label that a tab or a wide space parts from the line's text; None where there is none."""
    head, tab, rest = line.text.partition("\t")
    if tab and rest and _LABEL.fullmatch(head.strip()):
        return head.strip()
    first, space, rest = line.text.partition(" ")
    if space and rest and _LABEL.fullmatch(first) and len(line.glyphs) > len(first):
        gap = line.glyphs[len(first)]
        if gap.x1 - gap.x0 > 0.75 * line.size or first in "•▪●■□○◦‣➢❖✓":
            return first
    return None


def block(lines: Sequence[GlyphLine], role: Role, ordinal: int, vocabulary: Vocabulary, left: float) -> DocBlock:
    """Make one block of a paragraph's lines, or of a table; `left` is where the column begins."""
    if lines[0].cells:
        rows = tuple(tuple(tuple(_cell(cell, role, ordinal, vocabulary)) for cell in row) for row in lines[0].cells)
        return DocBlock(role=role, page=lines[0].page, line=ordinal, rows=rows)
    mark = label(lines[0])
    first = lines[0].glyphs[len(mark) + 1 :] if mark else lines[0].glyphs
    pieces = [first, *(line.glyphs for line in lines[1:])]
    return DocBlock(
        runs=_runs(pieces, vocabulary),
        role=role,
        page=lines[0].page,
        line=ordinal,
        label=mark,
        level=0,
        indent=max(0.0, round((lines[1].x0 if mark and len(lines) > 1 else lines[0].x0) - left, 1)),
    )


def _cell(found: Sequence[GlyphLine], role: Role, ordinal: int, vocabulary: Vocabulary) -> Iterator[DocBlock]:
    """Yield the paragraphs in a cell, which is as wide as its longest line."""
    if found:
        edge, pitch = max(line.x1 for line in found), 1.25 * found[0].size
        for group in paragraphs(found, role, pitch, edge):
            yield block(group, role, ordinal, vocabulary, found[0].x0)


def _runs(pieces: Iterable[Sequence[Glyph]], vocabulary: Vocabulary) -> tuple[Run, ...]:
    """Join lines to runs of one style, hyphens at their ends repaired."""
    joined: list[Glyph] = []
    for piece in pieces:
        if joined and piece:
            left = "".join(glyph.char for glyph in joined[-600:])
            right = "".join(glyph.char for glyph in piece)
            seam = join(left, right, vocabulary)
            between = len(seam) - len(left) - len(right)
            if between < 0:
                joined = joined[:between]
            elif between > 0:
                joined.append(joined[-1]._replace(char=" ", raised=False))
        joined.extend(piece)
    return _styled(joined)


GlyphStyle = tuple[bool, bool, bool, str | None, float]


def _styled(glyphs: list[Glyph]) -> tuple[Run, ...]:
    """Cut characters into runs; white space between two styles goes to the plainer one."""
    runs: list[tuple[str, GlyphStyle]] = []
    space = ""
    for glyph in glyphs:
        if glyph.char.isspace():
            space += glyph.char
            continue
        style = (glyph.face.bold, glyph.face.italic, glyph.raised, glyph.href, round(glyph.size * 2) / 2)
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + space + glyph.char, style)
        elif runs and sum(map(bool, runs[-1][1][:4])) <= sum(map(bool, style[:4])):
            runs[-1] = (runs[-1][0] + space, runs[-1][1])
            runs.append((glyph.char, style))
        else:
            runs.append((space + glyph.char, style))
        space = ""
    return tuple(_run(text, style) for text, style in runs)


def _run(text: str, style: GlyphStyle) -> Run:
    bold, italic, raised, href, size = style
    return Run(text.replace(LINE_END, "-"), bold, italic, raised, size=size, href=href)
