"""What reading one file gives; how it is read is not known here, so that a cached file needs no reader."""

from __future__ import annotations

from generator.core.diagnostics import Diagnostic
from generator.core.model import Actor, Article, Letter, Note, ProsePage, Question, Topic
from generator.core.values import Value

Item = Letter | Question | Note | Actor | Topic | Article | ProsePage


class ParsedFile(Value, frozen=True):
    """What one file holds; an item is always made, from what was understood."""

    item: Item
    problems: tuple[Diagnostic, ...]
