"""The footnotes of one page: anchors that never clash, numbers as the source prints them, links back to their marks."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from generator.core import urls
from generator.core.config import Segments
from generator.core.model import Footnote
from generator.pages.markup.nesting import Insertion
from generator.pages.markup.page_words import PageWords


class PageFootnotes:
    """Which footnotes a page has, and in what order their marks came by. One for a page, used while it is written.

    A label is unique in its file only. Where two files meet on a page, the footnotes of the page's own file (`own`)
    keep the plain anchor (`fn-1`); those of the others say whose they are (`vraag-3-fn-1`) if the label clashes.
    """

    def __init__(
        self, own: int, footnotes: Iterable[tuple[int, Footnote]], segments: Segments, words: PageWords, root: str = ""
    ) -> None:
        """Take the number of the page's own file (0: the cover letter) and the footnotes by the number of theirs."""
        self._words = words
        self._root = root
        """What links within the page begin with, where it is read elsewhere."""
        self._notes = {(number, note.label): note for number, note in footnotes}
        seen: dict[str, int] = {}
        for _, label in self._notes:
            seen[label] = seen.get(label, 0) + 1
        self._prefixes = {
            (number, label): "" if seen[label] == 1 or number == own else f"{segments.question}-{number}-"
            for number, label in self._notes
        }
        self._marks: dict[tuple[int, str], list[str]] = {}

    def mark(self, number: int, label: str, at: int) -> Insertion:
        """Write the mark of a footnote at its place in the text of the file with this number."""
        note = self._notes.get((number, label))
        if note is None:
            return Insertion(at, f"<sup>{escape(label)}</sup>")
        marks = self._marks.setdefault((number, label), [])
        anchor = self._prefixes[number, label] + urls.footnote_mark(label, len(marks) + 1)
        marks.append(anchor)
        name = escape(self._words("pages-footnote", number=note.number))
        html = (
            f'<sup><a href="{escape(self._root)}#{escape(self.anchor(number, label))}" id="{escape(anchor)}" '
            f'role="doc-noteref" aria-label="{name}">{escape(note.number)}</a></sup>'
        )
        return Insertion(at, html, anchor=True)

    def anchor(self, number: int, label: str) -> str:
        """Return the anchor of a footnote on this page."""
        return self._prefixes[number, label] + urls.footnote(label)

    def in_order(self) -> tuple[tuple[int, Footnote], ...]:
        """Return the footnotes as their marks came by, then those that have no mark, so that none is lost."""
        return tuple((key[0], self._notes[key]) for key in dict.fromkeys((*self._marks, *self._notes)))

    def backlinks(self, number: int, label: str) -> tuple[str, ...]:
        """Return the anchors of a footnote's marks, in order."""
        return tuple(self._marks.get((number, label), ()))


def section(page_footnotes: PageFootnotes, written: Iterable[tuple[Footnote, Markup]], words: PageWords) -> Markup:
    """Write footnotes as a section of their own, for pages whose text is one piece of HTML."""
    items = []
    for note, html in written:
        back = page_footnotes.backlinks(0, note.label)
        label = escape(words("pages-footnote-back", number=note.number))
        link = f' <a href="#{escape(back[0])}" role="doc-backlink" aria-label="{label}">↩</a>' if back else ""
        items.append(f'<li id="{escape(page_footnotes.anchor(0, note.label))}">{html}{link}</li>')
    if not items:
        return Markup()
    name = escape(words("pages-footnotes"))
    return Markup(f'<section role="doc-endnotes" aria-label="{name}"><ol>{"".join(items)}</ol></section>')  # noqa: S704 - parts are escaped above
