"""Changes of styles that carry meaning: words struck through, text raised and lowered."""

from __future__ import annotations

import itertools
import re
from random import Random

from tests.soak.change import Change, Kind, spliced, text_kind, told
from tests.soak.reading import Leaf, Letter

SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def around(letter: Letter, leaf: Leaf, start: int, end: int, signs: tuple[str, str]) -> str:
    """Return a leaf's file with signs written around a stretch of its text."""
    assert leaf.scan is not None
    first, last = leaf.scan.spots[start][0], leaf.scan.spots[end - 1][1]
    return spliced(letter.pages[leaf.path].text, [(first, first, signs[0]), (last, last, signs[1])])


def bare(leaf: Leaf, start: int, end: int) -> bool:
    """Say whether a stretch of text is written without any markup inside or around it."""
    assert leaf.scan is not None
    spots = leaf.scan.spots[start:end]
    joined = all(one[1] == other[0] for one, other in itertools.pairwise(spots))
    return joined and not leaf.scan.inside(start, end, "link", "address", "sup", "s", "em", "strong", "both", "code")


def _put(name: str, pattern: str, signs: tuple[str, str]) -> Kind:
    compiled = re.compile(pattern)

    def plant(rng: Random, letter: Letter) -> Change | None:
        places = [(leaf, found) for leaf in letter.leaves for found in compiled.finditer(leaf.text)]
        places = [(leaf, found) for leaf, found in places if bare(leaf, *found.span())]
        if not places:
            return None
        leaf, found = rng.choice(places)
        text = around(letter, leaf, *found.span(), signs)
        return Change({leaf.path: text}, told(leaf, *found.span(), found[0].join(signs)))

    return Kind(name, plant)


def _taken(name: str, kind: str) -> Kind:
    def plant(rng: Random, letter: Letter) -> Change | None:
        places = [(leaf, span) for leaf in letter.leaves for span in leaf.spans if span.kind == kind]
        if not places:
            return None
        leaf, span = rng.choice(places)
        text = spliced(letter.pages[leaf.path].text, [(*span.opening, ""), (*span.closing, "")])
        return Change({leaf.path: text}, f"{kind} taken from {told(leaf, span.start, span.end, '')}")

    return Kind(name, plant)


KINDS = (
    _put("words-struck", r"\b\w+(?: \w+){0,3}\b", ("~~", "~~")),
    _taken("strike-taken-away", "s"),
    _put("text-raised", r"(?<=\w)[\w]\b", ("^", "^")),
    _taken("superscript-taken-away", "sup"),
    text_kind(
        "subscript-taken-away", r"[₀-₉]|(?<=\w)~\w{1,4}~", lambda _r, m, _l: m[0].translate(SUBSCRIPTS).strip("~")
    ),
)
