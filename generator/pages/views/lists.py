"""The front page, and the lists of letters, notes and articles."""

from __future__ import annotations

from generator.core.values import Value
from generator.pages.views.head import PageView
from generator.pages.views.refs import PersonView, Ref, YearCount
from generator.pages.views.rows import ArticleRow, LetterRow, NoteRow, QuestionRow
from generator.pages.views.topic import TopicNode


class MostCited(Value, frozen=True):
    """An answer that others lean on."""

    row: QuestionRow
    letter: Ref
    count: int


class HomeView(PageView, frozen=True):
    """The front page."""

    letters: tuple[LetterRow, ...]
    topics: tuple[TopicNode, ...]
    cited: tuple[MostCited, ...]
    notes: tuple[NoteRow, ...]
    answer_count: int
    question_count: int
    letter_count: int
    first_year: int | None
    """The years of the first and the last letter; None where no letter has a date."""
    last_year: int | None
    answerers: tuple[PersonView, ...]
    """Who answered most letters, an office or else a person or body."""
    other_answerers: int
    """How many others answered."""
    data: tuple[Ref, ...] = ()
    proofs: Ref | None = None
    """The list of the digests of all letters and sources."""
    """All answers as files for programs."""
    search: str = ""
    """Where words to search for are sent; nowhere where nothing can be searched."""


class LettersView(PageView, frozen=True):
    """All letters, newest first, by year; of many letters the newest, and a page of its own for each year."""

    years: tuple[tuple[int | None, tuple[LetterRow, ...]], ...]
    archive: tuple[YearCount, ...] = ()
    """The pages of years with their letters counted; the page that this is has no link."""


class NotesView(PageView, frozen=True):
    """All notes, newest first; of many notes the newest, and a page of its own for each year."""

    rows: tuple[NoteRow, ...]
    archive: tuple[YearCount, ...] = ()
    """The pages of years with their notes counted; the page that this is has no link."""


class Linked(Value, frozen=True):
    """What an article links to: an answer or a letter."""

    ref: Ref
    titled: bool
    """Whether the title is an editor's and not the letter's own words."""


class ArticlesView(PageView, frozen=True):
    """Articles elsewhere that link here, by outlet, each with the answers it links to."""

    outlets: tuple[tuple[str, tuple[tuple[ArticleRow, tuple[Linked, ...]], ...]], ...]
