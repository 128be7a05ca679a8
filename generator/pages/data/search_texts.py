"""What search may find of a page: a bare HTML document with the page's own anchors, and what is known of the page.

These documents, not the finished pages, are what the index is made from: a theme may change every template without
hiding a word from search, and a question's answer is found once, also where several pages show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from generator.core import urls
from generator.core.model import LetterHead, Party, Question, Topic
from generator.graph.site import Part, QuestionKey, TextKey
from generator.pages.data import search_names
from generator.pages.markup.html import escaped
from generator.pages.planned import Page, SearchText, search_text
from generator.pages.views import AnswerView, BlockView, FootnoteView, LetterView
from generator.pages.writing.site_context import SiteContext, numbers

_TOP = "top"
"""The anchor of what has none of its own: the top of the page, by the HTML standard."""

_NOTE = "note"
"""The kind of what editors wrote on a letter."""

_Fact = tuple[str, object]
_Facts = Iterable[_Fact]


def described(path: str, kind: str, title: str, text: Markup, names: Iterable[str]) -> SearchText:
    """Return a page that is no letter's: its kind, title, text, and what it is called."""
    facts = (("title", title), ("kind", kind))
    return _text(path, facts, (("kind", kind), *_named(tuple(names))), title, (_top(text),))


def of_answer(site: SiteContext, page: Page, view: AnswerView) -> Iterator[SearchText]:
    """Yield a question with its answer, and the notes on them; an answer that another page carries is found there."""
    if page.subject is None:
        return
    letter = site.graph.letters[page.subject.id]
    question = site.graph.questions[QuestionKey(letter.id, page.subject.number)]
    elsewhere = view.answered_in is not None
    answer = () if elsewhere else view.answer
    carried = {urls.footnote(note.label) for note in question.footnotes}
    notes = [note for note in view.footnotes if not elsewhere or note.anchor in carried]
    key = QuestionKey(letter.id, question.number)
    own = () if question.title else (("own", "yes"),)
    facts = (("title", site.title(key)), *own, ("number", question.number), *_about(site, letter))
    actors = {*_parties(letter), *question.actors, *_mentioned(site, letter, question)}
    filters = (*_filters(site, letter, actors), *_topics(site, (*letter.topics, *question.topics)))
    numbered = (*(("number", number) for number in numbers(question)), *_named(filter(None, (question.title,))))
    blocks = (*_blocks(view.question), *_blocks(answer), *_footnotes(notes))
    kind = ("kind", letter.kind.value)
    yield _text(page.path, facts, (kind, *filters, *numbered), question.title or "", blocks)
    yield from _notes(page, (*view.question, *answer, *notes), facts, (*filters, *numbered[:1]))


def of_letter(site: SiteContext, page: Page, view: LetterView) -> Iterator[SearchText]:
    """Yield a letter's own text, and the notes on it: its questions and answers are found on their own pages."""
    if page.subject is None:
        return
    letter = site.graph.letters[page.subject.id]
    own = {urls.footnote(note.label) for note in letter.footnotes}
    facts = (("title", letter.title), ("own", "yes"), ("id", letter.id), *_about(site, letter))
    key = TextKey(letter.id, 0, Part.COVER)
    actors = {*_parties(letter), *(mention.actor for mention in site.graph.mentions.get(key, ()))}
    filters = (*_filters(site, letter, actors), *_topics(site, letter.topics))
    notes = [note for note in view.footnotes if note.anchor in own]
    ids = _top(escape(" ".join(filter(None, (*letter.numbers, letter.publication, letter.reference)))))
    called = (("kind", letter.kind.value), *_named(search_names.of_letter(site, letter), (letter.title,)))
    yield _text(page.path, facts, (*filters, *called), letter.title, (*_blocks(view.cover), *_footnotes(notes), ids))
    yield from _notes(page, (*view.cover, *notes), facts, filters)


def _notes(
    page: Page, shown: Iterable[BlockView | FootnoteView], facts: Sequence[_Fact], filters: _Facts
) -> Iterator[SearchText]:
    """Yield the notes on a page, each a text of its own: what an editor writes is never found as the letter's words."""
    about = tuple((name, value) for name, value in facts if name not in ("kind", "id"))
    for block in shown:
        for note in block.notes:
            html = Markup("<p>{}</p>{}").format(note.title or "", note.html)
            own = (("page", page.path), ("kind", _NOTE), *about)
            yield _text(f"{page.path}{note.anchor}/", own, (("kind", _NOTE), *filters), "", ((note.anchor, html),))


def _named(names: Iterable[str], titles: Iterable[str] | None = None) -> Iterator[_Fact]:
    """Yield what a page is found by before all others: its names whole, and the words of its titles or else its names."""
    called = tuple(names)
    yield from (("name", key) for key in search_names.keys(called))
    yield from (("word", word) for word in search_names.words(called if titles is None else titles))


def _about(site: SiteContext, letter: LetterHead) -> _Facts:
    """Yield what a result says of the letter it is from."""
    yield "kind", letter.kind.value
    yield "letter", letter.title
    if letter.day and (day := site.day(letter.day)):
        yield "day", day.iso
        yield "date", day.text
    if site.foreign(letter.lang):
        yield "lang", letter.lang


def _filters(site: SiteContext, letter: LetterHead, actors: Iterable[str]) -> _Facts:
    yield "letter", letter.id
    if letter.day:
        yield "year", letter.day.year
    yield from (("actor", actor) for actor in sorted(set(actors)) if actor in site.graph.actors)


def _topics(site: SiteContext, found: Iterable[str]) -> _Facts:
    """Return topics with all that they lie under: who looks for a broad topic wants what is narrower too."""
    known = site.graph.topics
    wanted: dict[str, None] = {}
    waiting = [topic for topic in found if topic in known]
    while waiting:
        topic: Topic = known[waiting.pop()]
        if topic.id not in wanted:
            wanted[topic.id] = None
            waiting += [topic.parent] if topic.parent and topic.parent in known else []
    return (("topic", topic) for topic in sorted(wanted))


def _parties(letter: LetterHead) -> Iterator[str]:
    """Yield everybody who takes part in a letter: persons, parties and offices."""
    parties: tuple[Party, ...] = (*letter.asked_by, *letter.addressed_to, *letter.answered_by, *letter.on_behalf_of)
    for party in parties:
        yield from filter(None, (party.actor, party.party, party.office))


def _mentioned(site: SiteContext, letter: LetterHead, question: Question) -> Iterator[str]:
    keys = [TextKey(letter.id, question.number, part) for part in (Part.QUESTION, Part.ANSWER)]
    keys += [TextKey(letter.id, question.number, Part.FOOTNOTE, note.label) for note in question.footnotes]
    return (mention.actor for key in keys for mention in site.graph.mentions.get(key, ()))


def _blocks(blocks: Iterable[BlockView]) -> Iterator[tuple[str, Markup]]:
    return ((block.anchor, block.html) for block in blocks)


def _footnotes(notes: Iterable[FootnoteView]) -> Iterator[tuple[str, Markup]]:
    return ((note.anchor, note.html) for note in notes)


def _top(html: Markup) -> tuple[str, Markup]:
    return _TOP, html


def _text(path: str, facts: _Facts, filters: _Facts, heading: str, blocks: Iterable[tuple[str, Markup]]) -> SearchText:
    """Write the document: what is known of the page in its head, its words in its body."""
    head = "".join(
        f'<meta data-pagefind-{what}="{name}[content]" content="{escape(value)}">'
        for what, rows in (("meta", facts), ("filter", filters))
        for name, value in rows
    )
    title = f"<h1>{escaped(heading)}</h1>" if heading else ""
    body = "".join(f'<div id="{escaped(anchor)}">{html}</div>' for anchor, html in blocks)
    document = f"<!doctype html><html><head>{head}</head><body data-pagefind-body>{title}{body}</body></html>"
    return search_text(path, document)
