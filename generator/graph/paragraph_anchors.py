"""The anchors of all paragraphs: by order, and where the ledger knows a text, as they were published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.core import urls
from generator.core.config import Segments
from generator.core.ledger import Entry, Ledger
from generator.core.model import Letter, Text, plain
from generator.core.paragraph_fingerprints import assign
from generator.graph.site import PARAGRAPH_ANCHORS, TextKey

_ANCHOR = re.compile(r"([avb])([1-9]\d{0,5})")


def identity(letter_id: str, number: int) -> str:
    """Return what a question, or as number 0 its letter, is called in the ledger: `question:2021z16860/4`."""
    return f"question:{letter_id}/{number}" if number else f"letter:{letter_id}"


def words_of(text: Text) -> tuple[str, ...]:
    """Return the words of each block of a text: what an anchor is the anchor of."""
    return tuple(plain((block,)) for block in text)


def paragraphs_of(
    letters: Iterable[Letter], texts: Mapping[TextKey, Text], ledger: Ledger, segments: Segments
) -> dict[TextKey, tuple[str, ...]]:
    """Return the anchors of every text whose paragraphs have one, for each block.

    Without a ledger there is nothing to give: then blocks are counted.
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
    """What the ledger knows of each text: the numbers of its paragraphs, with their fingerprints."""

    def __init__(self, ledger: Ledger) -> None:
        self._on_page = ledger.by_path
        self._of_text = _by_text(ledger)

    def numbers(self, key: TextKey, letter: str, path: str, old: tuple[str, ...]) -> dict[int, str]:
        """Return every number that a text's paragraphs were published under.

        The text's own come first; what its page once showed under such anchors keeps them too. A text that is new here
        has those of the addresses that lead to it: a letter that got another id keeps its anchors.
        """
        own = self._of_text.get((identity(key.letter, key.number), letter), ())
        here = _numbered(self._on_page.get(path, ()), letter)
        moved = () if own else (row for other in old for row in _numbered(self._on_page.get(other, ()), letter))
        found: dict[int, str] = {}
        for number, text in (*own, *here, *moved):
            found.setdefault(number, text)
        return found


def _by_text(ledger: Ledger) -> dict[tuple[str, str], tuple[tuple[int, str], ...]]:
    """Return the numbers and fingerprints of all paragraphs by identity and kind of anchor (`a`, `v`, `b`)."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for entry in ledger.entries:
        what, _, anchor = entry.what.partition("#")
        numbered = _ANCHOR.fullmatch(anchor)
        if numbered and entry.text:
            found.setdefault((what, numbered[1]), {}).setdefault(int(numbered[2]), entry.text)
    return {key: tuple(rows.items()) for key, rows in found.items()}


def _numbered(entries: Iterable[Entry], letter: str) -> Iterator[tuple[int, str]]:
    for entry in entries:
        number = _ANCHOR.fullmatch(entry.anchor)
        if number and number[1] == letter and entry.text:
            yield int(number[2]), entry.text


def _places(letters: Iterable[Letter], segments: Segments) -> dict[tuple[str, int], tuple[str, tuple[str, ...]]]:
    """Return where each text's page is, and the old addresses that lead there."""
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
