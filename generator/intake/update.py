"""Importing a letter again: new official text, with an editor's work kept. What cannot be kept is reported.

What an editor may have added is whatever the files hold that the source did not give: in front matter comments, order,
quotes, anchors, unknown keys; in Markdown links of every form, images, footnotes, comments, emphasis, headings, lists,
line ends, escapes. Each of them survives to the byte where the source did not change the paragraph around it, or is
told by its line. Files are told apart by what they are (the number of the question), never by name. Nothing here
touches the disk.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.language import fold
from generator.core.nearest import nearest_passage, quoted
from generator.core.written_file import Cut, WrittenBlock, WrittenFile
from generator.intake.body_merge import merge_body
from generator.intake.departed_text import departed, unmet
from generator.intake.front_matter_merge import merge_front_matter, wanted_values, without_empty
from generator.intake.import_plan import ImportPlan, PlannedFile, metadata_path
from generator.intake.version_file import Keeping, LetterFiles, kept, over_limits

_ROOT = "content/"
"""What the build puts before the paths of a plan."""


@dataclass(frozen=True, slots=True)
class ExistingLetter:
    """A letter that the content folder has."""

    letter_id: str
    files: Mapping[str, bytes]
    """Its Markdown files and the notes on it, by path under the content folder."""
    sources: Mapping[str, bytes]
    """What is in its folder of sources, likewise."""
    versions: Mapping[str, bytes] = field(default_factory=dict)
    """The versions of its text that were kept, likewise."""
    root: str = _ROOT
    """What problems put before the paths of these files, so that they are told as the build tells them."""


def merge(
    plan: ImportPlan, old: Sequence[PlannedFile], there: ExistingLetter, name: str, *, cut: Cut, keeping: Keeping
) -> ImportPlan:
    """Return the plan of an update; the parameters are those of `plan_update`."""
    files = {path: _cut(cut, path, data) for path, data in there.files.items()}
    official = {path: file for path, file in files.items() if not _is_note(path)}
    problems: list[Diagnostic] = [*_unreadable(files), *_numbered_twice(official)]
    if any(problem.is_error for problem in problems):
        return _refused(plan, there, problems)
    source = _free_source(plan, there, cut)
    new_files = [_cut(cut, file.path, _with_source(file.text, plan, source).encode()) for file in plan.files]
    bases = {_identity(base): base for base in (_cut(cut, file.path, file.text.encode()) for file in old)}
    mine = {_identity(file): path for path, file in official.items()}
    taken = set(there.files)
    made: list[PlannedFile] = []
    for new in new_files:
        path = mine.pop(_identity(new), None)
        if path is None:
            path = _free_name(f"letters/{there.letter_id}/{posixpath.basename(new.path)}", taken)
            taken.add(path)
            made.append(PlannedFile(path, new.text))
            problems.append(diagnostic("update-new-file", Position(path), Severity.INFO))
            continue
        text, told = _merged(bases.get(_identity(new)), official[path], new, cut)
        problems.extend(replace(one, position=replace(one.position, path=path)) for one in told)
        if text != official[path].text:
            made.append(PlannedFile(path, text))
    gone = sorted(mine.values())
    problems.extend(diagnostic("update-question-gone", Position(path), Severity.WARNING, source=name) for path in gone)
    problems.extend(_lost_quotes(files, made, cut))
    earlier = tuple(_earlier(plan, there, source))
    if earlier:
        problems.append(diagnostic("update-source-kept", Position(earlier[0][0]), Severity.INFO))
    changed = {file.path: file.text.encode() for file in made}
    sources = {**there.sources, source: plan.source, **dict(earlier)}
    version = kept(there.letter_id, LetterFiles(there.files, changed, there.versions, sources), keeping)
    if version is not None:
        too_large = over_limits(*version)
        if too_large:
            return _refused(plan, there, (*problems, *too_large))
        earlier = (*earlier, version)
        problems.append(diagnostic("update-text-kept", Position(version[0]), Severity.INFO))
    return replace(
        plan,
        letter_id=there.letter_id,
        files=tuple(made),
        source_path=source,
        earlier=earlier,
        gone=_gone(plan, there, source),
        problems=_told(plan, there, problems),
        update=True,
        before={path: digest.sha256(data) for path, data in (*there.files.items(), *there.sources.items())},
    )


def _refused(plan: ImportPlan, there: ExistingLetter, problems: Sequence[Diagnostic]) -> ImportPlan:
    """Return the plan of an update that must not be written."""
    told = _told(plan, there, problems)
    return replace(plan, files=(), actors=(), letter_id=there.letter_id, problems=told, update=True)


def _told(plan: ImportPlan, there: ExistingLetter, problems: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems of the source, and those of the letter's files with their paths in the site."""
    ours = (replace(one, position=replace(one.position, path=f"{there.root}{one.position.path}")) for one in problems)
    return in_order((*plan.problems, *ours))


def _cut(cut: Cut, path: str, data: bytes) -> WrittenFile:
    return cut(f"{_ROOT}{path}", data)


def _identity(file: WrittenFile) -> int | None:
    """Return what tells a file of the letter from the others: the number of its question; None is the letter itself."""
    return file.number


def _is_note(path: str) -> bool:
    """Whether a path is that of an editor's note."""
    return "/notes/" in path


def _unreadable(files: Mapping[str, WrittenFile]) -> Iterator[Diagnostic]:
    """Yield what makes a file of the letter unfit to be changed, and notes whose quotation cannot be read."""
    for path, file in files.items():
        for problem in file.problems:
            where = replace(problem.position, path=path)
            yield replace(problem, position=where)
            yield diagnostic("update-unreadable", where)


def _numbered_twice(files: Mapping[str, WrittenFile]) -> Iterator[Diagnostic]:
    """Yield the files that have the number of an earlier one."""
    seen: dict[int | None, str] = {}
    for path, file in files.items():
        if file.problems or file.number is None:
            continue
        if file.number in seen:
            place = file.places.get(("number",))
            where = Position(path, file.line_at(place.start) if place else 1)
            other = posixpath.basename(seen[file.number])
            yield diagnostic("update-number-twice", where, number=file.number, other=other)
        seen.setdefault(file.number, path)


def _free_name(path: str, taken: set[str]) -> str:
    """Return a path that no file has: the number in the name gets zeros before it, which leave it the same number."""
    lower = {other.casefold() for other in taken}
    while path.casefold() in lower:
        path = re.sub(r"(\d+)\.md$", r"0\1.md", path)
    return path


def _free_source(plan: ImportPlan, there: ExistingLetter, cut: Cut) -> str:
    """Return where the new source goes: never over a file that is not the letter's own old source."""
    name = posixpath.basename(str(plan.source_path))
    letter = cut(f"{_ROOT}letters/{there.letter_id}/letter.md", there.files[f"letters/{there.letter_id}/letter.md"])
    source = letter.values.get("source")
    own = source.get("sha256") if isinstance(source, dict) else None
    stem, dot, suffix = name.rpartition(".")
    for count in range(1, len(there.sources) + 2):
        path = f"letters/{there.letter_id}/source/{name if count == 1 else f'{stem}-{count}{dot}{suffix}'}"
        here = next((data for other, data in there.sources.items() if other.casefold() == path.casefold()), None)
        if here is None or here == plan.source or digest.sha256(here) == own:
            return path
    raise AssertionError(name)  # there are more names than files


def _earlier(plan: ImportPlan, there: ExistingLetter, source: str) -> Iterator[tuple[str, bytes]]:
    """Yield where the source that gives its name to the new one is kept, with its metadata if it has any, and the bytes.

    The name has the beginning of the SHA-256, by which `source.sha256` of an earlier `letter.md` leads to it. Metadata
    whose source is not there, or that other metadata of the same source replaces, has its own.
    """
    sources = {path.casefold(): data for path, data in there.sources.items()}
    here, metadata = sources.get(source.casefold()), sources.get(metadata_path(source).casefold())
    if here == plan.source:
        here = None
        if plan.metadata in (None, metadata):
            return
    path = PurePosixPath(source)

    def free(data: bytes, named: Callable[[str], str]) -> str:
        found = digest.sha256(data)
        names = (path.with_name(f"{path.stem}-{found[:length]}{path.suffix}").as_posix() for length in (8, len(found)))
        return next(name for name in map(named, names) if sources.get(name.casefold(), data) == data)

    if here is not None:
        source = free(here, str)
        yield source, here
    if metadata is not None:
        yield metadata_path(source) if here is not None else free(metadata, metadata_path), metadata


def _gone(plan: ImportPlan, there: ExistingLetter, source: str) -> tuple[str, ...]:
    """Return the metadata that another source left at the place where a reader would take it for the new one's."""
    if plan.metadata is not None:
        return ()
    names = {path.casefold(): path for path in there.sources}
    here, stale = names.get(source.casefold()), names.get(metadata_path(source).casefold())
    return () if stale is None or (here and there.sources[here] == plan.source) else (stale,)


def _with_source(text: str, plan: ImportPlan, source: str) -> str:
    """Return a planned text that names the source by the name that it gets."""
    planned, got = posixpath.basename(str(plan.source_path)), posixpath.basename(source)
    return text if planned == got else text.replace(f"{{file: source/{planned}, ", f"{{file: source/{got}, ", 1)


def _merged(
    base: WrittenFile | None, ours: WrittenFile, theirs: WrittenFile, cut: Cut
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a file of the letter with the new official text, and what is to be told of it."""

    def blocks(text: str) -> tuple[WrittenBlock, ...]:
        return cut(f"{_ROOT}letters/x/letter.md", f"---\n---\n{text}".encode()).blocks

    head, front_told = merge_front_matter(ours, theirs)
    told_departures = tuple(unmet(ours, theirs))
    base, theirs = base and departed(ours, base, cut), departed(ours, theirs, cut)
    body, body_told = merge_body(base, ours, theirs, blocks)
    if body and not head.endswith(("\n", "\r")):
        head += ours.newline
    text = f"{head}{body}"
    read = cut(ours.path, text.encode())
    if read.problems or without_empty(read.values) != wanted_values(ours, theirs):
        place = min((value.start for at, value in ours.places.items() if len(at) == 1), default=0)
        told = diagnostic("update-front-matter", Position(ours.path, ours.line_at(place)))
        return ours.text, (told,)
    return text, (*front_told, *body_told, *told_departures)


def _lost_quotes(files: Mapping[str, WrittenFile], made: Sequence[PlannedFile], cut: Cut) -> Iterator[Diagnostic]:
    """Report the editors' notes whose quotation is no longer in any text of the letter."""
    after = {**files, **{file.path: _cut(cut, file.path, file.text.encode()) for file in made}}
    blocks = [block for path, file in after.items() if not _is_note(path) for block in file.blocks]
    texts = [fold(text) for block in blocks for text, _ in block.official]
    for path, note in files.items():
        quote = note.values.get("quote") if _is_note(path) else None
        if isinstance(quote, str) and not any(fold(quote) in text for text in texts):
            near = nearest_passage(fold(quote), texts)
            paste = f"quote: {quoted(near)}" if near else None
            place = note.places.get(("quote",))
            where = Position(path, note.line_at(place.start) if place else 0)
            yield diagnostic("update-quote-gone", where, Severity.WARNING, quote=quote, paste=paste)
