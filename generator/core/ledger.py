"""The ledger: every address that was ever published. Values and pure functions; files are read and written elsewhere.

Its text form is a table with tabs, a line for each address, sorted: readable, and easy to merge.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.nearest import nearest
from generator.core.paragraph_fingerprints import ALIKE, fingerprint, is_fingerprint, likeness, unchanged

FILE = "ledger.tsv"
"""Its name, beside site.yml."""
COLUMNS = ("path", "anchor", "since", "what", "text")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One address that was published."""

    path: str
    """Site path of a page or a file."""
    anchor: str = ""
    """Empty for the page itself."""
    since: str = ""
    """The day of its first publication, ISO."""
    what: str = ""
    """What it is the address of, by identity: `question:2021z16860/4#a2`, `actor:politie`, `home`."""
    text: str = ""
    """For a paragraph: its fingerprint."""
    line: int = field(default=0, compare=False)
    """Where it stands in the file."""

    @property
    def address(self) -> str:
        """The path with its anchor."""
        return f"{self.path}#{self.anchor}" if self.anchor else self.path


@dataclass(frozen=True, slots=True)
class Address:
    """One address that the site as it now is publishes."""

    path: str
    anchor: str = ""
    what: str = ""
    text: str | None = None
    """For a paragraph: its words."""
    origin: str = ""
    """The content file it comes from; empty where it comes from the site as a whole."""


@dataclass(frozen=True)
class Ledger:
    """Every address that was ever published, sorted, each once."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def by_path(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each path, the page itself first."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.path, []).append(entry)
        return {path: tuple(entries) for path, entries in found.items()}

    @cached_property
    def by_what(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each identity: a paragraph has an address on its own page and on its letter's."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.what, []).append(entry)
        return {what: tuple(entries) for what, entries in found.items()}


def parse(text: str) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """Read a ledger's text form; a line that is none is reported.

    Where a merge left two lines for an address the earlier day counts, and the later line's fingerprint.
    """
    found: dict[tuple[str, str], Entry] = {}
    problems: list[Diagnostic] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        fields = tuple(line.split("\t"))
        if not line.strip() or fields == COLUMNS:
            continue
        entry = _entry(fields, number)
        if entry is None:
            problems.append(diagnostic("bad-ledger-line", Position(FILE, number, 1), line=line[:60]))
            continue
        other = found.get((entry.path, entry.anchor))
        since = min(entry.since, other.since) if other else entry.since
        found[entry.path, entry.anchor] = replace(entry, since=since)
    return Ledger(tuple(sorted(found.values()))), tuple(problems)


def _entry(fields: tuple[str, ...], line: int) -> Entry | None:
    if len(fields) != len(COLUMNS):
        return None
    path, anchor, since, what, text = fields
    right = path.startswith("/") and _DAY.fullmatch(since) and (not text or is_fingerprint(text))
    return Entry(path, anchor, since, what, text, line) if right else None


def written(ledger: Ledger) -> str:
    """Return a ledger's text form."""
    rows = [COLUMNS, *((row.path, row.anchor, row.since, row.what, row.text) for row in ledger.entries)]
    return "".join("\t".join(row) + "\n" for row in rows)


def added(ledger: Ledger, published: Iterable[Address], today: dt.date) -> Ledger:
    """Return the ledger with all that is published now. Nothing goes; of what was there, a corrected text is followed."""
    found = {(entry.path, entry.anchor): entry for entry in ledger.entries}
    for address in published:
        key = (_plain(address.path), _plain(address.anchor))
        known = found.get(key)
        if known is None:
            text = "" if address.text is None else fingerprint(address.text)
            found[key] = Entry(*key, today.isoformat(), _plain(address.what), text)
        elif address.text is not None and _corrected(known.text, address.text):
            found[key] = replace(known, text=fingerprint(address.text))
    return Ledger(tuple(sorted(found.values())))


def _corrected(known: str, text: str) -> bool:
    """Say whether a paragraph has other words than its fingerprint, and is the same paragraph all the same."""
    return not known or (not unchanged(known, text) and likeness(known, text) >= ALIKE)


def _plain(text: str) -> str:
    """Keep tabs and the like out of the table, as addresses do."""
    return _CONTROL.sub(lambda found: f"%{ord(found[0]):02X}", text)


# --- What would be lost ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Loss:
    """An address of the ledger that would lead nowhere, or to other words than it was published for."""

    entry: Entry
    page: str = ""
    """Where the page is now, if there is one: then only the anchor is lost."""
    moved: bool = False
    """The anchor is there, on another paragraph."""
    now: Address | None = None
    """Where the same text stands now, if anywhere."""


def losses(
    ledger: Ledger, published: Iterable[Address], moved: Mapping[str, str], withdrawn: frozenset[str]
) -> tuple[Loss, ...]:
    """Compare what was ever published with what is now.

    Args:
        ledger: what was published.
        published: what is.
        moved: old paths that lead to another, by where they lead (which may end in an anchor).
        withdrawn: addresses (`/path/`, `/path/#a1`) that say that they were withdrawn. Of a page that is withdrawn or
            lost as a whole, anchors are not named one by one.
    """
    here = {(_plain(address.path), _plain(address.anchor)): address for address in published}
    texts = _Texts(here.values())
    found: list[Loss] = []
    for path, entries in ledger.by_path.items():
        if path in withdrawn:
            continue
        target, _, landing = moved.get(path, path).partition("#")
        target = _plain(target)
        if target in withdrawn:
            continue
        if (target, "") not in here:
            own = next((entry for entry in entries if not entry.anchor), entries[0])
            found.append(Loss(own, now=texts.mostly(entries) or _successor(own, ledger, here.values())))
            continue
        for entry in entries:
            if not entry.anchor or (landing and target != path):
                continue
            if entry.address in withdrawn or f"{target}#{entry.anchor}" in withdrawn:
                continue
            address = here.get((target, entry.anchor))
            if address is None:
                found.append(Loss(entry, target, now=texts.like(entry)))
            elif entry.text and address.text is not None and likeness(entry.text, address.text) < ALIKE:
                found.append(Loss(entry, target, moved=True, now=texts.like(entry)))
    return tuple(found)


def _successor(lost: Entry, ledger: Ledger, now: Iterable[Address]) -> Address | None:
    """Return what may have taken the place of a page without paragraphs: a new one of its kind, the most alike by name."""
    kind, colon, _ = lost.what.partition(":")
    new = {address.what: address for address in now if not address.anchor and address.path not in ledger.by_path}
    alike = nearest(lost.what, (what for what in new if colon and what.startswith(f"{kind}:")))
    return new[alike] if alike else None


class _Texts:
    """Where the words of paragraphs stand now, by their fingerprints."""

    def __init__(self, addresses: Iterable[Address]) -> None:
        self._addresses = tuple(address for address in addresses if address.text is not None)
        self._known: dict[str, list[Address]] = {}

    def like(self, entry: Entry) -> Address | None:
        """Return an address in the same letter that has the very words of a lost one, on its own page if it can be."""
        found = (address for address in self._same(entry) if _document(address.what) == _document(entry.what))
        return min(found, key=lambda a: (a.path != entry.path, -a.path.count("/"), a.path, a.anchor), default=None)

    def mostly(self, entries: Iterable[Entry]) -> Address | None:
        """Return the page on which most paragraphs of a lost page stand now; of two, the one that stands as deep."""
        counts: dict[str, list[Address]] = {}
        depth = 0
        for entry in entries:
            depth = entry.path.count("/")
            for address in self._same(entry):
                counts.setdefault(address.path, []).append(address)
        best = min(counts.items(), key=lambda row: (-len(row[1]), row[0].count("/") != depth, row[0]), default=None)
        return Address(best[0], origin=best[1][0].origin) if best else None

    def _same(self, entry: Entry) -> list[Address]:
        if not entry.text:
            return []
        if not self._known:
            for address in self._addresses:
                self._known.setdefault(fingerprint(address.text or "").partition("-")[0], []).append(address)
        return self._known.get(entry.text.partition("-")[0], [])


def _document(what: str) -> str:
    """Return the letter that something is of: that of `question:2021z16860/4#a2`, `letter:2021z16860#b1`."""
    return what.partition(":")[2].partition("#")[0].partition("/")[0]
