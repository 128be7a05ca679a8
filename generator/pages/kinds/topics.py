"""The pages of topics with their answers, and the index of topics as a tree and from A to Z."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator.core import urls
from generator.core.language import sort_key
from generator.core.model import Topic
from generator.graph.site import QuestionKey
from generator.pages.data import head, share
from generator.pages.data.identifiers import same_as
from generator.pages.data.search_texts import described
from generator.pages.planned import Page, SearchText, Subject
from generator.pages.views import Count, IndexGroup, Ref, TopicNode, TopicsView, TopicView
from generator.pages.writing import rows
from generator.pages.writing.editors_text import editors_html
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext
from generator.pages.writing.years import Part, cut


def pages(site: SiteContext, topic_id: str) -> Iterator[Page]:
    """Yield the page of a topic, cut in years where it is long."""
    letters = site.graph.letters
    keys = sorted(set(site.graph.under_topic[topic_id]), key=lambda key: (*site.newest_first(key.letter), key.number))
    for part in cut(site, urls.topic(site.segments, topic_id), keys, lambda key: letters[key.letter].day):
        yield _page(site, site.graph.topics[topic_id], part)


def index(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield the index of topics."""
    yield _index(site)


def found(site: SiteContext, page: Page, view: TopicView) -> Iterator[SearchText]:
    """Yield what search may find of a topic's page; a year's page has nothing of its own."""
    if page.subject:
        topic = site.graph.topics[page.subject.id]
        yield described(page.path, "topic", view.name, view.body, (topic.name, *topic.keywords))


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


def _page(site: SiteContext, topic: Topic, part: Part[QuestionKey]) -> Page:
    graph = site.graph
    page = PageContext(site, part.path)
    own = set(graph.topic_questions.get(topic.id, ()))
    name = site.words("pages-in-year", name=topic.name, year=part.year) if part.year else topic.name
    meta = page.meta("topic", name, text=() if part.year else topic.body)
    parents = [*_parents(page, topic), *([page.topic(topic.id)] if part.year else ())]
    view = TopicView(
        page=meta if part.year else head.topic(page, meta, topic),
        name=name,
        body=Markup() if part.year else editors_html(page, topic.body, footnotes=topic.footnotes),
        parents=tuple(parents),
        children=() if part.year else tree(page, topic.id),
        see_also=() if part.year else tuple(page.topic(other) for other in topic.see_also),
        same_as=() if part.year else same_as(topic.same_as),
        groups=rows.answer_groups(page, [key for key in part.shown if key in own]),
        below=rows.answer_groups(page, [key for key in part.shown if key not in own]),
        total=len(part.shown) if part.year else len(graph.under_topic[topic.id]),
        years=part.years[::-1],
        year=part.year,
        newest_of=part.total,
        share=None if part.year else share.topic(page, topic),
        permanent=f"{site.base_url or ''}{page.path}",
    )
    return Page(part.path, view, topic.position.path, subject=None if part.year else Subject("topic", topic.id))


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
