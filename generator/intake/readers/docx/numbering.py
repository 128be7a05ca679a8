"""The labels that Word prints before list items. They are not in the text, so they are counted here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.intake.readers.docx.package import attr, child, children, flag, number
from generator.intake.readers.docx.styles import WordStyles
from generator.intake.readers.elements import Element
from generator.intake.readers.list_numerals import numeral
from generator.intake.readers.signs import SYMBOL_FONTS

_PLACE = re.compile(r"%([1-9])")
_BULLETS = {**SYMBOL_FONTS, "o": "○"}
"""What Word's bullet fonts (Symbol, Wingdings, Courier New) print."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How the items of one level of a list are labelled."""

    format: str = "decimal"
    text: str = ""
    """The label, with `%1` where the number of the first level is."""
    start: int = 1
    restart: int | None = None
    """The level whose items restart this one, from 1; 0 if none does, None if any level above does."""
    legal: bool = False
    """Whether the numbers of the levels above are printed in digits."""
    indent: float | None = None


@dataclass(frozen=True, slots=True)
class ListLabel:
    """A list item's label, its depth from 0, and its left indent in points."""

    text: str
    level: int
    indent: float | None


@dataclass
class Numbering:
    """The lists of a file, and how far each has counted."""

    levels: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    """The levels of each list, by its id and by depth from 0."""
    counters: dict[str, str] = field(default_factory=dict)
    """List id → id of the abstract list whose counts it shares."""
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    """The number that a list begins a level with, by list id and depth, where it overrides the abstract list."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Element | None, styles: WordStyles) -> ListLabel | None:
        """Count a paragraph and return its label; None if it is not a list item."""
        stated = child(properties, "w:numPr")
        given = styles.property(properties, "w:numPr")
        key = attr(child(stated, "w:numId"), "val") or attr(child(given, "w:numId"), "val")
        if key is None or key == "0" or key not in self.levels:
            return None
        depth = number(attr(child(stated, "w:ilvl"), "val"))
        if depth is None:
            depth = styles.numbering_level(styles.style_key(properties))
        level = self.levels[key].get(depth, ListLevel(format="none"))
        counts = self._counts.setdefault(self.counters[key], {})
        if (key, depth) in self.starts and (key, depth) not in self._started:
            self._started.add((key, depth))
            counts.pop(depth, None)
            level = ListLevel(
                level.format, level.text, self.starts[key, depth], level.restart, level.legal, level.indent
            )
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            below = self.levels[key].get(deeper, ListLevel())
            if below.restart is None or depth < below.restart:
                del counts[deeper]
        return ListLabel(self._print(key, depth, level, counts), depth, level.indent)

    def _print(self, key: str, depth: int, level: ListLevel, counts: dict[int, int]) -> str:
        if level.format == "bullet":
            return _BULLETS.get(level.text, level.text if level.text.isprintable() else "•")
        if level.format == "none":
            return _PLACE.sub("", level.text).strip()

        def fill(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = self.levels[key].get(at, ListLevel())
            style = "decimal" if level.legal and at != depth else other.format
            return "" if style == "none" else numeral(counts.get(at, other.start), style)

        return _PLACE.sub(fill, level.text).strip()


def read_numbering(root: Element | None) -> Numbering:
    """Return the lists that a file defines (`numbering.xml`)."""
    abstract: dict[str, dict[int, ListLevel]] = {}
    for item in children(root, "w:abstractNum"):
        abstract[attr(item, "abstractNumId") or ""] = {
            number(attr(level, "ilvl")) or 0: _level(level) for level in children(item, "w:lvl")
        }
    linked = _style_links(root, abstract)
    found = Numbering()
    for item in children(root, "w:num"):
        key = attr(item, "numId") or ""
        base = attr(child(item, "w:abstractNumId"), "val") or ""
        levels = dict(linked.get(base, {}))
        for override in children(item, "w:lvlOverride"):
            depth = number(attr(override, "ilvl")) or 0
            own = child(override, "w:lvl")
            if own is not None:
                levels[depth] = _level(own)
            start = number(attr(child(override, "w:startOverride"), "val"))
            if start is not None:
                found.starts[key, depth] = start
        found.levels[key] = levels
        found.counters[key] = base
    return found


def _style_links(root: Element | None, abstract: dict[str, dict[int, ListLevel]]) -> dict[str, dict[int, ListLevel]]:
    """Return the levels of abstract lists; one that only names a list style (`numStyleLink`) has that style's levels."""
    styled = {
        attr(child(item, "w:styleLink"), "val"): attr(item, "abstractNumId") or ""
        for item in children(root, "w:abstractNum")
        if child(item, "w:styleLink") is not None
    }
    linked = dict(abstract)
    for item in children(root, "w:abstractNum"):
        target = styled.get(attr(child(item, "w:numStyleLink"), "val"))
        if target is not None:
            linked[attr(item, "abstractNumId") or ""] = abstract[target]
    return linked


def _level(element: Element) -> ListLevel:
    indent = child(element, "w:pPr", "w:ind")
    twips = number(attr(indent, "left") or attr(indent, "start"))
    start = number(attr(child(element, "w:start"), "val"))
    return ListLevel(
        format=attr(child(element, "w:numFmt"), "val") or "decimal",
        text=attr(child(element, "w:lvlText"), "val") or "",
        start=1 if start is None else start,
        restart=number(attr(child(element, "w:lvlRestart"), "val")),
        legal=bool(flag(element, "w:isLgl")),
        indent=None if twips is None else twips / 20,
    )
