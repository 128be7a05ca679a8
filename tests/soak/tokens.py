"""The Markdown that content is written in, as the tokens of a parser of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

NOT_READ = ("code", "lheading", "reference", "html_block", "html_inline")
"""Rules of CommonMark that content is read without; a test holds them against the dialect of the site."""


def parser() -> MarkdownIt:
    """Return a parser of the Markdown that content is written in; addresses stay as written."""
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable(["table", "strikethrough"])
    made.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True).use(superscript_plugin)
    made.use(sub_plugin)
    made.disable(list(NOT_READ))
    for name, function in (
        ("normalizeLink", lambda url: url),
        ("normalizeLinkText", lambda url: url),
        ("validateLink", lambda _url: True),
    ):
        setattr(made, name, function)
    return made


def groups(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Yield each token of the outermost level with the tokens inside it."""
    at = 0
    while at < len(tokens):
        depth, end = 0, at
        while True:
            depth += tokens[end].nesting
            if depth <= 0 or end == len(tokens) - 1:
                break
            end += 1
        yield tokens[at], tokens[at + 1 : end]
        at = end + 1


_CELL = re.compile(r"(?:\\.|[^|\\])*")


def cells(line: str, start: int) -> list[tuple[str, int]]:
    """Return the cells of a table's row, each with where it begins in the file."""
    at = len(line) - len(line.lstrip())
    at += line[at : at + 1] == "|"
    found = []
    while at < len(line):
        cell = _CELL.match(line, at)
        if cell is None:
            break
        text = cell[0].strip()
        found.append((text, start + at + len(cell[0]) - len(cell[0].lstrip())))
        at = cell.end() + 1
    return found


_SHOWN = {"s_open": "⟦s⟧", "s_close": "⟦/s⟧", "sup_open": "⟦^⟧", "sup_close": "⟦/^⟧"}


def said(children: Sequence[Token]) -> tuple[str, str]:
    """Return a leaf's characters, and the same with its marks and styles and with white space folded."""
    text, shown = "", ""
    for child in children:
        if child.type == "footnote_ref":
            shown += f"⟦{child.meta['label']}⟧"
        elif child.type in _SHOWN:
            shown += _SHOWN[child.type]
        elif child.type in ("softbreak", "hardbreak"):
            text += " " if child.type == "softbreak" else "\n"
            shown += " " if child.type == "softbreak" else "⏎"
        elif child.nesting == 0:
            text += child.content
            shown += child.content
    return text, folded(shown)


def folded(text: str) -> str:
    """Fold white space that a page does not show; spaces that may not break are characters."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")
