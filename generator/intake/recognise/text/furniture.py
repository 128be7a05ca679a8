"""Furniture of a document: running heads and feet, page numbers, letterhead. It is set aside, with the reason why.

The address block and the fields of a cover letter are in `metadata.cover`, footnotes in `footnotes`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.intake.recognise.recognised_letter import Furniture, SourceLine, printed
from generator.intake.source_document import DocBlock, Role, Run, SourceDocument

_YEAR = r"\d{4}\s*[-–/]\s*\d{2,4}"
_RUNNING = tuple(
    re.compile(source, re.IGNORECASE)
    for source in (
        # The Aanhangsel's own head and foot; the foot carries the page number.
        r"(Tweede|Eerste) Kamer der Staten-Generaal\s*\d?$",
        rf"Vergaderjaar {_YEAR}\s+Aanhangsel van de Handelingen$",
        r"Vragen gesteld door de leden der Kamer, met de daarop door de(\s+regering gegeven antwoorden)?$",
        r"regering gegeven antwoorden$",
        r"ah-tk-\d{8}-\d+$",
        rf"(?:ISSN.*?)?(Tweede|Eerste) Kamer, vergaderjaar {_YEAR}, Aanhangsel(?: van de Handelingen)?\s+(?P<page>\d+)$",
        r"ISSN\s*\d{4}\s*-\s*\d{3}[\dX]\b.{0,40}$",
        # The registry's line above a document that was sent in as Word.
        r"AH\s?\d{1,4}$",
        r"(?:Zaaknummer:?\s*)?\d{4}\s?Z\s?\d{5}$",
        # Letters: page numbers.
        r"(?:Pagina|Page|Blz\.?|Bladzijde)\s+(?P<page2>\d+)(?:\s+(?:van|of|/)\s+\d+)?$",
        r"-\s*\d+\s*-$",
        # A page of officielebekendmakingen.nl, copied: over each footnote.
        r"X\s?Noot$",
        # A copied page: the link at its end.
        r"(?:Terug\s+)?naar\s+boven$|Back\s+to\s+top$",
    )
)
_PAGE_FIELD = re.compile(
    r"(?:Ons\s+kenmerk|Onze\s+referentie|Kenmerk|Datum|Our\s+reference)\b\s*:?\s*(?P<value>|(?=.*\d).{1,60}(?<![.?!]))$"
)
"""A field that the head of a letter's later pages repeats; its value is beside it or on the next line."""
_OVER_NUMBER = re.compile(r"Vragen gesteld door|regering gegeven antwoorden", re.IGNORECASE)
"""The line of an Aanhangsel's head above the number of the publication."""
_NUMBER = re.compile(r"\d{1,4}$")
_FOOTNOTE_HEADING = re.compile(r"X\s?Noot$")
"""What a copied page of officielebekendmakingen.nl has over each footnote: the sign that closes it, and its name."""
_REASONS = {Role.HEAD: "running", Role.FOOT: "running", Role.SIDE: "letterhead"}
_FEWEST_PAGES = 3
"""Pages that a text must have, so that lines can recur on them."""
_LONGEST_RUNNING = 160
"""Characters; in a format with paragraphs, a longer one is text whatever its words."""
_LONGEST_RECURRING = 120
"""Characters; a longer line at the edge of pages is text, even if it recurs."""


@dataclass(frozen=True, slots=True)
class RunningText:
    """The lines of a document without furniture, the blocks of its footnote zones, and the furniture."""

    lines: tuple[SourceLine, ...]
    footnotes: tuple[DocBlock, ...]
    furniture: tuple[Furniture, ...]


def set_aside(document: SourceDocument) -> RunningText:
    """Separate the text of a document from its furniture; `SourceLine.page_top` notes where a page began."""
    sorter = _Sorter(document, _recurring(document), _page_ends(document))
    for block in _with_copied_footnotes(document):
        if block.role is Role.FOOTNOTE:
            sorter.footnotes.append(block)
        else:
            sorter.add(block)
    return RunningText(tuple(sorter.lines), tuple(sorter.footnotes), tuple(sorter.furniture))


def is_running(text: str) -> bool:
    """Whether a line is a running head or foot by its words alone."""
    return any(pattern.match(text) for pattern in _RUNNING)


@dataclass(slots=True)
class _Sorter:
    """Sorts the blocks of a document, in order, into text and furniture."""

    document: SourceDocument
    recurring: frozenset[int]
    page_ends: Sequence[tuple[int, int]]
    lines: list[SourceLine] = field(default_factory=list)
    footnotes: list[DocBlock] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    _last: DocBlock | None = None
    _after_running: bool = False
    """Whether a running head or foot was found after the last line of text."""
    _value_follows: bool = False
    """Whether the last block is a field of a page's head without its value."""

    @property
    def _is_text(self) -> bool:
        return self.document.format == "text"

    def add(self, block: DocBlock) -> None:
        """Add a block to the text or to the furniture."""
        page = block.page or next((page for end, page in self.page_ends if block.line <= end), None)
        running = self._is_running(block)
        if running or block.role in _REASONS:
            reason = _REASONS.get(block.role, "running")
            self.furniture.append(Furniture(printed(block), block.line, reason, page))
            self._after_running = self._after_running or running
        else:
            self.lines.append(self._line(block, page))
            self._after_running = False
        self._last = block

    def _is_running(self, block: DocBlock) -> bool:
        """Whether a block of the text is a running head or foot, or a field in a page's head."""
        text = " ".join(block.text.split())
        page_field = _PAGE_FIELD.match(text) if self._after_running and self._is_text else None
        is_value, self._value_follows = self._value_follows, page_field is not None and not page_field["value"]
        if block.role is not Role.BODY or block.rows:
            return False
        return is_value or page_field is not None or block.line in self.recurring or self._has_running_words(text)

    def _has_running_words(self, text: str) -> bool:
        if not self._is_text and len(text) > _LONGEST_RUNNING:
            return False
        if is_running(text):
            return True
        return bool(_NUMBER.match(text)) and self._last is not None and bool(_OVER_NUMBER.search(self._last.text))

    def _line(self, block: DocBlock, page: int | None) -> SourceLine:
        before = self.lines[-1].block.page if self.lines else None
        page_top = self._after_running or bool(page and before and page > before)
        gap = True
        if self._is_text:
            gap = not self._after_running and (self._last is None or block.line > self._last.line + 1)
        return SourceLine(replace(block, page=page), gap, page_top, len(block.text))


# --- Plain text --------------------------------------------------------------------------------------------------


def _with_copied_footnotes(document: SourceDocument) -> Iterator[DocBlock]:
    """Yield a document's blocks; in a text copied from a web page, a footnote is one block with its number.

    On such pages a heading is above each footnote, and the number is on a line of its own.
    """
    if document.format != "text" or not any(_FOOTNOTE_HEADING.match(block.text) for block in document.blocks):
        yield from document.blocks
        return
    number: DocBlock | None = None
    below_heading = False
    for block in document.blocks:
        if below_heading and number is None and _NUMBER.match(block.text):
            number = block
            continue
        if below_heading and number is not None and not _FOOTNOTE_HEADING.match(block.text):
            yield replace(block, runs=(Run(f"{number.text} "), *block.runs), role=Role.FOOTNOTE)
        else:
            yield from [number, block] if number else [block]
        below_heading, number = bool(_FOOTNOTE_HEADING.match(block.text)), None
    if number:
        yield number


def _page_ends(document: SourceDocument) -> tuple[tuple[int, int], ...]:
    """Return (line, page) for every running foot with a page number; nothing if the numbers do not rise."""
    found = []
    for block in document.blocks:
        match = next((m for p in _RUNNING if p.groupindex and (m := p.match(block.text.strip()))), None)
        if match:
            groups = match.groupdict()
            found.append((block.line, int(groups.get("page") or groups.get("page2") or 0)))
    rising = all(a[1] < b[1] for a, b in itertools.pairwise(found))
    return tuple(found) if rising else ()


def _recurring(document: SourceDocument) -> frozenset[int]:
    """Return the lines at the edges of a text's pages that are on most pages, or only a page number."""
    if document.format != "text" or not document.pages or document.pages < _FEWEST_PAGES:
        return frozenset()
    pages: dict[int, list[DocBlock]] = {}
    for block in document.blocks:
        pages.setdefault(block.page or 0, []).append(block)
    edges = [
        (number, block)
        for number, blocks in pages.items()
        for block in {b.line: b for b in (blocks[0], blocks[-1])}.values()
    ]
    shapes = Counter(_shape(block) for _, block in edges)
    return frozenset(
        block.line
        for number, block in edges
        if block.text == str(number)
        or (2 * shapes[_shape(block)] > len(pages) and len(block.text) < _LONGEST_RECURRING)
    )


def _shape(block: DocBlock) -> str:
    """Return a block's text without its numbers, which differ on each page."""
    return re.sub(r"\d+", "#", block.text)
