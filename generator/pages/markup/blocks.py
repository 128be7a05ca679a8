"""Blocks of text to HTML elements. The HTML inside a paragraph is written elsewhere; here it gets its element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import (
    Block,
    CodeBlock,
    Heading,
    ListBlock,
    Mark,
    MarkKind,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
    leaves,
)
from generator.pages.markup.html import escaped
from generator.pages.markup.nesting import Insertion, Span

_ELEMENTS = {
    MarkKind.EMPHASIS: "em",
    MarkKind.STRONG: "strong",
    MarkKind.CODE: "code",
    MarkKind.SUPERSCRIPT: "sup",
    MarkKind.SUBSCRIPT: "sub",
    MarkKind.STRIKE: "s",
}
STYLE_RANK = 9
"""Emphasis and the like are inside links and quotes that cover the same words."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What blocks need to know of the page: where its headings begin, and the name of a table for screen readers."""

    heading: int = 3
    """The level on the page of the text's highest headings."""
    top: int = 3
    """The level of the text's highest headings in its file: below `## Antwoord` that is 3."""
    table: str = ""
    ids: Callable[[str], str] | None = None
    """Returns the id of a heading, from its text; without it headings have none."""


_ALIGNS = frozenset({"left", "center", "right"})

WriteLeaf = Callable[[int, Paragraph], Markup]
"""Writes the leaf with this index (in reading order, from 0)."""


def elements(text: Text, write_leaf: WriteLeaf, shape: Shape) -> tuple[Markup, ...]:
    """Write a text, one element for each of its blocks."""
    written = iter([write_leaf(index, leaf) for index, leaf in enumerate(leaves(text))])
    return tuple(Markup(_element(block, written, shape)) for block in text)  # noqa: S704 - made of escaped leaves


def styles(marks: tuple[Mark, ...]) -> Iterator[Span]:
    """Yield the spans of emphasis and other plain styles among a paragraph's marks."""
    for mark in marks:
        tag = _ELEMENTS.get(mark.kind)
        if tag:
            yield Span(mark.start, mark.end, tag, rank=STYLE_RANK)


def breaks(marks: tuple[Mark, ...]) -> Iterator[Insertion]:
    """Yield the line breaks among a paragraph's marks; the text keeps its newline after each."""
    for mark in marks:
        if mark.kind is MarkKind.BREAK:
            yield Insertion(mark.start, "<br>")


def points(marks: tuple[Mark, ...]) -> Iterator[Mark]:
    """Return the footnote marks among a paragraph's marks."""
    return (mark for mark in marks if mark.kind is MarkKind.FOOTNOTE)


def _element(block: Block, leaf: Iterator[Markup], shape: Shape) -> str:
    match block:
        case Paragraph():
            return f"<p>{next(leaf)}</p>"
        case Heading(level=level, paragraph=paragraph):
            tag = f"h{min(shape.heading + max(level - shape.top, 0), 6)}"
            id_ = f' id="{escaped(shape.ids(paragraph.text))}"' if shape.ids else ""
            return f"<{tag}{id_}>{next(leaf)}</{tag}>"
        case ListBlock(ordered=ordered, items=items, start=start, delimiter=delimiter):
            tag = "ol" if ordered else "ul"
            first = f' start="{start}"' if ordered and start != 1 else ""
            style = ' class="paren"' if ordered and delimiter == ")" else ""
            return f"<{tag}{first}{style}>{''.join(_item(item, leaf, shape) for item in items)}</{tag}>"
        case Quote(blocks=blocks):
            return f"<blockquote>{''.join(_element(inner, leaf, shape) for inner in blocks)}</blockquote>"
        case Table():
            return _table(block, leaf, shape)
        case CodeBlock():
            return f"<pre><code>{next(leaf)}</code></pre>"
        case Rule():
            return "<hr>"


def _item(item: tuple[Block, ...], leaf: Iterator[Markup], shape: Shape) -> str:
    """Write a list item; one that holds a single paragraph needs no element for it."""
    bare = sum(isinstance(block, Paragraph) for block in item) == 1
    inner = (
        str(next(leaf)) if bare and isinstance(block, Paragraph) else _element(block, leaf, shape) for block in item
    )
    return f"<li>{''.join(inner)}</li>"


def _table(table: Table, leaf: Iterator[Markup], shape: Shape) -> str:
    """Write a table in a frame that can scroll by itself, also from the keyboard; alignment is a class."""

    def row(cells: tuple[Paragraph, ...], tag: str, more: str = "") -> str:
        aligns = [*table.align, *[""] * len(cells)]
        classes = (f' class="{align}"' if align in _ALIGNS else "" for align in aligns)
        return "".join(f"<{tag}{more}{cls}>{next(leaf)}</{tag}>" for _, cls in zip(cells, classes, strict=False))

    head = row(table.head, "th", ' scope="col"') if table.head else ""
    head = f"<thead><tr>{head}</tr></thead>" if any(cell.text or cell.marks for cell in table.head) else ""
    body = "".join(f"<tr>{row(cells, 'td')}</tr>" for cells in table.rows)
    name = f' role="group" aria-label="{escaped(shape.table)}"' if shape.table else ""
    return f'<div class="table" tabindex="0"{name}><table>{head}<tbody>{body}</tbody></table></div>'
