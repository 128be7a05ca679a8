"""The text of one DOCX paragraph as runs: fields, links, footnotes, tracked changes and breaks resolved to what is printed.

Blocks (paragraphs among each other, tables, sections) are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.intake.readers.docx.footnote_marks import FootnoteMarks
from generator.intake.readers.docx.package import Relation, attr, child, first_branch, tag
from generator.intake.readers.docx.styles import WordStyles
from generator.intake.readers.docx.word_runs import merge
from generator.intake.readers.elements import Element
from generator.intake.readers.signs import SYMBOL_FONTS
from generator.intake.source_document import Run

_PASS = frozenset(
    ["w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent", "w:sdt", "w:rt", "w:rubyBase"]
)
"""Elements that only wrap: what is in them is text as any other."""
_LINK_FIELD = re.compile(r'^\s*HYPERLINK\s+(?:\\[nt]\s+)*(?:"([^"]*)"|([^\s\\"]+))', re.IGNORECASE)
_FOOTNOTE_FIELD = re.compile(r"^\s*NOTEREF\s+(\S+)", re.IGNORECASE)
_TYPED = {
    "w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:br": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "",
}  # fmt: skip


@dataclass(slots=True)
class _Field:
    """A complex field that has begun: its instruction so far, and whether its result is being read."""

    instruction: str = ""
    shown: bool = False

    @property
    def href(self) -> str | None:
        found = _LINK_FIELD.match(self.instruction)
        return (found[1] or found[2]) if found else None

    @property
    def footnote(self) -> str | None:
        """The bookmark of the footnote whose mark the field repeats."""
        found = _FOOTNOTE_FIELD.match(self.instruction)
        return found[1] if found else None


@dataclass(slots=True)
class TextWalk:
    """Reads paragraphs of one part, one after the other; a field may begin in one and end in another."""

    styles: WordStyles
    relations: dict[str, Relation]
    footnotes: FootnoteMarks
    bookmarks: dict[str, str] = field(default_factory=dict)
    """Bookmark → key of the footnote whose mark stands in it."""
    boxes: list[Element] = field(default_factory=list)
    """Text boxes met in the last paragraph: for the caller to read as blocks."""
    _fields: list[_Field] = field(default_factory=list)
    _style: str | None = None
    _table: str | None = None

    def runs(self, paragraph: Element, table: str | None = None) -> tuple[Run, ...]:
        """Return the printed text of a paragraph; `table` is the style of the table that it stands in."""
        self.boxes = []
        self._style = self.styles.style_key(child(paragraph, "w:pPr"))
        self._table = table
        return merge(self._inline(paragraph, None))

    def _inline(self, parent: Element, href: str | None) -> Iterator[Run]:
        for element in parent:
            name = tag(element)
            if name == "w:r":
                yield from self._run(element, href)
            elif name in _PASS:
                yield from self._inline(element, href)
            elif name == "w:hyperlink":
                yield from self._inline(element, self._target(element) or href)
            elif name == "w:fldSimple":
                simple = _Field(attr(element, "instr") or "", shown=True)
                self._fields.append(simple)
                yield from self._inline(element, simple.href or href)
                self._fields.remove(simple)
            elif name == "mc:AlternateContent":
                branch = first_branch(element)
                if branch is not None:
                    yield from self._inline(branch, href)
            elif name in {"m:oMath", "m:oMathPara"}:
                yield from self._formula(element, href)

    def _target(self, element: Element) -> str | None:
        relation = self.relations.get(attr(element, "id", "r") or "")
        if relation is None or not relation.external:
            return None
        anchor = attr(element, "anchor")
        return f"{relation.target}#{anchor}" if anchor and "#" not in relation.target else relation.target

    def _formula(self, element: Element, href: str | None) -> Iterator[Run]:
        text = "".join(inner.text or "" for inner in element.iter() if tag(inner) == "m:t")
        if text and self._visible:
            yield Run(text, href=href)

    @property
    def _visible(self) -> bool:
        return all(open_field.shown for open_field in self._fields)

    def _run(self, run: Element, href: str | None) -> Iterator[Run]:
        run_style = self.styles.run_style(child(run, "w:rPr"), self._style, self._table)
        own_mark: str | None = None
        for element, name in _parts(run):
            if name == "w:fldChar":
                self._field(element)
                continue
            if name == "w:instrText":
                if self._fields and not self._fields[-1].shown:
                    self._fields[-1].instruction += element.text or ""
                continue
            if name in {"w:drawing", "w:pict", "w:object"}:
                self.boxes += text_boxes(element)
                continue
            if run_style.hidden or not self._visible:
                continue
            link = next((f.href for f in reversed(self._fields) if f.href), href)
            style = Run(
                "", run_style.bold, run_style.italic, run_style.superscript, run_style.underline, run_style.size, link
            )
            if name in {"w:footnoteReference", "w:endnoteReference"}:
                series, identity = "fn" if name == "w:footnoteReference" else "en", attr(element, "id") or ""
                if attr(element, "customMarkFollows") in {"1", "true", "on"}:
                    own_mark = f"{series}-{identity}"
                    continue
                key, mark = self.footnotes.give(series, identity)
                yield replace(style, text=mark, superscript=True, footnote=key)
            elif name == "w:ruby":
                yield from self._inline(element, link)
            elif text := _text(element, name):
                if own_mark:
                    self.footnotes.marks[own_mark] = text.strip()
                    yield replace(style, text=text, superscript=True, footnote=own_mark)
                    own_mark = None
                else:
                    footnote = next((self.bookmarks.get(f.footnote) for f in self._fields if f.footnote), None)
                    yield replace(
                        style, text=text, footnote=footnote, superscript=style.superscript or footnote is not None
                    )

    def _field(self, element: Element) -> None:
        kind = attr(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def _parts(run: Element) -> Iterator[tuple[Element, str]]:
    """Yield what a run holds, of two versions of the same content only the first."""
    for element in run:
        name = tag(element)
        if name == "mc:AlternateContent":
            branch = first_branch(element)
            if branch is not None:
                yield from _parts(branch)
        else:
            yield element, name


def _text(element: Element, name: str) -> str:
    if name == "w:t":
        text = re.sub(r"[\n\r\t]", " ", element.text or "").replace("\u00ad", "")
        keeps = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        text = text if keeps else text.strip(" ")
        return "".join(SYMBOL_FONTS.get(char, char) for char in text)
    if name == "w:sym":
        code = attr(element, "char") or ""
        sign = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,5}", code) else ""
        private = chr(0xF000 + ord(sign)) if sign and ord(sign) < 0x100 else sign
        return SYMBOL_FONTS.get(private, sign)
    return _TYPED.get(name, "")


def text_boxes(element: Element) -> list[Element]:
    """Find the text boxes in a drawing, each once; a box in a box comes with the outer one."""
    if tag(element) == ":txbxContent" or tag(element) == "w:txbxContent":
        return [element]
    if tag(element) == "mc:AlternateContent":
        branch = first_branch(element)
        return [] if branch is None else text_boxes(branch)
    return [box for inner in element for box in text_boxes(inner)]
