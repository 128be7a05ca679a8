"""Which address has which page: redirects from old addresses and joint numbers, and pages that want the same one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import msgspec

from generator.core import urls
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.ledger import FILE, Ledger
from generator.core.model import Actor, LetterHead, Note, ProsePage, Question, Topic, Withdrawn, place_of
from generator.core.segment_words import FOLDERS
from generator.graph.site import QuestionKey
from generator.pages.planned import CopiedFile, Page, Subject, TextFile, subject
from generator.pages.views import PageView, RedirectView, Ref
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext, page_path

_ALIAS = re.compile(r"/?(?:[\w.~-]+/)*(?:[\w.~-]+(?:/|\.html?)?)?")
"""A site path of plain segments: `/oud/pad/`, `oud/pad`, `oud.html`."""
_CUT = frozenset(("letters", "notes", "topic", "actor", "document"))
"""What the ledger calls the page of a year: the kind of page that its list is."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An old address and where it leads."""

    path: str
    target: str
    """A site path, with an anchor where it leads to a passage."""
    title: str
    """Of what it leads to."""
    position: Position
    """Where it is written down."""
    subject: Subject | None = None
    """What the old address is that of: a question that is answered together with others."""


def moves(
    site: SiteContext,
    ledger: Ledger,
    withdrawn: Iterable[Withdrawn],
    planned: Iterable[Page],
    files: Iterable[CopiedFile],
) -> tuple[tuple[Moved, ...], tuple[Diagnostic, ...]]:
    """Find every old address: aliases, joint numbers, and what was published below them and is now below their target.

    `planned` and `files` are what the site has under its present addresses.
    """
    found: list[Moved] = []
    problems: list[Diagnostic] = []
    for alias, target, position in _aliases(site):
        path = _path(alias)
        if path is None:
            problems.append(diagnostic("bad-alias", position, alias=alias))
        else:
            found.append(Moved(path, *target, position))
    for letter in site.letters:
        for question in site.questions(letter.id):
            key = QuestionKey(letter.id, question.number)
            for index, number in enumerate(question.joint):
                path = urls.question(site.segments, letter.id, number)
                position = place_of(question, f"with.{index}")
                target = site.question_path(key), site.title(key)
                found.append(Moved(path, *target, position, subject(letter.id, number)))
    taken = {*(page.path for page in planned), *(file.path for file in files)}
    gone = tuple(item.url for item in withdrawn if "#" not in item.url)
    found += _below(ledger, found, taken, gone)
    return (*found, *_years(ledger, found, planned)), tuple(problems)


def _years(ledger: Ledger, found: Iterable[Moved], planned: Iterable[Page]) -> Iterator[Moved]:
    """Yield the pages of years of lists that are not cut in years any more: each leads to the list.

    A list gets shorter when a letter is withdrawn, or a topic is divided; what was in the year is then on its page.
    """
    there = {page.path: page for page in planned}
    moved = {move.path: move.target for move in found}
    for path, (entry, *_) in ledger.by_path.items():
        whole = urls.whole_of(path)
        if whole and entry.what in _CUT and path not in there and path not in moved:
            target = moved.get(whole, whole)
            page = there.get(target)
            if page and isinstance(view := page.view, PageView):
                yield Moved(path, target, view.page.title, Position(FILE, entry.line, 1))


def _below(ledger: Ledger, found: Iterable[Moved], page: set[str], gone: tuple[str, ...]) -> Iterator[Moved]:
    """Yield what was published below an old address: a letter that moved takes its questions along.

    What is withdrawn (`gone`) has a page to lead to as well.
    """
    published = sorted(ledger.by_path)
    taken = {*page, *(move.path for move in found)}
    for move in sorted(found, key=lambda move: -len(move.path)):
        if not move.path.endswith("/") or not move.target.endswith("/"):
            continue
        for path in published[bisect_right(published, move.path) :]:
            if not path.startswith(move.path):
                break
            target = move.target + path.removeprefix(move.path)
            if target not in page:
                target = _withdrawn(target, gone) if path.endswith("/") else ""
            if path not in taken and target:
                taken.add(path)
                yield replace(move, path=path, target=target)


def _withdrawn(path: str, gone: tuple[str, ...]) -> str:
    """Return the withdrawn address that a path is, or is below; "" where it is none."""
    return next((url for url in gone if path == url or (url.endswith("/") and path.startswith(url))), "")


def redirects(
    site: SiteContext, moved: Iterable[Moved], planned: Iterable[Page], files: Iterable[CopiedFile]
) -> tuple[tuple[Page, ...], tuple[CopiedFile, ...]]:
    """Return a page for every old address, that leads to where it is now; a file is offered under both."""
    texts = {page.path: page for page in planned if page.type == TextFile.__name__}
    copies = {file.path: file for file in files}
    pages: list[Page] = []
    kept: list[CopiedFile] = []
    for move in moved:
        at = move.position
        if move.target in texts:
            pages.append(Page(move.path, texts[move.target].content, at.path, max(at.line, 1), max(at.column, 1)))
        elif move.target in copies:
            kept.append(replace(copies[move.target], path=move.path))
        else:
            pages.append(_redirect(site, move))
    return tuple(pages), tuple(kept)


def collisions(pages: Iterable[Page], files: Iterable[CopiedFile]) -> tuple[Diagnostic, ...]:
    """Find every output file that two pages want, that one wants as a file and another as a folder, or that is in the way."""
    claims: tuple[Page | CopiedFile, ...] = (*pages, *files)
    wanted: dict[str, list[Page | CopiedFile]] = {}
    problems = []
    for claim in claims:
        wanted.setdefault(urls.file(claim.path), []).append(claim)
        if claim.path.strip("/") in FOLDERS:
            problems.append(diagnostic("reserved-url", _written(claim), url=claim.path))
    for rivals in wanted.values():
        if len(rivals) > 1:
            first, *others = sorted(rivals, key=_own_pages_first)
            problems += [_clash(claim, first) for claim in others]
    folders = {folder: name for name in wanted for folder in _folders(name)}
    for name in sorted(wanted.keys() & folders.keys()):
        first, other = sorted((wanted[name][0], wanted[folders[name]][0]), key=_own_pages_first)
        problems.append(_clash(other, first))
    return tuple(problems)


def _own_pages_first(claim: Page | CopiedFile) -> bool:
    return claim.origin != ""


def _clash(claim: Page | CopiedFile, first: Page | CopiedFile) -> Diagnostic:
    """Name both that want an address, or say that it is one of the site's own pages', which come from no file."""
    position = _written(claim)
    if not first.origin:
        return diagnostic("reserved-url", position, url=claim.path)
    return diagnostic("same-url", position, url=claim.path, first=first.origin, second=claim.origin)


def _written(claim: Page | CopiedFile) -> Position:
    """Return where it is written that something is at an address."""
    return Position(claim.origin, *((claim.line, claim.column) if isinstance(claim, Page) else (1, 1)))


def _aliases(site: SiteContext) -> Iterator[tuple[str, tuple[str, str], Position]]:
    """Yield every old address of the content with the path and title of what it leads to, and where it is written."""
    segments, graph = site.segments, site.graph
    for letter in site.letters:
        yield from _of(letter, letter.aliases, urls.letter(segments, letter.id), letter.title)
        for question in site.questions(letter.id):
            key = QuestionKey(letter.id, question.number)
            yield from _of(question, question.aliases, site.question_path(key), site.title(key))
        for note in site.letter_notes(letter.id):
            path = f"{site.note_path(note)}#{urls.note(note.id)}"
            yield from _of(note, note.aliases, path, note.title or note.quote)
    for actor in graph.actors.values():
        yield from _of(actor, actor.redirects, urls.actor(segments, actor.id), actor.name, "old_urls")
    for topic in graph.topics.values():
        yield from _of(topic, topic.aliases, urls.topic(segments, topic.id), topic.name)
    for prose in graph.own_pages.values():
        yield from _of(prose, prose.aliases, page_path(segments, prose.slug), prose.title)


def _of(
    item: LetterHead | Question | Note | Actor | Topic | ProsePage,
    aliases: tuple[str, ...],
    path: str,
    title: str,
    key: str = "aliases",
) -> Iterator[tuple[str, tuple[str, str], Position]]:
    for index, alias in enumerate(aliases):
        yield alias, (path, title), place_of(item, f"{key}.{index}")


def _path(alias: str) -> str | None:
    """Read an old address as a site path; None where it has anything but plain segments, or is the home page."""
    segments = alias.strip("/").split("/")
    if not _ALIAS.fullmatch(alias) or not alias.strip("/") or any(set(segment) == {"."} for segment in segments):
        return None
    path = f"/{alias.lstrip('/')}"
    return path if path.endswith(("/", ".html", ".htm")) else f"{path}/"


def _redirect(site: SiteContext, move: Moved) -> Page:
    page = PageContext(site, move.path)
    meta = page.meta("redirect", site.words("pages-moved"), index=False)
    path, _, _ = move.target.partition("#")
    canonical = f"{site.base_url}{path}" if site.base_url else None
    view = RedirectView(msgspec.structs.replace(meta, canonical=canonical), Ref(page.to(move.target), move.title))
    at = move.position
    return Page(move.path, view, at.path, max(at.line, 1), max(at.column, 1), move.subject)


def _folders(name: str) -> Iterator[str]:
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name
