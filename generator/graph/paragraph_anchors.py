"""The anchors of the paragraphs of all texts: as published, if the ledger has the text, and else by order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.core import urls
from generator.core.config import Segments
from generator.core.ledger import Ledger
from generator.core.model import Letter, Text, plain
from generator.core.paragraph_fingerprints import assign
from generator.graph.site import PARAGRAPH_ANCHORS, TextKey

_ANCHOR = re.compile(r"([avb])([1-9]\d{0,5})")


def identity(letter_id: str, number: int) -> str:
    """Return the identity in the ledger of a question, or for number 0 of its letter: `question:2021z16860/4`."""
    return f"question:{letter_id}/{number}" if number else f"letter:{letter_id}"


def words_of(text: Text) -> tuple[str, ...]:
    """Return the text of each block of a text: what its anchor is published for."""
    return tuple(plain((block,)) for block in text)


Rows = tuple[tuple[int, str], ...]
"""The numbers of anchors, each with the fingerprint of the paragraph that it was published for."""
Published = Mapping[tuple[str, str], Rows]
"""By what is published and the letter in its anchors (`a`, `v`, `b`)."""


def published_for(ledger: Ledger) -> dict[tuple[str, str], Rows]:
    """Return the anchors of all paragraphs in the ledger, by the identity of their question or letter."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for entry in ledger.entries:
        what, _, anchor = entry.what.partition("#")
        numbered = _ANCHOR.fullmatch(anchor)
        if numbered and entry.text:
            found.setdefault((what, numbered[1]), {}).setdefault(int(numbered[2]), entry.text)
    return {key: tuple(rows.items()) for key, rows in found.items()}


def published_on(ledger: Ledger) -> dict[tuple[str, str], Rows]:
    """Return the anchors of all paragraphs in the ledger, by the path of the page."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for entry in ledger.entries:
        numbered = _ANCHOR.fullmatch(entry.anchor)
        if numbered and entry.text:
            found.setdefault((entry.path, numbered[1]), []).append((int(numbered[2]), entry.text))
    return {key: tuple(rows) for key, rows in found.items()}


def paragraph_anchors_of(
    letter: Letter, texts: Mapping[TextKey, Text], segments: Segments, by_identity: Published, by_path: Published
) -> dict[TextKey, tuple[str, ...]]:
    """Return the anchor of each block, by text, for the texts of a letter with paragraphs in the ledger.

    The blocks of other texts are numbered from 1.
    """
    places = _places(letter, segments)
    found: dict[TextKey, tuple[str, ...]] = {}
    for key, text in texts.items():
        anchor = PARAGRAPH_ANCHORS.get(key.part)
        if anchor is None:
            continue
        sign = anchor(1)[0]
        path, old = places[key.number]
        numbers = _numbers(by_identity.get((identity(key.letter, key.number), sign), ()), by_path, sign, path, old)
        if numbers:
            found[key] = tuple(anchor(number) for number in assign(numbers, words_of(text)))
    return found


def earlier_anchors_of(
    letter: Letter, key: TextKey, words: tuple[str, ...], segments: Segments, published: Mapping[str, Published]
) -> tuple[str, ...]:
    """Return the anchors under which the blocks of an earlier form of a text were published.

    "" is that of a block that was not; nothing is returned where the ledger has no paragraph of the text. `published` has
    what was published by `identity` and by `path`.
    """
    numbered = PARAGRAPH_ANCHORS[key.part]
    sign = numbered(1)[0]
    path, old = _places(letter, segments)[key.number]
    own = published["identity"].get((identity(key.letter, key.number), sign), ())
    numbers = _numbers(own, published["path"], sign, path, old)
    return tuple(numbered(one) if one in numbers else "" for one in assign(numbers, words)) if numbers else ()


def _numbers(own: Rows, by_path: Published, sign: str, path: str, old: tuple[str, ...]) -> dict[int, str]:
    """Return the fingerprint of each number that was ever published for the paragraphs of a text.

    These are the numbers of the text itself, then those of other texts that its page once had, so that they are not
    used again. If the text itself is not in the ledger, those of its old addresses count: a letter with another id
    than before keeps its anchors.

    Args:
        own: what was published for the text itself.
        by_path: what was published on each page.
        sign: the letter in its anchors (`a`, `v`, `b`).
        path: the path of its page.
        old: the old addresses of that page.
    """
    moved = () if own else (row for other in old for row in by_path.get((other, sign), ()))
    found: dict[int, str] = {}
    for number, text in (*own, *by_path.get((path, sign), ()), *moved):
        found.setdefault(number, text)
    return found


def _places(letter: Letter, segments: Segments) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Return the path of the page of each question (0: letter), and the old addresses that redirect to it."""
    old = tuple(_folder(alias) for alias in letter.aliases)
    found = {0: (urls.letter(segments, letter.id), old)}
    for question in letter.questions:
        tail = f"{urls.question_anchor(segments, question.number)}/"
        aliases = (*(_folder(alias) for alias in question.aliases), *(f"{folder}{tail}" for folder in old))
        found[question.number] = (urls.question(segments, letter.id, question.number), aliases)
    return found


def _folder(alias: str) -> str:
    return alias if alias.endswith(("/", ".html", ".htm")) else f"{alias}/"
