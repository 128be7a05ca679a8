"""The pages of documents that letters cite, each with every place that cites it; and their list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from generator.core import urls
from generator.core.language import sort_key
from generator.graph.site import QuestionKey
from generator.pages.reuse.extract import Told
from generator.pages.reuse.sheets import Unmade
from generator.pages.views import Count, DocumentsView, DocumentView, Page, Ref
from generator.pages.writing import rows
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext
from generator.references import schemes
from generator.references.schemes import Identity


def pages(site: SiteContext, told: Told) -> Iterator[Unmade]:
    """Yield a page for every cited document."""
    for document, citations in sorted(site.graph.citations_of.items()):
        letters = told.letters(citation.place.text.letter for citation in citations)
        path = urls.document(site.segments, schemes.slug(document))
        yield Unmade(path, (document, letters, site.document_path(document)), partial(_page, site, document))


def index(site: SiteContext) -> Page:
    """Return the list of all cited documents."""
    return _list(site)


def _page(site: SiteContext, document: Identity) -> Page:
    path = urls.document(site.segments, schemes.slug(document))
    page = PageContext(site, path)
    cited = rows.cited(page, document, None)
    places = sorted((c.place for c in site.graph.citations_of[document]), key=site.reading_order)
    view = DocumentView(
        page=page.meta("document", schemes.label(document, site.config.lang)),
        document=replace(cited, url=None if cited.url == page.to(path) else cited.url),
        groups=tuple(group for _, group in rows.excerpt_groups(page, places)),
        count=len(places),
    )
    return Page(path, view, site.graph.letters[places[0].text.letter].position.path if places else "")


def _list(site: SiteContext) -> Page:
    path = f"/{site.segments.documents}/"
    page = PageContext(site, path)
    lang = site.config.lang
    groups: dict[str, list[Count]] = {}
    for document in sorted(site.graph.citations_of, key=lambda d: sort_key(schemes.label(d, lang))):
        citations = site.graph.citations_of[document]
        answers = {QuestionKey(c.place.text.letter, c.place.text.number) for c in citations}
        ref = Ref(page.to(urls.document(site.segments, schemes.slug(document))), schemes.label(document, lang))
        groups.setdefault(document.scheme, []).append(Count(ref, len(answers)))
    kinds = tuple((scheme, tuple(groups[scheme])) for scheme in schemes.scheme_names if scheme in groups)
    return Page(path, DocumentsView(page.meta("documents", site.words("pages-documents")), kinds), "")
