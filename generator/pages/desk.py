"""What every page is made with: the graph, the wording, the site's address, and the facts many pages share.

`Desk` is one for the whole plan; `Here` is a page in the making, which knows where it stands, so that every link it
gives is final. Neither knows what any page shows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urlsplit

from generator.core import schemes, urls
from generator.core.config import Config, Segments
from generator.core.language import format_date, sort_key
from generator.core.model import Letter, MarkKind, Note, Question, Text, leaves
from generator.core.schemes import Identity
from generator.graph.context import context
from generator.graph.site import OfficeTerm, Part, Place, QuestionKey, SiteGraph, TextKey
from generator.pages.views import Day, NavItem, PageMeta, Ref
from generator.pages.words import Words

SHORT = 160
"""How many characters a list shows of a question that has no editor's title."""
DESCRIPTION = 155
"""How many characters search engines show of a description."""


@dataclass(frozen=True, slots=True)
class Desk:
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
    known_as: Mapping[str, tuple[Identity, ...]]
    """By letter: the documents that it is (`zaak:2021Z16860`)."""
    newest: tuple[Letter, ...]
    """All letters, newest first; those without a date last."""
    letter_order: Mapping[str, int]
    """Where a letter stands among `newest`."""
    _contexts: dict[Place, tuple[str, str, str]] = field(default_factory=dict, compare=False)
    _leaves: dict[TextKey, tuple[str, ...]] = field(default_factory=dict, compare=False)
    _titles: dict[QuestionKey, str] = field(default_factory=dict, compare=False)

    @property
    def config(self) -> Config:
        """The site's settings."""
        return self.graph.config

    @property
    def segments(self) -> Segments:
        """The words in the site's URLs."""
        return self.graph.config.segments

    def day(self, date: dt.date | None) -> Day | None:
        """Give a date for machines and in words; None stays None."""
        return None if date is None else _day(date, self.config.lang)

    def foreign(self, lang: str | None) -> str | None:
        """Give a language to mark, or None where it is the interface's own."""
        return lang if lang and lang != self.config.lang else None

    def holder(self, key: QuestionKey) -> QuestionKey:
        """Give the question whose page a number leads to: itself, or the one that carries it in `with`."""
        return QuestionKey(key.letter, self.graph.questions[key].number)

    def question_path(self, key: QuestionKey, anchor: str = "") -> str:
        """Give the site path of a question's page, and of an anchor on it."""
        path = urls.question(self.segments, key.letter, self.graph.questions[key].number)
        return f"{path}#{anchor}" if anchor else path

    def note_path(self, note: Note) -> str:
        """Give the site path of the page that a note stands on: its question's, or its letter's."""
        key = QuestionKey(note.letter, note.number or 0)
        return self.question_path(key) if key in self.graph.questions else urls.letter(self.segments, note.letter)

    def title(self, key: QuestionKey) -> str:
        """Give what a list calls a question: the editor's title, else its first words."""
        found = self._titles.get(key)
        if found is None:
            question = self.graph.questions[key]
            found = self._titles[key] = question.title or shorten(flat(question.question), SHORT)
        return found

    def leaf(self, place: Place) -> str:
        """Give the paragraph that a place is in."""
        found = self._leaves.get(place.text)
        if found is None:
            found = tuple(leaf.text for leaf in leaves(self.graph.texts[place.text]))
            self._leaves[place.text] = found
        return found[place.leaf]

    def context(self, place: Place) -> tuple[str, str, str]:
        """Give the sentence around a place: before, the words themselves, after."""
        found = self._contexts.get(place)
        if found is None:
            found = self._contexts[place] = context(self.leaf(place), place.start, place.end)
        return found

    def carrier(self, footnote: TextKey) -> str:
        """Give the sentence that carries a footnote's mark; empty where none does."""
        parts = (Part.QUESTION, Part.ANSWER) if footnote.number else (Part.COVER,)
        for part in parts:
            for leaf in leaves(self.graph.texts.get(TextKey(footnote.letter, footnote.number, part), ())):
                for mark in leaf.marks:
                    if mark.kind is MarkKind.FOOTNOTE and mark.value == footnote.label:
                        before, _, after = context(leaf.text, mark.start, mark.start)
                        return f"{before}{after}".strip()
        return ""

    def place_path(self, place: Place) -> str:
        """Give the site path of the paragraph a place is in, on the page of its question, or of its letter."""
        key, index = place.text, place.block + 1
        path = (
            urls.question(self.segments, key.letter, key.number)
            if key.number
            else urls.letter(self.segments, key.letter)
        )
        match key.part:
            case Part.COVER:
                anchor = urls.cover_paragraph(index)
            case Part.QUESTION:
                anchor = urls.question_paragraph(index)
            case Part.ANSWER:
                anchor = urls.answer_paragraph(index)
            case Part.FOOTNOTE:
                anchor = urls.footnote(key.label)
        return f"{path}#{anchor}"

    def reading_order(self, place: Place) -> tuple[int, int, int, Place]:
        """Sort places as a reader meets them: letters newest first, then question, answer and their footnotes."""
        key = place.text
        return (self.letter_order[key.letter], key.number, _PART_ORDER[key.part], place)

    def document_path(self, identity: Identity) -> str | None:
        """Give the site path of a cited document: its letter on this site, else the page about it."""
        document = schemes.document_of(identity)
        if document in self.graph.own:
            return urls.letter(self.segments, self.graph.own[document])
        return urls.document(self.segments, schemes.slug(document)) if document in self.graph.citations_of else None

    def held_by(self, office: str, on: dt.date | None) -> tuple[str, ...]:
        """Give the names of who held an office on a day, as actor files and the letters' signatures tell."""
        if on is None:
            return ()
        day = on.isoformat()
        held = (
            term.actor for term in self.holders.get(office, ()) if (term.start or "") <= day <= (term.end or "9999")
        )
        return tuple(self.graph.actors[actor].name for actor in dict.fromkeys(held) if actor in self.graph.actors)


@dataclass(frozen=True, slots=True)
class Here:
    """A page in the making, at its site path. With `root`, links are not relative but begin with it."""

    desk: Desk
    path: str
    root: str | None = None
    """`https://host/base` for text that is read elsewhere (feeds), `/base` for a page shown under any path (404)."""

    def to(self, path: str) -> str:
        """Give the link from here to a site path, anchor included."""
        if self.root is None:
            return urls.relative(self.path, path, offline=self.desk.offline)
        return f"{self.root}{self.path}{path}" if path.startswith("#") else f"{self.root}{path}"

    def in_page(self) -> str:
        """Give what links to anchors of this page begin with."""
        return "" if self.root is None else f"{self.root}{self.path}"

    def letter(self, letter: Letter) -> Ref:
        """Give a letter as a list shows it."""
        desk = self.desk
        path = urls.letter(desk.segments, letter.id)
        return Ref(self.to(path), letter.title, desk.day(letter.date), desk.foreign(letter.lang))

    def question(self, key: QuestionKey, anchor: str = "") -> Ref:
        """Give a question as a list shows it; the date is its letter's."""
        letter = self.desk.graph.letters[key.letter]
        lang = self.desk.foreign(letter.lang)
        url = self.to(self.desk.question_path(key, anchor))
        return Ref(url, self.desk.title(key), self.desk.day(letter.date), lang, key.number)

    def on_page(self, key: QuestionKey) -> Ref:
        """Give a question of the letter whose whole is on this page, further up or down."""
        return replace(
            self.question(key), url=f"#{urls.question_anchor(self.desk.segments, self.desk.holder(key).number)}"
        )

    def actor(self, actor_id: str) -> Ref:
        """Give an actor; one without a file has its id for a name and no page."""
        actor = self.desk.graph.actors.get(actor_id)
        return Ref(self.to(urls.actor(self.desk.segments, actor_id)), actor.name) if actor else Ref("", actor_id)

    def topic(self, topic_id: str) -> Ref:
        """Give a topic; one without a file has its id for a name and no page."""
        topic = self.desk.graph.topics.get(topic_id)
        return Ref(self.to(urls.topic(self.desk.segments, topic_id)), topic.name) if topic else Ref("", topic_id)

    def meta(
        self,
        kind: str,
        title: str,
        *,
        description: str = "",
        lang: str | None = None,
        published: dt.date | None = None,
        index: bool = True,
    ) -> PageMeta:
        """Give what the page's head and frame need."""
        desk = self.desk
        nav = tuple(NavItem(key, self.to(path), current=self.path.startswith(path)) for key, path in desk.sections)
        return PageMeta(
            kind=kind,
            title=title,
            path=self.path,
            lang=lang or desk.config.lang,
            home=self.to("/"),
            stylesheet=self.to(desk.stylesheet),
            script=self.to(desk.script),
            feed=self.to("/feed.xml") if desk.base_url else "",
            nav=nav,
            description=shorten(description, DESCRIPTION),
            canonical=f"{desk.base_url}{self.path}" if desk.base_url else None,
            published=desk.day(published),
            index=index,
            own_pages=tuple(Ref(self.to(path), title) for path, title in desk.own_pages),
        )


def desk(
    graph: SiteGraph,
    words: Words,
    *,
    offline: bool,
    base_url: str | None,
    verified: Mapping[str, bool],
    stylesheet: str,
    script: str,
) -> Desk:
    """Lay out what the pages of one plan share."""
    held: dict[str, list[OfficeTerm]] = {}
    for term in graph.terms:
        held.setdefault(term.office, []).append(term)
    known_as: dict[str, list[Identity]] = {}
    for identity in sorted(graph.own):
        known_as.setdefault(graph.own[identity], []).append(identity)
    newest = tuple(sorted(graph.letters.values(), key=_newest_first))
    return Desk(
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
        holders={office: tuple(terms) for office, terms in held.items()},
        known_as={letter: tuple(names) for letter, names in known_as.items()},
        newest=newest,
        letter_order={letter.id: index for index, letter in enumerate(newest)},
    )


def base_path(base_url: str | None) -> str:
    """Give the path under which the site stands on its host, without a slash at its end."""
    return urlsplit(base_url).path.rstrip("/") if base_url else ""


def page_path(segments: Segments, slug: str) -> str:
    """Give the site path of a page of the site's own."""
    return f"/{segments.about}/" if slug == "about" else f"/{slug}/"


def flat(text: Text) -> str:
    """Give a text in one line."""
    return _SPACES.sub(" ", " ".join(leaf.text for leaf in leaves(text))).strip()


def shorten(text: str, limit: int) -> str:
    """Cut a text at a word, with an ellipsis, to at most `limit` characters; a text that fits stays as it is."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ") if text[limit - 1] != " " else len(head)
    return head[: cut if cut > limit // 2 else len(head)].rstrip(" ,;:–-") + "…"


def numbers(question: Question) -> tuple[int, ...]:
    """Give every number a question was asked under, in order."""
    return tuple(sorted({question.number, *question.joint}))


def in_order(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Give questions by number."""
    return tuple(sorted(questions, key=lambda question: question.number))


_PART_ORDER = {Part.COVER: 0, Part.QUESTION: 1, Part.ANSWER: 2, Part.FOOTNOTE: 3}
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=10_000)
def _day(date: dt.date, lang: str) -> Day:
    return Day(date.isoformat(), format_date(date, lang))


def _newest_first(letter: Letter) -> tuple[int, str]:
    return (-letter.date.toordinal() if letter.date else 0, letter.id)


def _sections(graph: SiteGraph) -> Iterable[tuple[str, str]]:
    """Give the main navigation; a section without anything in it is not in it."""
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
