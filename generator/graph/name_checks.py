"""Checks of names: abbreviations that mean somebody else, or two things, and persons known by surname alone.

They are rows of the table in `checks`, and run only for `kantlijn check`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.language import fold
from generator.core.model import Actor, ActorType
from generator.graph.definitions import Definition, definitions
from generator.graph.lexicon import lexicon
from generator.graph.roles import parties_on
from generator.graph.site import SiteGraph
from generator.graph.texts import all_leaves, paths_of
from generator.netherlands.persons import RegisteredPerson, is_full, party_keys, suggestions


def _definitions(graph: SiteGraph) -> Iterator[tuple[str, Definition]]:
    """Yield each letter that defines an abbreviation, with the first definition of each name in it."""
    for letter, leaves in groupby(all_leaves(graph.texts), key=lambda leaf: leaf.text.letter):
        seen: set[tuple[str, str]] = set()
        for one in definitions(leaves):
            key = one.abbreviation, one.name.casefold()
            if key not in seen:
                seen.add(key)
                yield letter, one


def _position(graph: SiteGraph, one: Definition) -> Position:
    paths = paths_of([graph.letters[one.leaf.text.letter]])
    return Position(paths[one.leaf.text.letter, one.leaf.text.number], one.leaf.paragraph.line, 1)


def abbreviations_of_others(graph: SiteGraph) -> Iterator[Diagnostic]:
    """Report abbreviations that a letter gives to a name that no actor has, while an actor has the abbreviation."""
    names = lexicon(graph.content.actors)
    for letter, one in _definitions(graph):
        owners = names.owners(one.abbreviation)
        chosen = {fold(name) for name, _ in graph.letters[letter].names}
        if owners and one.abbreviation not in chosen and not names.holders(one.before, one.name):
            values = {"abbreviation": one.abbreviation, "name": one.name, "other": ", ".join(owners)}
            yield diagnostic("abbreviation-of-another", _position(graph, one), Severity.WARNING, **values)


def abbreviations_with_two_meanings(graph: SiteGraph) -> Iterator[Diagnostic]:
    """Report abbreviations that two actors have, or that letters give to names of two actors or of none."""
    names = lexicon(graph.content.actors)
    meanings: dict[str, dict[str, Position]] = defaultdict(dict)
    for actor in graph.actors.values():
        for name in map(fold, (actor.name, *actor.aliases)):
            if len(name.split()) == 1 and sum(map(str.isupper, name)) > 1:
                meanings[name].setdefault(actor.id, actor.position)
    for _, one in _definitions(graph):
        holders = names.holders(one.before, one.name)
        meaning = holders[0] if holders else one.name
        known = {key.casefold() for key in meanings[one.abbreviation]}
        if meaning.casefold() not in known:
            meanings[one.abbreviation][meaning] = _position(graph, one)
    for abbreviation, places in sorted(meanings.items()):
        if len(places) > 1:
            listed = "; ".join(graph.actors[key].name if key in graph.actors else key for key in places)
            values = {"abbreviation": abbreviation, "meanings": listed}
            yield diagnostic("abbreviation-two-meanings", list(places.values())[-1], Severity.INFO, **values)


def full_names(graph: SiteGraph, persons: Sequence[RegisteredPerson]) -> Iterator[Diagnostic]:
    """Report persons known by their surname alone, with the full names that the site or the register has."""
    others = [actor for actor in graph.actors.values() if actor.type is ActorType.PERSON]
    for actor in others:
        if any(is_full(name, alias) for name in (actor.name,) for alias in actor.aliases):
            continue
        parties = [graph.actors[one.party].name for one in actor.parties if one.party in graph.actors]
        days = _days(graph, actor)
        here = [o.name for o in others if o is not actor and is_full(o.name, actor.name) and _may_be(o, actor, days)]
        full = dict.fromkeys((*here, *suggestions(actor.name, parties, persons)))
        if full:
            values = {"name": actor.name, "suggestions": ", ".join(full)}
            yield diagnostic("full-name", actor.position, Severity.INFO, **values)


def _days(graph: SiteGraph, actor: Actor) -> tuple[dt.date, ...]:
    """Return the days of the letters in which somebody takes part."""
    letters = [*graph.asked.get(actor.id, ()), *graph.answered.get(actor.id, ())]
    return tuple(day for name in letters if (day := graph.letters[name].day))


def _may_be(other: Actor, actor: Actor, days: Sequence[dt.date]) -> bool:
    """Whether two persons can be one: on each day of the letters, no other party is known of one of them."""
    mine = party_keys(one.party for one in actor.parties)
    if not mine or not other.parties:
        return True
    if not days:
        return bool(mine & party_keys(one.party for one in other.parties))
    return all(mine & party_keys(parties_on(other.parties, day)) for day in days)
