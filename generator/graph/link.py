"""`Content` → `SiteGraph`: the one pass that resolves everything, from parts that each do one kind of pointing.

It has three rounds, of a step for each letter: what the letter says by itself, what its texts point at, and who and what
its questions come under. Between them the tables of letters are merged into those of the site, in which the next round
looks things up. What is remembered of the last run of these steps is in `core/memory`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, TypeVar

import msgspec

from generator.core import limits
from generator.core.cache import Cache, NoCache
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.ledger import Ledger
from generator.core.memory import Memory, Steps, StepTable, compared
from generator.core.model import Actor, Content, Letter, LetterKind, ProsePage, Topic
from generator.core.workers import Spread
from generator.graph import related_letters, roles, topic_tree
from generator.graph.content_index import files_outside_letters, own_documents
from generator.graph.involved import involved_of, under_topics
from generator.graph.letter_outline import Claim, LetterOutline, old_addresses, outline_of
from generator.graph.mentions import LetterMentions, NameMatch, mentions_of
from generator.graph.merged import Merged, gathered, joined
from generator.graph.name_matches import NameFinder, found_names, named
from generator.graph.paragraph_anchors import published_for, published_on
from generator.graph.resolved_links import (
    LetterLinks,
    OutsideLinks,
    by_document,
    by_question,
    letter_links_of,
    outside_links_of,
)
from generator.graph.site import Citation, Pointer, QuestionKey, SiteGraph
from generator.references.schemes import Identity

_NOTHING_PUBLISHED = Ledger()
_NO_CACHE = NoCache()
_Of = TypeVar("_Of")
_Tables = Mapping[str, Mapping[Any, Any]]


def link(
    content: Content,
    config: Config,
    ledger: Ledger = _NOTHING_PUBLISHED,
    cache: Cache = _NO_CACHE,
    memory: Memory | None = None,
    *,
    spread: Spread | None = None,
) -> tuple[SiteGraph, tuple[Diagnostic, ...]]:
    """Resolve all that points at something else, both ways; what leads nowhere is reported and left out.

    `cache` keeps which names are where. With a `memory`, what is as it was in the last run is the same object. With
    `spread`, names are looked for in copies of this process.
    """
    with (memory or Memory()).stage("link", limits.cache_key()) as steps:
        return _Linking(steps, content, config, ledger, cache=cache, spread=spread).graph()


@dataclass(frozen=True, slots=True)
class _Pointing:
    """What the texts of one letter point at, and what is wrong with its front matter's pointing."""

    links: LetterLinks
    mentions: LetterMentions
    pointers_to: Mapping[QuestionKey, tuple[Pointer, ...]]
    citations_of: Mapping[Identity, tuple[Citation, ...]]
    corrected_by: related_letters.Later
    supplemented_by: related_letters.Later
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Belonging:
    """What the questions of one letter come under, and whom they have to do with."""

    under_topic: Mapping[str, tuple[QuestionKey, ...]]
    involved: Mapping[str, tuple[QuestionKey, ...]]


class _Linking:
    """One run of all steps."""

    def __init__(
        self,
        steps: Steps,
        content: Content,
        config: Config,
        ledger: Ledger,
        *,
        cache: Cache,
        spread: Spread | None,
    ) -> None:
        self.steps = steps
        self.content = content
        self.config = config
        self.ledger = ledger
        self.cache = cache
        self.spread = spread
        self.letters = {letter.id: letter for letter in sorted(content.letters, key=_newest_first)}

    def graph(self) -> tuple[SiteGraph, tuple[Diagnostic, ...]]:
        """Return the graph, and what is wrong with it."""
        steps, content = self.steps, self.content
        tree = steps.step("topic tree", topic_tree.topic_tree_of, *content.topics)
        outlines = self._outlines()
        tables = self._index(outlines)
        pointing = self._pointing(outlines, tables)
        belonging = self._belonging(outlines, pointing, {name: topic.parent for name, topic in tree.topics.items()})
        others = msgspec.structs.replace(content, letters=())
        outside = steps.looking_up("outside", _outside, tables, others)
        join, gather = partial(self._merge, joined), partial(self._merge, gathered)
        graph = SiteGraph(
            config=self.config,
            content=content,
            letters=self.letters,
            questions=tables["questions"].entries,
            actors={actor.id: actor for actor in content.actors},
            topics=tree.topics,
            texts=join("texts", outlines, lambda one: one.texts),
            targets=self._merged(
                joined,
                "targets",
                {**{id_: one.links.targets for id_, one in pointing.items()}, "": outside.links.targets},
            ).entries,
            mentions=join("mentions", pointing, lambda one: one.mentions.mentions),
            mentions_of=gather("mentions of", pointing, lambda one: one.mentions.by_actor),
            pointers=join("pointers", pointing, lambda one: one.links.pointers),
            pointers_to=gather("pointers to", pointing, lambda one: one.pointers_to),
            citations=join("citations", pointing, lambda one: one.links.citations),
            citations_of=gather("citations of", pointing, lambda one: one.citations_of),
            notes=join("notes", outlines, lambda one: one.notes),
            answers=join("answers", outlines, lambda one: one.answers),
            covers=join("covers", outlines, lambda one: one.covers),
            topic_children=tree.children,
            topic_questions=gather("topic questions", outlines, lambda one: one.topics),
            terms=steps.step(
                "terms", roles.terms_of, content.actors, tuple(one.roles.signed for one in outlines.values())
            ),
            asked=gather("asked", outlines, lambda one: one.roles.asked),
            answered=gather("answered", outlines, lambda one: one.roles.answered),
            on_behalf=gather("on behalf", outlines, lambda one: one.roles.on_behalf),
            articles_to=outside.links.articles_to,
            articles_to_letter=outside.links.articles_to_letter,
            named=gather("named", outlines, lambda one: one.roles.named),
            under_topic=gather("under topic", belonging, lambda one: one.under_topic),
            involved=gather("involved", belonging, lambda one: one.involved),
            corrected_by=gather("corrected by", pointing, lambda one: one.corrected_by),
            supplemented_by=gather("supplemented by", pointing, lambda one: one.supplemented_by),
            own=tables["own"].entries,
            ledger=self.ledger,
            changes=join("changes", outlines, lambda one: one.changes),
            departures=join("departures", outlines, lambda one: one.departures),
            paragraphs=tables["paragraphs"].entries,
        )
        problems = chain(
            *(one.problems for one in outlines.values()),
            *(one.problems for one in pointing.values()),
            outside.problems,
            tree.problems,
            self._shared(outlines),
        )
        return graph, in_order(problems)

    def _outlines(self) -> dict[str, LetterOutline]:
        """Return what each letter says by itself."""
        published = {
            "identity": self._table("published for", published_for, self.ledger),
            "path": self._table("published on", published_on, self.ledger),
        }
        segments, has_ledger = self.config.segments, bool(self.ledger.entries)
        return {
            name: self.steps.looking_up(
                ("outline", name), outline_of, published, letter, segments, has_ledger=has_ledger
            )
            for name, letter in self.letters.items()
        }

    def _index(self, outlines: Mapping[str, LetterOutline]) -> dict[str, StepTable[Any, Any]]:
        """Return the tables of `ContentIndex`."""
        content, table = self.content, self._table
        kinds = tuple((name, self.letters[name].kind, one.own) for name, one in outlines.items())
        outside = self.steps.step("files", files_outside_letters, content.actors, content.topics, content.pages)
        files = {**{name: one.files for name, one in outlines.items()}, "": outside}
        return {
            "numbers": table("numbers", dict, tuple((name, one.numbers) for name, one in outlines.items())),
            "holders": self._merged(joined, "holders", {name: one.holders for name, one in outlines.items()}),
            "questions": self._merged(joined, "questions", {name: one.questions for name, one in outlines.items()}),
            "letters": table("letters", dict, tuple(self.letters.items())),
            "paragraphs": self._merged(joined, "paragraphs", {name: one.paragraphs for name, one in outlines.items()}),
            "actors": table("actors", dict, tuple((actor.id, actor.type) for actor in content.actors)),
            "topics": table("topics", dict, tuple((topic.id, topic.name) for topic in content.topics)),
            "pages": table("pages", dict, tuple((page.slug, page.title) for page in content.pages)),
            "notes": self._merged(joined, "note files", {name: one.note_files for name, one in outlines.items()}),
            "files": self._merged(joined, "all files", files),
            "own": table("own", own_documents, kinds),
        }

    def _pointing(
        self, outlines: Mapping[str, LetterOutline], tables: Mapping[str, StepTable[Any, Any]]
    ) -> dict[str, _Pointing]:
        """Return what each letter points at."""
        finder = self.steps.step("names", NameFinder, *map(named, self.content.actors))
        find = partial(found_names, self.cache)
        if self.spread:
            finder.ahead([(one, outlines[name].leaves) for name, one in self.letters.items()], self.cache, self.spread)
        found: dict[str, _Pointing] = {}
        for name, letter in self.letters.items():
            outline = outlines[name]
            names = self.steps.after(("names", name), find, finder, letter, outline.leaves)
            own = letter, outline, names.of_leaves, self.config.mentions
            found[name] = self.steps.looking_up(("pointing", name), _points, tables, *own)
        return found

    def _belonging(
        self,
        outlines: Mapping[str, LetterOutline],
        pointing: Mapping[str, _Pointing],
        parents: Mapping[str, str | None],
    ) -> dict[str, _Belonging]:
        """Return what the questions of each letter come under."""
        ministries = {actor.id: actor.ministry for actor in self.content.actors if actor.ministry}
        above = self.steps.step("above", _Above, ministries, parents)
        return {
            name: self.steps.step(("belonging", name), _belongs, name, one, pointing[name].mentions.by_actor, above)
            for name, one in outlines.items()
        }

    def _shared(self, outlines: Mapping[str, LetterOutline]) -> tuple[Diagnostic, ...]:
        """Report what two have that only one may have."""
        content = self.content
        addresses = tuple(outlines[letter.id].old_addresses for letter in content.letters)
        others: tuple[Actor | Topic | ProsePage, ...] = (*content.actors, *content.topics, *content.pages)
        kinds = tuple((name, self.letters[name].kind, one.official_numbers) for name, one in outlines.items())
        return (
            *self.steps.step("shared addresses", _shared_addresses, addresses, others),
            *self.steps.step("shared numbers", _shared_numbers, kinds),
        )

    def _merge(
        self, how: Callable[..., Merged[Any, Any]], name: str, letters: Mapping[str, _Of], table: Callable[[_Of], Any]
    ) -> Mapping[Any, Any]:
        return self._merged(how, name, {id_: table(one) for id_, one in letters.items()}).entries

    def _merged(
        self, how: Callable[..., Merged[Any, Any]], name: str, of_letters: Mapping[str, Mapping[Any, Any]]
    ) -> Merged[Any, Any]:
        return self.steps.after(("merged", name), how, of_letters)

    def _table(self, name: str, make: Callable[..., Mapping[Any, Any]], *given: object) -> StepTable[Any, Any]:
        """Return a table that is made as a whole."""
        return self.steps.after(("table", name), _compared, self.steps.step(("entries", name), make, *given))


def _compared(before: StepTable[Any, Any] | None, entries: Mapping[Any, Any]) -> StepTable[Any, Any]:
    return compared(entries, before)


def _newest_first(letter: Letter) -> tuple[int, str]:
    """Sort by day, newest first; letters without any date come last, and ids decide."""
    return -letter.day.toordinal() if letter.day else 0, letter.id


# --- The steps -------------------------------------------------------------------------------------------------


def _points(
    tables: _Tables,
    letter: Letter,
    outline: LetterOutline,
    names: tuple[tuple[NameMatch, ...], ...],
    linking: str,
) -> _Pointing:
    links = letter_links_of(tables, letter, outline.leaves, outline.paths)
    mentions = mentions_of(letter.names, outline.leaves, names, links.targets, outline.paths, linking=linking)
    wrong_actors = roles.problems_of(roles.references_in_letter(letter), tables["actors"])
    wrong_topics = topic_tree.problems_of(topic_tree.references_in_letter(letter), tables["topics"])
    wrong_letters = related_letters.problems_of(letter, tables["letters"])
    return _Pointing(
        links=links,
        mentions=mentions,
        pointers_to=by_question(links.pointers.values()),
        citations_of=by_document(links.citations.values()),
        corrected_by=related_letters.later_by(letter, letter.corrects, tables["letters"]),
        supplemented_by=related_letters.later_by(letter, letter.supplements, tables["letters"]),
        problems=(*links.problems, *mentions.problems, *wrong_actors, *wrong_topics, *wrong_letters),
    )


@dataclass(frozen=True, slots=True)
class _Above:
    """What is above offices and topics."""

    ministries: Mapping[str, str]
    parents: Mapping[str, str | None]


def _belongs(letter: str, outline: LetterOutline, mentions: Mapping[str, Any], above: _Above) -> _Belonging:
    return _Belonging(under_topics(outline, above.parents), involved_of(letter, outline, mentions, above.ministries))


@dataclass(frozen=True, slots=True)
class _Outside:
    """What actors, topics, the site's own pages, articles and withdrawn addresses point at."""

    links: OutsideLinks
    problems: tuple[Diagnostic, ...]


def _outside(tables: _Tables, content: Content) -> _Outside:
    links = outside_links_of(tables, content)
    offices = chain.from_iterable(map(roles.references_in_actor, content.actors))
    related = chain.from_iterable(map(topic_tree.references_in_topic, content.topics))
    wrong_actors = roles.problems_of(offices, tables["actors"])
    wrong_topics = topic_tree.problems_of(related, tables["topics"])
    return _Outside(links, (*links.problems, *wrong_actors, *wrong_topics))


def _shared_numbers(letters: Iterable[tuple[str, LetterKind, tuple[Claim, ...]]]) -> tuple[Diagnostic, ...]:
    """Report two letters of one kind under one number: mostly the same letter, imported twice."""
    owners: dict[tuple[LetterKind, str], str] = {}
    problems: list[Diagnostic] = []
    for letter, kind, claims in sorted(letters):
        for number, position in claims:
            other = owners.setdefault((kind, number), letter)
            if other != letter:
                problems.append(diagnostic("same-letter", position, Severity.WARNING, number=number, other=other))
    return tuple(problems)


def _shared_addresses(
    letters: Iterable[tuple[Claim, ...]], others: Iterable[Actor | Topic | ProsePage]
) -> tuple[Diagnostic, ...]:
    """Report old addresses that two pages claim."""
    owners: dict[str, list[tuple[str, Position]]] = defaultdict(list)
    for alias, position in chain(*letters, *map(old_addresses, others)):
        owners[alias.rstrip("/")].append((alias, position))
    return tuple(_claimed_twice(owners.values()))


def _claimed_twice(owners: Iterable[list[Claim]]) -> Iterator[Diagnostic]:
    for first, *rest in owners:
        for alias, position in rest:
            yield diagnostic("duplicate-alias", position, alias=alias.rstrip("/") or "/", other=first[1].path)
