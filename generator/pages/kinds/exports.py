"""The content as data: a JSON file for each letter, an index of the site, a table of all answers, citations, Markdown.

Addresses in the JSON are absolute where the site knows its own, else relative to the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from generator.core import urls
from generator.core.model import Footnote, Letter, Note, Party, Question, Text, plain
from generator.graph.site import Part, Place, QuestionKey, TextKey
from generator.pages.data import json_text
from generator.pages.data.citations import FORMATS
from generator.pages.data.head import INDEX, LETTER, MARKDOWN, TABLE
from generator.pages.data.records import letter_record, record
from generator.pages.kinds import web_annotations
from generator.pages.views import CopiedFile, Page, TextFile
from generator.pages.writing.page_context import Here
from generator.pages.writing.rows import source_path
from generator.pages.writing.site_context import Desk, in_order, numbers
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
"""The columns of the table of answers."""

Node = dict[str, Any]


def pages(desk: Desk) -> Iterator[Page]:
    """Give the files of data of letters and questions that are written, not copied."""
    for letter in desk.graph.content.letters:
        folder = urls.letter(desk.segments, letter.id)
        origin = letter.position.path
        yield Page(f"{folder}{LETTER}", TextFile(_json(_letter(desk, letter))), origin)
        entry = letter_record(desk, letter)
        yield from (Page(f"{folder}{form.file}", TextFile(form.write(entry)), origin) for form in FORMATS)
        yield from web_annotations.pages(desk, letter)
        for question in letter.questions:
            key = QuestionKey(letter.id, question.number)
            path, entry = desk.question_path(key), record(desk, key)
            for form in FORMATS:
                yield Page(f"{path}{form.file}", TextFile(form.write(entry)), question.position.path)


Piece = Callable[[str, Letter, Callable[[], str]], str]
"""Gives what a letter adds to a file of the whole site: by name, the letter, and what makes it where it is not known."""


def whole(desk: Desk, piece: Piece) -> Iterator[Page]:
    """Give the files of data of the site as a whole."""
    yield Page(INDEX, TextFile(_index(desk, piece)), "")
    yield Page(TABLE, TextFile(_table(desk, piece)), "")


def files(desk: Desk) -> Iterator[CopiedFile]:
    """Give the Markdown of every letter and question, to be copied beside its page."""
    for letter in sorted(desk.newest, key=lambda letter: letter.id):
        yield CopiedFile(
            f"{urls.letter(desk.segments, letter.id)}{MARKDOWN}", letter.position.path, digest=letter.digest
        )
        for question in in_order(letter.questions):
            path = desk.question_path(QuestionKey(letter.id, question.number))
            yield CopiedFile(f"{path}{MARKDOWN}", question.position.path, digest=question.digest)


# --- A letter --------------------------------------------------------------------------------------------------


def _letter(desk: Desk, letter: Letter) -> Node:
    path = urls.letter(desk.segments, letter.id)
    here = Here(desk, path, root=desk.base_url)
    entry = letter_record(desk, letter)
    source = source_path(here, letter)
    return {
        "id": letter.id,
        "url": here.to(path),
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
        "asked_by": _parties(here, letter.asked_by),
        "addressed_to": _parties(here, letter.addressed_to),
        "answered_by": _parties(here, letter.answered_by),
        "on_behalf_of": _parties(here, letter.on_behalf_of),
        "topics": _topics(here, letter.topics),
        "citation": entry.legal,
        "source": {
            "file": here.to(source) if source else None,
            "sha256": letter.source.sha256,
            "url": letter.source.url,
            "verified": desk.verified.get(letter.id, False),
        },
        "markdown": here.to(f"{path}{MARKDOWN}"),
        "cover": _blocks(desk, TextKey(letter.id, 0, Part.COVER), letter.body),
        "footnotes": _footnotes(here, letter.id, 0, letter.footnotes),
        "notes": [_note(here, note) for note in letter.notes if not note.number],
        "questions": [_question(here, letter, question) for question in in_order(letter.questions)],
    }


def _question(here: Here, letter: Letter, question: Question) -> Node:
    desk, graph = here.desk, here.desk.graph
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
    path = desk.question_path(key)
    return {
        "number": question.number,
        "numbers": numbers(question),
        "url": here.to(path),
        "title": question.title,
        "question": _blocks(desk, asked, question.question),
        "answer": _blocks(desk, answered, question.answer) if question.answer is not None else None,
        "answered_in": holder.number if holder and holder != key else None,
        "footnotes": _footnotes(here, letter.id, question.number, question.footnotes),
        "notes": [_note(here, note) for note in letter.notes if note.number in numbers(question)],
        "topics": _topics(here, question.topics),
        "mentions": [{"id": actor, "name": here.actor(actor).title, "url": here.actor(actor).url} for actor in named],
        "refers_to": [here.to(desk.question_path(target)) for target in pointed],
        "cites": [
            {
                "id": str(identity),
                "label": schemes.label(identity, desk.config.lang),
                "url": schemes.official(identity, letter.date),
            }
            for identity in cited
        ],
        "citation": record(desk, key).legal,
        "pages": question.pages,
        "markdown": here.to(f"{path}{MARKDOWN}"),
    }


def _blocks(desk: Desk, key: TextKey, text: Text) -> list[Node]:
    """Give the paragraphs of a text with their anchors; formatting and links are in the Markdown."""
    return [
        {"anchor": desk.place_path(Place(key, index, 0, 0, 0)).partition("#")[2], "text": plain((block,))}
        for index, block in enumerate(text)
    ]


def _footnotes(here: Here, letter_id: str, number: int, notes: Iterable[Footnote]) -> list[Node]:
    return [
        {
            "number": note.number,
            "label": note.label,
            "url": here.to(
                here.desk.place_path(Place(TextKey(letter_id, number, Part.FOOTNOTE, note.label), 0, 0, 0, 0))
            ),
            "text": plain(note.blocks),
        }
        for note in notes
    ]


def _note(here: Here, note: Note) -> Node:
    return {
        "id": note.id,
        "url": here.to(f"{here.desk.note_path(note)}#{urls.note(note.id)}"),
        "kind": note.kind.value,
        "title": note.title,
        "quote": note.quote,
        "text": plain(note.blocks),
        "author": note.author,
        "date": note.date,
    }


def _parties(here: Here, parties: Iterable[Party]) -> list[Node]:
    """Give who took part, each by id, name and address."""

    def one(actor_id: str) -> Node:
        ref = here.actor(actor_id)
        return {"id": actor_id, "name": ref.title, "url": ref.url or None}

    found = ({"actor": party.actor, "party": party.party, "office": party.office} for party in parties)
    return [{role: one(who) for role, who in roles.items() if who} for roles in found]


def _topics(here: Here, topics: Iterable[str]) -> list[Node]:
    found = ((topic, here.topic(topic)) for topic in topics)
    return [{"id": topic, "name": ref.title, "url": ref.url or None} for topic, ref in found]


# --- The site --------------------------------------------------------------------------------------------------


def _index(desk: Desk, piece: Piece) -> str:
    """Write the index; what is said of letters, the most of it, is put in piece by piece."""
    graph, config = desk.graph, desk.config
    here = Here(desk, "/", root=desk.base_url)
    listed = [piece("index", letter, partial(_indexed, here, letter)) for letter in desk.newest]
    between = ",\n  "
    letters = f"[\n  {between.join(listed)}\n ]" if listed else "[]"
    node = {
        "name": config.name,
        "url": here.to("/"),
        "lang": config.lang,
        "description": config.description,
        "publisher": config.publisher or config.name,
        "license": config.license,
        "answers": here.to(TABLE),
        "letters": [],
        "actors": [
            {"id": actor.id, "name": actor.name, "type": actor.type.value, "same_as": actor.same_as}
            | {"url": here.actor(actor.id).url}
            for actor in graph.content.actors
        ],
        "topics": [
            {"id": topic.id, "name": topic.name, "parent": topic.parent, "url": here.topic(topic.id).url}
            for topic in graph.content.topics
        ],
    }
    return _json(node).replace('\n "letters": []', f'\n "letters": {letters}', 1)


def _indexed(here: Here, letter: Letter) -> str:
    """Write what the index says of a letter, as deep as it stands there."""
    desk = here.desk
    node = {
        "id": letter.id,
        "title": letter.title,
        "kind": letter.kind.value,
        "date": letter.date,
        "url": here.letter(letter).url,
        "data": here.to(f"{urls.letter(desk.segments, letter.id)}{LETTER}"),
        "questions": [
            {"number": question.number, "title": desk.title(key), "url": here.question(key).url}
            for question in in_order(letter.questions)
            for key in (QuestionKey(letter.id, question.number),)
        ],
    }
    return _json(node).rstrip().replace("\n", "\n  ")


def _table(desk: Desk, piece: Piece) -> str:
    """Write all questions and answers as CSV (RFC 4180), in UTF-8; several values in a cell are parted by `; `."""
    here = Here(desk, "/", root=desk.base_url)
    rows = (piece("table", letter, partial(_rows, here, letter)) for letter in desk.newest)
    return "".join((_csv((COLUMNS,)), *rows))


def _rows(here: Here, letter: Letter) -> str:
    return _csv(_row(here, letter, question) for question in in_order(letter.questions))


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue()


def _row(here: Here, letter: Letter, question: Question) -> tuple[str, ...]:
    desk = here.desk
    key = QuestionKey(letter.id, question.number)
    holder = desk.graph.answers.get(key)
    answer = desk.graph.questions[holder].answer if holder else None

    def people(parties: Iterable[Party]) -> str:
        found = (party.actor or party.office or party.party for party in parties)
        return "; ".join(here.actor(who).title for who in found if who)

    return (
        letter.id,
        ", ".join(str(number) for number in numbers(question)),
        here.to(desk.question_path(key)),
        letter.title,
        letter.date.isoformat() if letter.date else "",
        letter.submitted.isoformat() if letter.submitted else "",
        people(letter.asked_by),
        people(letter.answered_by) if holder else "",
        "; ".join(here.topic(topic).title for topic in dict.fromkeys((*question.topics, *letter.topics))),
        question.title or "",
        plain(question.question),
        str(holder.number) if holder and holder != key else "",
        plain(answer or ()),
        "\n".join(f"{note.number} {plain(note.blocks)}" for note in question.footnotes),
        letter.publication or "",
    )


def _json(node: Node) -> str:
    return json_text.dumps(node)
