"""The ledger: every address that was ever published, and what of it would be lost. No file is read or written here.

Its text form has one line for each address, sorted, with tabs between the columns, so that it can be read and merged.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.nearest import nearest
from generator.core.paragraph_fingerprints import ALIKE, fingerprint, is_correction, is_fingerprint, likeness, unchanged

FILE = "ledger.tsv"
"""The name of the file, beside site.yml."""
COLUMNS = ("path", "anchor", "since", "what", "text")
SITE = "site"
"""What the line of the site's own address is called; its path is that address."""
MOVED = "moved"
"""What the line of an address is called that the site as a whole moved to; whoever moves it writes that line."""
RETIRED = "retired"
"""What the line of a form of addresses is called that the site gave up (`core.retired`); its path is the form."""
DATA = "data"
"""What files are called that programs read beside a page: they come and go with what they are about."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_WEB = re.compile(r"https?://[^\s/]\S*")
_FOOTNOTE = re.compile(r"(?:.+-)?fn-[^#]+")
"""The anchor of a footnote: `fn-1`; on the page of its letter also `vraag-3-fn-1`."""


@dataclass(frozen=True, slots=True, order=True)
class LedgerEntry:
    """One line of the ledger: an address that was published."""

    path: str
    """Site path of a page or a file."""
    anchor: str = ""
    """Empty for a page or file as a whole."""
    since: str = ""
    """The day of its first publication, ISO."""
    what: str = ""
    """The identity of what is at the address: `question:2021z16860/4#a2`, `actor:politie`, `home`."""
    text: str = ""
    """The fingerprint of a paragraph or footnote; empty for anything else, and for footnotes of old ledgers."""
    line: int = field(default=0, compare=False)
    """Its line in the ledger's file, from 1; 0 for an entry that is not in the file yet."""

    @property
    def is_footnote(self) -> bool:
        """Whether it is the address of a footnote."""
        return _FOOTNOTE.fullmatch(self.anchor) is not None

    @property
    def address(self) -> str:
        """The path, with the anchor if there is one: `/brieven/2021z16860/vraag-4/#a2`."""
        return f"{self.path}#{self.anchor}" if self.anchor else self.path


@dataclass(frozen=True, slots=True)
class Address:
    """One address that the current build publishes."""

    path: str
    anchor: str = ""
    what: str = ""
    text: str | None = None
    """The text of a paragraph or footnote; None for anything else."""
    origin: str = ""
    """The content file that the page is made from; empty for a page made from the site as a whole."""


@dataclass(frozen=True)
class Ledger:
    """Every address that was ever published, each once, sorted."""

    entries: tuple[LedgerEntry, ...] = ()
    site: LedgerEntry | None = None
    """The address of the site itself when it was first published: `https://letters.example.org`."""
    retired: tuple[LedgerEntry, ...] = ()
    """The forms of addresses that the site gave up: the path is the form, the day the last that it accounts for."""
    moved: tuple[LedgerEntry, ...] = ()
    """The addresses that the site moved to, the newest last."""

    @property
    def first_address(self) -> str | None:
        """The address of the site when it was first published: what was named by it then keeps that name."""
        return self.site.path.rstrip("/") if self.site else None

    @property
    def current(self) -> LedgerEntry | None:
        """The line of the address at which the site is published: the one it moved to last, else its first."""
        return self.moved[-1] if self.moved else self.site

    @cached_property
    def by_path(self) -> Mapping[str, tuple[LedgerEntry, ...]]:
        """The entries by path; the entry of the page as a whole is the first."""
        found: dict[str, list[LedgerEntry]] = {}
        for entry in self.entries:
            found.setdefault(entry.path, []).append(entry)
        return {path: tuple(entries) for path, entries in found.items()}

    @cached_property
    def by_what(self) -> Mapping[str, tuple[LedgerEntry, ...]]:
        """The entries by identity: a paragraph has one on its question's page and one on its letter's."""
        found: dict[str, list[LedgerEntry]] = {}
        for entry in self.entries:
            found.setdefault(entry.what, []).append(entry)
        return {what: tuple(entries) for what, entries in found.items()}


def parse(text: str) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """Read a ledger's text form; a line that is not an entry is reported.

    If a merge left two lines for one address, the earlier day and the later line's fingerprint are kept; if the two are
    of different paragraphs or pages, that is reported. Of two addresses of the site the earlier is kept, of two
    lines that retire one form the later.
    """
    found: dict[tuple[str, str], LedgerEntry] = {}
    retired: dict[str, LedgerEntry] = {}
    moved: dict[str, LedgerEntry] = {}
    site: LedgerEntry | None = None
    problems: list[Diagnostic] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        fields = tuple(line.split("\t"))
        if not line.strip() or fields == COLUMNS:
            continue
        entry = _entry(fields, number)
        if entry is None:
            problems.append(diagnostic("bad-ledger-line", Position(FILE, number, 1), line=line[:60]))
        elif entry.what == SITE:
            site = min(site or entry, entry, key=lambda one: one.since)
        elif entry.what == MOVED:
            moved[entry.path] = min(moved.get(entry.path, entry), entry, key=lambda one: one.since)
        elif entry.what == RETIRED:
            retired[entry.path] = max(retired.get(entry.path, entry), entry, key=lambda one: one.since)
        else:
            other = found.get((entry.path, entry.anchor))
            if other and not _same(other, entry):
                at = Position(FILE, number, 1)
                problems.append(diagnostic("ledger-two-things", at, url=entry.address, line=other.line))
            found[entry.path, entry.anchor] = _merged(other, entry) if other else entry
    moves = tuple(sorted(moved.values(), key=lambda one: (one.since, one.line)))
    return Ledger(tuple(sorted(found.values())), site, tuple(sorted(retired.values())), moves), tuple(problems)


def _entry(fields: tuple[str, ...], line: int) -> LedgerEntry | None:
    if len(fields) != len(COLUMNS):
        return None
    path, anchor, since, what, text = fields
    bare = not anchor and not text
    located = (
        _WEB.fullmatch(path) and bare if what in (SITE, MOVED) else path.startswith("/") and (bare or what != RETIRED)
    )
    right = located and _DAY.fullmatch(since) and (not text or is_fingerprint(text))
    return LedgerEntry(path, anchor, since, what, text, line) if right else None


def _same(one: LedgerEntry, other: LedgerEntry) -> bool:
    """Say whether two lines for one address are of one thing: of the same identity, with texts that are alike."""
    return one.what == other.what and (not one.text or not other.text or is_correction(one.text, other.text))


def _merged(one: LedgerEntry, other: LedgerEntry) -> LedgerEntry:
    return replace(other, since=min(one.since, other.since), text=other.text or one.text)


def written(ledger: Ledger) -> str:
    """Return the text form of a ledger, as `parse` reads it."""
    entries = (*ledger.entries, *ledger.retired, *([ledger.site] if ledger.site else ()), *ledger.moved)
    rows = [COLUMNS, *((row.path, row.anchor, row.since, row.what, row.text) for row in entries)]
    return "".join("\t".join(row) + "\n" for row in rows)


def added(ledger: Ledger, published: Iterable[Address], today: dt.date, site: str | None = None) -> Ledger:
    """Return the ledger with every address of the current build added, first published `today`.

    No entry is removed. The entry of a paragraph or footnote that was corrected gets the fingerprint of its new text.

    Args:
        ledger: the addresses that were ever published.
        published: the addresses that the current build publishes.
        today: the day of first publication of new ones.
        site: the address of the site itself, if it has one; the first that a ledger has stays.
    """
    now = tuple(published)
    found = {(entry.path, entry.anchor): entry for entry in ledger.entries}
    moves = _FootnoteMoves(ledger, now)
    for address in now:
        key = (_plain(address.path), _plain(address.anchor))
        known = found.get(key)
        if known is None:
            text = "" if address.text is None else fingerprint(address.text)
            found[key] = LedgerEntry(*key, today.isoformat(), _plain(address.what), text)
        elif address.text is not None and _corrected(known, address, moves):
            found[key] = replace(known, text=fingerprint(address.text))
    first = ledger.site or (LedgerEntry(_plain(site), "", today.isoformat(), SITE) if site else None)
    return Ledger(tuple(sorted(found.values())), first, ledger.retired, ledger.moved)


def _corrected(known: LedgerEntry, address: Address, moves: _FootnoteMoves) -> bool:
    """Say whether a text is a correction of the one that its entry was published for: alike, but not the same."""
    if address.text is None or (known.text and unchanged(known.text, address.text)):
        return False
    return not known.text or not _is_another(known, address, moves)


def _is_another(known: LedgerEntry, address: Address, moves: _FootnoteMoves) -> bool:
    """Say whether an anchor is now on another text than it was published for."""
    if not known.text or address.text is None:
        return False
    return likeness(known.text, address.text) < ALIKE or moves.moved(known, address)


class _FootnoteMoves:
    """Footnotes that changed places on a page: their numbers are the source's, and many are nearly alike.

    A footnote whose words are now at another number is another footnote, however alike the two are; so is one that
    now has the words of another number.
    """

    def __init__(self, ledger: Ledger, published: Iterable[Address]) -> None:
        self._ledger = ledger
        self._now: dict[str, dict[str, str]] = {}
        for address in published:
            if address.text is not None and _FOOTNOTE.fullmatch(address.anchor):
                self._now.setdefault(_plain(address.path), {})[_plain(address.anchor)] = address.text

    def moved(self, known: LedgerEntry, address: Address) -> bool:
        """Say whether the footnote of an entry, or the one that is at its anchor now, belongs to another anchor."""
        if not known.is_footnote or address.text is None or unchanged(known.text, address.text):
            return False
        now = self._now.get(_plain(address.path), {})
        entries = self._ledger.by_path.get(known.path, ())
        before = {entry.anchor: entry.text for entry in entries if entry.text and entry.is_footnote}
        settled = {anchor for anchor, text in now.items() if anchor in before and unchanged(before[anchor], text)}
        gone = any(unchanged(known.text, text) for anchor, text in now.items() if anchor not in settled)
        come = any(unchanged(text, address.text) for anchor, text in before.items() if anchor not in settled)
        return gone or come


def _plain(text: str) -> str:
    """Percent-encode spaces and control characters, as URLs do, so that they do not break the table."""
    return _CONTROL.sub(lambda found: f"%{ord(found[0]):02X}", text)


# --- Losses ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Loss:
    """An address of the ledger that would lead nowhere, or to another paragraph than it was published for."""

    entry: LedgerEntry
    page: str = ""
    """The path of the page that the address leads to, if only the anchor is lost; empty if the page is lost."""
    moved: bool = False
    """Whether the anchor exists, but on another paragraph or footnote."""
    now: Address | None = None
    """The address that has the same text now, if there is one."""


def losses(
    ledger: Ledger, published: Iterable[Address], moved: Mapping[str, str], withdrawn: frozenset[str]
) -> tuple[Loss, ...]:
    """Return every address of the ledger that the current build does not account for.

    A page that is withdrawn or lost as a whole is one loss at most, whatever anchors it had.

    Args:
        ledger: the addresses that were ever published.
        published: the addresses that the current build publishes.
        moved: redirects: by old path, the path it leads to, which may have an anchor.
        withdrawn: the addresses (`/path/`, `/path/#a1`) at which the site says that they are withdrawn.
    """
    current = {(_plain(address.path), _plain(address.anchor)): address for address in published}
    moves = _FootnoteMoves(ledger, current.values())
    paragraphs = _Paragraphs(current.values())
    found: list[Loss] = []
    for path, entries in ledger.by_path.items():
        target, _, landing = moved.get(path, path).partition("#")
        target = _plain(target)
        if path in withdrawn or target in withdrawn:
            continue
        if (target, "") not in current:
            page = next((entry for entry in entries if not entry.anchor), entries[0])
            now = paragraphs.page_with_most(entries) or _successor(page, ledger, current.values())
            found.append(Loss(page, now=now))
        elif not landing or target == path:  # a redirect to an anchor leads there from every old anchor
            for entry in entries:
                if entry.anchor and withdrawn.isdisjoint((entry.address, f"{target}#{entry.anchor}")):
                    found += _anchor_loss(entry, target, current.get((target, entry.anchor)), paragraphs, moves)
    return tuple(found)


def _anchor_loss(
    entry: LedgerEntry, page: str, address: Address | None, paragraphs: _Paragraphs, moves: _FootnoteMoves
) -> Iterator[Loss]:
    """Yield the loss of one anchor on a page that exists: the anchor is gone, or is now another paragraph's."""
    if address is None:
        yield Loss(entry, page, now=paragraphs.same_as(entry))
    elif _is_another(entry, address, moves):
        yield Loss(entry, page, moved=True, now=paragraphs.same_as(entry))


def _successor(lost: LedgerEntry, ledger: Ledger, current: Iterable[Address]) -> Address | None:
    """Return the likely successor of a lost page without paragraphs: the new page of its kind with the nearest id."""
    kind, colon, _ = lost.what.partition(":")
    if not colon:
        return None
    new = {address.what: address for address in current if not address.anchor and address.path not in ledger.by_path}
    alike = nearest(lost.what, (what for what in new if what.startswith(f"{kind}:")))
    return new[alike] if alike else None


class _Paragraphs:
    """The paragraphs that the current build publishes, looked up by fingerprint."""

    def __init__(self, addresses: Iterable[Address]) -> None:
        self._addresses = tuple(address for address in addresses if address.text is not None)
        self._known: dict[str, list[Address]] = {}

    def same_as(self, entry: LedgerEntry) -> Address | None:
        """Return an address in the same letter with exactly the words of a lost one, on the same page if possible."""
        found = (address for address in self._same(entry) if _letter_of(address.what) == _letter_of(entry.what))
        return min(found, key=lambda a: (a.path != entry.path, -a.path.count("/"), a.path, a.anchor), default=None)

    def page_with_most(self, entries: Iterable[LedgerEntry]) -> Address | None:
        """Return the page with most of the paragraphs of a lost page; of two, the one whose path is as deep."""
        counts: dict[str, list[Address]] = {}
        depth = 0
        for entry in entries:
            depth = entry.path.count("/")
            for address in self._same(entry):
                counts.setdefault(address.path, []).append(address)
        best = min(counts.items(), key=lambda row: (-len(row[1]), row[0].count("/") != depth, row[0]), default=None)
        return Address(best[0], origin=best[1][0].origin) if best else None

    def _same(self, entry: LedgerEntry) -> list[Address]:
        """Return the paragraphs with exactly the words of an entry's."""
        if not entry.text:
            return []
        if not self._known:
            for address in self._addresses:
                self._known.setdefault(fingerprint(address.text or "").partition("-")[0], []).append(address)
        return self._known.get(entry.text.partition("-")[0], [])


def _letter_of(what: str) -> str:
    """Return the letter id in an identity: in `question:2021z16860/4#a2`, `letter:2021z16860#b1`."""
    return what.partition(":")[2].partition("#")[0].partition("/")[0]
