"""What editors write: notes, introductions and the site's own pages, as HTML with their links and footnotes."""

from __future__ import annotations

from markupsafe import Markup, escape

from generator.core import urls
from generator.core.model import Footnote, MarkKind, Note, Paragraph, Text
from generator.pages.markup.blocks import Shape, breaks, elements, points, styles
from generator.pages.markup.footnotes import PageFootnotes, section
from generator.pages.markup.nesting import nest
from generator.pages.views import NoteView
from generator.pages.writing.links import link
from generator.pages.writing.page_context import PageContext


def note_view(page: PageContext, note: Note, *, anchor: str = "") -> NoteView:
    """Return a note for the margin of a page; `anchor` is its id where notes of several letters meet."""
    site = page.site
    own = urls.note(note.id)
    return NoteView(
        anchor=anchor or own,
        quote_anchor=f"q-{note.id}",
        kind=note.kind.value,
        quote=note.quote,
        html=editors_html(page, note.blocks, note.letter, heading=4),
        author=note.author,
        date=site.day(note.date),
        url=page.to(f"{site.note_path(note)}#{own}"),
        title=note.title,
    )


def editors_html(
    page: PageContext, text: Text, letter_id: str = "", *, heading: int = 2, footnotes: tuple[Footnote, ...] = ()
) -> Markup:
    """Write text that is not of a letter (a note, a topic's introduction, a page), its footnotes at its end.

    `letter_id` is the letter that short link destinations (`question:4`) are of.
    """
    site = page.site
    letter = site.graph.letters.get(letter_id)
    page_footnotes = PageFootnotes(0, ((0, note) for note in footnotes), site.segments, site.words)

    def write_leaf(_: int, leaf: Paragraph) -> Markup:
        if not leaf.marks:
            return escape(leaf.text)
        found = ((m, site.graph.targets.get((letter_id, m.value))) for m in leaf.marks if m.kind is MarkKind.LINK)
        links = (span for mark, target in found if target for span in link(page, mark, target, letter))
        marks = tuple(page_footnotes.mark(0, m.value, m.start) for m in points(leaf.marks))
        return nest(leaf.text, (*links, *styles(leaf.marks)), (*marks, *breaks(leaf.marks)))

    shape = Shape(heading, top=2, table=site.words("pages-table"))
    body = Markup("\n").join(elements(text, write_leaf, shape))
    notes = [(note, Markup().join(elements(note.blocks, write_leaf, shape))) for _, note in page_footnotes.in_order()]
    return body + section(page_footnotes, notes, site.words) if notes else body
