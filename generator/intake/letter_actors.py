"""The actors of a letter: known ones found by name or alias, unknown ones as stubs for an editor to complete.

No file is read or written here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.core.language import slug
from generator.core.model import ActorType
from generator.netherlands.persons import RegisteredPerson, is_full, party_keys, suggestions


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor that the content folder has."""

    id: str
    type: ActorType
    names: tuple[str, ...]
    """Its name and aliases."""
    parties: tuple[KnownMembership, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownMembership:
    """The id of a party that a person sat for, with its bounds in ISO form; None is open."""

    party: str
    start: str | None = None
    end: str | None = None

    def holds(self, day: str | None) -> bool:
        """Whether the person may have sat for the party on a day."""
        return day is None or (self.start or "") <= day <= (self.end or "9999")


@dataclass(slots=True)
class LetterActors:
    """Looks up the ids of the actors that one letter names, and collects stubs for those that are not known."""

    known: Sequence[KnownActor]
    day: str | None = None
    """The day that the letter counts under, in ISO form."""
    stubs: dict[str, Mapping[str, object]] = field(default_factory=dict)

    def party(self, name: str) -> str:
        """Return the id of a party."""
        return self._known(name, ActorType.PARTY) or self._stub(slug(name), {"name": name, "type": "party"})

    def office(self, name: str) -> str:
        """Return the id of an office; the name in its stub begins with a capital."""
        title = name[:1].upper() + name[1:]
        return self._known(name, ActorType.OFFICE) or self._stub(slug(name), {"name": title, "type": "office"})

    def body(self, name: str) -> str:
        """Return the id of a committee, a council's executive or another body; a ministry or agency may have its name."""
        others = (ActorType.BODY, ActorType.AGENCY, ActorType.MINISTRY)
        known = next((found for kind in others if (found := self._known(name, kind))), None)
        return known or self._stub(slug(name), {"name": name[:1].upper() + name[1:], "type": "body"})

    def person(self, name: str, *, office: str | None = None, party: str | None = None) -> str:
        """Return the id of a person; a surname alone is enough where only one known person of that party has it.

        `office` and `party` are ids, also for the stub of a person who is not known.
        """
        found = self._known(name, ActorType.PERSON) or self._by_surname(name, party)
        if found:
            return found
        shown = name[:1].upper() + name[1:]
        stub: dict[str, object] = {"name": shown, "type": "person"}
        if office:
            stub["offices"] = [{"office": office, "from": None, "to": None}]
        if party:
            stub["parties"] = [{"party": party, "from": None, "to": None}]
        wanted = slug(shown)
        if wanted in {actor.id for actor in self.known if actor.type is not ActorType.PERSON}:
            wanted = f"{wanted}-persoon"
        return self._stub(wanted, stub)

    def _known(self, name: str, kind: ActorType) -> str | None:
        """Return the id of the known actor of a type with this name or alias."""
        wanted = _same(name)
        return next((a.id for a in self.known if a.type is kind and wanted in map(_same, a.names)), None)

    def _by_surname(self, name: str, party: str | None) -> str | None:
        """Return the id of the one known person that a name can be; None where it can be several."""
        bare = _surname(name)
        fitting = [
            a.id
            for a in self.known
            if a.type is ActorType.PERSON and any(_fits(name, bare, n) for n in a.names) and self._may_sit(a, party)
        ]
        return fitting[0] if len(set(fitting)) == 1 else None

    def _may_sit(self, actor: KnownActor, party: str | None) -> bool:
        """Whether nothing that is known says that a person sat for another party on the letter's day."""
        if party is None or not actor.parties:
            return True
        sat = [one.party for one in actor.parties if one.holds(self.day)]
        return bool(party_keys([party]) & party_keys(sat))

    def suggestions(self, register: Sequence[RegisteredPerson]) -> tuple[str, ...]:
        """Return, for each new person with a surname only, the full names that are known: `Podt: Anna Podt (D66)`."""
        found: list[str] = []
        for stub in self.stubs.values():
            if stub["type"] != "person":
                continue
            name, parties = str(stub["name"]), [str(one["party"]) for one in _memberships(stub)]
            there = [
                a.names[0]
                for a in self.known
                if a.type is ActorType.PERSON
                and is_full(a.names[0], name)
                and all(self._may_sit(a, p) for p in parties)
            ]
            full = (*there, *suggestions(name, parties, register))
            if full:
                found.append(f"{name}: {', '.join(dict.fromkeys(full))}")
        return tuple(found)

    def _stub(self, actor_id: str, stub: Mapping[str, object]) -> str:
        """Add a stub under an id, unless an actor has that id, and return the id."""
        actor_id = actor_id or "onbekend"
        if not any(actor.id == actor_id for actor in self.known):
            self.stubs.setdefault(actor_id, stub)
        return actor_id


def _memberships(stub: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    parties = stub.get("parties")
    return parties if isinstance(parties, list) else ()


def _same(name: str) -> str:
    return slug(name)


_PARTICLE = re.compile(r"^(?:van|de|der|den|ter|ten|te|el|al|'t|’t|von|la|le|du)$", re.IGNORECASE)


def _words(name: str) -> list[str]:
    return name.replace(".", ". ").split()


def _surname(name: str) -> str:
    """Return the slug of a surname: the name from its first particle on (`van der Berg`), else its last word."""
    words = [word for word in _words(name) if not re.fullmatch(r"(?:[A-ZÀ-Ý]\.)+|[A-ZÀ-Ý]{1,2}\.", word)]
    at = next((i for i, word in enumerate(words) if _PARTICLE.match(word)), None)
    return slug(" ".join(words[at:] if at is not None else words[-1:]))


def _fits(name: str, bare: str, known: str) -> bool:
    """Whether a printed name with surname `bare` can be that of a known person: no given name or initial differs."""
    if _surname(known) != bare or not bare:
        return False
    mine, theirs = _given(name), _given(known)
    return not mine or not theirs or all(a[:1] == b[:1] for a, b in zip(mine, theirs, strict=False))


def _given(name: str) -> list[str]:
    """Return the slugs of the given names and initials before the surname."""
    words = _words(name)
    at = next((i for i, word in enumerate(words) if _PARTICLE.match(word)), len(words) - 1)
    return [slug(word) for word in words[:at] if slug(word)]
