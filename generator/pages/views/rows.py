"""Rows of lists: questions, letters, places in texts, notes and articles elsewhere, alone and in groups."""

from __future__ import annotations

from generator.core.values import Value
from generator.pages.views.refs import Day, PersonView, Ref
from generator.pages.views.text import NoteView


class Excerpt(Value, frozen=True):
    """A place in the text of some page, with a line of context around the words that matter."""

    ref: Ref
    before: str
    match: str
    after: str
    number: int | None = None
    """The question's number, where the place is in one."""
    part: str | None = None
    """`question`, `answer`, `cover`, `footnote`; None where the question as a whole is meant: `before` is its text."""
    lang: str | None = None
    """The text's language, where it is not the interface's."""
    lead: str = ""
    """For a place in a footnote: the sentence that carries the footnote's mark."""


class QuestionRow(Value, frozen=True):
    """A question in a list: number, text or editor's title, and its page."""

    number: int
    text: str
    url: str
    answered: bool
    anchor_url: str | None = None
    """On the letter's own page: the anchor further down."""
    lang: str | None = None
    """The text's language, where it is not the interface's."""
    titled: bool = False
    """The text is an editor's title, not the question's own words."""
    lead: str = ""
    """The first words of its answer, where a list shows them."""


class LetterRow(Value, frozen=True):
    """A letter in a list."""

    ref: Ref
    numbers: tuple[str, ...]
    askers: tuple[PersonView, ...]
    answerers: tuple[PersonView, ...]
    kind: str
    questions: int


class SameQuestions(Value, frozen=True):
    """Another letter about the same questions, by its kind: a postponement, the answers."""

    kind: str
    ref: Ref


class AnswerTimes(Value, frozen=True):
    """How long the answers of a year took, in days from the questions to the letter."""

    year: int
    letters: int
    median: int
    """Of an even number, the lower of the two in the middle."""
    most: int
    slowest: Ref


class AnswerGroup(Value, frozen=True):
    """Answers of one letter, in a list that runs over letters."""

    letter: Ref
    rows: tuple[QuestionRow, ...]
    others: tuple[Ref, ...] = ()
    """Further answers of the letter by their number only, where a list would grow too long."""


class ExcerptGroup(Value, frozen=True):
    """Places in one letter, in a list that runs over letters."""

    letter: Ref
    rows: tuple[Excerpt, ...]
    others: tuple[Ref, ...] = ()
    """Further questions of the letter with such places, where a list would grow too long; without a number, its cover."""


class ArticleRow(Value, frozen=True):
    """An article elsewhere."""

    url: str
    title: str
    outlet: str
    date: Day | None
    lang: str | None = None


class NoteRow(Value, frozen=True):
    """A note in a list, with the page it is on."""

    note: NoteView
    ref: Ref
    number: int | None
    before: str = ""
    """The sentence before the words that it is about, and after them."""
    after: str = ""
