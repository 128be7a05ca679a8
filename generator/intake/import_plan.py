"""The plan of an import: every file that it would write, as text, and every doubt. Nothing here touches the disk."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import yaml

from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.language import slug
from generator.core.model import LetterKind
from generator.intake.citation_links import CitationLinks
from generator.intake.letter_actors import KnownActor, LetterActors
from generator.intake.markdown_writer import MarkdownWriter
from generator.intake.recognise.recognised_letter import Furniture, RecognisedLetter, RecognisedQuestion
from generator.intake.source_document import DocBlock, DocFootnote

_HEADINGS = {"nl": ("Vraag", "Antwoord"), "en": ("Question", "Answer")}
_UNTITLED = {
    "nl": {
        LetterKind.ANSWERS: "Antwoorden op Kamervragen",
        LetterKind.QUESTIONS: "Kamervragen",
        LetterKind.POSTPONEMENT: "Uitstel van antwoord op Kamervragen",
        LetterKind.LETTER: "Brief",
    },
    "en": {
        LetterKind.ANSWERS: "Answers to parliamentary questions",
        LetterKind.QUESTIONS: "Parliamentary questions",
        LetterKind.POSTPONEMENT: "Postponed answers",
        LetterKind.LETTER: "Letter",
    },
}
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
    front = _letter_front(letter, cast, file_name, digest.sha256(data), url)
    links = CitationLinks(letter, name)
    highest = max((n for q in letter.questions for n in (q.number, *q.joint)), default=0)
    footnotes = {footnote.key: footnote for footnote in letter.footnotes}
    stray = _stray(letter, footnotes)
    problems += [
        diagnostic("footnote-without-mark", Position(name, _line(footnote)), Severity.WARNING, mark=footnote.mark)
        for footnote in stray
    ]
    files = [PlannedFile(f"{folder}/letter.md", _file(front, _cover(letter, footnotes, stray, links)))]
    digits = 3 if highest > 99 else 2
    for question in letter.questions:
        path = f"{folder}/{_FILE[letter.lang]}-{question.number:0{digits}d}.md"
        files.append(
            PlannedFile(path, _file(_question_front(question), _question_body(letter, question, footnotes, links)))
        )
    stubs = tuple(PlannedFile(f"actors/{actor}.md", _file(stub, "")) for actor, stub in sorted(cast.stubs.items()))
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
    return "-".join(filter(None, parts)) or slug(_UNTITLED[letter.lang][letter.kind])


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[:limit].rsplit("-", 1)[0]


def _source_name(name: str) -> str:
    """Return the source's own name, made safe as part of an address."""
    path = PurePath(name.replace("\\", "/"))
    return f"{slug(path.stem) or 'bron'}{path.suffix.lower()}"


# --- Front matter ------------------------------------------------------------------------------------------------


def _letter_front(
    letter: RecognisedLetter, cast: LetterActors, file_name: str, sha256: str, url: str | None
) -> dict[str, object]:
    meta = letter.meta
    number = f" {meta.numbers[0]}" if meta.numbers else ""
    asked = []
    for asker in meta.asked_by:
        party = cast.party(asker.party) if asker.party else None
        asked.append({"actor": cast.person(asker.name, party=party), "party": party})
    answered = []
    for signatory in meta.answered_by:
        office = cast.office(signatory.office) if signatory.office else None
        answered.append({"actor": cast.person(signatory.name, office=office), "office": office})
    return {
        "title": meta.title or f"{_UNTITLED[letter.lang][letter.kind]}{number}",
        "kind": letter.kind.value,
        "lang": letter.lang,
        "date": meta.date,
        "submitted": meta.submitted,
        "received": meta.received,
        "numbers": list(meta.numbers),
        "publication": meta.publication,
        "reference": meta.reference,
        "asked_by": asked,
        "addressed_to": [{"office": cast.office(office)} for office in meta.addressed_to],
        "answered_by": answered,
        "on_behalf_of": [{"office": cast.office(office)} for office in meta.on_behalf_of],
        "topics": [],
        "source": {"file": f"source/{file_name}", "sha256": sha256, "url": url},
    }


def _question_front(question: RecognisedQuestion) -> dict[str, object]:
    front: dict[str, object] = {"number": question.number}
    if question.joint:
        front["with"] = list(question.joint)
    front["title"] = None
    if question.answered_in is not None:
        front["answered_in"] = question.answered_in
    front |= {"topics": [], "actors": []}
    if question.pages:
        front["source"] = {"pages": list(question.pages)}
    return front


class _Dumper(yaml.SafeDumper):
    """Writes front matter as an editor would: dates bare, short maps on one line, no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


_Dumper.add_representer(
    dt.date, lambda dumper, day: dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())
)


def front_matter(front: Mapping[str, object]) -> str:
    """Write front matter: a key on each line, in the order given; lists of maps one item a line."""
    lines: list[str] = []
    for key, value in front.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{key}:")
            lines.extend(f"  - {_flow(item)}" for item in value)
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "---\n" + "\n".join(lines) + "\n---\n"


def _flow(value: object) -> str:
    text = yaml.dump(value, Dumper=_Dumper, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False)
    return text.removesuffix("\n").removesuffix("...").rstrip()


def _file(front: Mapping[str, object], body: str) -> str:
    return front_matter(front) + (f"{body.strip(chr(10))}\n" if body.strip() else "")


# --- Bodies ------------------------------------------------------------------------------------------------------


def _cover(
    letter: RecognisedLetter, footnotes: Mapping[str, DocFootnote], stray: tuple[DocFootnote, ...], links: CitationLinks
) -> str:
    used = (*_used(letter.body, letter, footnotes), *stray)
    labels = _labels(used)
    text = MarkdownWriter(links.finder("cover"), labels).text(letter.body)
    return "\n\n".join(filter(None, [text, _definitions(MarkdownWriter(links.finder("footnote"), labels), used)]))


def _question_body(
    letter: RecognisedLetter, question: RecognisedQuestion, footnotes: Mapping[str, DocFootnote], links: CitationLinks
) -> str:
    asking, answering = _HEADINGS[letter.lang]
    number, line = question.number, question.line
    used = _used((*question.blocks, *(question.answer or ())), letter, footnotes)
    labels = _labels(used)
    parts = [f"## {asking}", MarkdownWriter(links.finder(f"question {number}", line), labels, 3).text(question.blocks)]
    if question.answer is not None:
        parts += [
            f"## {answering}",
            MarkdownWriter(links.finder(f"answer {number}", line), labels, 3).text(question.answer),
        ]
    parts.append(_definitions(MarkdownWriter(links.finder("footnote", line), labels), used))
    return "\n\n".join(filter(None, parts))


def _used(
    blocks: Sequence[DocBlock], letter: RecognisedLetter, footnotes: Mapping[str, DocFootnote]
) -> tuple[DocFootnote, ...]:
    """Return the footnotes whose marks stand in blocks, in the order of their marks, and those without a mark that go with them."""
    keys: dict[str, None] = {}
    for block in _leaves(blocks):
        for run in block.runs:
            if run.footnote is not None and run.footnote in footnotes:
                keys.setdefault(run.footnote)
    for key, beside in letter.loose:
        if beside in keys:
            keys.setdefault(key)
    return tuple(footnotes[key] for key in keys)


def _stray(letter: RecognisedLetter, footnotes: Mapping[str, DocFootnote]) -> tuple[DocFootnote, ...]:
    """Return the footnotes whose marks stand in no text of the letter; they are kept in letter.md."""
    texts = [letter.body, *((*question.blocks, *(question.answer or ())) for question in letter.questions)]
    used = {footnote.key for text in texts for footnote in _used(text, letter, footnotes)}
    return tuple(footnote for footnote in letter.footnotes if footnote.key not in used)


def _line(footnote: DocFootnote) -> int:
    return footnote.blocks[0].line if footnote.blocks else 0


def _leaves(blocks: Sequence[DocBlock]) -> Sequence[DocBlock]:
    found: list[DocBlock] = []
    for block in blocks:
        found.append(block)
        for row in block.rows:
            for cell in row:
                found.extend(_leaves(cell))
    return found


def _labels(footnotes: Sequence[DocFootnote]) -> dict[str, str]:
    """Return each footnote its label: the number as printed; where two series meet in one file, the second takes a letter."""
    labels: dict[str, str] = {}
    for footnote in footnotes:
        mark = re.sub(r"[^0-9A-Za-z*†‡]", "", footnote.mark) or footnote.mark
        mark = {"*": "ster", "†": "kruis", "‡": "dubbelkruis"}.get(mark, mark)
        label, letter = mark, "b"
        while label in labels.values():
            label, letter = f"{mark}{letter}", chr(ord(letter) + 1)
        labels[footnote.key] = label
    return labels


def _definitions(writer: MarkdownWriter, footnotes: Sequence[DocFootnote]) -> str:
    return "\n\n".join(writer.footnote(footnote) for footnote in footnotes)
