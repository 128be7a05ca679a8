"""The pages of cited documents, and their list."""

from __future__ import annotations

from generator.pages.views.head import PageView
from generator.pages.views.refs import CitedDocument, Count, Ref, YearCount
from generator.pages.views.rows import ExcerptGroup


class DocumentView(PageView, frozen=True):
    """A cited document and every place that cites it."""

    id: str
    """`kst:30821-124`."""
    document: CitedDocument
    groups: tuple[ExcerptGroup, ...]
    count: int
    years: tuple[YearCount, ...] = ()
    """Places that cite it, by year."""
    year: int | None = None
    """The year that this page has, where too many places cite it for one page."""
    whole: Ref | None = None
    """The document's own page, from the page of a year."""
    newest_of: int = 0
    """How many places cite it in all, where this page has only the newest."""


class DocumentsView(PageView, frozen=True):
    """The list of cited documents, by scheme; `kinds` pairs a scheme with its rows."""

    kinds: tuple[tuple[str, tuple[Count, ...]], ...]
