"""Holds a published site against itself: pages against sources, digests against both, one page against the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, TypeVar

import msgspec

from generator import verify
from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.proof import Departure, Proof, Reason, ShownLetter, State, TextKind, not_compared
from generator.core.text_digest import text_digest, words
from generator.verify.published import page_text
from generator.verify.published.files import SiteFiles, UnreachableError

LIST = "proofs.json"
"""The list of all letters with their digests, at the root of the site."""
_LIST_LIMIT, _PAGE_LIMIT, _SOURCE_LIMIT = 50_000_000, 20_000_000, 200_000_000
_Of = TypeVar("_Of")
_UNREACHABLE = "published-unreachable"


class _Source(msgspec.Struct, frozen=True):
    sha256: str | None = None
    file: str | None = None
    withheld: str | None = None


class _Listed(msgspec.Struct, frozen=True):
    """A letter in the list."""

    id: str
    page: str
    data: str
    questions: dict[str, str]
    state: State
    text_sha256: str
    source: _Source


class _List(msgspec.Struct, frozen=True):
    letters: Annotated[list[_Listed], msgspec.Meta(max_length=50_000)]


class _Declared(msgspec.Struct, frozen=True):
    place: str
    source: str
    shown: str
    reason: str


class _Outcome(msgspec.Struct, frozen=True):
    departures: list[_Declared] = []


class _Read(msgspec.Struct, frozen=True):
    encoding: str | None = None


class _Question(msgspec.Struct, frozen=True):
    number: int
    numbers: list[int]
    answered_in: int | None = None


class _Data(msgspec.Struct, frozen=True):
    """What is needed of `letter.json`: what the source may have around the text, and what goes with which number."""

    title: str
    numbers: list[str]
    questions: list[_Question]
    proof: _Outcome
    source: _Read = _Read()
    date: str | None = None
    submitted: str | None = None
    received: str | None = None
    reference: str | None = None
    publication: dict[str, str | None] | None = None


@dataclass(frozen=True, slots=True)
class PublishedLetter:
    """How one letter came out."""

    id: str
    proof: Proof
    source: str
    """The file name of its source; empty where none is published."""
    problems: tuple[Diagnostic, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether its pages are not what the site says they are."""
        return self.proof.state is State.DIFFERS or any(one.code != _UNREACHABLE for one in self.problems)

    @property
    def failed(self) -> bool:
        """Whether something of it could not be read."""
        return any(one.code == _UNREACHABLE for one in self.problems)


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """How all letters of a site came out; `problem` is why nothing could be verified."""

    letters: tuple[PublishedLetter, ...] = ()
    problem: Diagnostic | None = None


def verify_site(files: SiteFiles, progress: Callable[[int, int], None] = lambda _done, _total: None) -> PublishedSite:
    """Verify all letters of a published site."""
    try:
        listed = _decoded(files, LIST, _LIST_LIMIT, _List).letters
    except UnreachableError as error:
        return PublishedSite(problem=_unreachable(LIST, error))
    found: list[PublishedLetter] = []
    for number, one in enumerate(listed):
        progress(number, len(listed))
        found.append(_letter(files, one))
    return PublishedSite(tuple(found))


def changed_texts(files: SiteFiles) -> Iterator[Diagnostic]:
    """Report each page of a site that shows other official text than its list says; no source is read."""
    try:
        listed = _decoded(files, LIST, _LIST_LIMIT, _List).letters
    except UnreachableError as error:
        yield _unreachable(LIST, error)
        return
    for one in listed:
        try:
            _, shown, problems = _read_page(files, one)
        except (UnreachableError, page_text.PageError) as error:
            yield _unreachable(one.page, error)
        else:
            yield from problems
            yield from _answers(files, one, shown)


def _letter(files: SiteFiles, listed: _Listed) -> PublishedLetter:
    """Verify one letter: its own page with the source, then the pages of its questions with its own."""
    try:
        data, shown, problems = _read_page(files, listed)
    except (UnreachableError, page_text.PageError) as error:
        unread = not_compared(listed.id, Reason.UNREADABLE, listed.source.sha256)
        return PublishedLetter(listed.id, unread, "", (_unreachable(listed.page, error),))
    proof = _proof(files, listed, data, shown, problems)
    if proof.state is not listed.state and State.NOT_COMPARED not in {proof.state, listed.state}:
        values = {"claimed": str(listed.state), "found": str(proof.state)}
        problems.append(diagnostic("published-claim", Position(LIST), letter=listed.id, **values))
    problems += _answers(files, listed, shown)
    name = (listed.source.file or "").rpartition("/")[2]
    return PublishedLetter(listed.id, proof, name, tuple(problems))


def _read_page(files: SiteFiles, listed: _Listed) -> tuple[_Data, ShownLetter, list[Diagnostic]]:
    """Read the page of a letter; return its text, and where that is not what the list says."""
    data = _decoded(files, listed.data, _PAGE_LIMIT, _Data)
    shown, stray = _shown(files.read(listed.page, _PAGE_LIMIT), listed, data)
    problems = [diagnostic("published-stray", Position(listed.page), text=text) for text in stray]
    if text_digest(shown) != listed.text_sha256:
        values = {"expected": listed.text_sha256, "actual": text_digest(shown)}
        problems.append(diagnostic("published-text-digest", Position(listed.page), **values))
    return data, shown, problems


def _shown(page: bytes, listed: _Listed, data: _Data) -> tuple[ShownLetter, tuple[str, ...]]:
    asked = {one.number: tuple(sorted(one.numbers)) for one in data.questions}
    answered = {
        one.number: tuple(
            sorted(
                n for other in data.questions if one.number in (other.number, other.answered_in) for n in other.numbers
            )
        )
        for one in data.questions
    }
    return page_text.letter(page, listed.id, listed.page, asked, answered)


def _proof(files: SiteFiles, listed: _Listed, data: _Data, shown: ShownLetter, problems: list[Diagnostic]) -> Proof:
    """Compare the letter's page with its published source; what is wrong with that goes to the problems."""
    source = listed.source
    if not source.file:
        return not_compared(listed.id, Reason.WITHHELD if source.withheld else Reason.NO_SOURCE, source.sha256)
    try:
        bytes_ = files.read(source.file, _SOURCE_LIMIT)
    except UnreachableError as error:
        problems.append(_unreachable(source.file, error))
        return not_compared(listed.id, Reason.NO_SOURCE_FILE, source.sha256)
    if digest.sha256(bytes_) != source.sha256:
        values = {"expected": source.sha256, "actual": digest.sha256(bytes_)}
        problems.append(diagnostic("published-source-digest", Position(source.file), **values))
    at = Position(listed.page)
    departures = tuple(Departure(d.place, d.source, d.shown, d.reason, at) for d in data.proof.departures)
    meta: dict[str, object] = {
        "title": data.title,
        "numbers": data.numbers,
        "reference": data.reference,
        "publication": (data.publication or {}).get("id"),
        "date": data.date,
        "submitted": data.submitted,
        "received": data.received,
        "source": {"encoding": data.source.encoding},
    }
    return verify.compare(shown, bytes_, source.file.rpartition("/")[2], departures, meta=meta)


def _answers(files: SiteFiles, listed: _Listed, shown: ShownLetter) -> Iterator[Diagnostic]:
    """Hold the page of each question against the letter's own."""
    footnotes = {words(one.blocks[0].html) for one in shown.texts if one.kind is TextKind.FOOTNOTE and one.blocks}
    for number, path in listed.questions.items():
        try:
            page = page_text.answer(files.read(path, _PAGE_LIMIT))
        except (UnreachableError, page_text.PageError) as error:
            yield _unreachable(path, error)
            continue
        for kind, there in ((TextKind.QUESTION, page.question), (TextKind.ANSWER, page.answer)):
            expected = tuple(
                words(block.html)
                for text in shown.texts
                if text.kind is kind and int(number) in text.numbers
                for block in text.blocks
            )
            if there != expected:
                yield _other(path, there, expected)
        for text in page.footnotes:
            if text not in footnotes:
                yield _other(path, (text,), ())


def _other(path: str, there: tuple[str, ...], expected: tuple[str, ...]) -> Diagnostic:
    """Tell the first block in which the page of a question is not as the letter's own page."""
    pairs = [(a, b) for a, b in zip((*there, ""), (*expected, ""), strict=False) if a != b]
    mine, other = pairs[0] if pairs else (" ".join(there), " ".join(expected))
    return diagnostic("published-other", Position(path), shown=_short(mine), expected=_short(other))


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:100].rstrip()} … {text[-50:].lstrip()}"


def _unreachable(path: str, error: Exception) -> Diagnostic:
    return diagnostic(_UNREACHABLE, Position(path), reason=error)


def _decoded(files: SiteFiles, path: str, limit: int, kind: type[_Of]) -> _Of:
    try:
        return msgspec.json.decode(files.read(path, limit), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreachableError(f"it is not what it should be: {error}") from error
