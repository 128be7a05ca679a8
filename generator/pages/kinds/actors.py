"""The pages of actors: what they asked and answered, where they are mentioned, who held which office; and their list."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup, escape
from msgspec.structs import replace

from generator.core import urls
from generator.core.language import sort_key
from generator.core.model import Actor, ActorType
from generator.graph.site import Place, QuestionKey
from generator.pages.data import search_names
from generator.pages.data.identifiers import same_as
from generator.pages.data.search_texts import described
from generator.pages.planned import Page, SearchText, Subject
from generator.pages.views import ActorsView, ActorView, Count, Day, ExcerptGroup, Holder, LetterRow, Ref
from generator.pages.writing import rows
from generator.pages.writing.editors_text import editors_html
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext
from generator.pages.writing.years import Part, cut

_OFFICIAL = frozenset((ActorType.OFFICE, ActorType.MINISTRY))
"""Whose pages say how long answers took."""
_OLDEST = 20
"""How many letters without answers an office's page names."""
_Term = tuple[str, str | None, str | None]
"""An actor with the ISO dates from and to when; equal dates are that day only, as a letter shows."""


def pages(site: SiteContext, actor_id: str) -> Iterator[Page]:
    """Yield the page of an actor, cut in years where it is long."""
    graph = site.graph
    counts = Counter(key.letter for key in graph.involved[actor_id])
    counts.update({letter: 1 for letter in _named_in(site, actor_id) if letter not in counts})
    letters = sorted(counts, key=site.newest_first)
    path = urls.actor(site.segments, actor_id)
    for part in cut(site, path, letters, lambda letter: graph.letters[letter].day, counts.__getitem__):
        yield _page(site, graph.actors[actor_id], part)


def index(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield the list of all actors."""
    involved = site.graph.involved
    yield _list(site, [(actor, len(involved[actor.id])) for actor in site.graph.actors.values()])


def found(site: SiteContext, page: Page, view: ActorView) -> Iterator[SearchText]:
    """Yield what search may find of an actor's page; a year's page has nothing of its own."""
    if page.subject:
        words = Markup(" ").join([escape(", ".join(view.aliases)), view.body])
        names = search_names.of_actor(site.graph.actors[page.subject.id])
        yield described(page.path, "actor", view.name, words, names)


def _named_in(site: SiteContext, actor: str) -> Iterator[str]:
    """Yield the letters that name an actor anywhere."""
    yield from (mention.place.text.letter for mention in site.graph.mentions_of.get(actor, ()))
    yield from (key.letter for key in site.graph.named.get(actor, ()))


def _page(site: SiteContext, actor: Actor, part: Part[str]) -> Page:
    """Return the page of an actor, or of one year of it, which has nothing but the rows of that year."""
    graph = site.graph
    page = PageContext(site, part.path)
    offices = graph.ministry_offices.get(actor.id, ())
    official = actor.type in _OFFICIAL and not part.year
    waiting = _unanswered(site, (actor.id, *offices)) if official else []
    shown = frozenset(part.shown)
    places = tuple(m.place for m in graph.mentions_of.get(actor.id, ()))
    within = tuple(place for place in places if place.text.letter in shown)
    view = ActorView(
        page=page.meta("actor", actor.name, text=actor.body),
        name=actor.name,
        type=actor.type.value,
        aliases=actor.aliases,
        same_as=same_as(actor.same_as),
        body=editors_html(page, actor.body, footnotes=actor.footnotes),
        holders=_holders(page, ((t.actor, t.start, t.end) for t in graph.holders.get(actor.id, ()))),
        offices=_holders(page, ((t.office, t.start, t.end) for t in graph.held.get(actor.id, ()))),
        parties=_holders(page, _parties(site, actor)),
        members=_members(page, actor),
        ministry=page.actor(actor.ministry) if actor.ministry else None,
        ministry_offices=tuple(page.actor(office) for office in offices),
        asked=_letters(page, graph.asked.get(actor.id, ()), shown),
        answered=_letters(page, _of_any(graph.answered, actor.id, offices), shown),
        on_behalf=_letters(page, _of_any(graph.on_behalf, actor.id, offices), shown),
        mentions=_mentions(page, actor, within, shown),
        mention_count=len(places),
        times=rows.answer_times(page, _of_any(graph.answered, actor.id, offices)) if official else (),
        unanswered=tuple(page.letter(graph.letters[letter]) for letter in waiting[:_OLDEST]),
        unanswered_count=len(waiting),
        years=part.years[::-1],
        newest_of=part.total,
    )
    if part.year:
        name = site.words("pages-in-year", name=actor.name, year=part.year)
        view = replace(
            view,
            page=page.meta("actor", name),
            **dict.fromkeys(("aliases", "same_as", "holders", "offices", "parties", "members", "ministry_offices"), ()),
            body=Markup(),
            ministry=None,
            name=name,
            year=part.year,
            whole=page.actor(actor.id),
            mention_count=len(within),
        )
    return Page(part.path, view, actor.position.path, subject=None if part.year else Subject("actor", actor.id))


def _list(site: SiteContext, counts: list[tuple[Actor, int]]) -> Page:
    path = f"/{site.segments.actors}/"
    page = PageContext(site, path)
    ordered = sorted(counts, key=lambda row: sort_key(row[0].name))
    types = (
        (kind.value, tuple(Count(page.actor(a.id), count, kind.value) for a, count in ordered if a.type is kind))
        for kind in ActorType
    )
    view = ActorsView(page.meta("actors", site.words("pages-actors")), tuple(group for group in types if group[1]))
    return Page(path, view, "")


def _unanswered(site: SiteContext, who: Iterable[str]) -> list[str]:
    """Return the letters with questions to any of some actors that have no answers on the site, the oldest first."""
    found = {letter for one in who for letter in site.graph.waiting_for.get(one, ())}
    return sorted(found, key=lambda letter: (site.graph.letters[letter].day or dt.date.max, letter))


def _of_any(letters: Mapping[str, tuple[str, ...]], actor: str, offices: Iterable[str]) -> Iterator[str]:
    """Yield the letters of an actor, and for a ministry those of its offices."""
    for one in (actor, *offices):
        yield from letters.get(one, ())


def _letters(page: PageContext, found: Iterable[str], shown: frozenset[str]) -> tuple[LetterRow, ...]:
    site = page.site
    ordered = sorted(shown.intersection(found), key=site.newest_first)
    return tuple(rows.letter_row(page, site.graph.letters[letter]) for letter in ordered)


def _mentions(
    page: PageContext, actor: Actor, within: Iterable[Place], shown: frozenset[str]
) -> tuple[ExcerptGroup, ...]:
    """Return the places that name the actor, by letter, and where editors say it is meant, the question as a whole."""
    site = page.site
    places = sorted(within, key=site.reading_order)
    found = {QuestionKey(place.text.letter, place.text.number) for place in places}
    groups = dict(rows.excerpt_groups(page, places))
    for key in dict.fromkeys(site.graph.named.get(actor.id, ())):
        if key not in found and key.letter in shown:
            group = groups.get(key.letter) or ExcerptGroup(page.letter(site.graph.letters[key.letter]), ())
            groups[key.letter] = replace(group, rows=(*group.rows, rows.whole_question(page, key)))
    return tuple(groups[letter] for letter in sorted(groups, key=site.newest_first))


def _parties(site: SiteContext, actor: Actor) -> Iterator[_Term]:
    """Yield the parties a person sat for, as their file says and as the letters they signed show."""
    for term in actor.parties:
        yield term.party, _iso(term.start), _iso(term.end)
    for letter_id in site.graph.asked.get(actor.id, ()):
        letter = site.graph.letters[letter_id]
        for party in letter.asked_by:
            if party.actor == actor.id and party.party:
                day = _iso(letter.submitted or letter.day)
                yield party.party, day, day


def _members(page: PageContext, actor: Actor) -> tuple[Ref, ...]:
    """Return who sat for a party, as far as this site shows."""
    if actor.type is not ActorType.PARTY:
        return ()
    graph = page.site.graph
    members = {other.id for other in graph.actors.values() if any(term.party == actor.id for term in other.parties)}
    for letter_id in graph.asked.get(actor.id, ()):
        asked = graph.letters[letter_id].asked_by
        members |= {party.actor for party in asked if party.party == actor.id and party.actor}
    return tuple(sorted((page.actor(member) for member in members), key=lambda ref: sort_key(ref.title)))


def _holders(page: PageContext, terms: Iterable[_Term]) -> tuple[Holder, ...]:
    """Return terms, the last first. A day that only a letter shows counts where no term with a bound has it already.

    A term without bounds says nothing about days: it is shown where no letter says more.
    """
    terms = tuple(terms)
    known = dict.fromkeys(term for term in terms if (term[1] or term[2]) and term[1] != term[2])
    signed: dict[str, set[str]] = {}
    for who, day, end in terms:
        held = any(w == who and (s or "") <= (day or "") <= (e or "9999") for w, s, e in known)
        if day and day == end and not held:
            signed.setdefault(who, set()).add(day)
    found: list[tuple[tuple[str, str, str], Holder]] = [
        ((end or "9999", start or "", who), Holder(page.actor(who), _day(page, start), _day(page, end)))
        for who, start, end in known
    ]
    said = {who for who, _, _ in known} | signed.keys()
    bare = dict.fromkeys(who for who, start, end in terms if not (start or end) and who not in said)
    found += ((("", "", who), Holder(page.actor(who), None, None)) for who in bare)
    for who, days in signed.items():
        ordered = sorted(days)
        dates = tuple(filter(None, (_day(page, iso) for iso in ordered)))
        found.append(((ordered[-1], ordered[0], who), Holder(page.actor(who), None, None, dates)))
    return tuple(holder for _, holder in sorted(found, key=lambda row: row[0], reverse=True))


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _day(page: PageContext, iso: str | None) -> Day | None:
    return page.site.day(dt.date.fromisoformat(iso)) if iso else None
