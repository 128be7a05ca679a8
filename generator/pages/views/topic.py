"""The pages of topics, their tree and their index."""

from __future__ import annotations

from markupsafe import Markup

from generator.core.values import Value
from generator.pages.views.head import PageView
from generator.pages.views.refs import Count, Ref, YearCount
from generator.pages.views.rows import AnswerGroup
from generator.pages.views.share import ShareView


class TopicNode(Value, frozen=True):
    """A topic in the tree; `total` counts answers under its descendants too, each once."""

    ref: Ref
    count: int
    total: int
    children: tuple[TopicNode, ...] = ()


class IndexGroup(Value, frozen=True):
    """One letter of the alphabet and the entries under it."""

    initial: str
    rows: tuple[Count, ...]


class TopicView(PageView, frozen=True):
    """A topic with its answers, grouped by letter."""

    name: str
    body: Markup
    parents: tuple[Ref, ...]
    """From the root of the tree down."""
    children: tuple[TopicNode, ...]
    see_also: tuple[Ref, ...]
    same_as: tuple[Ref, ...]
    groups: tuple[AnswerGroup, ...]
    below: tuple[AnswerGroup, ...]
    """Answers under descendants only."""
    total: int
    years: tuple[YearCount, ...]
    year: int | None = None
    """The year that this page has, where the topic has too much for one page."""
    newest_of: int = 0
    """How many answers there are in all, where this page has only the newest."""
    share: ShareView | None = None
    """What can be taken along; None on the page of a year."""
    permanent: str = ""
    """The address that stays; the site path where the site does not know its own."""


class TopicsView(PageView, frozen=True):
    """The topic index: the tree, and A to Z."""

    tree: tuple[TopicNode, ...]
    index: tuple[IndexGroup, ...]
