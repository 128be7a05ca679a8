"""The page of one question and its answer."""

from __future__ import annotations

from generator.pages.views.earlier import ChangedDay
from generator.pages.views.head import PageView
from generator.pages.views.refs import CitedDocument, Count, Day, PersonView, Ref, RelatedLetter
from generator.pages.views.rows import ArticleRow, Excerpt, QuestionRow, SameQuestions
from generator.pages.views.share import ShareView
from generator.pages.views.text import BlockView, FootnoteView, ProofView, WithdrawnPassage


class AnswerView(PageView, frozen=True):
    """The page of one question and its answer."""

    letter: Ref
    letter_lang: str
    related: tuple[RelatedLetter, ...]
    """What corrects the letter or adds to it, and what it corrects or adds to."""
    number: int
    numbers: tuple[int, ...]
    """All numbers asked under this label; more than one where the source does not tell them apart."""
    total: int
    """How many questions the letter has."""
    title: str | None
    """An editor's short title, if any."""
    question: tuple[BlockView, ...]
    answer: tuple[BlockView, ...]
    answered_in: Ref | None
    """Where the answer is given under another number: that page. `answer` then repeats it in full."""
    answers_also: tuple[Ref, ...]
    """The other questions this answer is for."""
    footnotes: tuple[FootnoteView, ...]
    submitted: Day | None
    asked_by: tuple[PersonView, ...]
    answered_by: tuple[PersonView, ...]
    on_behalf_of: tuple[PersonView, ...]
    kind: str
    """The letter's kind: a page without an answer says why."""
    refers_to: tuple[QuestionRow, ...]
    """Questions this page points at."""
    other_letters: tuple[Excerpt, ...]
    """Questions of other letters it points at."""
    cites: tuple[CitedDocument, ...]
    cited_by: tuple[Excerpt, ...]
    """Answers that point here, with the sentence around it."""
    actors: tuple[Count, ...]
    """Who is mentioned, with how often; 0 where not by name, but an editor said so."""
    topics: tuple[Ref, ...]
    articles: tuple[ArticleRow, ...]
    proof: ProofView
    permanent: str
    """The page's own absolute address where known, else its site path."""
    citation: str
    """The answer's citation in plain text."""
    days: int | None = None
    """How many days after the question the answer was given."""
    same: tuple[SameQuestions, ...] = ()
    """Other letters about the same questions."""
    previous: QuestionRow | None = None
    next: QuestionRow | None = None
    share: ShareView | None = None
    withdrawn: tuple[WithdrawnPassage, ...] = ()
    changed: tuple[ChangedDay, ...] = ()
    """When an import changed its text for the last time; nothing where none did."""
