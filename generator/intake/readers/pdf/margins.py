"""What stands at the top and the foot of pages: running heads and feet, and the zone of footnotes.

Heads and feet are told by place and by coming back on other pages; footnotes by size, place and the mark they begin with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from generator.intake.readers.pdf.glyphs import GlyphPage
from generator.intake.readers.pdf.lines import GlyphLine
from generator.intake.readers.pdf.ruled_lines import RuledLine

_PAGE_NUMBER = re.compile(
    r"""(?:pagina|page|blad|bladzijde|pag\.?|p\.)?\s*[-–]?\s*\d{1,3}\s*[-–]?\s*(?:(?:van|of|/)\s*\d{1,3})?""",
    re.VERBOSE | re.IGNORECASE,
)
_IMPRINT = re.compile(r"(?:ah|kst|kv|h|nds|blg)-(?:tk-|ek-)?\d|ISSN\s*\d{4}|[’']s[ -]Gravenhage\s+\d{4}", re.IGNORECASE)
"""What official publications print at the foot of their first page only."""
LABEL = re.compile(r"(?:vra(?:ag|gen)|antwoord(?:en)?|questions?|answers?)\b[\w\s,.:/-]{0,30}$", re.IGNORECASE)
"""A question's or answer's label: at the top of every page it is still no running head."""
_DEPTH = 5
"""How many lines from a page's top or foot may be running heads or feet."""
_FOOTNOTE_START = re.compile(r"\s*(?:\[?\d{1,3}\]?[.)]?|\*{1,3}|[†‡])(?=\s|[^\W\d_]|[«“\"'‘(])")


@dataclass(slots=True)
class PageZones:
    """The lines of one page by what they are."""

    head: list[GlyphLine] = field(default_factory=list)
    body: list[GlyphLine] = field(default_factory=list)
    footnotes: list[GlyphLine] = field(default_factory=list)
    foot: list[GlyphLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TextMeasure:
    """What is usual in a document: the letter size of its text and the distance of its lines, in points."""

    size: float
    pitch: float


def measure(pages: Sequence[Sequence[GlyphLine]]) -> TextMeasure:
    """Measure the document's text."""
    size = _text_size(pages)
    steps = [
        above.y - below.y
        for page in pages
        for above, below in pairwise(page)
        if abs(above.size - size) < 0.6 and abs(below.size - size) < 0.6 and 0 < above.y - below.y < 2.2 * size
    ]
    if not steps:
        return TextMeasure(size, 1.25 * size)
    usual = Counter(round(step * 2) / 2 for step in steps)
    return TextMeasure(size, max(usual.items(), key=lambda item: (item[1], -item[0]))[0])


def _text_size(pages: Sequence[Sequence[GlyphLine]]) -> float:
    """Return the letter size of the text: the largest of those that much of it has, since footnotes may outweigh it."""
    counts = Counter(round(glyph.size, 1) for page in pages for line in page for glyph in line.plain)
    most = max(counts.values(), default=0)
    return max((size for size, count in counts.items() if count >= 0.3 * most), default=0.0)


def zones(pages: Sequence[Sequence[GlyphLine]], paper: Sequence[GlyphPage], usual: TextMeasure) -> list[PageZones]:
    """Sort the lines of every page's text column; each list from the top down."""
    heights = [page.height for page in paper]
    heads = _running(pages, heights, usual, top=True)
    feet = _running(pages, heights, usual, top=False)
    result: list[PageZones] = []
    last = 0  # the number of the last footnote so far
    for number, page in enumerate(pages):
        lines = list(page)
        head, foot = lines[: heads[number]], lines[max(heads[number], len(lines) - feet[number]) :]
        rest = lines[len(head) : len(lines) - len(foot)]
        cut = _footnote_zone(
            rest, usual, result[-1].footnotes if result else [], last, _stroke(rest, paper[number].ruled_lines)
        )
        last = next((found for line in reversed(rest[cut:]) if (found := footnote_number(line)) is not None), last)
        result.append(PageZones(head, rest[:cut], rest[cut:], foot))
    return result


def is_page_number(line: GlyphLine) -> bool:
    """Whether a line says in words which page it stands on: `Pagina 2 van 4`."""
    text = line.text.strip()
    return bool(_PAGE_NUMBER.fullmatch(text)) and bool(re.search(r"[a-z]", text, re.IGNORECASE))


# --- Running heads and feet ------------------------------------------------------------------------------------


def _masks(line: GlyphLine) -> list[str]:
    """Return the parts of a line, as tabs part them, with page numbers taken out: what comes back on other pages."""
    parts = [re.sub(r"\s+", " ", part).strip().lower() for part in line.text.split("\t")]
    whole = len(parts) == 1 and bool(LABEL.match(parts[0]))
    return [
        "#" if _PAGE_NUMBER.fullmatch(part) else part if whole else re.sub(r"(?<=\s)\d{1,3}$", "#", part)
        for part in parts
        if part
    ]


def _own_number(line: GlyphLine) -> int | None:
    """Return the number that a tab parts from the rest of a line: a chapter's title with its page number."""
    parts = [part.strip() for part in line.text.split("\t")]
    digits = next(
        (part for part in (parts[-1], parts[0]) if len(parts) > 1 and part.isdecimal() and len(part) < 5), None
    )
    return int(digits) if digits else None


def _running(
    pages: Sequence[Sequence[GlyphLine]], heights: Sequence[float], usual: TextMeasure, *, top: bool
) -> list[int]:
    """Count the lines at the top (or foot) of every page that come back on others, or are a page number."""
    edge = [list(page[:_DEPTH]) if top else list(reversed(page[-_DEPTH:])) for page in pages]
    seen: Counter[tuple[str, int]] = Counter()
    counted: Counter[tuple[int, int]] = Counter()
    for number, page in enumerate(edge):
        seen.update({(mask, place) for line in page for mask in _masks(line) for place in _places(line)})
        own = [(line, _own_number(line)) for line in page]
        counted.update({(value - number, place) for line, value in own if value is not None for place in _places(line)})
    counts = []
    for number, page in enumerate(edge):
        count = 0
        beyond = list(pages[number]) if top else list(reversed(pages[number]))
        for at, line in enumerate(page):
            if line.cells or not (line.y > 0.75 * heights[number] if top else line.y < 0.2 * heights[number]):
                break  # so far from the edge of the paper nothing runs
            following = beyond[at + 1] if at + 1 < len(beyond) else None
            apart = line.size < usual.size - 0.4 or bool(following and abs(line.y - following.y) > 1.6 * usual.pitch)
            places, masks, value = _places(line), _masks(line), _own_number(line)
            repeats = max(seen[mask, place] for mask in masks for place in places)
            follows_on = value is not None and max(counted[value - number, place] for place in places) > 1
            numbered = masks == ["#"] and (repeats > 1 or _is_number(line, number + 1))
            again = repeats >= max(2, (len(pages) - 1) / 2) and not LABEL.match(line.text.strip())
            again = again and not _is_frame(edge, line, masks)
            imprint = not top and count == at and bool(_IMPRINT.match(line.text.strip()))
            if not (numbered or again or imprint or follows_on) or (line.glyphs[0].raised and not top):
                break
            if apart or imprint or (numbered and following is None):
                count = at + 1  # lines that white space does not part from the text wait for one that it does
        counts.append(count if _detached(page, count, usual) else 0)
    return counts


def _is_frame(edge: Sequence[Sequence[GlyphLine]], line: GlyphLine, masks: list[str]) -> bool:
    """Whether other pages have other words at a line's height: then text begins there, and what comes back is text.

    The first page may differ; its head is often the letterhead.
    """
    for page in edge[1:]:
        level = [other for other in page if abs(other.y - line.y) < 3]
        if any(not set(masks) & set(_masks(other)) for other in level):
            return True
    return False


def _places(line: GlyphLine) -> tuple[int, int]:
    """Return a line's height on the page in steps of four points, rounded both ways, so that near ones share one."""
    return round(line.y / 4), round(line.y / 4) + 1


def _is_number(line: GlyphLine, page: int) -> bool:
    """Whether a lone number is this page's own, or says so in words (`Pagina 2 van 4`)."""
    text = line.text.strip()
    return bool(re.search(r"[a-z/]", text, re.IGNORECASE)) or text.strip("-– ") == str(page)


def _detached(page: list[GlyphLine], count: int, usual: TextMeasure) -> bool:
    """Whether white space, or another letter size, parts what was found from the text."""
    if count == 0 or count == len(page):
        return True
    last, following = page[count - 1], page[count]
    return abs(last.y - following.y) > 1.3 * usual.pitch or abs(last.size - following.size) > 0.4


# --- Footnotes -------------------------------------------------------------------------------------------------


def _footnote_zone(
    lines: list[GlyphLine], usual: TextMeasure, before: list[GlyphLine], last: int, stroke: float | None
) -> int:
    """Find where the footnotes begin: the index of their first line, or the number of lines where there are none.

    `stroke` is the height of the stroke above the footnotes, where the page has one; `before` are the footnotes of the page before, of which one may go on here; `last` is the last footnote's number so far.
    """
    start = len(lines)
    while (
        start
        and not lines[start - 1].cells
        and (lines[start - 1].size <= usual.size - 0.45 or (stroke is not None and lines[start - 1].y < stroke))
    ):
        start -= 1
    zone = lines[start:]
    first = next((at for at, line in enumerate(zone) if begins_footnote(line) and _is_next(line, last)), None)
    if first is None:
        return start if before and zone and not any(map(begins_footnote, zone)) else len(lines)
    # small print above the first mark is the rest of a footnote, or no footnote at all: a caption, a source line
    return start if before else start + first


def _stroke(lines: list[GlyphLine], ruled_lines: Sequence[RuledLine]) -> float | None:
    """Return the height of the short stroke at the left that programs draw above footnotes, where there is one."""
    if not lines:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    found = [
        rule.y0
        for rule in ruled_lines
        if rule.across
        and abs(rule.x0 - left) < 8
        and 40 < rule.x1 - rule.x0 < 0.6 * (right - left)
        # an underlined word has its line right above the stroke
        and not any(0 <= line.y - rule.y0 < 0.35 * line.size and line.x0 - 2 <= rule.x0 <= line.x1 for line in lines)
    ]
    return min(found, default=None)


def _is_next(line: GlyphLine, last: int) -> bool:
    """Whether a footnote's mark can be the first of a page: raised, a sign, 1, or the number after the last one's."""
    number = footnote_number(line)
    return line.glyphs[0].raised or number is None or number in {1, last + 1}


def footnote_number(line: GlyphLine) -> int | None:
    """Return the number that a footnote begins with; None where it begins with none."""
    digits = re.match(r"\s*\[?(\d{1,3})", line.text)
    return int(digits[1]) if digits and begins_footnote(line) else None


def begins_footnote(line: GlyphLine) -> bool:
    """Whether a line begins with a footnote's mark: raised, or a number or star before the text."""
    first = line.glyphs[0]
    if first.raised and (first.char.isdigit() or first.char in "*[(†‡"):
        return True
    return bool(_FOOTNOTE_START.match(line.text)) and line.text[:1] in "0123456789[*†‡"


def footnote_pitch(lines: Sequence[GlyphLine]) -> float:
    """Return the usual distance of lines in a zone of footnotes."""
    steps = [a.y - b.y for a, b in pairwise(lines) if a.page == b.page and a.y > b.y]
    return median(steps) if steps else 0.0
