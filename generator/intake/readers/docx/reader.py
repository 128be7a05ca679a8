"""DOCX → Document: paragraphs, tables, headers, text boxes and footnotes, in reading order.

A complete walk of the XML: whatever Word prints is kept, whatever it does not print is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake.readers.document_titles import worth_showing
from generator.intake.readers.docx.footnote_marks import FootnoteMarks, footnote_bookmarks
from generator.intake.readers.docx.numbering import Numbering, read_numbering
from generator.intake.readers.docx.package import (
    Package,
    attr,
    child,
    children,
    first_branch,
    flag,
    number,
    points,
    tag,
)
from generator.intake.readers.docx.paragraph_text import TextWalk
from generator.intake.readers.docx.styles import WordStyles
from generator.intake.readers.docx.tables import WordTable, lay_out
from generator.intake.readers.docx.word_runs import merge, split_at_gaps, trim
from generator.intake.readers.elements import Element
from generator.intake.source_document import DocBlock, DocFootnote, Role, Run, SourceDocument, UnreadableError

_DROPPED = frozenset(["w:del", "w:moveFrom"])


def read(data: bytes, name: str) -> SourceDocument:
    """Read a DOCX file; raises `UnreadableError` where it is encrypted, truncated or no Word document at all."""
    return _DocxReader(Package(data, name)).document()


@dataclass(slots=True)
class _TextColumn:
    """The width of the page and of its text, in points, and where the text begins."""

    width: float = 595.0
    left: float = 70.0
    right: float = 525.0


@dataclass(slots=True)
class _DocxReader:
    package: Package
    styles: WordStyles = field(init=False)
    numbering: Numbering = field(init=False)
    footnotes: FootnoteMarks = field(init=False)
    page: _TextColumn = field(init=False)
    bookmarks: dict[str, str] = field(default_factory=dict)
    ordinal: int = 0
    problems: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.styles = WordStyles(self.package.related("styles"))
        self.numbering = read_numbering(self.package.related("numbering"))
        self.footnotes = FootnoteMarks()
        self.page = _TextColumn()

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
        walk = self._walk(self.package.main)
        blocks = list(self._blocks(body, walk, Role.BODY, None))
        footnotes = self._footnotes()
        if not any(block.text.strip() or block.rows for block in blocks):
            raise UnreadableError(diagnostic("source-no-text", Position(self.package.name), file=self.package.name))
        return SourceDocument(
            format="docx",
            blocks=(*heads, *blocks, *feet),
            footnotes=footnotes,
            title=self._title(),
            problems=tuple(self.problems),
        )

    def _walk(self, part: str) -> TextWalk:
        return TextWalk(self.styles, self.package.relations(part), self.footnotes, self.bookmarks)

    def _settings(self, sections: list[Element]) -> None:
        """Take page size and the numbering of footnotes from the document's settings and its sections."""
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
        for section in sections[:1]:
            size, margins = child(section, "w:pgSz"), child(section, "w:pgMar")
            width = points(size, "w") or self.page.width
            self.page = _TextColumn(width, points(margins, "left") or 70.0, width - (points(margins, "right") or 70.0))

    # --- Headers and footers -----------------------------------------------------------------------------------

    def _margins(self, sections: list[Element]) -> tuple[list[DocBlock], list[DocBlock]]:
        """Read the headers and footers that pages of this document show, each text once."""
        relations = self.package.relations(self.package.main)
        even = flag(self.package.related("settings"), "w:evenAndOddHeaders")
        found: dict[Role, list[DocBlock]] = {Role.HEAD: [], Role.FOOT: []}
        seen: set[tuple[Role, str]] = set()
        for section in sections:
            for name, role in (("w:headerReference", Role.HEAD), ("w:footerReference", Role.FOOT)):
                order = {"first": 0, "default": 1, "even": 2}
                for reference in sorted(children(section, name), key=lambda r: order.get(attr(r, "type") or "", 1)):
                    kind = attr(reference, "type")
                    relation = relations.get(attr(reference, "id", "r") or "")
                    if (
                        relation is None
                        or (kind == "even" and not even)
                        or (kind == "first" and not flag(section, "w:titlePg"))
                    ):
                        continue
                    part = self.package.xml(relation.target)
                    if part is None:
                        continue
                    for block in self._blocks(part, self._walk(relation.target), role, None):
                        if (role, block.text) not in seen or block.rows:
                            seen.add((role, block.text))
                            found[role].append(block)
        return found[Role.HEAD], found[Role.FOOT]

    # --- Footnotes -------------------------------------------------------------------------------------------------

    def _footnotes(self) -> tuple[DocFootnote, ...]:
        """Read the footnotes whose marks were met, in the order of their marks; a footnote may itself carry marks."""
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

    def _blocks(self, container: Element, walk: TextWalk, role: Role, table: str | None) -> Iterator[DocBlock]:
        """Yield the blocks of a body, cell, header, footnote or text box."""
        carried: tuple[Run, ...] = ()
        for element in _flat(container):
            name = tag(element)
            if name == "w:p":
                runs = carried + walk.runs(element, table)
                boxes, walk.boxes = walk.boxes, []
                self.ordinal += 1
                mark = child(element, "w:pPr", "w:rPr")
                carried = runs if any(child(mark, gone) is not None for gone in _DROPPED) else ()
                if not carried:
                    yield from self._paragraph(element, runs, role)
                for box in boxes:
                    yield from self._blocks(box, walk, self._box_role(box, role), None)
            elif name == "w:tbl":
                yield from self._table(element, walk, role)
            elif name == "w:altChunk":
                place = Position(self.package.name)
                self.problems.append(diagnostic("embedded-document", place, Severity.WARNING, file=self.package.name))
        if carried:
            yield DocBlock(merge(carried), role, line=self.ordinal)

    def _paragraph(self, element: Element, runs: tuple[Run, ...], role: Role) -> Iterator[DocBlock]:
        properties = child(element, "w:pPr")
        label = (
            self.numbering.label(properties, self.styles) if runs or child(properties, "w:numPr") is not None else None
        )
        indent = self.styles.indent(properties)
        if label and (indent is None or child(properties, "w:ind") is None):
            indent = label.indent if label.indent is not None else indent
        if role is Role.BODY and self._framed(properties):
            role = Role.SIDE
        pieces = split_at_gaps(runs)
        for at, piece in enumerate(pieces):
            yield DocBlock(
                runs=piece,
                role=role,
                line=self.ordinal,
                label=label.text if label and at == 0 and label.text else None,
                level=label.level if label else 0,
                heading=self.styles.heading(properties) if at == 0 else None,
                indent=indent or 0.0,
            )

    def _framed(self, properties: Element | None) -> bool:
        """Whether a paragraph is a frame that floats beside the text."""
        frame = child(properties, "w:framePr")
        if frame is None or attr(frame, "dropCap") in {"drop", "margin"}:
            return False
        return self._beside(points(frame, "x") if attr(frame, "hAnchor") == "page" else None, points(frame, "w"))

    def _beside(self, left: float | None, width: float | None) -> bool:
        """Whether something at `left` points from the page's edge stands wholly or mostly beside the text column."""
        if left is None or not width or width > 0.4 * self.page.width:
            return False
        overlap = min(left + width, self.page.right) - max(left, self.page.left)
        return overlap < 0.5 * width or left > 0.6 * self.page.width

    def _box_role(self, box: Element, role: Role) -> Role:
        """Tell a letterhead column in a text box from a boxed passage of the text."""
        if role is not Role.BODY:
            return role
        anchor = next((up for up in box.iterancestors() if tag(up) == "wp:anchor"), None)
        across = child(anchor, "wp:positionH")
        offset, width = child(across, "wp:posOffset"), attr(child(anchor, "wp:extent"), "cx", "wp")
        if offset is None or not offset.text or width is None or attr(across, "relativeFrom", "wp") != "page":
            return role
        emu = 12_700  # a point in English Metric Units
        return Role.SIDE if self._beside((number(offset.text) or 0) / emu, (number(width) or 0) / emu) else role

    # --- Tables ------------------------------------------------------------------------------------------------

    def _table(self, element: Element, walk: TextWalk, role: Role) -> Iterator[DocBlock]:
        properties = child(element, "w:tblPr")
        style = attr(child(properties, "w:tblStyle"), "val")
        floating = child(properties, "w:tblpPr")
        grid = WordTable(element, style_lines=self.styles.draws_lines(style))
        if role is Role.BODY and floating is not None:
            left = points(floating, "tblpX") if attr(floating, "horzAnchor") == "page" else None
            if self._beside(left, grid.width):
                role = Role.SIDE
        line = self.ordinal + 1
        rows = tuple(tuple(tuple(self._blocks(cell, walk, role, style)) for cell in row) for row in grid.rows)
        yield from lay_out(grid, rows, role, line)

    def _title(self) -> str | None:
        """Return the title among the file's properties, where it is more than a template's name."""
        for relation in self.package.relations("").values():
            if relation.kind == "core-properties":
                root = self.package.xml(relation.target)
                title = next((e.text for e in root if tag(e).endswith(":title")), None) if root is not None else None
                return worth_showing(title)
        return None


def _flat(container: Element) -> Iterator[Element]:
    """Yield paragraphs and tables of a container through whatever wraps them; deleted and moved-away text is passed by."""
    for element in container:
        name = tag(element)
        if name in {"w:p", "w:tbl", "w:altChunk"}:
            yield element
        elif name == "mc:AlternateContent":
            branch = first_branch(element)
            if branch is not None:
                yield from _flat(branch)
        elif name in {"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"}:
            yield from _flat(element)


def _without_own_mark(blocks: list[DocBlock], mark: str) -> tuple[DocBlock, ...]:
    """Take the mark that an author typed at the head of a footnote (a custom mark) off its text."""
    if not blocks or not blocks[0].runs:
        return tuple(blocks)
    first = blocks[0].runs[0]
    if mark and not mark.isalnum() and first.text.startswith(mark):
        rest = trim((replace(first, text=first.text[len(mark) :]), *blocks[0].runs[1:]))
        return (replace(blocks[0], runs=rest), *blocks[1:])
    return tuple(blocks)
