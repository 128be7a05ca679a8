"""A change to a letter's files, and the ways in which kinds make one: by characters of a text, or by stretches of a file."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tests.soak.reading import Leaf, Letter
from tests.soak.tokens import folded


@dataclass(frozen=True)
class Change:
    """Files with their new text (None for a file that is gone), and what was changed in a sentence."""

    files: Mapping[str, str | None]
    sentence: str

    def applied(self, files: Mapping[str, str]) -> dict[str, str]:
        """Return a letter's files after the change."""
        whole = {**files, **self.files}
        return {path: text for path, text in whole.items() if text is not None}


Plant = Callable[[Random, Letter], Change | None]


@dataclass(frozen=True)
class Kind:
    """A row of a table of changes: its name, and what makes one (None where the letter has no place for it)."""

    name: str
    plant: Plant


def planted(kind: Kind, rng: Random, letter: Letter) -> Change | None:
    """Return a change of a kind after which the letter reads otherwise; None where none is found."""
    return _made(kind, rng, letter, changes=True)


def allowed(kind: Kind, rng: Random, letter: Letter) -> Change | None:
    """Return an edit of a kind after which the letter reads as it did; None where none is found."""
    return _made(kind, rng, letter, changes=False)


def _made(kind: Kind, rng: Random, letter: Letter, *, changes: bool) -> Change | None:
    before = letter.reading
    for _ in range(4):
        change = kind.plant(rng, letter)
        if change and (letter.changed(change.files).reading != before) == changes:
            return change
    return None


# --- By characters ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Edit:
    """A stretch of a leaf's characters, and what comes in its place."""

    leaf: Leaf
    start: int
    end: int
    new: str


_MARKUP = re.compile(r"[\\`*_\[\]^<>&~|!#]")


def escaped(text: str) -> str:
    """Escape what Markdown could read as markup."""
    return _MARKUP.sub(lambda found: "\\" + found[0], text)


def edited(letter: Letter, edits: Sequence[Edit], *, entities: bool = False) -> dict[str, str | None] | None:
    """Return the files with these edits; None where the result does not read as meant.

    With `entities`, what is put in is written as character references.
    """
    splices: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for edit in edits:
        new = "".join(f"&#{ord(char)};" for char in edit.new) if entities else escaped(edit.new)
        splices[edit.leaf.path] += _splices(edit, new)
    files = {path: spliced(letter.pages[path].text, own) for path, own in splices.items()}
    expected = {edit.leaf: edit.leaf.text for edit in edits}
    for edit in sorted(edits, key=lambda one: -one.start):
        before = expected[edit.leaf]
        expected[edit.leaf] = before[: edit.start] + edit.new + before[edit.end :]
    after = letter.changed(files)
    for path in files:
        old, new_leaves = letter.pages[path].leaves, after.pages[path].leaves
        if len(old) != len(new_leaves):
            return None
        for leaf, found in zip(old, new_leaves, strict=True):
            if folded(found.said) != folded(expected.get(leaf, leaf.said)):
                return None
    return dict(files)


def _splices(edit: Edit, new: str) -> list[tuple[int, int, str]]:
    """Return the stretches of the file that an edit replaces: its characters one by one, and markup left around none."""
    scan = edit.leaf.scan
    assert scan is not None
    at = scan.spots[edit.start][0] if edit.start < len(scan.spots) else scan.spots[-1][1]
    found = [(start, end, "") for start, end in scan.spots[edit.start : edit.end]]
    for span in scan.spans:
        inside = edit.start <= span.start and span.end <= edit.end
        if inside and not (new and span.start == edit.start):
            found += [(*span.opening, ""), (*span.closing, "")]
    return [(at, at, new), *found] if new else found


def spliced(text: str, splices: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with some of its stretches replaced; none may lie over another."""
    out, at = [], 0
    for start, end, new in sorted(splices, key=lambda one: one[:2]):
        out += [text[at:start], new]
        at = end
    return "".join([*out, text[at:]])


# --- By patterns over the characters ---------------------------------------------------------------------------

Make = Callable[[Random, "re.Match[str]", Letter], str | None]


def text_kind(
    name: str,
    pattern: str,
    new: str | Make,
    where: Callable[[Leaf], bool] = lambda _leaf: True,
    *,
    within: str = "",
    entities: bool = False,
) -> Kind:
    """Return a kind that replaces one match of a pattern in the letter's text.

    `new` is a text or makes one; `within` asks for matches inside an address; with `entities`, half of what is put in
    is written as character references.
    """
    compiled = re.compile(pattern)

    def plant(rng: Random, letter: Letter) -> Change | None:
        places = [(leaf, m) for leaf in letter.leaves if where(leaf) for m in compiled.finditer(leaf.text)]
        for leaf, match in rng.sample(places, min(len(places), 12)):
            literal = leaf.scan is not None and leaf.scan.inside(match.start(), match.end(), "address", "code")
            text = new if isinstance(new, str) else new(rng, match, letter)
            if literal != (within == "address") or text is None or text == match[0]:
                continue
            files = edited(
                letter, [Edit(leaf, *match.span(), text)], entities=entities and bool(text) and rng.random() < 0.5
            )
            if files:
                return Change(files, told(leaf, match.start(), match.end(), text))
        return None

    return Kind(name, plant)


# --- Sentences -------------------------------------------------------------------------------------------------


def told(leaf: Leaf, start: int, end: int, new: str) -> str:
    """Say what was changed and where."""
    before, after = leaf.text[max(0, start - 25) : start], leaf.text[end : end + 25]
    old, new = named(leaf.text[start:end]), named(new)
    return f"{place(leaf)}: “…{before}[-{old}-]{{+{new}+}}{after}…”"


def place(leaf: Leaf) -> str:
    """Say where a leaf is."""
    return f"{leaf.path}:{leaf.line} ({leaf.section}, {leaf.shape})"


def excerpt(text: str) -> str:
    """Return the first words of a text."""
    return named(text if len(text) <= 50 else f"{text[:50]}…")


def named(text: str) -> str:
    """Write characters that cannot be seen, or be taken for others, by their numbers."""
    return "".join(f"<U+{ord(char):04X}>" if _deceptive(char) else char for char in text)


def _deceptive(char: str) -> bool:
    name = unicodedata.name(char, "")
    return unicodedata.category(char) in ("Cf", "Mn", "Lo", "Zl", "Zp") or (
        char != " " and (char.isspace() or name.startswith(("CYRILLIC", "GREEK", "FULLWIDTH")))
    )
