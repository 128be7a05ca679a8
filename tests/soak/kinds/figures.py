"""Changes of figures: their digits, the signs beside them, the separators inside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from tests.soak.change import Kind, Make, text_kind
from tests.soak.reading import Letter


def _other_digit(rng: Random, match: re.Match[str], _letter: Letter) -> str:
    return rng.choice([digit for digit in "0123456789" if digit != match[0]])


DIGITS = (
    text_kind("digit-changed", r"\d", _other_digit),
    text_kind("digit-dropped", r"(?<=\d)\d|\d(?=\d)", ""),
    text_kind("digit-inserted", r"(?<=\d)", lambda r, _m, _l: r.choice("0123456789")),
    text_kind("digits-swapped", r"(\d)(?!\1)(\d)", lambda _r, m, _l: m[2] + m[1]),
    text_kind("digit-lookalike", r"[01]", lambda _r, m, _l: {"0": "O", "1": "l"}[m[0]]),
    text_kind("figure-dropped", r"(?<= )\d[\d.,]* ", ""),
)

SIGNS = (
    # name, pattern, what it becomes
    ("order-sign", r"[≤≥]|(?<= )[<>](?= ?\d)", {"≤": "≥", "≥": "≤", "<": ">", ">": "<"}),
    ("minus", r"(?:(?<=[ (])|(?<=\A))[-−–](?=\d)", {"-": "+", "−": "+", "–": "+"}),
    ("plus", r"\+(?=\d)", {"+": "-"}),
    ("plus-minus", r"±", {"±": "+"}),
    ("per-cent", r"%", {"%": "‰"}),
    ("euro", r"€", {"€": "$"}),
    ("section-sign", r"§", {"§": "$"}),
    ("multiplication", r"×", {"×": "÷"}),
    ("degree", r"°", {"°": "º"}),
    ("fraction-sign", r"[¼½¾]", {"¼": "½", "½": "¼", "¾": "¼"}),
    ("equals", r"=", {"=": "≠"}),
)
"""Signs beside figures; each is changed, and dropped with the space that it would leave behind."""

SEPARATORS = (
    # name, pattern, what it becomes
    ("decimal-comma", r"(?<=\d),(?=\d{1,2}(?!\d))", "."),
    ("zero-comma", r"(?<=\b0),(?=\d)", "."),
    ("thousands-point", r"(?<=\d)\.(?=\d{3}(?!\d))", ","),
    ("fraction-slash", r"(?<=\d)/(?=\d)", "-"),
    ("range-dash", r"(?<=\d)[-–](?=\d)", "/"),
    ("time-separator", r"(?<=\b\d\d)[:.](?=\d\d\b)", ","),
    ("figure-space", r"(?<=\d)[ \u00a0](?=\d)", "."),
)
"""Separators inside figures; each is changed, and dropped."""


def _turned(signs: Mapping[str, str]) -> Make:
    return lambda _rng, match, _letter: signs[match[0]]


def _rows() -> tuple[Kind, ...]:
    rows: list[Kind] = []
    for name, pattern, turned in SIGNS:
        rows.append(text_kind(f"{name}-changed", pattern, _turned(turned)))
        rows.append(text_kind(f"{name}-dropped", rf"(?:{pattern})(?: (?=\d))?", ""))
    for name, pattern, other in SEPARATORS:
        rows.append(text_kind(f"{name}-changed", pattern, other))
        rows.append(text_kind(f"{name}-dropped", pattern, ""))
    return tuple(rows)


KINDS = (
    *DIGITS,
    *_rows(),
    text_kind("minus-inserted", r"(?:(?<= )|(?<=\())(?=\d)", "-"),
    text_kind("per-cent-inserted", r"(?<=\d)(?= [a-z])", "%"),
    text_kind("comma-inserted-in-figure", r"(?<=\d)(?=\d)", ","),
)
