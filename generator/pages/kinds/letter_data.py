"""A letter as data: a JSON file with every published word of it, `letter.json`. Its shape is in `data.published`.

Addresses are absolute where the site knows its own, else relative to the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.core import parts, urls
from generator.core.model import Footnote, LetterHead, Note, Party, Question, Text, leaves, plain
from generator.core.proof import Proof
from generator.graph.site import Part, Place, QuestionKey, TextKey
from generator.pages.data import json_text
from generator.pages.data.beside import LETTER, MARKDOWN, head_of
from generator.pages.data.records import letter_record, record
from generator.pages.data.shown import sha256_in
from generator.pages.planned import Page, TextFile
from generator.pages.writing.links import addresses
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.rows import source_path
from generator.pages.writing.site_context import SHOWN, SiteContext, numbers
from generator.references import schemes

Node = dict[str, Any]


def pages(site: SiteContext, letter_id: str) -> Iterator[Page]:
    """Yield the file of data of a letter."""
    letter = site.graph.letters[letter_id]
    folder = urls.letter(site.segments, letter.id)
    origin = letter.position.path
    yield Page(f"{folder}{LETTER}", TextFile(json_text.dumps(_letter(site, letter))), origin)


def _letter(site: SiteContext, letter: LetterHead) -> Node:
    path = urls.letter(site.segments, letter.id)
    page = PageContext(site, path, root=site.base_url)
    entry = letter_record(site, letter)
    source = source_path(page, letter)
    return {
        **head_of(page, "letter"),
        "id": letter.id,
        "url": page.to(path),
        "title": letter.title,
        "kind": letter.kind.value,
        "lang": letter.lang,
        "date": letter.date,
        "submitted": letter.submitted,
        "received": letter.received,
        "numbers": letter.numbers,
        "publication": {"id": letter.publication, "label": entry.official, "url": entry.official_url}
        if letter.publication
        else None,
        "reference": letter.reference,
        "asked_by": _parties(page, letter.asked_by),
        "addressed_to": _parties(page, letter.addressed_to),
        "answered_by": _parties(page, letter.answered_by),
        "on_behalf_of": _parties(page, letter.on_behalf_of),
        "topics": _topics(page, letter.topics),
        "citation": entry.legal,
        "source": {
            "file": page.to(source) if source else None,
            "sha256": letter.source.sha256,
            "url": letter.source.url,
            "withheld": letter.source.withheld,
            "encoding": letter.source.encoding,
        },
        "proof": _proof(site.proof(letter.id)),
        "text_sha256": sha256_in(site.pieces[SHOWN, letter.id].text),
        "markdown": page.to(f"{path}{MARKDOWN}"),
        "cover": _blocks(page, TextKey(letter.id, 0, Part.COVER), letter.body),
        "footnotes": _footnotes(page, letter.id, 0, letter.footnotes),
        "notes": [_note(page, note) for note in site.letter_notes(letter.id) if not note.number],
        "changes": _changes(page, QuestionKey(letter.id, 0)),
        "questions": [_question(page, letter, question) for question in site.questions(letter.id)],
    }


def _proof(proof: Proof) -> Node:
    """Return how a letter compares with its source; the digest is that of the bytes that were compared."""
    return {
        "state": proof.state.value,
        "reason": proof.reason or None,
        "words": proof.words,
        "differences": len(proof.differences),
        "departures": [
            {"place": one.place, "source": one.source, "shown": one.shown, "reason": one.reason}
            for one in proof.departures
        ],
        "sha256": proof.sha256 or None,
    }


def _question(page: PageContext, letter: LetterHead, question: Question) -> Node:
    site, graph = page.site, page.site.graph
    key = QuestionKey(letter.id, question.number)
    holder = graph.answers.get(key)
    asked, answered = (TextKey(letter.id, question.number, part) for part in (Part.QUESTION, Part.ANSWER))
    texts = (
        asked,
        answered,
        *(TextKey(letter.id, question.number, Part.FOOTNOTE, note.label) for note in question.footnotes),
    )
    cited = dict.fromkeys(citation.identity for text in texts for citation in graph.citations.get(text, ()))
    pointed = dict.fromkeys(target for text in texts for p in graph.pointers.get(text, ()) for target in p.targets)
    named = dict.fromkeys((*(m.actor for text in texts for m in graph.mentions.get(text, ())), *question.actors))
    path = site.question_path(key)
    return {
        "number": question.number,
        "numbers": numbers(question),
        "url": page.to(path),
        "title": question.title,
        "question": _blocks(page, asked, question.question),
        "answer": _blocks(page, answered, question.answer) if question.answer is not None else None,
        "answered_in": holder.number if holder and holder != key else None,
        "footnotes": _footnotes(page, letter.id, question.number, question.footnotes),
        "notes": [_note(page, note) for note in site.letter_notes(letter.id) if note.number in numbers(question)],
        "topics": _topics(page, question.topics),
        "mentions": [{"id": actor, "name": page.actor(actor).title, "url": page.actor(actor).url} for actor in named],
        "refers_to": [page.to(site.question_path(target)) for target in pointed],
        "cites": [
            {
                "id": str(identity),
                "label": schemes.label(identity, site.config.lang),
                "url": schemes.official(identity, letter.date),
            }
            for identity in cited
        ],
        "citation": record(site, key).legal,
        "pages": question.pages,
        "markdown": page.to(f"{path}{MARKDOWN}") if site.makes(parts.MARKDOWN) else None,
        "changes": _changes(page, key),
    }


def _changes(page: PageContext, key: QuestionKey) -> list[Node]:
    """Return what imports changed in a question, or with number 0 in the cover letter, the last change first."""
    url = page.to(urls.earlier_page(page.site.segments, key.letter, key.number))
    return [
        {"date": change.until, "url": url, "text_sha256": change.sha256, "source_sha256": change.source_sha256}
        for change in page.site.graph.changes.get(key, ())
    ]


def _blocks(page: PageContext, key: TextKey, text: Text) -> list[Node]:
    """Return the blocks of a text with their anchors and links; other formatting is in the Markdown."""
    return [
        {
            "anchor": page.site.place_path(Place(key, index, 0, 0, 0)).partition("#")[2],
            **_words(page, key.letter, (block,)),
        }
        for index, block in enumerate(text)
    ]


def _words(page: PageContext, letter_id: str, text: Text) -> Node:
    """Return the words of a text, and those among them that are links."""
    letter = page.site.graph.letters[letter_id]
    return {
        "text": plain(text),
        "links": [
            {"text": leaf.text[found.start : found.end], "url": found.url}
            for leaf in leaves(text)
            for found in addresses(page, leaf, letter)
        ],
    }


def _footnotes(page: PageContext, letter_id: str, number: int, notes: Iterable[Footnote]) -> list[Node]:
    return [
        {
            "number": note.number,
            "label": note.label,
            "url": page.to(
                page.site.place_path(Place(TextKey(letter_id, number, Part.FOOTNOTE, note.label), 0, 0, 0, 0))
            ),
            **_words(page, letter_id, note.blocks),
        }
        for note in notes
    ]


def _note(page: PageContext, note: Note) -> Node:
    return {
        "id": note.id,
        "url": page.to(f"{page.site.note_path(note)}#{urls.note(note.id)}"),
        "kind": note.kind.value,
        "title": note.title,
        "quote": note.quote,
        **_words(page, note.letter, note.blocks),
        "author": note.author,
        "date": note.date,
    }


def _parties(page: PageContext, parties: Iterable[Party]) -> list[Node]:
    """Return who took part, each by id, name and address."""

    def one(actor_id: str) -> Node:
        ref = page.actor(actor_id)
        return {"id": actor_id, "name": ref.title, "url": ref.url or None}

    found = ({"actor": party.actor, "party": party.party, "office": party.office} for party in parties)
    return [{role: one(who) for role, who in roles.items() if who} for roles in found]


def _topics(page: PageContext, topics: Iterable[str]) -> list[Node]:
    found = ((topic, page.topic(topic)) for topic in topics)
    return [{"id": topic, "name": ref.title, "url": ref.url or None} for topic, ref in found]
