"""How the names and abbreviations of the table of laws are found in running text, and which law each means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.netherlands import laws
from generator.netherlands.laws import Law

_TAIL = r"(?![\w'’]|-[A-Za-zÀ-ÿ]|\s+(?:19|20)\d\d\b(?!\s?[-/]))"
"""A name ends with its word; `Woo-verzoek` cites no law, and `Politiewet 1993` is another law than `Politiewet`."""


@dataclass(frozen=True, slots=True)
class Names:
    """The patterns of all names, and the law of each name."""

    alone: re.Pattern[str]
    """Names in full, and abbreviations that mean one law in any place."""
    after_article: str
    """The same, with the abbreviations that need an article beside them; to build patterns with."""
    by_name: Mapping[str, Law]
    shared: frozenset[str]

    def law(self, text: str) -> Law | None:
        """Return the law that a matched name means; None for an abbreviation that two laws share."""
        short = _short_key(text)
        return None if short in self.shared else self.by_name.get(short) or self.by_name.get(_key(text))


@lru_cache(maxsize=1)
def names() -> Names:
    """Return the names of the whole table; made once."""
    by_name: dict[str, Law] = {}
    shared: set[str] = set()
    for law in (*laws.LAWS, *laws.ACTS):
        for full in (law.name, *law.also):
            by_name.setdefault(_key(full), law)
        for short in (*law.abbreviations, *law.with_article):
            if by_name.setdefault(_short_key(short), law) is not law:
                shared.add(_short_key(short))
    table = (*laws.LAWS, *laws.ACTS)
    full_names = [full for law in table for full in (law.name, *law.also)]
    long = [full for full in full_names if full.count(" ") >= 2]  # long enough to be a name in lower case too
    strict = [full for full in full_names if full.count(" ") < 2]
    strict += [short for law in table for short in law.abbreviations]
    strict += [f"w{name[1:]}" for name in strict if name.startswith("Wet ") and name.split()[1][:2].isupper()]
    wide = [*strict, *(short for law in table for short in law.with_article)]
    freely = f"(?i:{one_of(long)})"
    return Names(
        re.compile(rf"(?<![A-Z0-9À-Þ/-])(?<!\w\.)(?:{freely}|{one_of(strict)}){_TAIL}"),
        rf"(?:{freely}|{one_of(wide)}){_TAIL}",
        by_name,
        frozenset(shared),
    )


# --- In running text -------------------------------------------------------------------------------------------

_PART_OF_ANOTHER = re.compile(r"(?<![.?!]\s)\b[A-Z][a-zà-ÿ]+(?:wet|besluit|regeling)\s+$")
"""`Invoeringswet Omgevingswet` is a law of its own."""
_FOREIGN = re.compile(r"\b(?!Nederlandse|Europese|Tweede|Eerste)[A-Z][a-zà-ÿ]+(?:s|ch)e\s+$")
"""`de Belgische Grondwet`."""
_OF_A_COUNTRY = re.compile(r"\s+van\s+(?!Nederland|het\s+Koninkrijk|de\b|het\b)[A-Z]")
_IN_A_NAME = re.compile(r"\s+(?:[Ii]n\s+[Bb]alans\b|[Oo]p\s+maat\b)")
"""`Participatiewet in balans` is a bill."""


def mentions(text: str) -> Iterator[tuple[int, int, Law]]:
    """Yield every law named by itself, as (start, end, law)."""
    known = names()
    for match in known.alone.finditer(text):
        before = text[: match.start()]
        if before[-1:].isalpha() and not match.group()[0].isupper():
            continue  # inside a word; a capital may be glued to the word before
        if before[-1:].islower() and len(match.group()) < 6:
            continue
        if _PART_OF_ANOTHER.search(before) or _IN_A_NAME.match(text, match.end()):
            continue
        if " " not in match.group() and (_FOREIGN.search(before) or _OF_A_COUNTRY.match(text, match.end())):
            continue
        law = known.law(match.group())
        if law:
            yield match.start(), match.end(), law


# --- One pattern for many words --------------------------------------------------------------------------------


class _Tree(dict[str, "_Tree"]):
    """Words by their characters; an empty key ends a word."""


def one_of(words: Iterable[str]) -> str:
    """Return a regular expression of many words that shares their beginnings and prefers the longest.

    A space matches any white space, none too: extractors glue words and break lines.
    """
    tree = _Tree()
    for word in sorted(set(words)):
        node = tree
        for char in word:
            node = node.setdefault(char, _Tree())
        node[""] = _Tree()
    return _branch(tree)


def _branch(node: _Tree) -> str:
    options = [_char(char) + _branch(below) for char, below in node.items() if char]
    if not options:
        return ""
    joined = options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
    return f"(?:{joined})?" if "" in node else joined


def _char(char: str) -> str:
    if char == " ":
        return r"\s*"
    return "['’]" if char == "'" else re.escape(char)


def _key(name: str) -> str:
    return re.sub(r"\s+", "", name).replace("’", "'").lower()


def _short_key(name: str) -> str:
    """Fold an abbreviation: its capitals count (`WGB`, `Wgb`), save the first of `wet BIG`."""
    return "=" + re.sub(r"\s+", "", name[:1].upper() + name[1:])
