"""Sheets: pages that are made together from the same, remembered by the digest of what they are made from.

Of a sheet that was made before, the pages' addresses and fingerprints are known; it is made again only for who asks for
one of its views. Who asks for a sheet tells what it is made from; the code, and what all pages share, is in every key.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

from generator.core import digest
from generator.core.cache import Cache, code_of
from generator.core.ledger import Address
from generator.pages.markup.page_words import KEYS
from generator.pages.views import (
    TEMPLATES,
    Fingerprint,
    Known,
    KnownText,
    Page,
    SearchText,
    ShareCard,
    TextFile,
    View,
    fingerprint,
)
from generator.pages.writing.site_context import SiteContext

_TYPES = {kind.__name__: kind for kind in (*TEMPLATES, TextFile)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pages with what goes with them: what search may find of them, and what is drawn for them."""

    pages: tuple[Page, ...]
    found: tuple[SearchText, ...] = ()
    cards: tuple[ShareCard, ...] = ()
    key: str = ""
    """What it is remembered by."""


@dataclass(frozen=True, slots=True)
class Unmade:
    """A page that need not be made where it was made before."""

    path: str
    told_by: object
    """All that it is made from, and that not every page is."""
    make: Callable[[], Page]


class Sheets:
    """Gives the sheets of one plan, from memory where they were made before."""

    def __init__(self, cache: Cache, site: SiteContext) -> None:
        """Take what keeps sheets between builds, and the desk for what all pages share."""
        self._cache = cache
        self._shared = digest.of_text(_code(), digest.of_value(_shared(site)))

    def of(self, name: str, made_from: object, make: Callable[[], Sheet]) -> Sheet:
        """Return a sheet; `name` and `made_from` tell all that it depends on and that not every page does."""
        key = digest.of_text("sheet", self._shared, name, digest.of_value(made_from))
        known = self._cache.get(key)
        if isinstance(known, tuple):
            return _known(known, _Again(make), key)
        made = make()
        pages, found = tuple(map(_fingerprinted, made.pages)), tuple(map(_digested, made.found))
        made = replace(made, pages=pages, found=found, key=key)
        self._cache.put(key, _told(made))
        return made

    def text(self, name: str, made_from: object, make: Callable[[], str]) -> str:
        """Return a piece of text, told in the same way."""
        key = digest.of_text("text", self._shared, name, digest.of_value(made_from))
        known = self._cache.get(key)
        if isinstance(known, str):
            return known
        made = make()
        self._cache.put(key, made)
        return made

    def addresses(self, sheet: Sheet, find: Callable[[], Iterable[Address]]) -> tuple[Address, ...]:
        """Return the addresses that a sheet publishes; they are found again only where they are not remembered."""
        key = digest.of_text("addresses", sheet.key)
        known = self._cache.get(key)
        if isinstance(known, tuple):
            return tuple(Address(*row) for row in known)
        found = tuple(find())
        self._cache.put(key, tuple((one.path, one.anchor, one.what, one.text, one.origin) for one in found))
        return found


def _shared(site: SiteContext) -> tuple[object, ...]:
    """Return what every page may depend on."""
    return (
        site.config.model_dump_json(),
        tuple((key, str(site.words.entries[key])) for key in KEYS),
        (site.offline, site.base_url, site.stylesheet, site.script, site.illustrated, site.searched),
        (site.sections, site.own_pages),
    )


@functools.cache
def _code() -> str:
    return digest.of_text(
        code_of("core", "netherlands", "references", "content", "graph", "pages"), version("markupsafe")
    )


# --- As memory keeps them --------------------------------------------------------------------------------------


def _fingerprinted(page: Page) -> Page:
    """Return a page with its fingerprint taken, so that it is taken once."""
    view = page.view
    known = Known(type(view), fingerprint(view), page.kind, page.index, lambda: view)
    return Page(page.path, known, page.origin, page.line, page.column)


def _digested(text: SearchText) -> SearchText:
    html = text.html
    return SearchText(text.path, KnownText(text.digest, lambda: html))


def _told(sheet: Sheet) -> tuple[Any, ...]:
    pages = tuple(
        (
            *(page.path, page.origin, page.line, page.column),
            *(page.type.__name__, page.fingerprint.whole, page.fingerprint.parts, page.kind, page.index),
        )
        for page in sheet.pages
    )
    found = tuple((text.path, text.digest) for text in sheet.found)
    cards = tuple((card.path, card.numbers, card.text, card.letter, card.date, card.site) for card in sheet.cards)
    return pages, found, cards


def _known(told: tuple[Any, ...], again: _Again, key: str) -> Sheet:
    pages, found, cards = told
    return Sheet(
        tuple(
            Page(
                path,
                Known(_TYPES[name], Fingerprint(whole, parts), kind, index, again.view(path)),
                origin,
                line,
                column,
            )
            for path, origin, line, column, name, whole, parts, kind, index in pages
        ),
        tuple(SearchText(path, KnownText(digested, again.text(path))) for path, digested in found),
        tuple(ShareCard(*card) for card in cards),
        key,
    )


class _Again:
    """Makes a sheet again when one of its views is asked for, once for them all."""

    def __init__(self, make: Callable[[], Sheet]) -> None:
        self._make = make
        self._views: dict[str, View | TextFile] = {}
        self._texts: dict[str, str] = {}

    def view(self, path: str) -> Callable[[], View | TextFile]:
        """Return what gives the view of a page."""
        return lambda: self._made()[0][path]

    def text(self, path: str) -> Callable[[], str]:
        """Return what gives what search may find of a page."""
        return lambda: self._made()[1][path]

    def _made(self) -> tuple[dict[str, View | TextFile], dict[str, str]]:
        if not self._views:
            made = self._make()
            self._views = {page.path: page.view for page in made.pages}
            self._texts = {text.path: text.html for text in made.found}
        return self._views, self._texts
