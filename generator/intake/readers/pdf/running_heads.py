"""Running heads and feet of a PDF: lines near the edge of a page that recur on other pages, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.intake.readers.pdf.lines import GlyphLine
from generator.intake.readers.pdf.text_measure import TextMeasure

_PAGE_NUMBER = re.compile(
    r"""(?:pagina|page|blad|bladzijde|pag\.?|p\.)?\s*[-–]?\s*\d{1,3}\s*[-–]?\s*(?:(?:van|of|/)\s*\d{1,3})?""",
    re.VERBOSE | re.IGNORECASE,
)

_IMPRINT = re.compile(
    r"""(?:ah|kst|kv|h|nds|blg)-(?:tk-|ek-)?\d|ISSN\s*\d{4}|[’']s[ -]Gravenhage\s+\d{4}|
        (?:Tweede|Eerste)\s+Kamer,\s+vergaderjaar\s+\d{4}\s?[-–]\s?\d{2,4},""",
    re.IGNORECASE | re.VERBOSE,
)
"""What official publications print at the foot of their first page only, or in full only there."""

LABEL = re.compile(r"(?:vra(?:ag|gen)|antwoord(?:en)?|questions?|answers?)\b[\w\s,.:/-]{0,30}$", re.IGNORECASE)
"""The label of a question or answer, which is no running head even at the top of every page."""

_DEPTH = 5
"""How many lines at the edge of a page may be running heads or feet."""


def is_page_number(line: GlyphLine) -> bool:
    """Whether a line says in words which page it is on: `Pagina 2 van 4`."""
    text = line.text.strip()
    return bool(_PAGE_NUMBER.fullmatch(text)) and bool(re.search(r"[a-z]", text, re.IGNORECASE))


def running_lines(
    pages: Sequence[Sequence[GlyphLine]], heights: Sequence[float], usual: TextMeasure, *, top: bool
) -> list[int]:
    """Return how many lines at the top (or foot) of each page are running heads (or feet).

    `pages` are the lines of each page from the top down, `heights` the heights of the paper in points.
    """
    inwards = [list(page) if top else list(reversed(page)) for page in pages]
    edges = [page[:_DEPTH] for page in inwards]
    recurrence = _Recurrence(edges)
    counts = []
    for number, (page, height) in enumerate(zip(inwards, heights, strict=True)):
        count = _running_count(page, number, recurrence, height, usual, top=top)
        counts.append(count if _is_detached(edges[number], count, usual) else 0)
    return counts


def _running_count(
    page: Sequence[GlyphLine], number: int, recurrence: _Recurrence, height: float, usual: TextMeasure, *, top: bool
) -> int:
    """Return how many of a page's lines, from its edge inwards, are running lines.

    Lines that no white space separates from the text count only if a line further inwards does.
    """
    count = 0
    for at, line in enumerate(page[:_DEPTH]):
        if not _is_near_edge(line, height, top=top):
            break
        following = page[at + 1] if at + 1 < len(page) else None
        is_number = recurrence.is_page_number(line, number)
        is_imprint = not top and count == at and bool(_IMPRINT.match(line.text.strip()))
        is_footnote = line.glyphs[0].raised and not top
        if is_footnote or not (is_number or is_imprint or recurrence.is_running(line, number)):
            break
        if is_imprint or (is_number and following is None) or _is_apart(line, following, usual):
            count = at + 1
    return count


def _is_near_edge(line: GlyphLine, height: float, *, top: bool) -> bool:
    """Whether a line is so near to the edge of the paper that it may be a running line; a table never is."""
    return not line.cells and (line.y > 0.75 * height if top else line.y < 0.2 * height)


def _is_apart(line: GlyphLine, following: GlyphLine | None, usual: TextMeasure) -> bool:
    """Whether letter size or white space separates a line from the next one inwards."""
    smaller = line.size < usual.size - 0.4
    return smaller or (following is not None and abs(line.y - following.y) > 1.6 * usual.pitch)


def _is_detached(edge: Sequence[GlyphLine], count: int, usual: TextMeasure) -> bool:
    """Whether white space or another letter size separates the first `count` lines from the text."""
    if count == 0 or count == len(edge):
        return True
    last, following = edge[count - 1], edge[count]
    return abs(last.y - following.y) > 1.3 * usual.pitch or abs(last.size - following.size) > 0.4


class _Recurrence:
    """What recurs at one edge of a document's pages, at the same height: words, and numbers that rise with the page."""

    def __init__(self, edges: Sequence[Sequence[GlyphLine]]) -> None:
        self._edges = edges
        self._words: Counter[tuple[str, int]] = Counter()
        self._offsets: Counter[tuple[int, int]] = Counter()
        """How often a page's number differs from its position by an offset, at a height."""
        for number, edge in enumerate(edges):
            self._words.update({(mask, place) for line in edge for mask in _masks(line) for place in _places(line)})
            own = [(line, _own_number(line)) for line in edge]
            self._offsets.update(
                {(value - number, place) for line, value in own if value is not None for place in _places(line)}
            )

    def _repeats(self, line: GlyphLine) -> int:
        """Return on how many pages a part of a line is at its height."""
        return max(self._words[mask, place] for mask in _masks(line) for place in _places(line))

    def is_page_number(self, line: GlyphLine, number: int) -> bool:
        """Whether a line is a page number alone: one on every page, or that of this page (counted from 0)."""
        return _masks(line) == ["#"] and (self._repeats(line) > 1 or _is_number(line, number + 1))

    def is_running(self, line: GlyphLine, number: int) -> bool:
        """Whether a line has the words of other pages, or a number that rises with the page."""
        return self._has_same_words(line) or self._counts_on(line, number)

    def _has_same_words(self, line: GlyphLine) -> bool:
        """Whether at least half of the other pages have a line's words too, and no page has other words there."""
        often = self._repeats(line) >= max(2, (len(self._edges) - 1) / 2)
        return often and not LABEL.match(line.text.strip()) and not self._has_other_words_at(line)

    def _counts_on(self, line: GlyphLine, number: int) -> bool:
        """Whether a line has a number that rises with the page: the title of a chapter with the page number."""
        value = _own_number(line)
        return value is not None and max(self._offsets[value - number, place] for place in _places(line)) > 1

    def _has_other_words_at(self, line: GlyphLine) -> bool:
        """Whether other pages have other words at a line's height: then their text begins there.

        The first page is not looked at; its head is often the letterhead.
        """
        masks = set(_masks(line))
        level = (other for edge in self._edges[1:] for other in edge if abs(other.y - line.y) < 3)
        return any(not masks & set(_masks(other)) for other in level)


def _masks(line: GlyphLine) -> list[str]:
    """Return the parts of a line between tabs, with `#` for page numbers: the form in which they recur."""
    parts = [re.sub(r"\s+", " ", part).strip().lower() for part in line.text.split("\t")]
    whole = len(parts) == 1 and bool(LABEL.match(parts[0]))
    return [
        "#" if _PAGE_NUMBER.fullmatch(part) else part if whole else re.sub(r"(?<=\s)\d{1,3}$", "#", part)
        for part in parts
        if part
    ]


def _own_number(line: GlyphLine) -> int | None:
    """Return the number that a tab separates from the rest of a line; None if there is none."""
    parts = [part.strip() for part in line.text.split("\t")]
    digits = next(
        (part for part in (parts[-1], parts[0]) if len(parts) > 1 and part.isdecimal() and len(part) < 5), None
    )
    return int(digits) if digits else None


def _places(line: GlyphLine) -> tuple[int, int]:
    """Return a line's height on the page in steps of four points, rounded both ways, so that near lines share one."""
    return round(line.y / 4), round(line.y / 4) + 1


def _is_number(line: GlyphLine, page: int) -> bool:
    """Whether a number alone is that of this page, or a page number in words (`Pagina 2 van 4`)."""
    text = line.text.strip()
    return bool(re.search(r"[a-z/]", text, re.IGNORECASE)) or text.strip("-– ") == str(page)
