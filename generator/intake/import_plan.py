"""The plan of an import: the text of every file that it would write, and every doubt. Nothing here touches the disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.language import slug
from generator.core.languages import LANGUAGES
from generator.intake.citation_links import CitationLinks
from generator.intake.file_bodies import cover_body, question_body, stray_footnotes
from generator.intake.front_matter_writer import file_text, letter_front, question_front
from generator.intake.letter_actors import KnownActor, LetterActors
from generator.intake.recognise.recognised_letter import Furniture, RecognisedLetter
from generator.intake.source_document import DocFootnote
from generator.netherlands.persons import RegisteredPerson


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to write: `path` is relative to the content folder."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What one import would write."""

    letter_id: str | None
    files: tuple[PlannedFile, ...] = ()
    """The letter's own files."""
    actors: tuple[PlannedFile, ...] = ()
    """Stubs of actors that the content folder does not have."""
    source_path: str | None = None
    source: bytes = b""
    metadata: bytes | None = None
    """The metadata file that is kept beside the source, if there is one."""
    earlier: tuple[tuple[str, bytes], ...] = ()
    """What is kept of the letter as it was: the source that gives its name to this one, its metadata, and the official text
    that changes; the path at which each is kept, and its bytes."""
    gone: tuple[str, ...] = ()
    """Files that leave their place: metadata that is kept with an earlier source and says nothing of this one."""
    recognised: RecognisedLetter | None = None
    furniture: tuple[Furniture, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    update: bool = False
    """Whether `files` are the changed and new files of a letter that is there already."""
    before: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of each file that the letter had when the plan was made, by path."""

    @property
    def ok(self) -> bool:
        """Whether the import may be written."""
        return self.letter_id is not None and not any(problem.is_error for problem in self.problems)


def metadata_path(source_path: str) -> str:
    """Return where the metadata file of a source is kept."""
    path = PurePath(source_path)
    return path.with_name(f"{path.stem}.metadata.xml").as_posix()


def failed(problem: Diagnostic) -> ImportPlan:
    """Return the plan of a file that cannot be imported."""
    return ImportPlan(None, problems=(problem,))


def renamed(plan: ImportPlan, letter_id: str, other: str | None, likeness: float, name: str) -> ImportPlan:
    """Return the plan under an id that no other letter has; `other` is the letter that it is most like."""
    old = str(plan.letter_id)

    def moved(path: str) -> str:
        return f"letters/{letter_id}/{path.removeprefix(f'letters/{old}/')}"

    values = {"letter": letter_id, "other": other or old, "percent": round(likeness * 100)}
    problems = [
        replace(one, values=tuple((key, letter_id if key == "letter" else value) for key, value in one.values))
        for one in plan.problems
    ]
    problems.append(diagnostic("letter-id-taken", Position(name), Severity.WARNING, **values))
    return replace(
        plan,
        letter_id=letter_id,
        files=tuple(PlannedFile(moved(file.path), file.text) for file in plan.files),
        source_path=plan.source_path and moved(plan.source_path),
        problems=in_order(problems),
    )


def make(
    letter: RecognisedLetter,
    data: bytes,
    name: str,
    actors: Sequence[KnownActor] = (),
    url: str | None = None,
    *,
    encoding: str | None = None,
    register: Sequence[RegisteredPerson] = (),
) -> ImportPlan:
    """Plan the files of a recognised letter; the parameters are those of `plan_import`."""
    lost = tuple(
        problem for problem in letter.problems if problem.code in ("lines-lost", "letter-of-another-parliament")
    )
    if lost:
        return ImportPlan(None, recognised=letter, problems=lost)
    letter_id = _letter_id(letter, name)
    if letter_id is None:
        return ImportPlan(None, recognised=letter, problems=(diagnostic("not-a-letter", Position(name)),))
    folder, file_name = f"letters/{letter_id}", _source_name(name)
    letter_actors = LetterActors(actors, letter.meta.day.isoformat() if letter.meta.day else None)
    links = CitationLinks(letter, name)
    footnotes = {footnote.key: footnote for footnote in letter.footnotes}
    stray = stray_footnotes(letter, footnotes)
    front = letter_front(letter, letter_actors, file_name, digest.sha256(data), url, encoding=encoding)
    files = [PlannedFile(f"{folder}/letter.md", file_text(front, cover_body(letter, footnotes, stray, links)))]
    digits = 3 if _highest_number(letter) > 99 else 2
    for question in letter.questions:
        path = f"{folder}/{slug(LANGUAGES[letter.lang].question)}-{question.number:0{digits}d}.md"
        body = question_body(letter, question, footnotes, links)
        files.append(PlannedFile(path, file_text(question_front(question), body)))
    stubs = sorted(letter_actors.stubs.items())
    problems = [*letter.problems, *_doubts(letter, letter_id, name, stray), *links.problems]
    if full_names := letter_actors.suggestions(register):
        problems.append(diagnostic("full-names", Position(name), Severity.INFO, names="; ".join(full_names)))
    return ImportPlan(
        letter_id,
        tuple(files),
        tuple(PlannedFile(f"actors/{actor}.md", file_text(stub, "")) for actor, stub in stubs),
        f"{folder}/source/{file_name}",
        data,
        recognised=letter,
        furniture=letter.furniture,
        problems=in_order(problems),
    )


def _doubts(letter: RecognisedLetter, letter_id: str, name: str, stray: Sequence[DocFootnote]) -> Iterator[Diagnostic]:
    """Yield what is doubtful about the planned files: the letter's id, its title, footnotes without a mark."""
    meta = letter.meta
    if not (meta.numbers or meta.publication):
        code = "letter-without-number" if meta.day else "letter-without-number-or-date"
        severity = Severity.INFO if meta.day and meta.title else Severity.WARNING
        yield diagnostic(code, Position(name), severity, letter=letter_id)
    if meta.title is None:
        yield diagnostic("title-not-found", Position(name), Severity.INFO)
    for footnote in stray:
        line = footnote.blocks[0].line if footnote.blocks else 0
        yield diagnostic("footnote-without-mark", Position(name, line), Severity.WARNING, mark=footnote.mark)


def _highest_number(letter: RecognisedLetter) -> int:
    return max((number for question in letter.questions for number in question.numbers), default=0)


def _letter_id(letter: RecognisedLetter, name: str) -> str | None:
    """Return the letter's id: its first question number, its publication, its date and subject, or the file's name.

    None where nothing shows that the document is a letter: it has neither questions nor both a date and a subject.
    """
    meta = letter.meta
    if meta.numbers:
        return meta.numbers[0].lower()
    if meta.publication:
        return slug(meta.publication)
    if not letter.questions and not (meta.day and meta.title):
        return None
    about = _shortened(slug(meta.title or "")) or _shortened(slug(PurePath(name.replace("\\", "/")).stem))
    parts = [meta.day.isoformat() if meta.day else "", about]
    return "-".join(filter(None, parts)) or slug(LANGUAGES[letter.lang].untitled[letter.kind])


def _shortened(text: str, limit: int = 60) -> str:
    """Return a slug of at most `limit` characters, cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit("-", 1)[0]


def _source_name(name: str) -> str:
    """Return the name that the source is kept under: its own, made safe as part of a URL."""
    path = PurePath(name.replace("\\", "/"))
    return f"{slug(path.stem) or 'bron'}{path.suffix.lower()}"
