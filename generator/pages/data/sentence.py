"""The sentence for a newspaper: who wrote the letter, when, and to whom. The words around it are the theme's.

What a letter does not say is left out: a letter of a province, or of a body, has an addressee only where one is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.core.model import ActorType, LetterHead, Party
from generator.netherlands.bodies import article, is_plural
from generator.netherlands.portfolios import rank_and_portfolio
from generator.pages.views import SentenceView, Writer
from generator.pages.writing.rows import publication
from generator.pages.writing.site_context import SiteContext

_CASE = re.compile(r"\d{4}Z\d+")
"""The number of questions of the Tweede Kamer."""
_TO = (
    ("tk", re.compile(r"ah-tk-.+|kst-(?:.+-)?\d+")),
    ("ek", re.compile(r"ah-ek-.+|kst-\d+(?:-[IVXLC]+)?-[A-Z]{1,2}")),
)
"""The chamber that an official publication is of: papers of the Eerste Kamer have letters for numbers."""


def written(site: SiteContext, letter: LetterHead) -> SentenceView | None:
    """Return who wrote a letter, when, and to which chamber; None where it does not say who."""
    writers = _writers(site, letter.answered_by)
    if not writers:
        return None
    day = site.day(letter.date or letter.received)
    return SentenceView(writers, _plural(writers), asked=False, day=day, chamber=chamber(letter))


def asked(site: SiteContext, letter: LetterHead) -> SentenceView | None:
    """Return who asked the questions of a letter, when, and whom; None where it does not say who."""
    writers = _writers(site, letter.asked_by)
    if not writers:
        return None
    day = site.day(letter.submitted or letter.day)
    return SentenceView(writers, _plural(writers), asked=True, day=day, to=_writers(site, letter.addressed_to))


def chamber(letter: LetterHead) -> str:
    """Return the chamber of parliament that a letter was written to: `tk`, `ek`, or nothing where that is not certain."""
    known = publication(letter)
    paper = str(known).replace(":", "-", 1) if known else ""
    found = next((name for name, pattern in _TO if pattern.fullmatch(paper)), "")
    return found or ("tk" if any(map(_CASE.fullmatch, letter.numbers)) else "")


def _writers(site: SiteContext, parties: Iterable[Party]) -> tuple[Writer, ...]:
    return tuple(_writer(site, party) for party in parties if party.actor or party.office or party.party)


def _writer(site: SiteContext, party: Party) -> Writer:
    who = party.actor or party.office or party.party or ""
    name, office = _name(site, who), _name(site, party.office)
    actor = site.graph.actors.get(who)
    if not party.actor or (actor and actor.type is not ActorType.PERSON):
        return Writer(name, article=article(name, "de" if who == party.office else ""))
    if found := rank_and_portfolio(office):
        return Writer(name, title=found[0], of=found[1])
    return Writer(name, of=office or _name(site, party.party))


def _name(site: SiteContext, actor_id: str | None) -> str:
    actor = site.graph.actors.get(actor_id) if actor_id else None
    return actor.name if actor else actor_id or ""


def _plural(writers: tuple[Writer, ...]) -> bool:
    return len(writers) > 1 or is_plural(writers[0].name)
