"""The plan of an import: every file that it would write, as text, and every doubt. Nothing here touches the disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.language import slug
from generator.intake.citation_links import CitationLinks
from generator.intake.file_bodies import cover_body, question_body, stray_footnotes
from generator.intake.front_matter_writer import UNTITLED, _Dumper, file_text, letter_front, question_front
from generator.intake.letter_actors import KnownActor, LetterActors
from generator.intake.recognise.recognised_letter import Furniture, RecognisedLetter
from generator.intake.source_document import DocFootnote

_FILE = {"nl": "vraag", "en": "question"}


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to write: `path` is relative to the content folder."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What one import would do."""

    letter_id: str | None
    files: tuple[PlannedFile, ...] = ()
    """The letter's own files."""
    actors: tuple[PlannedFile, ...] = ()
    """Stubs of actors that the content folder does not have."""
    source_path: str | None = None
    source: bytes = b""
    recognised: RecognisedLetter | None = None
    furniture: tuple[Furniture, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    update: bool = False
    """Whether `files` are the changed and new files of a letter that is there already."""

    @property
    def ok(self) -> bool:
        """Whether the import may be written."""
        return self.letter_id is not None and not any(problem.is_error for problem in self.problems)


def failed(problem: Diagnostic) -> ImportPlan:
    """Return the plan of a file that cannot be imported."""
    return ImportPlan(None, problems=(problem,))


def make(
    letter: RecognisedLetter, data: bytes, name: str, actors: Sequence[KnownActor] = (), url: str | None = None
) -> ImportPlan:
    """Plan the files of a recognised letter."""
    problems = list(letter.problems)
    meta = letter.meta
    letter_id = _letter_id(letter, name)
    if letter_id is None:
        return ImportPlan(None, recognised=letter, problems=(diagnostic("not-a-letter", Position(name)),))
    if not (meta.numbers or meta.publication):
        day = meta.date or meta.received or meta.submitted
        code = "letter-without-number" if day else "letter-without-number-or-date"
        severity = Severity.INFO if day and meta.title else Severity.WARNING
        problems.append(diagnostic(code, Position(name), severity, letter=letter_id))
    cast = LetterActors(actors)
    file_name = _source_name(name)
    folder = f"letters/{letter_id}"
    if meta.title is None:
        problems.append(diagnostic("title-not-found", Position(name), Severity.INFO))
    front = letter_front(letter, cast, file_name, digest.sha256(data), url)
    links = CitationLinks(letter, name)
    highest = max((n for q in letter.questions for n in (q.number, *q.joint)), default=0)
    footnotes = {footnote.key: footnote for footnote in letter.footnotes}
    stray = stray_footnotes(letter, footnotes)
    problems += [
        diagnostic("footnote-without-mark", Position(name, _line(footnote)), Severity.WARNING, mark=footnote.mark)
        for footnote in stray
    ]
    files = [PlannedFile(f"{folder}/letter.md", file_text(front, cover_body(letter, footnotes, stray, links)))]
    digits = 3 if highest > 99 else 2
    for question in letter.questions:
        path = f"{folder}/{_FILE[letter.lang]}-{question.number:0{digits}d}.md"
        files.append(
            PlannedFile(path, file_text(question_front(question), question_body(letter, question, footnotes, links)))
        )
    stubs = tuple(PlannedFile(f"actors/{actor}.md", file_text(stub, "")) for actor, stub in sorted(cast.stubs.items()))
    return ImportPlan(
        letter_id,
        tuple(files),
        stubs,
        f"{folder}/source/{file_name}",
        data,
        letter,
        letter.furniture,
        in_order([*problems, *links.problems]),
    )


def _letter_id(letter: RecognisedLetter, name: str) -> str | None:
    """Choose the id: first question number, else publication, else date and subject, else the name of the file.

    None where nothing tells that it is a letter: neither questions nor both a date and a subject.
    """
    meta = letter.meta
    if meta.numbers:
        return meta.numbers[0].lower()
    if meta.publication:
        return slug(meta.publication)
    day = meta.date or meta.received or meta.submitted
    if not letter.questions and not (day and meta.title):
        return None
    about = _short(slug(meta.title or "")) or _short(slug(PurePath(name.replace("\\", "/")).stem))
    parts = [day.isoformat() if day else "", about]
    return "-".join(filter(None, parts)) or slug(UNTITLED[letter.lang][letter.kind])


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[:limit].rsplit("-", 1)[0]


def _source_name(name: str) -> str:
    """Return the source's own name, made safe as part of an address."""
    path = PurePath(name.replace("\\", "/"))
    return f"{slug(path.stem) or 'bron'}{path.suffix.lower()}"


# --- Front matter ------------------------------------------------------------------------------------------------


_Dumper.add_representer(
    dt.date, lambda dumper, day: dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())
)


# --- Bodies ------------------------------------------------------------------------------------------------------


def _line(footnote: DocFootnote) -> int:
    return footnote.blocks[0].line if footnote.blocks else 0
