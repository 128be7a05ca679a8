"""What is doubtful about who asks: names that other places in the source do not have, or have besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.language import slug
from generator.intake.recognise.metadata import askers
from generator.intake.recognise.metadata.passages import SENTENCES, Passage, Place
from generator.intake.recognise.metadata.person_names import is_name
from generator.intake.recognise.recognised_letter import Asker, AskerKind, Metadata

_PLACES = (Place.SUBJECT, Place.TITLE, Place.SENTENCE)
_OF_OTHERS = re.compile(
    r"\b(?:eerdere?|vorige|voorgaande|nadere|destijds|motie|amendement|toezegging|debat|zie\s+ook|c\.\s?s\.|cum\s+suis)(?!\w)",
    re.IGNORECASE,
)
"""What a sentence has that names members who did not ask these questions, or not all who did."""
_CUT = re.compile(r"(?:\b(?:van|de|der|den|en|voor)|[-–/&,])$")
_SEVERAL = re.compile(r"\b[Dd]e\s+leden\s+(?!van\b|der\b)")


def find(meta: Metadata, passages: Sequence[Passage], name: str) -> Iterator[Diagnostic]:
    """Yield the doubts about the members who ask; none where a committee or a parliamentary group does."""
    members = [one for one in meta.asked_by if one.name and one.kind is AskerKind.MEMBER]
    if not members:
        return
    yield from _shapes(members, name)
    fewer: list[tuple[str, int]] = []
    unnamed = {_key(one.name) for one in members}
    for sentence, line in _sentences(passages):
        named = askers.askers(sentence)
        if not named or not all(is_name(one.name) for one in named):
            continue
        if len(named) < _TWO and len(members) < _TWO and _SEVERAL.search(sentence):
            yield _doubt("askers-fewer-than-named", name, line, value=members[0].name)
            return
        other = _other(members, named)
        if other:
            yield _doubt("fact-told-otherwise", name, line, key="asked_by", value=_all(members), other=_all([other]))
            return
        keys = {_key(one.name) for one in named}
        if len(keys) < len(members):
            fewer.append((_all(named), line))
            unnamed -= keys
    of_several_sets = not unnamed or len(meta.numbers) > 1  # each set of questions has a heading with its own members
    if fewer and not of_several_sets:
        other_value, line = fewer[0]
        yield _doubt("fact-told-otherwise", name, line, key="asked_by", value=_all(members), other=other_value)


_TWO = 2


def _shapes(members: Sequence[Asker], name: str) -> Iterator[Diagnostic]:
    """Yield who has no party where another has one, and a party that is cut."""
    for one in members:
        if one.party and _CUT.search(one.party):
            yield _doubt("fact-cut-off", name, 0, key="asked_by", value=one.party)
        elif not one.party and any(other.party for other in members):
            yield _doubt("asker-without-party", name, 0, value=one.name)


def _sentences(passages: Sequence[Passage]) -> Iterator[tuple[str, int]]:
    """Yield the sentences that name members who ask these questions, with the line of their passage."""
    for passage in passages:
        if passage.place in _PLACES:
            for sentence in SENTENCES.split(passage.text):
                if "vragen" in sentence.lower() and not _OF_OTHERS.search(sentence):
                    yield sentence, passage.line


def _other(members: Sequence[Asker], named: Sequence[Asker]) -> Asker | None:
    """Return a member whom a sentence names and who is not known, or known with another party."""
    known = {_key(one.name): one for one in members}
    for one in named:
        own = known.get(_key(one.name))
        if own is None or (own.party and one.party and slug(own.party) != slug(one.party)):
            return one
    return None


def _key(name: str) -> str:
    """Return the last part of a surname, by which one member is known with and without initials."""
    return slug(name).rpartition("-")[2]


def _all(some: Sequence[Asker]) -> str:
    return "; ".join(f"{one.name} ({one.party})" if one.party else one.name for one in some)


def _doubt(code: str, name: str, line: int, **values: object) -> Diagnostic:
    return diagnostic(code, Position(name, line), Severity.WARNING, **values)
