"""What editors write: notes, introductions and the site's own pages, as HTML with their links and footnotes."""

from __future__ import annotations

from markupsafe import Markup, escape

from generator.core import urls
from generator.core.model import Footnote, MarkKind, Note, Paragraph, Text
from generator.pages.markup.blocks import Shape, breaks, elements, points, styles
from generator.pages.markup.footnotes import Footing, section
from generator.pages.markup.nesting import weave
from generator.pages.views import NoteView
from generator.pages.writing.links import link
from generator.pages.writing.page_context import Here


def note_view(here: Here, note: Note, *, anchor: str = "") -> NoteView:
    """Give a note as it stands in the margin of `here`; `anchor` is its id where notes of several letters meet."""
    desk = here.desk
    own = urls.note(note.id)
    return NoteView(
        anchor=anchor or own,
        quote_anchor=f"q-{note.id}",
        kind=note.kind.value,
        quote=note.quote,
        html=free(here, note.blocks, note.letter, heading=4),
        author=note.author,
        date=desk.day(note.date),
        url=here.to(f"{desk.note_path(note)}#{own}"),
        title=note.title,
    )


def free(
    here: Here, text: Text, letter_id: str = "", *, heading: int = 2, footnotes: tuple[Footnote, ...] = ()
) -> Markup:
    """Write text that is not of a letter (a note, a topic's introduction, a page), its footnotes at its end.

    `letter_id` is the letter that short link destinations (`question:4`) are of.
    """
    desk = here.desk
    letter = desk.graph.letters.get(letter_id)
    footing = Footing(0, ((0, note) for note in footnotes), desk.segments, desk.words)

    def inked(_: int, leaf: Paragraph) -> Markup:
        if not leaf.marks:
            return escape(leaf.text)
        found = ((m, desk.graph.targets.get((letter_id, m.value))) for m in leaf.marks if m.kind is MarkKind.LINK)
        links = (span for mark, target in found if target for span in link(here, mark, target, letter))
        marks = tuple(footing.mark(0, m.value, m.start) for m in points(leaf.marks))
        return weave(leaf.text, (*links, *styles(leaf.marks)), (*marks, *breaks(leaf.marks)))

    shape = Shape(heading, top=2, table=desk.words("pages-table"))
    body = Markup("\n").join(elements(text, inked, shape))
    notes = [(note, Markup().join(elements(note.blocks, inked, shape))) for _, note in footing.in_order()]
    return body + section(footing, notes, desk.words) if notes else body
