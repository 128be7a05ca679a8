"""The page of a letter as a whole, with the map of how its answers refer to each other."""

from __future__ import annotations

from generator.core.values import Value
from generator.pages.views.earlier import ChangedDay
from generator.pages.views.head import PageView
from generator.pages.views.refs import CitedDocument, Count, Day, PersonView, Ref, RelatedLetter
from generator.pages.views.rows import ArticleRow, ExcerptGroup, QuestionRow, SameQuestions
from generator.pages.views.share import ShareView
from generator.pages.views.text import BlockView, FootnoteView, ProofView, WithdrawnPassage


class ReferenceNode(Value, frozen=True):
    """A question in the map of a letter, with the arcs that leave it and where they lead."""

    ref: Ref
    """On the letter's own page."""
    x: int
    """The middle of its number."""
    paths: tuple[str, ...]
    """Path data of its arcs."""
    targets: tuple[Ref, ...]


class ReferenceMap(Value, frozen=True):
    """How questions and answers of a letter refer to each other; measures are sixteenths of the text's size."""

    width: int
    height: int
    line: int
    """The baseline of the numbers."""
    nodes: tuple[ReferenceNode, ...]
    both_ways: bool
    """Whether some refer back (arcs above the numbers) and some ahead (below)."""


class LetterSection(Value, frozen=True):
    """One question with its answer on the letter's page; `anchor` is `vraag-2`, block anchors are `vraag-2-a1`."""

    number: int
    numbers: tuple[int, ...]
    anchor: str
    url: str
    title: str | None
    question: tuple[BlockView, ...]
    answer: tuple[BlockView, ...]
    answered_in: Ref | None
    answers_also: tuple[Ref, ...]


class LetterView(PageView, frozen=True):
    """A letter to read as a whole."""

    title: str
    date: Day | None
    submitted: Day | None
    received: Day | None
    numbers: tuple[str, ...]
    publication: Ref | None
    reference: str | None
    related: tuple[RelatedLetter, ...]
    """What corrects it or adds to it, and what it corrects or adds to."""
    kind: str
    asked_by: tuple[PersonView, ...]
    addressed_to: tuple[PersonView, ...]
    answered_by: tuple[PersonView, ...]
    on_behalf_of: tuple[PersonView, ...]
    topics: tuple[Ref, ...]
    cover: tuple[BlockView, ...]
    contents: tuple[QuestionRow, ...]
    sections: tuple[LetterSection, ...]
    footnotes: tuple[FootnoteView, ...]
    """Of the cover and all sections, in order of their marks."""
    cites: tuple[CitedDocument, ...]
    actors: tuple[Count, ...]
    proof: ProofView
    cited_by: tuple[ExcerptGroup, ...] = ()
    """Places in other letters that cite this letter, by its number or its publication."""
    articles: tuple[ArticleRow, ...] = ()
    """Articles elsewhere that link to the letter as a whole; those on its answers are on their pages."""
    days: int | None = None
    """How many days after the questions the letter was written, or where it has no date was received."""
    same: tuple[SameQuestions, ...] = ()
    """Other letters about the same questions, the oldest first."""
    unanswered: bool = False
    """Whether its questions have no answers on the site."""
    map: ReferenceMap | None = None
    """None where few answers refer to each other."""
    share: ShareView | None = None
    permanent: str = ""
    """The page's own absolute address where known, else its site path."""
    withdrawn: tuple[WithdrawnPassage, ...] = ()
    changed: tuple[ChangedDay, ...] = ()
    """When imports changed its text, the last day first, each question by its last change."""
