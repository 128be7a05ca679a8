"""What stands around the text: running heads and feet, page numbers, letterhead. Recognised and set aside, not lost.

The address block and the fields of a cover letter are in `cover`; footnotes are in `footnotes`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace

from generator.intake.recognise.recognised_letter import Furniture, SourceLine, printed
from generator.intake.source_document import DocBlock, Role, Run, SourceDocument


@dataclass(frozen=True, slots=True)
class RunningText:
    """The lines that run on once the furniture is out, the footnote blocks a reader told apart, and the furniture."""

    lines: tuple[SourceLine, ...]
    footnotes: tuple[DocBlock, ...]
    furniture: tuple[Furniture, ...]


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
"""A field that the head of a letter's later pages repeats; its value stands beside it or on the next line."""
_HEAD = re.compile(r"Vragen gesteld door|regering gegeven antwoorden", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}$")
_REASONS = {Role.HEAD: "running", Role.FOOT: "running", Role.SIDE: "letterhead"}
_OFTEN = 3


def set_aside(document: SourceDocument) -> RunningText:
    """Part the running text from the furniture; `Line.page_top` keeps where a page began."""
    lines: list[SourceLine] = []
    footnotes: list[DocBlock] = []
    aside: list[Furniture] = []
    repeated = _repeated(document)
    ends = _page_ends(document)
    last: DocBlock | None = None
    broken = valued = False
    for block in _with_copied_footnotes(document):
        text = " ".join(block.text.split())
        if block.role is Role.FOOTNOTE:
            footnotes.append(block)
            continue
        page = block.page or _page_of(block.line, ends)
        field = _PAGE_FIELD.match(text) if broken and document.format == "text" else None
        running = (
            block.role == Role.BODY
            and not block.rows
            and (_is_running(text, last, document) or block.line in repeated or field is not None or valued)
        )
        valued = field is not None and not field["value"]
        if block.role in _REASONS or running:
            aside.append(Furniture(printed(block), block.line, _REASONS.get(block.role, "running"), page))
            broken = broken or running
            last = block
            continue
        top = broken or bool(lines and page and lines[-1].block.page and page > lines[-1].block.page)
        gap = document.format != "text" or last is None or block.line > last.line + 1
        gap = gap and not (broken and document.format == "text")
        lines.append(SourceLine(replace(block, page=page), gap, top, len(block.text)))
        broken = False
        last = block
    return RunningText(tuple(lines), tuple(footnotes), tuple(aside))


_FOOTNOTE_HEAD = re.compile(r"X\s?Noot$")
"""What a copied page of officielebekendmakingen.nl has over each footnote: the sign that closes it, and its name."""


def _with_copied_footnotes(document: SourceDocument) -> tuple[DocBlock, ...]:
    """Return a document's blocks; in a text, a footnote under its heading is set together from number and lines."""
    if document.format != "text" or not any(_FOOTNOTE_HEAD.match(block.text) for block in document.blocks):
        return document.blocks
    out: list[DocBlock] = []
    numbered: DocBlock | None = None
    below = False
    for block in document.blocks:
        if _FOOTNOTE_HEAD.match(block.text):
            out.extend([numbered, block] if numbered else [block])
            below, numbered = True, None
        elif below and numbered is None and _NUMBER.match(block.text):
            numbered = block
        elif below and numbered is not None:
            out.append(replace(block, runs=(Run(f"{numbered.text} "), *block.runs), role=Role.FOOTNOTE))
            below, numbered = False, None
        else:
            out.extend([numbered] if numbered else [])
            out.append(block)
            below, numbered = False, None
    return (*out, numbered) if numbered else tuple(out)


def is_running(text: str) -> bool:
    """Whether a line is, by its words alone, a running head or foot."""
    return any(pattern.match(text) for pattern in _RUNNING)


def _is_running(text: str, last: DocBlock | None, document: SourceDocument) -> bool:
    if document.format != "text" and len(text) > 160:
        return False
    if is_running(text):
        return True
    # The number of the publication stands alone under the Aanhangsel's head.
    return bool(_NUMBER.match(text)) and last is not None and bool(_HEAD.search(last.text))


def _page_ends(document: SourceDocument) -> tuple[tuple[int, int], ...]:
    """Return (line, page) for every foot that carries a page number: the page ends there."""
    found = []
    for block in document.blocks:
        match = next((m for p in _RUNNING if p.groupindex and (m := p.match(block.text.strip()))), None)
        if match:
            groups = match.groupdict()
            found.append((block.line, int(groups.get("page") or groups.get("page2") or 0)))
    rising = all(a[1] < b[1] for a, b in itertools.pairwise(found))
    return tuple(found) if rising else ()


def _page_of(line: int, ends: tuple[tuple[int, int], ...]) -> int | None:
    return next((page for end, page in ends if line <= end), None)


def _repeated(document: SourceDocument) -> frozenset[int]:
    """Return the lines at the edge of a text's pages that come back on most pages, and its bare page numbers."""
    if document.format != "text" or not document.pages or document.pages < _OFTEN:
        return frozenset()
    pages: dict[int, list[DocBlock]] = {}
    for block in document.blocks:
        pages.setdefault(block.page or 0, []).append(block)
    edges = [
        (number, block)
        for number, blocks in pages.items()
        for block in {b.line: b for b in (blocks[0], blocks[-1])}.values()
    ]
    shapes = Counter(re.sub(r"\d+", "#", block.text) for _, block in edges)
    return frozenset(
        block.line
        for number, block in edges
        if (block.text == str(number))
        or (shapes[re.sub(r"\d+", "#", block.text)] * 2 > len(pages) and len(block.text) < 120)
    )
