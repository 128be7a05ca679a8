"""Groups of pages: made together, and taken from an earlier build while everything that they read is as it was.

A group is looked up by its name and by what every page shares: the settings, the words, the code. Its record says what
it read of the site when it was made (`reuse.reads`); where one fingerprint of all that is the same today, the group is
unchanged, and its record says all that a build needs of pages that are not written again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

import msgspec

from generator.core import digest
from generator.core.cache import Cache, code_of
from generator.core.ledger import Address
from generator.core.values import Value
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


class _Text(Value, frozen=True):
    """A piece of text as it is kept; the text itself is under its digest."""

    reads: Reads
    digest: str
    text: str


class Reuse:
    """The groups of one plan: each from the cache where nothing that it read has changed, else made."""

    def __init__(self, site: SiteContext, cache: Cache) -> None:
        self._site = site
        self._cache = cache
        self._entries = Entries(site)
        self._shared = digest.of_text(code_of(_ROOMS, _LIBRARIES), digest.of_value(_shared(site)))

    def group(self, group: PageGroup) -> Made:
        """Return a group's pages. Those of an earlier build make their views when these are asked for."""
        key = self._key("group", group.name)
        record = self._cache.get(key, _Record)
        if record is not None and self._holds(record):
            return _unchanged(record, _Again(lambda: group.make(self._site)))
        recorder = Recorder(self._site)
        made = _settled(group.make(recorder.site))
        reads = recorder.reads()
        found = tuple((text.path, text.digest) for text in made.found)
        rows = tuple(map(_row, made.pages))
        self._cache.put(key, _Record(reads, self._entries.digest(reads), rows, found, made.cards, made.addresses))
        return made

    def with_pieces(self, kinds: Mapping[str, Callable[[SiteContext, str], str]]) -> SiteContext:
        """Let pages use pieces of text, by kind and letter, and return the context that has them."""
        made = _Pieces(self, kinds, self._site.graph.letters)
        self._site = replace(self._site, pieces=made)
        self._entries = Entries(self._site)
        return self._site

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
        site.config,
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
            Unchanged(row.type, Fingerprint(row.whole, row.parts), row.kind, row.index, again.view(row.path)),
            row.origin,
            row.line,
            row.column,
            row.subject,
        )
        for row in record.pages
    )
    found = tuple(SearchText(path, digest_, again.text(path)) for path, digest_ in record.found)
    return Made(pages, found, record.cards, record.addresses)


class _Again:
    """Makes a group again when one of its views is asked for, once for them all."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._views: dict[str, PageView | TextFile] = {}
        self._texts: dict[str, str] = {}

    def view(self, path: str) -> Callable[[], PageView | TextFile]:
        """Return what returns the view of a page."""
        return lambda: self._made()[0][path]

    def text(self, path: str) -> Callable[[], str]:
        """Return what returns the document that search reads of a page."""
        return lambda: self._made()[1][path]

    def _made(self) -> tuple[dict[str, PageView | TextFile], dict[str, str]]:
        if not self._views:
            made = self._make()
            self._views = {page.path: page.view for page in made.pages}
            self._texts = {text.path: text.html for text in made.found}
        return self._views, self._texts
