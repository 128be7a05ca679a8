"""The elements of a publication as blocks, in reading order; how each element is read is in `vocabulary`.

No text is dropped: an element that is not known there is read as its place shows, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake.readers.elements import Element
from generator.intake.readers.html.page_runs import tidy
from generator.intake.readers.list_numerals import numeral
from generator.intake.readers.xml import cals, vocabulary
from generator.intake.readers.xml.safe_parsing import entity_text, local
from generator.intake.readers.xml.text_style import EMPHASIS, TextStyle
from generator.intake.readers.xml.vocabulary import Reading
from generator.intake.source_document import DocBlock, DocFootnote, LetterPart, Role, Run

_FOLD = "\v"
"""White space with a line end in it, which may only lay out the file; XML cannot hold this character."""
_INVISIBLE = re.compile(r"[\u00ad\u200b\ufeff]")
_BLANKS = re.compile(r"[ \t\r\n]+")
_ANY_BLANKS = re.compile(rf"[ {_FOLD}]+")
_BEFORE_CLOSING = re.compile(rf"[ {_FOLD}]*{_FOLD}[ {_FOLD}]*(?=[,.;:!?)])")
_AFTER_OPENING = re.compile(rf"(?<=\()[ {_FOLD}]*{_FOLD}[ {_FOLD}]*")
_NUMERALS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_NUMERALS |= {"alfa": "lowerLetter", "cijfer": "decimal", "arabisch": "decimal", "romeins": "lowerRoman"}
"""The numerals of a list without printed labels, by its type."""
_ENDS_NAME = re.compile(r"[\w.]$")
_SIGNS = {"ndash": "–", "mdash": "—", "streepje": "–", "bullet": "•", "bolletje": "•"}


@dataclass(slots=True)
class TextWalk:
    """Walks a publication once."""

    name: str
    """What diagnostics call the file."""
    footnotes: list[DocFootnote] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    _blocks: list[DocBlock] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    """The paragraph that is being read."""
    _line: int = 0
    """Where that begins."""
    _in_line: bool = False
    """Whether the element that is read is in a paragraph."""
    _part: LetterPart | None = None
    """What begins with the next block."""
    _inside: LetterPart | None = None
    """The question, answer or other part that is being read."""
    _unknown: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of each element that is not known, the line of the first, and how many there are."""
    _keys: dict[str, str] = field(default_factory=dict)
    """The key of each footnote that has an id."""

    def blocks(self, root: Element) -> tuple[DocBlock, ...]:
        """Return the blocks of a publication; its footnotes and what is doubtful are in the fields."""
        self._element(root, TextStyle())
        self._end_paragraph(TextStyle())
        self.problems += (
            diagnostic("xml-unknown-element", Position(self.name, line), Severity.WARNING, element=name, count=count)
            for name, (line, count) in self._unknown.items()
        )
        return tuple(self._blocks)

    def _element(self, element: Element, style: TextStyle) -> None:
        name = local(element)
        if not name:
            self._add(entity_text(element), style)
            return
        reading = vocabulary.READINGS.get(name)
        if reading is None:
            self._tell_unknown(name, element)
            reading = Reading.INLINE if self._in_line else Reading.FRAME
        elif self._in_line and name in vocabulary.IN_LINE:
            reading = Reading.INLINE
        elif name == "nadruk" and (kind := element.get("type")) and kind not in EMPHASIS:
            self._tell_unknown(f"nadruk type={kind}", element)
        _READ[reading](self, element, style)

    def _tell_unknown(self, name: str, element: Element) -> None:
        line, count = self._unknown.get(name, (element.sourceline or 0, 0))
        self._unknown[name] = (line, count + 1)

    # --- Blocks ------------------------------------------------------------------------------------------------

    def _frame(self, element: Element, style: TextStyle) -> None:
        """Read an element that holds others."""
        inner = style.within(element)
        self._end_paragraph(style)
        with self._of_part(_part_of(element)):
            self._children(element, inner, in_line=False)
            self._end_paragraph(inner)

    def _paragraph(self, element: Element, style: TextStyle) -> None:
        inner = style.within(element)
        self._end_paragraph(style)
        if local(element) == "kamervraagomschrijving":
            self._part = vocabulary.DESCRIPTIONS.get(element.get("type") or "", self._part)
        self._children(element, inner, in_line=True)
        self._end_paragraph(inner)

    def _heading(self, element: Element, style: TextStyle) -> None:
        if self._in_line:
            self._inline(element, style)
            return
        inner = style.within(element)
        self._end_paragraph(style)
        self._children(element, inner, in_line=True)
        self._end_paragraph(inner, heading=max(1, inner.division))

    @contextmanager
    def _of_part(self, part: LetterPart | None) -> Iterator[None]:
        """Note that what is read is a part of the letter, unless it is within one."""
        if part is None or self._inside is not None:
            yield
            return
        before = len(self._blocks)
        self._part = self._inside = part
        yield
        if len(self._blocks) == before and part in (LetterPart.QUESTION, LetterPart.ANSWER):
            self._blocks.append(DocBlock(line=self._line, part=part))
        self._inside = None
        self._part = LetterPart.BESIDE if part in (LetterPart.QUESTION, LetterPart.ANSWER, LetterPart.BESIDE) else None

    def _end_paragraph(self, style: TextStyle, *, heading: int | None = None) -> None:
        """Add the paragraph that is being read, if it has text, and begin a new one."""
        runs, self._runs = tidy(_laid_out(self._runs)), []
        if runs:
            block = DocBlock(runs, style.role, line=self._line, level=style.level, heading=heading)
            self._add_block(block)

    def _add_block(self, block: DocBlock) -> None:
        if block.role is Role.BODY:
            block, self._part = replace(block, part=self._part), None
        self._blocks.append(block)

    def _children(self, element: Element, style: TextStyle, *, in_line: bool, without: str = "") -> None:
        """Read the text and the elements in an element, but for those of one name."""
        self._line = element.sourceline or self._line
        outer, self._in_line = self._in_line, in_line
        self._add(element.text, style)
        for child in element:
            if local(child) != without or not without:
                self._element(child, style)
                self._in_line = in_line
            self._add(child.tail, style)
        self._in_line = outer

    # --- Text --------------------------------------------------------------------------------------------------

    def _add(self, text: str | None, style: TextStyle) -> None:
        """Add text to the paragraph that is being read."""
        if text:
            self._runs.append(style.run(_BLANKS.sub(_folded, _INVISIBLE.sub("", text))))

    def _inline(self, element: Element, style: TextStyle) -> None:
        if local(element) in vocabulary.NAME_PARTS and _ENDS_NAME.search("".join(run.text for run in self._runs)):
            self._add(" ", style)  # a given name and a surname without anything between their elements
        self._children(element, style.within(element), in_line=self._in_line)

    def _break(self, element: Element, style: TextStyle) -> None:
        del element
        self._runs.append(style.run("\n"))

    def _picture(self, element: Element, style: TextStyle) -> None:
        image = next((one for one in element.iter() if one.get("naam") or one.get("id")), element)
        if local(element) == "illustratie" or not any(local(one) == "illustratie" for one in element.iter()):
            where = Position(self.name, element.sourceline or 0)
            shown = image.get("naam") or image.get("id") or local(element)
            self.problems.append(diagnostic("xml-picture", where, Severity.WARNING, picture=shown))
        self._children(element, style, in_line=self._in_line)

    def _skip(self, element: Element, style: TextStyle) -> None:
        """Leave out an element that holds data about the publication and no text."""

    # --- Footnotes ---------------------------------------------------------------------------------------------

    def _footnote(self, element: Element, style: TextStyle) -> None:
        """Read a footnote, which is at the place of its mark."""
        key = f"n-{len(self.footnotes) + 1}"
        number = next((child for child in element if local(child) == "noot.nr"), None)
        printed = "".join("".join(map(str, number.itertext())).split()) if number is not None else ""
        mark = printed.rstrip(".):") or printed or str(len(self.footnotes) + 1)
        self.footnotes.append(DocFootnote(key, mark, ()))
        place = len(self.footnotes) - 1
        outer = (self._blocks, self._runs, self._line, self._part, self._in_line)
        self._blocks, self._runs, self._part = [], [], None
        self._children(element, TextStyle(role=Role.FOOTNOTE), in_line=False, without="noot.nr")
        self._end_paragraph(TextStyle(role=Role.FOOTNOTE))
        blocks = tuple(self._blocks)
        self._blocks, self._runs, self._line, self._part, self._in_line = outer
        self.footnotes[place] = DocFootnote(key, mark, blocks)
        if not blocks:
            where = Position(self.name, element.sourceline or 0)
            self.problems.append(diagnostic("footnote-without-text", where, Severity.WARNING, mark=mark))
        self._keys[element.get("id") or key] = key
        self._runs.append(Run(mark, footnote=key))
        del style

    def _footnote_link(self, element: Element, style: TextStyle) -> None:
        """Read a further mark of a footnote that was read before."""
        key = self._keys.get(element.get("refid") or element.get("ref") or "")
        if key is None:
            self._children(element, replace(style, superscript=True), in_line=self._in_line)
            return
        self._runs.append(Run(next(one.mark for one in self.footnotes if one.key == key), footnote=key))

    # --- Lists and tables --------------------------------------------------------------------------------------

    def _list(self, element: Element, style: TextStyle) -> None:
        self._end_paragraph(style)
        around = sum(local(up) == "lijst" for up in element.iterancestors() if style.role is not Role.FOOTNOTE)
        inner = replace(style, level=around)
        count = 0
        for child in element:
            if local(child) == "li":
                count += 1
                self._item(child, inner, _label(child, element.get("type") or "", count))
            else:
                self._element(child, style)
                self._end_paragraph(style)
            self._add(child.tail, style)
        self._end_paragraph(style)

    def _item(self, element: Element, style: TextStyle, label: str | None) -> None:
        """Read a list item; the first of its paragraphs has its label."""
        outer, part, self._blocks, self._part = self._blocks, self._part, [], None
        self._children(element, style, in_line=False, without="li.nr")
        self._end_paragraph(style)
        blocks, self._blocks = self._blocks, outer
        if label and (not blocks or blocks[0].label or blocks[0].rows or blocks[0].heading):
            blocks.insert(0, DocBlock((Run(label),), style.role, line=element.sourceline or 0, level=style.level))
        elif label:
            blocks[0] = replace(blocks[0], label=label)
        self._part = part
        for block in blocks:
            self._add_block(block)

    def _table(self, element: Element, style: TextStyle) -> None:
        self._end_paragraph(style)
        for child in element:
            if local(child) == "tgroup":
                self._group(child, style)
            else:
                self._element(child, style)
                self._end_paragraph(style)
        self._end_paragraph(style)

    def _group(self, element: Element, style: TextStyle) -> None:
        """Read a `tgroup` as one table; what is in it but in no cell is a paragraph before it."""
        line = element.sourceline or 0
        self._outside_cells(element, style)
        grid = cals.grid(element)
        for row in cals.rows(element):
            grid.add([(entry, self._cell(entry, style)) for entry in row if local(entry) == "entry"])
        if rows := grid.table():
            self._add_block(DocBlock(role=style.role, line=line, rows=rows))

    def _outside_cells(self, element: Element, style: TextStyle) -> None:
        for child in element:
            if local(child) in cals.FRAMES - {"entry", "title"}:
                self._outside_cells(child, style)
            elif local(child) != "entry":
                self._element(child, style)
            self._add(child.tail, style)
        self._end_paragraph(style)

    def _cell(self, element: Element, style: TextStyle) -> tuple[DocBlock, ...]:
        outer, part, self._blocks, self._part = self._blocks, self._part, [], None
        self._children(element, replace(style, level=0), in_line=False)
        self._end_paragraph(style)
        blocks, self._blocks, self._part = self._blocks, outer, part
        return tuple(blocks)


_READ: Mapping[Reading, Callable[[TextWalk, Element, TextStyle], None]] = {
    Reading.FRAME: TextWalk._frame,  # noqa: SLF001 - the table is of this class
    Reading.PARAGRAPH: TextWalk._paragraph,  # noqa: SLF001 - as above
    Reading.HEADING: TextWalk._heading,  # noqa: SLF001 - as above
    Reading.INLINE: TextWalk._inline,  # noqa: SLF001 - as above
    Reading.LIST: TextWalk._list,  # noqa: SLF001 - as above
    Reading.TABLE: TextWalk._table,  # noqa: SLF001 - as above
    Reading.FOOTNOTE: TextWalk._footnote,  # noqa: SLF001 - as above
    Reading.FOOTNOTE_LINK: TextWalk._footnote_link,  # noqa: SLF001 - as above
    Reading.BREAK: TextWalk._break,  # noqa: SLF001 - as above
    Reading.PICTURE: TextWalk._picture,  # noqa: SLF001 - as above
    Reading.SKIPPED: TextWalk._skip,  # noqa: SLF001 - as above
}


def _part_of(element: Element) -> LetterPart | None:
    return vocabulary.PARTS.get(local(element))


def _folded(blank: re.Match[str]) -> str:
    return _FOLD if "\n" in blank[0] or "\r" in blank[0] else " "


def _laid_out(runs: list[Run]) -> list[Run]:
    """Return runs with one space for white space; indentation before a sign that closes, or after a bracket, goes."""
    if not any(_FOLD in run.text for run in runs):
        return runs
    out: list[Run] = []
    for at, run in enumerate(runs):
        after = next((text[0] for later in runs[at + 1 :] if (text := later.text.lstrip(f" {_FOLD}"))), "")
        before = next((earlier.text[-1] for earlier in reversed(out) if earlier.text), "")
        text = _BEFORE_CLOSING.sub("", run.text + after)
        text = text[: len(text) - len(after)]
        text = _AFTER_OPENING.sub("", before + text)[len(before) :]
        out.append(replace(run, text=_ANY_BLANKS.sub(" ", text)))
    return out


def _label(item: Element, kind: str, count: int) -> str | None:
    """Return the label of a list item: the printed one, else what its list's type says."""
    number = next((child for child in item if local(child) == "li.nr"), None)
    printed = " ".join("".join(map(str, number.itertext())).split()) if number is not None else ""
    if printed:
        return printed
    if kind in _NUMERALS:
        return f"{numeral(count, _NUMERALS[kind])}."
    return None if kind in {"expliciet", "geen"} else _SIGNS.get(kind, "•")
