"""A letter's Markdown file as it is written: cut into regions that together are all of its characters.

Content cuts files, as every build reads them; an update changes regions and leaves the others as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.core.diagnostics import Diagnostic

FrontValue = str | list["FrontValue"] | dict[str, "FrontValue"] | None


@dataclass(frozen=True, slots=True)
class WrittenBlock:
    """One block of Markdown, and the blank lines below it."""

    text: str
    """As written, without the line end of its last line."""
    gap: str
    """From there to the next block: line ends and blank lines."""
    line: int
    """The line of the file that it begins on, from 1."""
    official: tuple[tuple[str, tuple[tuple[int, str], ...]], ...] = ()
    """Each paragraph that the block is shown as: its text, and its footnote marks as (offset in the text, label)."""
    section: str | None = None
    """The title of the section that this heading opens; None where it opens none."""
    footnote: str | None = None
    """The label of the footnote that this block is the text of."""


@dataclass(frozen=True, slots=True)
class WrittenValue:
    """One value of the front matter, by the span of characters it takes in the whole file."""

    start: int
    end: int
    value: FrontValue
    flow: bool = True
    """Whether it is a mapping or list in braces or brackets, or no mapping or list at all."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file in its regions: `head`, then the text and gap of every block."""

    path: str
    text: str
    """The whole file, with its own line ends and byte order mark."""
    number: int | None = None
    """The number of the question; None for other kinds of files."""
    values: Mapping[str, FrontValue] = field(default_factory=dict)
    """The front matter, scalars as text."""
    places: Mapping[tuple[str, ...], WrittenValue] = field(default_factory=dict)
    """Each value of the front matter that is in mappings only, by its keys."""
    front_end: int = 0
    """Where in the file the line begins that closes the front matter."""
    head: str = ""
    """All before the first block: the front matter, and blank lines."""
    blocks: tuple[WrittenBlock, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    """Why the file cannot be changed; the regions of such a file are not to be used."""

    @property
    def newline(self) -> str:
        """The line end that the file uses."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def line_at(self, offset: int) -> int:
        """Return the line, from 1, of a character."""
        return self.text.count("\n", 0, offset) + 1


Cut = Callable[[str, bytes], WrittenFile]
"""Cuts the file at a path that holds these bytes."""
