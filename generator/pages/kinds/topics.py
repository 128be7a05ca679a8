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
from generator.pages.writing.editors_text import editors_html
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext


def pages(site: SiteContext, told: Told) -> Iterator[Unmade]:
    """Yield a page for every topic."""
    graph = site.graph
    under = questions_under(graph)
    topics = of_value(graph.content.topics)
    for topic in graph.content.topics:
        path = urls.topic(site.segments, topic.id)
        own = graph.topic_questions.get(topic.id, ())
        counts = tree(PageContext(site, path), under, topic.id)
        shown = (own, tuple(_in_order(site, under[topic.id])), told.letters(key.letter for key in under[topic.id]))
        told_by = (topics, shown, counts, told.links(topic.body, topic.footnotes), path in site.followed)
        yield Unmade(path, told_by, partial(_page, site, topic, under))


def index(site: SiteContext) -> Page:
    """Return the index of topics."""
    return _index(site, questions_under(site.graph))


def tree(
    page: PageContext, under: Mapping[str, frozenset[QuestionKey]], root: str = "", above: frozenset[str] = frozenset()
) -> tuple[TopicNode, ...]:
    """Return the topics below one (or all, below none) with their counts; `above` are those on the way down."""
    graph = page.site.graph
    seen = above | {root}
    return tuple(
        TopicNode(
            page.topic(child),
            len(set(graph.topic_questions.get(child, ()))),
            len(under[child]),
            tree(page, under, child, seen),
        )
        for child in graph.topic_children.get(root, ())
        if child not in seen
    )


def questions_under(graph: SiteGraph) -> Mapping[str, frozenset[QuestionKey]]:
    """Return the questions of every topic and of all topics below it."""
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


def _page(site: SiteContext, topic: Topic, under: Mapping[str, frozenset[QuestionKey]]) -> Page:
    graph = site.graph
    path = urls.topic(site.segments, topic.id)
    page = PageContext(site, path)
    own = graph.topic_questions.get(topic.id, ())
    below = under[topic.id] - set(own)
    view = TopicView(
        page=page.meta("topic", topic.name, text=topic.body),
        name=topic.name,
        body=editors_html(page, topic.body, footnotes=topic.footnotes),
        parents=tuple(_parents(page, topic)),
        children=tree(page, under, topic.id),
        see_also=tuple(page.topic(other) for other in topic.see_also),
        same_as=same_as(topic.same_as),
        groups=rows.answer_groups(page, _in_order(site, own)),
        below=rows.answer_groups(page, _in_order(site, below)),
        total=len(under[topic.id]),
        years=rows.years(under[topic.id], graph.letters),
    )
    return Page(path, view, topic.position.path)


def _index(site: SiteContext, under: Mapping[str, frozenset[QuestionKey]]) -> Page:
    path = f"/{site.segments.topics}/"
    page = PageContext(site, path)
    groups: dict[str, list[Count]] = {}
    for entry in sorted(_entries(page, under), key=lambda entry: sort_key(entry.ref.title)):
        groups.setdefault(_initial(entry.ref.title), []).append(entry)
    index = tuple(IndexGroup(initial, tuple(found)) for initial, found in groups.items())
    view = TopicsView(page.meta("topics", site.words("pages-topics")), tree(page, under), index)
    return Page(path, view, "")


def _entries(page: PageContext, under: Mapping[str, frozenset[QuestionKey]]) -> Iterator[Count]:
    """Yield what stands in the index: every topic, and every keyword that is no topic's name with where to look."""
    topics = page.site.graph.content.topics
    named = {sort_key(topic.name)[0] for topic in topics}
    keywords: dict[str, tuple[str, list[Ref]]] = {}
    for topic in topics:
        ref = page.topic(topic.id)
        yield Count(ref, len(under[topic.id]))
        for keyword in topic.keywords:
            folded = sort_key(keyword)[0]
            if folded and folded not in named:
                _, found = keywords.setdefault(folded, (keyword, []))
                found += [ref] if ref not in found else []
    for keyword, found in keywords.values():
        yield Count(Ref("", keyword), 0, see=tuple(sorted(found, key=lambda ref: sort_key(ref.title))))


def _in_order(site: SiteContext, keys: Iterable[QuestionKey]) -> list[QuestionKey]:
    return sorted(set(keys), key=lambda key: (site.letter_order[key.letter], key.number))


def _parents(page: PageContext, topic: Topic) -> Iterator[Ref]:
    """Return the topics above one, from the root down; a circle (an error elsewhere) ends it."""
    above: list[str] = []
    parent = topic.parent
    while parent and parent not in above and parent in page.site.graph.topics:
        above.append(parent)
        parent = page.site.graph.topics[parent].parent
    return (page.topic(one) for one in reversed(above))


def _initial(name: str) -> str:
    """Return the letter a name stands under: without accent, in capitals; digits and signs stand together under #."""
    first = sort_key(name)[0][:1].upper()
    return first if first.isalpha() else "#"
