"""Builds site paths and anchors from ids, and relative links between site paths.

A site path is the path of a page under the site's root, with a slash before it (`/brieven/2021z16860/vraag-2/`).
Published paths and anchors are cited elsewhere, so what these functions return must never change.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from generator.core.config import Segments


def letter(segments: Segments, letter_id: str) -> str:
    """Return the path of the page that shows a whole letter."""
    return f"/{segments.letters}/{letter_id}/"


def question(segments: Segments, letter_id: str, number: int) -> str:
    """Return the path of the page of one question and its answer."""
    return f"/{segments.letters}/{letter_id}/{segments.question}-{number}/"


def question_anchor(segments: Segments, number: int) -> str:
    """Return the anchor of a question on its letter's page: `vraag-2`."""
    return f"{segments.question}-{number}"


def actor(segments: Segments, actor_id: str) -> str:
    """Return the path of an actor's page."""
    return f"/{segments.actors}/{actor_id}/"


def topic(segments: Segments, topic_id: str) -> str:
    """Return the path of a topic's page."""
    return f"/{segments.topics}/{topic_id}/"


def document(segments: Segments, slug: str) -> str:
    """Return the path of the page of a cited document."""
    return f"/{segments.documents}/{slug}/"


def year(path: str, year: int) -> str:
    """Return the path of the page that has what one year adds to a list: `/onderwerpen/drones/2021/`."""
    return f"{path}{year}/"


def whole_of(path: str) -> str:
    """Return the path of the list that the page of a year belongs to; "" for what is no such page."""
    head, _, last = path.rstrip("/").rpartition("/")
    return f"{head}/" if path.endswith("/") and re.fullmatch(r"[0-9]{4}", last) else ""


def source(segments: Segments, letter_id: str, name: str) -> str:
    """Return the path at which a letter's source file is published."""
    return f"{letter(segments, letter_id)}{posixpath.basename(name)}"


def source_page(segments: Segments, letter_id: str, number: int) -> str:
    """Return the path of the page that shows the source of an answer."""
    return f"{question(segments, letter_id, number)}{segments.source}/"


def earlier_page(segments: Segments, letter_id: str, number: int) -> str:
    """Return the path of the page that shows what was changed in an answer, or with number 0 in the cover letter."""
    whole = question(segments, letter_id, number) if number else letter(segments, letter_id)
    return f"{whole}{segments.earlier}/"


def source_picture(segments: Segments, letter_id: str, page: int) -> str:
    """Return the path of the picture of a page of a letter's source."""
    return f"{letter(segments, letter_id)}{segments.source}-{page}.webp"


def question_paragraph(index: int) -> str:
    """Return the anchor of a question's paragraph, counted from 1: `v1`."""
    return f"v{index}"


def answer_paragraph(index: int) -> str:
    """Return the anchor of an answer's paragraph, counted from 1: `a1`."""
    return f"a{index}"


def cover_paragraph(index: int) -> str:
    """Return the anchor of a paragraph of the cover letter ("brief"), on the letter's page, counted from 1: `b1`."""
    return f"b{index}"


def footnote(label: str) -> str:
    """Return the anchor of a footnote: `fn-1`."""
    return f"fn-{label}"


def footnote_mark(label: str, occurrence: int = 1) -> str:
    """Return the anchor of a footnote's mark: `fnref-1`, and `fnref-1-2` for its second mark on the page."""
    return f"fnref-{label}" if occurrence == 1 else f"fnref-{label}-{occurrence}"


def note(note_id: str) -> str:
    """Return the anchor of an editor's note: `n-reguliere-operaties`."""
    return f"n-{note_id}"


def relative(from_path: str, to_path: str, *, offline: bool = False) -> str:
    """Return the relative link from one page to another; relative links make the site work under any sub-path.

    `to_path` may have an anchor. With `offline` the link names the file of a page (`../vraag-2/index.html`), so that it
    works when opened from disk. A link from a page to itself is only the anchor, or `./`.
    """
    path, hash_, anchor = to_path.partition("#")
    tail = f"{hash_}{anchor}"
    if path in ("", from_path):
        if tail:
            return tail
        path = from_path
    link = "./"
    for shared, up in _folders(from_path):
        if path.startswith(shared):
            link = f"{up}{path[len(shared) :]}" or link
            break
    if offline and link.endswith("/"):
        link = "index.html" if link == "./" else f"{link}index.html"
    return f"{link}{tail}"


@lru_cache(maxsize=64)
def _folders(path: str) -> tuple[tuple[str, str], ...]:
    """Return the folders that a page is in, the nearest first, each with the link that leads up to it."""
    folder = path[: path.rfind("/") + 1]
    found = [(folder, "")]
    while folder:
        folder = folder[: folder.rfind("/", 0, -1) + 1]
        found.append((folder, f"{found[-1][1]}../"))
    return tuple(found)


def file(path: str) -> str:
    """Return the output file for a site path, relative to the output folder."""
    name = path.lstrip("/")
    return f"{name}index.html" if not name or name.endswith("/") else name
