"""The site's settings (`site.yml`) as a frozen model; reading the file is not done here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from generator.core.hosts import HOSTS
from generator.core.languages import DEFAULT, LANGUAGES
from generator.core.parts import PARTS, SitePart

_BASE_URL = r"^https?://[^\s/?#]+(/[^\s?#]*)?$"
Segment = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
if TYPE_CHECKING:
    LanguageCode = str
    HostName = str
    Parts = BaseModel
else:  # a checker of types cannot follow a table
    HostName = Literal[tuple(HOSTS)]
    LanguageCode = Literal[tuple(LANGUAGES)]
    Parts = create_model(
        "Parts",
        __config__=ConfigDict(frozen=True, extra="forbid"),
        __doc__="What is made beside the pages; a part that is not named is made or not by default.",
        **{part.name: (bool, Field(default=part.by_default, description=part.makes)) for part in PARTS},
    )


class Segments(BaseModel):
    """The words in the site's URLs. Changing one after publication moves every page below it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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


class Config(BaseModel):
    """The settings of one site."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    """The site's name, at the head of every page."""
    base_url: str | None = Field(default=None, pattern=_BASE_URL)
    """The address the site will have; without one feeds, sitemap and canonical links are left out or relative."""
    lang: LanguageCode = DEFAULT
    """The language of the interface."""
    description: str = ""
    publisher: str | None = None
    """Who publishes the site, for feeds and citations; the site's name where it is not given."""
    license: str | None = Field(default=None, pattern=r"^https?://[^\s<>\"]+$")
    """The address of the licence under which the site may be used, for search engines and reference managers."""
    accent: str | None = Field(default=None, pattern=r"^#[0-9a-fA-F]{6}$")
    """Colour of the editors' pen, in place of the theme's."""
    mentions: Literal["first", "all", "none"] = "first"
    """Which mentions of an actor in a question or an answer become links."""
    segments: Segments = Segments()
    theme: str | None = None
    """A folder beside site.yml whose templates, assets and translations take the place of the theme's."""
    out: str = "site"
    """The folder the site is built into, relative to site.yml."""
    home_letters: int = Field(default=10, ge=1)
    """How many letters the home page lists."""
    feed_entries: int = Field(default=50, ge=1)
    parts: Parts = Parts()
    """What is made beside the pages."""
    host: HostName | None = None
    """Where the site is published, so that a build can warn before a limit of that host is passed."""

    def wants(self, part: SitePart) -> bool:
        """Return whether the site asks for a part; whether it is made depends on more (`SiteContext.makes`)."""
        return bool(getattr(self.parts, part.name))

    def unwanted(self) -> dict[str, SitePart]:
        """Return the forms of the addresses of all parts that the site does not ask for, with the part of each."""
        segments = self.segments.model_dump()
        return {form: part for part in PARTS if not self.wants(part) for form in part.addresses(segments)}

    def names(self, part: SitePart) -> bool:
        """Return whether `site.yml` itself says whether a part is made."""
        return part.name in self.parts.model_fields_set


def is_base_url(text: str) -> bool:
    """Return whether a text can be a site's address: `https://host`, with a path if it has one."""
    return re.match(_BASE_URL, text) is not None
