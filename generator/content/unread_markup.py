"""Finds what looks like markup in a text of editors and is none: HTML, and links that are not closed.

It is shown as it is written, which is right in an official text and hardly ever meant in a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from generator.content.dialect import PARSER
from generator.content.markdown_reader import place_in
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic

_PLAIN = re.compile(r"\\.|(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|(?<=\]\()<[^<>\n]*>", re.DOTALL)  # \<, `<b>`, ](<a b>
_HTML = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)  # <b>, </p>, <br/>, <!--
_LINK = re.compile(r"!?\[[^\[\]]*\]\(")  # [words](
_ADDRESS = re.compile(r"<(?:https?://|mailto:)[^\s<>]*(?=\s|$)")  # <https://example.org


def problems(body: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Yield a warning for each such place in the Markdown that begins on a line of the file at `path`."""
    lines = body.split("\n")
    start = 0
    for token in PARSER.parse(body):
        start = token.map[0] if token.map else start
        if token.type == "inline":
            for code, offset, text in sorted(_found(token), key=lambda row: row[1]):
                line, column = place_in(lines, token.content, offset, start)
                yield diagnostic(code, Position(path, first_line + line, column), Severity.WARNING, text=text)


def _found(token: Token) -> Iterator[tuple[str, int, str]]:
    """Yield the code, offset and text of each place in a paragraph's source."""
    written = _PLAIN.sub(lambda found: " " * len(found[0]), token.content)
    for found in _HTML.finditer(written):
        yield "html-in-note", found.start(), found[0]
    children = token.children or []
    for found in _ADDRESS.finditer(written):
        yield "unclosed-link", found.start(), _short(found[0])
    if any(child.type == "text" and "](" in child.content for child in children):
        read = set(_offsets(children))
        for found in _LINK.finditer(written):
            if found.start() not in read:
                yield "unclosed-link", found.start(), _short(token.content[found.start() :])


def _offsets(children: Sequence[Token]) -> Iterator[int]:
    """Yield where the links and images that were read begin."""
    for child in children:
        if child.type in ("link_open", "image"):
            yield int(child.meta["at"])


def _short(text: str) -> str:
    return text.split("\n", 1)[0][:60]
