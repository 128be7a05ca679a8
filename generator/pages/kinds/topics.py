"""The pages of topics with their answers, and the index of topics as a tree and from A to Z."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from generator.core import urls
from generator.core.digest import of_value
from generator.core.language import sort_key
from generator.core.model import Topic
from generator.graph.site import QuestionKey, SiteGraph
from generator.pages.data.identifiers import same_as
from generator.pages.reuse.extract import Told
from generator.pages.reuse.sheets import Unmade
from generator.pages.views import Count, IndexGroup, Page, Ref, TopicNode, TopicsView, TopicView
from generator.pages.writing import rows
from generator.pages.writing.editors_text import free
from generator.pages.writing.page_context import Here
from generator.pages.writing.site_context import Desk


def pages(desk: Desk, told: Told) -> Iterator[Unmade]:
    """Give a page for every topic."""
    graph = desk.graph
    under = questions_under(graph)
    topics = of_value(graph.content.topics)
    for topic in graph.content.topics:
        path = urls.topic(desk.segments, topic.id)
        own = graph.topic_questions.get(topic.id, ())
        counts = tree(Here(desk, path), under, topic.id)
        shown = (own, tuple(_in_order(desk, under[topic.id])), told.letters(key.letter for key in under[topic.id]))
        told_by = (topics, shown, counts, told.links(topic.body, topic.footnotes), path in desk.followed)
        yield Unmade(path, told_by, partial(_page, desk, topic, under))


def index(desk: Desk) -> Page:
    """Give the index of topics."""
    return _index(desk, questions_under(desk.graph))


def tree(
    here: Here, under: Mapping[str, frozenset[QuestionKey]], root: str = "", above: frozenset[str] = frozenset()
) -> tuple[TopicNode, ...]:
    """Give the topics below one (or all, below none) with their counts; `above` are those on the way down."""
    graph = here.desk.graph
    seen = above | {root}
    return tuple(
        TopicNode(
            here.topic(child),
            len(set(graph.topic_questions.get(child, ()))),
            len(under[child]),
            tree(here, under, child, seen),
        )
        for child in graph.topic_children.get(root, ())
        if child not in seen
    )


def questions_under(graph: SiteGraph) -> Mapping[str, frozenset[QuestionKey]]:
    """Give the questions of every topic and of all topics below it."""
    found: dict[str, frozenset[QuestionKey]] = {}

    def gather(topic: str) -> frozenset[QuestionKey]:
        if topic not in found:
            found[topic] = frozenset()  # where the tree has a circle (an error elsewhere), it ends here
            found[topic] = frozenset(graph.topic_questions.get(topic, ())).union(
                *(gather(child) for child in graph.topic_children.get(topic, ()))
            )
        return found[topic]

    for topic in graph.topics:
        gather(topic)
    return found


def _page(desk: Desk, topic: Topic, under: Mapping[str, frozenset[QuestionKey]]) -> Page:
    graph = desk.graph
    path = urls.topic(desk.segments, topic.id)
    here = Here(desk, path)
    own = graph.topic_questions.get(topic.id, ())
    below = under[topic.id] - set(own)
    view = TopicView(
        page=here.meta("topic", topic.name, text=topic.body),
        name=topic.name,
        body=free(here, topic.body, footnotes=topic.footnotes),
        parents=tuple(_parents(here, topic)),
        children=tree(here, under, topic.id),
        see_also=tuple(here.topic(other) for other in topic.see_also),
        same_as=same_as(topic.same_as),
        groups=rows.answer_groups(here, _in_order(desk, own)),
        below=rows.answer_groups(here, _in_order(desk, below)),
        total=len(under[topic.id]),
        years=rows.years(under[topic.id], graph.letters),
    )
    return Page(path, view, topic.position.path)


def _index(desk: Desk, under: Mapping[str, frozenset[QuestionKey]]) -> Page:
    path = f"/{desk.segments.topics}/"
    here = Here(desk, path)
    groups: dict[str, list[Count]] = {}
    for entry in sorted(_entries(here, under), key=lambda entry: sort_key(entry.ref.title)):
        groups.setdefault(_initial(entry.ref.title), []).append(entry)
    index = tuple(IndexGroup(initial, tuple(found)) for initial, found in groups.items())
    view = TopicsView(here.meta("topics", desk.words("pages-topics")), tree(here, under), index)
    return Page(path, view, "")


def _entries(here: Here, under: Mapping[str, frozenset[QuestionKey]]) -> Iterator[Count]:
    """Give what stands in the index: every topic, and every keyword that is no topic's name with where to look."""
    topics = here.desk.graph.content.topics
    named = {sort_key(topic.name)[0] for topic in topics}
    keywords: dict[str, tuple[str, list[Ref]]] = {}
    for topic in topics:
        ref = here.topic(topic.id)
        yield Count(ref, len(under[topic.id]))
        for keyword in topic.keywords:
            folded = sort_key(keyword)[0]
            if folded and folded not in named:
                _, found = keywords.setdefault(folded, (keyword, []))
                found += [ref] if ref not in found else []
    for keyword, found in keywords.values():
        yield Count(Ref("", keyword), 0, see=tuple(sorted(found, key=lambda ref: sort_key(ref.title))))


def _in_order(desk: Desk, keys: Iterable[QuestionKey]) -> list[QuestionKey]:
    return sorted(set(keys), key=lambda key: (desk.letter_order[key.letter], key.number))


def _parents(here: Here, topic: Topic) -> Iterator[Ref]:
    """Give the topics above one, from the root down; a circle (an error elsewhere) ends it."""
    above: list[str] = []
    parent = topic.parent
    while parent and parent not in above and parent in here.desk.graph.topics:
        above.append(parent)
        parent = here.desk.graph.topics[parent].parent
    return (here.topic(one) for one in reversed(above))


def _initial(name: str) -> str:
    """Give the letter a name stands under: without accent, in capitals; digits and signs stand together under #."""
    first = sort_key(name)[0][:1].upper()
    return first if first.isalpha() else "#"
