"""Changes of words: dropped, put in, misspelt, glued and split, and letters that only look the same."""

from __future__ import annotations

import re
import unicodedata
from random import Random

from tests.soak.change import text_kind
from tests.soak.reading import Letter

WORD = r"[^\W\d_]+"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = str.maketrans("aceopxyisjABCEHKMOPTX", "асеорхуіѕјАВСЕНКМОРТХ")
GREEK = str.maketrans("ovABEHIKMNOPTXYZ", "ονΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u034f\ufe0f\u2063"
DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"


def _other_word(rng: Random, match: re.Match[str], letter: Letter) -> str | None:
    others = [word for word in letter.words if word.casefold() != match[0].casefold()]
    word = rng.choice(others) if others else "anders"
    return word.capitalize() if match[0][0].isupper() else word.lower()


def _added_word(rng: Random, _match: re.Match[str], letter: Letter) -> str:
    return f" {rng.choice(letter.words).lower()} "


def _misspelt(rng: Random, match: re.Match[str], _letter: Letter) -> str:
    return rng.choice([letter for letter in LETTERS if letter != match[0]])


def _plain(_rng: Random, match: re.Match[str], _letter: Letter) -> str:
    return unicodedata.normalize("NFD", match[0])[0]


def _accented(rng: Random, match: re.Match[str], _letter: Letter) -> str:
    return unicodedata.normalize("NFC", match[0] + rng.choice("\u0301\u0300\u0308"))


KINDS = (
    text_kind("word-dropped", rf"(?<= ){WORD} |\A{WORD} (?=\w)", ""),
    text_kind("word-inserted", r"(?<=\w) (?=\w)", _added_word),
    text_kind("word-doubled", rf"(?<= ){WORD} ", lambda _r, m, _l: m[0] * 2),
    text_kind("word-replaced", r"\b[^\W\d_]{2,}\b", _other_word),
    text_kind("words-swapped", rf"\b({WORD}) ({WORD})\b", lambda _r, m, _l: f"{m[2]} {m[1]}"),
    text_kind("letter-changed", r"(?<=[a-z])[a-z](?=[a-z])", _misspelt),
    text_kind("letter-dropped", r"(?<=[a-z])[a-z](?=[a-z])", ""),
    text_kind("letter-doubled", r"(?<=[a-z])[a-z](?=[a-z])", lambda _r, m, _l: m[0] * 2),
    text_kind("letters-swapped", r"(?<=[a-z])([a-z])([a-z])", lambda _r, m, _l: m[2] + m[1]),
    text_kind("accent-dropped", r"[à-öø-ý]", _plain),
    text_kind("accent-added", r"(?<=\w)[aeiou](?=\w)", _accented),
    text_kind("word-in-capitals", r"\b[a-z]{3,}\b", lambda _r, m, _l: m[0].upper()),
    text_kind("capital-changed", r"\b[A-Za-z](?=[a-z])", lambda _r, m, _l: m[0].swapcase()),
    text_kind("lookalike-cyrillic", r"[aceopxyisjABCEHKMOPTX]", lambda _r, m, _l: m[0].translate(CYRILLIC)),
    text_kind("lookalike-greek", r"[ovABEHIKMNOPTXYZ]", lambda _r, m, _l: m[0].translate(GREEK)),
    text_kind("lookalike-fullwidth", r"(?<=\w)[a-z]", lambda _r, m, _l: chr(ord(m[0]) + 0xFEE0)),
    text_kind("words-glued", r"(?<=\w) (?=\w)", ""),
    text_kind("word-split", r"(?<=[a-z]{2})(?=[a-z]{2})", " "),
    text_kind("hyphen-dropped", r"(?<=[^\W\d_])-(?=[^\W\d_])", ""),
    text_kind("hyphen-made-space", r"(?<=[^\W\d_])-(?=[^\W\d_])", " "),
    text_kind("hyphen-inserted", r"(?<=[a-z]{2})(?=[a-z]{2})", "-"),
    text_kind("zero-width-inserted", r"(?<=\w)(?=\w)", lambda r, _m, _l: r.choice(ZERO_WIDTH), entities=True),
    text_kind("zero-width-at-border", r"(?<=\w)(?= )|(?<= )(?=\w)", lambda r, _m, _l: r.choice(ZERO_WIDTH)),
    text_kind("soft-hyphen-inserted", r"(?<=[a-z])(?=[a-z])", "\u00ad", entities=True),
    text_kind("no-break-space-inserted", r"(?<=[a-z]{2})(?=[a-z]{2})", "\u00a0", entities=True),
    text_kind("direction-mark-inserted", r"(?<=\w)(?=\w)", lambda r, _m, _l: r.choice(DIRECTIONS), entities=True),
    text_kind("direction-turned", rf"\b{WORD}\b", lambda _r, m, _l: f"\u202e{m[0][::-1]}\u202c"),
    text_kind("address-changed", r"(?<=[a-z])[a-z](?=[a-z])", _misspelt, within="address"),
)
