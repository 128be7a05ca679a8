"""Finds the roles of actors in letters and who held which office when, and checks the actor ids in front matter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.model import Actor, ActorType, Letter, Membership, Party, place_of
from generator.core.nearest import nearest
from generator.graph.site import OfficeTerm, QuestionKey


@dataclass(frozen=True, slots=True)
class LetterRoles:
    """What actors did in one letter, by actor id."""

    asked: Mapping[str, tuple[str, ...]]
    """The letter's id, as in the three below: so these of all letters are joined."""
    answered: Mapping[str, tuple[str, ...]]
    on_behalf: Mapping[str, tuple[str, ...]]
    named: Mapping[str, tuple[QuestionKey, ...]]
    """The questions whose front matter names the actor."""
    signed: tuple[OfficeTerm, ...]
    """The terms of one day of who signed it."""


def roles_of(letter: Letter) -> LetterRoles:
    """Return the roles of all actors in a letter."""
    named: dict[str, list[QuestionKey]] = defaultdict(list)
    for question in letter.questions:
        for actor in question.actors:
            named[actor].append(QuestionKey(letter.id, question.number))
    return LetterRoles(
        asked=_by_actor(letter, "asked_by"),
        answered=_by_actor(letter, "answered_by"),
        on_behalf=_by_actor(letter, "on_behalf_of"),
        named={actor: tuple(keys) for actor, keys in named.items()},
        signed=tuple(
            OfficeTerm(party.actor, party.office, _iso(letter.day), _iso(letter.day))
            for party in letter.answered_by
            if party.actor and party.office and letter.day
        ),
    )


_ROLES = ("asked_by", "addressed_to", "answered_by", "on_behalf_of")


def terms_of(actors: Iterable[Actor], signed: Iterable[tuple[OfficeTerm, ...]]) -> tuple[OfficeTerm, ...]:
    """Return the terms in actors' files, and those of the signatures under each letter, newest first."""
    stated = (
        OfficeTerm(actor.id, term.office, _iso(term.start), _iso(term.end))
        for actor in actors
        for term in actor.offices
    )
    return tuple(dict.fromkeys(chain(stated, *signed)))


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


def _by_actor(letter: Letter, role: str) -> dict[str, tuple[str, ...]]:
    """Return the letter's id by actor that has a role in it."""
    return {
        actor: (letter.id,)
        for party in _parties(letter, role)
        for actor in filter(None, (party.actor, party.party, party.office))
    }


def _parties(letter: Letter, role: str) -> Sequence[Party]:
    parties: Sequence[Party] = getattr(letter, role)
    return parties


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


# --- Checks ----------------------------------------------------------------------------------------------------


_Reference = tuple[str, str, ActorType | None, Position]
"""An actor id in front matter: its key, the id, the type that the actor must have, and its position."""


def problems_of(references: Iterable[_Reference], actors: Mapping[str, ActorType]) -> Iterator[Diagnostic]:
    """Report each id of no actor, or of an actor of the wrong type."""
    for key, actor, kind, position in references:
        found = actors.get(actor)
        if found is None:
            yield diagnostic("unknown-actor", position, id=actor, word=actor, suggestion=nearest(actor, actors))
        elif kind and found is not kind:
            yield diagnostic("wrong-actor-type", position, Severity.WARNING, key=key, id=actor, type=found, wanted=kind)


_PARTY_KEYS = (("actor", None), ("party", ActorType.PARTY), ("office", ActorType.OFFICE))


def references_in_letter(letter: Letter) -> Iterator[_Reference]:
    """Yield every actor id in the front matter of a letter and its questions."""
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


def references_in_actor(holder: Actor) -> Iterator[_Reference]:
    """Yield every actor id in the front matter of an actor."""
    for index, term in enumerate(holder.offices):
        yield "office", term.office, ActorType.OFFICE, place_of(holder, f"offices.{index}.office")
    for index, membership in enumerate(holder.parties):
        yield "party", membership.party, ActorType.PARTY, place_of(holder, f"parties.{index}.party")
    if holder.ministry:
        yield "ministry", holder.ministry, ActorType.MINISTRY, place_of(holder, "ministry")
