"""The pages of cited documents, and their list."""

from __future__ import annotations

from generator.pages.views.head import PageView
from generator.pages.views.refs import CitedDocument, Count
from generator.pages.views.rows import ExcerptGroup


class DocumentView(PageView, frozen=True):
    """A cited document and every place that cites it."""

    document: CitedDocument
    groups: tuple[ExcerptGroup, ...]
    count: int


class DocumentsView(PageView, frozen=True):
    """The list of cited documents, by scheme; `kinds` pairs a scheme with its rows."""

    kinds: tuple[tuple[str, tuple[Count, ...]], ...]
