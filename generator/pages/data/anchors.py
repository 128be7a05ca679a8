"""The anchors that pages promise, as the ledger has them: paragraphs, footnotes and the notes on both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.core import urls
from generator.core.ledger import Address
from generator.graph.paragraph_anchors import words_of
from generator.graph.site import TextKey
from generator.pages.planned import Page, subject
from generator.pages.views import BlockView, FootnoteView
from generator.pages.writing.site_context import SiteContext


def of_blocks(site: SiteContext, page: Page, blocks: Iterable[BlockView], key: TextKey) -> Iterator[Address]:
    """Yield the anchors of a text's paragraphs, with their words, and those of the notes on them."""
    name = subject(key.letter, key.number)
    texts = words_of(site.graph.texts.get(key, ()))
    for index, (block, words) in enumerate(zip(blocks, texts, strict=True)):
        yield Address(page.path, block.anchor, f"{name}#{site.graph.anchor(key, index)}", words, page.origin)
        yield from (_note(page, key.letter, note.anchor) for note in block.notes)


def of_footnotes(page: Page, footnotes: Iterable[FootnoteView]) -> Iterator[Address]:
    """Yield the anchors of a page's footnotes, with their words, and those of the notes on them."""
    letter = page.subject.id if page.subject else ""
    for footnote in footnotes:
        yield Address(page.path, footnote.anchor, f"{page.subject}#{footnote.anchor}", footnote.text, page.origin)
        yield from (_note(page, letter, note.anchor) for note in footnote.notes)


def _note(page: Page, letter: str, anchor: str) -> Address:
    return Address(page.path, anchor, f"note:{letter}/{anchor.removeprefix(urls.note(''))}", origin=page.origin)
