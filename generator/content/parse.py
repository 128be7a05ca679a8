"""From `Sources` to `Content`: parses every file and assembles letters from their questions and notes.

Nothing in a file makes this stage raise: what is wrong with it becomes a diagnostic. The disk is not read here.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from generator.content import file_names
from generator.content.parse_key import key
from generator.content.parsed import Item, ParsedFile
from generator.content.path_kinds import kind_of
from generator.content.sources import Sources, SourceText
from generator.core.cache import Cache, NoCache
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.model import (
    Actor,
    Article,
    Content,
    Letter,
    LetterKind,
    Note,
    ProsePage,
    Question,
    Topic,
    Withdrawn,
    place_of,
)
from generator.core.nearest import nearest

_FOLDERS = ("letters", "actors", "topics", "articles", "pages")


def parse(
    sources: Sources, *, drafts: bool = False, cache: Cache | None = None
) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Return the content that could be parsed, and a diagnostic for everything that is wrong with its files.

    Items marked `draft: true` are left out unless `drafts`. With a `cache`, a file that has not changed is not parsed
    again.
    """
    parsed, strays = _parse_files(sources, NoCache() if cache is None else cache)
    shown = parsed if drafts else _without_drafts(parsed)
    items = [file.item for file in shown]
    hidden = {_folder(question) for question in _of(Question, (file.item for file in parsed)) if question.draft}
    letters, problems = _letters(items, dict(sources.files), set() if drafts else hidden)
    withdrawn, wrong = _withdrawn(sources.withdrawn)
    content = Content(
        letters=letters,
        actors=tuple(_of(Actor, items)),
        topics=tuple(_of(Topic, items)),
        articles=tuple(_of(Article, items)),
        pages=tuple(_of(ProsePage, items)),
        withdrawn=withdrawn,
    )
    return content, in_order([*(problem for file in shown for problem in file.problems), *problems, *wrong, *strays])


def _parse_files(sources: Sources, cache: Cache) -> tuple[list[ParsedFile], list[Diagnostic]]:
    """Parse every file, in the order of paths; report files and folders in which no kind of content is expected."""
    parsed: list[ParsedFile] = []
    strays = [*_stray_folders(sources), *(diagnostic("leftover", Position(path)) for path in sources.leftovers)]
    strays += file_names.problems([*(text.path for text in sources.texts), *(path for path, _ in sources.files)])
    for text in sources.texts:
        kind = kind_of(text.path)
        if kind is None:
            strays.append(diagnostic("stray-file", Position(text.path), Severity.WARNING))
            continue
        name = key(kind, text.path, text.data)
        found = cache.get(name, ParsedFile)
        if found is None:
            found = _parse_file(kind, text.path, text.data)
            cache.put(name, found)
        parsed.append(found)
    return parsed, strays


def _parse_file(kind: str, path: str, data: bytes) -> ParsedFile:
    from generator.content.parse_file import parse_file  # noqa: PLC0415 - slow to load, and unneeded if all is cached

    return parse_file(kind, path, data)


def _withdrawn(file: SourceText | None) -> tuple[tuple[Withdrawn, ...], tuple[Diagnostic, ...]]:
    if file is None:
        return (), ()
    from generator.content import withdrawn_file  # noqa: PLC0415 - as above

    return withdrawn_file.parse(file)


def _without_drafts(parsed: Sequence[ParsedFile]) -> list[ParsedFile]:
    """Leave out drafts, every file in a draft letter's folder, and notes on draft questions."""
    drafts = [file.item for file in parsed if getattr(file.item, "draft", False)]
    letters = {letter.id for letter in _of(Letter, drafts)}
    questions = {(_folder(question), question.number) for question in _of(Question, drafts)}
    hidden = {id(item) for item in drafts}
    hidden |= {id(file.item) for file in parsed if letters and _folder(file.item) in letters}
    hidden |= {id(file.item) for file in parsed if isinstance(file.item, Note) and _about(file.item) in questions}
    return [file for file in parsed if id(file.item) not in hidden]


def _about(note: Note) -> tuple[str, int | None]:
    return note.letter, note.number


_Kind = TypeVar("_Kind", bound=Item)


def _of(kind: type[_Kind], items: Iterable[Item]) -> list[_Kind]:
    return [item for item in items if isinstance(item, kind)]


def _folder(item: Item) -> str:
    """Return the name of the letter's folder that a file is in; "" for files outside letters' folders."""
    _, group, name, *_ = item.position.path.split("/")
    return name if group == "letters" else ""


# --- Letters ---------------------------------------------------------------------------------------------------


def _letters(
    items: Sequence[Item], files: dict[str, int], partial: set[str]
) -> tuple[tuple[Letter, ...], list[Diagnostic]]:
    """Assemble letters from their files; `partial` are those of which questions are left out."""
    questions: dict[str, list[Question]] = defaultdict(list)
    notes: dict[str, list[Note]] = defaultdict(list)
    for question in _of(Question, items):
        questions[_folder(question)].append(question)
    for note in _of(Note, items):
        notes[note.letter].append(note)
    letters = _of(Letter, items)
    missing = sorted({*questions, *notes} - {letter.id for letter in letters})
    problems = [diagnostic("no-letter", Position(f"content/letters/{name}/letter.md"), letter=name) for name in missing]
    whole: list[Letter] = []
    for letter in letters:
        own, wrong = _numbered(questions[letter.id])
        problems += wrong
        problems += _kind_problems(letter, own)
        source, wrong = _source(letter, files)
        problems += wrong
        parts = {"questions": own, "notes": tuple(notes[letter.id]), "partial": letter.id in partial}
        whole.append(msgspec.structs.replace(source, **parts))
    return tuple(whole), problems


def _numbered(questions: Sequence[Question]) -> tuple[tuple[Question, ...], list[Diagnostic]]:
    """Sort questions by number; a number that two of them have belongs to the first by path, and is reported."""
    problems: list[Diagnostic] = []
    owners: dict[int, Question] = {}
    for question in questions:
        first = owners.get(question.number)
        if first:
            position = place_of(question, "number")
            problems.append(diagnostic("duplicate-number", position, number=question.number, other=first.position.path))
            continue
        owners[question.number] = question
    own = tuple(sorted(owners.values(), key=lambda question: question.number))
    holders: dict[int, Question] = dict(owners)
    for question in own:
        for number in question.joint:
            other = holders.setdefault(number, question)
            if other is not question:
                position = place_of(question, "with")
                problems.append(diagnostic("duplicate-number", position, number=number, other=other.position.path))
    return own, problems


def _kind_problems(letter: Letter, questions: Sequence[Question]) -> Iterable[Diagnostic]:
    """Report a letter whose `kind` contradicts its questions: answers without any, or another kind with some."""
    answered = any(question.answer for question in questions)
    position = place_of(letter, "kind")
    if letter.kind is LetterKind.ANSWERS and questions and not answered:
        yield diagnostic("kind-without-answers", position, Severity.WARNING, kind=letter.kind)
    elif letter.kind is LetterKind.ANSWERS and not questions:
        yield diagnostic("kind-without-questions", position, Severity.WARNING, kind=letter.kind)
    elif letter.kind is not LetterKind.ANSWERS and answered:
        yield diagnostic("kind-with-answers", position, Severity.WARNING, kind=letter.kind)


def _source(letter: Letter, files: dict[str, int]) -> tuple[Letter, list[Diagnostic]]:
    """Return the letter with the size of its source file; report a source file that is not there.

    A withheld source need not be there, but its SHA-256 must be known: it is all that a reader can hold a copy against.
    The key without a reason is an error, or a source that somebody meant to withhold would be published.
    """
    problems: list[Diagnostic] = []
    if letter.source.withheld is None and any(key == "source.withheld" for key, *_ in letter.where):
        problems.append(diagnostic("empty-value", place_of(letter, "source.withheld"), key="withheld"))
    if letter.source.withheld and letter.source.sha256 is None:
        problems.append(diagnostic("withheld-without-sha256", place_of(letter, "source.withheld")))
    if letter.source.file is None:
        return letter, problems
    folder = posixpath.dirname(letter.position.path)
    path = posixpath.normpath(posixpath.join(folder, letter.source.file))
    if path in files:
        source = msgspec.structs.replace(letter.source, size=files[path])
        return msgspec.structs.replace(letter, source=source), problems
    if letter.source.withheld:
        return letter, problems
    near = nearest(path, (name for name in files if name.startswith(f"{folder}/")))
    hint = near and posixpath.relpath(near, folder)
    position = place_of(letter, "source.file")
    return letter, [*problems, diagnostic("no-source-file", position, file=letter.source.file, suggestion=hint)]


# --- Folders that are no content -------------------------------------------------------------------------------


def _stray_folders(sources: Sources) -> Iterable[Diagnostic]:
    """Report each folder of `content/` that holds no kind of content."""
    paths = [text.path for text in sources.texts] + [path for path, _ in sources.files]
    names = {path.split("/")[1] for path in paths if path.count("/") > 1} - {*_FOLDERS}
    for name in sorted(names):
        near = nearest(name, _FOLDERS)
        yield diagnostic("stray-folder", Position(f"content/{name}"), Severity.WARNING, suggestion=near)
    for name in _FOLDERS:
        if any(path == f"content/{name}" for path, _ in sources.files):
            yield diagnostic("file-named-as-folder", Position(f"content/{name}"))
