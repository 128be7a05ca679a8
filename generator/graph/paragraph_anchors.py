"""The anchors of the paragraphs of all texts: as published, if the ledger has the text, and else by order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.core import urls
from generator.core.config import Segments
from generator.core.ledger import Ledger, LedgerEntry
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


def paragraph_anchors_of(
    letters: Iterable[Letter], texts: Mapping[TextKey, Text], ledger: Ledger, segments: Segments
) -> dict[TextKey, tuple[str, ...]]:
    """Return the anchor of each block, by text, for the texts with paragraphs in the ledger.

    The blocks of other texts are numbered from 1.
    """
    if not ledger.entries:
        return {}
    places = _places(letters, segments)
    published = _Published(ledger)
    found: dict[TextKey, tuple[str, ...]] = {}
    for key, text in texts.items():
        anchor = PARAGRAPH_ANCHORS.get(key.part)
        numbers = published.numbers(key, anchor(1)[0], *places[key.letter, key.number]) if anchor else {}
        if anchor and numbers:
            found[key] = tuple(anchor(number) for number in assign(numbers, words_of(text)))
    return found


class _Published:
    """The anchors in the ledger: for each text the numbers and fingerprints of its paragraphs."""

    def __init__(self, ledger: Ledger) -> None:
        self._on_page = ledger.by_path
        self._of_text = _by_text(ledger)

    def numbers(self, key: TextKey, letter: str, path: str, old: tuple[str, ...]) -> dict[int, str]:
        """Return the fingerprint of each number that was ever published for the paragraphs of a text.

        These are the numbers of the text itself, then those of other texts that its page once had, so that they are not
        used again. If the text itself is not in the ledger, those of its old addresses count: a letter with another id
        than before keeps its anchors.

        Args:
            key: the text.
            letter: the letter in its anchors (`a`, `v`, `b`).
            path: the path of its page.
            old: the old addresses of that page.
        """
        own = self._of_text.get((identity(key.letter, key.number), letter), ())
        on_page = _numbered(self._on_page.get(path, ()), letter)
        moved = () if own else (row for other in old for row in _numbered(self._on_page.get(other, ()), letter))
        found: dict[int, str] = {}
        for number, text in (*own, *on_page, *moved):
            found.setdefault(number, text)
        return found


def _by_text(ledger: Ledger) -> dict[tuple[str, str], tuple[tuple[int, str], ...]]:
    """Return the numbers and fingerprints of all paragraphs, by identity and the letter in the anchor."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for entry in ledger.entries:
        what, _, anchor = entry.what.partition("#")
        numbered = _ANCHOR.fullmatch(anchor)
        if numbered and entry.text:
            found.setdefault((what, numbered[1]), {}).setdefault(int(numbered[2]), entry.text)
    return {key: tuple(rows.items()) for key, rows in found.items()}


def _numbered(entries: Iterable[LedgerEntry], letter: str) -> Iterator[tuple[int, str]]:
    """Yield the number and the fingerprint of each entry whose anchor has this letter."""
    for entry in entries:
        number = _ANCHOR.fullmatch(entry.anchor)
        if number and number[1] == letter and entry.text:
            yield int(number[2]), entry.text


def _places(letters: Iterable[Letter], segments: Segments) -> dict[tuple[str, int], tuple[str, tuple[str, ...]]]:
    """Return the path of the page of each question (0: letter), and the old addresses that redirect to it."""
    found: dict[tuple[str, int], tuple[str, tuple[str, ...]]] = {}
    for letter in letters:
        old = tuple(_folder(alias) for alias in letter.aliases)
        found[letter.id, 0] = (urls.letter(segments, letter.id), old)
        for question in letter.questions:
            tail = f"{urls.question_anchor(segments, question.number)}/"
            aliases = (*(_folder(alias) for alias in question.aliases), *(f"{folder}{tail}" for folder in old))
            found[letter.id, question.number] = (urls.question(segments, letter.id, question.number), aliases)
    return found


def _folder(alias: str) -> str:
    return alias if alias.endswith(("/", ".html", ".htm")) else f"{alias}/"
