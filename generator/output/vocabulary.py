"""Makes the vocabulary of a site: its words, grouped by stem, with which the search page widens queries.

To Pagefind's stemmer `toeslagen` and `toeslag`, `antwoorden` and `antwoord` are different words, and it does not find
words inside compounds. The search page therefore searches for every form and compound of a word that the site has.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from generator.core.languages import LANGUAGES

Stems = Mapping[str, Sequence[str]]
"""By word: its stems by the two stemmers of the language."""
_NONE: Stems = {}
_WORD = re.compile(r"[^\W\d_]{3,40}")
_VOICED = str.maketrans("zv", "sf")
_CHANGING_LETTERS = 2
"""How many letters at the end of the shorter word a change of sound may affect: `hui|s`, `hui|zen`."""


def fold_for_search(text: str) -> str:
    """Return a text in lower case and without accents, as the search page folds queries."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in plain if not unicodedata.combining(char))


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the words of some texts, folded, each once, sorted."""
    seen = {word for text in texts for word in _WORD.findall(unicodedata.normalize("NFC", text.lower()))}
    return sorted({fold_for_search(word) for word in seen})


def stems_of(words: Sequence[str], lang: str, known: Stems = _NONE) -> dict[str, Sequence[str]]:
    """Return the stems of words, in the same order; `known` has stems that need not be computed again."""
    new = [word for word in words if word not in known]
    if not new:
        return {word: known[word] for word in words}
    from Stemmer import Stemmer  # noqa: PLC0415 - only new words need it

    endings, sounds = (Stemmer(name) for name in LANGUAGES[lang].stemmers)
    found = dict(zip(new, zip(endings.stemWords(new), sounds.stemWords(new), strict=True), strict=True))
    return {word: found.get(word) or known[word] for word in words}


def listed(stems: Stems) -> str:
    """Return the vocabulary as text: a line for each group of words that are forms of one another, with spaces.

    A form that begins with the first word of the line is written as a hyphen and the rest: `toeslag -en -enbeleid`.
    Lines and forms are sorted, so that the same words always give the same text.
    """
    return "".join(f"{_line(group)}\n" for group in _groups(stems))


def _groups(stems: Stems) -> list[list[str]]:
    """Return the groups of words that are forms of one another, sorted; each word is in one group."""
    words = list(stems)
    root = {word: word for word in words}

    def find(word: str) -> str:
        while root[word] != word:
            root[word] = root[root[word]]
            word = root[word]
        return word

    def join(one: str, other: str) -> None:
        first, second = sorted((find(one), find(other)))
        root[second] = first

    for together in _grouped(words, (ending.translate(_VOICED) for ending, _ in stems.values())):
        for word in together[1:]:
            join(together[0], word)
    for together in _grouped(words, (sound for _, sound in stems.values())):
        for one, other in pairwise(together):
            if _have_same_beginning(one, other):
                join(one, other)
    groups: dict[str, list[str]] = defaultdict(list)
    for word in words:
        groups[find(word)].append(word)
    return sorted(groups.values())


def _grouped(words: Iterable[str], stems: Iterable[str]) -> Iterator[list[str]]:
    """Return the groups of words with the same stem."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word, stem in zip(words, stems, strict=True):
        groups[stem].append(word)
    return iter(groups.values())


def _have_same_beginning(one: str, other: str) -> bool:
    """Say whether the shorter word, without its last letters, begins the longer one: not so `vraag` and `gevraagd`.

    The second stemmer gives one stem to all forms of a word, and to some words that only look like one.
    """
    short, long = sorted((one, other), key=len)
    return long.startswith(short[: max(len(short) - _CHANGING_LETTERS, 2)])


def _line(group: list[str]) -> str:
    """Return the line of one group: the shortest word first, and the others in the group's order."""
    head = min(group, key=lambda word: (len(word), word))
    rest = (f"-{word.removeprefix(head)}" if word.startswith(head) else word for word in group if word != head)
    return " ".join((head, *rest))
