"""The official text of a letter: its blocks as HTML with links, mentions, footnote marks and quoted passages.

All of these are spans over the text; nothing here can change a word of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.core import urls
from generator.core.language import fold
from generator.core.model import ActorType, LetterHead, MarkKind, Paragraph, Text, plain
from generator.graph.site import Anchored, Mention, Part, TextKey
from generator.pages.markup.blocks import Shape, breaks, elements, points, styles
from generator.pages.markup.footnotes import PageFootnotes
from generator.pages.markup.html import escaped
from generator.pages.markup.nesting import Span, nest
from generator.pages.views import BlockView, FootnoteView, NoteView
from generator.pages.writing import departures
from generator.pages.writing.editors_text import note_view
from generator.pages.writing.links import ACTOR_RANK, NOTE_RANK, link, pointers
from generator.pages.writing.page_context import PageContext


@dataclass(frozen=True, slots=True)
class OfficialText:
    """Writes the texts of one letter for one page."""

    page: PageContext
    letter: LetterHead
    page_footnotes: PageFootnotes
    whole: bool = False
    """The page holds the whole letter: anchors say of which question they are, pointers within it stay on the page."""

    def blocks(self, key: TextKey) -> tuple[BlockView, ...]:
        """Write one text of the letter, a view for each block."""
        text = self.page.site.graph.texts.get(key, ())
        written = self._elements(key, text)
        notes = self._notes(key)
        return tuple(
            BlockView(self._anchor(key, index), html, notes.get(index, ())) for index, html in enumerate(written)
        )

    def footnotes(self) -> tuple[FootnoteView, ...]:
        """Write the footnotes of the page; call it after all texts, since their marks set the order."""
        written = []
        for number, note in self.page_footnotes.in_order():
            key = TextKey(self.letter.id, number, Part.FOOTNOTE, note.label)
            text = self.page.site.graph.texts.get(key, note.blocks)
            html = Markup().join(self._elements(key, text))
            on_it = tuple(note for notes in self._notes(key).values() for note in notes)
            written.append((number, note, html, on_it, plain(text)))
        return tuple(
            FootnoteView(
                self.page_footnotes.anchor(number, note.label),
                note.number,
                html,
                self.page_footnotes.backlinks(number, note.label),
                on_it,
                words,
            )
            for number, note, html, on_it, words in written
        )

    # --- One text ----------------------------------------------------------------------------------------------

    def _elements(self, key: TextKey, text: Text) -> tuple[Markup, ...]:
        graph = self.page.site.graph
        mentions: dict[int, list[Mention]] = {}
        for mention in graph.mentions.get(key, ()):
            if mention.linked:
                mentions.setdefault(mention.place.leaf, []).append(mention)
        quotes: dict[int, list[Span]] = {}
        for anchored in graph.notes.get(key, ()):
            for leaf, span in _quote(anchored, self.page.root):
                quotes.setdefault(leaf, []).append(span)
        for departed in graph.departures.get(key, ()):
            for leaf, span in departures.spans(self.page, departed):
                quotes.setdefault(leaf, []).append(span)

        def write_leaf(index: int, leaf: Paragraph) -> Markup:
            over = quotes.get(index, [])
            named = mentions.get(index, ())
            if not (leaf.marks or over or named):
                return Markup(escaped(leaf.text))  # noqa: S704 - it is
            marks = tuple(self.page_footnotes.mark(key.number, m.value, m.start) for m in points(leaf.marks))
            return nest(
                leaf.text,
                (*self._links(leaf), *(self._mention(m, leaf.text) for m in named), *over, *styles(leaf.marks)),
                (*marks, *breaks(leaf.marks)),
            )

        heading = 4 if self.whole and key.part is not Part.COVER else 3
        return elements(text, write_leaf, Shape(heading, table=self.page.site.words("pages-table")))

    def _anchor(self, key: TextKey, block: int) -> str:
        anchor = self.page.site.graph.anchor(key, block)
        if self.whole and key.part is not Part.COVER:
            return f"{urls.question_anchor(self.page.site.segments, key.number)}-{anchor}"
        return anchor

    def _notes(self, key: TextKey) -> Mapping[int, tuple[NoteView, ...]]:
        """Return the notes on a text, and where it departs from the source, by the block in which their words begin."""
        found: dict[int, tuple[NoteView, ...]] = {}
        for anchored in self.page.site.graph.notes.get(key, ()):
            if anchored.places:
                block = anchored.places[0].block
                found[block] = (*found.get(block, ()), note_view(self.page, anchored.note))
        for departed in self.page.site.graph.departures.get(key, ()):
            block = departed.places[0].block
            found[block] = (*found.get(block, ()), departures.view(self.page, departed))
        return found

    # --- Spans over a paragraph --------------------------------------------------------------------------------

    def _links(self, leaf: Paragraph) -> Iterator[Span]:
        targets = self.page.site.graph.targets
        for mark in leaf.marks:
            target = targets.get((self.letter.id, mark.value)) if mark.kind is MarkKind.LINK else None
            if target and target.questions:
                words = leaf.text[mark.start : mark.end]
                yield from pointers(self.page, mark, words, target, self.letter, whole=self.whole)
            elif target:
                yield from link(self.page, mark, target, self.letter)

    def _mention(self, mention: Mention, text: str) -> Span:
        site, words = self.page.site, text[mention.place.start : mention.place.end]
        actor = site.graph.actors[mention.actor]
        title = actor.name if fold(actor.name).casefold() != fold(words).casefold() else ""
        if actor.type is ActorType.OFFICE:
            names = site.held_by(actor.id, self.letter)
            date = site.day(self.letter.day)
            if names and date:
                title = site.words("pages-held-by", names=", ".join(names), date=date.text)
        elif actor.type is ActorType.PERSON and (party := site.party_of(actor.id, self.letter)):
            title = f"{actor.name} ({party})"
        hover = f' title="{escaped(title)}"' if title else ""
        href = escaped(self.page.to(urls.actor(site.segments, actor.id)))
        return Span(
            mention.place.start,
            mention.place.end,
            "a",
            f' class="actor" href="{href}"{hover}',
            rank=ACTOR_RANK,
            instead_attributes=' class="actor"',
        )


def _quote(anchored: Anchored, root: str | None) -> Iterator[tuple[int, Span]]:
    """Yield the spans of a note's quote, by leaf; the first carries the id that the note leads back to.

    Where the quote runs over a link, it can be no link itself: then it is a `mark` that says where its note is.
    """
    if root is not None:
        return
    note = escaped(urls.note(anchored.note.id))
    for index, place in enumerate(anchored.places):
        yield (
            place.leaf,
            Span(
                place.start,
                place.end,
                "a",
                f' class="noted" href="#{note}"',
                id=f"q-{anchored.note.id}" if index == 0 else "",
                rank=NOTE_RANK,
                instead="mark",
                instead_attributes=f' class="noted" aria-details="{note}"',
            ),
        )
