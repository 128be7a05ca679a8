"""What every page is made with: the graph, the wording, the site's address, and the facts many pages share.

One for the whole plan. It gives site paths; links from a page are made by the page itself (`here`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from generator.core import urls
from generator.core.config import Config, Segments
from generator.core.language import format_date, sort_key
from generator.core.model import Letter, MarkKind, Note, Question, leaves
from generator.graph.people import holders_on, parties_on
from generator.graph.sentences import context
from generator.graph.site import OfficeTerm, Part, Place, QuestionKey, SiteGraph, TextKey
from generator.pages.markup import text_fragments
from generator.pages.markup.excerpts import first_words
from generator.pages.markup.page_words import Words
from generator.pages.views import Day, NavItem, Ref, Written
from generator.references import schemes
from generator.references.schemes import Identity

_Value = TypeVar("_Value")

FEED = "feed.xml"
"""What a feed is called, beside the page that it is of."""
SHORT = 160
"""How many characters a list shows of a question that has no editor's title."""
LEAD = 280
"""How many characters a list shows of an answer, where it shows the answer too."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The links around a page: to the home page, the assets, the feed, the sections and the site's own pages."""

    home: str
    stylesheet: str
    script: str
    feed: str
    nav: tuple[NavItem, ...]
    own_pages: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class SiteContext:
    """Everything that pages share. Made once for a plan, by `desk`."""

    graph: SiteGraph
    words: Words
    offline: bool
    base_url: str | None
    """Without a slash at its end."""
    verified: Mapping[str, bool]
    stylesheet: str
    script: str
    sections: tuple[tuple[str, str], ...]
    """The main navigation: key of the words, site path."""
    own_pages: tuple[tuple[str, str], ...]
    """Site path and title of the pages of the site's own, about first."""
    holders: Mapping[str, tuple[OfficeTerm, ...]]
    """By office."""
    held: Mapping[str, tuple[OfficeTerm, ...]]
    """By person."""
    offices: Mapping[str, tuple[str, ...]]
    """By ministry, sorted by name."""
    known_as: Mapping[str, tuple[Identity, ...]]
    """By letter: the documents that it is (`zaak:2021Z16860`)."""
    newest: tuple[Letter, ...]
    """All letters, newest first; those without a date last."""
    letter_order: Mapping[str, int]
    """Where a letter stands among `newest`."""
    illustrated: bool = False
    """Whether answers get a picture for those who share them."""
    searched: bool = False
    """Whether the site can be searched."""
    followed: frozenset[str] = frozenset()
    """Site paths of the pages that have a feed of their own."""
    frames: dict[str, Frame] = field(default_factory=dict, compare=False)
    """What is around pages, by the folder they stand in; filled as pages are made."""
    with_absolute_links: dict[QuestionKey, Written] = field(default_factory=dict, compare=False)
    """Answers with absolute links, for feeds and frames; filled as they are asked for."""
    records: dict[QuestionKey | str, Any] = field(default_factory=dict, compare=False)
    """By question or letter: what a library would say of it; filled by `records`."""
    involved: dict[str, frozenset[QuestionKey]] = field(default_factory=dict, compare=False)
    """By actor: the questions that have to do with it; filled by `actors.involved`."""
    _held: dict[tuple[str, dt.date], tuple[str, ...]] = field(default_factory=dict, compare=False)
    _contexts: dict[Place, tuple[str, str, str]] = field(default_factory=dict, compare=False)
    _leaves: dict[TextKey, tuple[str, ...]] = field(default_factory=dict, compare=False)
    _first_words: dict[QuestionKey, str] = field(default_factory=dict, compare=False)

    @property
    def config(self) -> Config:
        """The site's settings."""
        return self.graph.config

    @property
    def segments(self) -> Segments:
        """The words in the site's URLs."""
        return self.graph.config.segments

    def day(self, date: dt.date | None) -> Day | None:
        """Return a date for machines and in words; None stays None."""
        return None if date is None else _day(date, self.config.lang)

    def foreign(self, lang: str | None) -> str | None:
        """Return a language to mark, or None where it is the interface's own."""
        return lang if lang and lang != self.config.lang else None

    def holder(self, key: QuestionKey) -> QuestionKey:
        """Return the question whose page a number leads to: itself, or the one that carries it in `with`."""
        return QuestionKey(key.letter, self.graph.questions[key].number)

    def question_path(self, key: QuestionKey, anchor: str = "") -> str:
        """Return the site path of a question's page, and of an anchor on it."""
        path = urls.question(self.segments, key.letter, self.graph.questions[key].number)
        return f"{path}#{anchor}" if anchor else path

    def note_path(self, note: Note) -> str:
        """Return the site path of the page that a note stands on: its question's, or its letter's."""
        key = QuestionKey(note.letter, note.number or 0)
        return self.question_path(key) if key in self.graph.questions else urls.letter(self.segments, note.letter)

    def title(self, key: QuestionKey) -> str:
        """Return what a list calls a question: the editor's title, else its first words."""
        return self.graph.questions[key].title or self.first_words(key)

    def first_words(self, key: QuestionKey) -> str:
        """Return the first words of a question."""
        found = self._first_words.get(key)
        if found is None:
            found = self._first_words[key] = first_words(self.graph.questions[key].question, SHORT)
        return found

    def lead(self, key: QuestionKey) -> str:
        """Return the first words of a question's answer; empty where it has none."""
        holder = self.graph.answers.get(self.holder(key))
        return first_words(self.graph.questions[holder].answer or (), LEAD) if holder else ""

    def leaf(self, place: Place) -> str:
        """Return the paragraph that a place is in."""
        found = self._leaves.get(place.text)
        if found is None:
            found = tuple(leaf.text for leaf in leaves(self.graph.texts[place.text]))
            self._leaves[place.text] = found
        return found[place.leaf]

    def context(self, place: Place) -> tuple[str, str, str]:
        """Return the sentence around a place: before, the words themselves, after."""
        found = self._contexts.get(place)
        if found is None:
            found = self._contexts[place] = context(self.leaf(place), place.start, place.end)
        return found

    def carrier(self, footnote: TextKey) -> str:
        """Return the sentence that carries a footnote's mark; empty where none does."""
        parts = (Part.QUESTION, Part.ANSWER) if footnote.number else (Part.COVER,)
        for part in parts:
            for leaf in leaves(self.graph.texts.get(TextKey(footnote.letter, footnote.number, part), ())):
                for mark in leaf.marks:
                    if mark.kind is MarkKind.FOOTNOTE and mark.value == footnote.label:
                        # A mark belongs to what stands before it: after a full stop, to the sentence that ends there.
                        return "".join(context(leaf.text, max(mark.start - 1, 0), mark.start)).strip()
        return ""

    def place_path(self, place: Place) -> str:
        """Return the site path of the paragraph a place is in, on the page of its question, or of its letter."""
        key = place.text
        path = (
            urls.question(self.segments, key.letter, key.number)
            if key.number
            else urls.letter(self.segments, key.letter)
        )
        anchor = urls.footnote(key.label) if key.part is Part.FOOTNOTE else self.graph.anchor(key, place.block)
        return f"{path}#{anchor}"

    def passage_path(self, place: Place) -> str:
        """Return the site path of a place's paragraph, with a text fragment that leads to just its words."""
        key = place.text
        files = self.graph.questions.get(QuestionKey(key.letter, key.number)) or self.graph.letters[key.letter]
        numbers = text_fragments.numbers_of(files.footnotes)
        leaf = next(islice(leaves(self.graph.texts[key]), place.leaf, None))
        span = text_fragments.where(leaf, numbers, place.start, place.end)
        return f"{self.place_path(place)}{text_fragments.fragment(text_fragments.shown(leaf, numbers), *span)}"

    def reading_order(self, place: Place) -> tuple[int, int, int, Place]:
        """Sort places as a reader meets them: letters newest first, then question, answer and their footnotes."""
        key = place.text
        return (self.letter_order[key.letter], key.number, _PART_ORDER[key.part], place)

    def document_path(self, identity: Identity) -> str | None:
        """Return the site path of a cited document: its letter on this site, else the page about it."""
        document = schemes.document_of(identity)
        if document in self.graph.own:
            return urls.letter(self.segments, self.graph.own[document])
        return urls.document(self.segments, schemes.slug(document)) if document in self.graph.citations_of else None

    def held_by(self, office: str, letter: Letter) -> tuple[str, ...]:
        """Return the names of who held an office when a letter was written: who signs it, else what is known of its day."""
        held = tuple(party.actor for party in letter.answered_by if party.office == office and party.actor)
        if not held and letter.day:
            known = self._held.get((office, letter.day))
            if known is None:
                known = holders_on(self.holders.get(office, ()), office, letter.day.isoformat())
                self._held[office, letter.day] = known
            held = known
        return tuple(self.graph.actors[actor].name for actor in dict.fromkeys(held) if actor in self.graph.actors)

    def party_of(self, person: str, letter: Letter) -> str | None:
        """Return the name of the party a person sat for when a letter was written, where one is known."""
        asked = [party.party for party in letter.asked_by if party.actor == person and party.party]
        day = letter.submitted or letter.day
        sat = asked or (parties_on(self.graph.actors[person].parties, day) if day else ())
        found = dict.fromkeys(party for party in sat if party in self.graph.actors)
        return self.graph.actors[next(iter(found))].name if len(found) == 1 else None


def site(
    graph: SiteGraph,
    words: Words,
    *,
    offline: bool,
    base_url: str | None,
    verified: Mapping[str, bool],
    stylesheet: str,
    script: str,
    illustrated: bool = False,
    searched: bool = False,
) -> SiteContext:
    """Lay out what the pages of one plan share."""
    offices = (actor for actor in graph.content.actors if actor.ministry)
    by_name = sorted(offices, key=lambda actor: sort_key(actor.name))
    newest = tuple(sorted(graph.letters.values(), key=_newest_first))
    return SiteContext(
        graph=graph,
        words=words,
        offline=offline,
        base_url=base_url,
        verified=verified,
        stylesheet=stylesheet,
        script=script,
        sections=tuple(_sections(graph)),
        own_pages=tuple(
            (page_path(graph.config.segments, page.slug), page.title)
            for page in sorted(graph.content.pages, key=lambda page: (page.slug != "about", sort_key(page.title)))
        ),
        holders=_grouped((term.office, term) for term in graph.terms),
        held=_grouped((term.actor, term) for term in graph.terms),
        offices=_grouped((actor.ministry or "", actor.id) for actor in by_name),
        known_as=_grouped((graph.own[identity], identity) for identity in sorted(graph.own)),
        newest=newest,
        letter_order={letter.id: index for index, letter in enumerate(newest)},
        illustrated=illustrated,
        searched=searched,
    )


def page_path(segments: Segments, slug: str) -> str:
    """Return the site path of a page of the site's own."""
    return f"/{segments.about}/" if slug == "about" else f"/{slug}/"


def numbers(question: Question) -> tuple[int, ...]:
    """Return every number a question was asked under, in order."""
    return tuple(sorted({question.number, *question.joint}))


def in_order(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return questions by number."""
    return tuple(sorted(questions, key=lambda question: question.number))


_PART_ORDER = {Part.COVER: 0, Part.QUESTION: 1, Part.ANSWER: 2, Part.FOOTNOTE: 3}


@lru_cache(maxsize=10_000)
def _day(date: dt.date, lang: str) -> Day:
    return Day(date.isoformat(), format_date(date, lang))


def _grouped(pairs: Iterable[tuple[str, _Value]]) -> Mapping[str, tuple[_Value, ...]]:
    groups: dict[str, list[_Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _newest_first(letter: Letter) -> tuple[int, str]:
    return (-letter.day.toordinal() if letter.day else 0, letter.id)


def _sections(graph: SiteGraph) -> Iterable[tuple[str, str]]:
    """Return the main navigation; a section without anything in it is not in it."""
    names = graph.config.segments
    notes = any(letter.notes for letter in graph.content.letters)
    about = any(page.slug == "about" for page in graph.content.pages)
    rows = (
        ("nav-letters", names.letters, True),
        ("nav-topics", names.topics, bool(graph.topics)),
        ("nav-actors", names.actors, bool(graph.actors)),
        ("nav-documents", names.documents, bool(graph.citations_of)),
        ("nav-notes", names.notes, notes),
        ("nav-articles", names.articles, bool(graph.content.articles)),
        ("nav-search", names.search, True),
        ("nav-about", names.about, about),
    )
    return ((key, f"/{segment}/") for key, segment, shown in rows if shown)
