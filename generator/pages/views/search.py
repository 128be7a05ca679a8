"""The search page, and what search may find of the other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.core import digest
from generator.pages.views.head import PageMeta
from generator.pages.views.refs import Ref
from generator.pages.views.topic import TopicNode


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What the search page's script needs: where the index is, and what results can be narrowed to."""

    stylesheet: str
    script: str
    index: str
    """The address of Pagefind's script; its index stands in the same folder."""
    total: int
    """How many pages the index holds."""
    kinds: tuple[str, ...]
    """The kinds of letters there are (`answers`, …), then of other pages (`actor`, …)."""
    years: tuple[int, ...]
    letters: tuple[tuple[str, Ref], ...]
    """Here and below: what the index calls it, and what a reader does."""
    topics: tuple[tuple[str, Ref], ...]
    actors: tuple[tuple[str, Ref], ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; without JavaScript, a list of ways in."""

    page: PageMeta
    letters: tuple[Ref, ...]
    topics: tuple[TopicNode, ...]
    actors: tuple[Ref, ...] = ()
    """From A to Z."""
    form: SearchForm | None = None
    """None where the site has no index."""
    all_letters: str = ""
    """Where all letters are listed, if not here; and all actors."""
    all_actors: str = ""


@dataclass(frozen=True, slots=True)
class KnownText:
    """What stands for a document that was made before from the same."""

    digest: str
    again: Callable[[], str] = field(compare=False)


@dataclass(frozen=True, slots=True)
class SearchText:
    """What search may find of one page: a bare HTML document for Pagefind, with the page's own anchors."""

    path: str
    """The page's site path."""
    content: str | KnownText

    @property
    def html(self) -> str:
        """The document; what was only known is made now."""
        return self.content.again() if isinstance(self.content, KnownText) else self.content

    @property
    def digest(self) -> str:
        """Fingerprint of the document."""
        return self.content.digest if isinstance(self.content, KnownText) else digest.of_text(self.content)
