"""The site's settings (`site.yml`) as a frozen struct; reading the file is not done here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from generator.core.editors import TEMPLATE
from generator.core.hosts import HOSTS
from generator.core.languages import DEFAULT, LANGUAGES
from generator.core.parts import PARTS, SitePart

ALLOWED, CHECKS = "allowed", "checks"
"""What `Meta.extra` may hold of a text: the words that are allowed; and checks, by the code of what they refuse."""
_BASE_URL = r"^https?://[^\s/?#]+(/[^\s?#]*)?$"
Segment = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Positive = Annotated[int, Meta(ge=1)]
if TYPE_CHECKING:
    Parts = msgspec.Struct
else:  # a checker of types cannot follow a table
    Parts = msgspec.defstruct(
        "Parts",
        [
            (
                part.name,
                Annotated[bool | None, Meta(description=part.makes, extra_json_schema={"default": part.by_default})],
                None,
            )
            for part in PARTS
        ],
        namespace={"__doc__": "What is made beside the pages; a part that is not named is made or not by default."},
        frozen=True,
        kw_only=True,
        forbid_unknown_fields=True,
    )


def one_of(*words: str) -> Meta:
    """Return what a text of a few words says of itself; unlike those of a `Literal`, the words keep their order."""
    return Meta(extra={ALLOWED: words}, extra_json_schema={"enum": list(words)})


class Segments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words in the site's URLs. Changing one after publication moves every page below it."""

    letters: Segment = "brieven"
    question: Segment = "vraag"
    """Before the number, joined by a hyphen: `vraag-2`."""
    actors: Segment = "actoren"
    topics: Segment = "onderwerpen"
    documents: Segment = "stukken"
    notes: Segment = "notities"
    articles: Segment = "artikelen"
    search: Segment = "zoeken"
    about: Segment = "over"
    source: Segment = "bron"
    """Below the page of an answer, the page that shows its source: `vraag-2/bron`."""
    earlier: Segment = "eerder"
    """Below the page of an answer, the page that shows how its text was changed: `vraag-2/eerder`."""


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of one site."""

    name: str
    """The site's name, at the head of every page."""
    base_url: Annotated[str, Meta(pattern=_BASE_URL)] | None = None
    """The address the site will have; without one feeds, sitemap and canonical links are left out or relative."""
    lang: Annotated[str, one_of(*LANGUAGES)] = DEFAULT
    """The language of the interface."""
    description: str = ""
    publisher: str | None = None
    """Who publishes the site, for feeds and citations; the site's name where it is not given."""
    license: Annotated[str, Meta(pattern=r'^https?://[^\s<>"]+$')] | None = None
    """The address of the licence under which the site may be used, for search engines and reference managers."""
    accent: Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    """Colour of the editors' pen, in place of the theme's."""
    fonts: Annotated[str, one_of("own", "system")] = "own"
    """Whether the letter is set in the theme's own type or in what the reader's system has."""
    mentions: Annotated[str, one_of("first", "all", "none")] = "first"
    """Which mentions of an actor in a question or an answer become links."""
    segments: Segments = Segments()
    theme: str | None = None
    """A folder beside site.yml whose templates, assets and translations take the place of the theme's."""
    out: str = "site"
    """The folder the site is built into, relative to site.yml."""
    home_letters: Positive = 10
    """How many letters the home page lists."""
    feed_entries: Positive = 50
    parts: Parts = Parts()
    """What is made beside the pages."""
    editor: Annotated[str, Meta(pattern=TEMPLATE)] | None = None
    """How the preview opens a file in a text editor: an address with the file's {path} and {line}."""
    host: Annotated[str, one_of(*HOSTS)] | None = None
    """Where the site is published, so that a build can warn before a limit of that host is passed."""

    def wants(self, part: SitePart) -> bool:
        """Return whether the site asks for a part; whether it is made depends on more (`SiteContext.makes`)."""
        said: bool | None = getattr(self.parts, part.name)
        return part.by_default if said is None else said

    def unwanted(self) -> dict[str, SitePart]:
        """Return the forms of the addresses of all parts that the site does not ask for, with the part of each."""
        segments = msgspec.structs.asdict(self.segments)
        return {form: part for part in PARTS if not self.wants(part) for form in part.addresses(segments)}


def is_base_url(text: str) -> bool:
    """Return whether a text can be a site's address: `https://host`, with a path if it has one."""
    return re.match(_BASE_URL, text) is not None
