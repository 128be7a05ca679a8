"""The elements of a web page as blocks: paragraphs, headings, list items and tables, as a browser would show them.

Which element has the main text is decided in `main_text`, which elements are footnotes in `page_footnotes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.core.diagnostics import Diagnostic
from generator.intake.readers.elements import Element
from generator.intake.readers.html.inherited_style import InheritedStyle
from generator.intake.readers.html.item_labels import labelled
from generator.intake.readers.html.main_text import is_beside
from generator.intake.readers.html.page_footnotes import HtmlFootnotes
from generator.intake.readers.html.page_runs import split_at_empty_lines, tidy
from generator.intake.readers.html.unseen import UnseenElements
from generator.intake.readers.list_numerals import numeral
from generator.intake.readers.table_spans import SpannedCell, squared
from generator.intake.readers.unread import after, last_words, not_read
from generator.intake.source_document import DocBlock, Role, Run

_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr br button""".split()
)
_SKIPPED = frozenset(
    """script style noscript template head title meta link svg math canvas video audio iframe object embed nav button
    input select textarea option datalist map area img picture source dialog menu""".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 dt summary".split())
_FEWEST_WORDS = 4
"""Words that a button has, at least, that unfolds a text and is in no heading: `Menu` and `Lees meer` are no text."""
_CONTROLS = frozenset(["input", "select", "textarea"])
_UNSAID = frozenset(["hidden", "button", "submit", "reset", "image", "search"])
"""Types of `input` that hold nothing of a letter."""
_PICTURES = frozenset(["img", "picture", "svg", "canvas", "object", "embed", "video", "map"])
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
"""The numerals of an ordered list by its `type`."""

_TABLE_PARTS = frozenset(["thead", "tbody", "tfoot", "tr", "form"])
_CELLS = frozenset(["td", "th"])
_OF_TABLE = _CELLS | {"caption", "colgroup", "col"}
_ICON = 32
"""Pixels; a picture that is not larger is an icon."""
_TO_THE_END = 10_000
"""Rows that a cell spans which says 0: all that are left."""

_Row = tuple[tuple[DocBlock, ...], ...]


_TEXT = frozenset([Role.BODY, Role.FOOTNOTE])


@dataclass(slots=True)
class BlockWalk:
    """Walks a page once, and returns its blocks in reading order."""

    footnotes: HtmlFootnotes
    main: Element
    """The element with the main text: what the page shows before it is its head, and what it shows after it its foot."""
    base: str | None = None
    """The address that the page's links are relative to."""
    unseen: UnseenElements = field(default_factory=UnseenElements)
    ordinal: int = 0
    """How many paragraphs were read."""
    name: str = ""
    """The name of the file, for problems."""
    problems: list[Diagnostic] = field(default_factory=list)
    unseen_words: list[tuple[str, int]] = field(default_factory=list)
    """Where words are that nobody sees, and how many."""
    """What of the main text was not read."""
    _role: Role = Role.HEAD
    _runs: list[Run] = field(default_factory=list)
    """The paragraph that is being read."""
    _before: tuple[str, ...] = ()
    """The last words before it."""

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
        if element.tag in _SKIPPED and not _unfolds(element):
            self._note(element)
            return True
        if self.unseen.hides(element) or self.unseen.is_white(element):
            if self._role in _TEXT and (count := len(_words(element))):
                self.unseen_words.append((self._place(), count))
            return True
        return False

    def _note(self, element: Element) -> None:
        """Note a picture or a form's value that the main text has and that is not read."""
        if self._role not in _TEXT or self.unseen.hides(element):
            return
        if element.tag in _PICTURES and _is_content(element):
            words = element.get("alt") or " ".join(_words(element))
            self.problems.append(not_read("picture-not-read", self.name, self._place(), words))
        elif element.tag in _CONTROLS and (value := _value(element)):
            self.problems.append(not_read("form-field-not-read", self.name, self._place(), value))

    def _place(self) -> str:
        """Return where the page is being read."""
        return after((*self._before, *"".join(run.text for run in self._runs).split()))

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
            if element.tag != "table":  # text that strayed into a table goes on in the paragraph before it
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
        self._before = last_words((*self._before, *"".join(run.text for run in runs).split()))
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
        yield from self._fostered(element, inherited)
        for caption in element.iterchildren("caption"):
            if not self._is_skipped(caption):
                yield from self._element(caption, inherited)
        line = self.ordinal + 1
        cells = [[self._cell(cell, inherited) for cell in row] for row in self._rows(element)]
        rows = [row for row in squared(cells) if any(row)]
        if _is_layout(element, rows):
            yield from (block for row in rows for cell in row for block in cell)
        else:
            yield DocBlock(role=self._role, line=line, rows=tuple(rows))

    def _fostered(self, element: Element, inherited: InheritedStyle) -> Iterator[DocBlock]:
        """Yield what is in a table outside its cells: browsers show it before the table, in its own order.

        HTML standard, 13.2.6.1 "foster parenting".
        """
        for item in _misplaced(element):
            if isinstance(item, str):
                self._add_text(item, inherited)
            elif not self._is_skipped(item):
                yield from self._element(item, inherited)
        yield from self._end_paragraph(inherited)

    def _rows(self, element: Element) -> Iterator[list[Element]]:
        """Yield the cells of each row of a table that are shown; cells outside any row are a row."""
        loose: list[Element] = []
        for child in element:
            if child.tag in _CELLS:
                loose += [] if self._is_skipped(child) else [child]
                continue
            if loose and child.tag in _TABLE_PARTS:
                yield loose
                loose = []
            if child.tag in _TABLE_PARTS and not self._is_skipped(child):
                yield from self._rows(child)
        if loose:
            yield loose

    def _cell(self, cell: Element, inherited: InheritedStyle) -> SpannedCell:
        inner = inherited.within(cell, self.base)
        blocks = (*self._children(cell, inner), *self._end_paragraph(inner))
        return SpannedCell(blocks, _number(cell.get("colspan"), 1), _number(cell.get("rowspan"), 1) or _TO_THE_END)


def _words(element: Element) -> list[str]:
    """Return the words in an element, scripts and styles aside."""
    own = " ".join(
        text
        for inner in element.iter()
        if isinstance(inner.tag, str) and inner.tag not in {"script", "style", "template", "noscript"}
        for text in (inner.text or "", (inner.tail or "") if inner is not element else "")
    )
    return [word for word in own.split() if any(map(str.isalnum, word))]


def _is_content(element: Element) -> bool:
    """Whether a picture is a part of the text: one without words or of an icon's size only decorates it."""
    if element.tag == "svg":
        return bool(_words(element))
    size = [_number((element.get(name) or "").removesuffix("px"), 100) for name in ("width", "height")]
    linked = any(up.tag in {"a", "button"} for up in element.iterancestors())
    return element.get("alt") != "" and min(size) > _ICON and not linked


def _value(element: Element) -> str:
    """Return what a form's field shows; nothing for buttons and empty fields."""
    if element.tag == "textarea":
        return " ".join((element.text or "").split())
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return " ".join(" ".join(option.itertext()) for option in chosen).strip()
    kind = (element.get("type") or "text").lower()
    if kind in {"checkbox", "radio"}:
        return "☒" if element.get("checked") is not None else "☐"
    return "" if kind in _UNSAID else (element.get("value") or "").strip()


def _misplaced(element: Element) -> Iterator[str | Element]:
    """Yield the texts and elements in a table, its parts and its rows that are in no cell."""
    yield element.text or ""
    for child in element:
        if child.tag in _TABLE_PARTS:
            yield from _misplaced(child)
        elif isinstance(child.tag, str) and child.tag not in _OF_TABLE:
            yield child
        yield child.tail or ""


def _is_layout(table: Element, rows: Sequence[_Row]) -> bool:
    """Whether a table only lays out the page: one column, a table in it, or declared so."""
    nested = any(inner is not table for inner in table.iter("table"))
    one_column = max((sum(1 for cell in row if cell) for row in rows), default=0) < 2
    return nested or one_column or table.get("role") in {"presentation", "none"}


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text.strip()) else otherwise


def _unfolds(element: Element) -> bool:
    """Whether an element is a button that is the heading of the text which it unfolds: the question of an answer."""
    if element.tag != "button":
        return False
    if any(up.tag in _HEADINGS for up in element.iterancestors()):
        return True
    unfolding = any(element.get(name) is not None for name in ("aria-expanded", "aria-controls"))
    return unfolding and len("".join(element.itertext()).split()) >= _FEWEST_WORDS
