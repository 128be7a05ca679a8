"""The head of a page for machines: names for reference managers and links by their relation.

Meta elements are those of Highwire Press (`citation_*`), which Zotero and Google Scholar read, and Dublin Core; links
follow Signposting (https://signposting.org/). `citation_technical_report_institution` is what makes a report of a page for
Zotero; `z.seriesTitle` is its own field, for which Highwire Press has no name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from generator.core import urls
from generator.core.model import LetterHead, Note, Topic
from generator.core.parts import TABLES
from generator.graph.excerpts import first_words
from generator.graph.site import QuestionKey
from generator.pages.data import beside, cards, dataset, jsonld, published
from generator.pages.data.records import Name, Record, letter_record
from generator.pages.views import CitedDocument, HeadLink, Meta, PageMeta, PersonView
from generator.pages.writing.page_context import DESCRIPTION, PageContext
from generator.pages.writing.rows import source_path

LINKED_DATA = "application/ld+json"


def home(page: PageContext, meta: PageMeta) -> PageMeta:
    """Complete the head of the front page."""
    links = [HeadLink("alternate", page.to(beside.INDEX), "application/json")]
    if page.site.makes(TABLES):
        links.append(HeadLink("alternate", page.to(beside.TABLE), "text/csv"))
        links.append(HeadLink("describedby", page.to(beside.PACKAGE), "application/json"))
    links += (HeadLink("describedby", beside.schema(page, name), "application/schema+json") for name in published.NAMES)
    if page.site.base_url:
        links.append(HeadLink("sitemap", page.to("/sitemap.xml"), "application/xml"))
    if page.site.config.license:
        links.append(HeadLink("license", page.site.config.license))
    return replace(meta, links=tuple(links), data=dataset.catalogue(page))


def answer(
    page: PageContext,
    meta: PageMeta,
    key: QuestionKey,
    record: Record,
    *,
    authors: Iterable[PersonView],
    cites: tuple[CitedDocument, ...],
    subjects: Iterable[str],
) -> PageMeta:
    """Complete the head of an answer's page."""
    site = page.site
    graph = site.graph
    letter = graph.letters[key.letter]
    collection = page.to(urls.letter(site.segments, letter.id))
    links = [
        HeadLink("collection", collection, "text/html"),
        *_common(page, letter, record, authors, "https://schema.org/Question"),
        *_annotated(page, letter),
    ]
    links += _embedded(page, record.name)
    data = jsonld.answer(page, key, record, cites)
    image = cards.answer(site, letter, graph.questions[key])
    metas = tuple(_metas(page, record, subjects, letter))
    return replace(meta, metas=metas, links=tuple(links), data=data, image=image)


def letter(
    page: PageContext, meta: PageMeta, found: LetterHead, *, authors: Iterable[PersonView], subjects: Iterable[str]
) -> PageMeta:
    """Complete the head of a letter's page."""
    record = letter_record(page.site, found)
    source, document = source_path(page, found), beside.akoma_ntoso(page, found)
    links = [
        *_common(page, found, record, authors, "https://schema.org/DigitalDocument"),
        HeadLink("describedby", page.to(f"{page.path}{beside.LETTER}"), "application/json"),
        *([HeadLink("alternate", document, "application/akn+xml")] if document else []),
        *_annotated(page, found),
        *(
            HeadLink("item", page.to(urls.question(page.site.segments, found.id, question.number)), "text/html")
            for question in page.site.questions(found.id)
        ),
        *([HeadLink("item", page.to(source))] if source else []),
        *_embedded(page, record.name),
    ]
    data = jsonld.letter(page, found)
    metas = tuple(_metas(page, record, subjects))
    return replace(meta, metas=metas, links=tuple(links), data=data, image=cards.letter(page.site, found))


def note(page: PageContext, meta: PageMeta, letter: LetterHead, found: Note) -> PageMeta:
    """Complete the head of a note's bare page: it is what is shared where a note is."""
    links = tuple(_embedded(page, meta.title))
    day = page.site.day(found.date)
    description = first_words(found.blocks, DESCRIPTION)
    image = cards.note(page.site, letter, found)
    metas = tuple(_by(filter(None, [found.author])))
    return replace(meta, description=description, published=day, metas=metas, links=links, image=image)


def topic(page: PageContext, meta: PageMeta, found: Topic) -> PageMeta:
    """Complete the head of a topic's page."""
    return replace(meta, links=tuple(_embedded(page, found.name)), image=cards.topic(page.site, found))


def _embedded(page: PageContext, title: str) -> Iterator[HeadLink]:
    if address := beside.oembed(page):
        yield HeadLink("alternate", address, "application/json+oembed", title)


def _by(names: Iterable[str]) -> Iterator[Meta]:
    """Name the authors in one element, as programs that show links read them."""
    if authors := ", ".join(names):
        yield Meta("author", authors)


def _common(
    page: PageContext, found: LetterHead, record: Record, authors: Iterable[PersonView], kind: str
) -> Iterator[HeadLink]:
    if record.url:
        yield HeadLink("cite-as", record.url)
    yield from (HeadLink("author", who.url) for who in authors if who.url)
    yield from (HeadLink("describedby", url, form.type) for form, url in beside.citations(page, found))
    if markdown := beside.markdown(page, found):
        yield HeadLink("alternate", markdown, "text/markdown")
    yield HeadLink("type", kind)
    if page.site.config.license:
        yield HeadLink("license", page.site.config.license)


def _annotated(page: PageContext, found: LetterHead) -> Iterator[HeadLink]:
    if address := beside.web_annotations(page, found):
        yield HeadLink("describedby", address, LINKED_DATA)


def _metas(
    page: PageContext, record: Record, subjects: Iterable[str], part_of: LetterHead | None = None
) -> Iterator[Meta]:
    yield from _by(name.display for name in record.authors)
    yield Meta("citation_title", record.title)
    yield from (Meta("citation_author", _parted(name)) for name in record.authors)
    if record.date:
        yield Meta("citation_publication_date", record.date.strftime("%Y/%m/%d"))
    yield Meta("citation_technical_report_institution", record.institution)
    if record.number:
        yield Meta("citation_technical_report_number", record.number)
    if record.official:
        yield Meta("z.seriesTitle", record.official)
    if record.abstract:
        yield Meta("citation_abstract", record.abstract)
    yield Meta("citation_language", record.lang)
    if record.url:
        yield Meta("citation_public_url", record.url)
    yield Meta("DC.title", record.title)
    yield from (Meta("DC.creator", _indexed(name)) for name in record.authors)
    if record.date:
        yield Meta("DC.date", record.date.isoformat())
    yield Meta("DC.publisher", record.publisher)
    yield Meta("DC.language", record.lang)
    yield Meta("DC.type", record.genre)
    yield Meta("DC.type", "Text")
    yield from (Meta("DC.subject", subject) for subject in subjects)
    if record.url:
        yield Meta("DC.identifier", record.url)
    if part_of and page.site.base_url:
        yield Meta("DCTERMS.isPartOf", f"{page.site.base_url}{urls.letter(page.site.segments, part_of.id)}")
    if record.official_url:
        yield Meta("DCTERMS.isVersionOf", record.official_url)
    yield Meta("DCTERMS.bibliographicCitation", record.legal)


def _indexed(name: Name) -> str:
    """Write a name as catalogues do: `Jonge, Hugo de`."""
    if name.literal:
        return name.literal
    if not name.given:
        return f"{name.particle} {name.family}".strip()
    return ", ".join(filter(None, (name.family, f"{name.given} {name.particle}".strip())))


def _parted(name: Name) -> str:
    """Write a name so that readers of `citation_author` find its parts, which they look for at commas and spaces.

    What has no given name ends in a comma, so that its last word is not taken for a family name; commas in the name of a
    body go. A semicolon at the end keeps two names of two words each from being taken for two persons.
    """
    written = _indexed(name)
    if name.literal or not name.given:
        return f"{' '.join(written.replace(',', ' ').split())},"
    return f"{written};" if all(" " in part for part in written.split(", ", 1)) else written
