"""How a Word run or paragraph looks once its styles are resolved: bold, italic, size, indent, heading, list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.intake.readers.docx.package import attr, child, children, flag, number
from generator.intake.readers.elements import Element

_HEADING = re.compile(r"(?:heading|kop) ([1-9])$", re.IGNORECASE)
_DEPTH = 30
"""How many styles in a row may be based on each other; Word allows eleven, so a longer chain is a circle."""


@dataclass(frozen=True, slots=True)
class WordStyle:
    """One style, as the file states it."""

    name: str
    based_on: str | None
    run: Element | None
    paragraph: Element | None
    borders: Element | None = None


@dataclass(frozen=True, slots=True)
class RunStyle:
    """How a run looks."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    superscript: bool = False
    size: float | None = None
    hidden: bool = False
    struck: bool = False
    subscript: bool = False
    white: bool = False
    """Whether it is white, with no ground of its own."""


def shades(element: Element | None) -> bool:
    """Whether an element for shading (`w:shd`) gives text a ground that is not white."""
    if element is None:
        return False
    fill, pattern = (attr(element, "fill") or "auto").upper(), attr(element, "val") or "clear"
    return fill not in {"AUTO", "FFFFFF"} or pattern not in {"clear", "nil"}


class WordStyles:
    """The styles of one file."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[tuple[str, str], WordStyle] = {}
        self._default: dict[str, str] = {}
        for item in children(root, "w:style"):
            kind, key = attr(item, "type") or "paragraph", attr(item, "styleId") or ""
            name = attr(child(item, "w:name"), "val") or ""
            based_on = attr(child(item, "w:basedOn"), "val")
            self._styles[kind, key] = WordStyle(
                name, based_on, child(item, "w:rPr"), child(item, "w:pPr"), child(item, "w:tblPr", "w:tblBorders")
            )
            if attr(item, "default") in {"1", "true", "on"}:
                self._default[kind] = key
        self._run_default = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        self._paragraph_default = child(root, "w:docDefaults", "w:pPrDefault", "w:pPr")

    def _chain(self, kind: str, key: str | None) -> Iterator[WordStyle]:
        """Yield a style and those it is based on, nearest first."""
        key = key or self._default.get(kind)
        for _ in range(_DEPTH):
            style = self._styles.get((kind, key or ""))
            if style is None:
                return
            yield style
            key = style.based_on

    def _stated(self, kind: str, key: str | None, name: str) -> bool | None:
        """Return an on/off property as the nearest style in a chain states it; None if none does."""
        found = (flag(style.run, name) for style in self._chain(kind, key))
        return next((value for value in found if value is not None), None)

    def _toggle(self, name: str, direct: Element | None, paragraph: str | None, table: str | None) -> bool:
        """Return an on/off property of a run: its own, else on where an odd number of its styles turn it on.

        ECMA-376 part 1, 17.7.3 "Toggle properties".
        """
        own = flag(direct, name)
        if own is not None:
            return own
        if flag(self._run_default, name):
            return True
        character = attr(child(direct, "w:rStyle"), "val")
        stated = [self._stated("paragraph", paragraph, name)]
        stated += [self._stated("character", character, name)] if character else []
        stated += [self._stated("table", table, name)] if table else []
        return sum(bool(value) for value in stated) % 2 == 1

    def _nearest(self, direct: Element | None, paragraph: str | None, name: str) -> Element | None:
        """Return a property that is not on/off: a run's own, else its character style's, its paragraph's, the default."""
        character = attr(child(direct, "w:rStyle"), "val")
        places = [direct]
        places += [style.run for style in self._chain("character", character)] if character else []
        places += [style.run for style in self._chain("paragraph", paragraph)]
        places.append(self._run_default)
        return next((found for place in places if (found := child(place, name)) is not None), None)

    def run_style(self, direct: Element | None, paragraph: str | None, table: str | None = None) -> RunStyle:
        """Return how a run looks, from its own properties, its paragraph's style and its table's."""
        underline = attr(self._nearest(direct, paragraph, "w:u"), "val")
        height = number(attr(self._nearest(direct, paragraph, "w:sz"), "val"))
        raised = number(attr(self._nearest(direct, paragraph, "w:position"), "val")) or 0
        vertical = attr(self._nearest(direct, paragraph, "w:vertAlign"), "val")
        return RunStyle(
            bold=self._toggle("w:b", direct, paragraph, table),
            italic=self._toggle("w:i", direct, paragraph, table),
            underline=underline not in {None, "none"},
            superscript=vertical == "superscript" or raised >= 4,  # half points: typed marks are raised by 3 pt
            subscript=vertical == "subscript" or raised <= -4,
            white=self._is_white(direct, paragraph),
            size=height / 2 if height else None,
            hidden=self._toggle("w:vanish", direct, paragraph, table),
            struck=any(self._toggle(name, direct, paragraph, table) for name in ("w:strike", "w:dstrike")),
        )

    def _is_white(self, direct: Element | None, paragraph: str | None) -> bool:
        """Whether a run is white on white, as far as it and its style say."""
        if (attr(self._nearest(direct, paragraph, "w:color"), "val") or "").upper() != "FFFFFF":
            return False
        return not (self._nearest(direct, paragraph, "w:highlight") is not None or self._is_shaded(direct, paragraph))

    def _is_shaded(self, direct: Element | None, paragraph: str | None) -> bool:
        shade = self._nearest(direct, paragraph, "w:shd")
        styles = (child(style.paragraph, "w:shd") for style in self._chain("paragraph", paragraph))
        return any(shades(found) for found in (shade, *styles))

    def heading(self, properties: Element | None) -> int | None:
        """Return a paragraph's heading level: its own outline level, or that of a heading style; None if it has none."""
        key = attr(child(properties, "w:pStyle"), "val")
        own = number(attr(child(properties, "w:outlineLvl"), "val"))
        if own is not None and own < 9:
            return own + 1
        for style in self._chain("paragraph", key):
            named = _HEADING.match(style.name)
            if named:
                return int(named[1])
        return None

    def style_key(self, properties: Element | None) -> str | None:
        """Return the key of a paragraph's style; None for the default style."""
        return attr(child(properties, "w:pStyle"), "val")

    def property(self, properties: Element | None, name: str) -> Element | None:
        """Return a property of a paragraph: its own, else that of its styles, else the default."""
        places = [properties, *(style.paragraph for style in self._chain("paragraph", self.style_key(properties)))]
        places.append(self._paragraph_default)
        return next((found for place in places if (found := child(place, name)) is not None), None)

    def numbering_level(self, style: str | None) -> int:
        """Return the list level of a paragraph style (`w:ilvl` in the style); 0 if it has none."""
        for item in self._chain("paragraph", style):
            level = number(attr(child(item.paragraph, "w:numPr", "w:ilvl"), "val"))
            if level is not None:
                return level
        return 0

    def indent(self, properties: Element | None) -> float | None:
        """Return the left indent in points; None if neither the paragraph nor its style states one."""
        found = self.property(properties, "w:ind")
        twips = number(attr(found, "left") or attr(found, "start"))
        return None if twips is None else twips / 20

    def draws_lines(self, table: str | None) -> bool:
        """Whether a table style draws lines between or around cells."""
        for style in self._chain("table", table):
            if style.borders is not None:
                return any(attr(line, "val") not in {None, "nil", "none"} for line in style.borders)
        return False
