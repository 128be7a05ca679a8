"""What reading one file gives; how it is read is not known here, so that what is remembered needs no reader."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic
from generator.core.model import Actor, Article, Letter, Note, ProsePage, Question, Topic

Item = Letter | Question | Note | Actor | Topic | Article | ProsePage


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one file holds; an item is always made, from what was understood."""

    item: Item
    problems: tuple[Diagnostic, ...]
