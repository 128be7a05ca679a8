"""One file taken apart: its front matter with places, its Markdown, and the faults found so far.

Every kind of file begins here; what the parts mean is decided by the kind.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.content.located_yaml import Located, Value, load
from generator.content.markdown_reader import ParsedMarkdown, parse
from generator.content.validation import Model, validate, where
from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.language import slug
from generator.core.model import Where


@dataclass(frozen=True, slots=True)
class File:
    """A file taken apart: its front matter with places, and its Markdown with the line it begins on."""

    path: str
    name: str
    located: Located
    body: str
    body_line: int
    digest: str
    problems: tuple[Diagnostic, ...]

    @property
    def position(self) -> Position:
        """The head of the file."""
        return Position(self.path, 1, 1)

    @property
    def where(self) -> Where:
        """Where the front matter's values stand."""
        return where(self.located)

    def meta(self, model: type[Model], **fallback: Value) -> tuple[Model, tuple[Diagnostic, ...]]:
        """Return the front matter, and the file's problems with those of its front matter."""
        found, problems = validate(model, self.located, self.path, fallback)
        return found, self.problems + problems

    def text(self) -> ParsedMarkdown:
        """Return the Markdown below the front matter, read."""
        return parse(self.body, self.path, self.body_line)


def open_file(path: str, data: bytes) -> File:
    """Take a file apart; one without front matter, or that is no UTF-8, is reported and read as far as it goes."""
    text, problems = _decode(path, data)
    head, body, body_line = _split(text)
    name = posixpath.basename(path).removesuffix(".md")
    located = load(head, path, 2) if head is not None else Located({}, {}, {})
    if head is None:
        code = "unclosed-front-matter" if text.startswith("---\n") else "no-front-matter"
        problems = (*problems, diagnostic(code, Position(path, 1, 1)))
    return File(path, name, located, body, body_line, digest.of_bytes(data), problems)


def _decode(path: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    problems: tuple[Diagnostic, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        problems = (diagnostic("not-utf-8", Position(path, line, column)),)
        text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _split(text: str) -> tuple[str | None, str, int]:
    """Take the front matter off; give it (None where there is none), the rest, and the line the rest begins on."""
    found = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if not found:
        return None, "" if text.startswith("---\n") else text, 1
    return found[1], text[found.end() :], text.count("\n", 0, found.end()) + 1


def check_id(file: File, name: str) -> tuple[Diagnostic, ...]:
    """Names of files are identities and URLs: lower case, digits, hyphens."""
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        return ()
    return (diagnostic("wrong-id", Position(file.path), name=name, suggestion=slug(name) or None),)


def once(values: Sequence[str]) -> tuple[str, ...]:
    """Drop repeats, in order."""
    return tuple(dict.fromkeys(values))
