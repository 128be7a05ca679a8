"""The table of schemes of references: a module for each family, a row for each scheme.

A row carries all that the program knows of its scheme: the form of its ids, labels, official and other web addresses,
and the ways in which running text cites it. What iterates over the rows is in `references` and `intake/citations`; it
knows no scheme by name. The words that head lists of documents are the theme's (`schemes-<name>` in `theme/i18n`).
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.netherlands.schemes import european_union, gazettes, judgments, legislation, parliament
from generator.netherlands.schemes.row import Citing, Scheme, WebAddress

__all__ = ["SCHEMES", "Citing", "Scheme", "WebAddress"]

_ROWS = (
    *parliament.ROWS,
    *judgments.ROWS,
    *legislation.ROWS,
    european_union.CELEX,
    *gazettes.ROWS,
    *european_union.COMMISSION,
)
SCHEMES: Mapping[str, Scheme] = {scheme.name: scheme for scheme in _ROWS}
"""By name, in the order in which lists of documents show them."""
