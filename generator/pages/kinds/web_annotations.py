"""Editors' notes as W3C Web Annotations, a collection for each letter.

Each target is a page and, in it, the element of a paragraph by its id (FragmentSelector); within the text of that
element two selectors each find the passage: by its words and what is around them, and by position. Positions count
code points of the element's `textContent`, from 0, as https://www.w3.org/TR/annotation-model/ asks. Addresses are
absolute; a site that does not know its own has no collections.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.core import urls
from generator.core.model import Block, Footnote, LetterHead, NoteKind, Paragraph, Text, leaves
from generator.graph.site import Anchored, Part, Place, QuestionKey, TextKey
from generator.pages.data import json_text
from generator.pages.data.beside import ANNOTATIONS, head_of
from generator.pages.markup import text_fragments
from generator.pages.planned import Page, TextFile
from generator.pages.writing.editors_text import editors_html
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext

CONTEXT = 32
"""How many characters around a passage are given with it."""
_CONTEXT_URL = "http://www.w3.org/ns/anno.jsonld"
_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"
"""The specification that says what `#a1` means in HTML, as the annotation model names it."""
_MOTIVATIONS: Mapping[NoteKind, str] = {
    NoteKind.CONTEXT: "commenting",
    NoteKind.FACTCHECK: "assessing",
    NoteKind.CORRECTION: "editing",
    NoteKind.DEFINITION: "describing",
    NoteKind.FOLLOW_UP: "linking",
}

Node = dict[str, Any]


def pages(site: SiteContext, letter_id: str) -> Iterator[Page]:
    """Yield the collection of a letter's notes, if it has any."""
    if not (site.letter_notes(letter_id) and site.base_url):
        return
    letter = site.graph.letters[letter_id]
    path = f"{urls.letter(site.segments, letter.id)}{ANNOTATIONS}"
    items = [
        _annotation(site, site.base_url, letter, anchored)
        for key in site.texts(letter)
        for anchored in site.graph.notes.get(key, ())
    ]
    address = f"{site.base_url}{path}"
    collection = {
        "@context": _CONTEXT_URL,
        **head_of(PageContext(site, path, root=site.base_url), "annotations"),
        "id": address,
        "type": "AnnotationCollection",
        "label": letter.title,
        "total": len(items),
        "first": {
            "id": f"{address}#page-1",
            "type": "AnnotationPage",
            "partOf": address,
            "startIndex": 0,
            "items": items,
        },
    }
    yield Page(path, TextFile(json_text.dumps(collection)), letter.position.path)


def _annotation(site: SiteContext, base_url: str, letter: LetterHead, anchored: Anchored) -> Node:
    note = anchored.note
    page = PageContext(site, site.note_path(note), root=base_url)
    address = f"{base_url}{page.path}"
    targets = [_target(site, address, letter, place) for place in anchored.places]
    node = {
        "id": f"{address}#{urls.note(note.id)}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS[note.kind],
        "creator": {"name": note.author} if note.author else None,
        "created": f"{note.date.isoformat()}T12:00:00Z" if note.date else None,
        "rights": site.config.license,
        "body": {
            "type": "TextualBody",
            "purpose": _MOTIVATIONS[note.kind],
            "format": "text/html",
            "language": site.config.lang,
            "value": str(editors_html(page, note.blocks, letter.id, heading=4)),
        },
        "target": targets[0] if len(targets) == 1 else targets,
    }
    return {name: value for name, value in node.items() if value}


def _target(site: SiteContext, page: str, letter: LetterHead, place: Place) -> Node:
    text = site.graph.texts[place.text]
    numbers = text_fragments.numbers_of(_notes_of(site, letter, place.text))
    before = _before(text, place, numbers)
    leaf = tuple(leaves(text))[place.leaf]
    whole = _shown(text[place.block], numbers)
    start, end = (before + offset for offset in text_fragments.where(leaf, numbers, place.start, place.end))
    exact: Node = {
        "type": "TextQuoteSelector",
        "exact": whole[start:end],
        "prefix": whole[max(start - CONTEXT, 0) : start],
        "suffix": whole[end : end + CONTEXT],
    }
    selectors: list[Node] = [{name: value for name, value in exact.items() if value}]
    if place.text.part is not Part.FOOTNOTE:  # a theme may write the number of a footnote before or after its text
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    return {
        "type": "SpecificResource",
        "source": page,
        "selector": {
            "type": "FragmentSelector",
            "conformsTo": _FRAGMENT,
            "value": site.place_path(place).partition("#")[2],
            "refinedBy": selectors if len(selectors) > 1 else selectors[0],
        },
    }


def _notes_of(site: SiteContext, letter: LetterHead, key: TextKey) -> tuple[Footnote, ...]:
    return site.graph.questions[QuestionKey(letter.id, key.number)].footnotes if key.number else letter.footnotes


def _before(text: Text, place: Place, numbers: Mapping[str, str]) -> int:
    """Return how many characters of a place's block are before its paragraph (in lists and tables there are more)."""
    earlier = sum(1 for block in text[: place.block] for _ in leaves((block,)))
    inside: list[Paragraph] = list(leaves((text[place.block],)))
    return sum(len(text_fragments.shown(leaf, numbers)) for leaf in inside[: place.leaf - earlier])


def _shown(block: Block, numbers: Mapping[str, str]) -> str:
    return "".join(text_fragments.shown(leaf, numbers) for leaf in leaves((block,)))
