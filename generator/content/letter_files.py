"""Parses the files in a letter's folder: the letter, its questions with their answers, and editors' notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from generator.content import declared_departures, frontmatter
from generator.content.content_file import ContentFile, check_id, without_repeats
from generator.content.markdown_reader import ParsedMarkdown
from generator.content.parsed import ParsedFile
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.languages import DEFAULT, HEADINGS, LANGUAGES, Language
from generator.core.model import Block, Heading, Letter, Note, Paragraph, Party, Question, SourceFile, Text
from generator.core.nearest import nearest


def _parties(found: Sequence[frontmatter.PartyMeta]) -> tuple[Party, ...]:
    return tuple(Party(party.actor, party.party, party.office) for party in found)


def letter(file: ContentFile) -> ParsedFile:
    """Parse `letter.md`; `parse` adds the questions and notes, which are other files."""
    letter_id = file.path.split("/")[2]
    meta, problems = file.meta(frontmatter.LetterMeta, title=letter_id)
    text = file.text()
    return ParsedFile(
        Letter(
            id=letter_id,
            position=file.position,
            title=meta.title,
            kind=meta.kind,
            lang=meta.lang,
            date=meta.date,
            body=text.blocks,
            submitted=meta.submitted,
            received=meta.received,
            numbers=meta.numbers,
            publication=meta.publication,
            reference=meta.reference,
            asked_by=_parties(meta.asked_by),
            addressed_to=_parties(meta.addressed_to),
            answered_by=_parties(meta.answered_by),
            on_behalf_of=_parties(meta.on_behalf_of),
            topics=without_repeats(meta.topics),
            names=tuple(meta.names.items()),
            source=SourceFile(
                meta.source.file,
                meta.source.sha256,
                meta.source.url,
                withheld=meta.source.withheld,
                encoding=meta.source.encoding,
            ),
            footnotes=text.footnotes,
            aliases=without_repeats(meta.aliases),
            draft=meta.draft,
            digest=file.digest,
            where=file.where,
            departures=declared_departures.departures(file, meta.departures),
            corrects=without_repeats(meta.corrects),
            supplements=without_repeats(meta.supplements),
            reviewed=without_repeats(meta.reviewed),
        ),
        (
            *problems,
            *text.problems,
            *check_id(file, letter_id),
            *_questions_in_letter(file, text.blocks),
            *declared_departures.problems(file, meta.departures),
        ),
    )


def _questions_in_letter(file: ContentFile, blocks: Text) -> tuple[Diagnostic, ...]:
    """Report questions that are written in `letter.md`, where they would get no page of their own."""
    return tuple(
        diagnostic(
            "question-in-letter",
            Position(file.path, block.paragraph.line, 1),
            title=block.paragraph.text,
            example=f"{_language(block.paragraph.text).question.lower()}-01.md",
        )
        for block in blocks
        if isinstance(block, Heading) and block.level <= 2 and _QUESTION_HEADING.match(block.paragraph.text)
    )


def _language(*titles: str, name: str = "") -> Language:
    """Return the language that headings are in, and else that a file's name is in: hints name headings as the file has them."""
    near = next(filter(None, (nearest(title.partition(" ")[0], HEADINGS) for title in titles)), None)
    rows = LANGUAGES.values()
    headed = (row for row in rows if near in (row.question, row.answer))
    named = (row for row in rows if name.startswith(row.question.lower()))
    return next(headed, None) or next(named, LANGUAGES[DEFAULT])


_QUESTION_HEADING = re.compile(rf"(?:{'|'.join(HEADINGS)})\b", re.IGNORECASE)


def question(file: ContentFile) -> ParsedFile:
    """Parse a question's file; without a number in its front matter, the number in the file's name counts."""
    in_name = re.search(r"(\d+)$", file.name)
    number = int(in_name[1]) if in_name else 0
    meta, problems = file.meta(frontmatter.QuestionMeta, number=str(number or 1))
    text = file.text()
    sections = _Sections(file)
    for block in text.blocks:
        sections.add(block)
    question = Question(
        number=meta.number,
        position=file.position,
        question=sections.text("question") or (),
        answer=sections.text("answer"),
        title=meta.title,
        answered_in=meta.answered_in,
        joint=tuple(sorted(set(meta.joint) - {meta.number})),
        topics=without_repeats(meta.topics),
        actors=without_repeats(meta.actors),
        pages=meta.source.pages,
        footnotes=text.footnotes,
        aliases=without_repeats(meta.aliases),
        draft=meta.draft,
        digest=file.digest,
        where=file.where,
        departures=declared_departures.departures(file, meta.departures),
    )
    if number and number != meta.number:
        line, column = file.located.place(("number",)) or (1, 1)
        wrong = diagnostic("number-mismatch", Position(file.path, line, column), number=meta.number, name=file.name)
        problems = (*problems, wrong)
    wrong_departures = declared_departures.problems(file, meta.departures)
    return ParsedFile(question, (*problems, *text.problems, *sections.problems(), *wrong_departures))


_SECTIONS = {heading.casefold(): section for heading, section in HEADINGS.items()}
_HEADING_LIKE = re.compile(r"#*\s*(\w+)(?:\s+\d+)?\s*[.:]?")  # "Antwoord", "Antwoord 2:", "##Antwoord"


class _Sections:
    """Divides the blocks of a question's file into the sections under `## Vraag` and `## Antwoord`."""

    def __init__(self, file: ContentFile) -> None:
        self.file = file
        self.found: dict[str, tuple[int, list[Block]]] = {}
        self.current: list[Block] | None = None
        self.wrong: list[Diagnostic] = []

    def add(self, block: Block) -> None:
        match block:
            case Heading(level=1 | 2, paragraph=paragraph):
                self.open(paragraph.text, paragraph.line)
            case _ if self.current is None:
                self.complain("text-before-section", self.file.body_line)
                self.current = []
            case _:
                self.current.append(block)

    def open(self, title: str, line: int) -> None:
        name = _SECTIONS.get(title.strip().casefold())
        if name is None:
            near = nearest(title, tuple(HEADINGS)) or next(filter(HEADINGS.get, title.split()), None)
            self.complain("unknown-section", line, title=title, suggestion=near)
            self.read_on(HEADINGS[near] if near else None, line)
        elif name in self.found:
            self.complain("duplicate-section", line, title=title)
            self.current = self.found[name][1]
        else:
            self.current = []
            self.found[name] = (line, self.current)

    def read_on(self, name: str | None, line: int) -> None:
        """Read what is below a wrong heading as the section that is meant, or that goes on, so that it is told alone."""
        if name is not None and name not in self.found:
            self.found[name] = (line, [])
        if name is not None:
            self.current = self.found[name][1]
        elif self.current is None:
            self.current = []

    def complain(self, code: str, line: int, **values: object) -> None:
        headings = {"question": self.language.question, "answer": self.language.answer}
        self.wrong.append(diagnostic(code, Position(self.file.path, line, 1), **headings, **values))

    @cached_property
    def language(self) -> Language:
        """The language of the file's headings."""
        return _language(*re.findall(r"^#{1,2}[ \t]+(\w+)", self.file.body, re.MULTILINE), name=self.file.name)

    def warn(self, code: str, line: int, **values: object) -> None:
        self.wrong.append(diagnostic(code, Position(self.file.path, line, 1), Severity.WARNING, **values))

    def text(self, name: str) -> Text | None:
        """Return a section's blocks; None if the section is missing or empty."""
        return tuple(self.found[name][1]) or None if name in self.found else None

    def line(self, name: str) -> int:
        return self.found[name][0] if name in self.found else 0

    def problems(self) -> tuple[Diagnostic, ...]:
        known = {problem.code for problem in self.wrong}
        if not self.text("question") and not known & {"unknown-section", "text-before-section"}:
            self.complain("empty-question", self.line("question") or 1)
        if "answer" in self.found and not self.text("answer"):
            self.warn("empty-answer", self.line("answer"))
        for line, title, heading in self.missed() if "answer" not in self.found else ():
            self.warn("section-in-text", line, title=title, heading=heading)
        return tuple(self.wrong)

    def missed(self) -> Iterator[tuple[int, str, str]]:
        """Yield what in the question reads as the heading of the answer: else that is shown as asked, and none as given."""
        for block in self.text("question") or ():
            leaf = block.paragraph if isinstance(block, Heading) else block
            if not isinstance(leaf, Paragraph):
                continue
            like = _HEADING_LIKE.fullmatch(leaf.text.strip())
            if like and _SECTIONS.get(like[1].casefold()) == "answer":
                yield leaf.line, leaf.text.strip(), like[1].capitalize()


def note(file: ContentFile) -> ParsedFile:
    """Parse an editor's note; the graph finds the passage that it quotes."""
    meta, problems = file.meta(frontmatter.NoteMeta, quote="?")
    text = file.editors_text()
    problems = (*problems, *text.problems, *check_id(file, file.name))
    if not text.blocks:
        problems = (*problems, diagnostic("empty-note", Position(file.path, file.body_line, 1)))
    note = Note(
        id=file.name,
        position=file.position,
        letter=file.path.split("/")[2],
        number=meta.number,
        quote=meta.quote,
        blocks=text.blocks,
        prefix=meta.prefix,
        suffix=meta.suffix,
        kind=meta.kind,
        author=meta.author,
        date=meta.date,
        title=meta.title,
        aliases=without_repeats(meta.aliases),
        draft=meta.draft,
        digest=file.digest,
        where=file.where,
    )
    return ParsedFile(note, (*problems, *_footnotes_in_note(file, text)))


def _footnotes_in_note(file: ContentFile, text: ParsedMarkdown) -> tuple[Diagnostic, ...]:
    """Report footnotes in a note: footnotes are part of the official text."""
    return tuple(
        diagnostic("footnote-in-note", Position(file.path, footnote.line, 1), label=footnote.label)
        for footnote in text.footnotes
    )
