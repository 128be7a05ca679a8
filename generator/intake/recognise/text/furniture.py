"""Furniture of a document: running heads and feet, page numbers, letterhead. It is set aside, with the reason why.

Heads and feet of official publications are in `imprint`, what comes back where pages turn in `page_turns`.
The address block and the fields of a cover letter are in `metadata.cover`, footnotes in `footnotes`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.intake.recognise.labels import patterns
from generator.intake.recognise.labels.patterns import LabelForm
from generator.intake.recognise.recognised_letter import Furniture, SourceLine, printed
from generator.intake.recognise.runs import cut, strip_newlines
from generator.intake.recognise.text import imprint, page_turns
from generator.intake.source_document import DocBlock, Role, Run, SourceDocument

_RUNNING = tuple(
    re.compile(source, re.IGNORECASE)
    for source in (
        # The registry's line above a document that was sent in as Word.
        r"AH\s?\d{1,4}$",
        r"(?:Zaaknummer:?\s*)?\d{4}\s?Z\s?\d{5}$",
        # Letters: page numbers.
        r"(?:Pagina|Page|Pag\.?|Blz\.?|Bladzijde|Blad)\s+(?P<page>\d+)(?:\s*(?:van|of|/)\s*\d+)?$",
        r"[-–]\s*\d+\s*[-–]$",
        # A line of signs, as people type one above their notes.
        r"[_=*~–—-]{5,}$",
        # A page of officielebekendmakingen.nl, copied: over each footnote.
        r"X\s?Noot$",
        # A copied page: the link at its end.
        r"(?:Terug\s+)?naar\s+boven$|Back\s+to\s+top$",
    )
)
_PAGE_FIELD = re.compile(
    r"(?:(?:Ons|Uw)\s+[Kk]enmerk|(?:Onze|Uw)\s+[Rr]eferentie|Kenmerk|Datum|(?:Our|Your)\s+[Rr]eference)\b\s*:?\s*(?P<value>|(?=.*\d).{1,60}(?<![.?!]))$"
)
"""A field that the head of a letter's later pages repeats; its value is beside it or on the next line."""
_NUMBER = re.compile(r"\d{1,4}$")
_FIRST_NUMBER = re.compile(r"\d{1,3}(?=\s|$)")
_FOOTNOTE_HEADING = re.compile(r"X\s?Noot$")
"""What a copied page of officielebekendmakingen.nl has over each footnote: the sign that closes it, and its name."""
_REASONS = {Role.HEAD: "running", Role.FOOT: "running", Role.SIDE: "letterhead"}
_FEWEST_PAGES = 3
"""Pages that a text must have, so that lines can recur on them."""
_LONGEST_RUNNING = 160
"""Characters; in a format with paragraphs, a longer one is text whatever its words."""
_LONGEST_VALUE = 40
"""Characters; a longer line is no value of a field."""
_SHORT_FIELD = 20
"""Characters; a shorter line in small letters may be the name of a field."""
_LONGEST_RECURRING = 120
"""Characters; a longer line at the edge of pages is text, even if it recurs."""


@dataclass(frozen=True, slots=True)
class RunningText:
    """The lines of a document without furniture, the blocks of its footnote zones, and the furniture."""

    lines: tuple[SourceLine, ...]
    footnotes: tuple[DocBlock, ...]
    furniture: tuple[Furniture, ...]
    within: tuple[Furniture, ...] = ()
    """The furniture that was in the middle of a sentence: the first line of each place."""


def set_aside(document: SourceDocument) -> RunningText:
    """Separate the text of a document from its furniture; `SourceLine.page_top` notes where a page began."""
    blocks = list(_with_copied_footnotes(document))
    known = _known(document, blocks)
    sorter = _Sorter(document, known, _page_ends(blocks, known))
    for index, block in enumerate(blocks):
        if block.role is Role.FOOTNOTE:
            sorter.add_footnote(block)
        else:
            sorter.add(index, block)
    return RunningText(tuple(sorter.lines), tuple(sorter.footnotes), tuple(sorter.furniture), tuple(sorter.within))


def is_running(text: str) -> bool:
    """Whether a line is a running head or foot by its words alone."""
    return any(pattern.match(text) for pattern in _RUNNING) or bool(imprint.find([text]))


# --- What is furniture ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    """The blocks that are furniture by their form, place and repetition, by index."""

    running: frozenset[int]
    pages: Mapping[int, int]
    """The pages that feet say they are on."""
    begun: Mapping[int, int]
    """For a block that begins with a page number, how many characters that has without white space."""


def _known(document: SourceDocument, blocks: Sequence[DocBlock]) -> _Known:
    """Return the furniture among the blocks of a document's text."""
    body = [index for index, block in enumerate(blocks) if block.role is Role.BODY and not block.rows]
    texts = [" ".join(blocks[index].text.split()) for index in body]
    imprints = imprint.find(texts)
    recurring = _recurring(document)
    known = {at for at, index in enumerate(body) if blocks[index].line in recurring or _is_of_letter(texts[at])}
    known |= _fields_above_pages(texts) if document.format == "text" else set()
    set_off = _set_off(document, [blocks[index] for index in body])
    turns = page_turns.find(texts, frozenset(known | {line.index for line in imprints}), set_off)
    pages = {body[line.index]: line.page for line in imprints if line.page}
    pages |= {body[at]: page for at, text in enumerate(texts) if (page := _page_number(text))}
    begun = {body[at]: len("".join(texts[at][:end].split())) for at, end in turns.begun.items()}
    whole = (*known, *turns.whole, *(line.index for line in imprints))
    return _Known(frozenset(body[at] for at in whole), pages, begun)


def _set_off(document: SourceDocument, blocks: Sequence[DocBlock]) -> frozenset[int]:
    """Return which of some blocks of a text have a blank line above."""
    if document.format != "text":
        return frozenset()  # a paragraph may well be like another
    return frozenset(
        at for at, (above, block) in enumerate(itertools.pairwise(blocks), 1) if block.line > above.line + 1
    )


def _is_of_letter(text: str) -> bool:
    """Whether a line is furniture of a letter by its words alone, be it of no official publication."""
    return len(text) <= _LONGEST_RUNNING and any(pattern.match(text) for pattern in _RUNNING)


def _fields_above_pages(texts: Sequence[str]) -> set[int]:
    """Return the fields that the head of a later page has above its page number, with their values."""
    found: set[int] = set()
    for at, text in enumerate(texts):
        above = at if (_page_number(text) or 0) > 1 else 0
        while above > 0 and (height := _field_height(texts, above)):
            found |= set(range(above - height, above))
            above -= height
    return found


def _field_height(texts: Sequence[str], end: int) -> int:
    """Return how many lines the field has that ends above a line; 0 if there is none."""
    last = _PAGE_FIELD.match(texts[end - 1])
    if last and last["value"]:
        return 1
    name = _PAGE_FIELD.match(texts[end - 2]) if end > 1 else None
    is_value = len(texts[end - 1]) <= _LONGEST_VALUE and re.search(r"\d", texts[end - 1])
    return 2 if name and not name["value"] and is_value else 0


def _page_number(text: str) -> int | None:
    """Return the page number that a line of furniture has; None if it has none."""
    match = next((m for pattern in _RUNNING if pattern.groupindex and (m := pattern.match(text))), None)
    return int(match["page"]) if match else None


def _page_ends(blocks: Sequence[DocBlock], known: _Known) -> tuple[tuple[int, int], ...]:
    """Return (line, page) for every running foot with a page number; nothing if the numbers do not rise."""
    found = [(blocks[index].line, page) for index, page in sorted(known.pages.items())]
    rising = all(a[1] < b[1] for a, b in itertools.pairwise(found))
    return tuple(found) if rising else ()


@dataclass(slots=True)
class _Sorter:
    """Sorts the blocks of a document, in order, into text and furniture."""

    document: SourceDocument
    known: _Known
    page_ends: Sequence[tuple[int, int]]
    lines: list[SourceLine] = field(default_factory=list)
    footnotes: list[DocBlock] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    within: list[Furniture] = field(default_factory=list)
    _last: DocBlock | None = None
    _after_running: bool = False
    """Whether a running head or foot was found after the last line of text."""
    _value_follows: bool = False
    """Whether the last block is a field of a page's head without its value."""

    @property
    def _is_text(self) -> bool:
        return self.document.format == "text"

    def add(self, index: int, block: DocBlock) -> None:
        """Add a block to the text or to the furniture."""
        page = block.page or next((page for end, page in self.page_ends if block.line <= end), None)
        if self._is_running(index, block):
            self._set_aside(block, page, "running")
            self._after_running = True
        elif block.role in _REASONS:
            self._set_aside(block, page, _REASONS[block.role])
        else:
            for piece, running in self._pieces(index, block):
                if running:
                    self._set_aside(piece, page, "running")
                    self._after_running = True
                else:
                    self._add_line(piece, page)
        self._last = block

    def add_footnote(self, block: DocBlock) -> None:
        """Add a footnote, without a foot of the page that was taken for a part of it."""
        pieces = list(_parted(block, imprint.inline(block.text)))
        for piece, running in pieces:
            if running:
                self._set_aside(piece, block.page, "running")
                self.within.append(self.furniture[-1])
        own = [piece.runs for piece, running in pieces if not running]
        runs = tuple(itertools.chain.from_iterable((*([Run(" ")] if at else []), *each) for at, each in enumerate(own)))
        self.footnotes.append(replace(block, runs=runs) if len(pieces) > 1 else block)

    def _set_aside(self, block: DocBlock, page: int | None, reason: str) -> None:
        self.furniture.append(Furniture(printed(block), block.line, reason, page))

    def _add_line(self, block: DocBlock, page: int | None) -> None:
        if self._after_running and self.lines and _cuts_sentence(self.lines[-1], block):
            above = self.lines[-1].block.line
            cut = next((item for item in self.furniture if item.line > above and item.reason == "running"), None)
            self.within.append(cut or self.furniture[-1])
        self.lines.append(self._line(block, page))
        self._after_running = False

    def _pieces(self, index: int, block: DocBlock) -> Iterator[tuple[DocBlock, bool]]:
        """Yield the parts of a block of text, and whether each is furniture within it."""
        spans = imprint.inline(block.text) if block.role is Role.BODY and not block.rows else []
        if index in self.known.begun:
            spans = [(0, _offset(block.text, self.known.begun[index])), *spans]
        yield from _parted(block, spans)

    def _is_running(self, index: int, block: DocBlock) -> bool:
        """Whether a block of the text is a running head or foot, or a field in a page's head."""
        text = " ".join(block.text.split())
        page_field = _PAGE_FIELD.match(text) if self._after_running and self._is_text else None
        is_value, self._value_follows = self._value_follows, page_field is not None and not page_field["value"]
        if block.role is not Role.BODY or block.rows:
            return False
        return is_value or page_field is not None or index in self.known.running

    def _line(self, block: DocBlock, page: int | None) -> SourceLine:
        before = self.lines[-1].block.page if self.lines else None
        page_top = self._after_running or bool(page and before and page > before)
        gap = True
        if self._is_text:
            gap = not self._after_running and (self._last is None or block.line > self._last.line + 1)
        return SourceLine(replace(block, page=page), gap, page_top, len(block.text))


def _cuts_sentence(above: SourceLine, block: DocBlock) -> bool:
    """Whether furniture between a line and a block was in the middle of a sentence, and not between two fields."""
    goes_on = page_turns.cuts_sentence(above.text, block.text)
    return goes_on and (len(block.text) >= _SHORT_FIELD or not block.text[-1:].isalnum())


def _offset(text: str, count: int) -> int:
    """Return the offset after so many characters that are no white space."""
    places = [at for at, char in enumerate(text) if not char.isspace()]
    return places[count - 1] + 1


def _parted(block: DocBlock, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[DocBlock, bool]]:
    """Yield the parts of a block, and whether each is furniture; `spans` is where that is."""
    end = 0
    for start, after in spans:
        yield from _piece(block, end, start, running=False)
        yield from _piece(block, start, after, running=True)
        end = after
    if end:
        yield from _piece(block, end, len(block.text), running=False)
    else:
        yield block, False


def _piece(block: DocBlock, start: int, end: int, *, running: bool) -> Iterator[tuple[DocBlock, bool]]:
    """Yield a part of a block if it has any text."""
    runs = strip_newlines(cut(block.runs, start, end))
    if any(run.text.strip() for run in runs):
        yield replace(block, runs=runs, label=block.label if start == 0 else None), running


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


def _recurring(document: SourceDocument) -> frozenset[int]:
    """Return the lines at the edges of a text's pages that are on most pages, or only a page number."""
    if document.format != "text" or not document.pages:
        return frozenset()
    pages: dict[int, list[DocBlock]] = {}
    for block in document.blocks:
        pages.setdefault(block.page or 0, []).append(block)
    if document.pages < _FEWEST_PAGES:
        feet = {blocks[-1].line for number, blocks in pages.items() if blocks[-1].text == str(number)}
        return frozenset(feet) if 1 < len(feet) == len(pages) else frozenset()
    labels = {number for number, block in enumerate(document.blocks) if _is_label(block.text)}
    below = {document.blocks[number + 1].line for number in labels if number + 1 < len(document.blocks)}
    text = below | {document.blocks[number].line for number in labels}
    edges = [
        (number, edge, block)
        for number, blocks in pages.items()
        for edge, block in enumerate([blocks[0], blocks[-1]] if len(blocks) > 1 else blocks)
        if (block.line not in text or block.text == str(number)) and not _ends_sentence(block.text)
    ]
    shapes = Counter((edge, _shape(block)) for _, edge, block in edges)
    numbered: dict[tuple[int, str], set[int]] = {}
    for number, edge, block in edges:
        if first := _FIRST_NUMBER.match(block.text):
            numbered.setdefault((edge, _shape(block)), set()).add(int(first[0]) - number)
    return frozenset(
        block.line
        for number, edge, block in edges
        if block.text == str(number)
        or (
            2 * shapes[edge, _shape(block)] > len(pages)
            and len(block.text) < _LONGEST_RECURRING
            and len(numbered.get((edge, _shape(block)), ())) <= 1  # `5 Kamerstuk …`, `8 Kamerstuk …` are footnotes
            and not page_turns.is_label(block.text)  # `Vraag 7`, `Vraag 24`, each at the top of its page
        )
    )


def _ends_sentence(text: str) -> bool:
    """Whether a line is the end of a sentence that began above it: `ja, waarom?` comes back, too."""
    return text[0].islower() and text[-1] in ".?!"


def _is_label(text: str) -> bool:
    """Whether a line is a label in full and nothing else: questions come back at the edges of pages, and count, too."""
    label = patterns.read(text)
    return label is not None and label.alone and label.form in (LabelForm.WORD, LabelForm.SHORT)


def _shape(block: DocBlock) -> str:
    """Return a block's text without its numbers, which differ on each page."""
    return re.sub(r"\d+", "#", block.text)
