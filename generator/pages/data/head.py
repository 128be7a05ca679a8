"""What stands in the head of a page for machines: names for reference managers and links by their relation.

Meta elements are those of Highwire Press (`citation_*`), which Zotero and Google Scholar read, and Dublin Core; links
follow Signposting (https://signposting.org/).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.core import urls
from generator.core.model import Letter
from generator.graph.site import QuestionKey
from generator.pages.data import cards, jsonld
from generator.pages.data.citations import FORMATS
from generator.pages.data.records import Name, Record, letter_record
from generator.pages.views import CitedDocument, HeadLink, Meta, PageMeta, PersonView
from generator.pages.writing.page_context import Here
from generator.pages.writing.rows import source_path

MARKDOWN = "index.md"
LETTER = "letter.json"
ANNOTATIONS = "annotations.json"
OEMBED = "oembed.json"
INDEX, TABLE = "/index.json", "/answers.csv"
LINKED_DATA = "application/ld+json"


def home(here: Here, meta: PageMeta) -> PageMeta:
    """Complete the head of the front page."""
    data = (
        HeadLink("alternate", here.to(INDEX), "application/json"),
        HeadLink("alternate", here.to(TABLE), "text/csv"),
    )
    license_ = here.desk.config.license
    return replace(meta, links=(*data, HeadLink("license", license_)) if license_ else data)


def answer(
    here: Here,
    meta: PageMeta,
    key: QuestionKey,
    record: Record,
    *,
    authors: Iterable[PersonView],
    cites: tuple[CitedDocument, ...],
    subjects: Iterable[str],
) -> PageMeta:
    """Complete the head of an answer's page."""
    desk = here.desk
    graph = desk.graph
    letter = graph.letters[key.letter]
    collection = here.to(urls.letter(desk.segments, letter.id))
    links = [
        HeadLink("collection", collection, "text/html"),
        *_common(here, record, authors, "https://schema.org/Question"),
        *_annotated(here, letter, letter.id),
    ]
    if desk.base_url:
        address = f"{desk.base_url}{here.path}{OEMBED}"
        links.append(HeadLink("alternate", address, "application/json+oembed", record.title))
    data = jsonld.answer(here, key, record, cites)
    image = cards.image(desk, letter, graph.questions[key])
    metas = tuple(_metas(here, record, subjects, letter))
    return replace(meta, metas=metas, links=tuple(links), data=data, image=image)


def letter(
    here: Here, meta: PageMeta, found: Letter, *, authors: Iterable[PersonView], subjects: Iterable[str]
) -> PageMeta:
    """Complete the head of a letter's page."""
    record = letter_record(here.desk, found)
    source = source_path(here, found)
    links = [
        *_common(here, record, authors, "https://schema.org/DigitalDocument"),
        HeadLink("describedby", here.to(f"{here.path}{LETTER}"), "application/json"),
        *_annotated(here, found, found.id),
        *(
            HeadLink("item", here.to(urls.question(here.desk.segments, found.id, question.number)), "text/html")
            for question in sorted(found.questions, key=lambda question: question.number)
        ),
        *([HeadLink("item", here.to(source))] if source else []),
    ]
    data = jsonld.letter(here, found)
    return replace(meta, metas=tuple(_metas(here, record, subjects)), links=tuple(links), data=data)


def _common(here: Here, record: Record, authors: Iterable[PersonView], kind: str) -> Iterator[HeadLink]:
    if record.url:
        yield HeadLink("cite-as", record.url)
    yield from (HeadLink("author", who.url) for who in authors if who.url)
    yield from (HeadLink("describedby", here.to(f"{here.path}{form.file}"), form.type) for form in FORMATS)
    yield HeadLink("alternate", here.to(f"{here.path}{MARKDOWN}"), "text/markdown")
    yield HeadLink("type", kind)
    if here.desk.config.license:
        yield HeadLink("license", here.desk.config.license)


def _annotated(here: Here, found: Letter, letter_id: str) -> Iterator[HeadLink]:
    if found.notes and here.desk.base_url:
        path = f"{urls.letter(here.desk.segments, letter_id)}{ANNOTATIONS}"
        yield HeadLink("describedby", here.to(path), LINKED_DATA)


def _metas(here: Here, record: Record, subjects: Iterable[str], part_of: Letter | None = None) -> Iterator[Meta]:
    authors = [_indexed(name) for name in record.authors]
    yield Meta("citation_title", record.title)
    yield from (Meta("citation_author", author) for author in authors)
    if record.date:
        yield Meta("citation_publication_date", record.date.strftime("%Y/%m/%d"))
    yield Meta("citation_publisher", record.publisher)
    yield Meta("citation_language", record.lang)
    if record.url:
        yield Meta("citation_public_url", record.url)
    yield Meta("DC.title", record.title)
    yield from (Meta("DC.creator", author) for author in authors)
    if record.date:
        yield Meta("DC.date", record.date.isoformat())
    yield Meta("DC.publisher", record.publisher)
    yield Meta("DC.language", record.lang)
    yield Meta("DC.type", "Text")
    yield from (Meta("DC.subject", subject) for subject in subjects)
    if record.url:
        yield Meta("DC.identifier", record.url)
    if part_of and here.desk.base_url:
        yield Meta("DCTERMS.isPartOf", f"{here.desk.base_url}{urls.letter(here.desk.segments, part_of.id)}")
    if record.official_url:
        yield Meta("DC.source", record.official_url)
    yield Meta("DCTERMS.bibliographicCitation", record.legal)


def _indexed(name: Name) -> str:
    """Write a name as catalogues do: `Jonge, Hugo de`."""
    if name.literal:
        return name.literal
    return ", ".join(filter(None, (name.family, f"{name.given} {name.particle}".strip())))
