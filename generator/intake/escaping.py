"""Escapes that keep Markdown from reading plain text as markup."""

from __future__ import annotations

import re

_ALWAYS = re.compile(r"[\\`*\[\]^~]")
_ENTITY = re.compile(r"&(?=#?\w+;|$)")
_TAG = re.compile(r"<(?=[A-Za-z/!?]|$)")
"""Also at the end of a text: what follows it is escaped apart, in another style."""


def escape(text: str, before: str = "") -> str:
    """Escape what Markdown would read as markup inside a paragraph; `before` is the character before the text."""
    out = _ALWAYS.sub(lambda m: "\\" + m[0], text)
    out = _TAG.sub(r"\\<", _ENTITY.sub(r"\\&", out))
    return _underscores(out, before)


def _underscores(text: str, before: str) -> str:
    """Escape underscores that could open or close emphasis: all but those inside a word."""
    out: list[str] = []
    for index, char in enumerate(text):
        if char == "_":
            left = text[index - 1] if index else before
            right = text[index + 1 : index + 2]
            if not (left.isalnum() and right.isalnum()):
                out.append("\\")
        out.append(char)
    return "".join(out)


_LINE_START = re.compile(
    r"(?P<plain>#{1,6}(?=\s|$)|[-+](?=\s|$)|>|={1,}\s*$|-{2,}|:(?=\s)|\|)|(?P<number>\d{1,9})(?P<point>[.)])(?=\s|$)|~{3,}"
)


def line_starts(text: str) -> str:
    """Escape what would begin a list, a heading or a quote at the start of a line, and end lines in a backslash."""
    lines = [line.strip(" ") for line in text.split("\n")]
    safe = []
    for line in lines:
        match = _LINE_START.match(line)
        if match and match["number"]:
            line = f"{match['number']}\\{line[match.end('number') :]}"  # noqa: PLW2901  the line itself is mended
        elif match:
            line = f"\\{line}"  # noqa: PLW2901  as above
        safe.append(line)
    return "\\\n".join(line for line in safe if line)
