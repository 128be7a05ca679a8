"""Bare pages that other sites frame."""

from __future__ import annotations

from generator.pages.views.head import PageView
from generator.pages.views.refs import PersonView, Ref
from generator.pages.views.rows import QuestionRow
from generator.pages.views.text import BlockView, NoteView


class EmbedView(PageView, frozen=True):
    """A bare page to be framed in other sites: a letter, an answer, or a note with the passage it is about. All links absolute."""

    url: str
    """The page that this is a part of, at the note where it is one."""
    letter: Ref
    letter_lang: str
    numbers: tuple[int, ...]
    """Empty for a letter, and for a note on the cover letter."""
    title: str | None
    question: tuple[BlockView, ...]
    answer: tuple[BlockView, ...]
    answered_by: tuple[PersonView, ...]
    footnotes: int
    """How many footnotes the whole page has."""
    note: NoteView | None = None
    """Then question and answer are empty, and the passage it is about is shown in its sentence."""
    before: str = ""
    after: str = ""
    kind: str = ""
    """The kind of a letter; empty for an answer or a note."""
    contents: tuple[QuestionRow, ...] = ()
    """The first questions of a letter."""
    more: int = 0
    """How many more it has."""
