"""The official text as pages show it, block by block, with the editors' notes in its margin."""

from __future__ import annotations

from markupsafe import Markup

from generator.core.values import Value
from generator.pages.views.refs import Day, Ref


class NoteView(Value, frozen=True):
    """An editor's note in the margin. `anchor` is its id, `quote_anchor` that of the passage it is about."""

    anchor: str
    quote_anchor: str
    kind: str
    """`context`, `factcheck`, …; its words are `note-kind-<kind>` in the translation files."""
    quote: str
    html: Markup
    author: str | None
    date: Day | None
    url: str
    """Link to the note on its page."""
    title: str | None = None
    """A heading the editor gave it."""


class BlockView(Value, frozen=True):
    """One block of the letter's text (a paragraph, list, table or quotation) with the notes on it."""

    anchor: str
    """The id the block's wrapper carries: `a1`."""
    html: Markup
    """The whole element (`<p>…</p>`), with links, mentions, footnote marks and quoted passages marked in it.

    Classes: `a.pointer` (cross-reference), `a.citation` (document), `a.actor` (mention; `span.actor` where it meets
    another link), `a.topic`, `a.external`; `a.noted` is a passage with a note, `mark.noted` one that runs over links,
    its note named by `aria-details`; `ol.paren` is numbered `1)`; `div.table` frames a table, whose cells may have
    `left`, `center` or `right`. A footnote mark is `<sup><a role="doc-noteref">`.
    """
    notes: tuple[NoteView, ...] = ()


class FootnoteView(Value, frozen=True):
    """A footnote of the letter: its anchor, the number as the source prints it, its text, links back to its marks."""

    anchor: str
    number: str
    html: Markup
    backlinks: tuple[str, ...]
    """Anchors of its marks (`fnref-1`), in order."""
    notes: tuple[NoteView, ...] = ()
    text: str = ""
    """Its words, without links and styles."""


Written = tuple[tuple[BlockView, ...], tuple[BlockView, ...], tuple[FootnoteView, ...]]
"""A question, its answer and their footnotes."""


class WithdrawnPassage(Value, frozen=True):
    """A passage that this page once had: its anchors still lead here, and why it is gone."""

    anchors: tuple[str, ...]
    date: Day
    reason: str
    see: Ref | None = None
    """What takes its place."""


class ProofView(Value, frozen=True):
    """What the page can say of its source."""

    file_url: str | None
    sha256: str | None
    size: int | None
    state: str
    """How the letter compares with it: `equal`, `declared`, `differs` or `not-compared`."""
    official: Ref | None
    """The official publication."""
    source_url: str | None = None
    """Where the source was found, outside this site."""
    pages: tuple[int, ...] = ()
    """On which pages of the source the question is, where known; `file_url` of a PDF opens at the first."""
    withheld: str | None = None
    """Why the source is not published, in the editors' words."""
    differences: int = 0
    """In how many places the letter differs from it."""
    here: int = 0
    """How many of these are in what the page is of: a question and its answer."""
    departures: int = 0
    """In how many places editors depart from it, as they declare."""
    reason: str = ""
    """Why it was not compared: a `core.proof.Reason`."""
    beside: str | None = None
    """The page that shows the source beside the answer."""
