"""Which questions of a letter have to do with an actor, and which come under a topic; `tables` has them of all letters."""

from __future__ import annotations

from collections.abc import Mapping

from generator.graph.letter_outline import LetterOutline
from generator.graph.site import Mention, QuestionKey


def involved_of(
    letter: str,
    outline: LetterOutline,
    mentions: Mapping[str, tuple[Mention, ...]],
    ministries: Mapping[str, str],
) -> dict[str, tuple[QuestionKey, ...]]:
    """Return by actor the questions that it asked or answered or that name it; a letter without any is number 0.

    Args:
        letter: the letter's id.
        outline: what the letter says by itself.
        mentions: those in the letter, by actor.
        ministries: by office, the ministry of which it is at the head: it has to do with what its offices have.
    """
    whole = {number for number in outline.paths if number} or {0}
    roles = {*outline.roles.asked, *outline.roles.answered, *outline.roles.on_behalf}
    found = {actor: set(whole) for actor in (*roles, *(ministries[actor] for actor in roles if actor in ministries))}
    for actor, places in mentions.items():
        numbers = {mention.place.text.number for mention in places}
        found.setdefault(actor, set()).update(numbers & whole)
    for actor, keys in outline.roles.named.items():
        found.setdefault(actor, set()).update(key.number for key in keys)
    return {actor: tuple(QuestionKey(letter, n) for n in sorted(numbers)) for actor, numbers in sorted(found.items())}


def under_topics(outline: LetterOutline, parents: Mapping[str, str | None]) -> dict[str, tuple[QuestionKey, ...]]:
    """Return by topic the letter's questions with that topic or one below it, by number.

    `parents` has the parent of every topic; in it no topic is in a circle.
    """
    found: dict[str, set[QuestionKey]] = {}
    for name, keys in outline.topics.items():
        above: str | None = name
        while above is not None and above in parents:
            found.setdefault(above, set()).update(keys)
            above = parents[above]
    return {name: tuple(sorted(keys)) for name, keys in found.items()}
