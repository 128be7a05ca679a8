"""The content as data: a JSON file for each letter, an index of the site, tables of all answers, citations, Markdown.

Addresses in the JSON are absolute where the site knows its own, else relative to the file.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from generator.core import parts, urls
from generator.core.model import Footnote, LetterHead, Note, Party, Question, Text, plain
from generator.core.proof import Proof
from generator.graph.site import Part, Place, QuestionKey, TextKey
from generator.pages.data import json_text
from generator.pages.data.beside import INDEX, LETTER, MARKDOWN, PROOFS, SPREADSHEET, TABLE
from generator.pages.data.citations import FORMATS
from generator.pages.data.records import letter_record, record
from generator.pages.data.shown import SHOWN, sha256_in
from generator.pages.data.tables import BYTE_ORDER_MARK, csv_rows, spreadsheet_rows
from generator.pages.planned import CopiedFile, Page, TextFile
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.rows import source_path
from generator.pages.writing.site_context import SiteContext, numbers
from generator.references import schemes

COLUMNS = (
    "letter",
    "number",
    "url",
    "letter_title",
    "date",
    "submitted",
    "asked_by",
    "answered_by",
    "topics",
    "title",
    "question",
    "answered_in",
    "answer",
    "footnotes",
    "publication",
)
"""The columns of the tables of answers."""

Node = dict[str, Any]


def of_letter(site: SiteContext, letter_id: str) -> Iterator[Page]:
    """Yield the file of data of a letter."""
    letter = site.graph.letters[letter_id]
    folder = urls.letter(site.segments, letter.id)
    origin = letter.position.path
    yield Page(f"{folder}{LETTER}", TextFile(_json(_letter(site, letter))), origin)


def citations(site: SiteContext, letter_id: str) -> Iterator[Page]:
    """Yield the citations of a letter for programs: in each form one file, of the letter and all its answers."""
    letter = site.graph.letters[letter_id]
    keys = (QuestionKey(letter.id, question.number) for question in site.questions(letter.id))
    entries = (letter_record(site, letter), *(record(site, key) for key in keys))
    folder = urls.letter(site.segments, letter.id)
    for form in FORMATS:
        yield Page(f"{folder}{form.file}", TextFile(form.write(entries)), letter.position.path)


def answer_citations(site: SiteContext, letter_id: str) -> Iterator[Page]:
    """Yield the citation of each answer for programs, beside its page."""
    for question in site.questions(letter_id):
        key = QuestionKey(letter_id, question.number)
        path, entries = site.question_path(key), (record(site, key),)
        for form in FORMATS:
            yield Page(f"{path}{form.file}", TextFile(form.write(entries)), question.position.path)


def of_site(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield the files of data of the site as a whole."""
    yield Page(INDEX, TextFile(_index(site)), "")
    yield Page(PROOFS, TextFile(_proofs(site)), "")


def tables(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield the tables of all answers, for programs and for people."""
    yield Page(TABLE, TextFile(_table(site)), "")
    yield Page(SPREADSHEET, TextFile(_spreadsheet(site)), "")


def markdown_of_letters(site: SiteContext) -> Iterator[CopiedFile]:
    """Yield the Markdown of every letter, to be copied beside its page."""
    for letter in sorted(site.letters, key=lambda letter: letter.id):
        path = f"{urls.letter(site.segments, letter.id)}{MARKDOWN}"
        yield CopiedFile(path, letter.position.path, digest=letter.digest)


def markdown_of_answers(site: SiteContext) -> Iterator[CopiedFile]:
    """Yield the Markdown of every question, to be copied beside its page."""
    for letter in sorted(site.letters, key=lambda letter: letter.id):
        for question in site.questions(letter.id):
            path = site.question_path(QuestionKey(letter.id, question.number))
            yield CopiedFile(f"{path}{MARKDOWN}", question.position.path, digest=question.digest)


def sources(site: SiteContext) -> Iterator[CopiedFile]:
    """Yield the source file of every letter that publishes one."""
    for letter in sorted(site.letters, key=lambda letter: letter.id):
        path = source_path(PageContext(site, "/"), letter)
        if path and letter.source.file:
            origin = posixpath.join(posixpath.dirname(letter.position.path), letter.source.file)
            yield CopiedFile(path, posixpath.normpath(origin), letter.source.sha256)


# --- A letter --------------------------------------------------------------------------------------------------


def _letter(site: SiteContext, letter: LetterHead) -> Node:
    path = urls.letter(site.segments, letter.id)
    page = PageContext(site, path, root=site.base_url)
    entry = letter_record(site, letter)
    source = source_path(page, letter)
    return {
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
        "markdown": page.to(f"{path}{MARKDOWN}"),
        "cover": _blocks(site, TextKey(letter.id, 0, Part.COVER), letter.body),
        "footnotes": _footnotes(page, letter.id, 0, letter.footnotes),
        "notes": [_note(page, note) for note in site.letter_notes(letter.id) if not note.number],
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
        "question": _blocks(site, asked, question.question),
        "answer": _blocks(site, answered, question.answer) if question.answer is not None else None,
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
    }


def _blocks(site: SiteContext, key: TextKey, text: Text) -> list[Node]:
    """Return the paragraphs of a text with their anchors; formatting and links are in the Markdown."""
    return [
        {"anchor": site.place_path(Place(key, index, 0, 0, 0)).partition("#")[2], "text": plain((block,))}
        for index, block in enumerate(text)
    ]


def _footnotes(page: PageContext, letter_id: str, number: int, notes: Iterable[Footnote]) -> list[Node]:
    return [
        {
            "number": note.number,
            "label": note.label,
            "url": page.to(
                page.site.place_path(Place(TextKey(letter_id, number, Part.FOOTNOTE, note.label), 0, 0, 0, 0))
            ),
            "text": plain(note.blocks),
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
        "text": plain(note.blocks),
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


# --- The site --------------------------------------------------------------------------------------------------


def _index(site: SiteContext) -> str:
    """Write the index; what is said of letters, the most of it, is put in piece by piece."""
    graph, config = site.graph, site.config
    page = PageContext(site, "/", root=site.base_url)
    listed = [site.pieces[INDEXED, letter].text for letter in graph.letters]
    between = ",\n  "
    letters = f"[\n  {between.join(listed)}\n ]" if listed else "[]"
    node = {
        "name": config.name,
        "url": page.to("/"),
        "lang": config.lang,
        "description": config.description,
        "publisher": config.publisher or config.name,
        "license": config.license,
        "answers": page.to(TABLE) if site.makes(parts.TABLES) else None,
        "letters": [],
        "actors": [
            {"id": actor.id, "name": actor.name, "type": actor.type.value, "same_as": actor.same_as}
            | {"url": page.actor(actor.id).url}
            for actor in graph.actors.values()
        ],
        "topics": [
            {"id": topic.id, "name": topic.name, "parent": topic.parent, "url": page.topic(topic.id).url}
            for topic in graph.topics.values()
        ],
    }
    return _json(node).replace('\n "letters": []', f'\n "letters": {letters}', 1)


def _indexed(site: SiteContext, letter_id: str) -> str:
    """Write what the index says of a letter, indented as it is there."""
    page = PageContext(site, "/", root=site.base_url)
    letter = site.graph.letters[letter_id]
    node = {
        "id": letter.id,
        "title": letter.title,
        "kind": letter.kind.value,
        "date": letter.date,
        "url": page.letter(letter).url,
        "data": page.to(f"{urls.letter(site.segments, letter.id)}{LETTER}"),
        "questions": [
            {"number": question.number, "title": site.title(key), "url": page.question(key).url}
            for question in site.questions(letter.id)
            for key in (QuestionKey(letter.id, question.number),)
        ],
    }
    return _json(node).rstrip().replace("\n", "\n  ")


def _proofs(site: SiteContext) -> str:
    """Write the list that anybody can verify the site with; its paths are relative to the site's root."""
    return _json({"site": site.config.name, "letters": [_listed(site, letter) for letter in site.letters]})


def _listed(site: SiteContext, letter: LetterHead) -> Node:
    path = urls.letter(site.segments, letter.id).removeprefix("/")
    proof, source = site.proof(letter.id), source_path(PageContext(site, "/"), letter)
    keys = (QuestionKey(letter.id, number) for number in sorted(site.graph.numbers[letter.id]))
    return {
        "id": letter.id,
        "page": path,
        "data": f"{path}{LETTER}",
        "questions": {str(key.number): site.question_path(key).removeprefix("/") for key in keys},
        "state": proof.state.value,
        "text_sha256": sha256_in(site.pieces[SHOWN, letter.id].text),
        "source": {
            "sha256": proof.sha256 or letter.source.sha256,
            "file": source.removeprefix("/") if source else None,
            "withheld": letter.source.withheld,
        },
    }


def _table(site: SiteContext) -> str:
    """Write all questions and answers as CSV (RFC 4180), in UTF-8; several values in a cell are parted by `; `."""
    rows = (site.pieces[TABLED, letter].text for letter in site.graph.letters)
    return "".join((csv_rows((COLUMNS,)), *rows))


def _spreadsheet(site: SiteContext) -> str:
    """Write the same table for people who open it in a spreadsheet."""
    rows = (site.pieces[SPREAD, letter].text for letter in site.graph.letters)
    return "".join((BYTE_ORDER_MARK, spreadsheet_rows((COLUMNS,)), *rows))


def _tabled(site: SiteContext, letter_id: str) -> str:
    return csv_rows(_rows(site, letter_id))


def _spread(site: SiteContext, letter_id: str) -> str:
    return spreadsheet_rows(_rows(site, letter_id))


def _rows(site: SiteContext, letter_id: str) -> Iterator[tuple[str, ...]]:
    page = PageContext(site, "/", root=site.base_url)
    letter = site.graph.letters[letter_id]
    return (_row(page, letter, question) for question in site.questions(letter.id))


def _row(page: PageContext, letter: LetterHead, question: Question) -> tuple[str, ...]:
    site = page.site
    key = QuestionKey(letter.id, question.number)
    holder = site.graph.answers.get(key)
    answer = site.graph.questions[holder].answer if holder else None

    def people(parties: Iterable[Party]) -> str:
        found = (party.actor or party.office or party.party for party in parties)
        return "; ".join(page.actor(who).title for who in found if who)

    return (
        letter.id,
        ", ".join(str(number) for number in numbers(question)),
        page.to(site.question_path(key)),
        letter.title,
        letter.date.isoformat() if letter.date else "",
        letter.submitted.isoformat() if letter.submitted else "",
        people(letter.asked_by),
        people(letter.answered_by) if holder else "",
        "; ".join(page.topic(topic).title for topic in dict.fromkeys((*question.topics, *letter.topics))),
        question.title or "",
        plain(question.question),
        str(holder.number) if holder and holder != key else "",
        plain(answer or ()),
        "\n".join(f"{note.number} {plain(note.blocks)}" for note in question.footnotes),
        letter.publication or "",
    )


def _json(node: Node) -> str:
    return json_text.dumps(node)


INDEXED, TABLED, SPREAD = "indexed", "tabled", "spread"
PIECES: Mapping[str, Callable[[SiteContext, str], str]] = {INDEXED: _indexed, TABLED: _tabled, SPREAD: _spread}
"""What a letter adds to the files of the whole site, by kind of piece; kept apart, so that one letter costs one piece."""
