"""The site graph as tables, which is all that pages can see of it: each entry small, so that a page reads what it shows.

What is cheap to say of every letter once (titles, orders, who has to do with what) is said here, and looked up by pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.core.config import Config
from generator.core.language import sort_key
from generator.core.memory import Memory, Steps
from generator.core.model import Actor, Article, Document, Letter, LetterHead, Note, ProsePage, Question, Text, Topic
from generator.core.values import Value
from generator.graph import answering
from generator.graph.excerpts import first_words
from generator.graph.merged import joined
from generator.graph.site import (
    PARAGRAPH_ANCHORS,
    Anchored,
    Change,
    Citation,
    Departed,
    Mention,
    OfficeTerm,
    Pointer,
    QuestionKey,
    SiteGraph,
    Target,
    TextKey,
)
from generator.references.schemes import Identity

TITLE = 160
"""How many characters a list shows of a question that has no editor's title."""

_Of = TypeVar("_Of")


class QuestionHead(Value, frozen=True):
    """What other pages show of a question."""

    number: int
    """The number that its page has: its own, or of those asked together the first."""
    words: str
    """Its first words."""
    title: str | None
    """The editor's title, where it has one."""

    @property
    def name(self) -> str:
        """What a list calls it."""
        return self.title or self.words


class SiteTables(Value, frozen=True):
    """The linked site by what is looked up; where nothing else is said, as in `SiteGraph`."""

    config: Config
    letters: Mapping[str, LetterHead]
    """Newest first; without questions and notes, which have tables of their own."""
    numbers: Mapping[str, tuple[int, ...]]
    """By letter: the numbers of its questions, of those asked together the first."""
    question_counts: Mapping[str, int]
    """By letter: how many questions it holds, those asked together each by itself."""
    letter_notes: Mapping[str, tuple[Note, ...]]
    """By letter, in the order of ids."""
    questions: Mapping[QuestionKey, Question]
    heads: Mapping[QuestionKey, QuestionHead]
    """By every number that a question was asked under."""
    actors: Mapping[str, Actor]
    topics: Mapping[str, Topic]
    articles: Mapping[str, Article]
    documents: Mapping[str, Document]
    """What editors say of cited documents, by the segment of the document's address."""
    own_pages: Mapping[str, ProsePage]
    """The site's own pages by slug."""
    texts: Mapping[TextKey, Text]
    targets: Mapping[tuple[str, str], Target]
    mentions: Mapping[TextKey, tuple[Mention, ...]]
    mentions_of: Mapping[str, tuple[Mention, ...]]
    pointers: Mapping[TextKey, tuple[Pointer, ...]]
    pointers_to: Mapping[QuestionKey, tuple[Pointer, ...]]
    citations: Mapping[TextKey, tuple[Citation, ...]]
    citations_of: Mapping[Identity, tuple[Citation, ...]]
    notes: Mapping[TextKey, tuple[Anchored, ...]]
    answers: Mapping[QuestionKey, QuestionKey]
    covers: Mapping[QuestionKey, tuple[QuestionKey, ...]]
    topic_children: Mapping[str, tuple[str, ...]]
    topic_questions: Mapping[str, tuple[QuestionKey, ...]]
    under_topic: Mapping[str, tuple[QuestionKey, ...]]
    asked: Mapping[str, tuple[str, ...]]
    answered: Mapping[str, tuple[str, ...]]
    on_behalf: Mapping[str, tuple[str, ...]]
    named: Mapping[str, tuple[QuestionKey, ...]]
    involved: Mapping[str, tuple[QuestionKey, ...]]
    holders: Mapping[str, tuple[OfficeTerm, ...]]
    """By office."""
    held: Mapping[str, tuple[OfficeTerm, ...]]
    """By person."""
    ministry_offices: Mapping[str, tuple[str, ...]]
    """By ministry: its offices, sorted by name."""
    articles_to: Mapping[QuestionKey, tuple[str, ...]]
    articles_to_letter: Mapping[str, tuple[str, ...]]
    own: Mapping[Identity, str]
    known_as: Mapping[str, tuple[Identity, ...]]
    """By letter: the documents that it is (`zaak:2021Z16860`)."""
    same_questions: Mapping[str, tuple[str, ...]]
    """By letter: the other letters about the same questions (a postponement, the answers), the oldest first."""
    unanswered: Mapping[str, bool]
    """The letters whose questions have no answers on the site; each set of questions is one."""
    waiting_for: Mapping[str, tuple[str, ...]]
    """By actor and office: those of `unanswered` with questions to it."""
    corrected_by: Mapping[str, tuple[str, ...]]
    supplemented_by: Mapping[str, tuple[str, ...]]
    changes: Mapping[QuestionKey, tuple[Change, ...]]
    departures: Mapping[TextKey, tuple[Departed, ...]]
    paragraphs: Mapping[TextKey, tuple[str, ...]]

    def anchor(self, text: TextKey, block: int) -> str:
        """Return the anchor of a block (from 0) on the page of its question, or of its letter; "" in a footnote."""
        known = self.paragraphs.get(text)
        if known and block < len(known):
            return known[block]
        numbered = PARAGRAPH_ANCHORS.get(text.part)
        return numbered(block + 1) if numbered else ""


def tables(graph: SiteGraph, memory: Memory | None = None) -> SiteTables:
    """Return the tables of a linked site. With a `memory`, entries that are as in the last run are the same objects."""
    with (memory or Memory()).stage("tables", None) as steps:
        return _tables(graph, steps)


def _tables(graph: SiteGraph, steps: Steps) -> SiteTables:
    content = graph.content
    rows = {name: steps.step(("letter", name), _rows, letter) for name, letter in graph.letters.items()}
    heads = steps.after("heads", joined, {name: row.heads for name, row in rows.items()})
    asked = tuple(row.asking for row in rows.values())
    same = steps.step("same questions", answering.same_questions, asked)
    unanswered = steps.step("unanswered", answering.unanswered, asked, same)
    return SiteTables(
        config=graph.config,
        letters={name: row.head for name, row in rows.items()},
        numbers={name: row.numbers for name, row in rows.items()},
        question_counts={name: row.count for name, row in rows.items()},
        letter_notes={name: row.notes for name, row in rows.items()},
        questions=graph.questions,
        heads=heads.entries,
        actors=graph.actors,
        topics=graph.topics,
        articles={article.id: article for article in content.articles},
        documents={document.id: document for document in content.documents},
        own_pages={page.slug: page for page in content.pages},
        texts=graph.texts,
        targets=graph.targets,
        mentions=graph.mentions,
        mentions_of=graph.mentions_of,
        pointers=graph.pointers,
        pointers_to=graph.pointers_to,
        citations=graph.citations,
        citations_of=graph.citations_of,
        notes=graph.notes,
        answers=graph.answers,
        covers=graph.covers,
        topic_children=graph.topic_children,
        topic_questions=graph.topic_questions,
        under_topic={topic: graph.under_topic.get(topic, ()) for topic in graph.topics},
        asked=graph.asked,
        answered=graph.answered,
        on_behalf=graph.on_behalf,
        named=graph.named,
        involved={actor: graph.involved.get(actor, ()) for actor in graph.actors},
        holders=steps.step("holders", _holders, graph.terms),
        held=steps.step("held", _held, graph.terms),
        ministry_offices=steps.step("ministry offices", _ministry_offices, content.actors),
        articles_to=graph.articles_to,
        articles_to_letter=graph.articles_to_letter,
        own=graph.own,
        known_as=steps.step("known as", _known_as, graph.own),
        same_questions=same,
        unanswered=dict.fromkeys(unanswered, True),
        waiting_for=steps.step("waiting for", answering.waiting_for, asked, unanswered),
        corrected_by=graph.corrected_by,
        supplemented_by=graph.supplemented_by,
        changes=graph.changes,
        departures=graph.departures,
        paragraphs=graph.paragraphs,
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """The entries of one letter."""

    head: LetterHead
    numbers: tuple[int, ...]
    count: int
    notes: tuple[Note, ...]
    asking: answering.Asking
    heads: Mapping[QuestionKey, QuestionHead]


def _rows(letter: Letter) -> _Rows:
    heads: dict[QuestionKey, QuestionHead] = {}
    for question in letter.questions:
        head = QuestionHead(question.number, first_words(question.question, TITLE), question.title)
        for number in (question.number, *question.joint):
            heads.setdefault(QuestionKey(letter.id, number), head)
    return _Rows(
        head=letter.head,
        numbers=tuple(question.number for question in letter.questions),
        count=sum(len({question.number, *question.joint}) for question in letter.questions),
        notes=letter.notes,
        asking=answering.asking(letter),
        heads=heads,
    )


def _holders(terms: Iterable[OfficeTerm]) -> dict[str, tuple[OfficeTerm, ...]]:
    return _grouped((term.office, term) for term in terms)


def _held(terms: Iterable[OfficeTerm]) -> dict[str, tuple[OfficeTerm, ...]]:
    return _grouped((term.actor, term) for term in terms)


def _ministry_offices(actors: Iterable[Actor]) -> dict[str, tuple[str, ...]]:
    offices = sorted((actor for actor in actors if actor.ministry), key=lambda actor: sort_key(actor.name))
    return _grouped((actor.ministry or "", actor.id) for actor in offices)


def _known_as(own: Mapping[Identity, str]) -> dict[str, tuple[Identity, ...]]:
    return _grouped((own[identity], identity) for identity in sorted(own))


def _grouped(pairs: Iterable[tuple[str, _Of]]) -> dict[str, tuple[_Of, ...]]:
    groups: dict[str, list[_Of]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
