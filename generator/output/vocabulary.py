"""The vocabulary: all words of a site, those that are forms of one word together, for the search page to widen queries.

Pagefind's own stemmer takes `toeslagen` and `toeslag`, `antwoorden` and `antwoord` for different words, and nothing of
it looks inside a compound. So the browser asks for every form and every compound that the site has.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from generator.core.languages import LANGUAGES

Stems = Mapping[str, Sequence[str]]
"""By word: its stem by each of the two stemmers."""
_NONE: Stems = {}
_WORD = re.compile(r"[^\W\d_]{3,40}")
_VOICED = str.maketrans("zv", "sf")
_LETTERS_THAT_CHANGE = 2
"""How many letters of the shorter word a change of sound may touch: `hui|s`, `hui|zen`; `za|ak`, `za|ken`."""


def fold(text: str) -> str:
    """Fold a text as search does: lower case, without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in plain if not unicodedata.combining(char))


def vocabulary(texts: Iterable[str], lang: str) -> str:
    """Return the words of some texts: on each line the forms of one word, by spaces.

    A form that begins with the line's first word is written as a hyphen and what it adds: `toeslag -en -enbeleid`.
    Lines and forms are sorted, so that the same words always give the same file.
    """
    return listed(stems_of(words_of(texts), lang))


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the words of some texts, folded, each once and in order."""
    seen = {word for text in texts for word in _WORD.findall(unicodedata.normalize("NFC", text.lower()))}
    return sorted({fold(word) for word in seen})


def stems_of(words: Sequence[str], lang: str, known: Stems = _NONE) -> dict[str, Sequence[str]]:
    """Return the stems of words, in their order; a word whose stems are known is not stemmed again."""
    new = [word for word in words if word not in known]
    if not new:
        return {word: known[word] for word in words}
    import snowballstemmer  # noqa: PLC0415 - slow to load, and only new words need it

    endings, sounds = (snowballstemmer.stemmer(name) for name in LANGUAGES[lang].stemmers)
    found = dict(zip(new, zip(endings.stemWords(new), sounds.stemWords(new), strict=True), strict=True))
    return {word: found.get(word) or known[word] for word in words}


def listed(stems: Stems) -> str:
    """Write words by their families."""
    return "".join(f"{_line(family)}\n" for family in _families(stems))


def _families(stems: Stems) -> list[list[str]]:
    """Group words that are forms of one another, each word in one group."""
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
            if _alike(one, other):
                join(one, other)
    families: dict[str, list[str]] = defaultdict(list)
    for word in words:
        families[find(word)].append(word)
    return sorted(families.values())


def _grouped(words: Iterable[str], stems: Iterable[str]) -> Iterator[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for word, stem in zip(words, stems, strict=True):
        groups[stem].append(word)
    return iter(groups.values())


def _alike(one: str, other: str) -> bool:
    """Say whether two words with one stem begin alike: the second stemmer also puts `gevraagd` to `vraag`."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short[: max(len(short) - _LETTERS_THAT_CHANGE, 2)])


def _line(family: list[str]) -> str:
    head = min(family, key=lambda word: (len(word), word))
    rest = (f"-{word.removeprefix(head)}" if word.startswith(head) else word for word in family if word != head)
    return " ".join((head, *rest))
