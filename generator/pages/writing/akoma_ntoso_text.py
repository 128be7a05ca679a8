"""The official text of a letter as blocks of Akoma Ntoso: paragraphs, lists, tables, links, names, the letter's footnotes.

Written from the same text with marks as pages are, so that no word can differ. An `eId` is only on what is one element
whatever spans cut it: blocks and notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from markupsafe import escape

from generator.core.model import (
    ActorType,
    Block,
    CodeBlock,
    Footnote,
    Heading,
    LetterHead,
    ListBlock,
    MarkKind,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
    leaves,
)
from generator.graph.site import Mention, Part, TextKey
from generator.pages.markup.nesting import Insertion, Span, nest
from generator.pages.writing.links import ACTOR_RANK, LINK_RANK, addresses
from generator.pages.writing.page_context import PageContext
from generator.references import schemes

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_ID = re.compile(r"[^\w.-]")
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"
_STYLES = {
    MarkKind.EMPHASIS: ("i", ""),
    MarkKind.STRONG: ("b", ""),
    MarkKind.SUPERSCRIPT: ("sup", ""),
    MarkKind.SUBSCRIPT: ("sub", ""),
    MarkKind.CODE: ("span", ' class="code"'),
    MarkKind.STRIKE: ("span", ' class="strike"'),
}
"""`del` is an amendment in Akoma Ntoso, and has another meaning than struck-through text."""
_STYLE_RANK = 9
_NAMED = {ActorType.PERSON: "person", ActorType.OFFICE: "role", ActorType.COUNTRY: "location"}
"""Mentions; of all other actors they are organizations."""


def written(text: str) -> str:
    """Return a text as XML holds it, escaped, without the characters that XML does not have."""
    return str(escape(_NOT_XML.sub("", text)))


def reference(actor_id: str) -> str:
    """Return the `eId` of an actor among the references of a document."""
    return f"actor_{actor_id}"


def text_id(key: TextKey) -> str:
    """Return the `eId` of what holds a text."""
    if key.part is Part.FOOTNOTE:
        return footnote_id(key.number, key.label)
    return "cover" if key.part is Part.COVER else f"{key.part.value}_{key.number}"


def footnote_id(number: int, label: str) -> str:
    """Return the `eId` of a footnote, by the number of the question whose file it is in (0: the cover)."""
    return f"{f'question_{number}' if number else 'cover'}__authorialNote_{_NOT_ID.sub('_', label)}"


def block_id(block: Block, parent: str, number: int) -> str:
    """Return the `eId` of a block, the `number`th of what has the `eId` of its parent."""
    return f"{parent}__{_tag(block)}_{number}"


@dataclass(slots=True)
class AkomaNtosoText:
    """Writes the texts of one letter for one document; remembers which footnotes it has written."""

    page: PageContext
    letter: LetterHead
    named: dict[str, None] = field(default_factory=dict)
    """The actors that were met, in order: ids."""
    _done: set[tuple[int, str]] = field(default_factory=set)

    def blocks(self, key: TextKey, text: Text, footnotes: tuple[Footnote, ...]) -> str:
        """Write a text of the letter; `footnotes` are those of its file."""
        return _blocks(text, _Leaves(self, key, footnotes), text_id(key))

    def editors(self, text: Text, own: str) -> str:
        """Write what editors wrote, in what has this `eId`."""
        return _blocks(text, _Leaves(self, None, ()), own)

    def left_over(self, number: int, footnotes: tuple[Footnote, ...]) -> str:
        """Write the footnotes of a file that no mark leads to, so that none is lost."""
        notes = (self.footnote(number, note) for note in footnotes if (number, note.label) not in self._done)
        found = "".join(notes)
        return f'<p class="footnotes">{found}</p>' if found else ""

    def footnote(self, number: int, note: Footnote) -> str:
        """Write a footnote at its mark; where a mark leads to it once more, that is a reference."""
        own = footnote_id(number, note.label)
        marker = f'marker="{written(note.number)}" placement="bottom"'
        if (number, note.label) in self._done:
            return f'<noteRef href="#{own}" {marker}/>'
        self._done.add((number, note.label))
        inner = self.blocks(TextKey(self.letter.id, number, Part.FOOTNOTE, note.label), note.blocks, ())
        return f'<authorialNote eId="{own}" {marker}>{inner or "<p/>"}</authorialNote>'

    def leaf(self, key: TextKey | None, index: int, paragraph: Paragraph, footnotes: Iterable[Footnote]) -> str:
        """Write the words of a paragraph with what is over them."""
        text = _NOT_XML.sub("\ufffd", paragraph.text)
        by_label = {note.label: note for note in footnotes}
        mentions = self._mentions(key, index) if key else ()
        spans = (*self._links(paragraph), *mentions, *_styles(paragraph))
        points = [Insertion(mark.start, "<br/>") for mark in paragraph.marks if mark.kind is MarkKind.BREAK]
        if key:
            marks = (m for m in paragraph.marks if m.kind is MarkKind.FOOTNOTE and m.value in by_label)
            points += [Insertion(mark.start, self.footnote(key.number, by_label[mark.value])) for mark in marks]
        return str(nest(text, spans, points))

    def _links(self, paragraph: Paragraph) -> Iterator[Span]:
        for found in addresses(self.page, paragraph, self.letter):
            href = found.url
            if found.question and found.question.letter == self.letter.id and not found.target.anchor:
                href = f"#question_{self.page.site.holder(found.question).number}"
            elif found.target.identity:
                href = schemes.official(found.target.identity, self.letter.day) or href
            if _is_address(href):
                href = quote(href, safe=_IN_ADDRESSES)
                yield Span(found.start, found.end, "ref", f' href="{escape(href)}"', rank=LINK_RANK)

    def _mentions(self, key: TextKey, index: int) -> Iterator[Span]:
        mentions: tuple[Mention, ...] = self.page.site.graph.mentions.get(key, ())
        for mention in mentions:
            if mention.place.leaf == index:
                self.named[mention.actor] = None
                tag = _NAMED.get(self.page.site.graph.actors[mention.actor].type, "organization")
                attributes = f' refersTo="#{escape(reference(mention.actor))}"'
                yield Span(mention.place.start, mention.place.end, tag, attributes, rank=ACTOR_RANK)


def _is_address(href: str) -> bool:
    try:
        urlsplit(href)
    except ValueError:
        return False
    return True


def _styles(paragraph: Paragraph) -> Iterator[Span]:
    for mark in paragraph.marks:
        if mark.kind in _STYLES:
            tag, attributes = _STYLES[mark.kind]
            yield Span(mark.start, mark.end, tag, attributes, rank=_STYLE_RANK)


# --- Blocks ----------------------------------------------------------------------------------------------------


class _Leaves:
    """The paragraphs of one text in reading order, each written when its turn comes."""

    def __init__(self, official: AkomaNtosoText, key: TextKey | None, footnotes: tuple[Footnote, ...]) -> None:
        self._official, self._key, self._footnotes = official, key, footnotes
        self._next = 0

    def write(self, paragraph: Paragraph) -> str:
        index, self._next = self._next, self._next + 1
        return self._official.leaf(self._key, index, paragraph, self._footnotes)


def _tag(block: Block) -> str:
    match block:
        case ListBlock(ordered=ordered):
            return "ol" if ordered else "ul"
        case Quote():
            return "blockContainer"
        case Table():
            return "table"
        case Heading() | CodeBlock():
            return "block"
        case _:
            return "p"


def _blocks(text: Text, leaf: _Leaves, parent: str) -> str:
    return "".join(_block(block, leaf, block_id(block, parent, at)) for at, block in enumerate(text, start=1))


def _block(block: Block, leaf: _Leaves, own: str) -> str:
    match block:
        case Paragraph():
            return f'<p eId="{own}">{leaf.write(block)}</p>'
        case Heading(level=level, paragraph=paragraph):
            return f'<block name="heading" class="level-{level}" eId="{own}">{leaf.write(paragraph)}</block>'
        case ListBlock():
            return _list(block, leaf, own)
        case Quote(blocks=blocks):
            inner = _blocks(blocks, leaf, own)
            return f'<blockContainer class="quotation" eId="{own}">{inner or "<p/>"}</blockContainer>'
        case Table():
            return _table(block, leaf, own)
        case CodeBlock():
            [words] = leaves((block,))
            return f'<block name="code" eId="{own}">{leaf.write(words)}</block>'
        case Rule():
            return f'<p class="rule" eId="{own}"/>'


def _list(block: ListBlock, leaf: _Leaves, own: str) -> str:
    items = []
    for at, item in enumerate(block.items):
        value = f' value="{block.start + at}{escape(block.delimiter)}"' if block.ordered else ""
        inner = "".join(_in_item(one, leaf, f"{own}__li_{at + 1}", nth) for nth, one in enumerate(item, start=1))
        items.append(f'<li{value} eId="{own}__li_{at + 1}">{inner}</li>')
    return f'<{_tag(block)} eId="{own}">{"".join(items) or "<li/>"}</{_tag(block)}>'


def _in_item(block: Block, leaf: _Leaves, parent: str, number: int) -> str:
    """Write a block within an item, which has room for paragraphs and lists; any other flows beside its text."""
    inner = _block(block, leaf, block_id(block, parent, number))
    if isinstance(block, Paragraph | ListBlock | Rule):
        return inner
    return f'<subFlow name="block" eId="{parent}__subFlow_{number}">{inner}</subFlow>'


def _table(table: Table, leaf: _Leaves, own: str) -> str:
    def row(cells: tuple[Paragraph, ...], tag: str) -> str:
        return f"<tr>{''.join(f'<{tag}><p>{leaf.write(cell)}</p></{tag}>' for cell in cells)}</tr>" if cells else ""

    head = row(table.head, "th")
    shown = head if any(cell.text or cell.marks for cell in table.head) else ""
    rows = "".join(row(cells, "td") for cells in table.rows)
    return f'<table eId="{own}">{shown + rows or "<tr><td/></tr>"}</table>'
