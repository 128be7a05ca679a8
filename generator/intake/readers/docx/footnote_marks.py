"""The marks of footnotes and endnotes in a Word file: their numbers, and the fields that repeat them."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.intake.readers.docx.package import attr, tag
from generator.intake.readers.elements import Element
from generator.intake.readers.list_numerals import numeral

REFERENCES = {"w:footnoteReference": "fn", "w:endnoteReference": "en"}
"""Elements that are a mark, and the series that each counts in."""


@dataclass(slots=True)
class FootnoteMarks:
    """Numbers footnotes and endnotes in the order in which their marks are read."""

    formats: dict[str, str] = field(default_factory=lambda: {"fn": "decimal", "en": "lowerRoman"})
    """The `ST_NumberFormat` of each series."""
    starts: dict[str, int] = field(default_factory=dict)
    """The first number of a series that does not begin at 1."""
    counts: dict[str, int] = field(default_factory=dict)
    restarts: dict[str, list[bool]] = field(default_factory=dict)
    """For each section whether a series begins anew there."""
    section: int = 0
    marks: dict[str, str] = field(default_factory=dict)
    """Footnote key (`fn-3`) → mark as printed, in order of first mention."""

    def next_section(self) -> None:
        """Go on to the next section of the document."""
        self.section += 1
        for series, anew in self.restarts.items():
            if self.section < len(anew) and anew[self.section]:
                self.counts.pop(series, None)

    @staticmethod
    def key_of(reference: Element) -> str:
        """Return the key of the footnote that a mark refers to."""
        return f"{REFERENCES[tag(reference)]}-{attr(reference, 'id') or ''}"

    def count(self, reference: Element) -> tuple[str, str]:
        """Return the key of a mark's footnote and its number as printed; a mark that is repeated counts once."""
        key, series = self.key_of(reference), REFERENCES[tag(reference)]
        if key not in self.marks:
            count = self.counts.get(series, self.starts.get(series, 1) - 1) + 1
            self.counts[series] = count
            self.marks[key] = numeral(count, self.formats[series])
        return key, self.marks[key]


def footnote_bookmarks(body: Element) -> dict[str, str]:
    """Return the keys of the footnotes whose mark is in a bookmark, by its name: fields can repeat such a mark."""
    found: dict[str, str] = {}
    begun: dict[str, str] = {}
    for element in body.iter():
        name = tag(element)
        if name == "w:bookmarkStart":
            begun[attr(element, "id") or ""] = attr(element, "name") or ""
        elif name == "w:bookmarkEnd":
            begun.pop(attr(element, "id") or "", None)
        elif name in REFERENCES:
            for bookmark in begun.values():
                found.setdefault(bookmark, FootnoteMarks.key_of(element))
    return found
