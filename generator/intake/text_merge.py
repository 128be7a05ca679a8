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


def merge_text(old: str | None, new: str, path: str, file: str, problems: list[Diagnostic]) -> str:
    """Return the old text where it says the same as the new; else the new one, with the links of the old put back.

    `file` is the whole old file at `path`, to say on which line a problem is.
    """
    if old is None or old == new:
        return new
    if plain(old) == plain(new) and _marks(old) == _marks(new):
        return old
    line = file[: file.find(old)].count("\n") + 1 if old and old in file else 0
    problems.append(diagnostic("update-text-changed", Position(path, line), Severity.INFO))
    for link in _LINK.finditer(old):
        linked = _with_link(new, link["text"], link["to"])
        if linked is None:
            values = {"text": link["text"], "destination": link["to"]}
            problems.append(diagnostic("update-link-lost", Position(path, line), Severity.WARNING, **values))
        else:
            new = linked
    return new


def plain(markdown: str) -> str:
    """Return a text without its markup, with white space, dashes and quotation marks folded, to compare two versions."""
    text = re.sub(r"\[\^[^\]]+\]", "", markdown)
    text = _AUTOLINK.sub(lambda m: m["to"], _LINK.sub(lambda m: m["text"], text))
    text = re.sub(r"\\\n", "\n", text)
    text = re.sub(r"(?<!\\)(\*+|`+|~~|\^)", "", text)
    text = re.sub(r"(?<![\\\w])_|(?<!\\)_(?!\w)", "", text)
    return fold(re.sub(r"\\([^\w\s])", r"\1", text))


def _marks(text: str) -> list[str]:
    """Return the labels of the footnote marks in a text, in order."""
    return re.findall(r"\[\^([^\]]+)\]", text)


def _with_link(text: str, words: str, to: str) -> str | None:
    """Return a text with a link on some words; None where it has those words nowhere, or in several places."""
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
