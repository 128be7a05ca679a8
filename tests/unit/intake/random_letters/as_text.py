"""Set a random letter as text: as somebody types it, as it is copied from the pages of a PDF, as a tool makes Markdown of it."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field

from tests.unit.intake.random_letters import headings
from tests.unit.intake.random_letters.letter import Block, Family, Item, Letter, Note, Paragraph, Table

Lines = list[str]
"""The lines of a block, which is parted from the next by a blank line."""


def _wrapped(text: str, width: int, indent: str = "") -> Lines:
    whole = re.sub(r"\[(\d+) \]", "[\\1\u00a0]", text)  # a mark is not broken
    lines = textwrap.wrap(whole, width, break_on_hyphens=False, break_long_words=False, subsequent_indent=indent)
    return [line.replace("\u00a0]", " ]") for line in lines]


def _table(table: Table) -> Lines:
    rows = table.squared()
    widths = [max(len(row[at]) for row in rows) + 4 for at in range(len(rows[0]))]
    return ["".join(text.ljust(size) for text, size in zip(row, widths, strict=True)).rstrip() for row in rows]


@dataclass
class Typist:
    """Sets the text of a letter line by line, and keeps the texts of the footnotes that it marked."""

    letter: Letter
    width: int
    mark: str
    notes: list[str] = field(default_factory=list)

    def body(self) -> list[Lines]:
        letter = self.letter
        found = [_wrapped(text, self.width) for text in headings.opening(letter)]
        found += _signed(letter)
        found += [_wrapped(text, self.width) for text in headings.annex(letter)]
        for item in letter.items:
            found += self.item(item, _label(letter, item))
        return found

    def item(self, item: Item, label: str) -> list[Lines]:
        inline = self.letter.form.inline
        found = [self.block(block, f"{label} " if inline and not at else "") for at, block in enumerate(item.blocks)]
        return found if inline else [[label, *found[0]], *found[1:]]

    def block(self, block: Block, label: str) -> Lines:
        if isinstance(block, Table):
            return _table(block)
        sign = f"{block.sign} " if block.sign else ""
        return _wrapped(label + sign + self.marked(block), self.width, " " * len(sign))

    def marked(self, paragraph: Paragraph) -> str:
        text = ""
        for inline in paragraph.inlines:
            if isinstance(inline, Note):
                self.notes.append(inline.text)
                text += self.mark.format(len(self.notes))
            else:
                text += inline.text
        return text


def _label(letter: Letter, item: Item) -> str:
    return letter.form.asking(item.numbers[0]) if item.is_question else letter.form.answering(item.numbers)


def _signed(letter: Letter) -> list[Lines]:
    found = headings.signatures(letter)
    if letter.beside and len(found) == 2:
        return [[f"{left:<60}{right}"] for left, right in zip(*found, strict=True)]
    return [[text] for one in found for text in one]


def as_text(letter: Letter, width: int) -> bytes:
    """Set a letter as it is typed: a blank line after each paragraph, footnotes at the end."""
    typist = Typist(letter, width, letter.mark)
    head = [[line.replace("\t", " ")] for line in headings.head(letter)]
    body = [*head, *headings.letterhead(letter), *typist.body()]
    body += [_wrapped(f"{letter.mark.format(at)} {note}", width) for at, note in enumerate(typist.notes, 1)]
    if letter.publication:
        body.append([line.replace("\t", " ") for line in headings.foot(letter, 1, 1)])
    return "\n\n".join("\n".join(lines) for lines in body).encode()


def as_pages(letter: Letter, width: int, height: int, *, feeds: bool) -> bytes:
    """Set a letter as the text of a PDF comes out: pages with the footnotes of their marks and a foot."""
    pages, _ = _paged(letter, width, height, letter.mark)
    out: list[str] = []
    for at, (lines, notes) in enumerate(pages, 1):
        foot = [line.replace("\t", " ") for line in _foot(letter, at, len(pages))]
        out.append("\n".join([*lines, *notes, *(["", *foot] if foot else [])]))
    has_feet = bool(letter.publication or letter.paging not in ("", "{page}"))  # a number alone may be anything
    return ("\n\f" if feeds or not has_feet else "\n").join(out).encode()


def as_markdown(letter: Letter, width: int, height: int) -> bytes:
    """Set a letter as tools write Markdown of a PDF: headings for what is set large, rules between pages."""
    pages, strong = _paged(letter, width, height, "[{} ]", markdown=True)
    out: list[str] = []
    for at, (lines, notes) in enumerate(pages, 1):
        foot = [line.replace("\t", " ") for line in _foot(letter, at, len(pages))]
        shown = [f"**{line}**" if line in strong else line for line in lines]
        out.append("\n".join([*shown, "", *(f"{note}\n" for note in notes), "", *foot, "", ""]))
    return "\n-----\n\n".join(out).encode()


def _paged(
    letter: Letter, width: int, height: int, mark: str, *, markdown: bool = False
) -> tuple[list[tuple[Lines, Lines]], set[str]]:
    """Return pages of lines and of the footnotes that are marked in them; and which lines are labels."""
    typist = Typist(letter, width, mark)
    head = [line.replace("\t", " ") for line in headings.head(letter)]
    if markdown and head:
        head = [f"# {head[0][-1]}", "", f"#### {head[1]}", "", *head[2:-1], "", f"### {head[-1]}"]
    elif markdown:
        head = ["# Brief"] if letter.family is Family.BARE else []
    blocks: list[Lines] = [*([head] if head else []), *headings.letterhead(letter), *typist.body()]
    pages: list[Lines] = [[]]
    for block in blocks:
        whole = any("    " in line for line in block)  # the rows of a table stay together
        for at, line in enumerate(block):
            if len(pages[-1]) >= height and (not whole or not at):
                pages.append([])
            pages[-1].append(line)
        if pages[-1]:
            pages[-1].append("")
    found: list[tuple[Lines, Lines]] = []
    for page in pages:
        text = "\n".join(page)
        own = [at for at in range(1, len(typist.notes) + 1) if _has_mark(text, mark.format(at))]
        sign = "{}" if markdown else mark
        found.append((page, [f"{sign.format(at)} {typist.notes[at - 1]}" for at in own]))
    return found, {_label(letter, item) for item in letter.items} if not letter.form.inline else set()


def _foot(letter: Letter, page: int, pages: int) -> Lines:
    """Return the foot of a page; a bare number on the only page says nothing, so it has none."""
    return (
        []
        if pages == 1 and not letter.publication and letter.paging == "{page}"
        else headings.foot(letter, page, pages)
    )


def _has_mark(text: str, mark: str) -> bool:
    return re.search(rf"(?<=[.?]){re.escape(mark)}(?!\d)", text) is not None


def joined(found: dict[int, dict]) -> dict[int, dict]:
    """Return texts as one string each: whether a page's end is a paragraph's end cannot always be seen."""
    return {n: {k: " ".join(v) if isinstance(v, list) else v for k, v in one.items()} for n, one in found.items()}
