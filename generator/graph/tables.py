"""The site graph as tables, which is all that pages can see of it: each entry small, so that a page reads what it shows.

What is cheap to say of every letter once (titles, orders, who has to do with what) is said here, and looked up by pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from generator.core.config import Config
from generator.core.language import sort_key
from generator.core.model import Actor, Article, LetterHead, Note, ProsePage, Question, Text, Topic
from generator.core.values import Value
from generator.graph.excerpts import first_words
from generator.graph.site import (
    PARAGRAPH_ANCHORS,
    Anchored,
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
    """By topic: its questions and those of all topics below it, in reading order."""
    asked: Mapping[str, tuple[str, ...]]
    answered: Mapping[str, tuple[str, ...]]
    on_behalf: Mapping[str, tuple[str, ...]]
    named: Mapping[str, tuple[QuestionKey, ...]]
    involved: Mapping[str, tuple[QuestionKey, ...]]
    """By actor: the questions it asked or answered or that name it, in reading order; a letter without any is number 0."""
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
    departures: Mapping[TextKey, tuple[Departed, ...]]
    paragraphs: Mapping[TextKey, tuple[str, ...]]

    def anchor(self, text: TextKey, block: int) -> str:
        """Return the anchor of a block (from 0) on the page of its question, or of its letter; "" in a footnote."""
        known = self.paragraphs.get(text)
        if known and block < len(known):
            return known[block]
        numbered = PARAGRAPH_ANCHORS.get(text.part)
        return numbered(block + 1) if numbered else ""


def tables(graph: SiteGraph) -> SiteTables:
    """Return the tables of a linked site."""
    content = graph.content
    order = {letter: index for index, letter in enumerate(graph.letters)}

    def in_reading_order(keys: Iterable[QuestionKey]) -> tuple[QuestionKey, ...]:
        return tuple(sorted(keys, key=lambda key: (order[key.letter], key.number)))

    offices = sorted((actor for actor in content.actors if actor.ministry), key=lambda actor: sort_key(actor.name))
    ministry_offices = _grouped((actor.ministry or "", actor.id) for actor in offices)
    return SiteTables(
        config=graph.config,
        letters={letter.id: letter.head for letter in graph.letters.values()},
        numbers={
            letter.id: tuple(question.number for question in letter.questions) for letter in graph.letters.values()
        },
        question_counts={
            letter.id: sum(len({question.number, *question.joint}) for question in letter.questions)
            for letter in graph.letters.values()
        },
        letter_notes={letter.id: letter.notes for letter in graph.letters.values()},
        questions=graph.questions,
        heads={
            key: QuestionHead(question.number, first_words(question.question, TITLE), question.title)
            for key, question in graph.questions.items()
        },
        actors=graph.actors,
        topics=graph.topics,
        articles={article.id: article for article in content.articles},
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
        under_topic={topic: in_reading_order(keys) for topic, keys in _under_topic(graph).items()},
        asked=graph.asked,
        answered=graph.answered,
        on_behalf=graph.on_behalf,
        named=graph.named,
        involved={
            actor: in_reading_order(_involved(graph, actor, ministry_offices.get(actor, ()))) for actor in graph.actors
        },
        holders=_grouped((term.office, term) for term in graph.terms),
        held=_grouped((term.actor, term) for term in graph.terms),
        ministry_offices=ministry_offices,
        articles_to=graph.articles_to,
        articles_to_letter=graph.articles_to_letter,
        own=graph.own,
        known_as=_grouped((graph.own[identity], identity) for identity in sorted(graph.own)),
        departures=graph.departures,
        paragraphs=graph.paragraphs,
    )


def _under_topic(graph: SiteGraph) -> dict[str, frozenset[QuestionKey]]:
    """Return the questions of every topic and of all topics below it; in the tree no topic is in a circle."""
    found = {topic: frozenset(graph.topic_questions.get(topic, ())) for topic in graph.topics}
    order = list(graph.topic_children.get("", ()))
    for topic in order:  # which grows: every topic comes after its parent
        order += graph.topic_children.get(topic, ())
    for topic in reversed(order):
        found[topic] = found[topic].union(*(found[child] for child in graph.topic_children.get(topic, ())))
    return found


def _involved(graph: SiteGraph, actor: str, offices: Iterable[str]) -> frozenset[QuestionKey]:
    """Return the questions that an actor, or for a ministry one of its offices, has to do with."""
    letters = {
        letter
        for one in (actor, *offices)
        for relation in (graph.asked, graph.answered, graph.on_behalf)
        for letter in relation.get(one, ())
    }
    numbers = ((letter, question.number) for letter in letters for question in graph.letters[letter].questions)
    whole = {QuestionKey(letter, 0) for letter in letters if not graph.letters[letter].questions}
    mentioned = {QuestionKey(m.place.text.letter, m.place.text.number) for m in graph.mentions_of.get(actor, ())}
    in_questions = {key for key in mentioned if key.number or not graph.letters[key.letter].questions}
    return frozenset({QuestionKey(*pair) for pair in numbers} | whole | in_questions | {*graph.named.get(actor, ())})


def _grouped(pairs: Iterable[tuple[str, _Of]]) -> dict[str, tuple[_Of, ...]]:
    groups: dict[str, list[_Of]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
