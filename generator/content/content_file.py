"""A content file divided into front matter and Markdown, with the problems found so far.

What all kinds of files have in common is here; what a kind's keys and sections mean is in `letter_files` and
`standalone_files`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.content import controls, unread_markup
from generator.content.file_text import decode
from generator.content.located_yaml import LocatedMapping, Value, load
from generator.content.markdown_reader import ParsedMarkdown, parse
from generator.content.validation import Model, validate, where
from generator.core import digest, limits
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.language import slug
from generator.core.model import Where


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file divided into its front matter, with the place of every value, and its Markdown."""

    path: str
    name: str
    """The file name without `.md`: the id of most kinds of content."""
    located: LocatedMapping
    body: str
    """The Markdown below the front matter."""
    body_line: int
    """The line of the file on which `body` begins."""
    digest: str
    problems: tuple[Diagnostic, ...]

    @property
    def position(self) -> Position:
        """The first line of the file."""
        return Position(self.path, 1, 1)

    @property
    def where(self) -> Where:
        """The places of the front matter's values, by dotted key."""
        return where(self.located)

    def meta(self, model: type[Model], **fallback: Value) -> tuple[Model, tuple[Diagnostic, ...]]:
        """Validate the front matter; return it and the problems of the file so far, its own among them.

        `fallback` gives the values of required keys that are missing or wrong.
        """
        found, problems = validate(model, self.located, self.path, fallback)
        return found, self.problems + problems

    def text(self) -> ParsedMarkdown:
        """Parse the Markdown below the front matter."""
        found = parse(self.body, self.path, self.body_line)
        invisible = tuple(controls.problems(self.body, self.path, self.body_line))
        return replace(found, problems=(*found.problems, *invisible)) if invisible else found

    def editors_text(self) -> ParsedMarkdown:
        """Parse the Markdown below the front matter, where an editor wrote it: what looks like markup must be."""
        found = self.text()
        unread = tuple(unread_markup.problems(self.body, self.path, self.body_line))
        return replace(found, problems=(*found.problems, *unread)) if unread else found


def open_file(path: str, data: bytes) -> ContentFile:
    """Divide a file into front matter and Markdown.

    A file without front matter, or that is not UTF-8, is reported and read as far as possible.
    """
    most = limits.current().file_kilobytes * 1024
    text, problems = decode(path, data[:most])
    if len(data) > most:
        text = text[: text.rfind("\n") + 1]  # not half a letter, nor half a line
        problems = (limits.problem("file_kilobytes", Position(path, text.count("\n") + 1, 1)),)
    head, body, body_line = _split(text)
    name = posixpath.basename(path).removesuffix(".md")
    located = load(head, path, 2) if head is not None else LocatedMapping({}, {}, {})
    if head is None:
        code = "unclosed-front-matter" if text.startswith("---\n") else "no-front-matter"
        problems = (*problems, diagnostic(code, Position(path, 1, 1)))
    return ContentFile(path, name, located, body, body_line, digest.of_bytes(data), problems)


def _split(text: str) -> tuple[str | None, str, int]:
    """Return the front matter (None if there is none), the text below it, and the line on which that text begins."""
    found = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if not found:
        return None, "" if text.startswith("---\n") else text, 1
    return found[1], text[found.end() :], text.count("\n", 0, found.end()) + 1


def check_id(file: ContentFile, name: str) -> tuple[Diagnostic, ...]:
    """Report a file or folder name that cannot be an id and a URL segment: lower case letters, digits, hyphens."""
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        return ()
    return (diagnostic("wrong-id", Position(file.path), name=name, suggestion=slug(name) or None),)


def without_repeats(values: Sequence[str]) -> tuple[str, ...]:
    """Return the values in order, each only the first time it occurs."""
    return tuple(dict.fromkeys(values))
