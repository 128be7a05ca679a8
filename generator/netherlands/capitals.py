"""The capital letters of names in Latin script, for patterns: also those of Turkish, Polish or Romanian names."""

from __future__ import annotations

CAPITALS = "A-ZÀ-ÖØ-Þ" + "".join(letter for letter in map(chr, range(0x100, 0x250)) if letter.isupper())
"""For use between the brackets of a regular expression: `[{CAPITALS}]`."""

INNER_CAPITALS = frozenset(
    [
        "ChristenUnie",
        "GroenLinks",
        "BoerBurgerBeweging",
        "DigiD",
        "MijnOverheid",
        "ProRail",
        "TenneT",
        "VluchtelingenWerk",
    ]
)
"""Names with a capital within, which have no hyphen there though a line end puts one."""
