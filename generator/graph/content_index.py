"""Indexes all content that a link can lead to, by id, number and path; `targets` resolves destinations with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.core.model import Content, Letter, LetterKind, Question
from generator.graph.site import QuestionKey, Target, TargetKind, TextKey
from generator.references import schemes
from generator.references.schemes import Identity


@dataclass(frozen=True, slots=True)
class ContentIndex:
    """All content that a link can lead to, by what a destination may name."""

    letters: Mapping[str, Letter]
    questions: Mapping[QuestionKey, Question]
    """By letter and number; a joint number (`with: [5]`) leads to the question whose file has it."""
    numbers: Mapping[str, tuple[int, ...]]
    """By letter: the numbers of its questions, joint ones too, sorted."""
    ids: Mapping[TargetKind, frozenset[str]]
    """The ids of letters, actors, topics, pages and notes (`<letter>/<note>`)."""
    paths: Mapping[str, Target]
    """What a relative link to a content file leads to, by the file's path."""
    own: Mapping[Identity, str]
    """The letter id for each document that is a letter on this site."""
    paragraphs: Mapping[TextKey, tuple[str, ...]] = field(default_factory=dict)
    """The anchors of a text's paragraphs, if they are not simply numbered from 1."""


def content_index_of(
    content: Content, letters: Mapping[str, Letter], paragraphs: Mapping[TextKey, tuple[str, ...]] | None = None
) -> ContentIndex:
    """Return the index of all content."""
    questions: dict[QuestionKey, Question] = {}
    for letter in letters.values():
        for question in letter.questions:
            for number in (question.number, *question.joint):
                questions.setdefault(QuestionKey(letter.id, number), question)
    numbers = {
        letter.id: tuple(sorted({n for q in letter.questions for n in (q.number, *q.joint)}))
        for letter in letters.values()
    }
    ids = {
        TargetKind.LETTER: frozenset(letters),
        TargetKind.ACTOR: frozenset(actor.id for actor in content.actors),
        TargetKind.TOPIC: frozenset(topic.id for topic in content.topics),
        TargetKind.PAGE: frozenset(page.slug for page in content.pages),
        TargetKind.NOTE: frozenset(f"{note.letter}/{note.id}" for x in letters.values() for note in x.notes),
    }
    return ContentIndex(letters, questions, numbers, ids, _paths(content), _own(letters), paragraphs or {})


def _paths(content: Content) -> dict[str, Target]:
    found: dict[str, Target] = {}
    for letter in content.letters:
        found[letter.position.path] = Target(TargetKind.LETTER, letter.id)
        for question in letter.questions:
            key = QuestionKey(letter.id, question.number)
            found[question.position.path] = Target(TargetKind.QUESTION, questions=(key,))
        for note in letter.notes:
            found[note.position.path] = Target(TargetKind.NOTE, f"{letter.id}/{note.id}")
    found |= {actor.position.path: Target(TargetKind.ACTOR, actor.id) for actor in content.actors}
    found |= {topic.position.path: Target(TargetKind.TOPIC, topic.id) for topic in content.topics}
    found |= {page.position.path: Target(TargetKind.PAGE, page.slug) for page in content.pages}
    return found


def _own(letters: Mapping[str, Letter]) -> dict[Identity, str]:
    """Return the letter id by identity of each letter: its question numbers (`zaak:`) and its publication (`ah:`).

    A question number may belong to several letters on the site: the questions, a postponement and the answers. Then the
    answers are meant; of several letters of one kind, the newest (`letters` has the newest first).
    """
    found: dict[Identity, str] = {}
    ranked = sorted(letters.values(), key=lambda letter: _RANK[letter.kind])
    for letter in ranked:
        destinations = [f"zaak:{number}" for number in letter.numbers]
        if letter.publication:
            destinations.append(letter.publication.replace("-", ":", 1))
        for identity in filter(None, map(schemes.parse, destinations)):
            found.setdefault(identity, letter.id)
    return found


_RANK = {LetterKind.ANSWERS: 0, LetterKind.LETTER: 1, LetterKind.QUESTIONS: 2, LetterKind.POSTPONEMENT: 3}
