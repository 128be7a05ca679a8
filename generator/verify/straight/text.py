"""Plain text: its lines, in the first encoding that fits."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.verify.streams import RawPassage


def read(data: bytes) -> Iterator[RawPassage]:
    """Yield every line."""
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = "\n".join(text.splitlines())
        filled = [line for line in text.split("\n") if line.strip()]
        if sum(line.lstrip(" ").startswith(">") for line in filled) > len(filled) / 2:  # mail, quoted
            text = re.sub(r"^[ \t]?(?:>[ \t]?)+", "", text, flags=re.MULTILINE)
        if any(sign.search(text) for sign in _OF_MARKDOWN) or len(_BOLD.findall(text)) > 1:
            text = _without_signs(text)
        yield from (RawPassage(line, number) for number, line in enumerate(text.split("\n"), start=1))
        return


_OF_MARKDOWN = (
    re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE),
    re.compile(r"^ {0,3}\[\^[^\]\s]+\]:", re.MULTILINE),
    re.compile(r"^(?: *\|)?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:?)? *$", re.MULTILINE),
    re.compile(r"\n[ \t]*\n(?:-{3,}|\*{3,}|_{3,})[ \t]*\n[ \t]*\n"),
)
"""What only Markdown has: a heading, a footnote, the rule of a table, a rule between pages."""
_BOLD = re.compile(r"^[ \t]*(?:\*\*\S[^*\n]*\*\*|__\S[^_\n]*__)[ \t]*\\?$", re.MULTILINE)
_SIGNS = (
    (re.compile(r"^(?: *\|)?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:?)? *$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+(?=\S|$)", re.MULTILINE), ""),
    (re.compile(r"\\$", re.MULTILINE), ""),
    (re.compile(r"^#{1,6}[ \t]+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE), r"[\1]"),
    (re.compile(r"\[\^([^\]\s]+)\]"), r"[\1]"),
    (re.compile(r"^([ \t]*)[*+](?=[ \t]+\S)", re.MULTILINE), r"\1-"),
    (re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])((?:[^*\n]|\n(?![ \t]*\n))*[^\s*\\])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w\\_])(_{1,3})(?=[^\s_])((?:[^_\n]|\n(?![ \t]*\n))*[^\s_\\])\1(?!\w)"), r"\2"),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (
        re.compile(r"</?(?:u|b|i|em|strong|span|p|div|sup|sub)\b[^<>]*>|<!--.{0,2000}?-->", re.IGNORECASE | re.DOTALL),
        "",
    ),
    (
        re.compile(r"(?<![!\\])\[([^\[\]\n]+)\]\(<?(?:https?://|mailto:)[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*>?\)"),
        r"\1",
    ),
    (re.compile(r"<(https?://[^\s<>]+)>"), r"\1"),
    (re.compile(r"^[ \t]*\||(?<!\\)\|[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"(?<![ \t])[ \t]+\|[ \t]+"), "\t"),
    (re.compile(r"\\([*_#\[\]()`+.!|>~^$-])"), r"\1"),
)
"""The signs of Markdown, with what is left of them."""


def _without_signs(text: str) -> str:
    """Return a text of Markdown without its signs, line by line."""
    for sign, left in _SIGNS:
        text = sign.sub(left, text)
    return re.sub(r"&#?\w{1,31};", lambda entity: html.unescape(entity[0]), text)
