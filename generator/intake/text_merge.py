"""Official text of an update: the old Markdown where its words are the same, else the new text with the old links."""

from __future__ import annotations

import re

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.language import fold
from generator.intake.escaping import escape

_LINK = re.compile(
    r"(?<!\\)\[(?!\^)(?P<text>(?:[^\[\]\\]|\\.)+)\]\((?P<to><[^<>\n]*>|[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)\)"
)

_AUTOLINK = re.compile(r"<(?P<to>https?://[^<>\s]+)>")


def plain(markdown: str) -> str:
    """Return a text without its markup, folded, to compare two versions of an official text."""
    text = re.sub(r"\[\^[^\]]+\]", "", markdown)
    text = _AUTOLINK.sub(lambda m: m["to"], _LINK.sub(lambda m: m["text"], text))
    text = re.sub(r"\\\n", "\n", text)
    text = re.sub(r"(?<!\\)(\*+|`+|~~|\^)", "", text)
    text = re.sub(r"(?<![\\\w])_|(?<!\\)_(?!\w)", "", text)
    return fold(re.sub(r"\\([^\w\s])", r"\1", text))


def merge_text(mine: str | None, new: str, path: str, whole: str, problems: list[Diagnostic]) -> str:
    """Keep a text that says the same; else give the new one, with the links of the old put back."""
    if mine is None or mine == new:
        return new
    if plain(mine) == plain(new) and _marks(mine) == _marks(new):
        return mine
    line = whole[: whole.find(mine)].count("\n") + 1 if mine and mine in whole else 0
    problems.append(diagnostic("update-text-changed", Position(path, line), Severity.INFO))
    for link in _LINK.finditer(mine):
        put = _put_link(new, link["text"], link["to"])
        if put is None:
            problems.append(
                diagnostic(
                    "update-link-lost",
                    Position(path, line),
                    Severity.WARNING,
                    text=link["text"],
                    destination=link["to"],
                )
            )
        else:
            new = put
    return new


def _marks(text: str) -> list[str]:
    return re.findall(r"\[\^([^\]]+)\]", text)


def _put_link(text: str, words: str, to: str) -> str | None:
    """Put a link back on its words; None where they are gone or stand in several places."""
    linked = [found for found in _LINK.finditer(text) if plain(found["text"]) == plain(words)]
    if any(found["to"] == to for found in linked):
        return text
    if len(linked) == 1:
        start, end = linked[0].span()
        return f"{text[:start]}[{linked[0]['text']}]({to}){text[end:]}"
    taken = [found.span() for found in (*_LINK.finditer(text), *_AUTOLINK.finditer(text))]
    for form in dict.fromkeys((words, escape(plain(words)))):
        places = [m.span() for m in re.finditer(re.escape(form), text)]
        free = [(a, b) for a, b in places if not any(a < y and x < b for x, y in taken)]
        if len(free) == 1:
            start, end = free[0]
            return f"{text[:start]}[{form}]({to}){text[end:]}"
    return None
