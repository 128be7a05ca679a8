"""The text of one Word paragraph as runs: fields, links, footnotes, tracked changes and breaks, as they are printed.

Blocks (paragraphs among each other, tables, sections) are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from generator.intake.readers.docx.drawings import Drawing, drawings
from generator.intake.readers.docx.fields import FieldTexts
from generator.intake.readers.docx.footnote_marks import REFERENCES, FootnoteMarks
from generator.intake.readers.docx.package import Relation, attr, child, first_branch, tag
from generator.intake.readers.docx.styles import RunStyle, WordStyles, shades
from generator.intake.readers.docx.word_runs import merge
from generator.intake.readers.elements import Element
from generator.intake.readers.signs import SYMBOL_FONTS
from generator.intake.source_document import Run

_WRAPPERS = frozenset(
    ["w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent", "w:sdt", "w:rt", "w:rubyBase"]
)
"""Elements whose content is text like any other."""
_DRAWINGS = frozenset(["w:drawing", "w:pict", "w:object"])
_LINK_FIELD = re.compile(r'^\s*HYPERLINK\s+(?:\\[nt]\s+)*(?:"([^"]*)"|([^\s\\"]+))', re.IGNORECASE)
_FOOTNOTE_FIELD = re.compile(r"^\s*NOTEREF\s+(\S+)", re.IGNORECASE)
_TYPED = {
    "w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:br": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "",
}  # fmt: skip
"""Elements that are one character of text."""


@dataclass(slots=True)
class _Field:
    """A complex field that has begun: its instruction so far, and whether its result is being read."""

    instruction: str = ""
    shown: bool = False
    form: Element | None = None
    """The settings of a form field (`w:ffData`)."""

    @property
    def href(self) -> str | None:
        """The address that the field links to."""
        found = _LINK_FIELD.match(self.instruction)
        return (found[1] or found[2]) if found else None

    @property
    def footnote(self) -> str | None:
        """The bookmark of the footnote whose mark the field repeats."""
        found = _FOOTNOTE_FIELD.match(self.instruction)
        return found[1] if found else None


@dataclass(slots=True)
class ParagraphWalk:
    """Reads paragraphs of one part, one after the other; a field may begin in one and end in another."""

    styles: WordStyles
    relations: dict[str, Relation]
    footnotes: FootnoteMarks
    bookmarks: dict[str, str] = field(default_factory=dict)
    """Bookmark → key of the footnote whose mark is in it."""
    field_texts: FieldTexts = field(default_factory=FieldTexts)
    boxes: list[Element] = field(default_factory=list)
    """Text boxes of the last paragraph, for the caller to read as blocks."""
    drawn: list[Drawing] = field(default_factory=list)
    """What of the last paragraph is not text."""
    unseen: int = 0
    """How many words of the last paragraph are hidden or white."""
    _fields: list[_Field] = field(default_factory=list)
    _on_ground: bool = False
    """Whether white text may be seen here: in a table, a text box or a shaded paragraph."""
    _style: str | None = None
    _table: str | None = None

    def runs(self, paragraph: Element, table: str | None = None) -> tuple[Run, ...]:
        """Return the printed text of a paragraph; `table` is the style of the table around it."""
        self.boxes, self.drawn, self.unseen = [], [], 0
        self._on_ground = _is_on_ground(paragraph)
        self._style = self.styles.style_key(child(paragraph, "w:pPr"))
        self._table = table
        return merge(self._inline(paragraph, None))

    def _inline(self, parent: Element, href: str | None) -> Iterator[Run]:
        for element in parent:
            name = tag(element)
            if name == "w:r":
                yield from self._run(element, href)
            elif name in _WRAPPERS:
                yield from self._inline(element, href)
            elif name == "w:hyperlink":
                yield from self._inline(element, self._target(element) or href)
            elif name == "w:fldSimple":
                simple = _Field(attr(element, "instr") or "", shown=True)
                self._fields.append(simple)
                found = list(self._inline(element, simple.href or href))
                yield from found
                self._fields.remove(simple)
                if not any(run.text for run in found) and self._visible:
                    yield from self._fieldless(simple, Run("", href=href))
            elif name == "mc:AlternateContent":
                branch = first_branch(element)
                if branch is not None:
                    yield from self._inline(branch, href)
            elif name in {"m:oMath", "m:oMathPara"}:
                yield from self._formula(element, href)

    def _target(self, element: Element) -> str | None:
        """Return the web address that a hyperlink leads to; None if it leads to a place in the document."""
        relation = self.relations.get(attr(element, "id", "r") or "")
        if relation is None or not relation.external:
            return None
        anchor = attr(element, "anchor")
        return f"{relation.target}#{anchor}" if anchor and "#" not in relation.target else relation.target

    def _formula(self, element: Element, href: str | None) -> Iterator[Run]:
        for inner in element.iter():
            if tag(inner) == "m:t" and inner.text and self._visible:
                level = next(
                    (name for name in map(tag, inner.iterancestors()) if name in {"m:sup", "m:sub", "m:oMath"}), ""
                )
                yield Run(inner.text, href=href, superscript=level == "m:sup", subscript=level == "m:sub")

    @property
    def _visible(self) -> bool:
        """Whether text here is printed: it is not the instruction of a field."""
        return all(open_field.shown for open_field in self._fields)

    def _run(self, run: Element, href: str | None) -> Iterator[Run]:
        style = self.styles.run_style(child(run, "w:rPr"), self._style, self._table)
        custom: str | None = None  # the key of a footnote whose mark is the text that follows
        for element, name in _parts(run):
            if name == "w:fldChar":
                ended = self._change_field(element)
                if ended is not None and self._visible and not style.hidden:
                    yield from self._fieldless(ended, _plain(style, href))
            elif name == "w:instrText":
                self._add_instruction(element.text or "")
            elif name in _DRAWINGS:
                self.boxes += text_boxes(element)
                self.drawn += drawings(element, self.relations)
            elif not self._visible:
                continue
            elif style.hidden or (style.white and not self._on_ground):
                self.unseen += sum(any(map(str.isalnum, word)) for word in _text(element, name).split())
            elif name in REFERENCES and attr(element, "customMarkFollows") in {"1", "true", "on"}:
                custom = FootnoteMarks.key_of(element)
            else:
                link = next((f.href for f in reversed(self._fields) if f.href), href)
                for printed in self._printed(element, name, _plain(style, link), custom):
                    custom = None if printed.footnote == custom else custom
                    yield printed

    def _printed(self, element: Element, name: str, plain: Run, custom: str | None) -> Iterator[Run]:
        """Yield what an element of a run prints, in the style of `plain`."""
        if name in REFERENCES:
            key, mark = self.footnotes.count(element)
            yield replace(plain, text=mark, superscript=True, footnote=key)
        elif name == "w:ruby":
            yield from self._inline(element, plain.href)
        elif text := _text(element, name):
            if custom:
                self.footnotes.marks[custom] = text.strip()
            footnote = custom or next((self.bookmarks.get(f.footnote) for f in self._fields if f.footnote), None)
            yield replace(plain, text=text, footnote=footnote, superscript=plain.superscript or footnote is not None)

    def _add_instruction(self, text: str) -> None:
        if self._fields and not self._fields[-1].shown:
            self._fields[-1].instruction += text

    def _fieldless(self, ended: _Field, plain: Run) -> Iterator[Run]:
        """Yield what a field prints that has no result in the file; report one of which that is not known."""
        text = self.field_texts.text(ended.instruction, ended.form)
        if text is None:
            self.drawn.append(Drawing("field-not-read", ended.instruction.split()[0].upper()))
        elif text:
            yield replace(plain, text=text)

    def _change_field(self, element: Element) -> _Field | None:
        """Begin a field, go on to its result, or end it; return one that ended and prints no result of its own."""
        kind = attr(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(form=child(element, "w:ffData")))
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            chosen = ended.instruction.strip().upper().startswith(("FORMDROPDOWN", "FORMCHECKBOX"))
            return ended if chosen or not ended.shown else None
        return None


def _plain(style: RunStyle, href: str | None) -> Run:
    """Return a run without text in a style."""
    plain = Run("", style.bold, style.italic, style.superscript, style.underline, style.size, href)
    return replace(plain, struck=style.struck, subscript=style.subscript)


def _is_on_ground(paragraph: Element) -> bool:
    """Whether a paragraph is in a table or text box, or shaded itself."""
    around = any(etree.QName(one).localname in {"tbl", "txbxContent"} for one in paragraph.iterancestors())
    return around or shades(child(paragraph, "w:pPr", "w:shd"))


def _parts(run: Element) -> Iterator[tuple[Element, str]]:
    """Yield the elements in a run with their names; of two versions of the same content only the first."""
    for element in run:
        name = tag(element)
        if name == "mc:AlternateContent":
            branch = first_branch(element)
            if branch is not None:
                yield from _parts(branch)
        else:
            yield element, name


def _text(element: Element, name: str) -> str:
    """Return the characters that an element of a run prints."""
    if name == "w:t":
        text = re.sub(r"[\n\r\t]", " ", element.text or "").replace("\u00ad", "")
        keeps_space = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        text = text if keeps_space else text.strip(" ")
        return "".join(SYMBOL_FONTS.get(char, char) for char in text)
    if name == "w:sym":
        code = attr(element, "char") or ""
        sign = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,5}", code) else ""
        private = chr(0xF000 + ord(sign)) if sign and ord(sign) < 0x100 else sign
        return SYMBOL_FONTS.get(private, sign)
    return _TYPED.get(name, "")


def text_boxes(element: Element) -> list[Element]:
    """Return the text boxes in a drawing, each once; a box within a box is part of the outer one."""
    if tag(element) in {":txbxContent", "w:txbxContent"}:
        return [element]
    if tag(element) == "mc:AlternateContent":
        branch = first_branch(element)
        return [] if branch is None else text_boxes(branch)
    return [box for inner in element for box in text_boxes(inner)]
