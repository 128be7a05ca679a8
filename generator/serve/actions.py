"""What an editor does in the preview, a row of `ACTIONS` each: reads a request, changes files, returns an answer.

No request names a file: a page is named, and a note by its id. Which file that is, the last good build says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from generator.content import file_names
from generator.content.cut_file import cut
from generator.core import digest
from generator.core.language import slug
from generator.core.model import Actor, ActorType, Letter, Note, NoteKind, Question
from generator.core.written_file import FrontValue
from generator.core.written_values import flow
from generator.graph.checks import suggested_topics
from generator.graph.note_anchors import note_anchors_of
from generator.graph.site import SiteGraph
from generator.serve import content_changes, marked_passage, note_text, requests
from generator.serve.content_changes import RefusedError
from generator.serve.editing import Editing, Shown, letter_of, note_of
from generator.serve.marked_passage import Marked, Passage

Answer = dict[str, Any]


class Action(NamedTuple):
    """What is asked, and what is done."""

    request: type[requests.Request]
    run: Callable[[Editing, Any], Answer]


def run(editing: Editing, name: str, body: bytes) -> Answer:
    """Carry out the action of a name.

    Raises:
        RefusedError: there is no such action, the request has not its form, or it is not carried out.
    """
    action = ACTIONS.get(name)
    if action is None:
        raise RefusedError("no-action")
    try:
        asked = msgspec.json.decode(body, type=action.request)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise RefusedError("no-request") from error
    return action.run(editing, asked)


def refusal(editing: Editing, refused: RefusedError) -> Answer:
    """Return why something is not done, in words."""
    told = [editing.told(problem) for problem in refused.problems]
    return {"refused": editing.words[f"refused-{refused.reason}"], "problems": told}


# --- What a page shows -----------------------------------------------------------------------------------------


def _about(editing: Editing, asked: requests.AboutPage) -> Answer:
    """Return the file of a page, what can be set there, and its notes."""
    shown = editing.shown
    answer: Answer = {"words": editing.tool_words, "lang": editing.wording.language, "file": None}
    if asked.page in shown.documents:
        return answer | _document_at(editing, shown.documents[asked.page])
    path = shown.files.get(asked.page)
    if path is None:
        return answer
    answer |= {"file": editing.file(path), "topics": _topics(shown.graph)}
    actor = _actor_at(shown, path)
    if actor is not None:
        return answer | {"person": _suggested_names(shown, actor)}
    try:
        letter, question = letter_of(shown, asked.page)
    except RefusedError:
        return answer
    labels: Letter | Question = question or letter
    return answer | {
        "labels": {"title": labels.title or "", "topics": list(labels.topics), "required": question is None},
        "suggested": list(suggested_topics(shown.graph, letter, question)) if question else [],
        "notes": list(
            _told_notes(editing, [one for one in letter.notes if question is None or _is_about(one, question)])
        ),
        "kinds": [kind.value for kind in NoteKind],
        "authors": sorted({note.author for one in shown.graph.letters.values() for note in one.notes if note.author}),
    }


def _document_at(editing: Editing, path: str) -> Answer:
    """Return the file of a document, which need not be there yet, and its subject."""
    try:
        file = editing.file(path)
    except RefusedError:
        return {"document": {"subject": "", "digest": ""}}
    subject = cut(path, content_changes.read(editing.site, path)).values.get("subject")
    return {"file": file, "document": {"subject": subject or "", "digest": file["digest"]}}


def _topics(graph: SiteGraph) -> list[dict[str, str]]:
    found = sorted(graph.topics.values(), key=lambda topic: topic.name.casefold())
    return [{"id": topic.id, "name": topic.name} for topic in found]


def _is_about(note: Note, question: Question) -> bool:
    return note.number in (question.number, *question.joint)


def _told_notes(editing: Editing, notes: Iterable[Note]) -> Iterator[Answer]:
    """Yield notes as they are now; one that was removed since the last build is none."""
    for note in notes:
        with suppress(RefusedError):
            yield _told(editing, note)


def _told(editing: Editing, note: Note) -> Answer:
    file = editing.file(note.position.path)
    text = content_changes.decoded(content_changes.read(editing.site, note.position.path))
    return {
        "id": note.id,
        "quote": note.quote,
        "kind": note.kind.value,
        "author": note.author or "",
        "text": text[_body_start(note.position.path, text) :].strip(),
        "file": file,
    }


def _actor_at(shown: Shown, path: str) -> Actor | None:
    return next((actor for actor in shown.graph.actors.values() if actor.position.path == path), None)


def _suggested_names(shown: Shown, actor: Actor) -> Answer | None:
    """Return the name of a person, and full names that may be theirs; None for other actors."""
    if actor.type is not ActorType.PERSON:
        return None
    found = [
        problem
        for work in shown.work
        for problem in work.kinds.get("person", ())
        if problem.position.path == actor.position.path
    ]
    listed = [dict(problem.values).get("suggestions", "") for problem in found]
    return {"name": actor.name, "suggested": [name for one in listed for name in one.split(", ") if name]}


# --- Notes -----------------------------------------------------------------------------------------------------


def _mark(editing: Editing, asked: requests.Mark) -> Answer:
    """Return how marked words will be quoted."""
    passage = _passage(editing.shown, asked)
    return {"quote": passage.quote, "number": passage.number}


def _passage(shown: Shown, asked: requests.Mark) -> Passage:
    letter, question = letter_of(shown, asked.page)
    number = question.number if question else 0
    return marked_passage.find(shown.graph, letter, number, Marked(asked.marked, asked.before, asked.after))


def _look(editing: Editing, asked: requests.Draft) -> Answer:
    """Return how the text of a note will look, and what is wrong with it."""
    letter, _ = letter_of(editing.shown, asked.page)
    text = f"---\nquote: '-'\n---\n{asked.text}"
    path = f"content/letters/{letter.id}/notes/x.md"
    problems = note_text.problems_of(editing.shown.index, path, letter.id, text) if asked.text.strip() else ()
    told = [editing.told(problem) | {"line": problem.position.line - 3} for problem in problems]
    return {"html": str(note_text.html_of(editing.shown.index, path, letter.id, text)), "problems": told}


def _new_note(editing: Editing, asked: requests.NewNote) -> Answer:
    """Write the file of a new note at marked words."""
    shown = editing.shown
    letter, _ = letter_of(shown, asked.page)
    passage = _passage(shown, asked)
    name = _free_name(letter, passage.quote)
    path = f"content/letters/{letter.id}/notes/{name}.md"
    front = {
        "number": passage.number,
        "quote": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "kind": asked.kind.value,
        "author": asked.author.strip() or None,
        "date": dt.datetime.now().astimezone().date(),
    }
    kept = {key: value for key, value in front.items() if value is not None or key == "number"}
    head = "".join(f"{key}: {flow(value)}\n" for key, value in kept.items())
    text = f"---\n{head}---\n{_body(asked.text)}"
    _check_note(shown, letter, path, text, passage)
    content_changes.create(editing.site, path, text)
    return {"note": name, "path": path}


def _free_name(letter: Letter, quote: str) -> str:
    """Return an id for a note: the first words of its quote, with a number where another note has them."""
    words = slug(quote).split("-")
    base = "-".join(words[:5])[:50].strip("-") or "n"
    taken = {note.id for note in letter.notes}
    names = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _check_note(shown: Shown, letter: Letter, path: str, text: str, passage: Passage) -> None:
    """Refuse a note that has an error, or that the graph would put at other words than those that were marked."""
    errors = [one for one in note_text.problems_of(shown.index, path, letter.id, text) if one.is_error]
    if errors:
        raise RefusedError("wrong", errors)
    note = note_text.note_of(path, text)
    by_number = {n: question for question in letter.questions for n in (question.number, *question.joint)}
    texts = {key: found for key, found in shown.graph.texts.items() if key.letter == letter.id}
    anchors, problems = note_anchors_of(msgspec.structs.replace(letter, notes=(note,)), texts, by_number)
    if problems or [one.places for group in anchors.values() for one in group] != [passage.places]:
        raise RefusedError("marked-twice", problems)


def _changed_note(editing: Editing, asked: requests.ChangedNote) -> Answer:
    """Write another kind, author or text of a note; all else of its file stays."""
    letter, _ = letter_of(editing.shown, asked.page)
    path = note_of(letter, asked.note).position.path
    data = content_changes.read(editing.site, path)
    if digest.sha256(data) != asked.digest:
        raise RefusedError("changed")
    before = content_changes.decoded(data)
    text = _with_body(path, before, asked.text)
    values: dict[str, FrontValue] = {"kind": asked.kind.value, "author": asked.author.strip() or None}
    text = content_changes.with_front_values(path, text, values)
    errors = [one for one in note_text.problems_of(editing.shown.index, path, letter.id, text) if one.is_error]
    if errors:
        raise RefusedError("wrong", errors)
    if _anchor(note_text.note_of(path, text)) != _anchor(note_text.note_of(path, before)):
        raise RefusedError("not-changeable")
    content_changes.replace(editing.site, path, asked.digest, text)
    return {"note": asked.note, "path": path}


def _removed_note(editing: Editing, asked: requests.RemovedNote) -> Answer:
    """Remove the file of a note."""
    letter, _ = letter_of(editing.shown, asked.page)
    path = note_of(letter, asked.note).position.path
    content_changes.remove(editing.site, path, asked.digest)
    return {"path": path}


def _anchor(note: Note) -> object:
    """Return what decides where a note is."""
    return note.id, note.number, note.quote, note.prefix, note.suffix


def _with_body(path: str, text: str, body: str) -> str:
    """Return the text of a file with another text below its front matter; the same one stays as it is written."""
    start = _body_start(path, text)
    old, new = text[start:], _body(body)
    if _body(old) == new:
        return text
    blank = old[: len(old) - len(old.lstrip())]
    return text[:start] + blank + (new.replace("\n", "\r\n") if "\r\n" in text else new)


def _body_start(path: str, text: str) -> int:
    """Return where the text below the front matter begins.

    Raises:
        RefusedError: the file has no front matter that can be read.
    """
    file = cut(path, text.encode())
    if file.problems:
        raise RefusedError("unreadable", file.problems)
    return (text.find("\n", file.front_end) + 1) or len(text)


def _body(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"


# --- Front matter ----------------------------------------------------------------------------------------------


def _labels(editing: Editing, asked: requests.Labels) -> Answer:
    """Set the title and topics of a question or a letter."""
    shown = editing.shown
    letter, question = letter_of(shown, asked.page)
    unknown = [topic for topic in asked.topics if not _is_topic(editing, topic)]
    if unknown or (question is None and not asked.title.strip()):
        raise RefusedError("unknown-topic" if unknown else "no-title")
    labels: Letter | Question = question or letter
    values: dict[str, FrontValue] = {}
    if asked.title.strip() != (labels.title or ""):
        values["title"] = asked.title.strip() or None
    if asked.topics != labels.topics:
        values["topics"] = list(dict.fromkeys(asked.topics))
    if values:
        content_changes.set_values(editing.site, labels.position.path, asked.digest, values)
    return {"path": labels.position.path}


def _is_topic(editing: Editing, topic: str) -> bool:
    """Say whether there is a topic; one that was made since the last build counts."""
    if topic in editing.shown.graph.topics:
        return True
    with suppress(RefusedError):
        return bool(content_changes.read(editing.site, f"content/topics/{topic}.md"))
    return False


def _new_topic(editing: Editing, asked: requests.NewTopic) -> Answer:
    """Write the file of a new topic."""
    name = asked.name.strip()
    if not 0 < len(slug(name)) <= requests.LONGEST_ID:
        raise RefusedError("no-request")
    path = f"content/topics/{slug(name)}.md"
    odd = tuple(file_names.problems([path]))
    if odd:
        raise RefusedError("wrong", odd)
    content_changes.create(editing.site, path, f"---\nname: {flow(name)}\n---\n")
    return {"id": slug(name), "name": name, "path": path}


def _document(editing: Editing, asked: requests.DocumentSubject) -> Answer:
    """Write what a cited document is about."""
    path = editing.shown.documents.get(asked.page)
    subject = asked.subject.strip()
    if path is None or not subject:
        raise RefusedError("no-document-here")
    if asked.digest:
        content_changes.set_values(editing.site, path, asked.digest, {"subject": subject})
    else:
        content_changes.create(editing.site, path, f"---\nsubject: {flow(subject)}\n---\n")
    return {"path": path}


def _person(editing: Editing, asked: requests.PersonName) -> Answer:
    """Write the full name of a person; the name so far becomes an alias, so that mentions by it go on being found."""
    path = editing.shown.files.get(asked.page, "")
    actor = _actor_at(editing.shown, path)
    if actor is None or actor.type is not ActorType.PERSON:
        raise RefusedError("no-person-here")
    name = asked.name.partition(" (")[0].strip()
    if name and name != actor.name:
        aliases: list[FrontValue] = list(
            dict.fromkeys((*(alias for alias in actor.aliases if alias != name), actor.name))
        )
        content_changes.set_values(editing.site, path, asked.digest, {"name": name, "aliases": aliases})
    return {"path": path}


def _reviewed(editing: Editing, asked: requests.Reviewed) -> Answer:
    """Take what an import was not sure of from the work list."""
    letter, _ = letter_of(editing.shown, asked.page)
    path = letter.position.path
    reviewed: list[FrontValue] = [*letter.reviewed, asked.code]
    if asked.code not in letter.reviewed:
        content_changes.set_values(editing.site, path, str(editing.file(path)["digest"]), {"reviewed": reviewed})
    return {"path": path}


ACTIONS: Mapping[str, Action] = {
    "page": Action(requests.AboutPage, _about),
    "mark": Action(requests.Mark, _mark),
    "look": Action(requests.Draft, _look),
    "note": Action(requests.NewNote, _new_note),
    "note-change": Action(requests.ChangedNote, _changed_note),
    "note-remove": Action(requests.RemovedNote, _removed_note),
    "labels": Action(requests.Labels, _labels),
    "topic": Action(requests.NewTopic, _new_topic),
    "document": Action(requests.DocumentSubject, _document),
    "person": Action(requests.PersonName, _person),
    "reviewed": Action(requests.Reviewed, _reviewed),
}
