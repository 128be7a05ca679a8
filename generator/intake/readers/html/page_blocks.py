"""The elements of a web page as blocks: paragraphs, headings, list items and tables, as a browser would show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from generator.intake.readers.elements import Element
from generator.intake.readers.html.inherited_style import _RAISED, _SLANT, _WEIGHT, InheritedStyle
from generator.intake.readers.html.item_labels import labelled
from generator.intake.readers.html.main_text import stands_beside
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
_LABELLED = frozenset(["ol", "li-nr", "lidnr", "nr", "nummer", "label", "li.nr"])
"""Classes of elements that hold a list item's printed label on the pages of officielebekendmakingen.nl."""


@dataclass(slots=True)
class BlockWalk:
    """Walks a page once; gives its blocks in reading order."""

    footnotes: HtmlFootnotes
    main: Element
    """The element with the main text; what the page shows before it is head, and after it foot."""
    base: str | None = None
    ordinal: int = 0
    _role: Role = Role.HEAD
    _runs: list[Run] = field(default_factory=list)

    def blocks(self, body: Element) -> list[DocBlock]:
        """Return the blocks of a page; the text of the footnotes is left out."""
        self._role = Role.BODY if body is self.main else Role.HEAD
        return self._whole(body)

    def _whole(self, element: Element) -> list[DocBlock]:
        self._runs = []
        found = list(self._children(element, InheritedStyle()))
        return found + list(self._flush(InheritedStyle()))

    def footnote(self, body: Element, mark: str) -> tuple[DocBlock, ...]:
        """Return the blocks of one footnote, without the mark that leads it."""
        self._role = Role.FOOTNOTE
        found = self._whole(body)
        if not found or not found[0].runs:
            return tuple(found)
        first = found[0].runs[0]
        led = re.match(rf"[\[(]?{re.escape(mark)}[\])]?[.:)]?(?:\s+|$)", first.text)
        if led and not first.footnote:
            runs = tidy([replace(first, text=first.text[led.end() :]), *found[0].runs[1:]])
            found[0] = replace(found[0], runs=runs)
        return tuple(block for block in found if block.runs or block.rows)

    # --- Elements ----------------------------------------------------------------------------------------------

    def _children(self, element: Element, inherited: InheritedStyle) -> Iterator[DocBlock]:
        self.text(element.text, inherited)
        for child in element:
            if isinstance(child.tag, str) and not self.drops(child):
                yield from self._element(child, inherited)
            self.text(child.tail, inherited)

    def drops(self, element: Element) -> bool:
        """Whether an element is not shown, or shown elsewhere: scripts, menus, footnotes."""
        if element in self.footnotes.back or self.footnotes.holds(element):
            return True
        if element.tag in _SKIPPED or element.get("hidden") is not None:
            return True
        return bool(_HIDDEN.search(element.get("style") or ""))

    def _element(self, element: Element, inherited: InheritedStyle) -> Iterator[DocBlock]:
        tag = element.tag
        if element is self.main:
            yield from self._flush(inherited)
            self._role = Role.BODY
            yield from self._children(element, inherited)
            yield from self._flush(inherited)
            self._role = Role.FOOT
            return
        if self._role is Role.BODY and stands_beside(element):
            yield from self._flush(inherited)
            self._role = Role.SIDE
            yield from self._children(element, inherited)
            yield from self._flush(inherited)
            self._role = Role.BODY
            return
        if element in self.footnotes.marks:
            key = self.footnotes.marks[element]
            self._runs.append(
                replace(inherited.run(self.footnotes.printed[key]), superscript=True, href=None, footnote=key)
            )
            return
        inner = self._styled(element, inherited)
        if tag == "br":
            self._runs.append(inherited.run("\n"))
        elif tag in _INLINE:
            yield from self._children(element, inner)
        elif tag in {"ul", "ol"}:
            yield from self._flush(inherited)
            yield from self._list(element, inner)
        elif tag == "table":
            yield from self._flush(inherited)
            yield from self._table(element, inner)
        else:
            yield from self._flush(inherited)
            heading = int(str(tag)[1]) if re.fullmatch(r"h[1-6]", str(tag)) else None
            for block in self._children(element, inner):
                yield replace(block, heading=heading) if heading else block
            yield from self._flush(inner, heading=heading)

    def _styled(self, element: Element, inherited: InheritedStyle) -> InheritedStyle:
        tag, style = element.tag, element.get("style") or ""
        weight, slant = _WEIGHT.search(style), _SLANT.search(style)
        changed = replace(
            inherited,
            bold=inherited.bold or tag in {"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"},
            italic=inherited.italic or tag in {"i", "em", "cite", "dfn", "var"},
            superscript=inherited.superscript or tag == "sup" or bool(_RAISED.search(style)),
            underline=inherited.underline or tag in {"u", "ins"},
            pre=inherited.pre or tag == "pre",
        )
        if weight:
            changed = replace(changed, bold=weight[1].lower() not in {"normal", "100", "200", "300", "400", "500"})
        if slant:
            changed = replace(changed, italic=slant[1].lower() != "normal")
        if tag == "a" and element.get("href"):
            changed = replace(changed, href=self._address((element.get("href") or "").strip()))
        return changed

    def _address(self, href: str) -> str | None:
        """Return a link's full address; None where it leads nowhere outside the page."""
        if re.match(r"(?:https?|mailto):", href, re.IGNORECASE):
            return href
        if href.startswith("#") or re.match(r"[a-z][a-z0-9+.-]*:", href, re.IGNORECASE) or not self.base:
            return None
        return urljoin(self.base, href)

    def text(self, text: str | None, inherited: InheritedStyle) -> None:
        """Add text to the paragraph that is being read."""
        if text:
            clean = text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
            self._runs.append(inherited.run(clean if inherited.pre else re.sub(r"[ \t\r\n\f]+", " ", clean)))

    def _flush(
        self, inherited: InheritedStyle, *, label: str | None = None, heading: int | None = None
    ) -> Iterator[DocBlock]:
        """Close the paragraph that is being read; one with an empty line in it is two."""
        runs, self._runs = tidy(self._runs), []
        if not runs:
            return
        for at, piece in enumerate(split_at_empty_lines(runs)):
            self.ordinal += 1
            mark = label if at == 0 else None
            yield DocBlock(piece, self._role, line=self.ordinal, label=mark, level=inherited.level, heading=heading)

    # --- Lists and tables --------------------------------------------------------------------------------------

    def _list(self, element: Element, inherited: InheritedStyle) -> Iterator[DocBlock]:
        count = _number(element.get("start"), 1)
        style = _TYPES.get(element.get("type") or "1", "decimal")
        depth = sum(up.tag in {"ul", "ol"} for up in element.iterancestors())
        inner = replace(inherited, level=depth)
        plain = "none" in (element.get("style") or "") or "expliciet" in (element.get("class") or "")
        self.text(element.text, inner)
        for item in _each(element, self, inner):
            if item.tag != "li":
                yield from self._element(item, inner)
                continue
            yield from self._flush(inner)
            count = _number(item.get("value"), count)
            label = None if plain else "•" if element.tag == "ul" else f"{numeral(count, style)}."
            count += 1
            blocks = [*self._children(item, inner), *self._flush(inner)]
            yield from labelled(blocks, label)

    def _table(self, element: Element, inherited: InheritedStyle) -> Iterator[DocBlock]:
        rows: list[tuple[tuple[DocBlock, ...], ...]] = []
        above: list[DocBlock] = []
        strays: list[DocBlock] = []
        line = self.ordinal + 1
        parts = [element, *(part for part in element if part.tag in {"thead", "tbody", "tfoot"})]
        for part in parts:
            self.text(part.text, inherited)
            for row in _each(part, self, inherited):
                if row.tag == "tr":
                    (strays if rows else above).extend(self._flush(inherited))
                    rows.append(tuple(self._cells(row, inherited)))
                elif row not in parts:  # a caption, or what strayed into the table
                    (strays if rows else above).extend(self._element(row, inherited))
        (strays if rows else above).extend(self._flush(inherited))
        yield from above
        rows = [row for row in rows if any(row)]
        if not rows:
            yield from strays
            return
        nested = any(inner is not element for inner in element.iter("table"))
        single = max(sum(1 for cell in row if cell) for row in rows) < 2
        if nested or single or element.get("role") in {"presentation", "none"}:
            yield from (block for row in rows for cell in row for block in cell)
        else:
            yield DocBlock(role=self._role, line=line, rows=tuple(rows))
        yield from strays

    def _cells(self, row: Element, inherited: InheritedStyle) -> Iterator[tuple[DocBlock, ...]]:
        strays: list[DocBlock] = []
        self.text(row.text, inherited)
        for cell in _each(row, self, inherited):
            if cell.tag not in {"td", "th"}:
                strays += self._element(cell, inherited)
                continue
            strays += self._flush(inherited)
            inner = self._styled(cell, inherited)
            yield (*strays, *self._children(cell, inner), *self._flush(inner))
            strays = []
        strays += self._flush(inherited)
        if strays:
            yield tuple(strays)


def _each(parent: Element, walk: BlockWalk, inherited: InheritedStyle) -> Iterator[Element]:
    """Yield the elements in a list or table that are shown; text that strayed between them is kept."""
    for child in parent:
        if isinstance(child.tag, str) and not walk.drops(child):
            yield child
        walk.text(child.tail, inherited)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text.strip()) else otherwise
