"""Lines of plain text that are rows of figures: a table whose columns can no longer be told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.intake.recognise.recognised_letter import SourceLine


def figure_rows(lines: Sequence[SourceLine]) -> frozenset[int]:
    """Return the indexes of lines that look like the rows of a table: three or more together, mostly figures."""
    rows = [i for i, line in enumerate(lines) if _is_row(line.text)]
    groups: list[list[int]] = []
    for index in rows:
        bridge = range(groups[-1][-1] + 1, index) if groups else range(0)
        if groups and len(bridge) <= 2 and all(len(lines[i].text) < 40 and not lines[i].gap for i in bridge):
            groups[-1].extend([*bridge, index])
        else:
            groups.append([index])
    found: set[int] = set()
    for group in groups:
        if len(group) < _TABLE_LINES:
            continue
        found.update(group)
        above = group[0] - 1
        while (
            above >= 0
            and len(lines[above].text) < 45
            and not ENDED.search(lines[above].text)
            and not lines[above + 1].gap
        ):
            found.add(above)
            above -= 1
    return frozenset(found)


def _is_row(text: str) -> bool:
    tokens = text.split()
    figures = sum(bool(_NUMERIC.match(token)) for token in tokens)
    return 2 <= len(tokens) <= 14 and figures >= 2 and figures * 2 >= len(tokens) and len(text) < 120


ENDED = re.compile(r"[.?!…]['\"”’»)\]]*$|[:;]$")
"""How a line ends that completes a sentence or a clause."""
_NUMERIC = re.compile(r"[\d.,%€+/–-]*\d[\d.,%€+/–-]*$")

_TABLE_LINES = 3
