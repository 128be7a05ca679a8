"""`Content` → `SiteGraph`: the one pass that resolves everything, from parts that each do one kind of pointing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.core.cache import Cache, NoCache
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic, Severity, diagnostic, in_order
from generator.core.ledger import Ledger
from generator.core.model import Actor, Content, Letter, LetterKind, Note, ProsePage, Question, Topic, place_of
from generator.graph.answered_in import answers_of
from generator.graph.content_index import content_index_of
from generator.graph.departure_places import departure_places_of
from generator.graph.mentions import by_actor, mentions_of
from generator.graph.name_matches import name_matches_of
from generator.graph.note_anchors import note_anchors_of
from generator.graph.paragraph_anchors import paragraph_anchors_of
from generator.graph.resolved_links import resolved_links_of
from generator.graph.roles import roles_of
from generator.graph.site import SiteGraph
from generator.graph.texts import all_leaves, paths_of, texts_of
from generator.graph.topic_tree import topic_tree_of

_NOTHING_PUBLISHED = Ledger()
_NO_CACHE = NoCache()


def link(
    content: Content, config: Config, ledger: Ledger = _NOTHING_PUBLISHED, cache: Cache = _NO_CACHE
) -> tuple[SiteGraph, tuple[Diagnostic, ...]]:
    """Resolve all that points at something else, both ways; what leads nowhere is reported and left out.

    `cache` keeps which names are where.
    """
    letters = {letter.id: letter for letter in sorted(content.letters, key=_newest_first)}
    actors = {actor.id: actor for actor in content.actors}
    topics = {topic.id: topic for topic in content.topics}
    texts = texts_of(letters.values())
    paragraphs = paragraph_anchors_of(letters.values(), texts, ledger, config.segments)
    names = content_index_of(content, letters, paragraphs)
    leaves = all_leaves(texts)
    paths = paths_of(letters.values())
    links = resolved_links_of(content, leaves, paths, names)
    found = name_matches_of(leaves, letters, content.actors, cache)
    mentions, shared_names = mentions_of(leaves, found, links.targets, letters, paths, linking=config.mentions)
    answers, covers, wrong_answers = answers_of(letters, names)
    notes, lost_notes = note_anchors_of(letters, texts, names)
    departures, lost_departures = departure_places_of(letters, texts)
    tree = topic_tree_of(letters, topics)
    people = roles_of(letters, actors)
    graph = SiteGraph(
        config=config,
        content=content,
        letters=letters,
        questions=names.questions,
        actors=actors,
        topics=tree.topics,
        texts=texts,
        targets=links.targets,
        mentions=mentions,
        mentions_of=by_actor(mentions),
        pointers=links.pointers,
        pointers_to=links.pointers_to,
        citations=links.citations,
        citations_of=links.citations_of,
        notes=notes,
        answers=answers,
        covers=covers,
        topic_children=tree.children,
        topic_questions=tree.questions,
        terms=people.terms,
        asked=people.asked,
        answered=people.answered,
        on_behalf=people.on_behalf,
        articles_to=links.articles_to,
        articles_to_letter=links.articles_to_letter,
        named=people.named,
        own=names.own,
        ledger=ledger,
        departures=departures,
        paragraphs=paragraphs,
    )
    problems = (
        *links.problems,
        *shared_names,
        *wrong_answers,
        *lost_notes,
        *lost_departures,
        *tree.problems,
        *people.problems,
        *_shared_aliases(content),
        *_shared_numbers(letters.values()),
    )
    return graph, in_order(problems)


def _newest_first(letter: Letter) -> tuple[int, str]:
    """Sort by day, newest first; letters without any date come last, and ids decide."""
    return -letter.day.toordinal() if letter.day else 0, letter.id


def _shared_numbers(letters: Iterable[Letter]) -> Iterator[Diagnostic]:
    """Report two letters of one kind under one number: mostly the same letter, imported twice."""
    owners: dict[tuple[LetterKind, str], Letter] = {}
    for letter in sorted(letters, key=lambda letter: letter.id):
        claims = [(number, f"numbers.{index}") for index, number in enumerate(letter.numbers)]
        claims += [(letter.publication, "publication")] if letter.publication else []
        for number, key in claims:
            other = owners.setdefault((letter.kind, number), letter)
            if other is not letter:
                position = place_of(letter, key)
                yield diagnostic("same-letter", position, Severity.WARNING, number=number, other=other.id)


def _shared_aliases(content: Content) -> Iterator[Diagnostic]:
    """Report old addresses that two pages claim."""
    owners: dict[str, list[tuple[_Aliased, str]]] = defaultdict(list)
    for item in _aliased(content):
        key, aliases = ("old_urls", item.redirects) if isinstance(item, Actor) else ("aliases", item.aliases)
        for index, alias in enumerate(aliases):
            owners[alias.rstrip("/")].append((item, f"{key}.{index}"))
    for alias, claims in owners.items():
        for item, key in claims[1:]:
            other = claims[0][0].position.path
            yield diagnostic("duplicate-alias", place_of(item, key), alias=alias or "/", other=other)


_Aliased = Letter | Question | Note | Actor | Topic | ProsePage


def _aliased(content: Content) -> Iterable[_Aliased]:
    for letter in content.letters:
        yield letter
        yield from letter.questions
        yield from letter.notes
    yield from content.actors
    yield from content.topics
    yield from content.pages
