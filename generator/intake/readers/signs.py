"""Characters that files encode in their own way, with what they print: codes of symbol fonts, ligatures."""

from __future__ import annotations

SYMBOL_FONTS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf0fb": "✗", "\uf0e0": "→", "\uf0df": "←", "\uf0d8": "➢",
    "\uf0a8": "□", "\uf0fe": "☒", "\uf06f": "□", "\uf02d": "–", "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b4": "×",
    "\uf0b0": "°", "\uf076": "❖", "\uf06e": "■", "\uf06c": "●", "\uf0ae": "→", "\uf0de": "⇒", "\uf0e8": "➔",
    "\uf0b1": "±", "\uf0a0": "□", "\uf0d7": "·", "\uf052": "☑", "\uf020": " ",
}  # fmt: skip
"""What the fonts Symbol and Wingdings print for the private-use characters that letters have."""

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Letters that typesetters join to one character, and the letters that they are."""
