"""From `Sources` to `Content`: parses every file and assembles letters from their questions and notes.

Nothing in a file makes this stage raise: what is wrong with it becomes a diagnostic. The disk is not read here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

import msgspec

from generator.content import file_names
from generator.content.parse_key import key
from generator.content.parsed import Item, ParsedFile
from generator.content.path_kinds import kind_of
from generator.content.sources import Sources, SourceText
from generator.core import limits
from generator.core.cache import Cache, NoCache
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.memory import Memory, StepTable, compared
from generator.core.model import (
    Actor,
    Article,
    Content,
    Document,
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
from generator.core.versions import Version
from generator.core.workers import Spread

_FOLDERS = ("letters", "actors", "topics", "articles", "documents", "pages")


def parse(
    sources: Sources,
    *,
    drafts: bool = False,
    cache: Cache | None = None,
    memory: Memory | None = None,
    spread: Spread | None = None,
) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Return the content that could be parsed, and a diagnostic for everything that is wrong with its files.

    Items marked `draft: true` are left out unless `drafts`. With a `cache`, a file that has not changed is not parsed
    again. With a `memory`, what is as it was in the last run is the same object. With `spread`, files that the cache lacks
    are parsed in copies of this process first.
    """
    cache = NoCache() if cache is None else cache
    if spread:
        new = [text for text in sources.texts if (known := _key(text)) and not cache.has(known)]
        new.sort(key=lambda text: len(text.data))
        spread(lambda task: _parsed_ahead(new[task], cache), len(new))
    with (memory or Memory()).stage("parse", limits.cache_key()) as steps:
        files: StepTable[str, int] = steps.after("files", _sizes, sources.files)
        layout = steps.step("layout", _layout, tuple(text.path for text in sources.texts), tuple(files.entries))
        found = []
        for folder in layout.folders:
            texts = sources.texts[folder.start : folder.end]
            parsed = steps.after(("folder", folder.path), _parse_folder, texts, cache=cache)
            name, tables = ("content", folder.path), {"files": files}
            found.append(steps.looking_up(name, _assemble, tables, folder.letter, parsed.files, drafts=drafts))
        withdrawn, wrong = steps.step("withdrawn", _withdrawn, sources.withdrawn)
    items = [item for part in found for item in part.items]
    content = Content(
        letters=tuple(part.letter for part in found if part.letter),
        actors=tuple(_of(Actor, items)),
        topics=tuple(_of(Topic, items)),
        articles=tuple(_of(Article, items)),
        pages=tuple(_of(ProsePage, items)),
        withdrawn=withdrawn,
        documents=tuple(_of(Document, items)),
    )
    left = (diagnostic("leftover", Position(path)) for path in sources.leftovers)
    return content, in_order([*(one for part in found for one in part.problems), *layout.problems, *wrong, *left])


def _sizes(before: StepTable[str, int] | None, files: Sequence[tuple[str, int]]) -> StepTable[str, int]:
    return compared(dict(files), before)


@dataclass(frozen=True, slots=True)
class _Folder:
    """The files of one letter, or of one kind of content outside letters, as a part of all texts."""

    path: str
    letter: str
    """The name of the letter's folder; "" for other kinds of content."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the paths of a site's files say."""

    folders: tuple[_Folder, ...]
    problems: tuple[Diagnostic, ...]


def _layout(texts: Sequence[str], files: Sequence[str]) -> _Layout:
    """Return the folders of a site by the sorted paths of its texts; report what is where no content is expected."""
    folders: list[_Folder] = []
    start = 0
    for path, group in groupby(texts, key=_folder):
        end = start + len(list(group))
        folders.append(_Folder(path, path.removeprefix(_LETTERS) if path.startswith(_LETTERS) else "", start, end))
        start = end
    strays = (diagnostic("stray-file", Position(path), Severity.WARNING) for path in texts if kind_of(path) is None)
    every = [*texts, *files]
    return _Layout(tuple(folders), (*strays, *_stray_folders(every, files), *file_names.problems(every)))


_LETTERS = "content/letters/"


def _folder(path: str) -> str:
    """Return the folder of content that a path is in: `content/letters/2021z16860`, `content/actors`."""
    parts = path.split("/", 3)
    return "/".join(parts[:3] if path.startswith(_LETTERS) and len(parts) > 3 else parts[:2])


@dataclass(frozen=True, slots=True)
class _ParsedFolder:
    """The files of a folder, parsed; None for a file of no kind."""

    texts: tuple[SourceText, ...] = ()
    files: tuple[ParsedFile | None, ...] = ()


def _parse_folder(before: _ParsedFolder | None, texts: tuple[SourceText, ...], *, cache: Cache) -> _ParsedFolder:
    """Parse the files of a folder, but for those that were parsed before from the same text."""
    before = before or _ParsedFolder()
    if before.texts == texts:
        return before
    known = {text.path: (text, file) for text, file in zip(before.texts, before.files, strict=True)}
    parsed: list[ParsedFile | None] = []
    for text in texts:
        old, file = known.get(text.path, (None, None))
        parsed.append(file if old == text else _parse_text(text, cache))
    return _ParsedFolder(texts, tuple(parsed))


def _parse_text(text: SourceText, cache: Cache) -> ParsedFile | None:
    name = _key(text)
    if name is None:
        return None
    found = cache.get(name, ParsedFile)
    if found is None:
        found = _parse_file(kind_of(text.path) or "", text.path, text.data)
        cache.put(name, found)
    return found


def _parsed_ahead(text: SourceText, cache: Cache) -> None:
    _parse_text(text, cache)


def _key(text: SourceText) -> str | None:
    """Return the cache key of a parsed file; None for a file of no kind."""
    kind = kind_of(text.path)
    return None if kind is None else key(kind, text.path, text.data)


def _parse_file(kind: str, path: str, data: bytes) -> ParsedFile:
    from generator.content.parse_file import parse_file  # noqa: PLC0415 - slow to load, and unneeded if all is cached

    return parse_file(kind, path, data)


def _withdrawn(file: SourceText | None) -> tuple[tuple[Withdrawn, ...], tuple[Diagnostic, ...]]:
    if file is None:
        return (), ()
    from generator.content import withdrawn_file  # noqa: PLC0415 - as above

    return withdrawn_file.parse(file)


_Kind = TypeVar("_Kind", bound=Item)


def _of(kind: type[_Kind], items: Iterable[Item]) -> list[_Kind]:
    return [item for item in items if isinstance(item, kind)]


# --- Letters ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Content:
    """The content of one folder: a letter, or items of another kind."""

    letter: Letter | None
    items: tuple[Item, ...]
    problems: tuple[Diagnostic, ...]


def _assemble(
    tables: Mapping[str, Mapping[str, int]], name: str, parsed: Iterable[ParsedFile | None], *, drafts: bool
) -> _Content:
    """Assemble a folder's letter, if it is one's, from its files. Items marked as drafts are left out, unless `drafts`."""
    every = [file for file in parsed if file is not None]
    shown = every if drafts else _without_drafts(every)
    items = [file.item for file in shown]
    problems = [problem for file in shown for problem in file.problems]
    if not name:
        return _Content(None, tuple(items), tuple(problems))
    questions, notes = _of(Question, items), _of(Note, items)
    letter = next(iter(_of(Letter, items)), None)
    if letter is None:
        if items:
            at = Position(f"{_LETTERS}{name}/letter.md")
            problems.append(diagnostic("no-letter", at, letter=name))
        return _Content(None, (), tuple(problems))
    own, wrong = _numbered(questions)
    problems += [*wrong, *_kind_problems(letter, own)]
    letter, wrong = _source(letter, tables["files"])
    problems += wrong
    partial = any(question.draft for question in _of(Question, (file.item for file in every))) and not drafts
    versions = _in_order(_of(Version, items), tables["files"])
    whole = msgspec.structs.replace(letter, questions=own, notes=tuple(notes), versions=versions, partial=partial)
    return _Content(whole, (), tuple(problems))


def _in_order(versions: Iterable[Version], files: Mapping[str, int]) -> tuple[Version, ...]:
    """Return versions, the oldest first; one whose source is not kept any more has none."""
    found: list[Version] = []
    for version in sorted(versions, key=lambda one: (one.sequence, one.until, one.id)):
        folder = posixpath.dirname(posixpath.dirname(version.position.path))
        kept = version.source_file is None or f"{folder}/{version.source_file}" in files
        found.append(version if kept else msgspec.structs.replace(version, source_file=None))
    return tuple(found)


def _without_drafts(parsed: Sequence[ParsedFile]) -> list[ParsedFile]:
    """Leave out drafts, every file of a letter that is a draft, and notes on draft questions."""
    drafts = [file.item for file in parsed if getattr(file.item, "draft", False)]
    if _of(Letter, drafts):
        return []
    questions = {question.number for question in _of(Question, drafts)}
    hidden = {id(item) for item in drafts}
    hidden |= {id(file.item) for file in parsed if isinstance(file.item, Note) and file.item.number in questions}
    return [file for file in parsed if id(file.item) not in hidden]


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


def _source(letter: Letter, files: Mapping[str, int]) -> tuple[Letter, list[Diagnostic]]:
    """Return the letter with the size of its source file; report a source file that is not there.

    A withheld source need not be there, but its SHA-256 must be known: it is all that a reader can hold a copy against.
    The key without a reason is an error, or a source that somebody meant to withhold would be published.
    """
    problems: list[Diagnostic] = []
    if letter.source.withheld is None and any(key == "source.withheld" for key, *_ in letter.where):
        at, key = place_of(letter, "source.withheld"), "withheld"
        problems.append(diagnostic("empty-value", at, key=key, example=f"{key}: …", optional=key))
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


def _stray_folders(paths: Iterable[str], files: Iterable[str]) -> Iterator[Diagnostic]:
    """Report each folder of `content/` that holds no kind of content."""
    names = {path.split("/")[1] for path in paths if path.count("/") > 1} - {*_FOLDERS}
    for name in sorted(names):
        near = nearest(name, _FOLDERS)
        yield diagnostic("stray-folder", Position(f"content/{name}"), Severity.WARNING, suggestion=near)
    for name in _FOLDERS:
        if any(path == f"content/{name}" for path in files):
            yield diagnostic("file-named-as-folder", Position(f"content/{name}"))
