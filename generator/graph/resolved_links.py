"""Resolves every link of the content and indexes the links in both directions.

What one destination leads to is decided in `targets`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.core.diagnostics import Diagnostic, Position
from generator.core.model import Content, Footnote, MarkKind, Text, leaves, place_of
from generator.graph.content_index import ContentIndex
from generator.graph.site import Citation, Pointer, QuestionKey, Target, TargetKind, TextKey
from generator.graph.targets import resolve
from generator.graph.texts import Leaf
from generator.references import schemes
from generator.references.schemes import Identity

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class ResolvedLinks:
    """The links of the content: by text they are in, and by what they lead to."""

    targets: Mapping[tuple[str, str], Target]
    pointers: Mapping[TextKey, tuple[Pointer, ...]]
    pointers_to: Mapping[QuestionKey, tuple[Pointer, ...]]
    citations: Mapping[TextKey, tuple[Citation, ...]]
    citations_of: Mapping[Identity, tuple[Citation, ...]]
    articles_to: Mapping[QuestionKey, tuple[str, ...]]
    articles_to_letter: Mapping[str, tuple[str, ...]]
    problems: tuple[Diagnostic, ...]


def resolved_links_of(
    content: Content, all_leaves: Sequence[Leaf], paths: Mapping[tuple[str, int], str], index: ContentIndex
) -> ResolvedLinks:
    """Resolve the links in letters, in what editors wrote, in articles' front matter, and in `withdrawn.yml`."""
    resolver = _Resolver(index)
    pointers: dict[TextKey, list[Pointer]] = defaultdict(list)
    citations: dict[TextKey, list[Citation]] = defaultdict(list)
    for leaf in all_leaves:
        for mark in leaf.paragraph.marks:
            if mark.kind is not MarkKind.LINK:
                continue
            path = paths[leaf.text.letter, leaf.text.number]
            target = resolver.target(mark.value, leaf.text.letter, Position(path, mark.line, mark.column))
            if target is None:
                continue
            place = leaf.place(mark.start, mark.end)
            if target.kind is TargetKind.QUESTION:
                pointers[leaf.text].append(Pointer(place, target.questions))
            if target.identity:
                document = schemes.document_of(target.identity)
                citations[leaf.text].append(Citation(place, target.identity, document))
    for letter, path, text in _editors_texts(content):
        for mark in (mark for leaf in leaves(text) for mark in leaf.marks if mark.kind is MarkKind.LINK):
            resolver.target(mark.value, letter, Position(path, mark.line, mark.column))
    for gone in content.withdrawn:
        if gone.see:
            resolver.target(gone.see, "", gone.see_position or gone.position)
    articles, articles_to_letter = _articles(content, resolver)
    return ResolvedLinks(
        targets=resolver.targets,
        pointers=_frozen(pointers),
        pointers_to=_by_question(pointers),
        citations=_frozen(citations),
        citations_of=_by_document(citations),
        articles_to=articles,
        articles_to_letter=articles_to_letter,
        problems=tuple(resolver.problems),
    )


class _Resolver:
    """Resolves each destination once for each letter, and reports every place with one that cannot be resolved."""

    def __init__(self, index: ContentIndex) -> None:
        self.index = index
        self.targets: dict[tuple[str, str], Target] = {}
        self.problems: list[Diagnostic] = []

    def target(self, destination: str, letter: str, position: Position) -> Target | None:
        known = self.targets.get((letter, destination))
        if known:
            return known
        found = resolve(destination, letter, self.index, position)
        if isinstance(found, Diagnostic):
            self.problems.append(found)
            return None
        self.targets[letter, destination] = found
        return found


def _editors_texts(content: Content) -> Iterator[tuple[str, str, Text]]:
    """Yield each text that editors wrote, after the letter it belongs to ("" for none) and the path of its file."""
    for letter in content.letters:
        for note in letter.notes:
            yield letter.id, note.position.path, note.blocks
    for actor in content.actors:
        yield "", actor.position.path, actor.body + _footnotes(actor.footnotes)
    for topic in content.topics:
        yield "", topic.position.path, topic.body + _footnotes(topic.footnotes)
    for page in content.pages:
        yield "", page.position.path, page.body + _footnotes(page.footnotes)


def _footnotes(footnotes: Sequence[Footnote]) -> Text:
    return tuple(block for footnote in footnotes for block in footnote.blocks)


def _articles(
    content: Content, resolver: _Resolver
) -> tuple[dict[QuestionKey, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    questions: dict[QuestionKey, list[str]] = defaultdict(list)
    letters: dict[str, list[str]] = defaultdict(list)
    for article in content.articles:
        for index, destination in enumerate(article.links):
            target = resolver.target(destination, "", place_of(article, f"links.{index}"))
            if target and target.kind is TargetKind.LETTER:
                letters[target.id].append(article.id)
            for key in target.questions if target else ():
                questions[key].append(article.id)
    return _frozen(questions), _frozen(letters)


def _by_question(pointers: Mapping[TextKey, Sequence[Pointer]]) -> dict[QuestionKey, tuple[Pointer, ...]]:
    found: dict[QuestionKey, list[Pointer]] = defaultdict(list)
    for group in pointers.values():
        for pointer in group:
            for key in pointer.targets:
                found[key].append(pointer)
    return _frozen(found)


def _by_document(citations: Mapping[TextKey, Sequence[Citation]]) -> dict[Identity, tuple[Citation, ...]]:
    found: dict[Identity, list[Citation]] = defaultdict(list)
    for group in citations.values():
        for citation in group:
            found[citation.document].append(citation)
    return _frozen(found)


def _frozen(groups: Mapping[_Key, Sequence[_Value]]) -> dict[_Key, tuple[_Value, ...]]:
    return {key: tuple(dict.fromkeys(group)) for key, group in groups.items()}
