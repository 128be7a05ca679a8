"""DOCX → SourceDocument: paragraphs, tables, headers, text boxes and footnotes, in reading order.

The whole XML is walked: what Word prints is kept, and what it does not print is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake.readers.document_titles import worth_showing
from generator.intake.readers.docx.drawings import words_of
from generator.intake.readers.docx.fields import FieldTexts
from generator.intake.readers.docx.footnote_marks import FootnoteMarks, footnote_bookmarks
from generator.intake.readers.docx.numbering import ListLabel, Numbering, read_numbering
from generator.intake.readers.docx.package import (
    Package,
    Relation,
    attr,
    child,
    children,
    first_branch,
    flag,
    number,
    tag,
)
from generator.intake.readers.docx.page_layout import TextColumn, text_column
from generator.intake.readers.docx.paragraph_text import ParagraphWalk
from generator.intake.readers.docx.styles import WordStyles
from generator.intake.readers.docx.tables import WordTable, lay_out
from generator.intake.readers.docx.word_runs import merge, split_at_gaps, trim
from generator.intake.readers.elements import Element
from generator.intake.readers.unread import after, last_words, not_read, unseen
from generator.intake.source_document import DocBlock, DocFootnote, Role, Run, SourceDocument, UnreadableError

_REMOVED = frozenset(["w:del", "w:moveFrom"])
"""Tracked changes that remove a paragraph's end: it is joined to the next paragraph."""
_COUNTED = re.compile(r"(?:Vraag\s*)?\(?\d{1,3}[.):]?")
"""The number of a paragraph without text that Word shows all the same; an empty item of another list shows nothing."""
_MARGINS = (("w:headerReference", Role.HEAD), ("w:footerReference", Role.FOOT))
_MARGIN_ORDER = {"first": 0, "default": 1, "even": 2}


def read(data: bytes, name: str) -> SourceDocument:
    """Read a Word file.

    Raises:
        UnreadableError: if it is encrypted, truncated, without text, or no Word document.
    """
    return _DocxReader(Package(data, name)).document()


@dataclass(slots=True)
class _DocxReader:
    package: Package
    styles: WordStyles = field(init=False)
    numbering: Numbering = field(init=False)
    footnotes: FootnoteMarks = field(default_factory=FootnoteMarks)
    field_texts: FieldTexts = field(default_factory=FieldTexts)
    before: tuple[str, ...] = ()
    """The last words read of the text."""
    per_page: dict[str, Diagnostic] = field(default_factory=dict)
    """What is told of a series of footnotes that begins anew on each page."""
    unseen: list[tuple[str, int]] = field(default_factory=list)
    """Where words are that nobody sees, and how many."""
    column: TextColumn = field(default_factory=TextColumn)
    bookmarks: dict[str, str] = field(default_factory=dict)
    """Bookmark → key of the footnote whose mark is in it."""
    ordinal: int = 0
    """How many paragraphs were read."""
    problems: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.styles = WordStyles(self.package.related("styles"))
        self.numbering = read_numbering(self.package.related("numbering"))

    def document(self) -> SourceDocument:
        root = self.package.xml(self.package.main)
        body = child(root, "w:body")
        if root is None or body is None:
            raise UnreadableError(
                diagnostic("source-wrong-type", Position(self.package.name), file=self.package.name, kind="DOCX")
            )
        self.bookmarks = footnote_bookmarks(body)
        sections = [element for element in body.iter() if tag(element) == "w:sectPr"]
        self._settings(sections)
        heads, feet = self._margins(sections)
        blocks = list(self._blocks(body, self._walk(self.package.main), Role.BODY, None))
        footnotes = self._footnotes()
        if not any(block.text.strip() or block.rows for block in blocks):
            raise UnreadableError(diagnostic("source-no-text", Position(self.package.name), file=self.package.name))
        return SourceDocument(
            format="docx",
            blocks=(*heads, *blocks, *feet),
            footnotes=footnotes,
            title=self._title(),
            problems=(
                *(one for series, one in self.per_page.items() if series in self.footnotes.counts),
                *self.problems,
                *unseen(self.package.name, self.unseen),
            ),
        )

    def _walk(self, part: str) -> ParagraphWalk:
        relations = self.package.relations(part)
        return ParagraphWalk(self.styles, relations, self.footnotes, self.bookmarks, self.field_texts)

    def _settings(self, sections: list[Element]) -> None:
        """Take the text column and the numbering of footnotes from the document's settings and its sections."""
        settings = self.package.related("settings")
        for series, name in (("fn", "w:footnotePr"), ("en", "w:endnotePr")):
            for place in (settings, *sections):
                properties = child(place, name)
                chosen = attr(child(properties, "w:numFmt"), "val")
                start = number(attr(child(properties, "w:numStart"), "val"))
                if chosen:
                    self.footnotes.formats[series] = chosen
                if start is not None:
                    self.footnotes.starts[series] = start
            usual = attr(child(settings, name, "w:numRestart"), "val")
            if "eachPage" in {usual, *(attr(child(one, name, "w:numRestart"), "val") for one in sections)}:
                here = Position(self.package.name)
                self.per_page[series] = diagnostic("footnotes-per-page", here, Severity.WARNING)
            said = (attr(child(section, name, "w:numRestart"), "val") for section in sections)
            self.footnotes.restarts[series] = [(restart or usual) == "eachSect" for restart in said]
        if sections:
            self.column = text_column(sections[0])

    def _title(self) -> str | None:
        """Return the title among the file's properties, unless it is a template's."""
        for relation in self.package.relations("").values():
            if relation.kind == "core-properties":
                root = self.package.xml(relation.target)
                title = next((e.text for e in root if tag(e).endswith(":title")), None) if root is not None else None
                return worth_showing(title)
        return None

    # --- Headers and footers -----------------------------------------------------------------------------------

    def _margins(self, sections: list[Element]) -> tuple[list[DocBlock], list[DocBlock]]:
        """Return the blocks of the headers and of the footers that pages show, each text once."""
        found: dict[Role, list[DocBlock]] = {Role.HEAD: [], Role.FOOT: []}
        seen: set[tuple[Role, str]] = set()
        for section in sections:
            for name, role in _MARGINS:
                for block in self._margin(section, name, role):
                    if (role, block.text) not in seen or block.rows:
                        seen.add((role, block.text))
                        found[role].append(block)
        return found[Role.HEAD], found[Role.FOOT]

    def _margin(self, section: Element, name: str, role: Role) -> Iterator[DocBlock]:
        """Yield the blocks of a section's headers, or of its footers."""
        references = children(section, name)
        for reference in sorted(references, key=lambda r: _MARGIN_ORDER.get(attr(r, "type") or "", 1)):
            relation = self._shown_margin(section, reference)
            part = self.package.xml(relation.target) if relation is not None else None
            if relation is not None and part is not None:
                yield from self._blocks(part, self._walk(relation.target), role, None)

    def _shown_margin(self, section: Element, reference: Element) -> Relation | None:
        """Return the header or footer that a reference is to; None if no page shows it."""
        kind = attr(reference, "type")
        if kind == "even" and not flag(self.package.related("settings"), "w:evenAndOddHeaders"):
            return None
        if kind == "first" and not flag(section, "w:titlePg"):
            return None
        return self.package.relations(self.package.main).get(attr(reference, "id", "r") or "")

    # --- Footnotes ---------------------------------------------------------------------------------------------

    def _footnotes(self) -> tuple[DocFootnote, ...]:
        """Return the footnotes that have a mark, in the order of their marks; a footnote may itself have marks."""
        parts = {
            "fn": (self.package.related("footnotes"), self.package.related_part("footnotes"), "w:footnote"),
            "en": (self.package.related("endnotes"), self.package.related_part("endnotes"), "w:endnote"),
        }
        texts = {
            f"{series}-{attr(item, 'id')}": (item, part)
            for series, (root, part, name) in parts.items()
            for item in children(root, name)
        }
        done: dict[str, DocFootnote] = {}
        while pending := [key for key in self.footnotes.marks if key not in done]:
            for key in pending:
                item, part = texts.get(key, (None, ""))
                blocks = list(self._blocks(item, self._walk(part), Role.FOOTNOTE, None)) if item is not None else []
                mark = self.footnotes.marks[key]
                if not blocks:
                    place = Position(self.package.name)
                    self.problems.append(diagnostic("footnote-without-text", place, Severity.WARNING, mark=mark))
                done[key] = DocFootnote(key, mark, _without_own_mark(blocks, mark))
        return tuple(done[key] for key in self.footnotes.marks)

    # --- Blocks ------------------------------------------------------------------------------------------------

    def _blocks(self, container: Element, walk: ParagraphWalk, role: Role, table: str | None) -> Iterator[DocBlock]:
        """Yield the blocks of a body, cell, header, footnote or text box; `table` is the style of the table around."""
        carried: tuple[Run, ...] = ()
        for element in _block_elements(container):
            name = tag(element)
            if name == "w:p":
                runs = carried + walk.runs(element, table)
                boxes, walk.boxes = walk.boxes, []
                self.ordinal += 1
                self._report(walk, runs, role)
                end = child(element, "w:pPr", "w:rPr")
                carried = runs if any(child(end, removed) is not None for removed in _REMOVED) else ()
                if not carried:
                    yield from self._paragraph(element, runs, role)
                if role is Role.BODY and child(element, "w:pPr", "w:sectPr") is not None:
                    self.footnotes.next_section()
                for box in boxes:
                    box_role = Role.SIDE if role is Role.BODY and self.column.has_box_beside(box) else role
                    yield from self._blocks(box, walk, box_role, None)
            elif name == "w:tbl":
                yield from self._table(element, walk, role)
            elif name == "w:altChunk":
                place = Position(self.package.name)
                self.problems.append(diagnostic("embedded-document", place, Severity.WARNING, file=self.package.name))
        if carried:
            yield DocBlock(merge(carried), role, line=self.ordinal)

    def _report(self, walk: ParagraphWalk, runs: tuple[Run, ...], role: Role) -> None:
        """Report what a paragraph shows that is not read, and what it holds that nobody sees; after its last words."""
        if role not in {Role.BODY, Role.FOOTNOTE}:
            return
        self.before = last_words((*self.before, *"".join(run.text for run in runs).split()))
        name, place = self.package.name, after(self.before)
        for drawn in walk.drawn:
            if not self.before and drawn.code == "picture-not-read":
                continue  # a logo above the letter
            words = drawn.words or (words_of(self.package.xml(drawn.part)) if drawn.part else "")
            self.problems.append(not_read(drawn.code, name, place, words))
        if walk.unseen:
            self.unseen.append((place, walk.unseen))

    def _paragraph(self, element: Element, runs: tuple[Run, ...], role: Role) -> Iterator[DocBlock]:
        properties = child(element, "w:pPr")
        numbered = runs or child(properties, "w:numPr") is not None
        label = self.numbering.label(properties, self.styles) if numbered else None
        whole = DocBlock(
            role=Role.SIDE if role is Role.BODY and self.column.has_frame_beside(properties) else role,
            line=self.ordinal,
            level=label.level if label else 0,
            indent=self._indent(properties, label) or 0.0,
        )
        if label and not runs and _COUNTED.fullmatch(label.text):
            yield replace(whole, label=label.text)  # the number of a question, which is in the next paragraph
        for at, piece in enumerate(split_at_gaps(runs)):
            yield replace(
                whole,
                runs=piece,
                label=label.text if label and at == 0 and label.text else None,
                heading=self.styles.heading(properties) if at == 0 else None,
            )

    def _indent(self, properties: Element | None, label: ListLabel | None) -> float | None:
        """Return a paragraph's indent: its own, else that of its list, else that of its style."""
        indent = self.styles.indent(properties)
        if label and label.indent is not None and (indent is None or child(properties, "w:ind") is None):
            return label.indent
        return indent

    def _table(self, element: Element, walk: ParagraphWalk, role: Role) -> Iterator[DocBlock]:
        style = attr(child(element, "w:tblPr", "w:tblStyle"), "val")
        table = WordTable(element, style_lines=self.styles.draws_lines(style))
        if role is Role.BODY and self.column.has_table_beside(element, table.width):
            role = Role.SIDE
        line = self.ordinal + 1
        rows = tuple(tuple(tuple(self._blocks(cell, walk, role, style)) for cell in row) for row in table.rows)
        yield from lay_out(table, rows, role, line)


def _block_elements(container: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables in a container and in what wraps them, without deleted and moved-away text."""
    for element in container:
        name = tag(element)
        if name in {"w:p", "w:tbl", "w:altChunk"}:
            yield element
        elif name == "mc:AlternateContent":
            branch = first_branch(element)
            if branch is not None:
                yield from _block_elements(branch)
        elif name in {"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"}:
            yield from _block_elements(element)


def _without_own_mark(blocks: list[DocBlock], mark: str) -> tuple[DocBlock, ...]:
    """Remove the custom mark that an author typed before a footnote's text."""
    if not blocks or not blocks[0].runs:
        return tuple(blocks)
    first = blocks[0].runs[0]
    if mark and not mark.isalnum() and first.text.startswith(mark):
        rest = trim((replace(first, text=first.text[len(mark) :]), *blocks[0].runs[1:]))
        return (replace(blocks[0], runs=rest), *blocks[1:])
    return tuple(blocks)
