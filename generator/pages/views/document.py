"""The pages of cited documents, and their list."""

from __future__ import annotations

from markupsafe import Markup

from generator.core.values import Value
from generator.pages.views.head import PageView
from generator.pages.views.refs import CitedDocument, Day, Ref, YearCount
from generator.pages.views.rows import ExcerptGroup


class DocumentView(PageView, frozen=True):
    """A cited document and every place that cites it."""

    id: str
    """`kst:30821-124`."""
    document: CitedDocument
    date: Day | None
    """Its own date, as editors say."""
    body: Markup
    """What editors say of it."""
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


class DocumentRow(Value, frozen=True):
    """A cited document in the list, with how many questions cite it."""

    ref: Ref
    count: int
    subject: str = ""
    date: Day | None = None


class DocumentsView(PageView, frozen=True):
    """The list of cited documents, by scheme; `kinds` pairs a scheme with its rows."""

    kinds: tuple[tuple[str, tuple[DocumentRow, ...]], ...]
