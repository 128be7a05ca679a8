"""Parses `content/withdrawn.yml`: the addresses that were published and are withdrawn.

The file holds the addresses and the reasons, and nothing of the text that was withdrawn.
"""

from __future__ import annotations

from generator.content.frontmatter import WithdrawnFile
from generator.content.located_yaml import load_file
from generator.content.sources import SourceText
from generator.content.validation import validate
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.model import Withdrawn


def parse(file: SourceText) -> tuple[tuple[Withdrawn, ...], tuple[Diagnostic, ...]]:
    """Return the withdrawn addresses in the order of the file, and a diagnostic for everything wrong with the file."""
    located = load_file(file.data, file.path)
    meta, problems = validate(WithdrawnFile, located, file.path, {})
    found: list[Withdrawn] = []
    repeated: list[Diagnostic] = []
    for index, row in enumerate(meta.withdrawn):
        at = Position(file.path, *(located.place(("withdrawn", index, "url")) or (1, 1)))
        see = Position(file.path, *(located.place(("withdrawn", index, "see")) or (1, 1)))
        if any(row.url == other.url for other in found):
            repeated.append(diagnostic("withdrawn-twice", at, url=row.url))
        else:
            found.append(Withdrawn(row.url, at, row.date, row.reason, row.see, see))
    return tuple(found), (*problems, *repeated)
