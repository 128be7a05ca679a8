"""The parts of a site: what is made beside its pages. One row a part; `parts:` in `site.yml` turns each on or off.

A kind of output names its part in the table of kinds; whether a part is made is asked of `SiteContext.makes` only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class SitePart:
    """One part. A form of address is written with the site's segments in braces; `*` is a name within one segment."""

    name: str
    """The key under `parts:`."""
    makes: str
    """What it makes, for the documentation and for the schema of `site.yml`."""
    by_default: bool = True
    needs_address: bool = False
    """Whether it is made only where the site knows its own address."""
    forms: tuple[str, ...] = ()
    """The forms of the addresses that the ledger keeps of it; none where it keeps none."""

    def addresses(self, segments: Mapping[str, str]) -> tuple[str, ...]:
        """Return the forms of its addresses on a site with these segments: `/brieven/*/vraag-*/cite.*`."""
        return tuple(form.format_map(segments) for form in self.forms)


EMBEDS = SitePart(
    "embeds",
    "A bare page of each letter, answer and note, to be framed by other sites; an oEmbed file of these and of topics",
    needs_address=True,
    forms=(
        "/{letters}/*/{question}-*/embed/",
        "/{letters}/*/{question}-*/embed/*/",
        "/{letters}/*/embed/*/",
        "/{letters}/*/{question}-*/oembed.json",
        "/{letters}/*/{question}-*/embed/*/oembed.json",
        "/{letters}/*/embed/*/oembed.json",
        "/{letters}/*/oembed.json",
        "/{topics}/*/oembed.json",
    ),
)
PICTURES = SitePart(
    "pictures",
    "A picture of each answer, note, letter and topic for those who share its link (`share.png`)",
    needs_address=True,
)
SEARCH = SitePart("search", "The search index; without it the search page is a list of topics, letters and actors")
FEEDS = SitePart(
    "feeds",
    "Atom feeds: of the site, of each actor and topic, of notes",
    needs_address=True,
    forms=("/feed.xml", "/{actors}/*/feed.xml", "/{topics}/*/feed.xml", "/{notes}/feed.xml"),
)
CITATIONS = SitePart(
    "citations",
    "One BibTeX, one RIS and one CSL-JSON file for each letter, with the letter and all its answers",
    forms=("/{letters}/*/cite.*",),
)
ANSWER_CITATIONS = SitePart(
    "answer_citations",
    "The same three files for each answer by itself",
    by_default=False,
    forms=("/{letters}/*/{question}-*/cite.*",),
)
MARKDOWN = SitePart(
    "markdown",
    "The Markdown of each answer beside its page (`index.md`); that of a letter is always there",
    by_default=False,
    forms=("/{letters}/*/{question}-*/index.md",),
)
ANNOTATIONS = SitePart(
    "annotations",
    "The notes on each letter as W3C Web Annotations (`annotations.json`)",
    needs_address=True,
    forms=("/{letters}/*/annotations.json",),
)
TABLES = SitePart(
    "tables",
    "Two tables of all answers, `answers.csv` and `answers-spreadsheet.csv`, and what describes the first (`datapackage.json`)",
    forms=("/answers.csv", "/answers-spreadsheet.csv", "/datapackage.json"),
)
AKOMA_NTOSO = SitePart(
    "akoma_ntoso",
    "Each letter as Akoma Ntoso 3.0, the XML of parliaments (`letter.akn.xml`)",
    by_default=False,
    forms=("/{letters}/*/letter.akn.xml",),
)

FACSIMILE = SitePart(
    "facsimile",
    "A page beside each answer that shows its source with the answer's own words marked: "
    "of a PDF the pages as pictures, where what draws them is installed",
)

PARTS = (
    EMBEDS,
    PICTURES,
    SEARCH,
    FEEDS,
    CITATIONS,
    ANSWER_CITATIONS,
    MARKDOWN,
    ANNOTATIONS,
    TABLES,
    AKOMA_NTOSO,
    FACSIMILE,
)
"""Every part, in the order of the documentation."""


@lru_cache(maxsize=1_000)
def pattern(form: str) -> re.Pattern[str]:
    """Return what matches the addresses of a form: `*` is one character and more, but no slash."""
    return re.compile("".join("[^/]+" if piece == "*" else re.escape(piece) for piece in re.split(r"(\*)", form)))
