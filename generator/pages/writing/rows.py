"""The small parts that many pages are made of: rows of questions and letters, persons, cited documents, excerpts."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, islice
from statistics import median_low
from urllib.parse import quote

from generator.core import urls
from generator.core.language import sort_key
from generator.core.model import Article, LetterHead, Party, Question
from generator.core.proof import TextKind
from generator.graph import answering
from generator.graph.site import Citation, Part, Place, QuestionKey, TextKey
from generator.pages.views import (
    AnswerGroup,
    AnswerTimes,
    ArticleRow,
    CitedDocument,
    Count,
    Excerpt,
    ExcerptGroup,
    LetterRow,
    PersonView,
    ProofView,
    QuestionRow,
    Ref,
    RelatedLetter,
    SameQuestions,
)
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext, numbers
from generator.references import schemes
from generator.references.schemes import Identity


def question_row(page: PageContext, key: QuestionKey, *, anchor: bool = False, lead: bool = False) -> QuestionRow:
    """Return a question for a list; with `anchor`, for its letter's own page; with `lead`, with its answer's first words."""
    site = page.site
    number = site.holder(key).number
    return QuestionRow(
        number=key.number,
        text=site.title(key),
        url=page.to(site.question_path(key)),
        answered=key in site.graph.answers,
        anchor_url=f"#{urls.question_anchor(site.segments, number)}" if anchor else None,
        lang=site.foreign(site.graph.letters[key.letter].lang),
        titled=bool(site.graph.heads[key].title),
        lead=site.lead(key) if lead else "",
    )


def letter_row(page: PageContext, letter: LetterHead) -> LetterRow:
    """Return a letter for a list."""
    return LetterRow(
        ref=page.letter(letter),
        numbers=letter.numbers,
        askers=people(page, letter.asked_by),
        answerers=people(page, letter.answered_by),
        kind=letter.kind.value,
        questions=page.site.graph.question_counts[letter.id],
    )


def same_questions(page: PageContext, letter: LetterHead) -> tuple[SameQuestions, ...]:
    """Return the other letters about the questions of a letter, the oldest first."""
    known = page.site.graph.letters
    others = (known[other] for other in page.site.graph.same_questions.get(letter.id, ()))
    return tuple(SameQuestions(other.kind.value, page.letter(other)) for other in others)


def answer_times(page: PageContext, ids: Iterable[str]) -> tuple[AnswerTimes, ...]:
    """Return how long the answers of some letters took, by year, the last first; those that do not tell are left out."""
    years: dict[int, list[tuple[int, LetterHead]]] = {}
    for letter in (page.site.graph.letters[one] for one in set(ids)):
        took = answering.days(letter)
        if took is not None and letter.day:
            years.setdefault(letter.day.year, []).append((took, letter))
    found: list[AnswerTimes] = []
    for year, rows in sorted(years.items(), reverse=True):
        most, slowest = max(rows, key=lambda row: (row[0], row[1].id))
        found.append(AnswerTimes(year, len(rows), median_low(took for took, _ in rows), most, page.letter(slowest)))
    return tuple(found)


def question_count(questions: Iterable[Question]) -> int:
    """Count the questions, those asked together each by itself."""
    return sum(len(numbers(question)) for question in questions)


def people(page: PageContext, parties: Iterable[Party]) -> tuple[PersonView, ...]:
    """Return who took part. Where a letter names only an office or a party, that is who."""
    return tuple(_person(page, party) for party in parties if party.actor or party.office or party.party)


def _person(page: PageContext, party: Party) -> PersonView:
    who = party.actor or party.office or party.party or ""
    ref = page.actor(who)
    return PersonView(
        name=ref.title,
        url=ref.url or None,
        party=page.actor(party.party) if party.party and party.party != who else None,
        office=page.actor(party.office) if party.office and party.office != who else None,
        unnamed=not party.actor and bool(party.office),
    )


def excerpt(page: PageContext, place: Place) -> Excerpt:
    """Return a place with its sentence, and the page and paragraph that it is in."""
    site, key = page.site, place.text
    letter = site.graph.letters[key.letter]
    before, match, after = site.context(place)
    title = site.title(QuestionKey(key.letter, key.number)) if key.number else letter.title
    lang = site.foreign(letter.lang)
    ref = Ref(page.to(site.passage_path(place)), title, site.day(letter.day), lang, key.number or None)
    lead = site.carrier(key) if key.part is Part.FOOTNOTE else ""
    return Excerpt(ref, before, match, after, key.number or None, key.part.value, lang, lead)


def whole_question(page: PageContext, key: QuestionKey) -> Excerpt:
    """Return a question as a whole among excerpts."""
    ref = page.question(key)
    return Excerpt(ref, ref.title, "", "", key.number, None, ref.lang)


_OF_LETTER = 40
"""How many places of one letter a list shows with their sentences."""
_OF_PAGE = 200
"""How many it shows in all; of what is beyond it names the questions, each with its link."""


def excerpt_groups(page: PageContext, places: Iterable[Place]) -> Iterator[tuple[str, ExcerptGroup]]:
    """Group places (in reading order) by letter, with its id; a line of context that holds several is shown once."""
    letters = page.site.graph.letters
    room = _OF_PAGE
    for letter, group in groupby(places, key=lambda place: place.text.letter):
        found = tuple(group)
        kept = tuple(islice(_once(page, found), min(_OF_LETTER, room)))
        room -= len(kept)
        others = dict.fromkeys(place.text.number for place in found)
        for place in kept:
            others.pop(place.text.number, None)
        rows = tuple(excerpt(page, place) for place in kept)
        yield letter, ExcerptGroup(page.letter(letters[letter]), rows, tuple(_bare(page, letter, n) for n in others))


def _bare(page: PageContext, letter_id: str, number: int) -> Ref:
    """Return a question by its number only, or with 0 the letter's cover."""
    site = page.site
    letter = site.graph.letters[letter_id]
    key = QuestionKey(letter_id, number)
    path = site.question_path(key) if number else urls.letter(site.segments, letter_id)
    title = site.words("pages-cite-question", number=number) if number else letter.title
    return Ref(page.to(path), title, number=number or None)


def excerpts(page: PageContext, places: Iterable[Place]) -> tuple[Excerpt, ...]:
    """Return places (in reading order) with their sentences; a line of context that holds several is shown once."""
    return tuple(excerpt(page, place) for place in _once(page, places))


def _once(page: PageContext, places: Iterable[Place]) -> Iterator[Place]:
    """Leave out the places that are in the line of context of the one before."""
    shown: tuple[TextKey, int] | None = None
    until = 0
    for place in places:
        if (place.text, place.leaf) == shown and place.end <= until:
            continue
        shown = (place.text, place.leaf)
        until = place.end + len(page.site.context(place)[2].rstrip("…"))
        yield place


def answer_groups(page: PageContext, keys: Iterable[QuestionKey]) -> tuple[AnswerGroup, ...]:
    """Group questions by letter, in the order they come in; beyond the first of a long list by their number only."""
    return tuple(_answer_groups(page, keys))


def _answer_groups(page: PageContext, keys: Iterable[QuestionKey]) -> Iterator[AnswerGroup]:
    letters = page.site.graph.letters
    room = _OF_PAGE
    for letter, group in groupby(keys, key=lambda key: key.letter):
        found = tuple(group)
        shown = found[:room]
        room -= len(shown)
        yield AnswerGroup(
            page.letter(letters[letter]),
            tuple(question_row(page, key) for key in shown),
            tuple(_bare(page, letter, key.number) for key in found[len(shown) :]),
        )


def cited(page: PageContext, identity: Identity, on: dt.date | None) -> CitedDocument:
    """Return a reference: its name, the page about it here and its official address, a law's as in force on `on`."""
    site = page.site
    path = site.document_path(identity)
    said = site.said_of(identity)
    return CitedDocument(
        label=schemes.label(identity, site.config.lang),
        scheme=identity.scheme,
        url=page.to(path) if path else None,
        official=(said.url if said else None) or schemes.official(identity, on),
        detail=schemes.detail(identity, site.config.lang, on),
        subject=site.subject_of(identity),
    )


def cites(page: PageContext, letter: LetterHead, citations: Iterable[Citation]) -> tuple[CitedDocument, ...]:
    """Return the references of some texts of a letter, each once, in the order they are first cited."""
    found = dict.fromkeys(citation.identity for citation in citations)
    return tuple(cited(page, identity, letter.day) for identity in found)


def mentioned(page: PageContext, keys: Iterable[TextKey], named: Iterable[str] = ()) -> tuple[Count, ...]:
    """Count who is mentioned in some texts, most often first; `named` are those an editor added."""
    graph = page.site.graph
    counts = dict.fromkeys((actor for actor in named if actor in graph.actors), 0)
    for key in keys:
        for mention in graph.mentions.get(key, ()):
            counts[mention.actor] = counts.get(mention.actor, 0) + 1
    rows = (Count(page.actor(actor), count, graph.actors[actor].type.value) for actor, count in counts.items())
    return tuple(sorted(rows, key=lambda row: (-row.count, sort_key(row.ref.title))))


def article_row(page: PageContext, article: Article) -> ArticleRow:
    """Return an article elsewhere."""
    return ArticleRow(
        article.url,
        article.title,
        article.outlet,
        page.site.day(article.date),
        page.site.foreign(article.lang),
    )


def articles(page: PageContext, keys: Iterable[QuestionKey]) -> tuple[ArticleRow, ...]:
    """Return the articles elsewhere that link to one of these questions, newest first."""
    return article_rows(page, (article for key in keys for article in page.site.graph.articles_to.get(key, ())))


def article_rows(page: PageContext, ids: Iterable[str]) -> tuple[ArticleRow, ...]:
    """Return articles by their ids, each once, newest first."""
    known = page.site.graph.articles
    found = sorted((known[article] for article in set(ids) if article in known), key=newest_article)
    return tuple(article_row(page, article) for article in found)


def newest_article(article: Article) -> tuple[int, tuple[str, str]]:
    """Sort articles newest first, then by title; those without a date are last."""
    return (-article.date.toordinal() if article.date else 0, sort_key(article.title))


def publication(letter: LetterHead) -> Identity | None:
    """Return the identity of a letter's official publication: `ah-tk-20212022-753` is `ah:tk-20212022-753`."""
    if not letter.publication:
        return None
    if ":" in letter.publication:
        return schemes.parse(letter.publication)
    scheme, _, value = letter.publication.partition("-")
    return schemes.parse(f"{scheme}:{value}")


def official(page: PageContext, letter: LetterHead) -> Ref | None:
    """Return the official publication with its address; one of an unknown series has its id for a name."""
    identity = publication(letter)
    if identity:
        return Ref(schemes.official(identity, letter.day) or "", schemes.label(identity, page.site.config.lang))
    return Ref("", letter.publication) if letter.publication else None


def related(page: PageContext, letter: LetterHead) -> tuple[RelatedLetter, ...]:
    """Return the letters that correct a letter or add to it, then those that it corrects or adds to."""
    graph = page.site.graph
    named = (
        ("corrected-by", graph.corrected_by.get(letter.id, ())),
        ("supplemented-by", graph.supplemented_by.get(letter.id, ())),
        ("corrects", letter.corrects),
        ("supplements", letter.supplements),
    )
    return tuple(
        RelatedLetter(kind, page.letter(graph.letters[one]))
        for kind, ids in named
        for one in ids
        if one != letter.id and one in graph.letters
    )


def proof(page: PageContext, letter: LetterHead, pages: tuple[int, ...] = (), files: Collection[str] = ()) -> ProofView:
    """Return what a page can say of the letter's source; the file is offered only where it is there.

    `pages` are those of the source, and `files` those of the content, that the page is made from.
    """
    source, found = letter.source, page.site.proof(letter.id)
    path = source_path(page, letter)
    pages = placed_pages(page.site, letter, files) or pages
    at = f"#page={min(pages)}" if path and pages and path.lower().endswith(".pdf") else ""
    return ProofView(
        file_url=page.to(quote(path)) + at if path else None,
        sha256=source.sha256 or found.sha256 or None,
        size=source.size,
        state=found.state.value,
        official=official(page, letter),
        source_url=source.url,
        pages=pages,
        withheld=source.withheld,
        differences=len(found.differences),
        here=found.count_in(files),
        departures=len(found.departures),
        reason=found.reason,
    )


def placed_pages(site: SiteContext, letter: LetterHead, files: Collection[str]) -> tuple[int, ...]:
    """Return the pages of the source that hold the questions, answers and footnotes of some content files."""
    places = site.source_places(letter.id) if files else None
    texts = (text for text in places.texts if text.path in files and text.kind is not TextKind.COVER) if places else ()
    return tuple(sorted({line.page for text in texts for block in text.blocks for line in block.lines}))


def source_file(letter: LetterHead) -> str | None:
    """Return the letter's source, relative to the site's root; None where none is published."""
    source = letter.source
    if source.file is None or source.size is None or source.withheld is not None:
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(letter.position.path), source.file))


def source_path(page: PageContext, letter: LetterHead) -> str | None:
    """Return the site path of the letter's source file, as a file name; None where none is published."""
    source = letter.source
    if source.file is None or source.size is None or source.withheld is not None:
        return None
    return urls.source(page.site.segments, letter.id, source.file)
