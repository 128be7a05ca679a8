"""The search page, and what search may find of the other pages."""

from __future__ import annotations

from generator.core.values import Value
from generator.pages.views.head import PageView
from generator.pages.views.refs import Ref
from generator.pages.views.topic import TopicNode


class SearchForm(Value, frozen=True):
    """What the search page's script needs: where the index is, and what results can be narrowed to."""

    stylesheet: str
    script: str
    index: str
    """The address of Pagefind's script; its index is in the same folder."""
    total: int
    """How many pages the index holds."""
    kinds: tuple[str, ...]
    """The kinds of letters there are (`answers`, …), then of other pages (`actor`, …)."""
    years: tuple[int, ...]
    letters: tuple[tuple[str, Ref], ...]
    """Here and below: what the index calls it, and what a reader does."""
    topics: tuple[tuple[str, Ref], ...]
    actors: tuple[tuple[str, Ref], ...]


class SearchView(PageView, frozen=True):
    """The search page; without JavaScript, a list of ways in."""

    letters: tuple[Ref, ...]
    topics: tuple[TopicNode, ...]
    actors: tuple[Ref, ...] = ()
    """From A to Z."""
    form: SearchForm | None = None
    """None where the site has no index."""
    all_letters: str = ""
    """Where all letters are listed, if not here; and all actors."""
    all_actors: str = ""
