"""PDF → Document: the order in which a page is read, its running heads, footnotes and paragraphs, from where characters stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import mode

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake import hyphens
from generator.intake.readers.document_titles import worth_showing
from generator.intake.readers.pdf import aligned_tables, letterhead_column, ruled_tables, two_columns
from generator.intake.readers.pdf.footnote_zone import begins_footnote, footnote_number, footnote_pitch
from generator.intake.readers.pdf.glyph_paragraphs import block, paragraphs
from generator.intake.readers.pdf.glyphs import MISSING, Glyph, GlyphPage
from generator.intake.readers.pdf.lines import GlyphLine, lines
from generator.intake.readers.pdf.margins import PageZones, zones
from generator.intake.readers.pdf.pdfium_pages import read_pages
from generator.intake.readers.pdf.running_heads import is_page_number
from generator.intake.readers.pdf.text_measure import measure
from generator.intake.source_document import DocBlock, Role, Run, SourceDocument, UnreadableError


def read(data: bytes, name: str) -> SourceDocument:
    """Read a PDF; raises `UnreadableError` where it is encrypted, damaged, scanned without text or no PDF at all."""
    pages, title = read_pages(data, name)
    if not any(not glyph.char.isspace() for page in pages for glyph in page.glyphs):
        raise UnreadableError(diagnostic("source-no-text", Position(name), file=name))
    parts = letterhead_column.split(pages)
    text = _lines(pages, [glyphs for glyphs, _ in parts])
    side = [lines(glyphs, page.number) for page, (_, glyphs) in zip(pages, parts, strict=True)]
    usual = measure(text)
    sorted_lines = zones(text, pages, usual)
    blocks = _joined(list(_in_order(sorted_lines, side, [page.upright for page in pages], usual.pitch)))
    return SourceDocument(
        format="pdf",
        blocks=tuple(blocks),
        pages=len(pages),
        title=worth_showing(title),
        problems=tuple(_problems(pages, name)),
    )


def _lines(pages: Sequence[GlyphPage], text: Sequence[Sequence[Glyph]]) -> list[list[GlyphLine]]:
    """Return the lines of each page's text, column after column, each table in it as one."""
    apart = [
        ruled_tables.split(glyphs, page.ruled_lines, page.number) for page, glyphs in zip(pages, text, strict=True)
    ]
    columns = two_columns.split([rest for rest, _ in apart])
    result: list[list[GlyphLine]] = []
    for page, (_, found), parts in zip(pages, apart, columns, strict=True):
        tables, own = found, list[GlyphLine]()
        for part in parts:
            read_lines = aligned_tables.tables(lines(part.glyphs, page.number), page.number)
            column = [replace(line, column=part.column) for line in read_lines]
            mine = [table for table in tables if part.holds(table.left, table.top)]
            tables = [table for table in tables if table not in mine]
            own += ruled_tables.placed(column, mine, page.number)
        result.append(ruled_tables.placed(own, tables, page.number))
    return result


def _joined(blocks: list[DocBlock]) -> list[DocBlock]:
    """Join a table that goes on over a page, unless its head is printed again there: then it is two."""
    result: list[DocBlock] = []
    last: int | None = None  # where the last block of the text stands
    for found in blocks:
        before = result[last] if last is not None else None
        if found.role is Role.BODY and before and _continues(before, found):
            result[last or 0] = replace(before, rows=before.rows + found.rows)
            continue
        if found.role is Role.BODY:
            last = len(result)
        result.append(found)
    return result


def _continues(before: DocBlock, block: DocBlock) -> bool:
    if not before.rows or not block.rows or before.page is None or block.page != before.page + 1:
        return False
    texts = [[inner.text for cell in table.rows[0] for inner in cell] for table in (before, block)]
    return max(map(len, before.rows)) == max(map(len, block.rows)) and texts[0] != texts[1]


def _margin(body: Sequence[GlyphLine]) -> float:
    """Return where full lines end: beyond what all but a few lines reach."""
    ends = sorted(line.x1 for line in body if line.column) or sorted(line.x1 for line in body)
    return ends[round(0.97 * (len(ends) - 1))] if ends else 0.0


def _in_order(
    pages: Sequence[PageZones], side: Sequence[Sequence[GlyphLine]], upright: Sequence[str], pitch: float
) -> Iterator[DocBlock]:
    """Yield all blocks page by page: head, letterhead column, text, footnotes, foot; a paragraph stands where it begins."""
    body = [line for page in pages for line in page.body]
    vocabulary = hyphens.vocabulary([line.text for page in pages for line in (*page.body, *page.footnotes)])
    left = mode(round(line.x0) for line in body) if body else 0.0
    whole = paragraphs(body, Role.BODY, pitch, _margin(body))
    footnotes = _footnotes([line for page in pages for line in page.footnotes])
    edge = max((line.x1 for column in side for line in column), default=0.0)
    ordinal = 0
    for number, (zone, column) in enumerate(zip(pages, side, strict=True), start=1):
        numbers = [line for line in column if is_page_number(line)]
        beside = [line for line in column if line not in numbers]
        if upright[number - 1]:
            ordinal += 1
            yield DocBlock((Run(upright[number - 1]),), Role.SIDE, number, ordinal)
        groups = [
            (Role.HEAD, [[line] for line in zone.head]),
            (Role.SIDE, paragraphs(beside, Role.SIDE, footnote_pitch(beside), edge)),
            (Role.BODY, [group for group in whole if group[0].page == number]),
            (Role.FOOTNOTE, [group for group in footnotes if group[0].page == number]),
            (Role.FOOT, [[line] for line in (*zone.foot, *numbers)]),
        ]
        for role, found in groups:
            for group in found:
                ordinal += 1
                yield block(group, role, ordinal, vocabulary, left)


def _footnotes(found: Sequence[GlyphLine]) -> list[list[GlyphLine]]:
    """Cut the footnote zones into footnotes; one that runs over to the next page stays one.

    Where the marks are raised, a line that only begins with a number (`12 345, nr. 6`) is no footnote; where they are not,
    the numbers must count on.
    """
    raised = any(line.glyphs[0].raised for line in found)
    groups: list[list[GlyphLine]] = []
    last = 0
    for line in found:
        number = footnote_number(line)
        fits = line.glyphs[0].raised if raised else number is None or number in {1, last + 1}
        if groups and not (begins_footnote(line) and fits):
            groups[-1].append(line)
        else:
            groups.append([line])
            last = last if number is None else number
    return groups


def _problems(pages: Sequence[GlyphPage], name: str) -> Iterator[Diagnostic]:
    blank = [page.number for page in pages if page.images and not any(not g.char.isspace() for g in page.glyphs)]
    for _, group in groupby(enumerate(blank), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        span = f"p. {run[0]}" if len(run) == 1 else f"p. {run[0]}–{run[-1]}"
        yield diagnostic("pages-without-text", Position(name), Severity.WARNING, pages=span, file=name)
    missing = [(page.number, sum(glyph.char == MISSING for glyph in page.glyphs)) for page in pages]
    count = sum(found for _, found in missing)
    if count:
        first = next(number for number, found in missing if found)
        yield diagnostic("unmapped-characters", Position(name), Severity.WARNING, count=count, file=name, page=first)
