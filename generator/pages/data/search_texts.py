"""What search may find of a page: a bare HTML document with the page's own anchors, and what is known of the page.

These documents, not the finished pages, are what the index is made from: a theme may change every template without
hiding a word from search, and a question's answer is found once, also where several pages show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from generator.core import urls
from generator.core.model import LetterHead, Party, Question, Topic
from generator.graph.site import Part, QuestionKey, TextKey
from generator.pages.planned import Page, SearchText, search_text
from generator.pages.views import AnswerView, BlockView, FootnoteView, LetterView
from generator.pages.writing.site_context import SiteContext

_TOP = "top"
"""The anchor of what has none of its own: the top of the page, by the HTML standard."""

_Facts = Iterable[tuple[str, object]]


def described(path: str, kind: str, title: str, text: Markup) -> SearchText:
    """Return a page that is no letter's: its kind, title and text."""
    return _text(path, (("title", title), ("kind", kind)), (("kind", kind),), title, (_top(text),))


def of_answer(site: SiteContext, page: Page, view: AnswerView) -> SearchText | None:
    """Return a question with its answer; an answer that another page carries is found there."""
    if page.subject is None:
        return None
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
    blocks = (*_blocks(view.question), *_blocks(answer), *_footnotes(notes))
    return _text(page.path, facts, filters, question.title or "", blocks)


def of_letter(site: SiteContext, page: Page, view: LetterView) -> SearchText | None:
    """Return a letter's own text: its questions and answers are found on their own pages."""
    if page.subject is None:
        return None
    letter = site.graph.letters[page.subject.id]
    own = {urls.footnote(note.label) for note in letter.footnotes}
    facts = (("title", letter.title), ("own", "yes"), *_about(site, letter))
    key = TextKey(letter.id, 0, Part.COVER)
    actors = {*_parties(letter), *(mention.actor for mention in site.graph.mentions.get(key, ()))}
    filters = (*_filters(site, letter, actors), *_topics(site, letter.topics))
    notes = [note for note in view.footnotes if note.anchor in own]
    numbers = _top(escape(" ".join(filter(None, (*letter.numbers, letter.publication, letter.reference)))))
    return _text(page.path, facts, filters, letter.title, (*_blocks(view.cover), *_footnotes(notes), numbers))


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
    yield "kind", letter.kind.value
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
    """Yield blocks of the letter and, after each, the notes on it, by anchor."""
    for block in blocks:
        yield block.anchor, block.html
        for note in block.notes:
            yield note.anchor, Markup("<p>{}</p>{}").format(note.title or "", note.html)


def _footnotes(notes: Iterable[FootnoteView]) -> Iterator[tuple[str, Markup]]:
    for note in notes:
        yield note.anchor, note.html
        for own in note.notes:
            yield own.anchor, Markup("<p>{}</p>{}").format(own.title or "", own.html)


def _top(html: Markup) -> tuple[str, Markup]:
    return _TOP, html


def _text(path: str, facts: _Facts, filters: _Facts, heading: str, blocks: Iterable[tuple[str, Markup]]) -> SearchText:
    """Write the document: what is known of the page in its head, its words in its body."""
    head = "".join(
        f'<meta data-pagefind-{what}="{name}[content]" content="{escape(value)}">'
        for what, rows in (("meta", facts), ("filter", filters))
        for name, value in rows
    )
    title = f"<h1>{escape(heading)}</h1>" if heading else ""
    body = "".join(f'<div id="{escape(anchor)}">{html}</div>' for anchor, html in blocks)
    document = f"<!doctype html><html><head>{head}</head><body data-pagefind-body>{title}{body}</body></html>"
    return search_text(path, document)
