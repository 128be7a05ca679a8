"""Whether a build would empty the site: letters or answers that were published, and have no page in the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.ledger import Ledger
from generator.pages.planned import Plan

_SHOWN = 3
"""How many of them are named."""
_KINDS = (("letter", "removes-letters"), ("question", "removes-answers"))
"""The scheme of what is counted, and the code of the problem."""


def subjects(plan: Plan) -> dict[str, str]:
    """Return the letters and questions that have a page, by its site path."""
    schemes = {scheme for scheme, _ in _KINDS}
    return {page.path: str(page.subject) for page in plan.pages if page.subject and page.subject.scheme in schemes}


def in_ledger(ledger: Ledger) -> dict[str, str]:
    """Return the letters and questions that the ledger knows, by site path."""
    starts = tuple(f"{scheme}:" for scheme, _ in _KINDS)
    return {entry.path: entry.what for entry in ledger.entries if not entry.anchor and entry.what.startswith(starts)}


def refused(known: Mapping[str, str], plan: Plan, at: str) -> Iterator[Diagnostic]:
    """Yield a problem where a plan lacks all letters, or more than half of the letters or answers that are known.

    One that has another address now is not lost, nor is one whose address has another page: it was withdrawn, or leads
    on to a new place.

    Args:
        known: the letters and questions that were published, by site path.
        plan: what would be published.
        at: the place of the problem: the folder with the content.
    """
    now, paths = set(subjects(plan).values()), {page.path for page in plan.pages}
    gone = {subject for subject in known.values() if subject not in now}
    led_on = {subject for path, subject in known.items() if subject in gone and path in paths}
    for scheme, code in _KINDS:
        counted = {subject for subject in known.values() if subject.startswith(f"{scheme}:")}
        lost = sorted(subject for subject in counted & gone if led_on.isdisjoint((subject, _letter(subject))))
        if 2 * len(lost) > len(counted):
            names = ", ".join(subject.partition(":")[2] for subject in lost[:_SHOWN])
            shown = f"{names} …" if len(lost) > _SHOWN else names
            yield diagnostic(code, Position(at), count=len(lost), known=len(counted), names=shown)


def _letter(subject: str) -> str:
    """Return the letter of a question: where a letter as a whole leads on, its questions are not lost."""
    return f"letter:{subject.partition(':')[2].partition('/')[0]}"
