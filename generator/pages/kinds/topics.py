"""The pages of topics with their answers, and the index of topics as a tree and from A to Z."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.core import urls
from generator.core.language import sort_key
from generator.core.model import Topic
from generator.graph.site import QuestionKey
from generator.pages.data.identifiers import same_as
from generator.pages.data.search_texts import described
from generator.pages.planned import Page, SearchText, Subject
from generator.pages.views import Count, IndexGroup, Ref, TopicNode, TopicsView, TopicView
from generator.pages.writing import rows
from generator.pages.writing.editors_text import editors_html
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext


def pages(site: SiteContext, topic_id: str) -> Iterator[Page]:
    """Yield the page of a topic."""
    yield _page(site, site.graph.topics[topic_id])


def index(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield the index of topics."""
    yield _index(site)


def found(_: SiteContext, page: Page, view: TopicView) -> SearchText:
    """Return what search may find of a topic's page."""
    return described(page.path, "topic", view.name, view.body)


def tree(page: PageContext, root: str = "", above: frozenset[str] = frozenset()) -> tuple[TopicNode, ...]:
    """Return the topics below one (or all, below none) with their counts; `above` are those on the way down."""
    graph = page.site.graph
    seen = above | {root}
    return tuple(
        TopicNode(
            page.topic(child),
            len(set(graph.topic_questions.get(child, ()))),
            len(graph.under_topic[child]),
            tree(page, child, seen),
        )
        for child in graph.topic_children.get(root, ())
        if child not in seen
    )


def _page(site: SiteContext, topic: Topic) -> Page:
    graph = site.graph
    path = urls.topic(site.segments, topic.id)
    page = PageContext(site, path)
    own = graph.topic_questions.get(topic.id, ())
    under = graph.under_topic[topic.id]
    below = set(under) - set(own)
    view = TopicView(
        page=page.meta("topic", topic.name, text=topic.body),
        name=topic.name,
        body=editors_html(page, topic.body, footnotes=topic.footnotes),
        parents=tuple(_parents(page, topic)),
        children=tree(page, topic.id),
        see_also=tuple(page.topic(other) for other in topic.see_also),
        same_as=same_as(topic.same_as),
        groups=rows.answer_groups(page, _in_order(site, own)),
        below=rows.answer_groups(page, _in_order(site, below)),
        total=len(under),
        years=rows.years(under, graph.letters),
    )
    return Page(path, view, topic.position.path, subject=Subject("topic", topic.id))


def _index(site: SiteContext) -> Page:
    path = f"/{site.segments.topics}/"
    page = PageContext(site, path)
    groups: dict[str, list[Count]] = {}
    for entry in sorted(_entries(page), key=lambda entry: sort_key(entry.ref.title)):
        groups.setdefault(_initial(entry.ref.title), []).append(entry)
    index = tuple(IndexGroup(initial, tuple(found)) for initial, found in groups.items())
    view = TopicsView(page.meta("topics", site.words("pages-topics")), tree(page), index)
    return Page(path, view, "")


def _entries(page: PageContext) -> Iterator[Count]:
    """Yield the entries of the index: every topic, and every keyword that is no topic's name with where to look."""
    topics = tuple(page.site.graph.topics.values())
    named = {sort_key(topic.name)[0] for topic in topics}
    keywords: dict[str, tuple[str, list[Ref]]] = {}
    for topic in topics:
        ref = page.topic(topic.id)
        yield Count(ref, len(page.site.graph.under_topic[topic.id]))
        for keyword in topic.keywords:
            folded = sort_key(keyword)[0]
            if folded and folded not in named:
                _, found = keywords.setdefault(folded, (keyword, []))
                found += [ref] if ref not in found else []
    for keyword, found in keywords.values():
        yield Count(Ref("", keyword), 0, see=tuple(sorted(found, key=lambda ref: sort_key(ref.title))))


def _in_order(site: SiteContext, keys: Iterable[QuestionKey]) -> list[QuestionKey]:
    return sorted(set(keys), key=lambda key: (*site.newest_first(key.letter), key.number))


def _parents(page: PageContext, topic: Topic) -> Iterator[Ref]:
    """Return the topics above one, from the root down; a circle (an error elsewhere) ends it."""
    above: list[str] = []
    parent = topic.parent
    while parent and parent not in above and parent in page.site.graph.topics:
        above.append(parent)
        parent = page.site.graph.topics[parent].parent
    return (page.topic(one) for one in reversed(above))


def _initial(name: str) -> str:
    """Return the letter that a name is listed under: without accent, in capitals; digits and signs are together under #."""
    first = sort_key(name)[0][:1].upper()
    return first if first.isalpha() else "#"
