"""Lines of plain text that are rows of figures, of a table whose columns can no longer be told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.intake.recognise.recognised_letter import SourceLine

ENDED = re.compile(r"[.?!…]['\"”’»)\]]*$|[:;]$")
"""How a line ends that completes a sentence or a clause."""
_NUMERIC = re.compile(r"[\d.,%€+/–-]*\d[\d.,%€+/–-]*$")
_FEWEST_ROWS = 3
_LONGEST_BRIDGE = 2
"""Lines between two rows that may be a part of the table, at most."""
_SHORT = 40
"""Characters of a line between two rows."""
_HEAD = 45
"""Characters of a line in the table's head."""


def figure_rows(lines: Sequence[SourceLine]) -> frozenset[int]:
    """Return the indexes of lines that are of a table: three rows or more together, with the lines of its head."""
    found: set[int] = set()
    for group in _groups(lines):
        if len(group) >= _FEWEST_ROWS:
            found.update(group)
            found.update(_head(lines, group[0]))
    return frozenset(found)


def _groups(lines: Sequence[SourceLine]) -> list[list[int]]:
    """Return the rows of figures in groups, with the short lines between the rows of a group."""
    groups: list[list[int]] = []
    for index in (i for i, line in enumerate(lines) if _is_row(line.text)):
        bridge = range(groups[-1][-1] + 1, index) if groups else range(0)
        if groups and len(bridge) <= _LONGEST_BRIDGE and all(_is_within_table(lines[i]) for i in bridge):
            groups[-1].extend([*bridge, index])
        else:
            groups.append([index])
    return groups


def _is_row(text: str) -> bool:
    """Whether most words of a line are figures."""
    tokens = text.split()
    figures = sum(bool(_NUMERIC.match(token)) for token in tokens)
    return 2 <= len(tokens) <= 14 and figures >= 2 and figures * 2 >= len(tokens) and len(text) < 120


def _is_within_table(line: SourceLine) -> bool:
    return len(line.text) < _SHORT and not line.gap


def _head(lines: Sequence[SourceLine], first: int) -> list[int]:
    """Return the short lines right above the first row of a table that complete no sentence."""
    head: list[int] = []
    above = first - 1
    while above >= 0 and not lines[above + 1].gap and _is_head(lines[above].text):
        head.append(above)
        above -= 1
    return head


def _is_head(text: str) -> bool:
    return len(text) < _HEAD and not ENDED.search(text)
