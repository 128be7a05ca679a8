"""Groups of pages: made together, and taken from an earlier build while everything that they read is as it was.

A group is looked up by its name and by what every page shares: the settings, the words, the code. Its record says what
it read of the site when it was made (`reuse.reads`); where one fingerprint of all that is the same today, the group is
unchanged, and its record says all that a build needs of pages that are not written again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from generator.core import digest
from generator.core.cache import Cache, code_of
from generator.core.ledger import Address
from generator.core.values import Value
from generator.core.workers import Spread, in_turn
from generator.pages.kinds.groups import Made, PageGroup
from generator.pages.kinds.table import WORDS
from generator.pages.planned import Page, Piece, SearchText, Subject, TextFile, Unchanged
from generator.pages.reuse.reads import Entries, Reads, Recorder
from generator.pages.views.fingerprint import Fingerprint
from generator.pages.views.head import PageView
from generator.pages.views.share import ShareCard
from generator.pages.writing.site_context import SiteContext

_ROOMS = ("core", "netherlands", "references", "content", "graph", "pages")
_LIBRARIES = (
    *("babel", "markdown-it-py", "markupsafe", "mdit-py-plugins", "msgspec", "pydantic", "pydantic-core"),
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


class _Text(Value, frozen=True):
    """A piece of text as it is kept; the text itself is under its digest."""

    reads: Reads
    digest: str
    text: str


Take = Callable[[Made], None]
"""Takes a group that was made now, while the views of its pages are at hand."""


class Reuse:
    """The groups of one plan: each from the cache where nothing that it read has changed, else made.

    Of a group that was made only the facts are kept, as of those of an earlier build: its views go once they were taken.
    """

    def __init__(self, site: SiteContext, cache: Cache, take: Take | None = None) -> None:
        self._site = site
        self._cache = cache
        self._take = take
        self._entries = Entries(site)
        self._shared = digest.of_text(code_of(_ROOMS, _LIBRARIES), digest.of_value(_shared(site)))
        self._made: dict[str, _Record] = {}
        self._pieces: _Pieces | None = None

    def groups(self, wanted: Sequence[PageGroup], spread: Spread = in_turn) -> list[Made]:
        """Return groups, in their order; those that are no longer good are made, by whom `spread` lets make them."""
        kept = [self.kept(group) for group in wanted]
        stale = [group for group, made in zip(wanted, kept, strict=True) if made is None]
        stale.reverse()  # lists of the whole site come last and take longest, so they are begun first
        spread(lambda task: self.make(stale[task]), len(stale))
        return [self.made(group) if made is None else made for group, made in zip(wanted, kept, strict=True)]

    def kept(self, group: PageGroup) -> Made | None:
        """Return a group as an earlier build made it; None where something that it read has changed since."""
        record = self._cache.get(self._key("group", group.name), _Record)
        if record is None or not self._holds(record):
            return None
        return _unchanged(record, _Again(lambda: group.make(Recorder(self._site).site)))

    def make(self, group: PageGroup) -> None:
        """Make a group, have it taken, and keep the facts of its pages."""
        recorder = Recorder(self._site)
        made = _settled(group.make(recorder.site))
        reads = recorder.reads()
        if self._take:
            self._take(made)
        found = tuple((text.path, text.digest) for text in made.found)
        rows = tuple(map(_row, made.pages))
        record = _Record(reads, self._entries.digest(reads), rows, found, made.cards, made.addresses)
        self._made[group.name] = record
        self._cache.put(self._key("group", group.name), record)

    def made(self, group: PageGroup) -> Made:
        """Return the facts of a group that was made in this build, be it in a copy of this process."""
        if group.name not in self._made:
            record = self._cache.get(self._key("group", group.name), _Record)
            if record is None:
                self.make(group)
            else:
                self._made[group.name] = record
        return _unchanged(self._made[group.name], _Again(lambda: group.make(Recorder(self._site).site)))

    def with_pieces(self, kinds: Mapping[str, Callable[[SiteContext, str], str]]) -> SiteContext:
        """Let pages use pieces of text, by kind and letter, and return the context that has them."""
        self._pieces = _Pieces(self, kinds, self._site.graph.letters)
        self._site = replace(self._site, pieces=self._pieces)
        self._entries = Entries(self._site)
        return self._site

    def new_pieces(self) -> tuple[tuple[str, str], ...]:
        """Return the pieces of text that no build has made, by kind and letter."""
        return self._pieces.new() if self._pieces else ()

    def is_new(self, name: str) -> bool:
        """Say whether a piece of text was never made, so that it must be now."""
        return self._cache.get(self._key("piece", name), _Text) is None

    def piece(self, name: str, make: Callable[[SiteContext], str]) -> Piece:
        """Return a piece of text by its name, made as groups are."""
        key = self._key("piece", name)
        record = self._cache.get(key, _Text)
        if record is not None and self._holds(record):
            return Piece(record.text, lambda: self._text(record.text, make))
        recorder = Recorder(self._site)
        text = make(recorder.site)
        reads = recorder.reads()
        made = digest.of_text(text)
        self._cache.put(key, _Text(reads, self._entries.digest(reads), made))
        self._cache.put(self._key("text", made), text)
        return Piece(made, lambda: text)

    def _text(self, text: str, make: Callable[[SiteContext], str]) -> str:
        known = self._cache.get(self._key("text", text), str)
        return make(self._site) if known is None else known

    def _holds(self, record: _Record | _Text) -> bool:
        """Return whether all that was read is as it was; a record of tables that there are not counts as none."""
        try:
            return self._entries.digest(record.reads) == record.digest
        except (KeyError, msgspec.DecodeError):
            return False

    def _key(self, *parts: str) -> str:
        return digest.of_text(self._shared, *parts)


def _shared(site: SiteContext) -> tuple[object, ...]:
    """Return what every page may depend on beside what is recorded."""
    return (
        site.config.model_dump_json(),
        tuple((key, str(site.words.entries[key])) for key in WORDS),
        (site.offline, site.base_url, site.stylesheet, site.script, site.illustrated, site.searched, site.addressed),
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

    def new(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the pieces that no build has made."""
        return tuple(key for key in self if self._reuse.is_new(" ".join(key)))


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
    return Made(pages, found, record.cards, record.addresses)


class _Again:
    """Makes a group again when one of its views is asked for, once for them all."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._views: tuple[PageView | TextFile, ...] | None = None
        self._texts: tuple[str, ...] = ()

    def view(self, at: int) -> Callable[[], PageView | TextFile]:
        """Return what returns the view of a page, by its place in the group."""
        return lambda: self._made()[0][at]

    def text(self, at: int) -> Callable[[], str]:
        """Return what returns a document that search reads, by its place in the group."""
        return lambda: self._made()[1][at]

    def _made(self) -> tuple[tuple[PageView | TextFile, ...], tuple[str, ...]]:
        if self._views is None:
            made = self._make()
            self._views = tuple(page.view for page in made.pages)
            self._texts = tuple(text.html for text in made.found)
        return self._views, self._texts
