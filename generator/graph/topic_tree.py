"""Makes the tree of topics, finds the questions of each topic, and checks the topic ids in front matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.language import sort_key
from generator.core.model import Letter, Question, Topic, place_of
from generator.core.nearest import nearest
from generator.graph.site import QuestionKey


@dataclass(frozen=True, slots=True)
class TopicTree:
    """The topics by parent, and the questions by topic."""

    children: Mapping[str, tuple[str, ...]]
    """By parent: topic ids sorted by name; the parent "" has the roots."""
    questions: Mapping[str, tuple[QuestionKey, ...]]
    """By topic, in the order of letters; a letter's topics are those of all its questions."""
    problems: tuple[Diagnostic, ...]


def topic_tree_of(letters: Mapping[str, Letter], topics: Mapping[str, Topic]) -> TopicTree:
    """Return the tree; a topic whose parent is unknown or a descendant of it counts as a root, and is reported."""
    problems = list(_unknown(letters, topics))
    circles = _circles(topics)
    for name, path in circles.items():
        problems.append(diagnostic("topic-circle", place_of(topics[name], "parent"), path=" → ".join(path)))
    children: dict[str, list[str]] = defaultdict(list)
    for name, topic in topics.items():
        rooted = topic.parent is None or topic.parent not in topics or name in circles
        children["" if rooted else str(topic.parent)].append(name)
    by_name = {key: tuple(sorted(ids, key=lambda id_: sort_key(topics[id_].name))) for key, ids in children.items()}
    return TopicTree(by_name, _questions(letters), tuple(problems))


def _questions(letters: Mapping[str, Letter]) -> dict[str, tuple[QuestionKey, ...]]:
    found: dict[str, list[QuestionKey]] = defaultdict(list)
    for letter in letters.values():
        for question in letter.questions:
            for topic in dict.fromkeys(letter.topics + question.topics):
                found[topic].append(QuestionKey(letter.id, question.number))
    return {topic: tuple(keys) for topic, keys in found.items()}


def _circles(topics: Mapping[str, Topic]) -> dict[str, tuple[str, ...]]:
    """Return the topics that are their own ancestor, each with its circle of topics."""
    found: dict[str, tuple[str, ...]] = {}
    for start in topics.values():
        path = [start.id]
        parent = start.parent
        while parent is not None and parent in topics and parent not in path:
            path.append(parent)
            parent = topics[parent].parent
        if parent == start.id:
            found[start.id] = (*path, start.id)
    return found


def _unknown(letters: Mapping[str, Letter], topics: Mapping[str, Topic]) -> Iterator[Diagnostic]:
    for topic, position in _references(letters, topics):
        if topic not in topics:
            yield diagnostic("unknown-topic", position, id=topic, suggestion=nearest(topic, topics))


def _references(letters: Mapping[str, Letter], topics: Mapping[str, Topic]) -> Iterator[tuple[str, Position]]:
    """Yield every topic id in front matter, with its position."""
    for letter in letters.values():
        labelled: tuple[Letter | Question, ...] = (letter, *letter.questions)
        for item in labelled:
            for index, name in enumerate(item.topics):
                yield name, place_of(item, f"topics.{index}")
    for topic in topics.values():
        if topic.parent:
            yield topic.parent, place_of(topic, "parent")
        for index, other in enumerate(topic.see_also):
            yield other, place_of(topic, f"see_also.{index}")
