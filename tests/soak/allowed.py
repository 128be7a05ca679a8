"""The table of edits that leave the official text as it is, and that verification must never report, one row a kind."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from random import Random

from tests.soak.change import Change, Kind, allowed, place, spliced
from tests.soak.kinds.styles import around, bare
from tests.soak.reading import Letter, Page
from tests.soak.scan import Span

WORDS = re.compile(r"\b\w+(?: \w+){0,3}\b")
ENTITIES = {"ë": "&euml;", "é": "&eacute;", "ï": "&iuml;", "ö": "&ouml;", "€": "&euro;", "–": "&ndash;", "&": "&amp;"}
LOOSE = ("cover", "question", "answer")


def _around(name: str, *signs: tuple[str, str]) -> Kind:
    def plant(rng: Random, letter: Letter) -> Change | None:
        places = [(leaf, found) for leaf in letter.leaves for found in WORDS.finditer(leaf.text)]
        places = [(leaf, found) for leaf, found in places if bare(leaf, *found.span())]
        if not places:
            return None
        leaf, found = rng.choice(places)
        text = around(letter, leaf, *found.span(), rng.choice(signs))
        return Change({leaf.path: text}, f"{place(leaf)}: {name}: “{found[0]}”")

    return Kind(name, plant)


def _spanned(name: str, kinds: tuple[str, ...], make: Callable[[Page, Span], list[tuple[int, int, str]]]) -> Kind:
    """Return the kind that rewrites what is around a span."""

    def plant(rng: Random, letter: Letter) -> Change | None:
        places = [(leaf, span) for leaf in letter.leaves for span in leaf.spans if span.kind in kinds]
        if not places:
            return None
        leaf, span = rng.choice(places)
        page = letter.pages[leaf.path]
        return Change(
            {leaf.path: spliced(page.text, make(page, span))},
            f"{place(leaf)}: {name}: “{leaf.text[span.start : span.end]}”",
        )

    return Kind(name, plant)


def _destination(_page: Page, span: Span) -> list[tuple[int, int, str]]:
    return [(*span.closing, "](https://voorbeeld.nl/een/ander-stuk)")]


def _link_title(page: Page, span: Span) -> list[tuple[int, int, str]]:
    closing = page.text[slice(*span.closing)]
    return [] if '"' in closing else [(*span.closing, f'{closing[:-1]} "Een titel")')]


def _bare(_page: Page, span: Span) -> list[tuple[int, int, str]]:
    return [(*span.opening, ""), (*span.closing, "")]


def _character(name: str, fits: Callable[[str], bool], make: Callable[[str], str], *, line: str = "") -> Kind:
    """Return the kind that writes some characters of a text in another way; `line` asks for a shape of leaf."""

    def plant(rng: Random, letter: Letter) -> Change | None:
        leaves = [leaf for leaf in letter.leaves if any(map(fits, leaf.text)) and (not line or leaf.shape == line)]
        if not leaves:
            return None
        leaf = rng.choice(leaves)
        text = letter.pages[leaf.path].text
        spots = leaf.scan.spots if leaf.scan else ()
        plain = [(char, *spot) for char, spot in zip(leaf.text, spots, strict=True) if spot[1] - spot[0] == 1]
        plain = [(char, start, end) for char, start, end in plain if fits(char) and text[start] == char]
        if not plain or (leaf.scan and leaf.scan.inside(0, len(leaf.text), "address", "code")):
            return None
        chosen = rng.sample(plain, rng.randint(1, len(plain)))
        return Change(
            {leaf.path: spliced(text, [(start, end, make(char)) for char, start, end in chosen])},
            f"{place(leaf)}: {name}, {len(chosen)} places",
        )

    return Kind(name, plant)


def _reference_link(rng: Random, letter: Letter) -> Change | None:
    """Put a link of which the address is at the end; it has its place where content is read with such links."""
    change = _around("reference-link", ("[", "][soak]")).plant(rng, letter)
    if change is None:
        return None
    files = {path: f"{(text or '').rstrip()}\n\n[soak]: https://voorbeeld.nl/\n" for path, text in change.files.items()}
    return Change(files, change.sentence)


# --- Whole files -----------------------------------------------------------------------------------------------


def _file(name: str, make: Callable[[Random, Page], str]) -> Kind:
    def plant(rng: Random, letter: Letter) -> Change | None:
        page = rng.choice(list(letter.pages.values()))
        text = make(rng, page)
        return Change({page.path: text}, f"{page.path}: {name}") if text != page.text else None

    return Kind(name, plant)


def _front(key: str, value: str) -> Callable[[Random, Page], str]:
    """Return what sets a value of the front matter, on one line or several."""

    def make(_rng: Random, page: Page) -> str:
        front, body = page.text[: page.body], page.text[page.body :]
        front = re.sub(rf"^{key}:.*\n(?:[ ]+.*\n|- .*\n)*", "", front, flags=re.MULTILINE)
        return re.sub(r"^---\n\Z", f"{value}\n---\n", front, flags=re.MULTILINE) + body

    return make


def _commented(rng: Random, page: Page) -> str:
    front = page.text[: page.body].split("\n")
    front.insert(rng.randrange(1, len(front) - 1), "# Een opmerking van de redactie: nog na te kijken")
    return "\n".join(front) + page.text[page.body :]


def _blank_lines(rng: Random, page: Page) -> str:
    return _between_blocks(page, "\n" * rng.randint(3, 5))


def _between_blocks(page: Page, gap: str) -> str:
    return spliced(page.text, [(block.start, block.start, gap) for block in page.blocks])


def _spaces_at_ends(_rng: Random, page: Page) -> str:
    ends = [(block.end, block.end, "  ") for block in page.blocks if block.kind == "p"]
    ends += [(note.end, note.end, " ") for note in page.definitions]
    return spliced(page.text, ends)


def _note(rng: Random, letter: Letter) -> Change | None:
    leaves = [leaf for leaf in letter.leaves if leaf.section in LOOSE and len(leaf.text.split()) > 4]
    if not leaves:
        return None
    leaf = rng.choice(leaves)
    number = letter.pages[leaf.path].number
    quote = " ".join(leaf.text.split()[:4]).replace('"', "”")
    head = f"number: {number}\n" if number else ""
    text = f'---\n{head}quote: "{quote}"\nkind: context\nauthor: redactie\ndate: 2024-01-01\n---\nEen noot van de redactie.\n'
    return Change({"notes/soak.md": text}, f"notes/soak.md on {place(leaf)}")


ONE_BY_ONE = (
    Kind("note-added", _note),
    _around("link-put", ("[", "](https://voorbeeld.nl/stuk)"), ("[", "](question:1)"), ("[", "](actor:iemand)")),
    _around("bold-put", ("**", "**")),
    _around("italics-put", ("*", "*"), ("_", "_")),
    _around("bold-and-italics-put", ("***", "***")),
    _spanned("link-destination-changed", ("link",), _destination),
    _spanned("link-title-put", ("link",), _link_title),
    _spanned("link-taken-off", ("link",), _bare),
    _spanned("address-made-text", ("address",), _bare),
    _spanned("emphasis-taken-off", ("em", "strong", "both"), _bare),
    Kind("reference-link", _reference_link),
    _character("lines-wrapped", lambda char: char == " ", lambda _char: "\n", line="p"),
    _character("lines-wrapped-with-spaces", lambda char: char == " ", lambda _char: " \n ", line="p"),
    _character("escapes-put", lambda char: char in string.punctuation, lambda char: f"\\{char}"),
    _character("references-put", lambda char: char in ENTITIES, lambda char: ENTITIES[char]),
    _file("title-set", _front("title", "title: Een titel van de redactie")),
    _file("topics-set", _front("topics", "topics: [een-onderwerp, nog-een]")),
    _file("actors-set", _front("actors", "actors:\n  - politie")),
    _file("comment-put", _commented),
    _file("empty-lines-put", _blank_lines),
    _file("spaces-at-line-ends", _spaces_at_ends),
)
WHOLE_FILES = (
    _file("windows-line-ends", lambda _rng, page: page.text.replace("\n", "\r\n")),
    _file("byte-order-mark", lambda _rng, page: "\ufeff" + page.text),
    _file("no-last-line-end", lambda _rng, page: page.text.rstrip("\n")),
)
"""Edits after which the planter cannot tell the places of characters, or that are made last."""


def _several(rng: Random, letter: Letter) -> Change | None:
    """Make several edits, one over another, as editors do."""
    files: dict[str, str | None] = {}
    names: list[str] = []
    for kind in rng.sample(ONE_BY_ONE, 10):
        change = allowed(kind, rng, letter)
        if change:
            files |= change.files
            letter = letter.changed(change.files)
            names.append(kind.name)
    return Change(files, ", ".join(names)) if files else None


SEVERAL = Kind("several-at-once", _several)
ALLOWED = (*ONE_BY_ONE, *WHOLE_FILES, SEVERAL)
