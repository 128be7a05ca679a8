"""What stands at the top and the foot of pages: running heads and feet, and the zone of footnotes.

Heads and feet are told by place and by coming back on other pages; notes by size, place and the mark they begin with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from generator.intake.readers.pdf_lines import Line

_PAGE_NUMBER = re.compile(
    r"""(?:pagina|page|blad|bladzijde|pag\.?|p\.)?\s*[-–]?\s*\d{1,3}\s*[-–]?\s*(?:(?:van|of|/)\s*\d{1,3})?""",
    re.VERBOSE | re.IGNORECASE,
)
_DEPTH = 5
"""How many lines from a page's top or foot may be running heads or feet."""
_NOTE_START = re.compile(r"\s*(?:\[?\d{1,3}\]?[.)]?|\*{1,3}|[†‡])(?=\s|[^\W\d_]|[«“\"'‘(])")


@dataclass(slots=True)
class Zones:
    """The lines of one page by what they are."""

    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: the letter size of its text and the distance of its lines, in points."""

    size: float
    pitch: float


def measure(pages: Sequence[Sequence[Line]]) -> Measure:
    """Measure the document's text."""
    size = _text_size(pages)
    steps = [
        above.y - below.y
        for page in pages
        for above, below in pairwise(page)
        if abs(above.size - size) < 0.6 and abs(below.size - size) < 0.6 and 0 < above.y - below.y < 2.2 * size
    ]
    if not steps:
        return Measure(size, 1.25 * size)
    usual = Counter(round(step * 2) / 2 for step in steps)
    return Measure(size, max(usual.items(), key=lambda item: (item[1], -item[0]))[0])


def _text_size(pages: Sequence[Sequence[Line]]) -> float:
    """Give the letter size of the text: the largest of those that much of it has, since notes may outweigh it."""
    counts = Counter(round(glyph.size, 1) for page in pages for line in page for glyph in line.plain)
    most = max(counts.values(), default=0)
    return max((size for size, count in counts.items() if count >= 0.5 * most), default=0.0)


def zones(pages: Sequence[Sequence[Line]], usual: Measure) -> list[Zones]:
    """Sort the lines of every page's text column; each list from the top down."""
    heads = _running(pages, usual, top=True)
    feet = _running(pages, usual, top=False)
    result: list[Zones] = []
    for number, page in enumerate(pages):
        lines = list(page)
        head, foot = lines[: heads[number]], lines[max(heads[number], len(lines) - feet[number]) :]
        rest = lines[len(head) : len(lines) - len(foot)]
        cut = _note_zone(rest, usual, follows=bool(result and result[-1].notes))
        result.append(Zones(head, rest[:cut], rest[cut:], foot))
    return result


def is_page_number(line: Line) -> bool:
    """Whether a line says in words which page it stands on: `Pagina 2 van 4`."""
    text = line.text.strip()
    return bool(_PAGE_NUMBER.fullmatch(text)) and bool(re.search(r"[a-z]", text, re.IGNORECASE))


# --- Running heads and feet ------------------------------------------------------------------------------------


def _mask(line: Line) -> str:
    """Give a line with its page number taken out: what comes back on other pages."""
    text = re.sub(r"\s+", " ", line.text).strip().lower()
    return "#" if _PAGE_NUMBER.fullmatch(text) else re.sub(r"(?<=\s)\d{1,3}$|^\d{1,3}(?=\s)", "#", text)


def _running(pages: Sequence[Sequence[Line]], usual: Measure, *, top: bool) -> list[int]:
    """Count the lines at the top (or foot) of every page that come back on others, or are a page number."""
    edge = [list(page[:_DEPTH]) if top else list(reversed(page[-_DEPTH:])) for page in pages]
    places: Counter[tuple[str, int]] = Counter()
    for page in edge:
        for key in {(_mask(line), round(line.y / 4) + step) for line in page for step in (0, 1)}:
            places[key] += 1
    counts = []
    for number, page in enumerate(edge):
        count = 0
        for at, line in enumerate(page):
            mask, place = _mask(line), round(line.y / 4)
            repeats = max(places[mask, place], places[mask, place + 1])
            following = page[at + 1] if at + 1 < len(page) else None
            gap = abs(line.y - following.y) if following else float("inf")
            apart = gap > 1.6 * usual.pitch or line.size < usual.size - 0.4
            numbered = mask == "#" and (repeats > 1 or (apart and _is_number(line, number + 1)))
            again = repeats >= max(2, (len(pages) - 1) / 2) and (
                apart or (at + 1 < len(page) and repeats == len(pages))
            )
            if not (numbered or again) or (line.glyphs[0].raised and not top):
                break
            count = at + 1
        counts.append(count if _detached(page, count, usual) else 0)
    return counts


def _is_number(line: Line, page: int) -> bool:
    """Whether a lone number is this page's own, or says so in words (`Pagina 2 van 4`)."""
    text = line.text.strip()
    return bool(re.search(r"[a-z/]", text, re.IGNORECASE)) or text.strip("-– ") == str(page)


def _detached(page: list[Line], count: int, usual: Measure) -> bool:
    """Whether white space, or another letter size, parts what was found from the text."""
    if count == 0 or count == len(page):
        return True
    last, following = page[count - 1], page[count]
    return abs(last.y - following.y) > 1.3 * usual.pitch or abs(last.size - following.size) > 0.4


# --- Footnotes -------------------------------------------------------------------------------------------------


def _note_zone(lines: list[Line], usual: Measure, *, follows: bool) -> int:
    """Find where the footnotes begin: the index of their first line, or the number of lines where there are none.

    `follows` says that the page before had notes, so that the zone may begin with the rest of one.
    """
    start = len(lines)
    while start and lines[start - 1].size <= usual.size - 0.45:
        start -= 1
    if start == len(lines):
        return start
    zone = lines[start:]
    first = next((at for at, line in enumerate(zone) if begins_note(line)), None)
    if first is None:
        return start if follows else len(lines)
    if first and not follows:
        # small print above the first mark is no note: a caption, a source line
        return start + first
    return start


def begins_note(line: Line) -> bool:
    """Whether a line begins with a note's mark: raised, or a number or star before the text."""
    first = line.glyphs[0]
    if first.raised and (first.char.isdigit() or first.char in "*[(†‡"):
        return True
    return bool(_NOTE_START.match(line.text)) and line.text[:1] in "0123456789[*†‡"


def note_pitch(lines: Sequence[Line]) -> float:
    """Give the usual distance of lines in a zone of notes."""
    steps = [a.y - b.y for a, b in pairwise(lines) if a.page == b.page and a.y > b.y]
    return median(steps) if steps else 0.0
