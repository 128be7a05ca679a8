"""The pages of topics, their tree and their index."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.pages.views.head import PageMeta
from generator.pages.views.refs import Count, Ref, YearCount
from generator.pages.views.rows import AnswerGroup


@dataclass(frozen=True, slots=True)
class TopicNode:
    """A topic in the tree; `total` counts answers under its descendants too, each once."""

    ref: Ref
    count: int
    total: int
    children: tuple[TopicNode, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """One letter of the alphabet and what stands under it."""

    initial: str
    rows: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic with its answers, grouped by letter."""

    page: PageMeta
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


@dataclass(frozen=True, slots=True)
class TopicsView:
    """The topic index: the tree, and A to Z."""

    page: PageMeta
    tree: tuple[TopicNode, ...]
    index: tuple[IndexGroup, ...]
