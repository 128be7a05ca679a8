"""Numbers of lists and footnotes as documents print them: digits, letters, Roman numerals, words."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip

_ORDINALS = "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende".split()


def numeral(value: int, style: str) -> str:
    """Return a number as printed in a style of Word's `ST_NumberFormat`; digits where the style cannot write it."""
    if style in {"lowerLetter", "upperLetter"} and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in {"lowerRoman", "upperRoman"} and 0 < value < 4000:
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (value // size)
            value %= size
        return roman.upper() if style == "upperRoman" else roman
    if style == "decimalZero":
        return f"{value:02d}"
    if style == "ordinal":
        return f"{value}e"
    if style == "ordinalText" and 0 < value <= len(_ORDINALS):
        return _ORDINALS[value - 1]
    if style == "chicago" and value > 0:
        return "*†‡§"[(value - 1) % 4] * ((value - 1) // 4 + 1)
    return str(value)
