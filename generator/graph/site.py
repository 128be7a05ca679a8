"""The site graph: all content with everything that points at something else resolved, both ways.

Made once per build by `link`; frozen, and free of HTML and URLs of pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum

import msgspec

from generator.core import urls
from generator.core.config import Config
from generator.core.ledger import Ledger
from generator.core.model import Actor, Content, Letter, Note, Question, Text, Topic
from generator.core.proof import Departure
from generator.core.values import Value
from generator.references.schemes import Identity


class Part(StrEnum):
    """Which text of a letter."""

    COVER = "cover"
    QUESTION = "question"
    ANSWER = "answer"
    FOOTNOTE = "footnote"


PARAGRAPH_ANCHORS: Mapping[Part, Callable[[int], str]] = {
    Part.COVER: urls.cover_paragraph,
    Part.QUESTION: urls.question_paragraph,
    Part.ANSWER: urls.answer_paragraph,
}
"""The texts whose paragraphs have anchors, and how they are numbered."""


class TextKey(Value, frozen=True, order=True):
    """Identifies one text: the cover, a question, an answer or a footnote of a letter."""

    letter: str
    number: int
    """The question's number; 0 for the cover letter."""
    part: Part
    label: str = ""
    """The footnote's label, for a footnote."""


class Place(Value, frozen=True, order=True):
    """A span of a text: `leaf` counts its paragraphs in reading order from 0, `start..end` is in that paragraph."""

    text: TextKey
    block: int
    """Which top-level block the leaf is in, from 0: paragraph anchor `a<block + 1>`."""
    leaf: int
    start: int
    end: int


class QuestionKey(Value, frozen=True, order=True):
    """Identifies one question of one letter."""

    letter: str
    number: int


class Mention(Value, frozen=True):
    """A place that names an actor. `linked` says whether this mention becomes a link (site.yml, `mentions`)."""

    actor: str
    place: Place
    linked: bool


class TargetKind(StrEnum):
    """What a link of the content leads to."""

    QUESTION = "question"
    LETTER = "letter"
    ACTOR = "actor"
    TOPIC = "topic"
    PAGE = "page"
    NOTE = "note"
    DOCUMENT = "document"
    WEB = "web"


class Target(Value, frozen=True):
    """What one link destination leads to, resolved.

    QUESTION: `questions` in order (one for `question:4`, several for a range or list). LETTER, ACTOR, TOPIC, PAGE,
    NOTE: `id` (a note's is `<letter>/<note>`). DOCUMENT: `identity`; where the cited letter is on this site the kind
    is LETTER or QUESTION and `identity` is kept. WEB: `id` is the address.
    """

    kind: TargetKind
    id: str = ""
    questions: tuple[QuestionKey, ...] = ()
    identity: Identity | None = None
    anchor: str = ""
    """The paragraph or footnote the author named: `a2` of `question:4#a2`."""


class Pointer(Value, frozen=True):
    """A cross-reference: a link in a letter's text to questions, of this letter or another on the site."""

    place: Place
    targets: tuple[QuestionKey, ...]


class Citation(Value, frozen=True):
    """A reference: a link in a letter's text to a document outside the letter.

    `document` is what the page is about (the law), `identity` what is cited of it (its article 3).
    """

    place: Place
    identity: Identity
    document: Identity


class Anchored(Value, frozen=True):
    """A note and the spans its quote covers: one for each paragraph the quote runs over, in order."""

    note: Note
    places: tuple[Place, ...]


class Departed(Value, frozen=True):
    """A declared departure from the source, and the spans of its words: one for each paragraph they run over."""

    id: str
    """Tells it from the others of its letter: `2-1` is the first in the file of question 2."""
    departure: Departure
    places: tuple[Place, ...]


class ChangedText(Value, frozen=True):
    """A text as it was before a change and after it, a string for each block."""

    key: TextKey
    """The text that it is now; an answer's of the question whose file has it."""
    before: tuple[str, ...]
    after: tuple[str, ...]
    anchors: tuple[str, ...]
    """The anchor under which each block of `before` was published, "" for one that was not; nothing where none was."""


class ChangedFootnote(Value, frozen=True):
    """A footnote that was changed, added or left out, a string for each block."""

    number: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Change(Value, frozen=True):
    """What an import changed in a question and its answer, or in a cover letter."""

    until: dt.date
    """The day of the change."""
    path: str
    """The file that keeps the text before it."""
    sha256: str
    """The digest of the letter's text before it."""
    texts: tuple[ChangedText, ...]
    """The question and the answer, or the cover letter; also where one of them did not change."""
    footnotes: tuple[ChangedFootnote, ...] = ()
    date: dt.date | None = None
    """The day of the letter before it."""
    source_file: str | None = None
    """Where the source before it is kept, in the letter's folder."""
    source_sha256: str | None = None


class OfficeTerm(Value, frozen=True):
    """Who held an office, as stated by an actor file or by a letter's signature (`start == end`: only that day)."""

    actor: str
    office: str
    start: str | None
    end: str | None


class SiteGraph(Value, frozen=True):
    """The whole site, linked. Tuples are in reading order: letters newest first, then question number, then place."""

    config: Config
    content: Content
    letters: Mapping[str, Letter]
    questions: Mapping[QuestionKey, Question]
    """Joint numbers (`with: [5]`) lead to the question that holds them."""
    actors: Mapping[str, Actor]
    topics: Mapping[str, Topic]
    texts: Mapping[TextKey, Text]
    targets: Mapping[tuple[str, str], Target]
    """By (letter id or "", destination as written): every link of the content that could be resolved."""
    mentions: Mapping[TextKey, tuple[Mention, ...]]
    mentions_of: Mapping[str, tuple[Mention, ...]]
    pointers: Mapping[TextKey, tuple[Pointer, ...]]
    pointers_to: Mapping[QuestionKey, tuple[Pointer, ...]]
    citations: Mapping[TextKey, tuple[Citation, ...]]
    citations_of: Mapping[Identity, tuple[Citation, ...]]
    """By document."""
    notes: Mapping[TextKey, tuple[Anchored, ...]]
    answers: Mapping[QuestionKey, QuestionKey]
    """For every question with an answer: the question whose file holds it (itself, mostly)."""
    covers: Mapping[QuestionKey, tuple[QuestionKey, ...]]
    """For a question that holds an answer: all questions that it answers, itself among them."""
    topic_children: Mapping[str, tuple[str, ...]]
    """By parent, sorted by name; "" holds the roots."""
    topic_questions: Mapping[str, tuple[QuestionKey, ...]]
    """Questions with this topic themselves (a letter's own topics count for all of its questions)."""
    terms: tuple[OfficeTerm, ...]
    asked: Mapping[str, tuple[str, ...]]
    """By actor (persons and parties): letters they asked, newest first."""
    answered: Mapping[str, tuple[str, ...]]
    """By actor (persons and offices): letters they answered."""
    on_behalf: Mapping[str, tuple[str, ...]]
    """By office: letters answered on its behalf."""
    articles_to: Mapping[QuestionKey, tuple[str, ...]]
    """By question: ids of articles that link to it."""
    articles_to_letter: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """By letter: ids of articles that link to it as a whole."""
    under_topic: Mapping[str, tuple[QuestionKey, ...]] = msgspec.field(default_factory=dict)
    """By topic: its questions and those of all topics below it."""
    involved: Mapping[str, tuple[QuestionKey, ...]] = msgspec.field(default_factory=dict)
    """By actor: the questions it asked or answered or that name it; a letter without any is number 0."""
    named: Mapping[str, tuple[QuestionKey, ...]] = msgspec.field(default_factory=dict)
    """By actor: questions whose front matter names it (`actors`), where the text itself does not."""
    own: Mapping[Identity, str] = msgspec.field(default_factory=dict)
    """Documents that are letters on this site (`zaak:2021Z16860`, `ah:tk-20212022-753`): the letter's id."""
    corrected_by: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """By letter: the letters that correct it, newest first."""
    supplemented_by: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """By letter: the letters that add to it, newest first."""
    ledger: Ledger = msgspec.field(default_factory=Ledger)
    """Every address that was ever published."""
    changes: Mapping[QuestionKey, tuple[Change, ...]] = msgspec.field(default_factory=dict)
    """By question, and with number 0 by letter for its cover: what imports changed in it, the last first."""
    departures: Mapping[TextKey, tuple[Departed, ...]] = msgspec.field(default_factory=dict)
    """By text, in the order of places."""
    paragraphs: Mapping[TextKey, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """The anchor of each block of a text, where the ledger has a say in it; ask `anchor`."""

    def anchor(self, text: TextKey, block: int) -> str:
        """Return the anchor of a block (from 0) on the page of its question, or of its letter; "" in a footnote."""
        known = self.paragraphs.get(text)
        if known and block < len(known):
            return known[block]
        numbered = PARAGRAPH_ANCHORS.get(text.part)
        return numbered(block + 1) if numbered else ""
