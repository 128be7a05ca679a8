"""Changes of tables: their cells and rows."""

from __future__ import annotations

import re
from random import Random

from tests.soak.change import Change, Edit, Kind, edited, excerpt, place, spliced, text_kind
from tests.soak.kinds.words import WORD
from tests.soak.reading import Leaf, Letter


def _cell(leaf: Leaf) -> bool:
    return leaf.shape.split(" > ")[-1].startswith(("td ", "th "))


def _cells_swapped(rng: Random, letter: Letter) -> Change | None:
    cells = [leaf for leaf in letter.leaves if _cell(leaf) and leaf.text]
    pairs = [
        (one, other)
        for one in cells
        for other in cells
        if (one.path, one.section) == (other.path, other.section) and one.shape < other.shape and one.text != other.text
    ]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    files = edited(letter, [Edit(one, 0, len(one.text), other.text), Edit(other, 0, len(other.text), one.text)])
    if files is None:
        return None
    return Change(files, f"{place(one)}, {place(other)}: “{excerpt(one.text)}” and “{excerpt(other.text)}” swapped")


def _rows(rng: Random, letter: Letter, *, dropped: bool) -> Change | None:
    tables = [block for block in letter.blocks if block.kind == "table"]
    if not tables:
        return None
    block = rng.choice(tables)
    page = letter.pages[block.path]
    lines = page.text[block.start : block.end].split("\n")
    if len(lines) < (3 if dropped else 4):
        return None
    at = rng.randrange(2, len(lines) - (0 if dropped else 1))
    row = lines[at]
    lines[at : at + 2] = lines[at + 1 : at + 2] if dropped else [lines[at + 1], row]
    text = spliced(page.text, [(block.start, block.end, "\n".join(lines))])
    return Change({page.path: text}, f"{page.path}: row {'dropped' if dropped else 'moved down'}: “{excerpt(row)}”")


def _columns_swapped(rng: Random, letter: Letter) -> Change | None:
    tables = [block for block in letter.blocks if block.kind == "table"]
    if not tables:
        return None
    block = rng.choice(tables)
    page = letter.pages[block.path]
    rows = [line.strip("| ").split(" | ") for line in page.text[block.start : block.end].split("\n")]
    width = min(map(len, rows))
    if width < 2:
        return None
    one, other = rng.sample(range(width), 2)
    for row in rows:
        row[one], row[other] = row[other], row[one]
    text = spliced(page.text, [(block.start, block.end, "\n".join(f"| {' | '.join(row)} |" for row in rows))])
    return Change({page.path: text}, f"{page.path}: columns {one + 1} and {other + 1} of a table swapped")


def _other_digit(rng: Random, match: re.Match[str], _letter: Letter) -> str:
    return rng.choice([digit for digit in "0123456789" if digit != match[0]])


KINDS = (
    text_kind("cell-word-replaced", rf"\b{WORD}\b", lambda r, m, letter: r.choice([*letter.words, m[0]]), _cell),
    text_kind("cell-digit-changed", r"\d", _other_digit, _cell),
    text_kind("cell-emptied", r"\A.+\Z", "", _cell),
    Kind("cells-swapped", _cells_swapped),
    Kind("table-row-dropped", lambda rng, letter: _rows(rng, letter, dropped=True)),
    Kind("table-rows-swapped", lambda rng, letter: _rows(rng, letter, dropped=False)),
    Kind("table-columns-swapped", _columns_swapped),
)
