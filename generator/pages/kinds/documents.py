"""The pages of documents that letters cite, each with every place that cites it; and their list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup
from msgspec.structs import replace

from generator.core import urls
from generator.core.language import sort_key
from generator.graph.site import Place, QuestionKey
from generator.graph.tables import SiteTables
from generator.pages.data import search_names
from generator.pages.data.search_texts import described
from generator.pages.planned import Page, SearchText
from generator.pages.views import DocumentRow, DocumentsView, DocumentView, Ref
from generator.pages.writing import rows
from generator.pages.writing.editors_text import editors_html
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext
from generator.pages.writing.years import Part, cut
from generator.references import schemes
from generator.references.schemes import Identity


def subjects(graph: SiteTables) -> Iterable[str]:
    """Return the ids of all cited documents."""
    return map(str, sorted(graph.citations_of))


def pages(site: SiteContext, document: str) -> Iterator[Page]:
    """Yield the page of a cited document, cut in years where many places cite it."""
    identity = schemes.parse(document)
    if identity:
        letters = site.graph.letters
        places = sorted((c.place for c in site.graph.citations_of[identity]), key=site.reading_order)
        path = urls.document(site.segments, schemes.slug(identity))
        for part in cut(site, path, places, lambda place: letters[place.text.letter].day):
            yield _page(site, identity, part)


def index(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield the list of all cited documents."""
    yield _list(site)


def found(site: SiteContext, page: Page, view: DocumentView) -> Iterator[SearchText]:
    """Yield what search may find of a document's page; a year's page has nothing of its own."""
    identity = schemes.parse(view.id)
    if identity and not view.year:
        subject = view.document.subject or ""
        names = (*search_names.of_document(identity, site.config.lang), subject)
        text = Markup("<p>{}</p>{}").format(subject, view.body)
        yield described(page.path, "document", view.document.label, text, names)


def _page(site: SiteContext, document: Identity, part: Part[Place]) -> Page:
    page = PageContext(site, part.path)
    whole = urls.document(site.segments, schemes.slug(document))
    cited = rows.cited(page, document, None)
    label = schemes.label(document, site.config.lang)
    name = site.words("pages-in-year", name=label, year=part.year) if part.year else label
    said = site.said_of(document)
    count = len(part.shown) if part.year else len(site.graph.citations_of[document])
    view = DocumentView(
        page=page.meta("document", name, description=cited.subject or ""),
        id=str(document),
        date=site.day(said.date) if said else None,
        body=editors_html(page, said.body, footnotes=said.footnotes) if said and not part.year else Markup(),
        document=replace(cited, url=None if cited.url == page.to(whole) else cited.url),
        groups=tuple(group for _, group in rows.excerpt_groups(page, part.shown)),
        count=count,
        years=part.years[::-1],
        year=part.year,
        whole=Ref(page.to(whole), label) if part.year else None,
        newest_of=part.total,
    )
    return Page(part.path, view, site.graph.letters[part.shown[0].text.letter].position.path if part.shown else "")


def _list(site: SiteContext) -> Page:
    path = f"/{site.segments.documents}/"
    page = PageContext(site, path)
    lang = site.config.lang
    groups: dict[str, list[DocumentRow]] = {}
    for document in sorted(site.graph.citations_of, key=lambda d: sort_key(schemes.label(d, lang))):
        citations = site.graph.citations_of[document]
        answers = {QuestionKey(c.place.text.letter, c.place.text.number) for c in citations}
        ref = Ref(page.to(urls.document(site.segments, schemes.slug(document))), schemes.label(document, lang))
        said = site.said_of(document)
        subject = site.subject_of(document) or ""
        row = DocumentRow(ref, len(answers), subject, site.day(said.date) if said else None)
        groups.setdefault(document.scheme, []).append(row)
    kinds = tuple((scheme, tuple(groups[scheme])) for scheme in schemes.scheme_names if scheme in groups)
    return Page(path, DocumentsView(page.meta("documents", site.words("pages-documents")), kinds), "")
