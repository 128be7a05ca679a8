"""The pages that lead to the others: home, letters, notes, articles; the site's own pages, and the 404 page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from generator.core.language import sort_key
from generator.core.model import Article, LetterHead, LetterKind, Note, Party
from generator.core.parts import SEARCH, TABLES
from generator.graph.site import QuestionKey, TargetKind
from generator.pages.data import beside, head
from generator.pages.kinds import topics
from generator.pages.kinds.letters import around
from generator.pages.planned import Page
from generator.pages.views import (
    ArticlesView,
    HomeView,
    LettersView,
    Linked,
    MostCited,
    NoteRow,
    NotesView,
    PersonView,
    Ref,
)
from generator.pages.writing import rows
from generator.pages.writing.editors_text import note_view
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext
from generator.pages.writing.years import cut

_MOST_CITED = 5
"""How many answers that others lean on the home page lists."""
_ANSWERERS = 3
"""How many of those who answered the home page names."""
_LATEST_NOTES = 5
"""How many notes the home page shows."""


def home(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield the front page."""
    yield _home(site)


def letters(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield the list of letters, cut in years where it is long."""
    yield from _letters(site)


def notes(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield the list of notes, cut in years where it is long."""
    yield from _notes(site)


def articles(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield the list of articles elsewhere, where there are any."""
    if site.graph.articles:
        yield _articles(site)


def _home(site: SiteContext) -> Page:
    graph = site.graph
    page = PageContext(site, "/")
    cited = sorted(_cited(site), key=lambda row: (-row[1], *site.newest_first(row[0].letter), row[0].number))
    years = [letter.day.year for letter in site.letters if letter.day]
    answerers, others = _answerers(page)
    view = HomeView(
        page=head.home(page, page.meta("home", graph.config.name, description=graph.config.description)),
        letters=tuple(rows.letter_row(page, letter) for letter in site.letters[: graph.config.home_letters]),
        topics=topics.tree(page),
        cited=tuple(
            MostCited(rows.question_row(page, key), page.letter(graph.letters[key.letter]), count)
            for key, count in cited[:_MOST_CITED]
        ),
        notes=tuple(_note_row(page, letter, note) for letter, note in _newest_notes(site)[:_LATEST_NOTES]),
        answer_count=len(graph.answers),
        question_count=sum(graph.question_counts.values()),
        letter_count=len(graph.letters),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        answerers=answerers,
        other_answerers=others,
        proofs=Ref(page.to(beside.PROOFS), "JSON"),
        data=tuple(_data(page)),
        search=search_address(page),
    )
    return Page("/", view, "")


def _answerers(page: PageContext) -> tuple[tuple[PersonView, ...], int]:
    """Return who answered most letters, and how many others did; few are all named. An office counts as one."""
    counts: Counter[Party] = Counter()
    for letter in page.site.letters:
        if letter.kind is LetterKind.ANSWERS:
            counts.update({Party(office=party.office) if party.office else party for party in letter.answered_by})
    ordered = sorted(counts, key=lambda party: (-counts[party], party.office or party.actor or party.party or ""))
    named = ordered if len(ordered) <= _ANSWERERS else ordered[: _ANSWERERS - 1]
    return rows.people(page, named), len(ordered) - len(named)


def _data(page: PageContext) -> Iterator[Ref]:
    """Yield what the front page offers as data, for people first."""
    if page.site.makes(TABLES):
        yield Ref(page.to(beside.SPREADSHEET), "spreadsheet (CSV)")
    yield Ref(page.to(beside.INDEX), "JSON")


def _cited(site: SiteContext) -> Iterator[tuple[QuestionKey, int]]:
    """Count for every question the others that point at it."""
    counts: dict[QuestionKey, set[QuestionKey]] = {}
    for target, pointers in site.graph.pointers_to.items():
        key = site.holder(target)
        places = (pointer.place.text for pointer in pointers)
        counts.setdefault(key, set()).update(QuestionKey(text.letter, text.number) for text in places)
    return ((key, len(sources - {key})) for key, sources in counts.items() if sources - {key})


def _letters(site: SiteContext) -> Iterator[Page]:
    path = f"/{site.segments.letters}/"
    for part in cut(site, path, site.letters, lambda letter: letter.day):
        page = PageContext(site, part.path)
        years = groupby(part.shown, key=lambda letter: letter.day.year if letter.day else None)
        groups = tuple((year, tuple(rows.letter_row(page, letter) for letter in letters)) for year, letters in years)
        name = site.words("pages-letters-of", year=part.year) if part.year else site.words("pages-letters")
        yield Page(part.path, LettersView(page.meta("letters", name), groups, part.archive), "")


def _newest_notes(site: SiteContext) -> list[tuple[LetterHead, Note]]:
    found = [(letter, note) for letter in site.letters for note in site.letter_notes(letter.id)]
    return sorted(found, key=lambda row: (-row[1].date.toordinal() if row[1].date else 0, row[0].id, row[1].id))


def _note_row(page: PageContext, letter: LetterHead, note: Note) -> NoteRow:
    """Return a note for a list; its anchor there names its letter too, since two letters may have notes of one name."""
    key = QuestionKey(letter.id, note.number or 0)
    ref = page.question(key) if key in page.site.graph.heads else page.letter(letter)
    shown = note_view(page, note, anchor=f"n-{letter.id}-{note.id}")
    return NoteRow(shown, ref, note.number, *around(page.site, letter, note))


def _notes(site: SiteContext) -> Iterator[Page]:
    path = f"/{site.segments.notes}/"
    for part in cut(site, path, _newest_notes(site), lambda row: row[1].date):
        page = PageContext(site, part.path)
        found = tuple(_note_row(page, letter, note) for letter, note in part.shown)
        name = site.words("pages-notes-of", year=part.year) if part.year else site.words("pages-notes")
        yield Page(part.path, NotesView(page.meta("notes", name), found, part.archive), "")


def _articles(site: SiteContext) -> Page:
    path = f"/{site.segments.articles}/"
    page = PageContext(site, path)
    ordered = sorted(site.graph.articles.values(), key=lambda a: (sort_key(a.outlet), rows.newest_article(a)))
    outlets = tuple(
        (outlet, tuple((rows.article_row(page, article), _linked(page, article)) for article in group))
        for outlet, group in groupby(ordered, key=lambda article: article.outlet)
    )
    return Page(path, ArticlesView(page.meta("articles", site.words("pages-articles")), outlets), "")


def _linked(page: PageContext, article: Article) -> tuple[Linked, ...]:
    """Return the answers and letters that an article links to."""
    graph = page.site.graph
    found: list[Linked] = []
    for link in article.links:
        target = graph.targets.get(("", link))
        if target and target.kind is TargetKind.QUESTION:
            found += (Linked(page.question(key), bool(graph.heads[key].title)) for key in target.questions)
        elif target and target.kind is TargetKind.LETTER:
            found.append(Linked(page.letter(graph.letters[target.id]), titled=False))
    return tuple(dict.fromkeys(found))


def search_address(page: PageContext) -> str:
    """Return where words to search for are sent; from a disk nothing can be searched."""
    site = page.site
    return page.to(f"/{site.segments.search}/") if site.makes(SEARCH) and not site.offline else ""
