"""One file → one item of content: front matter and Markdown of each kind.

Pure on (path, bytes); what needs two files is decided in `parse`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.language import slug
from generator.core.model import (
    Actor,
    Article,
    Block,
    Heading,
    Letter,
    Membership,
    Note,
    Party,
    ProsePage,
    Question,
    SourceFile,
    Term,
    Text,
    Topic,
    Where,
)
from generator.core.nearest import nearest
from generator.letters import frontmatter, markdown
from generator.letters.located import Located, Value, load
from generator.letters.validation import Model, validate, where

Item = Letter | Question | Note | Actor | Topic | Article | ProsePage


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one file holds; an item is always made, from what was understood."""

    item: Item
    problems: tuple[Diagnostic, ...]


def parse_file(kind: str, path: str, data: bytes) -> ParsedFile:
    """Read one file of a kind that `kind_of` gives."""
    return _PARSERS[kind](_open(path, data))


def kind_of(path: str) -> str | None:
    """Give the kind of a content file by its place; None where nothing is expected there."""
    return next((kind for kind, form in _PLACES if form.fullmatch(path)), None)


_PLACES = tuple(
    (kind, re.compile(form))
    for kind, form in (
        ("letter", r"content/letters/[^/]+/letter\.md"),
        ("question", r"content/letters/[^/]+/[^/]+\.md"),
        ("note", r"content/letters/[^/]+/notes/[^/]+\.md"),
        ("actor", r"content/actors/[^/]+\.md"),
        ("topic", r"content/topics/[^/]+\.md"),
        ("article", r"content/articles/[^/]+\.md"),
        ("page", r"content/pages/[^/]+\.md"),
    )
)


# --- The file --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _File:
    """A file taken apart: its front matter with places, and its Markdown with the line it begins on."""

    path: str
    name: str
    located: Located
    body: str
    body_line: int
    digest: str
    problems: tuple[Diagnostic, ...]

    @property
    def position(self) -> Position:
        return Position(self.path, 1, 1)

    @property
    def where(self) -> Where:
        return where(self.located)

    def meta(self, model: type[Model], **fallback: Value) -> tuple[Model, tuple[Diagnostic, ...]]:
        """Give the front matter, and the file's problems with those of its front matter."""
        found, problems = validate(model, self.located, self.path, fallback)
        return found, self.problems + problems

    def text(self) -> markdown.Parsed:
        return markdown.parse(self.body, self.path, self.body_line)


def _open(path: str, data: bytes) -> _File:
    text, problems = _decode(path, data)
    head, body, body_line = _split(text)
    name = posixpath.basename(path).removesuffix(".md")
    located = load(head, path, 2) if head is not None else Located({}, {}, {})
    if head is None:
        code = "unclosed-front-matter" if text.startswith("---\n") else "no-front-matter"
        problems = (*problems, diagnostic(code, Position(path, 1, 1)))
    return _File(path, name, located, body, body_line, digest.of_bytes(data), problems)


def _decode(path: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    problems: tuple[Diagnostic, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        problems = (diagnostic("not-utf-8", Position(path, line, column)),)
        text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _split(text: str) -> tuple[str | None, str, int]:
    """Take the front matter off; give it (None where there is none), the rest, and the line the rest begins on."""
    found = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if not found:
        return None, "" if text.startswith("---\n") else text, 1
    return found[1], text[found.end() :], text.count("\n", 0, found.end()) + 1


def _check_id(file: _File, name: str) -> tuple[Diagnostic, ...]:
    """Names of files are identities and URLs: lower case, digits, hyphens."""
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        return ()
    return (diagnostic("wrong-id", Position(file.path), name=name, suggestion=slug(name) or None),)


# --- Letters ---------------------------------------------------------------------------------------------------


def _parties(found: Sequence[frontmatter.PartyMeta]) -> tuple[Party, ...]:
    return tuple(Party(party.actor, party.party, party.office) for party in found)


def _letter(file: _File) -> ParsedFile:
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
            topics=_once(meta.topics),
            source=SourceFile(meta.source.file, meta.source.sha256, meta.source.url),
            footnotes=text.footnotes,
            aliases=_once(meta.aliases),
            draft=meta.draft,
            digest=file.digest,
            where=file.where,
        ),
        (*problems, *text.problems, *_check_id(file, letter_id), *_questions_in_letter(file, text.blocks)),
    )


def _questions_in_letter(file: _File, blocks: Text) -> tuple[Diagnostic, ...]:
    """Report questions that stand in the letter's own file, where they would get no page."""
    return tuple(
        diagnostic("question-in-letter", Position(file.path, block.paragraph.line, 1), title=block.paragraph.text)
        for block in blocks
        if isinstance(block, Heading) and block.level <= 2 and _QUESTION_HEADING.match(block.paragraph.text)
    )


_QUESTION_HEADING = re.compile(r"(?:vraag|antwoord|question|answer)\b", re.IGNORECASE)


def _question(file: _File) -> ParsedFile:
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
        topics=_once(meta.topics),
        actors=_once(meta.actors),
        pages=meta.source.pages,
        footnotes=text.footnotes,
        aliases=_once(meta.aliases),
        draft=meta.draft,
        digest=file.digest,
        answer_line=sections.line("answer"),
        where=file.where,
    )
    if number and number != meta.number:
        line, column = file.located.place(("number",)) or (1, 1)
        wrong = diagnostic("number-mismatch", Position(file.path, line, column), number=meta.number, name=file.name)
        problems = (*problems, wrong)
    return ParsedFile(question, (*problems, *text.problems, *sections.problems()))


_SECTIONS = {"vraag": "question", "question": "question", "antwoord": "answer", "answer": "answer"}


class _Sections:
    """Divides a question's file at its `## Vraag` and `## Antwoord`."""

    def __init__(self, file: _File) -> None:
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
            near = nearest(title, ("Vraag", "Antwoord", "Question", "Answer"))
            self.complain("unknown-section", line, title=title, suggestion=near)
            self.current = []
        elif name in self.found:
            self.complain("duplicate-section", line, title=title)
            self.current = self.found[name][1]
        else:
            self.current = []
            self.found[name] = (line, self.current)

    def complain(self, code: str, line: int, **values: object) -> None:
        self.wrong.append(diagnostic(code, Position(self.file.path, line, 1), **values))

    def text(self, name: str) -> Text | None:
        """Give a section's blocks; None where it is not there or empty."""
        return tuple(self.found[name][1]) or None if name in self.found else None

    def line(self, name: str) -> int:
        return self.found[name][0] if name in self.found else 0

    def problems(self) -> tuple[Diagnostic, ...]:
        known = {problem.code for problem in self.wrong}
        if not self.text("question") and not known & {"unknown-section", "text-before-section"}:
            self.complain("empty-question", self.line("question") or 1)
        if "answer" in self.found and not self.text("answer"):
            self.wrong.append(
                diagnostic("empty-answer", Position(self.file.path, self.line("answer"), 1), Severity.WARNING)
            )
        return tuple(self.wrong)


def _note(file: _File) -> ParsedFile:
    meta, problems = file.meta(frontmatter.NoteMeta, quote="?")
    text = file.text()
    problems = (*problems, *text.problems, *_check_id(file, file.name))
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
        aliases=_once(meta.aliases),
        draft=meta.draft,
        quote_line=(file.located.place(("quote",)) or (1, 1))[0],
        digest=file.digest,
        where=file.where,
    )
    return ParsedFile(note, (*problems, *_footnotes_in_note(file, text)))


def _footnotes_in_note(file: _File, text: markdown.Parsed) -> tuple[Diagnostic, ...]:
    """Footnotes belong to the letter; an editor's note has none of its own."""
    return tuple(
        diagnostic("footnote-in-note", Position(file.path, footnote.line, 1), label=footnote.label)
        for footnote in text.footnotes
    )


# --- The rest --------------------------------------------------------------------------------------------------


def _actor(file: _File) -> ParsedFile:
    meta, problems = file.meta(frontmatter.ActorMeta, name=file.name, type="body")
    text = file.text()
    actor = Actor(
        id=file.name,
        position=file.position,
        name=meta.name,
        type=meta.type,
        aliases=_once(meta.aliases),
        same_as=_once(meta.same_as),
        offices=tuple(Term(term.office, term.start, term.end) for term in meta.offices),
        parties=tuple(Membership(term.party, term.start, term.end) for term in meta.parties),
        ministry=meta.ministry,
        body=text.blocks,
        footnotes=text.footnotes,
        redirects=_once(meta.old_urls),
        digest=file.digest,
        where=file.where,
    )
    terms = [("offices", n, t.start, t.end) for n, t in enumerate(actor.offices)]
    terms += [("parties", n, t.start, t.end) for n, t in enumerate(actor.parties)]
    for key, index, start, end in terms:
        if start and end and start > end:
            line, column = file.located.place((key, index, "to")) or (1, 1)
            problems = (
                *problems,
                diagnostic("term-backwards", Position(file.path, line, column), start=start, end=end),
            )
    return ParsedFile(actor, (*problems, *text.problems, *_check_id(file, file.name)))


def _topic(file: _File) -> ParsedFile:
    meta, problems = file.meta(frontmatter.TopicMeta, name=file.name)
    text = file.text()
    topic = Topic(
        id=file.name,
        position=file.position,
        name=meta.name,
        parent=meta.parent,
        see_also=_once(meta.see_also),
        keywords=_once(meta.keywords),
        same_as=_once(meta.same_as),
        body=text.blocks,
        footnotes=text.footnotes,
        aliases=_once(meta.aliases),
        digest=file.digest,
        where=file.where,
    )
    return ParsedFile(topic, (*problems, *text.problems, *_check_id(file, file.name)))


def _article(file: _File) -> ParsedFile:
    meta, problems = file.meta(
        frontmatter.ArticleMeta, url="https://example.org/", title=file.name, outlet=file.name, links=[]
    )
    article = Article(
        id=file.name,
        position=file.position,
        url=meta.url,
        title=meta.title,
        outlet=meta.outlet,
        date=meta.date,
        links=_once(meta.links),
        lang=meta.lang,
        where=file.where,
    )
    if file.body.strip():
        problems = (*problems, diagnostic("article-body", Position(file.path, file.body_line, 1), Severity.WARNING))
    return ParsedFile(article, (*problems, *_check_id(file, file.name)))


def _page(file: _File) -> ParsedFile:
    meta, problems = file.meta(frontmatter.PageMeta, title=file.name)
    text = file.text()
    page = ProsePage(
        slug=file.name,
        position=file.position,
        title=meta.title,
        body=text.blocks,
        footnotes=text.footnotes,
        aliases=_once(meta.aliases),
        digest=file.digest,
        where=file.where,
    )
    return ParsedFile(page, (*problems, *text.problems, *_check_id(file, file.name)))


def _once(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


_PARSERS: dict[str, Callable[[_File], ParsedFile]] = {
    "letter": _letter,
    "question": _question,
    "note": _note,
    "actor": _actor,
    "topic": _topic,
    "article": _article,
    "page": _page,
}
