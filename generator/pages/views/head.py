"""What the head and frame of every page show: titles, addresses, navigation, and what programs read."""

from __future__ import annotations

from markupsafe import Markup

from generator.core.values import Value
from generator.pages.views.refs import Day, Ref


class NavItem(Value, frozen=True):
    """A link of the site's main navigation; `key` names its text in the translation files (`nav-letters`)."""

    key: str
    url: str
    current: bool = False


class SiteView(Value, frozen=True):
    """What every page shows of the site."""

    name: str
    lang: str
    description: str
    publisher: str
    base_url: str | None
    accent: str | None


class Meta(Value, frozen=True):
    """A `meta` element for reference managers and catalogues."""

    name: str
    content: str


class HeadLink(Value, frozen=True):
    """A `link` element: where something that has this relation to the page is, for programs."""

    rel: str
    url: str
    type: str = ""
    """Its media type."""
    title: str = ""


class ShareImage(Value, frozen=True):
    """The picture that services show beside a link to a page. `url` is absolute, sizes are in pixels."""

    url: str
    width: int
    height: int
    alt: str
    """What it says, for those who do not see it."""


class PageMeta(Value, frozen=True):
    """What every page's head and frame need."""

    kind: str
    """`answer`, `letter`, `actor`, `topic`, `document`, `home`, …: the body element has the class `page-<kind>`."""
    title: str
    """For the title element, without the site's name."""
    path: str
    """Site path of the page itself."""
    lang: str
    """Language of the page's content; the interface has the site's."""
    home: str
    stylesheet: str
    script: str
    feed: str
    """Empty where the site does not know its own address: then it has no feed."""
    nav: tuple[NavItem, ...]
    description: str = ""
    canonical: str | None = None
    """Absolute URL, where the site knows its own."""
    published: Day | None = None
    index: bool = True
    """Whether search engines may list the page."""
    own_pages: tuple[Ref, ...] = ()
    """The pages of the site's own (about, accessibility, …), for the foot of every page."""
    metas: tuple[Meta, ...] = ()
    links: tuple[HeadLink, ...] = ()
    data: Markup | None = None
    """JSON-LD, ready for a `script` element."""
    own_feed: str = ""
    """The Atom feed of just this page's subject, where it has one."""
    image: ShareImage | None = None
    opensearch: str = ""
    """The file that tells browsers how to search the site; empty where it has none."""
    fonts: str = ""
    """The style sheet with the theme's own type; empty where the site does without."""
    preloaded: tuple[str, ...] = ()
    """The faces of it that are needed first."""
    locale: str | None = None
    """The content's language with its territory, as services want it, where it is not the interface's."""


class PageView(Value, frozen=True):
    """The base of what a template may see: one subclass for each kind of page."""

    page: PageMeta
