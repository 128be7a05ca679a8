"""Changes of punctuation: each mark dropped, put in where there was none, or made another."""

from __future__ import annotations

import re
from random import Random

from tests.soak.change import Kind, text_kind
from tests.soak.kinds.words import WORD
from tests.soak.reading import Letter

BETWEEN_WORDS = r"(?<=[^\W\d_])(?= [^\W\d_])"

MARKS = (
    # name, pattern, what it becomes, what is put in between two words
    ("full-stop", r"(?<=\w)\.(?= |\Z)", ",", "."),
    ("comma", r"(?<=\w),(?= )", ";", ","),
    ("semicolon", r";(?= |\Z)", ",", ";"),
    ("colon", r"(?<=\w):(?= |\Z)", ";", ":"),
    ("question-mark", r"\?", ".", "?"),
    ("exclamation-mark", r"!", ".", "!"),
    ("dash", r"(?<= )[-–—] ", ", ", " –"),
)
"""Marks that are changed, dropped and added."""

TURNED_QUOTES = str.maketrans("“”„\"«»‘’‚'", '«»«\'“”"´"’')
TURNED_DASHES = {"-": "–", "–": "-", "—": "–"}


def _bracketed(rng: Random, match: re.Match[str], _letter: Letter) -> str:
    return rng.choice(["({})", "[{}]"]).format(match[0])


def _quoted(rng: Random, match: re.Match[str], _letter: Letter) -> str:
    return rng.choice(["“{}”", '"{}"', "«{}»", "‘{}’"]).format(match[0])


def _rows() -> tuple[Kind, ...]:
    rows: list[Kind] = []
    for name, pattern, other, added in MARKS:
        rows.append(text_kind(f"{name}-dropped", pattern, ""))
        rows.append(text_kind(f"{name}-changed", pattern, other))
        rows.append(text_kind(f"{name}-added", BETWEEN_WORDS, added))
    return tuple(rows)


KINDS = (
    *_rows(),
    text_kind("dash-turned", r"(?<= )[-–—](?= )", lambda _r, m, _l: TURNED_DASHES[m[0]]),
    text_kind("quotation-mark-dropped", r"[“”„\"«»]|(?<!\w)[‘’‚']|[‘’‚'](?!\w)", ""),
    text_kind("quotation-marks-dropped", r"[“„\"«]([^“”„\"«»]+)[”\"»]|‘([^‘’]+)’", lambda _r, m, _l: m[1] or m[2]),
    text_kind("quotation-mark-turned", r"[“”„\"«»]", lambda _r, m, _l: m[0].translate(TURNED_QUOTES)),
    text_kind("quotation-marks-added", rf"\b{WORD}\b", _quoted),
    text_kind("bracket-dropped", r"[()]", ""),
    text_kind("brackets-dropped", r"\(([^()]+)\)", lambda _r, m, _l: m[1]),
    text_kind("bracket-changed", r"[()]", lambda _r, m, _l: {"(": "[", ")": "]"}[m[0]]),
    text_kind("brackets-added", rf"\b{WORD}\b", _bracketed),
    text_kind("apostrophe-dropped", r"(?<=\w)[’'](?=\w)", ""),
    text_kind("apostrophe-turned", r"(?<=\w)[’'](?=\w)", lambda _r, m, _l: {"’": "´", "'": "`"}[m[0]]),
    text_kind("ellipsis-changed", r"…|\.\.\.", "."),
)
