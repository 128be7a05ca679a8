"""The search page: a form where there is something to be found, and ways in for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.language import sort_key
from generator.pages.kinds import topics
from generator.pages.markup.xml import escape, quoteattr
from generator.pages.planned import Page, SearchText, TextFile
from generator.pages.views import SearchForm, SearchView
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import OPENSEARCH, SiteContext

FOLDER = "pagefind"
"""Where the index is in the output."""
SCRIPT, STYLESHEET = "/assets/search.js", "/assets/search.css"

_SHORT_NAME = 16
"""How many characters browsers show of the name of a search, by the standard."""
_WAYS_IN = 100
"""How many letters and how many actors the search page lists for who cannot search."""
_CHOICES = 1000
"""From how many letters or actors on the page would carry too long a list to choose from, and the form leaves it out."""


def page(site: SiteContext, found: tuple[SearchText, ...]) -> Page:
    """Return the search page: a form where there is something to be found, and ways in for everybody."""
    path = f"/{site.segments.search}/"
    page = PageContext(site, path)
    actors = sorted(site.graph.actors.values(), key=lambda actor: sort_key(actor.name))
    view = SearchView(
        page.meta("search", site.words("pages-search"), index=False),
        tuple(page.letter(letter) for letter in site.letters[:_WAYS_IN]),
        topics.tree(page),
        tuple(page.actor(actor.id) for actor in actors[:_WAYS_IN]),
        _form(page, len(found)) if found else None,
        all_letters=page.to(f"/{site.segments.letters}/") if len(site.letters) > _WAYS_IN else "",
        all_actors=page.to(f"/{site.segments.actors}/") if len(actors) > _WAYS_IN else "",
    )
    return Page(path, view, "")


def description(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield what tells browsers how to search the site (OpenSearch 1.1), where it knows its own address."""
    if not site.has_opensearch:
        return
    name = site.config.name
    address = quoteattr(f"{site.base_url}/{site.segments.search}/?q={{searchTerms}}")
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(name[:_SHORT_NAME])}</ShortName>\n"
        f"<Description>{escape(site.config.description or name)}</Description>\n"
        f'<Url type="text/html" template={address}/>\n'
        f'<Image width="16" height="16" type="image/svg+xml">{escape(f"{site.base_url}/assets/favicon.svg")}</Image>\n'
        f"<Language>{escape(site.config.lang)}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n"
    )
    yield Page(f"/{OPENSEARCH}", TextFile(text, ""), "")


def _form(page: PageContext, total: int) -> SearchForm:
    site = page.site
    graph = site.graph
    days = (letter.day for letter in graph.letters.values())
    letter_kinds = sorted({letter.kind.value for letter in graph.letters.values()})
    others = (
        ("actor", graph.actors),
        ("topic", graph.topics),
        ("document", graph.citations_of),
        ("page", graph.own_pages),
        ("note", any(graph.letter_notes.values())),
    )
    by_name = sorted(graph.topics.values(), key=lambda topic: sort_key(topic.name))
    actors = sorted(graph.actors.values(), key=lambda actor: sort_key(actor.name))
    return SearchForm(
        stylesheet=page.to(STYLESHEET),
        script=page.to(SCRIPT),
        index=page.to(f"/{FOLDER}/pagefind.js"),
        total=total,
        kinds=(*letter_kinds, *(kind for kind, there in others if there)),
        years=tuple(sorted({day.year for day in days if day}, reverse=True)),
        letters=tuple((letter.id, page.letter(letter)) for letter in site.letters if len(site.letters) <= _CHOICES),
        topics=tuple((topic.id, page.topic(topic.id)) for topic in by_name),
        actors=tuple((actor.id, page.actor(actor.id)) for actor in actors if len(actors) <= _CHOICES),
    )
