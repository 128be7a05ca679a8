"""Running heads and feet of a PDF: lines near the edge of pages that recur on other pages, and page numbers."""

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

_IMPRINT = re.compile(r"(?:ah|kst|kv|h|nds|blg)-(?:tk-|ek-)?\d|ISSN\s*\d{4}|[’']s[ -]Gravenhage\s+\d{4}", re.IGNORECASE)
"""What official publications print at the foot of their first page only."""

LABEL = re.compile(r"(?:vra(?:ag|gen)|antwoord(?:en)?|questions?|answers?)\b[\w\s,.:/-]{0,30}$", re.IGNORECASE)
"""A question's or answer's label: at the top of every page it is still no running head."""

_DEPTH = 5
"""How many lines from a page's top or foot may be running heads or feet."""


def is_page_number(line: GlyphLine) -> bool:
    """Whether a line says in words which page it stands on: `Pagina 2 van 4`."""
    text = line.text.strip()
    return bool(_PAGE_NUMBER.fullmatch(text)) and bool(re.search(r"[a-z]", text, re.IGNORECASE))


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


def running_lines(
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
