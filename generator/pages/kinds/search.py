"""The search page, and what search may find: a bare HTML document of every page that has a text of its own.

These documents, not the finished pages, are what the index is made from: a theme may change every template without
hiding a word from search, and a question's answer is found once, also where several pages show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from generator.core import urls
from generator.core.language import sort_key
from generator.core.model import Letter, Party, Question, Topic
from generator.graph.site import Part, QuestionKey, TextKey
from generator.pages.kinds import topics
from generator.pages.views import (
    ActorView,
    AnswerView,
    BlockView,
    DocumentView,
    FootnoteView,
    LetterView,
    Page,
    ProseView,
    SearchForm,
    SearchText,
    SearchView,
    TopicView,
)
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext

FOLDER = "pagefind"
"""Where the index stands in the output."""
SCRIPT, STYLESHEET = "/assets/search.js", "/assets/search.css"
_TOP = "top"
"""The anchor of what has none of its own: the top of the page, by the HTML standard."""

_WAYS_IN = 100
"""How many letters and how many actors the search page lists for who cannot search."""
_CHOICES = 500
"""From how many letters or actors on nobody finds one in a list to choose from, and the form leaves it out."""

_Facts = Iterable[tuple[str, object]]


def page(site: SiteContext, found: tuple[SearchText, ...]) -> Page:
    """Return the search page: a form where there is something to be found, and ways in for everybody."""
    path = f"/{site.segments.search}/"
    page = PageContext(site, path)
    actors = sorted(site.graph.content.actors, key=lambda actor: sort_key(actor.name))
    view = SearchView(
        page.meta("search", site.words("pages-search"), index=False),
        tuple(page.letter(letter) for letter in site.newest[:_WAYS_IN]),
        topics.tree(page, topics.questions_under(site.graph)),
        tuple(page.actor(actor.id) for actor in actors[:_WAYS_IN]),
        _form(page, len(found)) if found else None,
        all_letters=page.to(f"/{site.segments.letters}/") if len(site.newest) > _WAYS_IN else "",
        all_actors=page.to(f"/{site.segments.actors}/") if len(actors) > _WAYS_IN else "",
    )
    return Page(path, view, "")


def texts(site: SiteContext, pages: Iterable[Page]) -> Iterator[SearchText]:
    """Yield what search may find of each page; lists, redirects and frames only repeat what others say."""
    planned_pages = tuple(pages)
    of_letters = any(page.type in (AnswerView, LetterView) for page in planned_pages)
    content = site.graph.content.letters if of_letters else ()
    letters = {urls.letter(site.segments, letter.id): letter for letter in content}
    questions = {
        urls.question(site.segments, letter.id, question.number): (letter, question)
        for letter in content
        for question in letter.questions
    }
    for planned in planned_pages:
        view = planned.view
        if isinstance(view, AnswerView) and planned.path in questions:
            yield _answer(site, planned.path, view, *questions[planned.path])
        elif isinstance(view, LetterView) and planned.path in letters:
            yield _letter(site, planned.path, view, letters[planned.path])
        elif not isinstance(view, AnswerView | LetterView):
            described = _described(view)
            if described:
                kind, title, body = described
                yield _text(planned.path, (("title", title), ("kind", kind)), (("kind", kind),), title, (_top(body),))


def _answer(site: SiteContext, path: str, view: AnswerView, letter: Letter, question: Question) -> SearchText:
    """Return a question with its answer; an answer that another page carries is found there."""
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
    return _text(path, facts, filters, question.title or "", blocks)


def _letter(site: SiteContext, path: str, view: LetterView, letter: Letter) -> SearchText:
    """Return a letter's own text: its questions and answers are found on their own pages."""
    own = {urls.footnote(note.label) for note in letter.footnotes}
    facts = (("title", letter.title), ("own", "yes"), *_about(site, letter))
    key = TextKey(letter.id, 0, Part.COVER)
    actors = {*_parties(letter), *(mention.actor for mention in site.graph.mentions.get(key, ()))}
    filters = (*_filters(site, letter, actors), *_topics(site, letter.topics))
    notes = [note for note in view.footnotes if note.anchor in own]
    numbers = _top(escape(" ".join(filter(None, (*letter.numbers, letter.publication, letter.reference)))))
    return _text(path, facts, filters, letter.title, (*_blocks(view.cover), *_footnotes(notes), numbers))


def _described(view: object) -> tuple[str, str, Markup] | None:
    """Return the kind, title and text of a page that is not a letter's; None for one without a text of its own."""
    match view:
        case ActorView():
            return "actor", view.name, Markup(" ").join([escape(", ".join(view.aliases)), view.body])
        case TopicView():
            return "topic", view.name, view.body
        case DocumentView():
            return "document", view.document.label, escape(view.document.detail or "")
        case ProseView():
            return "page", view.title, view.html
    return None


def _about(site: SiteContext, letter: Letter) -> _Facts:
    """Yield what a result says of the letter it is from."""
    yield "kind", letter.kind.value
    yield "letter", letter.title
    if letter.day and (day := site.day(letter.day)):
        yield "day", day.iso
        yield "date", day.text
    if site.foreign(letter.lang):
        yield "lang", letter.lang


def _filters(site: SiteContext, letter: Letter, actors: Iterable[str]) -> _Facts:
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


def _parties(letter: Letter) -> Iterator[str]:
    """Yield everybody who takes part in a letter: persons, parties and offices."""
    parties: tuple[Party, ...] = (*letter.asked_by, *letter.addressed_to, *letter.answered_by, *letter.on_behalf_of)
    for party in parties:
        yield from filter(None, (party.actor, party.party, party.office))


def _mentioned(site: SiteContext, letter: Letter, question: Question) -> Iterator[str]:
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
    return SearchText(path, document)


def _form(page: PageContext, total: int) -> SearchForm:
    site = page.site
    graph = site.graph
    days = (letter.day for letter in graph.content.letters)
    letter_kinds = sorted({letter.kind.value for letter in graph.content.letters})
    others = (
        ("actor", graph.actors),
        ("topic", graph.topics),
        ("document", graph.citations_of),
        ("page", graph.content.pages),
    )
    by_name = sorted(graph.content.topics, key=lambda topic: sort_key(topic.name))
    actors = sorted(graph.content.actors, key=lambda actor: sort_key(actor.name))
    return SearchForm(
        stylesheet=page.to(STYLESHEET),
        script=page.to(SCRIPT),
        index=page.to(f"/{FOLDER}/pagefind.js"),
        total=total,
        kinds=(*letter_kinds, *(kind for kind, there in others if there)),
        years=tuple(sorted({day.year for day in days if day}, reverse=True)),
        letters=tuple((letter.id, page.letter(letter)) for letter in site.newest if len(site.newest) <= _CHOICES),
        topics=tuple((topic.id, page.topic(topic.id)) for topic in by_name),
        actors=tuple((actor.id, page.actor(actor.id)) for actor in actors if len(actors) <= _CHOICES),
    )
