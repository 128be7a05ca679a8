"""All content that a link can lead to, by id, number and path; `targets` resolves destinations with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.core.model import Actor, ActorType, Letter, LetterKind, ProsePage, Question, Topic
from generator.graph.site import QuestionKey, Target, TargetKind, TextKey
from generator.references import schemes
from generator.references.schemes import Identity


@dataclass(frozen=True, slots=True)
class ContentIndex:
    """All content that a link can lead to, by what a destination may name: tables that may note what is looked up."""

    numbers: Mapping[str, tuple[int, ...]]
    """By letter: the numbers of its questions, joint ones too, sorted."""
    holders: Mapping[QuestionKey, int]
    """The number of the question whose file has a question: its own, for a joint number (`with: [5]`) another."""
    questions: Mapping[QuestionKey, Question]
    """By every number."""
    letters: Mapping[str, Letter]
    paragraphs: Mapping[TextKey, tuple[str, ...]]
    """The anchors of a text's paragraphs, if they are not simply numbered from 1."""
    actors: Mapping[str, ActorType]
    topics: Mapping[str, str]
    """By id: the name."""
    pages: Mapping[str, str]
    """By slug: the title."""
    notes: Mapping[str, str]
    """By `<letter>/<note>`: the file."""
    files: Mapping[str, Target]
    """What a relative link to a content file leads to, by the file's path."""
    own: Mapping[Identity, str]
    """The letter id for each document that is a letter on this site."""

    def ids(self, kind: TargetKind) -> Mapping[str, Any]:
        """Return the table whose keys are the ids of letters, actors, topics, pages or notes (`<letter>/<note>`)."""
        tables: dict[TargetKind, Mapping[str, Any]] = {
            TargetKind.LETTER: self.numbers,
            TargetKind.ACTOR: self.actors,
            TargetKind.TOPIC: self.topics,
            TargetKind.PAGE: self.pages,
            TargetKind.NOTE: self.notes,
        }
        return tables[kind]


def files_outside_letters(
    actors: Iterable[Actor], topics: Iterable[Topic], pages: Iterable[ProsePage]
) -> dict[str, Target]:
    """Return what the path of each file outside letters leads to."""
    found = {actor.position.path: Target(TargetKind.ACTOR, actor.id) for actor in actors}
    found |= {topic.position.path: Target(TargetKind.TOPIC, topic.id) for topic in topics}
    return found | {page.position.path: Target(TargetKind.PAGE, page.slug) for page in pages}


def identities_of(letter: Letter) -> Iterator[Identity]:
    """Yield the documents that a letter is: its question numbers (`zaak:`) and its publication (`ah:`)."""
    destinations = [f"zaak:{number}" for number in letter.numbers]
    if letter.publication:
        destinations.append(letter.publication.replace("-", ":", 1))
    yield from filter(None, map(schemes.parse, destinations))


def own_documents(letters: Iterable[tuple[str, LetterKind, tuple[Identity, ...]]]) -> dict[Identity, str]:
    """Return the letter by identity, from the id, kind and identities of each, newest first.

    A question number may belong to several letters on the site: the questions, a postponement and the answers. Then the
    answers are meant; of several letters of one kind, the newest.
    """
    found: dict[Identity, str] = {}
    for letter, _, identities in sorted(letters, key=lambda row: _RANK[row[1]]):
        for identity in identities:
            found.setdefault(identity, letter)
    return found


_RANK = {LetterKind.ANSWERS: 0, LetterKind.LETTER: 1, LetterKind.QUESTIONS: 2, LetterKind.POSTPONEMENT: 3}
