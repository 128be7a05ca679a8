"""Makes the tree of topics, finds the questions of each topic, and checks the topic ids in front matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from generator.core import limits
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.language import sort_key
from generator.core.model import Letter, Question, Topic, place_of
from generator.core.nearest import nearest
from generator.graph.site import QuestionKey

_SHOWN = 12
"""How many topics of a circle are told."""


@dataclass(frozen=True, slots=True)
class TopicTree:
    """The topics by parent."""

    topics: Mapping[str, Topic]
    """By id, in the order of the content; one that counts as a root has no parent here, so that no walk up is endless."""
    children: Mapping[str, tuple[str, ...]]
    """By parent: topic ids sorted by name; the parent "" has the roots."""
    problems: tuple[Diagnostic, ...]


def topic_tree_of(*every: Topic) -> TopicTree:
    """Return the tree; a topic whose parent is unknown, too deep or a descendant of it is a root.

    The last two are reported here.
    """
    topics = {topic.id: topic for topic in every}
    problems: list[Diagnostic] = []
    circles = _circles(topics)
    for name, path in circles.items():
        problems.append(diagnostic("topic-circle", place_of(topics[name], "parent"), path=" → ".join(path)))
    deep = _too_deep(topics, circles, limits.current().topics)
    problems += [limits.problem("topics", place_of(topics[name], "parent")) for name in deep]
    children: dict[str, list[str]] = defaultdict(list)
    shown: dict[str, Topic] = {}
    for name, topic in topics.items():
        rooted = topic.parent is None or topic.parent not in topics or name in circles or name in deep
        children["" if rooted else str(topic.parent)].append(name)
        shown[name] = msgspec.structs.replace(topic, parent=None) if rooted and topic.parent else topic
    by_name = {key: tuple(sorted(ids, key=lambda id_: sort_key(topics[id_].name))) for key, ids in children.items()}
    return TopicTree(shown, by_name, tuple(problems))


def topic_questions_of(letter: Letter) -> dict[str, tuple[QuestionKey, ...]]:
    """Return a letter's questions by topic; the letter's own topics are those of all its questions."""
    found: dict[str, list[QuestionKey]] = defaultdict(list)
    for question in letter.questions:
        for topic in dict.fromkeys(letter.topics + question.topics):
            found[topic].append(QuestionKey(letter.id, question.number))
    return {topic: tuple(keys) for topic, keys in found.items()}


def _circles(topics: Mapping[str, Topic]) -> dict[str, tuple[str, ...]]:
    """Return the topics that are their own ancestor, each with its circle from itself on, the middle of a long one left out."""
    found: dict[str, tuple[str, ...]] = {}
    done: set[str] = set()
    for start in topics:
        path: dict[str, None] = {}
        name: str | None = start
        while name is not None and name in topics and name not in done and name not in path:
            path[name] = None
            name = topics[name].parent
        if name is not None and name in path:
            members = list(path)[list(path).index(name) :]
            for at, member in enumerate(members):
                onward = [*members[at : at + _SHOWN], *members[: max(at + _SHOWN - len(members), 0)]][: len(members)]
                found[member] = (*onward, *(["…"] if len(members) > _SHOWN else []), member)
        done |= path.keys()
    return {name: found[name] for name in topics if name in found}


def _too_deep(topics: Mapping[str, Topic], circles: Mapping[str, object], most: int) -> frozenset[str]:
    """Return the topics that are one below the deepest that may be; what is below them counts from there again."""
    depths: dict[str, int] = {}
    deep: set[str] = set()
    for start in topics:
        path: list[str] = []
        name: str | None = start
        while name is not None and name in topics and name not in depths:
            path.append(name)
            name = None if name in circles else topics[name].parent
        depth = depths.get(name or "", 0)
        for below in reversed(path):
            depth += 1
            if depth > most:
                deep.add(below)
                depth = 1
            depths[below] = depth
    return frozenset(deep)


def problems_of(references: Iterable[tuple[str, Position]], topics: Mapping[str, object]) -> Iterator[Diagnostic]:
    """Report each id of no topic."""
    for topic, position in references:
        if topic not in topics:
            yield diagnostic("unknown-topic", position, id=topic, word=topic, suggestion=nearest(topic, topics))


def references_in_letter(letter: Letter) -> Iterator[tuple[str, Position]]:
    """Yield every topic id in the front matter of a letter and its questions, with its position."""
    labelled: tuple[Letter | Question, ...] = (letter, *letter.questions)
    for item in labelled:
        for index, name in enumerate(item.topics):
            yield name, place_of(item, f"topics.{index}")


def references_in_topic(topic: Topic) -> Iterator[tuple[str, Position]]:
    """Yield every topic id in the front matter of a topic, with its position."""
    if topic.parent:
        yield topic.parent, place_of(topic, "parent")
    for index, other in enumerate(topic.see_also):
        yield other, place_of(topic, f"see_also.{index}")
