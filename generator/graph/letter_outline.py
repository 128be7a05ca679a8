"""Everything that a letter says by itself: its texts, notes and roles, and what links of others may lead to.

It depends on the letter's own files, the site's segments and the ledger; no other content is seen here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.core.config import Segments
from generator.core.diagnostics import Diagnostic, Position
from generator.core.model import Actor, Letter, Note, ProsePage, Question, Text, Topic, place_of
from generator.graph.answered_in import answers_of
from generator.graph.content_index import identities_of
from generator.graph.departure_places import departure_places_of
from generator.graph.earlier_texts import changes_of
from generator.graph.note_anchors import note_anchors_of
from generator.graph.paragraph_anchors import Rows, earlier_anchors_of, paragraph_anchors_of
from generator.graph.roles import LetterRoles, roles_of
from generator.graph.site import (
    Anchored,
    Change,
    Departed,
    QuestionKey,
    Target,
    TargetKind,
    TextKey,
)
from generator.graph.texts import Leaf, all_leaves, texts_of
from generator.graph.topic_tree import topic_questions_of
from generator.references.schemes import Identity

Claim = tuple[str, Position]
"""An address or a number that a letter has, and where it says so."""


@dataclass(frozen=True, slots=True)
class LetterOutline:
    """What one letter says by itself; where nothing else is said, as in `SiteGraph` and `ContentIndex`."""

    texts: Mapping[TextKey, Text]
    leaves: tuple[Leaf, ...]
    """Every paragraph of its texts."""
    paths: Mapping[int, str]
    """The file of each question, and of the cover letter as number 0."""
    questions: Mapping[QuestionKey, Question]
    numbers: tuple[int, ...]
    holders: Mapping[QuestionKey, int]
    files: Mapping[str, Target]
    note_files: Mapping[str, str]
    own: tuple[Identity, ...]
    paragraphs: Mapping[TextKey, tuple[str, ...]]
    notes: Mapping[TextKey, tuple[Anchored, ...]]
    changes: Mapping[QuestionKey, tuple[Change, ...]]
    departures: Mapping[TextKey, tuple[Departed, ...]]
    answers: Mapping[QuestionKey, QuestionKey]
    covers: Mapping[QuestionKey, tuple[QuestionKey, ...]]
    topics: Mapping[str, tuple[QuestionKey, ...]]
    roles: LetterRoles
    old_addresses: tuple[Claim, ...]
    official_numbers: tuple[Claim, ...]
    problems: tuple[Diagnostic, ...]


def outline_of(
    published: Mapping[str, Mapping[tuple[str, str], Rows]], letter: Letter, segments: Segments, *, has_ledger: bool
) -> LetterOutline:
    """Return the outline of a letter; `published` has what the ledger has, by `identity` and by `path`."""
    texts = texts_of(letter)
    by_number: dict[int, Question] = {}
    for question in letter.questions:
        for number in (question.number, *question.joint):
            by_number.setdefault(number, question)
    items: tuple[Letter | Question | Note, ...] = (letter, *letter.questions, *letter.notes)
    moved = (item for item in items if item.aliases)
    keys = {number: QuestionKey(letter.id, number) for number in by_number}
    paragraphs = (
        paragraph_anchors_of(letter, texts, segments, published["identity"], published["path"]) if has_ledger else {}
    )

    def anchors(key: TextKey, words: tuple[str, ...]) -> tuple[str, ...]:
        return earlier_anchors_of(letter, key, words, segments, published) if has_ledger else ()

    answers, covers, wrong_answers = answers_of(letter, by_number)
    notes, lost_notes = note_anchors_of(letter, texts, by_number)
    departures, lost_departures = departure_places_of(letter, texts)
    return LetterOutline(
        texts=texts,
        leaves=all_leaves(texts),
        paths={0: letter.position.path} | {question.number: question.position.path for question in letter.questions},
        questions={keys[number]: question for number, question in by_number.items()},
        numbers=tuple(sorted(by_number)),
        holders={keys[number]: question.number for number, question in by_number.items()},
        files=dict(_files(letter)),
        note_files={f"{letter.id}/{note.id}": note.position.path for note in letter.notes},
        own=tuple(identities_of(letter)),
        paragraphs=paragraphs,
        notes=notes,
        changes=changes_of(letter, anchors),
        departures=departures,
        answers=answers,
        covers=covers,
        topics=topic_questions_of(letter),
        roles=roles_of(letter),
        old_addresses=tuple(chain.from_iterable(map(old_addresses, moved))),
        official_numbers=tuple(_official_numbers(letter)),
        problems=(*wrong_answers, *lost_notes, *lost_departures),
    )


def _files(letter: Letter) -> Iterator[tuple[str, Target]]:
    """Yield the path of each file of a letter, and what a link to it leads to."""
    yield letter.position.path, Target(TargetKind.LETTER, letter.id)
    for question in letter.questions:
        key = QuestionKey(letter.id, question.number)
        yield question.position.path, Target(TargetKind.QUESTION, questions=(key,))
    for note in letter.notes:
        yield note.position.path, Target(TargetKind.NOTE, f"{letter.id}/{note.id}")


def old_addresses(item: Letter | Question | Note | Actor | Topic | ProsePage) -> Iterator[Claim]:
    """Yield the old addresses that lead to something, as its front matter has them."""
    key, aliases = ("old_urls", item.redirects) if isinstance(item, Actor) else ("aliases", item.aliases)
    for index, alias in enumerate(aliases):
        yield alias, place_of(item, f"{key}.{index}")


def _official_numbers(letter: Letter) -> Iterator[Claim]:
    for index, number in enumerate(letter.numbers):
        yield number, place_of(letter, f"numbers.{index}")
    if letter.publication:
        yield letter.publication, place_of(letter, "publication")
