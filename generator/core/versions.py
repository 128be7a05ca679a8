"""Versions: the official text of a letter as it was before an import changed it. Neither reading nor writing is here."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from generator.core import digest
from generator.core.diagnostics import Position
from generator.core.values import TaggedValue, Value

FORM = 1
"""The number of the form in which files hold versions; every form that was ever written can be read."""
FOLDER = "versions"
"""Where versions are, in the folder of their letter."""


class FootnoteText(Value, frozen=True):
    """The text of a footnote, a string for each of its blocks."""

    label: str
    number: str
    text: tuple[str, ...]


class FileText(Value, frozen=True):
    """The official text of one file: a string for each block, which is empty for a rule.

    Several paragraphs of one block (items of a list, cells of a table) are lines of its string. A footnote's mark is no
    part of a text.
    """

    number: int
    """Of the question; 0 for the cover letter, which is in `question`."""
    question: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    answered_in: int | None = None
    joint: tuple[int, ...] = ()
    footnotes: tuple[FootnoteText, ...] = ()


class Version(TaggedValue, frozen=True):
    """One version of a letter's text, whole, with where it came from."""

    id: str
    """The name of its file, without the suffix."""
    position: Position
    until: dt.date
    """The day on which this text was replaced."""
    sequence: int
    """Higher than that of each version that was kept before it, whatever the clock said on their days."""
    texts: tuple[FileText, ...]
    sha256: str
    """The digest of its texts."""
    date: dt.date | None = None
    """The day of the letter, as its front matter said it."""
    source_file: str | None = None
    """Where its source is kept, in the letter's folder."""
    source_sha256: str | None = None


def text_digest(texts: Sequence[FileText]) -> str:
    """Return the SHA-256 of some texts: of their parts as JSON without white space, in the order of `FileText`.

    Versions are named and checked by it, so what it is made of never changes.
    """
    parts = [
        [
            text.number,
            text.question,
            text.answer,
            text.answered_in,
            text.joint,
            [[note.label, note.number, note.text] for note in text.footnotes],
        ]
        for text in texts
    ]
    written = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return digest.sha256(written.encode("utf-8", "surrogatepass"))
