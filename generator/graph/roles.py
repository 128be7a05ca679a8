"""Finds the roles of actors in letters and who held which office when, and checks the actor ids in front matter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.model import Actor, ActorType, Letter, Membership, Party, place_of
from generator.core.nearest import nearest
from generator.graph.site import OfficeTerm, QuestionKey


@dataclass(frozen=True, slots=True)
class Roles:
    """What actors did, by actor id; letters are in the order newest first, as in `SiteGraph`."""

    terms: tuple[OfficeTerm, ...]
    asked: Mapping[str, tuple[str, ...]]
    answered: Mapping[str, tuple[str, ...]]
    on_behalf: Mapping[str, tuple[str, ...]]
    named: Mapping[str, tuple[QuestionKey, ...]]
    problems: tuple[Diagnostic, ...]


_ROLES = ("asked_by", "addressed_to", "answered_by", "on_behalf_of")


def roles_of(letters: Mapping[str, Letter], actors: Mapping[str, Actor]) -> Roles:
    """Return the roles of all actors, and a diagnostic for each id of no actor or of an actor of the wrong type."""
    named: dict[str, list[QuestionKey]] = defaultdict(list)
    for letter in letters.values():
        for question in letter.questions:
            for actor in question.actors:
                named[actor].append(QuestionKey(letter.id, question.number))
    return Roles(
        terms=_terms(letters, actors),
        asked=_by_actor(letters, "asked_by"),
        answered=_by_actor(letters, "answered_by"),
        on_behalf=_by_actor(letters, "on_behalf_of"),
        named={actor: tuple(keys) for actor, keys in named.items()},
        problems=tuple(_problems(letters, actors)),
    )


def holders_on(terms: Iterable[OfficeTerm], office: str, day: str) -> tuple[str, ...]:
    """Return the actors who held an office on a day (in ISO form), by the most certain of the terms that include it.

    Most certain is a signature of that day, then a term with both bounds, then a term with one bound. A term without
    bounds shows for no day who held the office.
    """
    bounded = (term for term in terms if term.office == office and (term.start or term.end))
    found = [term for term in bounded if (term.start or "") <= day <= (term.end or "9999")]
    best = min(map(_uncertainty, found), default=0)
    return tuple(dict.fromkeys(term.actor for term in found if _uncertainty(term) == best))


def _uncertainty(term: OfficeTerm) -> int:
    """Return 0 for a signature, 1 for a term with both bounds, 2 for one with an open end."""
    if term.start is not None and term.start == term.end:
        return 0
    return 1 + (term.start is None or term.end is None)


def parties_on(memberships: Iterable[Membership], day: dt.date) -> tuple[str, ...]:
    """Return the parties that a person sat for on a day; a membership without bounds counts if it is the only one."""
    every = tuple(memberships)
    found = [one for one in every if (one.start or dt.date.min) <= day <= (one.end or dt.date.max)]
    known = [one.party for one in found if one.start or one.end]
    return tuple(dict.fromkeys(known or ([one.party for one in found] if len(every) == 1 else [])))


def _by_actor(letters: Mapping[str, Letter], role: str) -> dict[str, tuple[str, ...]]:
    """Return the ids of the letters in which an actor has a role, by actor."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for letter in letters.values():
        for party in _parties(letter, role):
            for actor in filter(None, (party.actor, party.party, party.office)):
                found[actor][letter.id] = None
    return {actor: tuple(ids) for actor, ids in found.items()}


def _parties(letter: Letter, role: str) -> Sequence[Party]:
    parties: Sequence[Party] = getattr(letter, role)
    return parties


def _terms(letters: Mapping[str, Letter], actors: Mapping[str, Actor]) -> tuple[OfficeTerm, ...]:
    """Return the terms in actors' files, and a term of one day for each signature under a letter."""
    stated = [
        OfficeTerm(actor.id, term.office, _iso(term.start), _iso(term.end))
        for actor in actors.values()
        for term in actor.offices
    ]
    signed = [
        OfficeTerm(party.actor, party.office, _iso(letter.day), _iso(letter.day))
        for letter in letters.values()
        for party in letter.answered_by
        if party.actor and party.office and letter.day
    ]
    return tuple(dict.fromkeys(stated + signed))


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


# --- Checks ----------------------------------------------------------------------------------------------------


def _problems(letters: Mapping[str, Letter], actors: Mapping[str, Actor]) -> Iterator[Diagnostic]:
    for key, actor, kind, position in _references(letters, actors):
        found = actors.get(actor)
        if found is None:
            yield diagnostic("unknown-actor", position, id=actor, suggestion=nearest(actor, actors))
        elif kind and found.type is not kind:
            yield diagnostic(
                "wrong-actor-type", position, Severity.WARNING, key=key, id=actor, type=found.type, wanted=kind
            )


_PARTY_KEYS = (("actor", None), ("party", ActorType.PARTY), ("office", ActorType.OFFICE))


def _references(
    letters: Mapping[str, Letter], actors: Mapping[str, Actor]
) -> Iterator[tuple[str, str, ActorType | None, Position]]:
    """Yield every actor id in front matter: its key, the id, the type that the actor must have, and its position."""
    for letter in letters.values():
        for role in _ROLES:
            for index, party in enumerate(_parties(letter, role)):
                for key, kind in _PARTY_KEYS:
                    if actor := getattr(party, key):
                        yield key, actor, kind, place_of(letter, f"{role}.{index}.{key}")
        for name, actor in letter.names:
            yield "names", actor, None, place_of(letter, f"names.{name}")
        for question in letter.questions:
            for index, actor in enumerate(question.actors):
                yield "actors", actor, None, place_of(question, f"actors.{index}")
    for holder in actors.values():
        for index, term in enumerate(holder.offices):
            yield "office", term.office, ActorType.OFFICE, place_of(holder, f"offices.{index}.office")
        for index, membership in enumerate(holder.parties):
            yield "party", membership.party, ActorType.PARTY, place_of(holder, f"parties.{index}.party")
        if holder.ministry:
            yield "ministry", holder.ministry, ActorType.MINISTRY, place_of(holder, "ministry")
