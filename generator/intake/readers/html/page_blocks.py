"""The elements of a web page as blocks: paragraphs, headings, list items and tables, as a browser would show them.

Which element has the main text is decided in `main_text`, which elements are footnotes in `page_footnotes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.intake.readers.elements import Element
from generator.intake.readers.html.inherited_style import InheritedStyle
from generator.intake.readers.html.item_labels import labelled
from generator.intake.readers.html.main_text import is_beside
from generator.intake.readers.html.page_footnotes import HtmlFootnotes
from generator.intake.readers.html.page_runs import split_at_empty_lines, tidy
from generator.intake.readers.list_numerals import numeral
from generator.intake.source_document import DocBlock, Role, Run

_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr br""".split()
)
_SKIPPED = frozenset(
    """script style noscript template head title meta link svg math canvas video audio iframe object embed nav button
    input select textarea option datalist map area img picture source dialog menu""".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
"""The numerals of an ordered list by its `type`."""

_Row = tuple[tuple[DocBlock, ...], ...]


@dataclass(slots=True)
class BlockWalk:
    """Walks a page once, and returns its blocks in reading order."""

    footnotes: HtmlFootnotes
    main: Element
    """The element with the main text: what the page shows before it is its head, and what it shows after it its foot."""
    base: str | None = None
    """The address that the page's links are relative to."""
    ordinal: int = 0
    """How many paragraphs were read."""
    _role: Role = Role.HEAD
    _runs: list[Run] = field(default_factory=list)
    """The paragraph that is being read."""

    def blocks(self, body: Element) -> list[DocBlock]:
        """Return the blocks of a page, without its footnotes."""
        self._role = Role.BODY if body is self.main else Role.HEAD
        return self._whole(body)

    def footnote(self, body: Element, mark: str) -> tuple[DocBlock, ...]:
        """Return the blocks of one footnote, without the mark before its text."""
        self._role = Role.FOOTNOTE
        found = self._whole(body)
        if not found or not found[0].runs:
            return tuple(found)
        first = found[0].runs[0]
        printed = re.match(rf"[\[(]?{re.escape(mark)}[\])]?[.:)]?(?:\s+|$)", first.text)
        if printed and not first.footnote:
            runs = tidy([replace(first, text=first.text[printed.end() :]), *found[0].runs[1:]])
            found[0] = replace(found[0], runs=runs)
        return tuple(block for block in found if block.runs or block.rows)

    def _whole(self, element: Element) -> list[DocBlock]:
        self._runs = []
        found = list(self._children(element, InheritedStyle()))
        return found + list(self._end_paragraph(InheritedStyle()))

    # --- Elements ----------------------------------------------------------------------------------------------

    def _children(self, element: Element, inherited: InheritedStyle) -> Iterator[DocBlock]:
        self._add_text(element.text, inherited)
        for child in self._shown_children(element, inherited):
            yield from self._element(child, inherited)

    def _shown_children(self, element: Element, inherited: InheritedStyle) -> Iterator[Element]:
        """Yield the elements in an element that are shown; the text after each is added to the paragraph."""
        for child in element:
            if isinstance(child.tag, str) and not self._is_skipped(child):
                yield child
            self._add_text(child.tail, inherited)

    def _is_skipped(self, element: Element) -> bool:
        """Whether an element is not shown, or is read apart: scripts, menus, footnotes."""
        if element in self.footnotes.back or self.footnotes.holds(element):
            return True
        if element.tag in _SKIPPED or element.get("hidden") is not None:
            return True
        return bool(_HIDDEN.search(element.get("style") or ""))

    def _element(self, element: Element, inherited: InheritedStyle) -> Iterator[DocBlock]:
        if element is self.main:
            yield from self._area(element, inherited, Role.BODY, then=Role.FOOT)
        elif self._role is Role.BODY and is_beside(element):
            yield from self._area(element, inherited, Role.SIDE, then=Role.BODY)
        elif element in self.footnotes.marks:
            key = self.footnotes.marks[element]
            mark = inherited.run(self.footnotes.printed[key])
            self._runs.append(replace(mark, superscript=True, href=None, footnote=key))
        elif element.tag == "br":
            self._runs.append(inherited.run("\n"))
        elif element.tag in _INLINE:
            yield from self._children(element, inherited.within(element, self.base))
        else:
            yield from self._end_paragraph(inherited)
            yield from self._block_element(element, inherited.within(element, self.base))

    def _area(self, element: Element, inherited: InheritedStyle, role: Role, *, then: Role) -> Iterator[DocBlock]:
        """Yield the blocks of an area of the page in its own role; `then` is the role of what follows it."""
        yield from self._end_paragraph(inherited)
        self._role = role
        yield from self._children(element, inherited)
        yield from self._end_paragraph(inherited)
        self._role = then

    def _block_element(self, element: Element, inner: InheritedStyle) -> Iterator[DocBlock]:
        if element.tag in {"ul", "ol"}:
            yield from self._list(element, inner)
        elif element.tag == "table":
            yield from self._table(element, inner)
        else:
            heading = int(str(element.tag)[1]) if re.fullmatch(r"h[1-6]", str(element.tag)) else None
            for block in self._children(element, inner):
                yield replace(block, heading=heading) if heading else block
            yield from self._end_paragraph(inner, heading=heading)

    # --- Text --------------------------------------------------------------------------------------------------

    def _add_text(self, text: str | None, inherited: InheritedStyle) -> None:
        """Add text to the paragraph that is being read."""
        if text:
            clean = text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
            self._runs.append(inherited.run(clean if inherited.pre else re.sub(r"[ \t\r\n\f]+", " ", clean)))

    def _end_paragraph(self, inherited: InheritedStyle, *, heading: int | None = None) -> Iterator[DocBlock]:
        """Yield the paragraph that is being read, if it has text, and begin a new one."""
        runs, self._runs = tidy(self._runs), []
        for piece in split_at_empty_lines(runs):
            self.ordinal += 1
            yield DocBlock(piece, self._role, line=self.ordinal, level=inherited.level, heading=heading)

    # --- Lists and tables --------------------------------------------------------------------------------------

    def _list(self, element: Element, inherited: InheritedStyle) -> Iterator[DocBlock]:
        count = _number(element.get("start"), 1)
        style = _TYPES.get(element.get("type") or "1", "decimal")
        depth = sum(up.tag in {"ul", "ol"} for up in element.iterancestors())
        inner = replace(inherited, level=depth)
        unlabelled = "none" in (element.get("style") or "") or "expliciet" in (element.get("class") or "")
        self._add_text(element.text, inner)
        for item in self._shown_children(element, inner):
            if item.tag != "li":
                yield from self._element(item, inner)
                continue
            yield from self._end_paragraph(inner)
            count = _number(item.get("value"), count)
            label = None if unlabelled else "•" if element.tag == "ul" else f"{numeral(count, style)}."
            count += 1
            blocks = [*self._children(item, inner), *self._end_paragraph(inner)]
            yield from labelled(blocks, label)

    def _table(self, element: Element, inherited: InheritedStyle) -> Iterator[DocBlock]:
        line = self.ordinal + 1
        rows: list[_Row] = []
        above: list[DocBlock] = []
        below: list[DocBlock] = []
        for item in self._rows(element, inherited):
            if isinstance(item, tuple):
                rows.append(item)
            else:
                (below if rows else above).append(item)
        yield from above
        rows = [row for row in rows if any(row)]
        if _is_layout(element, rows):
            yield from (block for row in rows for cell in row for block in cell)
        else:
            yield DocBlock(role=self._role, line=line, rows=tuple(rows))
        yield from below

    def _rows(self, element: Element, inherited: InheritedStyle) -> Iterator[_Row | DocBlock]:
        """Yield the rows of a table, and as blocks what is outside them: a caption, text that belongs in no table."""
        parts = [element, *(part for part in element if part.tag in {"thead", "tbody", "tfoot"})]
        for part in parts:
            self._add_text(part.text, inherited)
            for row in self._shown_children(part, inherited):
                if row.tag == "tr":
                    yield from self._end_paragraph(inherited)
                    yield tuple(self._cells(row, inherited))
                elif row not in parts:
                    yield from self._element(row, inherited)
        yield from self._end_paragraph(inherited)

    def _cells(self, row: Element, inherited: InheritedStyle) -> Iterator[tuple[DocBlock, ...]]:
        """Yield the cells of a row; what is outside them is part of the next cell."""
        outside: list[DocBlock] = []
        self._add_text(row.text, inherited)
        for cell in self._shown_children(row, inherited):
            if cell.tag not in {"td", "th"}:
                outside += self._element(cell, inherited)
                continue
            outside += self._end_paragraph(inherited)
            inner = inherited.within(cell, self.base)
            yield (*outside, *self._children(cell, inner), *self._end_paragraph(inner))
            outside = []
        outside += self._end_paragraph(inherited)
        if outside:
            yield tuple(outside)


def _is_layout(table: Element, rows: list[_Row]) -> bool:
    """Whether a table only lays out the page: one column, a table in it, or declared so."""
    nested = any(inner is not table for inner in table.iter("table"))
    one_column = max((sum(1 for cell in row if cell) for row in rows), default=0) < 2
    return nested or one_column or table.get("role") in {"presentation", "none"}


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text.strip()) else otherwise
