"""Which address has which page: redirects from old addresses and joint numbers, and pages that want the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.core import urls
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.graph.site import QuestionKey
from generator.pages.desk import Desk, Here
from generator.pages.links import page_path
from generator.pages.views import CopiedFile, Page, RedirectView, Ref

_ALIAS = re.compile(r"/?(?:[\w.~-]+/)*(?:[\w.~-]+(?:/|\.html?)?)?")
"""A site path of plain segments: `/oud/pad/`, `oud/pad`, `oud.html`."""


def redirects(desk: Desk) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """Give a page for every old address and every joint number, that leads to where it is now."""
    pages: list[Page] = []
    problems: list[Diagnostic] = []
    for alias, target, position in _aliases(desk):
        path = _path(alias)
        if path is None:
            problems.append(diagnostic("bad-alias", position, alias=alias))
        else:
            pages.append(_redirect(desk, path, *target, position.path))
    for letter in desk.graph.letters.values():
        for question in letter.questions:
            key = QuestionKey(letter.id, question.number)
            for number in question.joint:
                path = urls.question(desk.segments, letter.id, number)
                pages.append(_redirect(desk, path, desk.question_path(key), desk.title(key), question.position.path))
    return tuple(pages), tuple(problems)


def collisions(pages: Iterable[Page], files: Iterable[CopiedFile]) -> tuple[Diagnostic, ...]:
    """Find every output file that two pages want, or that one wants as a file and another as a folder."""
    wanted: dict[str, list[tuple[str, str]]] = {}
    for path, origin in (*((p.path, p.origin) for p in pages), *((f.path, f.origin) for f in files)):
        wanted.setdefault(urls.file(path), []).append((path, origin))
    problems = []
    for rows in wanted.values():
        first, *others = sorted(rows, key=lambda row: row[1] != "")
        problems += [_clash(path, origin, first[1]) for path, origin in others]
    folders = {folder: name for name in wanted for folder in _folders(name)}
    for name in sorted(wanted.keys() & folders.keys()):
        path, origin = wanted[name][0]
        other = wanted[folders[name]][0]
        problems.append(_clash(path, origin, other[1]) if origin else _clash(*other, origin))
    return tuple(problems)


def _clash(url: str, origin: str, first: str) -> Diagnostic:
    """Name both that want an address; the site's own pages come from no file, so there the address is taken."""
    if not first:
        return diagnostic("reserved-url", Position(origin), url=url)
    return diagnostic("same-url", Position(origin), url=url, first=first, second=origin)


def _aliases(desk: Desk) -> Iterator[tuple[str, tuple[str, str], Position]]:
    """Give every old address of the content with the path and title of what it leads to."""
    segments = desk.segments
    content = desk.graph.content
    for letter in desk.graph.letters.values():
        path = urls.letter(segments, letter.id)
        yield from ((alias, (path, letter.title), letter.position) for alias in letter.aliases)
        for question in letter.questions:
            key = QuestionKey(letter.id, question.number)
            where = (desk.question_path(key), desk.title(key))
            yield from ((alias, where, question.position) for alias in question.aliases)
        for note in letter.notes:
            where = (f"{desk.note_path(note)}#{urls.note(note.id)}", note.title or note.quote)
            yield from ((alias, where, note.position) for alias in note.aliases)
    for actor in content.actors:
        where = (urls.actor(segments, actor.id), actor.name)
        yield from ((alias, where, actor.position) for alias in actor.redirects)
    for topic in content.topics:
        where = (urls.topic(segments, topic.id), topic.name)
        yield from ((alias, where, topic.position) for alias in topic.aliases)
    for prose in content.pages:
        where = (page_path(desk, prose.slug), prose.title)
        yield from ((alias, where, prose.position) for alias in prose.aliases)


def _path(alias: str) -> str | None:
    """Read an old address as a site path; None where it has anything but plain segments, or is the home page."""
    segments = alias.strip("/").split("/")
    if not _ALIAS.fullmatch(alias) or not alias.strip("/") or any(set(segment) == {"."} for segment in segments):
        return None
    path = f"/{alias.lstrip('/')}"
    return path if path.endswith(("/", ".html", ".htm")) else f"{path}/"


def _redirect(desk: Desk, path: str, target: str, title: str, origin: str) -> Page:
    here = Here(desk, path)
    meta = here.meta("redirect", desk.words("pages-moved"), index=False)
    page, _, _ = target.partition("#")
    canonical = f"{desk.base_url}{page}" if desk.base_url else None
    return Page(path, RedirectView(replace(meta, canonical=canonical), Ref(here.to(target), title)), origin)


def _folders(name: str) -> Iterator[str]:
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name
