"""What the pages of one letter may see of the site, and what tells that from all else.

A letter's pages are made from its extract and from nothing beside it: whatever they show of other letters, actors,
topics and documents is in it. So two builds in which a letter's extract is the same give the same pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TypeVar

from generator.core import digest
from generator.core.ledger import Ledger
from generator.core.model import Actor, Article, Content, Footnote, Letter, MarkKind, Question, Text, Topic, leaves
from generator.graph.site import Citation, Part, Place, QuestionKey, Target, TargetKind, TextKey
from generator.pages.kinds.letters import texts
from generator.pages.writing.site_context import SiteContext, numbers
from generator.references import schemes
from generator.references.schemes import Identity

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_ROLES = ("asked_by", "addressed_to", "answered_by", "on_behalf_of")
_TOLD = attrgetter(
    *("content", "letters", "questions", "actors", "topics", "targets", "mentions", "pointers_to", "citations_of"),
    *("notes", "answers", "covers", "terms", "articles_to", "articles_to_letter", "own", "paragraphs"),
)
"""What tells an extract from others. Pointers and citations follow from the letter's text and its targets, texts are
those of the letters and questions."""


@dataclass(frozen=True, slots=True)
class Extracts:
    """Makes extracts; what would have to be looked for in the whole site for each letter is grouped once."""

    site: SiteContext
    targets: Mapping[str, Mapping[tuple[str, str], Target]]
    """By letter: where its links lead."""

    def of(self, letter: Letter) -> SiteContext:
        """Return the desk at which a letter's pages are made."""
        return _Extract(self, letter).site()


def extracts(site: SiteContext) -> Extracts:
    """Get ready to make extracts."""
    targets: dict[str, dict[tuple[str, str], Target]] = {}
    for key, target in site.graph.targets.items():
        targets.setdefault(key[0], {})[key] = target
    return Extracts(site, targets)


def token(site: SiteContext, letter: Letter) -> str:
    """Fingerprint an extract; what all pages of a site share is not in it."""
    order = tuple(other.id for other in site.newest)
    return digest.of_value((_TOLD(site.graph), order, site.verified.get(letter.id, False)))


@dataclass(frozen=True, slots=True)
class Told:
    """What tells letters from all else, for pages that show something of them."""

    site: SiteContext
    tokens: Mapping[str, str]
    """By letter: the fingerprint of its extract."""

    def letters(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Tell some letters, newest first."""
        return tuple(self.tokens[letter] for letter in sorted(set(ids), key=self.site.letter_order.__getitem__))

    def links(self, text: Text, footnotes: Iterable[Footnote] = ()) -> tuple[object, ...]:
        """Tell where the links of an editor's text outside letters lead, and what they show of it."""
        found: list[object] = []
        for leaf in leaves((*text, *(block for note in footnotes for block in note.blocks))):
            for mark in leaf.marks:
                target = self.site.graph.targets.get(("", mark.value)) if mark.kind is MarkKind.LINK else None
                if target:
                    letters = [key.letter for key in target.questions]
                    letters += [target.id.partition("/")[0]] if target.kind in _OF_LETTERS else []
                    path = self.site.document_path(target.identity) if target.identity else None
                    found.append((target, self.letters(one for one in letters if one in self.tokens), path))
        return tuple(found)


_OF_LETTERS = (TargetKind.LETTER, TargetKind.NOTE)


@dataclass(slots=True)
class _Extract:
    """An extract in the making."""

    whole: Extracts
    letter: Letter
    letters: dict[str, Letter] = field(default_factory=dict)
    questions: dict[QuestionKey, Question] = field(default_factory=dict)
    texts: dict[TextKey, None] = field(default_factory=dict)

    def site(self) -> SiteContext:
        """Return the desk with the extract on it."""
        whole, letter = self.whole.site, self.letter
        graph = whole.graph
        own = tuple(QuestionKey(letter.id, number) for question in letter.questions for number in numbers(question))
        targets = self.whole.targets.get(letter.id, {})
        known_as = whole.known_as.get(letter.id, ())
        self._add_own(own)
        self._add_elsewhere(targets.values(), own, known_as)
        cited = dict.fromkeys((*self._documents(targets.values()), *known_as))
        people = self._actors(targets.values())
        inside = tuple(texts(letter))
        narrow = replace(
            graph,
            content=Content(letters=(letter,), articles=self._articles(own)),
            letters=self.letters,
            questions=self.questions,
            actors=people,
            topics=self._topics(),
            texts=_of(graph.texts, self.texts),
            targets=targets,
            mentions=_of(graph.mentions, inside),
            mentions_of={},
            pointers=_of(graph.pointers, inside),
            pointers_to=_of(graph.pointers_to, own),
            citations=_of(graph.citations, inside),
            citations_of={
                document: graph.citations_of[document] if document in known_as else ()
                for document in cited
                if document in graph.citations_of
            },
            notes=_of(graph.notes, inside),
            answers=_of(graph.answers, self.questions),
            covers=_of(graph.covers, self.questions),
            topic_children={},
            topic_questions={},
            terms=tuple(term for actor in people for term in whole.holders.get(actor, ())),
            asked={},
            answered={},
            on_behalf={},
            articles_to=_of(graph.articles_to, own),
            articles_to_letter=_of(graph.articles_to_letter, (letter.id,)),
            named={},
            own=_of(graph.own, cited),
            ledger=Ledger(),
            paragraphs=_of(graph.paragraphs, self.texts),
        )
        newest = tuple(sorted(self.letters.values(), key=lambda other: whole.letter_order[other.id]))
        return replace(
            whole,
            graph=narrow,
            verified=_of(whole.verified, (letter.id,)),
            holders=_of(whole.holders, people),
            held={},
            offices={},
            known_as=_of(whole.known_as, (letter.id,)),
            newest=newest,
            letter_order={other.id: index for index, other in enumerate(newest)},
            with_absolute_links={},
        )

    def _add_own(self, own: Iterable[QuestionKey]) -> None:
        graph = self.whole.site.graph
        self.letters[self.letter.id] = self.letter
        self.questions |= _of(graph.questions, own)
        self.texts |= dict.fromkeys(texts(self.letter))

    # --- Of other letters ------------------------------------------------------------------------------------------

    def _add_elsewhere(
        self, targets: Iterable[Target], own: Iterable[QuestionKey], known_as: Iterable[Identity]
    ) -> None:
        """Add what the letter leads to, and the places that lead to it."""
        graph = self.whole.site.graph
        for target in targets:
            for key in target.questions:
                self._add_question(key)
            if target.kind is TargetKind.LETTER:
                self._add_letter(target.id)
            elif target.kind is TargetKind.NOTE:
                self._add_notes(target.id.partition("/")[0])
        for pointer in (pointer for key in own for pointer in graph.pointers_to.get(key, ())):
            self._add_place(pointer.place)
        for document in known_as:
            citations: tuple[Citation, ...] = graph.citations_of.get(document, ())
            for citation in citations:
                self._add_place(citation.place)

    def _add_place(self, place: Place) -> None:
        if place.text.number:
            self._add_question(QuestionKey(place.text.letter, place.text.number))
        elif place.text.letter != self.letter.id:
            letter = self._add_letter(place.text.letter)
            self.texts[TextKey(letter.id, 0, Part.COVER)] = None
            self.texts |= {TextKey(letter.id, 0, Part.FOOTNOTE, note.label): None for note in letter.footnotes}

    def _add_question(self, key: QuestionKey) -> None:
        """Add a question of another letter, with its texts and its letter's head."""
        question = self.whole.site.graph.questions.get(key)
        if key.letter == self.letter.id or question is None or key in self.questions:
            return
        self._add_letter(key.letter)
        self.questions[key] = self.questions[QuestionKey(key.letter, question.number)] = question
        for part in (Part.QUESTION, Part.ANSWER):
            self.texts[TextKey(key.letter, question.number, part)] = None
        for note in question.footnotes:
            self.texts[TextKey(key.letter, question.number, Part.FOOTNOTE, note.label)] = None

    def _add_letter(self, letter_id: str) -> Letter:
        """Add what stands in the file of another letter itself."""
        if letter_id not in self.letters:
            self.letters[letter_id] = replace(self.whole.site.graph.letters[letter_id], questions=(), notes=())
        return self.letters[letter_id]

    def _add_notes(self, letter_id: str) -> None:
        """Add the notes of another letter, and the questions that they stand at."""
        if letter_id == self.letter.id:
            return
        notes = self.whole.site.graph.letters[letter_id].notes
        self.letters[letter_id] = replace(self._add_letter(letter_id), notes=notes)
        for note in notes:
            self._add_question(QuestionKey(letter_id, note.number or 0))

    # --- What is named ---------------------------------------------------------------------------------------------

    def _documents(self, targets: Iterable[Target]) -> Iterator[Identity]:
        return (schemes.document_of(target.identity) for target in targets if target.identity)

    def _actors(self, targets: Iterable[Target]) -> dict[str, Actor]:
        """Return who takes part or is named; with an office its holders, and with a person their parties."""
        whole, letter = self.whole.site, self.letter
        named = dict.fromkeys(_parties(letter))
        named |= {mention.actor: None for key in texts(letter) for mention in whole.graph.mentions.get(key, ())}
        named |= {actor: None for question in letter.questions for actor in question.actors}
        named |= {target.id: None for target in targets if target.kind is TargetKind.ACTOR}
        found = _of(whole.graph.actors, named)
        found |= _of(whole.graph.actors, [term.actor for office in named for term in whole.holders.get(office, ())])
        return found | _of(whole.graph.actors, [one.party for actor in found.values() for one in actor.parties])

    def _topics(self) -> dict[str, Topic]:
        """Return the topics of the letter and its questions, with those that they lie under."""
        known = self.whole.site.graph.topics
        waiting = [*self.letter.topics, *(topic for question in self.letter.questions for topic in question.topics)]
        found: dict[str, Topic] = {}
        while waiting:
            topic = waiting.pop()
            if topic in known and topic not in found:
                found[topic] = known[topic]
                waiting += [known[topic].parent or ""]
        return found

    def _articles(self, own: Iterable[QuestionKey]) -> tuple[Article, ...]:
        graph = self.whole.site.graph
        wanted = {article for key in own for article in graph.articles_to.get(key, ())}
        wanted.update(graph.articles_to_letter.get(self.letter.id, ()))
        return tuple(article for article in graph.content.articles if article.id in wanted) if wanted else ()


def _parties(letter: Letter) -> Iterator[str]:
    for role in _ROLES:
        for party in getattr(letter, role):
            yield from filter(None, (party.actor, party.party, party.office))


def _of(found: Mapping[_Key, _Value], wanted: Iterable[_Key]) -> dict[_Key, _Value]:
    """Return of a mapping only what is wanted."""
    return {key: found[key] for key in wanted if key in found}
