"""The result of parsing one file.

The code that parses files is not imported here, so that a result from the cache loads without it.
"""

from __future__ import annotations

from generator.core.diagnostics import Diagnostic
from generator.core.model import Actor, Article, Document, Letter, Note, ProsePage, Question, Topic
from generator.core.values import Value
from generator.core.versions import Version

Item = Letter | Question | Note | Actor | Topic | Article | Document | ProsePage | Version


class ParsedFile(Value, frozen=True):
    """The item in one file, and what is wrong with the file.

    There always is an item: what is missing or wrong in the file has a fallback value.
    """

    item: Item
    problems: tuple[Diagnostic, ...]
