"""The kinds of pages, in tables, and the making of them all sheet by sheet: letters first, since the rest shows of them.

A new kind of page is a new row. What is remembered of sheets is not known here (`sheets`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from generator.core import urls
from generator.core.cache import Cache
from generator.core.ledger import Address
from generator.core.model import Letter
from generator.pages.addresses.published import published
from generator.pages.data import cards
from generator.pages.kinds import actors, answers, documents, embeds, exports, feeds, letters, lists, search, topics
from generator.pages.reuse.extract import Told, extracts, token
from generator.pages.reuse.sheets import Sheet, Sheets, Unmade
from generator.pages.views import Page
from generator.pages.writing.site_context import SiteContext

OF_A_LETTER: tuple[Callable[[SiteContext], Iterable[Page]], ...] = (
    letters.pages,
    answers.pages,
    embeds.pages,
    exports.pages,
)
"""What is made for each letter, from what its pages may see of the site (`extract`)."""
OF_MANY: tuple[Callable[[SiteContext, Told], Iterable[Unmade]], ...] = (
    actors.pages,
    topics.pages,
    documents.pages,
)
"""What is made of what several letters say."""
OF_ALL: tuple[Callable[[SiteContext], Iterable[Page]], ...] = (
    lists.pages,
    lambda site: (actors.index(site), topics.index(site), documents.index(site)),
)
"""What is made of the whole site, each time: lists that show little of much."""


class Made:
    """All sheets of one plan."""

    def __init__(self, site: SiteContext, cache: Cache) -> None:
        """Make every page that `memory` does not have."""
        self._sheets = Sheets(cache, site)
        cut = extracts(site)
        narrow = [(letter, cut.of(letter)) for letter in site.graph.content.letters]
        self._tokens = {letter.id: token(extract, letter) for letter, extract in narrow}
        self._of_letters = [
            (
                self._sheets.of(
                    urls.letter(site.segments, letter.id), self._tokens[letter.id], partial(_letter, extract)
                ),
                extract,
            )
            for letter, extract in narrow
        ]
        followed = tuple(feeds.feeds(site))
        self._desk = replace(site, followed=frozenset(feed.path for feed in followed) - {"/"})
        self.sheets: tuple[Sheet, ...] = (
            *(_sheet(self._desk, kind(self._desk)) for kind in OF_ALL),
            *(sheet for sheet, _ in self._of_letters),
            *self._of_many(),
            *(self._feed(feed) for feed in followed),
            self._data(),
        )
        """In no order that counts."""

    def addresses(self) -> tuple[frozenset[str], tuple[Address, ...]]:
        """Return the paths of the pages of letters, and every address that these publish."""
        paths = frozenset(page.path for sheet, _ in self._of_letters for page in sheet.pages)
        return paths, tuple(
            address
            for sheet, extract in self._of_letters
            for address in self._sheets.addresses(sheet, partial(published, sheet.pages, (), extract.graph))
        )

    def _of_many(self) -> Iterator[Sheet]:
        told = Told(self._desk, self._tokens)
        for kind in OF_MANY:
            for unmade in kind(self._desk, told):
                yield self._sheets.of(unmade.path, unmade.told_by, partial(self._one, unmade))

    def _one(self, unmade: Unmade) -> Sheet:
        return _sheet(self._desk, (unmade.make(),))

    def _feed(self, feed: feeds.Feed) -> Sheet:
        told_by = feed.title, tuple((self._tokens[letter], name) for letter, name in feed.rows)
        return self._sheets.of(f"feed {feed.path}", told_by, lambda: Sheet((feed.write(),)))

    def _data(self) -> Sheet:
        content = self._desk.graph.content
        told_by = tuple(self._tokens.values()), content.actors, content.topics
        return self._sheets.of("data", told_by, lambda: Sheet(tuple(exports.whole(self._desk, self._piece))))

    def _piece(self, name: str, letter: Letter, make: Callable[[], str]) -> str:
        return self._sheets.text(name, self._tokens[letter.id], make)


def _letter(site: SiteContext) -> Sheet:
    """Make the pages of a letter, at the desk with its extract."""
    made = _sheet(site, (page for kind in OF_A_LETTER for page in kind(site)))
    return replace(made, cards=tuple(cards.cards(site)))


def _sheet(site: SiteContext, pages: Iterable[Page]) -> Sheet:
    made = tuple(pages)
    return Sheet(made, tuple(search.texts(site, made)) if site.searched else ())
