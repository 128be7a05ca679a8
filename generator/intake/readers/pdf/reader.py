"""PDF → SourceDocument: running heads, text, footnotes and paragraphs, from where characters are on the page.

The order of work: letterhead column, tables, columns of text, lines, running heads and footnotes, paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import mode

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake import hyphens
from generator.intake.readers.document_titles import worth_showing
from generator.intake.readers.pdf import aligned_tables, letterhead_column, ruled_tables, two_columns
from generator.intake.readers.pdf.footnote_zone import footnote_groups
from generator.intake.readers.pdf.glyph_paragraphs import block, paragraphs
from generator.intake.readers.pdf.glyphs import MISSING, Glyph, GlyphPage
from generator.intake.readers.pdf.lines import GlyphLine, lines
from generator.intake.readers.pdf.list_levels import PlacedBlock, with_levels
from generator.intake.readers.pdf.margins import PageZones, zones
from generator.intake.readers.pdf.pdfium_pages import read_pages
from generator.intake.readers.pdf.pictures import pages_with_pictures
from generator.intake.readers.pdf.running_heads import is_page_number
from generator.intake.readers.pdf.text_measure import line_pitch, measure
from generator.intake.readers.unread import not_read, unseen
from generator.intake.source_document import DocBlock, Role, Run, SourceDocument, UnreadableError


def read(data: bytes, name: str) -> SourceDocument:
    """Read a PDF.

    Raises:
        UnreadableError: if it is encrypted, damaged, scanned without text, or no PDF.
    """
    pages, title = read_pages(data, name)
    if not any(map(_has_text, pages)):
        raise UnreadableError(diagnostic("source-no-text", Position(name), file=name))
    parts = letterhead_column.split(pages)
    text = _lines(pages, [glyphs for glyphs, _ in parts])
    side = [lines(glyphs, page.number) for page, (_, glyphs) in zip(pages, parts, strict=True)]
    usual = measure(text)
    blocks = list(_blocks(zones(text, pages, usual), side, [page.upright for page in pages], usual.pitch))
    return SourceDocument(
        format="pdf",
        blocks=tuple(_with_whole_tables(blocks)),
        pages=len(pages),
        title=worth_showing(title),
        problems=tuple(_problems(pages, name)),
    )


def _has_text(page: GlyphPage) -> bool:
    return any(not glyph.char.isspace() for glyph in page.glyphs)


def _lines(pages: Sequence[GlyphPage], text: Sequence[Sequence[Glyph]]) -> list[list[GlyphLine]]:
    """Return the lines of each page's text, column after column, with every table as one line."""
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
            in_column = [table for table in tables if part.holds(table.left, table.top)]
            tables = [table for table in tables if table not in in_column]
            own += ruled_tables.placed(column, in_column, page.number)
        result.append(ruled_tables.placed(own, tables, page.number))
    return result


def _blocks(
    pages: Sequence[PageZones], side: Sequence[Sequence[GlyphLine]], upright: Sequence[str], pitch: float
) -> Iterator[DocBlock]:
    """Yield the blocks of all pages; a paragraph over two pages is among those of the first."""
    return with_levels(_placed_blocks(pages, side, upright, pitch))


def _placed_blocks(
    pages: Sequence[PageZones], side: Sequence[Sequence[GlyphLine]], upright: Sequence[str], pitch: float
) -> Iterator[PlacedBlock]:
    """Yield the blocks of all pages, each with where its first line begins."""
    vocabulary = hyphens.vocabulary([line.text for page in pages for line in (*page.body, *page.footnotes)])
    body = [line for page in pages for line in page.body]
    left = mode(round(line.x0) for line in body) if body else 0.0
    text = paragraphs(body, Role.BODY, pitch, _margin(body))
    footnotes = footnote_groups([line for page in pages for line in page.footnotes])
    edge = max((line.x1 for column in side for line in column), default=0.0)
    ordinal = 0
    for number, (zone, column) in enumerate(zip(pages, side, strict=True), start=1):
        if upright[number - 1]:
            ordinal += 1
            yield DocBlock((Run(upright[number - 1]),), Role.SIDE, number, ordinal), 0.0
        for role, group in _page_order(zone, column, _of_page(text, number), _of_page(footnotes, number), edge):
            ordinal += 1
            yield block(group, role, ordinal, vocabulary, left), group[0].x0


def _page_order(
    zone: PageZones,
    column: Sequence[GlyphLine],
    text: Sequence[list[GlyphLine]],
    footnotes: Sequence[list[GlyphLine]],
    edge: float,
) -> Iterator[tuple[Role, list[GlyphLine]]]:
    """Yield the paragraphs of one page in order: head, letterhead column, text, footnotes, foot.

    `edge` is where the full lines of the letterhead column end; page numbers in the column are a part of the foot.
    """
    numbers = [line for line in column if is_page_number(line)]
    beside = [line for line in column if line not in numbers]
    yield from ((Role.HEAD, [line]) for line in zone.head)
    yield from ((Role.SIDE, group) for group in paragraphs(beside, Role.SIDE, line_pitch(beside), edge))
    yield from ((Role.BODY, group) for group in text)
    yield from ((Role.FOOTNOTE, group) for group in footnotes)
    yield from ((Role.FOOT, [line]) for line in (*zone.foot, *numbers))


def _of_page(groups: Sequence[list[GlyphLine]], number: int) -> list[list[GlyphLine]]:
    """Return the paragraphs that begin on a page."""
    return [group for group in groups if group[0].page == number]


def _margin(body: Sequence[GlyphLine]) -> float:
    """Return where full lines end: a place that all but a few lines end before."""
    ends = sorted(line.x1 for line in body if line.column) or sorted(line.x1 for line in body)
    return ends[round(0.97 * (len(ends) - 1))] if ends else 0.0


def _with_whole_tables(blocks: list[DocBlock]) -> list[DocBlock]:
    """Join every table that continues on the next page."""
    result: list[DocBlock] = []
    last: int | None = None  # the index of the last block of the text
    for found in blocks:
        before = result[last] if last is not None else None
        if found.role is Role.BODY and before and _continues(before, found):
            result[last or 0] = replace(before, rows=before.rows + found.rows)
            continue
        if found.role is Role.BODY:
            last = len(result)
        result.append(found)
    return result


def _continues(before: DocBlock, table: DocBlock) -> bool:
    """Whether a table continues that of the page before: as many columns, and the head is not printed again."""
    if not before.rows or not table.rows or before.page is None or table.page != before.page + 1:
        return False
    heads = [[inner.text for cell in one.rows[0] for inner in cell] for one in (before, table)]
    return max(map(len, before.rows)) == max(map(len, table.rows)) and heads[0] != heads[1]


def _problems(pages: Sequence[GlyphPage], name: str) -> Iterator[Diagnostic]:
    """Yield what could not be read: pages with images only, characters without a meaning, what is not in the text."""
    yield from unseen(name, ((f"p. {page.number}", page.unseen) for page in pages))
    yield from (not_read("picture-not-read", name, f"p. {number}") for number in pages_with_pictures(pages))
    yield from (
        not_read(found.code, name, f"p. {page.number}", found.words) for page in pages for found in page.annotations
    )
    blank = [page.number for page in pages if page.images and not _has_text(page)]
    for _, group in groupby(enumerate(blank), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        span = f"p. {run[0]}" if len(run) == 1 else f"p. {run[0]}–{run[-1]}"
        yield diagnostic("pages-without-text", Position(name), Severity.WARNING, pages=span, file=name)
    missing = [(page.number, sum(glyph.char == MISSING for glyph in page.glyphs)) for page in pages]
    count = sum(found for _, found in missing)
    if count:
        first = next(number for number, found in missing if found)
        yield diagnostic("unmapped-characters", Position(name), Severity.WARNING, count=count, file=name, page=first)
