"""Changes of paragraphs, sentences, lists and headings: where they are, where they begin and end, and what they are."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from random import Random

from tests.soak.change import Change, Edit, Kind, Plant, edited, excerpt, place, spliced, text_kind, told
from tests.soak.reading import Block, Leaf, Letter, Page

SENTENCE = r"(?:\A|(?<=[.?!] ))[^\W\d_][^.?!\n]{8,}[.?!]"
BORDER = re.compile(r"(?<=[.?!;,]) (?=\w)")

Stretches = Sequence[Block]


def stretch(letter: Letter, block: Block) -> str:
    """Return what a block says in its file."""
    return letter.pages[block.path].text[block.start : block.end]


def sections(letter: Letter) -> list[list[Block]]:
    """Return the blocks of each section of each file."""
    found: dict[tuple[str, str], list[Block]] = defaultdict(list)
    for block in letter.blocks:
        found[block.path, block.section].append(block)
    return list(found.values())


def removed(page: Page, block: Block) -> tuple[int, int, str]:
    """Return the splice that takes a block out, with the empty lines behind it."""
    end = block.end
    while end < len(page.text) and page.text[end] == "\n":
        end += 1
    return block.start, end, "" if end < len(page.text) else "\n"


def unmarked(letter: Letter, block: Block) -> bool:
    """Say whether a block has no footnote marks, which another file could not resolve."""
    return "[^" not in stretch(letter, block)


def _where(block: Block) -> str:
    return f"{block.path} ({block.section})"


def _paragraphs(letter: Letter) -> list[Block]:
    return [block for block in letter.blocks if block.kind == "p" and block.section]


def _one(make: Callable[[Random, Letter, Block], Change | None], *kinds: str) -> Plant:
    """Return what plants a change in one block of some kinds."""

    def plant(rng: Random, letter: Letter) -> Change | None:
        blocks = [block for block in letter.blocks if block.kind in kinds and block.section]
        return make(rng, letter, rng.choice(blocks)) if blocks else None

    return plant


def _replaced(letter: Letter, block: Block, new: str, what: str) -> Change:
    text = spliced(letter.pages[block.path].text, [(block.start, block.end, new)])
    return Change({block.path: text}, f"{_where(block)}: {what}: “{excerpt(stretch(letter, block))}”")


# --- Where they are --------------------------------------------------------------------------------------------


def _moved(rng: Random, letter: Letter) -> Change | None:
    several = [blocks for blocks in sections(letter) if len(blocks) > 1]
    if not several:
        return None
    blocks = rng.choice(several)
    one, other = rng.sample(range(len(blocks)), 2)
    order = list(blocks)
    order.insert(other, order.pop(one))
    page = letter.pages[blocks[0].path]
    splices = [(at.start, at.end, stretch(letter, block)) for at, block in zip(blocks, order, strict=True)]
    text = spliced(page.text, splices)
    return Change({page.path: text}, f"{_where(blocks[one])}: moved: “{excerpt(stretch(letter, blocks[one]))}”")


def _to_another(sections_meant: tuple[str, ...], *, same_file: bool, needed: str | None = None) -> Plant:
    def plant(rng: Random, letter: Letter) -> Change | None:
        blocks = [block for block in _paragraphs(letter) if unmarked(letter, block)]
        blocks = [block for block in blocks if block.section in sections_meant]
        if not blocks:
            return None
        block = rng.choice(blocks)
        goals = [
            found
            for found in sections(letter)
            if found[0].section in sections_meant
            and (found[0].path == block.path) == same_file
            and (found[0].path, found[0].section) != (block.path, block.section)
            and (needed is None or needed in (found[0].section, block.section))
        ]
        if not goals:
            return None
        goal = rng.choice(goals)
        first = rng.random() < 0.5
        at = goal[0].start if first else goal[-1].end
        text = f"{stretch(letter, block)}\n\n" if first else f"\n\n{stretch(letter, block)}"
        splices = {block.path: [removed(letter.pages[block.path], block)]}
        splices.setdefault(goal[0].path, []).append((at, at, text))
        files = {path: spliced(letter.pages[path].text, own) for path, own in splices.items()}
        return Change(files, f"{_where(block)} to {_where(goal[0])}: “{excerpt(stretch(letter, block))}”")

    return plant


def _dropped(_rng: Random, letter: Letter, block: Block) -> Change:
    text = spliced(letter.pages[block.path].text, [removed(letter.pages[block.path], block)])
    return Change({block.path: text}, f"{_where(block)}: dropped: “{excerpt(stretch(letter, block))}”")


def _doubled(_rng: Random, letter: Letter, block: Block) -> Change:
    text = stretch(letter, block)
    return _replaced(letter, block, f"{text}\n\n{text}", "doubled")


def _invented(rng: Random, letter: Letter, block: Block) -> Change:
    words = " ".join(rng.choice(letter.words).lower() for _ in range(rng.randint(3, 12)))
    return _replaced(letter, block, f"{stretch(letter, block)}\n\n{words.capitalize()}.", "invented after")


# --- Where they begin and end ----------------------------------------------------------------------------------


def _split(rng: Random, letter: Letter) -> Change | None:
    leaves = [leaf for leaf in letter.leaves if leaf.shape == "p" and BORDER.search(leaf.text)]
    if not leaves:
        return None
    leaf = rng.choice(leaves)
    found = rng.choice(list(BORDER.finditer(leaf.text)))
    indent = "    " if leaf.section.startswith("note") else ""
    text = _broken(letter, leaf, found.start(), "\n\n" + indent)
    return Change({leaf.path: text}, told(leaf, *found.span(), "¶")) if text else None


def _broken(letter: Letter, leaf: Leaf, at: int, gap: str) -> str | None:
    """Return the file with a gap in place of a space; None where the space is inside a link or emphasis."""
    assert leaf.scan is not None
    if leaf.scan.inside(at, at + 1, "link", "em", "strong", "both", "s", "sup", "code", "address"):
        return None
    start, end = leaf.scan.spots[at]
    return spliced(letter.pages[leaf.path].text, [(start, end, gap)])


def _joined(rng: Random, letter: Letter) -> Change | None:
    pairs = [
        pair
        for blocks in sections(letter)
        for pair in itertools.pairwise(blocks)
        if pair[0].kind == pair[1].kind == "p"
    ]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    page = letter.pages[one.path]
    if page.text[one.end : other.start].strip():
        return None
    text = spliced(page.text, [(one.end, other.start, " ")])
    return Change({one.path: text}, f"{_where(one)}: joined: “{excerpt(stretch(letter, other))}”")


def _sentences_swapped(rng: Random, letter: Letter) -> Change | None:
    pair = re.compile(rf"({SENTENCE}) ({SENTENCE})")
    places = [(leaf, found) for leaf in letter.leaves for found in pair.finditer(leaf.text)]
    if not places:
        return None
    leaf, found = rng.choice(places)
    files = edited(letter, [Edit(leaf, *found.span(1), found[2]), Edit(leaf, *found.span(2), found[1])])
    return Change(files, told(leaf, *found.span(), f"{found[2]} {found[1]}")) if files else None


# --- What they are ---------------------------------------------------------------------------------------------


def _made(sign: str, what: str) -> Callable[[Random, Letter, Block], Change]:
    def make(_rng: Random, letter: Letter, block: Block) -> Change:
        lines = stretch(letter, block).split("\n")
        after = "> " if sign == "> " else " " * len(sign) if sign == "- " else ""
        return _replaced(letter, block, sign + f"\n{after}".join(lines), what)

    return make


def _sentence_made(sign: str, what: str) -> Plant:
    def plant(rng: Random, letter: Letter) -> Change | None:
        places = [
            (leaf, found)
            for leaf in letter.leaves
            if leaf.shape == "p" and not leaf.section.startswith("note")
            for found in re.finditer(r"(?<=[.?!]) (?=[^\W\d_][^.?!]*[.?!]\Z)", leaf.text)
        ]
        if not places:
            return None
        leaf, found = rng.choice(places)
        text = _broken(letter, leaf, found.start(), f"\n\n{sign}")
        return Change({leaf.path: text}, f"{what}: {told(leaf, *found.span(), '¶')}") if text else None

    return plant


ITEM = re.compile(r"^(?:\d+[.)]|[-*+]) +", re.MULTILINE)


def _items(text: str) -> list[str]:
    """Return the outermost items of a list, each with its marker."""
    starts = [found.start() for found in ITEM.finditer(text)] or [0]
    return [text[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _bodies(items: Sequence[str]) -> list[tuple[str, str]]:
    found = [(item, ITEM.match(item)) for item in items]
    return [(match[0], item[match.end() :]) for item, match in found if match]


def _list_made_paragraphs(_rng: Random, letter: Letter, block: Block) -> Change:
    bodies = (body.replace("\n", " ") for _, body in _bodies(_items(stretch(letter, block))))
    return _replaced(letter, block, "\n\n".join(bodies), "list made paragraphs")


def _items_swapped(rng: Random, letter: Letter, block: Block) -> Change | None:
    items = _bodies(_items(stretch(letter, block)))
    if len(items) < 2:
        return None
    at = rng.randrange(len(items) - 1)
    bodies = [body for _, body in items]
    bodies[at : at + 2] = reversed(bodies[at : at + 2])
    lines = (marker + body for (marker, _), body in zip(items, bodies, strict=True))
    return _replaced(letter, block, "\n".join(lines), f"items {at + 1} and {at + 2} swapped")


def _item_dropped(rng: Random, letter: Letter, block: Block) -> Change | None:
    items = _items(stretch(letter, block))
    if len(items) < 2:
        return None
    gone = items.pop(rng.randrange(len(items)))
    return _replaced(letter, block, "\n".join(items), f"item “{excerpt(gone)}” dropped")


def _items_joined(rng: Random, letter: Letter, block: Block) -> Change | None:
    items = _items(stretch(letter, block))
    if len(items) < 2:
        return None
    at = rng.randrange(1, len(items))
    body = _bodies([items.pop(at)])
    items[at - 1] += f" {body[0][1]}" if body else ""
    return _replaced(letter, block, "\n".join(items), f"items {at} and {at + 1} joined")


def _item_nested(rng: Random, letter: Letter, block: Block) -> Change | None:
    items = _items(stretch(letter, block))
    if len(items) < 2:
        return None
    at = rng.randrange(1, len(items))
    items[at] = "    " + items[at].replace("\n", "\n    ")
    return _replaced(letter, block, "\n".join(items), f"item {at + 1} nested")


def _renumbered(rng: Random, letter: Letter, block: Block) -> Change:
    text = stretch(letter, block)
    return _replaced(letter, block, re.sub(r"\A\d+", lambda m: str(int(m[0]) + rng.randint(1, 3)), text), "renumbered")


def _heading_made_paragraph(_rng: Random, letter: Letter, block: Block) -> Change:
    return _replaced(letter, block, stretch(letter, block).lstrip("# "), "heading made a paragraph")


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
KINDS = (
    Kind("paragraph-moved", _moved),
    Kind("paragraph-to-another-answer", _to_another(("answer",), same_file=False)),
    Kind("paragraph-to-another-question", _to_another(("question",), same_file=False)),
    Kind("paragraph-over-the-border", _to_another(("question", "answer"), same_file=True)),
    Kind("paragraph-to-or-from-the-cover", _to_another(("cover", "answer"), same_file=False, needed="cover")),
    Kind("paragraph-dropped", _one(_dropped, "p")),
    Kind("paragraph-doubled", _one(_doubled, "p")),
    Kind("paragraph-invented", _one(_invented, "p")),
    Kind("paragraph-split", _split),
    Kind("paragraphs-joined", _joined),
    Kind("paragraph-made-item", _one(_made("- ", "made a list item"), "p")),
    Kind("paragraph-made-numbered", _one(_made("1. ", "made a numbered item"), "p")),
    Kind("paragraph-made-heading", _one(_made("### ", "made a heading"), "p")),
    Kind("paragraph-made-quotation", _one(_made("> ", "made a quotation"), "p")),
    text_kind("sentence-dropped", rf"(?:{SENTENCE}) |(?<=[.?!]) (?:[^\W\d_][^.?!\n]+[.?!])\Z", ""),
    text_kind("sentence-doubled", rf"{SENTENCE} ", lambda _r, m, _l: m[0] * 2),
    Kind("sentences-swapped", _sentences_swapped),
    Kind("sentence-made-heading", _sentence_made("### ", "last sentence made a heading")),
    Kind("sentence-made-item", _sentence_made("- ", "last sentence made a list item")),
    Kind("list-made-paragraphs", _one(_list_made_paragraphs, "ul", "ol")),
    Kind("list-items-swapped", _one(_items_swapped, "ul", "ol")),
    Kind("list-item-dropped", _one(_item_dropped, "ul", "ol")),
    Kind("list-items-joined", _one(_items_joined, "ul", "ol")),
    Kind("list-item-nested", _one(_item_nested, "ul", "ol")),
    Kind("list-renumbered", _one(_renumbered, "ol")),
    Kind("heading-made-paragraph", _one(_heading_made_paragraph, *HEADINGS)),
    Kind("heading-dropped", _one(_dropped, *HEADINGS)),
)
__all__ = ["KINDS", "place", "removed", "sections", "stretch", "unmarked"]
