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
from generator.pages.writing.page_context import Here
from generator.pages.writing.site_context import Desk
from generator.references import schemes
from generator.references.schemes import Identity


def pages(desk: Desk, told: Told) -> Iterator[Unmade]:
    """Give a page for every cited document."""
    for document, citations in sorted(desk.graph.citations_of.items()):
        letters = told.letters(citation.place.text.letter for citation in citations)
        path = urls.document(desk.segments, schemes.slug(document))
        yield Unmade(path, (document, letters, desk.document_path(document)), partial(_page, desk, document))


def index(desk: Desk) -> Page:
    """Give the list of all cited documents."""
    return _list(desk)


def _page(desk: Desk, document: Identity) -> Page:
    path = urls.document(desk.segments, schemes.slug(document))
    here = Here(desk, path)
    cited = rows.cited(here, document, None)
    places = sorted((c.place for c in desk.graph.citations_of[document]), key=desk.reading_order)
    view = DocumentView(
        page=here.meta("document", schemes.label(document, desk.config.lang)),
        document=replace(cited, url=None if cited.url == here.to(path) else cited.url),
        groups=tuple(group for _, group in rows.excerpt_groups(here, places)),
        count=len(places),
    )
    return Page(path, view, desk.graph.letters[places[0].text.letter].position.path if places else "")


def _list(desk: Desk) -> Page:
    path = f"/{desk.segments.documents}/"
    here = Here(desk, path)
    lang = desk.config.lang
    groups: dict[str, list[Count]] = {}
    for document in sorted(desk.graph.citations_of, key=lambda d: sort_key(schemes.label(d, lang))):
        citations = desk.graph.citations_of[document]
        answers = {QuestionKey(c.place.text.letter, c.place.text.number) for c in citations}
        ref = Ref(here.to(urls.document(desk.segments, schemes.slug(document))), schemes.label(document, lang))
        groups.setdefault(document.scheme, []).append(Count(ref, len(answers)))
    kinds = tuple((scheme, tuple(groups[scheme])) for scheme in schemes.scheme_names if scheme in groups)
    return Page(path, DocumentsView(here.meta("documents", desk.words("pages-documents")), kinds), "")
