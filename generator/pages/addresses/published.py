"""What a plan publishes, address by address, and which addresses of the ledger it would lose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.core import ledger, urls
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.ledger import Address, Loss
from generator.graph.paragraph_anchors import identity, words_of
from generator.graph.site import Part, QuestionKey, SiteGraph, TextKey
from generator.pages.views import AnswerView, BlockView, CopiedFile, FootnoteView, LetterView, Page
from generator.pages.writing.site_context import page_path

_PASSING = re.compile(r"/(?:404\.html|robots\.txt|sitemap[^/]*\.xml|_[^/]*)")
"""Files that nobody links to: they may come and go."""
DATA = "data"
"""What files are called that programs read beside a page: they come and go with what they are about."""

LOSSES = ("address-gone", "addresses-unknown", "anchor-gone", "anchor-moved")
"""The codes of what `lost` reports."""


def published(pages: Iterable[Page], files: Iterable[CopiedFile], graph: SiteGraph) -> Iterator[Address]:
    """Yield every address that a plan publishes: its pages, their anchors that are a promise, and its files."""
    names = _names(graph)
    for page in pages:
        if _PASSING.fullmatch(page.path):
            continue
        kind = page.kind or _file(page.path)
        yield Address(page.path, "", names.get(page.path, kind), origin=page.origin)
        view = page.view if page.type in (AnswerView, LetterView) else None
        match view:
            case AnswerView():
                yield from _answer(page, view, graph, names[page.path])
            case LetterView():
                yield from _letter(page, view, graph, names[page.path])
    for file in files:
        yield Address(file.path, "", "source" if file.sha256 else DATA, origin=file.origin)


def _file(path: str) -> str:
    return "feed" if path.endswith("feed.xml") else DATA


def _names(graph: SiteGraph) -> Mapping[str, str]:
    """Return by path what each page is the page of."""
    segments, content = graph.config.segments, graph.content
    found = {urls.actor(segments, actor.id): f"actor:{actor.id}" for actor in content.actors}
    found |= {urls.topic(segments, topic.id): f"topic:{topic.id}" for topic in content.topics}
    found |= {page_path(segments, page.slug): f"page:{page.slug}" for page in content.pages}
    for letter in content.letters:
        found[urls.letter(segments, letter.id)] = identity(letter.id, 0)
        for question in letter.questions:
            for number in (question.number, *question.joint):
                found[urls.question(segments, letter.id, number)] = identity(letter.id, number)
        for note in letter.notes:
            holder = graph.questions.get(QuestionKey(letter.id, note.number or 0))
            page = urls.question(segments, letter.id, holder.number) if holder else urls.letter(segments, letter.id)
            found[f"{page}embed/{note.id}/"] = f"note:{letter.id}/{note.id}"
    return found


def _answer(page: Page, view: AnswerView, graph: SiteGraph, name: str) -> Iterator[Address]:
    letter, _, number = name.partition(":")[2].partition("/")
    key = QuestionKey(letter, int(number))
    holder = graph.answers.get(key, key)
    yield from _blocks(page, view.question, graph, TextKey(letter, key.number, Part.QUESTION))
    yield from _blocks(page, view.answer, graph, TextKey(letter, holder.number, Part.ANSWER))
    yield from _footnotes(page, view.footnotes, letter, name)


def _letter(page: Page, view: LetterView, graph: SiteGraph, name: str) -> Iterator[Address]:
    letter = name.partition(":")[2]
    yield from _blocks(page, view.cover, graph, TextKey(letter, 0, Part.COVER))
    for section in view.sections:
        yield Address(page.path, section.anchor, identity(letter, section.number), origin=page.origin)
        yield from _blocks(page, section.question, graph, TextKey(letter, section.number, Part.QUESTION))
        yield from _blocks(page, section.answer, graph, TextKey(letter, section.number, Part.ANSWER))
    yield from _footnotes(page, view.footnotes, letter, name)


def _blocks(page: Page, blocks: tuple[BlockView, ...], graph: SiteGraph, key: TextKey) -> Iterator[Address]:
    """Yield the anchors of a text's paragraphs, with their words, and those of the notes on them."""
    name = identity(key.letter, key.number)
    for index, (block, words) in enumerate(zip(blocks, words_of(graph.texts.get(key, ())), strict=True)):
        yield Address(page.path, block.anchor, f"{name}#{graph.anchor(key, index)}", words, page.origin)
        yield from (_note(page, key.letter, note.anchor) for note in block.notes)


def _footnotes(page: Page, footnotes: tuple[FootnoteView, ...], letter: str, name: str) -> Iterator[Address]:
    for footnote in footnotes:
        yield Address(page.path, footnote.anchor, f"{name}#{footnote.anchor}", origin=page.origin)
        yield from (_note(page, letter, note.anchor) for note in footnote.notes)


def _note(page: Page, letter: str, anchor: str) -> Address:
    return Address(page.path, anchor, f"note:{letter}/{anchor.removeprefix(urls.note(''))}", origin=page.origin)


# --- What would be lost ----------------------------------------------------------------------------------------


def lost(
    known: ledger.Ledger,
    addresses: Iterable[Address],
    moved: Mapping[str, str],
    withdrawn: frozenset[str],
    *,
    placed: bool,
) -> tuple[Diagnostic, ...]:
    """Report every published address that would die, each thing once; a warning, so that `--strict` stops at it.

    A site that does not know its own address (`placed`) has no feeds and nothing to be framed; of those only one thing
    is said.
    """
    now = tuple(addresses)
    origins = {address.path: address.origin for address in now if not address.anchor}
    found = tuple(_once(ledger.losses(known, now, moved, withdrawn)))
    unknown = () if placed else tuple(loss for loss in found if not loss.page and _needs_address(loss.entry))
    problems = tuple(_problem(loss, origins) for loss in found if loss not in unknown)
    if not unknown:
        return problems
    at = Position(ledger.FILE, unknown[0].entry.line, 1)
    return (*problems, diagnostic("addresses-unknown", at, Severity.WARNING, url=unknown[0].entry.path, n=len(unknown)))


def _needs_address(entry: ledger.Entry) -> bool:
    return entry.what in ("feed", "embed", DATA) or "/embed/" in entry.path


def _once(losses: Iterable[Loss]) -> Iterator[Loss]:
    """Leave out what follows from another loss: pages below a lost one, and the same passage on the letter's page."""
    pages: list[str] = []
    names: set[str] = set()
    for loss in sorted(losses, key=_weight):
        entry = loss.entry
        if not loss.page and any(entry.path.startswith(path) for path in pages if path.endswith("/")):
            continue
        if ":" in entry.what and (entry.what in names or entry.what.partition("#")[0] in names):
            continue
        if not loss.page and ":" in entry.what:
            pages.append(entry.path)
        names.add(entry.what)
        yield loss


def _weight(loss: Loss) -> tuple[int, int]:
    """Sort pages before what is on them, and a note before the page on which it stands alone; the deeper page first."""
    return (
        1 if loss.page else 2 if loss.entry.what.startswith("note:") else 0,
        -loss.entry.path.count("/") if loss.page else 0,
    )


def _problem(loss: Loss, origins: Mapping[str, str]) -> Diagnostic:
    entry, now = loss.entry, loss.now
    at = Position(ledger.FILE, entry.line, 1)
    to = now and (f"{now.path}#{now.anchor}" if now.anchor else now.path)
    if not loss.page:
        weight = Severity.INFO if entry.what == DATA else Severity.WARNING
        return diagnostic(
            "address-gone",
            at,
            weight,
            url=entry.path,
            since=entry.since,
            now=to,
            file=(now and now.origin) or None,
        )
    origin = origins.get(loss.page)
    code = "anchor-moved" if loss.moved else "anchor-gone"
    at = Position(origin) if origin else at
    return diagnostic(code, at, Severity.WARNING, url=entry.address, since=entry.since, now=to)
