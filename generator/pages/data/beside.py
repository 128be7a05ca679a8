"""The files that programs read beside a page: what they are called, and which of them a page may lead to.

Head and foot of a page, and the data of its letter, ask here; a part that is not made is never linked to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.core import parts, urls
from generator.core.model import LetterHead, Note
from generator.pages.data.citations import FORMATS, Format
from generator.pages.data.published import VERSION, file_of
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext

MARKDOWN = "index.md"
LETTER = "letter.json"
ANNOTATIONS = "annotations.json"
OEMBED = "oembed.json"
AKOMA_NTOSO = "letter.akn.xml"
INDEX, TABLE = "/index.json", "/answers.csv"
SPREADSHEET = "/answers-spreadsheet.csv"
"""The table of answers for people; `TABLE` is for programs."""
PACKAGE = "/datapackage.json"
"""What describes the table of answers to programs (Data Package)."""
SCHEMAS = "/schema/"
"""The folder of the schemas of all files of data."""
PROOFS = "/proofs.json"
"""The list of the digests of all letters and sources."""


def schema(page: PageContext, name: str) -> str:
    """Return the link to a schema, by the name of what it describes (`data.published`)."""
    return page.to(f"{SCHEMAS}{file_of(name)}")


def head_of(page: PageContext, name: str) -> dict[str, Any]:
    """Return the keys that a file of data begins with: its schema, and the version of its form."""
    return {"$schema": schema(page, name), "version": VERSION}


def citations(page: PageContext, letter: LetterHead) -> Iterator[tuple[Format, str]]:
    """Yield the forms of citation with the link to the file that has a page's: an answer's own, or its letter's."""
    folder = citation_folder(page, letter)
    if folder:
        yield from ((form, page.to(f"{folder}{form.file}")) for form in FORMATS)


def citation_folder(page: PageContext, letter: LetterHead) -> str:
    """Return the site path that the citations of a letter or an answer are at; empty where none are made."""
    of_letter = urls.letter(page.site.segments, letter.id)
    if page.path != of_letter and page.site.makes(parts.ANSWER_CITATIONS):
        return page.path
    return of_letter if page.site.makes(parts.CITATIONS) else ""


def markdown(page: PageContext, letter: LetterHead) -> str:
    """Return the link to the Markdown of the letter or the answer that a page is of; empty where there is none."""
    made = page.path == urls.letter(page.site.segments, letter.id) or page.site.makes(parts.MARKDOWN)
    return page.to(f"{page.path}{MARKDOWN}") if made else ""


def web_annotations(page: PageContext, letter: LetterHead) -> str:
    """Return the link to the notes on a letter as annotations; empty where there are none."""
    made = page.site.makes(parts.ANNOTATIONS) and page.site.letter_notes(letter.id)
    return page.to(f"{urls.letter(page.site.segments, letter.id)}{ANNOTATIONS}") if made else ""


def akoma_ntoso(page: PageContext, letter: LetterHead) -> str:
    """Return the link to a letter as Akoma Ntoso; empty where there is none."""
    made = page.site.makes(parts.AKOMA_NTOSO) and letter.day
    return page.to(f"{urls.letter(page.site.segments, letter.id)}{AKOMA_NTOSO}") if made else ""


def note_page(site: SiteContext, note: Note) -> str:
    """Return the site path of a note's bare page: below the page that the note is on."""
    return f"{site.note_path(note)}embed/{note.id}/"


def letter_page(site: SiteContext, letter: LetterHead) -> str:
    """Return the site path of a letter's bare page: where a note's would be, with a name that no note can have."""
    return f"{urls.letter(site.segments, letter.id)}embed/-/"


def oembed(page: PageContext) -> str:
    """Return the address of the oEmbed file of a page; empty where there is none."""
    return f"{page.site.base_url}{page.path}{OEMBED}" if page.site.makes(parts.EMBEDS) else ""
