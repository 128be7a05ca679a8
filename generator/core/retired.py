"""Forms of addresses that a site gave up on purpose. The ledger has one line for each: the form, and the day.

A line accounts for the addresses of its form that were published up to that day, while the site publishes none of that
form; and only for what is made beside pages: a page of a letter, an answer, an actor is moved or withdrawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from generator.core.ledger import DATA, RETIRED, Address, Ledger, LedgerEntry
from generator.core.parts import pattern

_BESIDE = frozenset((DATA, "embed", "feed"))


def is_beside(what: str, anchor: str = "") -> bool:
    """Say whether an identity in the ledger is that of something made beside pages: data, a feed, a bare page."""
    return what in _BESIDE or (what.startswith("note:") and not anchor)


class Retired:
    """The retired forms of a ledger, but for those that the site publishes again."""

    def __init__(self, ledger: Ledger, published: Iterable[Address]) -> None:
        self._days = {entry.path: entry.since for entry in ledger.retired}
        if self._days:
            for form in tuple(forms_of((a.path for a in published if is_beside(a.what, a.anchor)), self._days)):
                del self._days[form]

    def accounts_for(self, entry: LedgerEntry) -> bool:
        """Say whether an address went with its form."""
        return is_beside(entry.what, entry.anchor) and any(
            entry.since <= day and pattern(form).fullmatch(entry.path) for form, day in self._days.items()
        )


def forms_of(paths: Iterable[str], forms: Iterable[str]) -> set[str]:
    """Return those forms that at least one of some paths has."""
    left = dict.fromkeys(forms)
    found: set[str] = set()
    for path in paths:
        now = [form for form in left if pattern(form).fullmatch(path)]
        for form in now:
            del left[form]
        found.update(now)
        if not left:
            break
    return found


def retire(ledger: Ledger, forms: Iterable[str], published: Iterable[Address], today: dt.date) -> Ledger:
    """Return the ledger with a line for each form that it has lost addresses of, which no line accounts for yet.

    A form that was retired before gets the day of today: its addresses were published again, and are given up again.

    Args:
        ledger: the addresses that were ever published.
        forms: the forms of address that the site does not want (`core.parts`).
        published: the addresses that the current build publishes.
        today: the day up to which addresses of these forms are given up.
    """
    now = tuple(published)
    there = {address.path for address in now}
    known = Retired(ledger, now)
    lost = (
        entry.path
        for entry in ledger.entries
        if entry.path not in there and is_beside(entry.what, entry.anchor) and not known.accounts_for(entry)
    )
    lines = {entry.path: entry for entry in ledger.retired}
    for form in forms_of(lost, forms):
        lines[form] = replace(lines.get(form, LedgerEntry(form, what=RETIRED)), since=today.isoformat())
    return replace(ledger, retired=tuple(sorted(lines.values())))
