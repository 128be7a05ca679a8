"""What a plan is made of: output files with the view or text they are made from, files to copy, what search finds.

Of what an earlier build made, only the facts are here (`Unchanged`); its view is made when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.core import digest
from generator.core.ledger import Address
from generator.core.proof import Proof
from generator.core.values import Value
from generator.pages.views.fingerprint import Fingerprint, fingerprint
from generator.pages.views.head import PageView, SiteView
from generator.pages.views.share import ShareCard


class TextFile(Value, frozen=True):
    """A ready file that needs no template: a feed, a sitemap, an export."""

    text: str
    kind: str = "data"
    """What the ledger calls it; empty for a file that nobody links to, which may come and go."""


class Subject(Value, frozen=True, order=True):
    """What a page is the page of, by the name that the ledger has for it: `question:2021z16860/4`."""

    scheme: str
    id: str
    number: int = 0

    def __str__(self) -> str:
        return f"{self.scheme}:{self.id}/{self.number}" if self.number else f"{self.scheme}:{self.id}"


def subject(letter_id: str, number: int = 0) -> Subject:
    """Return a question, or without a number its letter, as the subject of a page."""
    return Subject("question" if number else "letter", letter_id, number)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The facts of a view or text that an earlier build made from the same; the view is made when it is asked for."""

    type: str
    """The name of its type."""
    fingerprint: Fingerprint
    kind: str
    """What the page's frame says it is, or the ledger calls a text."""
    index: bool
    """Whether search engines may list it."""
    make: Callable[[], PageView | TextFile]
    """Makes it again."""


@dataclass(frozen=True, slots=True)
class Page:
    """One output file: a view for a template, or ready text."""

    path: str
    """Site path: `/brieven/2021z16860/vraag-2/`, `/sitemap.xml`."""
    content: PageView | TextFile | Unchanged
    origin: str
    """The content file it came from, for messages; empty where it came from the site as a whole."""
    line: int = 1
    """The line in it that asks for the page: an old address is in a front matter."""
    column: int = 1
    subject: Subject | None = None
    """What it is the page of, where that has a name."""

    @property
    def view(self) -> PageView | TextFile:
        """What it shows; what is only known by its facts is made now."""
        return self.content.make() if isinstance(self.content, Unchanged) else self.content

    @property
    def type(self) -> str:
        """The name of its view's type."""
        return self.content.type if isinstance(self.content, Unchanged) else type(self.content).__name__

    @property
    def fingerprint(self) -> Fingerprint:
        """What tells its view from any other."""
        return self.content.fingerprint if isinstance(self.content, Unchanged) else fingerprint(self.content)

    @property
    def kind(self) -> str:
        """What its frame says it is: `answer`, `letter`, …; of a text, what the ledger calls it."""
        content = self.content
        return content.page.kind if isinstance(content, PageView) else content.kind

    @property
    def index(self) -> bool:
        """Whether search engines may list it; a text is no page to be listed."""
        content = self.content
        return content.page.index if isinstance(content, PageView) else getattr(content, "index", False)


def pages_by_origin(pages: Iterable[Page]) -> dict[str, str]:
    """Return by content file the address of the page that shows it; of a note there is none."""
    return {page.origin: page.path for page in pages if page.subject and page.subject.scheme != "note"}


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file that is published as it is: a letter's source. `origin` is relative to the site's root."""

    path: str
    origin: str
    sha256: str | None = None
    digest: str = ""
    """Fingerprint of its bytes (`core.digest.of_bytes`), where it was read already."""


class PlannedPicture(Value, frozen=True):
    """A picture of a page of a letter's source, and where it is published."""

    path: str
    name: str
    """The file in the folder with pictures."""
    source: str
    """The source, relative to the site's root."""
    page: int


@dataclass(frozen=True, slots=True)
class SearchText:
    """What search may find of one page: a bare HTML document for Pagefind, with the page's own anchors."""

    path: str
    """The page's site path."""
    digest: str
    """Fingerprint of the document."""
    make: Callable[[], str]
    """Makes the document."""

    @property
    def html(self) -> str:
        """The document."""
        return self.make()


def search_text(path: str, html: str) -> SearchText:
    """Return what search may find of a page, from a document that was made now."""
    return SearchText(path, digest.of_text(html), lambda: html)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text that one letter adds to a file of the whole site."""

    digest: str
    make: Callable[[], str]

    @property
    def text(self) -> str:
        """The text; what an earlier build made is looked up now."""
        return self.make()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that will be published, in the order of paths."""

    site: SiteView
    pages: tuple[Page, ...]
    files: tuple[CopiedFile, ...] = ()
    found: tuple[SearchText, ...] = ()
    """What search is to find; empty where the site has no search."""
    cards: tuple[ShareCard, ...] = ()
    """What is to be drawn; empty where no pictures are made."""
    addresses: tuple[Address, ...] = ()
    """What is published, address by address; empty where nobody asked (`SiteContext.addressed`)."""
    proofs: tuple[Proof, ...] = ()
    """How each letter compares with its source; empty where nobody compared."""
    pictures: tuple[PlannedPicture, ...] = ()
    """The pages of sources that are shown as pictures."""
