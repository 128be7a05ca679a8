"""What counts as a figure in the cell of a table, in every format: `1.200`, `€ 3,5 mln`, `40%`, `-`, `n.v.t.`."""

from __future__ import annotations

import re

FIGURE = re.compile(
    r"[€$£]?\s?[-–+]?\d[\d.,]*\s?(?:%|€|km|m|ha|mln\.?|mld\.?|miljoen|miljard)?|[-–]|n\.?v\.?t\.?|PM|\?"
)
