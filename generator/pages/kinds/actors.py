"""The pages of actors: what they asked and answered, where they are mentioned, who held which office; and their list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from generator.core import urls
from generator.core.digest import of_value
from generator.core.language import sort_key
from generator.core.model import Actor, ActorType, Letter
from generator.graph.site import QuestionKey
from generator.pages.data.identifiers import same_as
from generator.pages.reuse.extract import Told
from generator.pages.reuse.sheets import Unmade
from generator.pages.views import ActorsView, ActorView, Count, Day, ExcerptGroup, Holder, LetterRow, Page, Ref
from generator.pages.writing import rows
from generator.pages.writing.editors_text import editors_html
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext

_Term = tuple[str, str | None, str | None]
"""An actor with the ISO dates from and to when; equal dates are that day only, as a letter shows."""


def pages(site: SiteContext, told: Told) -> Iterator[Unmade]:
    """Yield a page for every actor."""
    graph = site.graph
    people = of_value((graph.content.actors, graph.terms, graph.asked, graph.answered, graph.on_behalf, graph.named))
    for actor in graph.content.actors:
        letters = {key.letter for key in involved(site, actor)}
        letters |= {mention.place.text.letter for mention in graph.mentions_of.get(actor.id, ())}
        path = urls.actor(site.segments, actor.id)
        told_by = (people, told.letters(letters), told.links(actor.body, actor.footnotes), path in site.followed)
        yield Unmade(path, told_by, partial(_page, site, actor))


def index(site: SiteContext) -> Page:
    """Return the list of all actors."""
    return _list(site, [(actor, len(involved(site, actor))) for actor in site.graph.content.actors])


def _page(site: SiteContext, actor: Actor) -> Page:
    graph = site.graph
    path = urls.actor(site.segments, actor.id)
    page = PageContext(site, path)
    offices = site.offices.get(actor.id, ())
    view = ActorView(
        page=page.meta("actor", actor.name, text=actor.body),
        name=actor.name,
        type=actor.type.value,
        aliases=actor.aliases,
        same_as=same_as(actor.same_as),
        body=editors_html(page, actor.body, footnotes=actor.footnotes),
        holders=_holders(page, ((t.actor, t.start, t.end) for t in site.holders.get(actor.id, ()))),
        offices=_holders(page, ((t.office, t.start, t.end) for t in site.held.get(actor.id, ()))),
        parties=_holders(page, _parties(site, actor)),
        members=_members(page, actor),
        ministry=page.actor(actor.ministry) if actor.ministry else None,
        ministry_offices=tuple(page.actor(office) for office in offices),
        asked=_letters(page, graph.asked.get(actor.id, ())),
        answered=_letters(page, _of_any(graph.answered, actor.id, offices)),
        on_behalf=_letters(page, _of_any(graph.on_behalf, actor.id, offices)),
        mentions=_mentions(page, actor),
        mention_count=len(graph.mentions_of.get(actor.id, ())),
        years=rows.years(involved(site, actor), graph.letters),
    )
    return Page(path, view, actor.position.path)


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


def _of_any(letters: Mapping[str, tuple[str, ...]], actor: str, offices: Iterable[str]) -> Iterator[str]:
    """Yield the letters of an actor, and for a ministry those of its offices."""
    for one in (actor, *offices):
        yield from letters.get(one, ())


def _letters(page: PageContext, found: Iterable[str]) -> tuple[LetterRow, ...]:
    site = page.site
    ordered = sorted(set(found), key=lambda letter: site.letter_order[letter])
    return tuple(rows.letter_row(page, site.graph.letters[letter]) for letter in ordered)


def involved(site: SiteContext, actor: Actor) -> frozenset[QuestionKey]:
    """Return the questions that an actor asked or answered or that name it; a letter without any counts as one."""
    found = site.involved.get(actor.id)
    if found is None:
        found = site.involved[actor.id] = frozenset(_involved(site, actor))
    return found


def _involved(site: SiteContext, actor: Actor) -> set[QuestionKey]:
    graph = site.graph
    own = [
        letter
        for relation in (graph.asked, graph.answered, graph.on_behalf)
        for letter in _of_any(relation, actor.id, site.offices.get(actor.id, ()))
    ]
    named = {QuestionKey(m.place.text.letter, m.place.text.number) for m in graph.mentions_of.get(actor.id, ())}
    involved = {QuestionKey(letter, number) for letter in own for number in _numbers(graph.letters[letter])}
    in_questions = {key for key in named if key.number or not graph.letters[key.letter].questions}
    return involved | in_questions | set(graph.named.get(actor.id, ()))


def _numbers(letter: Letter) -> tuple[int, ...]:
    return tuple(question.number for question in letter.questions) or (0,)


def _mentions(page: PageContext, actor: Actor) -> tuple[ExcerptGroup, ...]:
    """Return the places that name the actor, by letter, and where editors say it is meant, the question as a whole."""
    site = page.site
    places = sorted((m.place for m in site.graph.mentions_of.get(actor.id, ())), key=site.reading_order)
    found = {QuestionKey(place.text.letter, place.text.number) for place in places}
    groups = dict(rows.excerpt_groups(page, places))
    for key in dict.fromkeys(site.graph.named.get(actor.id, ())):
        if key not in found:
            group = groups.get(key.letter) or ExcerptGroup(page.letter(site.graph.letters[key.letter]), ())
            groups[key.letter] = replace(group, rows=(*group.rows, rows.whole_question(page, key)))
    return tuple(groups[letter.id] for letter in site.newest if letter.id in groups)


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
    members = {other.id for other in graph.content.actors if any(term.party == actor.id for term in other.parties)}
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
