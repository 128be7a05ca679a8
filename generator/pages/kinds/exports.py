"""The content as data: an index of the site, tables of all answers, their description, citations, Markdown.

Addresses in the JSON are absolute where the site knows its own, else relative to the file.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from generator.core import parts, urls
from generator.core.model import LetterHead, Party, Question, plain
from generator.graph.site import QuestionKey
from generator.pages.data import dataset, json_text
from generator.pages.data.beside import INDEX, LETTER, MARKDOWN, PACKAGE, PROOFS, SPREADSHEET, TABLE, head_of
from generator.pages.data.citations import FORMATS
from generator.pages.data.published import COLUMNS
from generator.pages.data.records import letter_record, record
from generator.pages.data.shown import sha256_in
from generator.pages.data.tables import BYTE_ORDER_MARK, csv_rows, spreadsheet_rows
from generator.pages.planned import CopiedFile, Page, TextFile
from generator.pages.writing import changes
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.rows import source_path
from generator.pages.writing.site_context import SHOWN, SiteContext, numbers

Node = dict[str, Any]
_HEADS = tuple(column.name for column in COLUMNS)


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
    """Yield the tables of all answers, for programs and for people, and what describes the first."""
    table = _table(site)
    yield Page(TABLE, TextFile(table), "")
    yield Page(SPREADSHEET, TextFile(_spreadsheet(site)), "")
    yield Page(PACKAGE, TextFile(json_text.dumps(dataset.package(site, table))), "")


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


def earlier_sources(site: SiteContext) -> Iterator[CopiedFile]:
    """Yield the sources of earlier texts that pages show, where they are kept and the letter publishes its own."""
    given = {file.path for file in sources(site)}
    for key, found in sorted(site.graph.changes.items()):
        letter = site.graph.letters[key.letter]
        for change in found:
            path = changes.source_path(site, letter, change)
            if path and path not in given:
                given.add(path)
                origin = f"{posixpath.dirname(letter.position.path)}/{change.source_file}"
                yield CopiedFile(path, origin, change.source_sha256)


# --- The site --------------------------------------------------------------------------------------------------


def _index(site: SiteContext) -> str:
    """Write the index; what is said of letters, the most of it, is put in piece by piece."""
    graph, config = site.graph, site.config
    page = PageContext(site, "/", root=site.base_url)
    listed = [site.pieces[INDEXED, letter].text for letter in graph.letters]
    between = ",\n  "
    letters = f"[\n  {between.join(listed)}\n ]" if listed else "[]"
    node = {
        **head_of(page, "index"),
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
    return "".join((csv_rows((_HEADS,)), *rows))


def _spreadsheet(site: SiteContext) -> str:
    """Write the same table for people who open it in a spreadsheet."""
    rows = (site.pieces[SPREAD, letter].text for letter in site.graph.letters)
    return "".join((BYTE_ORDER_MARK, spreadsheet_rows((_HEADS,)), *rows))


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
