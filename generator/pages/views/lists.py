"""The front page, and the lists of letters, notes and articles."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages.views.head import PageMeta
from generator.pages.views.refs import Count, Ref
from generator.pages.views.rows import ArticleRow, LetterRow, NoteRow, QuestionRow
from generator.pages.views.topic import TopicNode


@dataclass(frozen=True, slots=True)
class MostCited:
    """An answer that others lean on."""

    row: QuestionRow
    letter: Ref
    count: int


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page."""

    page: PageMeta
    letters: tuple[LetterRow, ...]
    topics: tuple[TopicNode, ...]
    cited: tuple[MostCited, ...]
    notes: tuple[NoteRow, ...]
    answer_count: int
    letter_count: int
    data: tuple[Ref, ...] = ()
    """All answers as files for programs."""
    search: str = ""
    """Where words to search for are sent; nowhere where nothing can be searched."""


@dataclass(frozen=True, slots=True)
class LettersView:
    """All letters, newest first, by year; of many letters the newest, and a page of its own for each year."""

    page: PageMeta
    years: tuple[tuple[int | None, tuple[LetterRow, ...]], ...]
    archive: tuple[Count, ...] = ()
    """The pages of years with their letters counted; the page that this is has no link."""


@dataclass(frozen=True, slots=True)
class NotesView:
    """All notes, newest first; of many notes the newest, and a page of its own for each year."""

    page: PageMeta
    rows: tuple[NoteRow, ...]
    archive: tuple[Count, ...] = ()
    """The pages of years with their notes counted; the page that this is has no link."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What an article links to: an answer or a letter."""

    ref: Ref
    titled: bool
    """Whether the title is an editor's and not the letter's own words."""


@dataclass(frozen=True, slots=True)
class ArticlesView:
    """Articles elsewhere that link here, by outlet, each with the answers it links to."""

    page: PageMeta
    outlets: tuple[tuple[str, tuple[tuple[ArticleRow, tuple[Linked, ...]], ...]], ...]
