"""What pages are made from: the linked site as tables, its settings and words, and the facts that many pages need.

It gives site paths; links from a page are made by the page itself (`page_context`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Any

from generator.core import urls
from generator.core.config import Config, Segments
from generator.core.language import format_date, sort_key
from generator.core.model import Document, LetterHead, MarkKind, Note, Question, leaves
from generator.core.parts import FACSIMILE, PARTS, PICTURES, SEARCH, SitePart
from generator.core.proof import Proof, Reason, not_compared
from generator.core.source_places import SourcePlaces
from generator.graph.excerpts import first_words
from generator.graph.roles import holders_on, parties_on
from generator.graph.sentences import context
from generator.graph.site import Part, Place, QuestionKey, TextKey
from generator.graph.tables import SiteTables
from generator.graph.texts import keys_of
from generator.pages.markup import text_fragments
from generator.pages.markup.page_words import PageWords
from generator.pages.planned import Piece
from generator.pages.views import Day, NavItem, Ref, Written
from generator.references import schemes
from generator.references.schemes import Identity

_NOTHING: Mapping[str, Proof] = MappingProxyType({})

Places = Callable[[LetterHead, Piece, Proof], SourcePlaces | None]
"""Finds where a letter, as its pages show it, is in its source, by its proof."""
SHOWN = "shown"
"""The kind of the piece with a letter's official text (`data.shown`)."""
FEED = "feed.xml"
"""What a feed is called, beside the page that it is of."""
OPENSEARCH = "opensearch.xml"
"""What tells browsers how to search the site."""
LEAD = 280
"""How many characters a list shows of an answer, where it shows the answer too."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The links around a page: to the home page, the assets, the feed, the sections and the site's own pages."""

    home: str
    stylesheet: str
    script: str
    fonts: str
    faces: tuple[str, ...]
    feed: str
    nav: tuple[NavItem, ...]
    own_pages: tuple[Ref, ...]
    opensearch: str


@dataclass(slots=True)
class SiteContext:
    """Everything that pages are made from. Made once for a plan; each group of pages has one that notes what it reads.

    It is no value: what the pages of one group find out again and again is kept in it while they are made.
    """

    graph: SiteTables
    words: PageWords
    offline: bool
    base_url: str | None
    """Without a slash at its end."""
    first_address: str | None
    """The address that the ledger has of the site, without a slash at its end: names that outlive a move are made of it."""
    stylesheet: str
    script: str
    made: frozenset[str]
    """The names of the parts that are made; pages ask `makes`."""
    addressed: bool
    """Whether it is asked which addresses pages publish."""
    sections: tuple[tuple[str, str], ...]
    """The main navigation: key of the words, site path."""
    own_pages: tuple[tuple[str, str], ...]
    """Site path and title of the pages of the site's own, about first."""
    proofs: Mapping[str, Proof]
    """By letter: how its official text compares with its source."""
    followed: Mapping[str, bool] = field(default_factory=dict)
    """By site path: the pages that have a feed of their own."""
    pieces: Mapping[tuple[str, str], Piece] = field(default_factory=dict)
    """By kind of piece and letter: what a letter adds to a file of the whole site (`kinds.exports`)."""
    places: Places | None = None
    """Finds where a letter is in its source."""
    frames: dict[str, Frame] = field(default_factory=dict)
    """What is around pages, by the folder they are in; made of settings only, so shared by all groups."""
    written: dict[QuestionKey, Written] = field(default_factory=dict)
    """Answers with absolute links, for feeds and frames; filled by `kinds.answers`."""
    records: dict[QuestionKey | str, Any] = field(default_factory=dict)
    """By question or letter: what a library would say of it; filled by `data.records`."""
    _places: dict[str, SourcePlaces | None] = field(default_factory=dict)
    _held: dict[tuple[str, dt.date], tuple[str, ...]] = field(default_factory=dict)
    _contexts: dict[Place, tuple[str, str, str]] = field(default_factory=dict)
    _leaves: dict[TextKey, tuple[str, ...]] = field(default_factory=dict)
    _order: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def config(self) -> Config:
        """The site's settings."""
        return self.graph.config

    @property
    def segments(self) -> Segments:
        """The words in the site's URLs."""
        return self.graph.config.segments

    @property
    def letters(self) -> tuple[LetterHead, ...]:
        """All letters, newest first; those without a date last."""
        return tuple(self.graph.letters.values())

    def makes(self, part: SitePart | None) -> bool:
        """Return whether a part is made, so that pages may lead to it. What belongs to no part is always made."""
        return part is None or part.name in self.made

    @property
    def has_opensearch(self) -> bool:
        """Whether browsers are told how to search: the site knows its address, and there is something to ask."""
        return bool(self.base_url) and self.makes(SEARCH) and not self.offline

    def questions(self, letter_id: str) -> tuple[Question, ...]:
        """Return the questions of a letter, by number."""
        own = self.graph.numbers.get(letter_id, ())
        return tuple(self.graph.questions[QuestionKey(letter_id, number)] for number in sorted(own))

    def texts(self, letter: LetterHead) -> tuple[TextKey, ...]:
        """Return the key of every text of a letter in reading order; an answer's also where there is none."""
        return tuple(keys_of(letter, self.questions(letter.id)))

    def letter_notes(self, letter_id: str) -> tuple[Note, ...]:
        """Return the notes on a letter and its questions, by id."""
        return self.graph.letter_notes.get(letter_id, ())

    def proof(self, letter_id: str) -> Proof:
        """Return how a letter compares with its source."""
        return self.proofs.get(letter_id) or not_compared(letter_id, Reason.NOT_ASKED)

    def source_places(self, letter_id: str) -> SourcePlaces | None:
        """Return where a letter is in its source; None where no page is to show that, or nobody knows.

        Who asks depends on the letter's proof, which has the digest of what is returned.
        """
        if self.places is None or not self.makes(FACSIMILE) or not self.proof(letter_id).places:
            return None
        if letter_id not in self._places:
            letter, proof = self.graph.letters[letter_id], self.proof(letter_id)
            self._places[letter_id] = self.places(letter, self.pieces[SHOWN, letter_id], proof)
        return self._places[letter_id]

    def day(self, date: dt.date | None) -> Day | None:
        """Return a date for machines and in words; None stays None."""
        return None if date is None else _day(date, self.config.lang)

    def foreign(self, lang: str | None) -> str | None:
        """Return a language to mark, or None where it is the interface's own."""
        return lang if lang and lang != self.config.lang else None

    def holder(self, key: QuestionKey) -> QuestionKey:
        """Return the question whose page a number leads to: itself, or the one that carries it in `with`."""
        return QuestionKey(key.letter, self.graph.heads[key].number)

    def question_path(self, key: QuestionKey, anchor: str = "") -> str:
        """Return the site path of a question's page, and of an anchor on it."""
        path = urls.question(self.segments, key.letter, self.graph.heads[key].number)
        return f"{path}#{anchor}" if anchor else path

    def note_path(self, note: Note) -> str:
        """Return the site path of the page that a note is on: its question's, or its letter's."""
        key = QuestionKey(note.letter, note.number or 0)
        return self.question_path(key) if key in self.graph.heads else urls.letter(self.segments, note.letter)

    def title(self, key: QuestionKey) -> str:
        """Return what a list calls a question: the editor's title, else its first words."""
        return self.graph.heads[key].name

    def lead(self, key: QuestionKey) -> str:
        """Return the first words of a question's answer; empty where it has none."""
        holder = self.graph.answers.get(self.holder(key))
        return first_words(self.graph.texts.get(answer_of(holder), ()), LEAD) if holder else ""

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
                        # A mark belongs to what is before it: after a full stop, to the sentence that ends there.
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
        *above, leaf = islice(leaves(self.graph.texts[key]), place.leaf + 1)
        span = text_fragments.where(leaf, numbers, place.start, place.end)
        directive = text_fragments.fragment(
            text_fragments.shown(leaf, numbers), *span, [text_fragments.shown(one, numbers) for one in above]
        )
        return f"{self.place_path(place)}{directive}"

    def reading_order(self, place: Place) -> tuple[int, str, int, int, Place]:
        """Sort places as a reader meets them: letters newest first, then question, answer and their footnotes."""
        key = place.text
        return (*self.newest_first(key.letter), key.number, _PART_ORDER[key.part], place)

    def newest_first(self, letter_id: str) -> tuple[int, str]:
        """Return what sorts letters as `letters` does: by day, those without a date last, and ids decide."""
        found = self._order.get(letter_id)
        if found is None:
            day = self.graph.letters[letter_id].day
            found = self._order[letter_id] = (-day.toordinal() if day else 0, letter_id)
        return found

    def document_path(self, identity: Identity) -> str | None:
        """Return the site path of a cited document: its letter on this site, else the page about it."""
        document = schemes.document_of(identity)
        if document in self.graph.own:
            return urls.letter(self.segments, self.graph.own[document])
        return urls.document(self.segments, schemes.slug(document)) if document in self.graph.citations_of else None

    def said_of(self, identity: Identity) -> Document | None:
        """Return what editors say of a cited document, where they wrote anything."""
        return self.graph.documents.get(schemes.slug(identity))

    def subject_of(self, identity: Identity) -> str | None:
        """Return what a cited document is about: in an editor's words, or the title of the letter here that it is."""
        said = self.said_of(identity)
        if said is not None:
            return said.subject
        own = self.graph.own.get(schemes.document_of(identity))
        return self.graph.letters[own].title if own is not None else None

    def held_by(self, office: str, letter: LetterHead) -> tuple[str, ...]:
        """Return the names of who held an office when a letter was written: who signs it, else what is known of its day."""
        held = tuple(party.actor for party in letter.answered_by if party.office == office and party.actor)
        if not held and letter.day:
            known = self._held.get((office, letter.day))
            if known is None:
                known = holders_on(self.graph.holders.get(office, ()), office, letter.day.isoformat())
                self._held[office, letter.day] = known
            held = known
        return tuple(self.graph.actors[actor].name for actor in dict.fromkeys(held) if actor in self.graph.actors)

    def party_of(self, person: str, letter: LetterHead) -> str | None:
        """Return the name of the party a person sat for when a letter was written, where one is known."""
        asked = [party.party for party in letter.asked_by if party.actor == person and party.party]
        day = letter.submitted or letter.day
        sat = asked or (parties_on(self.graph.actors[person].parties, day) if day else ())
        found = dict.fromkeys(party for party in sat if party in self.graph.actors)
        return self.graph.actors[next(iter(found))].name if len(found) == 1 else None


def site_context(
    graph: SiteTables,
    words: PageWords,
    *,
    offline: bool = False,
    base_url: str | None = None,
    first_address: str | None = None,
    proofs: Mapping[str, Proof] = _NOTHING,
    places: Places | None = None,
    stylesheet: str = "/assets/style.css",
    script: str = "/assets/site.js",
    illustrated: bool = False,
    searched: bool = False,
    addressed: bool = False,
    sections: tuple[tuple[str, str], ...] = (),
) -> SiteContext:
    """Return what the pages of one plan are made from."""
    own_pages = sorted(graph.own_pages.values(), key=lambda page: (page.slug != "about", sort_key(page.title)))
    return SiteContext(
        graph=graph,
        words=words,
        offline=offline,
        base_url=base_url,
        first_address=first_address or base_url,
        stylesheet=stylesheet,
        script=script,
        made=_made(graph.config, base_url, {PICTURES: illustrated, SEARCH: searched}),
        addressed=addressed,
        sections=sections,
        own_pages=tuple((page_path(graph.config.segments, page.slug), page.title) for page in own_pages),
        proofs=proofs,
        places=places,
    )


def _made(config: Config, base_url: str | None, possible: Mapping[SitePart, bool]) -> frozenset[str]:
    """Return the names of the parts that a site asks for and can have: some need an address, some a program."""
    return frozenset(
        part.name
        for part in PARTS
        if config.wants(part) and (base_url or not part.needs_address) and possible.get(part, True)
    )


def answer_of(holder: QuestionKey) -> TextKey:
    """Return the text of the answer that a question's file holds."""
    return TextKey(holder.letter, holder.number, Part.ANSWER)


def page_path(segments: Segments, slug: str) -> str:
    """Return the site path of a page of the site's own."""
    return f"/{segments.about}/" if slug == "about" else f"/{slug}/"


def numbers(question: Question) -> tuple[int, ...]:
    """Return every number a question was asked under, in order."""
    return tuple(sorted({question.number, *question.joint}))


_PART_ORDER = {Part.COVER: 0, Part.QUESTION: 1, Part.ANSWER: 2, Part.FOOTNOTE: 3}


@lru_cache(maxsize=10_000)
def _day(date: dt.date, lang: str) -> Day:
    return Day(date.isoformat(), format_date(date, lang))
