"""Shortens texts to their first words, for lists, titles and descriptions."""

from __future__ import annotations

from generator.core.model import Heading, Text, leaves


def first_words(text: Text, limit: int) -> str:
    """Return the first words of a text in one line of at most `limit` characters; headings above them are left out."""
    words: list[str] = []
    length = 0
    for leaf in leaves(tuple(block for block in text if not isinstance(block, Heading)) or text):
        words.append(" ".join(leaf.text.split()))
        length += len(words[-1]) + 1
        if length > limit + 1:
            break
    return shorten(" ".join(filter(None, words)), limit)


def shorten(text: str, limit: int) -> str:
    """Return a text of at most `limit` characters: the text itself, or as many words as fit, with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ") if text[limit - 1] != " " else len(head)
    return head[: cut if cut > limit // 2 else len(head)].rstrip(" ,;:–-") + "…"
