"""The marks of footnotes and endnotes in a Word file: their numbers, and the fields that repeat them."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.intake.readers.docx.numbering import numeral
from generator.intake.readers.docx.package import attr, tag
from generator.intake.readers.elements import Element


@dataclass(slots=True)
class FootnoteMarks:
    """Hands out the numbers of footnotes and endnotes in the order in which their marks stand in the text."""

    formats: dict[str, str] = field(default_factory=lambda: {"fn": "decimal", "en": "lowerRoman"})
    starts: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    """Footnote key (`fn-3`) → mark as printed, in order of first mention."""

    def give(self, series: str, identity: str) -> tuple[str, str]:
        """Count a footnote's mark: its key and number as printed."""
        key = f"{series}-{identity}"
        if key not in self.marks:
            count = self.counts.get(series, self.starts.get(series, 1) - 1) + 1
            self.counts[series] = count
            self.marks[key] = numeral(count, self.formats[series])
        return key, self.marks[key]


def footnote_bookmarks(body: Element) -> dict[str, str]:
    """Find the bookmarks that stand around a footnote's mark, for fields that repeat it."""
    found: dict[str, str] = {}
    waiting: dict[str, str] = {}
    for element in body.iter():
        name = tag(element)
        if name == "w:bookmarkStart":
            waiting[attr(element, "id") or ""] = attr(element, "name") or ""
        elif name == "w:bookmarkEnd":
            waiting.pop(attr(element, "id") or "", None)
        elif name in {"w:footnoteReference", "w:endnoteReference"}:
            key = f"{'fn' if name == 'w:footnoteReference' else 'en'}-{attr(element, 'id')}"
            for bookmark in waiting.values():
                found.setdefault(bookmark, key)
    return found
