"""What an element of a web page hands down to the text in it: letter type, link, list level."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from generator.intake.readers.elements import Element
from generator.intake.source_document import Run

_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_LIGHT = frozenset(["normal", "100", "200", "300", "400", "500"])
_SLANT = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super(?!\w)", re.IGNORECASE)
_LOWERED = re.compile(r"vertical-align\s*:\s*sub(?!\w)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_BOLD_TAGS = frozenset(["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"])
_ITALIC_TAGS = frozenset(["i", "em", "cite", "dfn", "var"])


@dataclass(frozen=True, slots=True)
class InheritedStyle:
    """How the text in an element is shown, unless an inner element changes it."""

    bold: bool = False
    italic: bool = False
    superscript: bool = False
    underline: bool = False
    struck: bool = False
    subscript: bool = False
    href: str | None = None
    level: int = 0
    """Depth of the list around the text."""
    pre: bool = False
    """Whether white space is shown as it is."""

    def run(self, text: str) -> Run:
        """Return a text as a run in this style."""
        plain = Run(text, self.bold, self.italic, self.superscript, self.underline, href=self.href)
        return replace(plain, struck=self.struck, subscript=self.subscript)

    def within(self, element: Element, base: str | None) -> InheritedStyle:
        """Return the style of the text in an inner element; `base` is the address that its links are relative to."""
        tag, css = element.tag, element.get("style") or ""
        weight, slant = _WEIGHT.search(css), _SLANT.search(css)
        raised = tag == "sup" or bool(_RAISED.search(css))
        lowered = tag == "sub" or bool(_LOWERED.search(css))
        inner = replace(
            self,
            bold=self.bold or tag in _BOLD_TAGS,
            italic=self.italic or tag in _ITALIC_TAGS,
            superscript=not lowered and (self.superscript or raised),
            subscript=lowered or (self.subscript and not raised),
            underline=self.underline or tag in {"u", "ins"},
            struck=self.struck or tag in {"s", "strike", "del"} or bool(_STRUCK.search(css)),
            pre=self.pre or tag == "pre",
        )
        if weight:
            inner = replace(inner, bold=weight[1].lower() not in _LIGHT)
        if slant:
            inner = replace(inner, italic=slant[1].lower() != "normal")
        if tag == "a" and element.get("href"):
            inner = replace(inner, href=_absolute((element.get("href") or "").strip(), base))
        return inner


def _absolute(href: str, base: str | None) -> str | None:
    """Return a link's absolute address; None if it leads to no address outside the page."""
    if re.match(r"(?:https?|mailto):", href, re.IGNORECASE):
        return href
    if href.startswith("#") or re.match(r"[a-z][a-z0-9+.-]*:", href, re.IGNORECASE) or not base:
        return None
    return urljoin(base, href)
