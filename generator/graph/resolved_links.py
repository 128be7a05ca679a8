"""Resolves the links in the texts of one letter, and those of all that is no letter.

What one destination leads to is decided in `targets`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from generator.core.diagnostics import Diagnostic, Position
from generator.core.model import (
    Actor,
    Content,
    Document,
    Footnote,
    Letter,
    MarkKind,
    ProsePage,
    Text,
    Topic,
    leaves,
    place_of,
)
from generator.graph.content_index import ContentIndex
from generator.graph.site import Citation, Pointer, QuestionKey, Target, TargetKind, TextKey
from generator.graph.targets import resolve
from generator.graph.texts import Leaf
from generator.references import schemes

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
Targets = dict[tuple[str, str], Target]
"""By letter ("" outside letters) and destination as written."""


@dataclass(frozen=True, slots=True)
class LetterLinks:
    """The links of one letter: in its texts and in the notes on it."""

    targets: Targets
    pointers: Mapping[TextKey, tuple[Pointer, ...]]
    citations: Mapping[TextKey, tuple[Citation, ...]]
    problems: tuple[Diagnostic, ...]


def letter_links_of(
    tables: Mapping[str, Mapping[Any, Any]], letter: Letter, all_leaves: Sequence[Leaf], paths: Mapping[int, str]
) -> LetterLinks:
    """Resolve the links in a letter's paragraphs, and in the notes on it.

    Args:
        tables: those of `ContentIndex`.
        letter: the letter.
        all_leaves: every paragraph of its texts.
        paths: the file of each question, and of the cover letter as number 0.
    """
    resolver = _Resolver(ContentIndex(**tables), letter.id)
    pointers: dict[TextKey, list[Pointer]] = defaultdict(list)
    citations: dict[TextKey, list[Citation]] = defaultdict(list)
    for leaf in all_leaves:
        for mark in leaf.paragraph.marks:
            if mark.kind is not MarkKind.LINK:
                continue
            target = resolver.target(mark.value, Position(paths[leaf.text.number], mark.line, mark.column))
            if target is None:
                continue
            place = leaf.place(mark.start, mark.end)
            if target.kind is TargetKind.QUESTION:
                pointers[leaf.text].append(Pointer(place, target.questions))
            if target.identity:
                document = schemes.document_of(target.identity)
                citations[leaf.text].append(Citation(place, target.identity, document))
    for note in letter.notes:
        resolver.text(note.blocks, note.position.path)
    return LetterLinks(resolver.targets, _frozen(pointers), _frozen(citations), tuple(resolver.problems))


@dataclass(frozen=True, slots=True)
class OutsideLinks:
    """The links of all that is no letter."""

    targets: Targets
    articles_to: Mapping[QuestionKey, tuple[str, ...]]
    articles_to_letter: Mapping[str, tuple[str, ...]]
    problems: tuple[Diagnostic, ...]


def outside_links_of(tables: Mapping[str, Mapping[Any, Any]], content: Content) -> OutsideLinks:
    """Resolve the links in what editors wrote outside letters, in articles' front matter, and in `withdrawn.yml`.

    `tables` are those of `ContentIndex`.
    """
    resolver = _Resolver(ContentIndex(**tables), "")
    items: tuple[Actor | Topic | Document | ProsePage, ...] = (
        *content.actors,
        *content.topics,
        *content.documents,
        *content.pages,
    )
    for item in items:
        resolver.text(item.body + _footnotes(item.footnotes), item.position.path)
    for gone in content.withdrawn:
        if gone.see:
            resolver.target(gone.see, gone.see_position or gone.position)
    questions: dict[QuestionKey, list[str]] = defaultdict(list)
    letters: dict[str, list[str]] = defaultdict(list)
    for article in content.articles:
        for index, destination in enumerate(article.links):
            target = resolver.target(destination, place_of(article, f"links.{index}"))
            if target and target.kind is TargetKind.LETTER:
                letters[target.id].append(article.id)
            for key in target.questions if target else ():
                questions[key].append(article.id)
    return OutsideLinks(resolver.targets, _frozen(questions), _frozen(letters), tuple(resolver.problems))


class _Resolver:
    """Resolves each destination of a letter once, and reports every place with one that cannot be resolved."""

    def __init__(self, index: ContentIndex, letter: str) -> None:
        self.index = index
        self.letter = letter
        self.targets: Targets = {}
        self.problems: list[Diagnostic] = []

    def target(self, destination: str, position: Position) -> Target | None:
        known = self.targets.get((self.letter, destination))
        if known:
            return known
        found = resolve(destination, self.letter, self.index, position)
        if isinstance(found, Diagnostic):
            self.problems.append(found)
            return None
        self.targets[self.letter, destination] = found
        return found

    def text(self, text: Text, path: str) -> None:
        for mark in (mark for leaf in leaves(text) for mark in leaf.marks if mark.kind is MarkKind.LINK):
            self.target(mark.value, Position(path, mark.line, mark.column))


def _footnotes(footnotes: Sequence[Footnote]) -> Text:
    return tuple(block for footnote in footnotes for block in footnote.blocks)


def by_question(groups: Iterable[Sequence[Pointer]]) -> dict[QuestionKey, tuple[Pointer, ...]]:
    """Return pointers by each question that they lead to, in reading order."""
    found: dict[QuestionKey, list[Pointer]] = defaultdict(list)
    for pointer in (pointer for group in groups for pointer in group):
        for key in pointer.targets:
            found[key].append(pointer)
    return _frozen(found)


def by_document(groups: Iterable[Sequence[Citation]]) -> dict[schemes.Identity, tuple[Citation, ...]]:
    """Return citations by document, in reading order."""
    found: dict[schemes.Identity, list[Citation]] = defaultdict(list)
    for citation in (citation for group in groups for citation in group):
        found[citation.document].append(citation)
    return _frozen(found)


def _frozen(groups: Mapping[_Key, Sequence[_Value]]) -> dict[_Key, tuple[_Value, ...]]:
    return {key: tuple(dict.fromkeys(group)) for key, group in groups.items()}
