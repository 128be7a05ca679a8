"""The pages of cited documents, and their list."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages.views.head import PageMeta
from generator.pages.views.refs import CitedDocument, Count
from generator.pages.views.rows import ExcerptGroup


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A cited document and every place that cites it."""

    page: PageMeta
    document: CitedDocument
    groups: tuple[ExcerptGroup, ...]
    count: int


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The list of cited documents, by scheme; `kinds` pairs a scheme with its rows."""

    page: PageMeta
    kinds: tuple[tuple[str, tuple[Count, ...]], ...]
