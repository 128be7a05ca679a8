"""Groups of pages: made together, and taken from an earlier build while everything that they read is as it was.

A group is looked up by its name and by what every page shares: the settings, the words, the code. Its record says what
it read of the site when it was made (`reuse.reads`); where one fingerprint of all that is the same today, the group is
unchanged, and its record says all that a build needs of pages that are not written again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import msgspec

from generator.core import digest
from generator.core.cache import Cache, code_of
from generator.core.ledger import Address
from generator.core.values import Value
from generator.core.workers import Spread, in_turn
from generator.pages.kinds.groups import Made, PageGroup
from generator.pages.kinds.table import WORDS
from generator.pages.planned import Page, Piece, PlannedPicture, SearchText, Subject, TextFile, Unchanged
from generator.pages.reuse.plan_memory import Changes, PlanMemory, changes
from generator.pages.reuse.reads import Entries, Reads, Recorder, tables_of
from generator.pages.views.fingerprint import Fingerprint
from generator.pages.views.head import PageView
from generator.pages.views.share import ShareCard
from generator.pages.writing.site_context import SiteContext

_ROOMS = ("core", "netherlands", "references", "content", "graph", "pages")
_LIBRARIES = (
    *("babel", "markdown-it-py", "markupsafe", "mdit-py-plugins", "msgspec"),
    *("pyyaml", "rapidfuzz"),
)


class _Row(Value, frozen=True):
    """A page in a record."""

    path: str
    origin: str
    line: int
    column: int
    type: str
    whole: str
    parts: str
    kind: str
    index: bool
    subject: Subject | None


class _Record(Value, frozen=True):
    """A group as it is kept."""

    reads: Reads
    digest: str
    """Of everything that was read."""
    pages: tuple[_Row, ...]
    found: tuple[tuple[str, str], ...]
    cards: tuple[ShareCard, ...]
    addresses: tuple[Address, ...]
    pictures: tuple[PlannedPicture, ...]


class _Text(Value, frozen=True):
    """A piece of text as it is kept; the text itself is under its digest."""

    reads: Reads
    digest: str
    text: str


Take = Callable[[Made], None]
"""Takes a group that was made now, while the views of its pages are at hand."""


class _AllHold(Value, frozen=True):
    """That all records of a plan hold: a fingerprint of the tables that they hold with, and one of the records."""

    tables: str
    records: str


class Reuse:
    """The groups of one plan: each from the cache where nothing that it read has changed, else made.

    Of a group that was made only the facts are kept, as of those of an earlier build: its views go once they were taken.
    """

    def __init__(
        self, site: SiteContext, cache: Cache, take: Take | None = None, memory: PlanMemory | None = None
    ) -> None:
        self._site = site
        self._cache = cache
        self._take = take
        self._entries = Entries(site)
        self._shared = digest.of_text(code_of(_ROOMS, _LIBRARIES), digest.of_value(_shared(site)))
        self._memory = memory
        self._latest = memory or PlanMemory()
        self._latest.site = site
        self._latest.let_go()
        if self._latest.shared != self._shared:
            self._latest.forget(self._shared)
        self._made: dict[str, _Record] = {}
        self._pieces = _Pieces(self, {}, ())
        self._texts: dict[str, _Text] = {}
        self._texts_hold = False
        self._changed: Changes = {}

    def groups(self, wanted: Sequence[PageGroup], spread: Spread = in_turn) -> list[Made]:
        """Return groups, in their order; those that are no longer good are made, by whom `spread` lets make them."""
        self._latest.site = self._site
        if self._memory and self._memory.tables:
            return self._groups_as_before(self._memory, wanted)
        records = [self._record(group) for group in wanted]
        pieces = (piece.digest for piece in self._site.pieces.values())
        tables = digest.of_text(self._tables, digest.of_values(self._site.proofs.items()), *pieces)
        if not self._all_hold("groups", tables, records):
            found = zip(wanted, records, strict=True)
            stale = [group for group, record in found if record is None or not self._holds(record)]
            stale.reverse()  # lists of the whole site come last and take longest, so they are begun first
            spread(lambda task: self.make(stale[task]), len(stale))
            before = {group.name: record for group, record in zip(wanted, records, strict=True)}
            new = {group.name: self._new(group, before[group.name]) for group in stale}
            records = [new.get(group.name, record) for group, record in zip(wanted, records, strict=True)]
            self._keep_all_hold("groups", tables, records)
            self._keep_pieces_hold()
        known = [(group, record) for group, record in zip(wanted, records, strict=True) if record is not None]
        made = {group.name: _unchanged(record, _Again(group, self._latest)) for group, record in known}
        if self._memory:
            self._remember(self._memory, made, {group.name: record for group, record in known})
        return list(made.values())

    def _groups_as_before(self, memory: PlanMemory, wanted: Sequence[PageGroup]) -> list[Made]:
        """Return groups where those of the plan before are known; only who read what changed is looked at."""
        touched = memory.group_readers.of(
            {**self._changed, **changes(memory.tables, {"pieces": dict(self._pieces), "proofs": self._site.proofs})}
        )
        made: dict[str, Made] = {}
        new: dict[str, _Record] = {}
        for group in sorted(wanted, key=lambda group: not (group.name in touched and memory.is_waited_for(group.name))):
            known = memory.groups.get(group.name)
            if known is None or group.name in touched:
                record = self._record(group)  # that of another plan, where one was made meanwhile
                if record is None or not self._holds(record):
                    if not memory.is_waited_for(group.name):
                        memory.check()
                    self._show(group, memory)
                    self.make(group)
                    record = self._new(group)
                if known is None or memory.digests.get(group.name) != record.digest:
                    known, new[group.name] = _unchanged(record, _Again(group, memory)), record
            made[group.name] = known
        self._remember(memory, made, new)
        return [made[group.name] for group in wanted]

    def _remember(self, memory: PlanMemory, made: dict[str, Made], new: Mapping[str, _Record]) -> None:
        memory.groups = made
        memory.tables = {**tables_of(self._site), "pieces": dict(self._pieces), "proofs": dict(self._site.proofs)}
        for name, text in self._texts.items():
            memory.piece_readers.note(name, text.reads)
        for name, record in new.items():
            memory.digests[name] = record.digest
            memory.group_readers.note(name, record.reads)

    def _record(self, group: PageGroup) -> _Record | None:
        return self._cache.get(self._key("group", group.name), _Record)

    def _show(self, group: PageGroup, memory: PlanMemory) -> None:
        """Have the pages taken that somebody waits for, before the others of their group are made."""
        known = memory.groups.get(group.name)
        for before in known.pages if known and self._take else ():
            if before.path in memory.waited_for:
                page = group.page(Recorder(self._site).site, before.path, before.type)
                if page is not None and self._take:
                    self._take(Made((page,)))

    def _keep_pieces_hold(self) -> None:
        """Keep that all pieces hold, if each was asked for; one that reads proofs was made before all of these."""
        records = [self._texts.get(name) for name in self._pieces.names] if self._pieces.are_all_made else []
        if records and not any(record and "proofs" in record.reads for record in records):
            self._keep_all_hold("pieces", self._tables, records)

    def make(self, group: PageGroup) -> None:
        """Make a group, have it taken, and keep the facts of its pages."""
        recorder = Recorder(self._site)
        made = _settled(group.make(recorder.site))
        reads = recorder.reads()
        if self._take:
            self._take(made)
        found = tuple((text.path, text.digest) for text in made.found)
        rows = tuple(map(_row, made.pages))
        read = self._entries.digest(reads)
        record = _Record(reads, read, rows, found, made.cards, made.addresses, made.pictures)
        self._made[group.name] = record
        self._cache.put(self._key("group", group.name), record)

    def _new(self, group: PageGroup, before: _Record | None = None) -> _Record:
        """Return the record of a group that was made in this build, be it in a copy of this process.

        One that the cache could not keep is made here: what is found there then is still that of `before`.
        """
        record = self._made.pop(group.name, None) or self._record(group)
        if record is not None and (before is None or record.digest != before.digest):
            return record
        self.make(group)
        return self._made.pop(group.name)

    def with_pieces(self, kinds: Mapping[str, Callable[[SiteContext, str], str]]) -> SiteContext:
        """Let pages use pieces of text, by kind and letter, and return the context that has them."""
        self._pieces = _Pieces(self, kinds, self._site.graph.letters)
        self._site = self._latest.site = replace(self._site, pieces=self._pieces)
        self._entries = Entries(self._site)
        if self._memory and self._memory.tables:
            own = {name: table for name, table in tables_of(self._site).items() if name not in ("pieces", "proofs")}
            self._changed = changes(self._memory.tables, own)
            self._pieces.start_from(self._memory, self._changed)
            return self._site
        known = {name: self._text_record(name) for name in self._pieces.names}
        self._texts_hold = self._all_hold("pieces", self._tables, list(known.values()))
        self._texts = {name: record for name, record in known.items() if record}
        return self._site

    def new_pieces(self) -> tuple[tuple[str, str], ...]:
        """Return the pieces of text that no build has made, by kind and letter; in a preview they are made in turn."""
        if self._memory and self._memory.tables:
            return ()
        return tuple(key for key in self._pieces if " ".join(key) not in self._texts)

    def piece(self, name: str, make: Callable[[SiteContext], str]) -> Piece:
        """Return a piece of text by its name, made as groups are."""
        record = self._texts.get(name) or self._text_record(name)
        if record is None or not (self._texts_hold or self._holds(record)):
            recorder = Recorder(self._site)
            text = make(recorder.site)
            reads = recorder.reads()
            record = _Text(reads, self._entries.digest(reads), digest.of_text(text))
            self._cache.put(self._key("piece", name), record)
            self._cache.put(self._key("text", record.text), text)
        self._texts[name] = record
        found = record.text
        return Piece(found, lambda: self._text(found, make))

    def _text(self, text: str, make: Callable[[SiteContext], str]) -> str:
        known = self._cache.get(self._key("text", text), str)
        return make(self._site) if known is None else known

    def _text_record(self, name: str) -> _Text | None:
        return self._cache.get(self._key("piece", name), _Text)

    def _holds(self, record: _Record | _Text) -> bool:
        """Return whether all that was read is as it was; a record of tables that there are not counts as none."""
        try:
            return self._entries.digest(record.reads) == record.digest
        except (KeyError, msgspec.DecodeError):
            return False

    @cached_property
    def _tables(self) -> str:
        return self._entries.tables()

    def _all_hold(self, what: str, tables: str, records: Sequence[_Record | _Text | None]) -> bool:
        """Say whether an earlier plan found that all of these records hold with the same tables."""
        known = self._cache.get(self._key("all", what), _AllHold)
        return known is not None and known == _all_hold(tables, records)

    def _keep_all_hold(self, what: str, tables: str, records: Sequence[_Record | _Text | None]) -> None:
        self._cache.put(self._key("all", what), _all_hold(tables, records))

    def _key(self, *parts: str) -> str:
        return digest.of_text(self._shared, *parts)


def _all_hold(tables: str, records: Iterable[_Record | _Text | None]) -> _AllHold:
    return _AllHold(tables, digest.of_text(*(record.digest if record else "" for record in records)))


def _shared(site: SiteContext) -> tuple[object, ...]:
    """Return what every page may depend on beside what is recorded."""
    return (
        site.config,
        tuple((key, str(site.words.entries[key])) for key in WORDS),
        (site.offline, site.base_url, site.first_address, site.stylesheet, site.script, site.addressed),
        sorted(site.made),
        (site.sections, site.own_pages),
    )


class _Pieces(Mapping[tuple[str, str], Piece]):
    """The pieces of text of all letters, by kind and letter; each is made, or looked up, when it is first asked for."""

    def __init__(
        self, reuse: Reuse, kinds: Mapping[str, Callable[[SiteContext, str], str]], letters: Iterable[str]
    ) -> None:
        self._reuse = reuse
        self._kinds = kinds
        self._letters = letters
        self._made: dict[tuple[str, str], Piece] = {}

    def start_from(self, memory: PlanMemory, changed: Changes) -> None:
        """Begin with the pieces of the plan before that read nothing which changed."""
        touched = memory.piece_readers.of(changed)
        known = memory.tables["pieces"]
        self._made = {key: known[key] for key in self if key in known and " ".join(key) not in touched}

    def __getitem__(self, key: tuple[str, str]) -> Piece:
        found = self._made.get(key)
        if found is None:
            kind, letter = key
            make = self._kinds[kind]
            found = self._made[key] = self._reuse.piece(f"{kind} {letter}", lambda site: make(site, letter))
        return found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((kind, letter) for kind in self._kinds for letter in self._letters)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def names(self) -> list[str]:
        """The name of each piece, whether it was asked for or not."""
        return list(map(" ".join, self))

    @property
    def are_all_made(self) -> bool:
        """Whether each piece was asked for, so that it holds."""
        return len(self._made) == len(self)


# --- As the cache keeps them -----------------------------------------------------------------------------------


def _settled(made: Made) -> Made:
    """Return a group with the fingerprint of each page taken, so that it is taken once."""
    return replace(made, pages=tuple(map(_with_fingerprint, made.pages)))


def _with_fingerprint(page: Page) -> Page:
    view = page.view
    content = Unchanged(page.type, page.fingerprint, page.kind, page.index, lambda: view)
    return Page(page.path, content, page.origin, page.line, page.column, page.subject)


def _row(page: Page) -> _Row:
    print_ = page.fingerprint
    at = page.path, page.origin, page.line, page.column
    return _Row(*at, page.type, print_.whole, print_.parts, page.kind, page.index, page.subject)


def _unchanged(record: _Record, again: _Again) -> Made:
    pages = tuple(
        Page(
            row.path,
            Unchanged(row.type, Fingerprint(row.whole, row.parts), row.kind, row.index, again.view(at)),
            row.origin,
            row.line,
            row.column,
            row.subject,
        )
        for at, row in enumerate(record.pages)
    )
    found = tuple(SearchText(path, digest_, again.text(at)) for at, (path, digest_) in enumerate(record.found))
    return Made(pages, found, record.cards, record.addresses, record.pictures)


class _Again:
    """Makes a group again when one of its views is asked for, once for them all."""

    def __init__(self, group: PageGroup, latest: PlanMemory) -> None:
        self._group = group
        self._latest = latest

    def view(self, at: int) -> Callable[[], PageView | TextFile]:
        """Return what returns the view of a page, by its place in the group."""
        return lambda: self._made().pages[at].view

    def text(self, at: int) -> Callable[[], str]:
        """Return what returns a document that search reads, by its place in the group."""
        return lambda: self._made().found[at].html

    def _made(self) -> Made:
        return self._latest.made_again(self._group)
