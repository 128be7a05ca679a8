"""What an element of a web page hands down to the text in it: bold, italic, link, list level."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.intake.source_document import Run


@dataclass(frozen=True, slots=True)
class InheritedStyle:
    """What holds for the text at a place: its style, link and list."""

    bold: bool = False
    italic: bool = False
    superscript: bool = False
    underline: bool = False
    href: str | None = None
    level: int = 0
    pre: bool = False

    def run(self, text: str) -> Run:
        """Make a run in this style."""
        return Run(text, self.bold, self.italic, self.superscript, self.underline, href=self.href)


_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-5]00)", re.IGNORECASE)

_SLANT = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)

_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
